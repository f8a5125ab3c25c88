// Package lower turns an OpenAPI document into the IR: services, operations,
// parameters and answers here, what schemas are in Go by package types.
package lower

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/extension"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Options steer what is lowered.
type Options struct {
	Package string
	// Reserved are the identifiers that the runtime declares.
	Reserved []string
}

// Lower turns doc into the IR. What can't be expressed is reported to diags;
// the result is of use only if there are no errors.
//
// It is done again if a name went to a thing that doesn't keep it: which things there are, and how
// they want to be called, is known afterwards only.
func Lower(doc *openapi.Document, o Options, diags *diag.List) *ir.API {
	registry := names.NewRegistry(o.Reserved)
	for round := 1; ; round++ {
		var found diag.List
		l := newLowerer(doc, o, registry, &found)
		l.lower()
		if registry.Settle() || round == maxRounds {
			l.ReportNames()
			diags.AddAll(&found)
			return l.API
		}
	}
}

// maxRounds bounds the work for a document in which names that are lost take others away.
// All names are different after any round.
const maxRounds = 10

// newLowerer is a lowerer for one document, with the names that are settled so far.
func newLowerer(doc *openapi.Document, o Options, registry *names.Registry, diags *diag.List) *lowerer {
	l := &lowerer{
		Lowerer:   types.New(doc, &ir.API{Package: o.Package, Name: o.Package}, registry, diags),
		services:  map[string]*ir.Service{},
		bodies:    map[*ir.Object]*ir.Object{},
		tagNodes:  map[string]*node.Node{},
		noted:     map[*node.Node]bool{},
		templates: map[*node.Node]string{},
		said:      map[remark]bool{},
	}
	for _, t := range schema.Items(doc.Root.Get("tags")) {
		if name := t.Str("name"); l.tagNodes[name] == nil {
			l.tagNodes[name] = t
		}
	}
	return l
}

// lower goes through the document. Components come before the operations: what stands
// in one is called after it, and not after an operation that uses it.
func (l *lowerer) lower() {
	l.info()
	l.NameComponents()
	l.security()
	l.LowerComponents()
	l.operations()
	l.embedBodies()
	l.webhooks()
	if l.unmodified != nil {
		l.API.Errors = append(l.API.Errors, *l.unmodified)
	}
	l.serverNames()
	l.placeFiles()
	l.Nest()
	extension.Paging(l.API, l.Diags)
	extension.Constructors(l.API, extension.Names{Component: l.Reader.Named, Claim: l.Claim}, l.Diags)
	extension.Accumulators(l.API, l.Diags)
	l.SortTypes()
	l.Seal()
	extension.PointConstructors(l.API)
	types.BreakCycles(l.API)
}

// lowerer turns operations into methods. What they send and answer are types.
type lowerer struct {
	*types.Lowerer
	services  map[string]*ir.Service
	tagNodes  map[string]*node.Node     // by name
	bodies    map[*ir.Object]*ir.Object // components that are the body of operations, by the params
	betaParam string                    // header parameter in which betas travel
	noted     map[*node.Node]bool       // response headers of which a note speaks
	templates map[*node.Node]string     // URLs of servers, resolved, with their variables
	listed    []*node.Node              // servers, those of paths and operations after those of the API
	said      map[remark]bool           // notes that were added

	unmodified *ir.ErrorKind // of status 304, if it is documented
	received   []ir.Type     // by webhooks and callbacks
}

// remark is a thing to say about a node.
type remark struct {
	at     *node.Node
	format string
}

// notef adds a note once: what a reference leads to is lowered for each operation that
// refers to it, and there is room for so many only.
func (l *lowerer) notef(at *node.Node, format string, args ...any) {
	l.ungenerated("", at, format, args...)
}

// ungenerated does the same for what has no effect, which is counted by its kind.
func (l *lowerer) ungenerated(kind string, at *node.Node, format string, args ...any) {
	if n := (remark{at, format}); !l.said[n] {
		l.said[n] = true
		l.Diags.Ungenerated(kind, at, format, args...)
	}
}

// info lowers what the document says about the API as a whole.
func (l *lowerer) info() {
	root := l.Doc.Root
	info := root.Get("info")
	l.API.Title, l.API.Doc = info.Str("title"), ir.Doc{Text: info.Str("description")}
	l.servers()
	if b := root.Get("x-betas"); b != nil {
		l.API.Betas.Header = b.Str("header")
		for _, m := range b.Get("query").Entries() {
			l.API.Betas.Query = m.Key + "=" + m.Value.Text
		}
		l.betaParam = strings.ToLower(l.API.Betas.Header)
	}
	if h := root.Get("x-response-headers"); h != nil {
		l.API.Headers = ir.ResponseHeaders{RequestID: h.Str("request-id"), RateLimitPrefix: h.Str("rate-limit-prefix")}
	}
	l.API.Retry = l.retry(root)
	if h := root.Get("x-request-headers"); h != nil {
		l.API.RetryHeader = h.Str("retry-count")
	}
	for _, m := range root.Get("x-errors").Entries() {
		e := ir.ErrorKind{Type: m.Key, Name: names.ErrorKind(m.Key), Place: m.Value}
		if n := m.Value.Str("x-go-name"); n != "" {
			e.Name = names.Exported(n)
		}
		e.Status = l.intMember(m.Value, "status")
		e.Doc = ir.Doc{Text: m.Value.Str("description")}
		l.Claim(e.Name, m.Value)
		l.API.Errors = append(l.API.Errors, e)
	}
}

// env returns x-env, the name of an environment variable.
func (l *lowerer) env(n *node.Node) string {
	name := n.Str("x-env")
	if n.Has("x-env") && !envName.MatchString(name) {
		l.Diags.Errorf(n.Get("x-env"), "x-env must be the name of an environment variable: letters, digits and underscores")
	}
	return name
}

var envName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func (l *lowerer) intMember(n *node.Node, key string) int {
	var out int
	if v := n.Get(key); v != nil {
		if _, err := fmt.Sscan(v.Text, &out); err != nil {
			l.Diags.Errorf(v, "%s must be a whole number", key)
		}
	}
	return out
}
