// Package host lowers where requests go and what they carry to be let in: servers with
// their variables, and security schemes with what operations require of them.
package host

import (
	"regexp"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Lowerer lowers the servers and security schemes of a document.
type Lowerer struct {
	*types.Lowerer
	templates map[*node.Node]string          // URLs of servers, resolved, with their variables
	listed    []*node.Node                   // servers, those of paths and operations after those of the API
	owners    map[*node.Node][]diag.Location // operations of servers that the API doesn't list
}

// New returns a Lowerer that declares names and adds to the API by l.
func New(l *types.Lowerer) *Lowerer {
	return &Lowerer{Lowerer: l, templates: map[*node.Node]string{}, owners: map[*node.Node][]diag.Location{}}
}

// Env returns x-env, the name of an environment variable.
func (l *Lowerer) Env(n *node.Node) string {
	name := n.Str("x-env")
	if n.Has("x-env") && !envName.MatchString(name) {
		l.Diags.Errorf(n.Get("x-env"), "x-env must be the name of an environment variable: letters, digits and underscores")
	}
	return name
}

var envName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)
