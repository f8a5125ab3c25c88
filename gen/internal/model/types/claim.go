package types

import (
	"fmt"
	"path"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Claim reserves a top-level identifier for what stands at n. A component that
// is left out keeps its name from others, if it can, and has no need of it.
func (l *Lowerer) Claim(name string, n *node.Node) {
	if other, ok := l.Scope.Claim(name, n); !ok && !l.Doc.LeftOut(n) {
		l.Collision(name, n, other)
	}
}

func (l *Lowerer) Collision(name string, n *node.Node, other diag.Location) {
	if len(name) > names.MaxLen {
		l.Diags.Errorf(n, "the Go name is longer than %d bytes: set x-go-name to a shorter one, or move inner schemas to components", names.MaxLen)
		return
	}
	d := diag.Diagnostic{Pos: n.Pos(), Pointer: n.Pointer(), Message: fmt.Sprintf("Go name %s is already taken; set x-go-name to another", name)}
	if other != nil {
		d.Related = []diag.Related{{Pos: other.Pos(), Message: "taken here"}}
	} else {
		d.Message = fmt.Sprintf("Go name %s belongs to the runtime; set x-go-name to another", name)
	}
	l.Diags.Add(d)
}

// Area returns the name of the file in which code for n goes: that of the
// document's file, or for a document of one file the kind of declaration. A
// bundle says in x-area which file a thing came from.
func (l *Lowerer) Area(n *node.Node, kind string) string {
	for up := n; up != nil; up = up.Parent {
		if a := up.Str("x-area"); a != "" {
			return names.File(a)
		}
	}
	if len(l.Doc.Files) == 1 || n.File == l.Doc.Root.File {
		return kind
	}
	name := n.File.Name
	if n.File.Overlay {
		name = path.Base(name)
	} else if dir := path.Dir(l.Doc.Root.File.Name); dir != "." {
		name = strings.TrimPrefix(name, dir+"/")
	}
	return names.File(strings.TrimSuffix(name, path.Ext(name)))
}
