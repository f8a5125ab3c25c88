package types

import (
	"fmt"
	"path"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Claim takes a name that the document asks for.
func (l *Lowerer) Claim(name string, n *node.Node) {
	l.Names.First(names.Thing{Rank: names.Asked, At: n, Part: names.Previous}, name)
}

// DeclareAs takes the first of the candidates that can be had for what is of
// a rank and stands at n.
func (l *Lowerer) DeclareAs(n *node.Node, rank names.Rank, part names.Part, candidates []string) string {
	return l.Names.First(names.Thing{Rank: rank, At: n, Part: part}, candidates...)
}

// ReportNames says what isn't called as it should be, and because of what. A component that is left out
// keeps its name from others, if it can, and has no need of it.
func (l *Lowerer) ReportNames() {
	for _, d := range l.Names.Denied() {
		n, _ := d.At.(*node.Node)
		other := l.Names.Holder(d.Wanted)
		switch {
		case l.Doc.LeftOut(n):
		case d.Got == "":
			l.Collision(d.Wanted, n, other)
		case d.Part == names.Type && other != nil:
			l.Diags.Add(diag.Diagnostic{
				Severity: diag.Warning, Pos: n.Pos(), Pointer: n.Pointer(),
				Message: fmt.Sprintf("Go name %s is already taken: this is called %s; set x-go-name to another name", d.Wanted, d.Got),
				Related: []diag.Related{{Pos: other.Pos(), Message: "taken here"}},
			})
		}
	}
}

// Collision reports that there is no name for n.
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
