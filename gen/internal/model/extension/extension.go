// Package extension gives operations and types what the document asks for by
// extensions: pages, constructors, and results that are accumulated from events.
// It works on types that are built, and adds to them.
package extension

import (
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Add gives operations and types all that extensions ask for. What constructors say is
// known before what is made of them.
func Add(api *ir.API, n Names, diags *diag.List) {
	Paging(api, diags)
	Constructors(api, n, diags)
	Shortcuts(api, n, diags)
	Accumulators(api, n, diags)
	ToolLoops(api, diags)
	Waits(api, diags)
}

// nodeOf returns the node that something was made from.
func nodeOf(place any) *node.Node {
	n, _ := place.(*node.Node)
	return n
}

// field returns the member of o that has a Go field, and the given name in the
// document, or nil.
func field(o *ir.Object, wire string) *ir.Field {
	for _, f := range o.Fields {
		if f.Wire == wire && f.Constant() == nil {
			return f
		}
	}
	return nil
}

// isString reports whether t is a string or an enum of strings.
func isString(t ir.Type) bool {
	e, ok := t.(*ir.Enum)
	return ok && e.Base == ir.String || isBasic(t, ir.String)
}

func isBasic(t ir.Type, k ir.BasicKind) bool {
	b, ok := t.(*ir.Basic)
	return ok && b.Kind == k
}

// sameType reports whether a value of one type can be assigned to the other.
func sameType(a, b ir.Type) bool {
	if la, ok := a.(*ir.List); ok {
		lb, ok := b.(*ir.List)
		return ok && sameType(la.Elem, lb.Elem)
	}
	if ba, ok := a.(*ir.Basic); ok {
		return isBasic(b, ba.Kind)
	}
	return a == b
}
