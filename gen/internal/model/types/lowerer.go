// Package types decides what the schemas of a document are in Go. Each construct
// has a file of its own; classify hands a schema to one of them.
package types

import (
	"fmt"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/model/style"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Lowerer turns schemas into types, each once, and declares them in API.
type Lowerer struct {
	Doc    *openapi.Document
	Diags  *diag.List
	API    *ir.API
	Names  *names.Registry
	Reader schema.Reader
	Notes  *diag.Once // that are added once, however often a thing is referred to

	Components map[*node.Node]string // Go names of component schemas
	Full       bool                  // nothing more is declared, see limits.go

	// EventData are the schemas of the data of server-sent events that are typed as a whole: text,
	// which may hold JSON.
	EventData map[*node.Node]bool

	types       map[string]Typed            // by identity of the schema nodes
	kept        []*node.Node                // those of types, some of which nothing else holds: no other may get their addresses
	deciding    map[string]bool             // those that have no declaration yet to refer to
	waiting     []func()                    // what stands in declared types, see later
	finishing   bool                        // that is being done
	views       map[*node.Node]*schema.View // see known
	inheritance map[*node.Node][]*node.Node // see heirs
	size        int                         // of what is declared, see limits.go
}

// New returns a Lowerer for doc, which takes names from registry.
func New(doc *openapi.Document, api *ir.API, registry *names.Registry, diags *diag.List) *Lowerer {
	l := &Lowerer{
		Doc:        doc,
		Diags:      diags,
		API:        api,
		Names:      registry,
		Notes:      diag.NewOnce(diags),
		Components: map[*node.Node]string{},
		EventData:  map[*node.Node]bool{},
		types:      map[string]Typed{},
		deciding:   map[string]bool{},
		views:      map[*node.Node]*schema.View{},
	}
	l.Reader = schema.Reader{
		AloneRefs: doc.Version == "3.0",
		Named:     func(n *node.Node) bool { return l.Components[n] != "" },
		Bare:      map[*node.Node]*node.Node{},
		Both:      map[[2]*node.Node]*node.Node{},
		Work:      doc.Work,
		Single:    map[schema.SingleType]*node.Node{},
	}
	return l
}

// Typed is a Go type and whether its schema allows null besides.
type Typed struct {
	ir.Type
	Null bool
}

// Hint says how an inline schema is called if it needs a name.
type Hint struct {
	Name string     // e.g. "MessageUsage"
	Area string     // e.g. "messages"
	Of   *node.Node // what is called so: what doesn't stand in it is called after something else
}

// Called is the hint for what stands in the same place and is called so.
func (h Hint) Called(name string) Hint { return Hint{name, h.Area, h.Of} }

// Sub is the hint for what stands in a schema, under a name there.
func (h Hint) Sub(name string) Hint { return h.Called(names.Member(h.Name, name)) }

// Style reads styles of what the document describes.
func (l *Lowerer) Style() style.Reader { return style.Reader{Notes: l.Notes, Diags: l.Diags} }

// known is the merged view of a component, made once: in a chain of heirs each is asked for those that all
// others inherit. What has to be reported of it is reported by View, when its type is decided.
func (l *Lowerer) known(n *node.Node) *schema.View {
	v := l.views[n]
	if v == nil {
		v = l.Reader.View(n)
		l.views[n] = v
	}
	return v
}

// View merges nodes into one schema, and reports what of it can't hold at once.
func (l *Lowerer) View(nodes ...*node.Node) *schema.View {
	v := l.Reader.View(nodes...)
	if c := v.Conflict; c != nil {
		l.Diags.Add(diag.Diagnostic{
			Severity: diag.Warning, Pos: c.At.Pos(), Pointer: c.At.Pointer(),
			Message: fmt.Sprintf("allOf asks for type %s and for %s at once: the value is raw JSON", c.Type, c.Other),
			Related: []diag.Related{{Pos: v.Nodes[0].Pos(), Message: "merged here"}},
		})
	}
	for _, d := range v.Doubts {
		l.Diags.Warnf(d.At, "%s", d.Text)
	}
	return v
}
