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
	Waits(api, diags)
}

// nodeOf returns the node that something was made from.
func nodeOf(place any) *node.Node {
	n, _ := place.(*node.Node)
	return n
}

// sameType reports whether a value of one type can be assigned to the other.
func sameType(a, b ir.Type) bool {
	if la, ok := a.(*ir.List); ok {
		lb, ok := b.(*ir.List)
		return ok && sameType(la.Elem, lb.Elem)
	}
	if ba, ok := a.(*ir.Basic); ok {
		return ir.IsBasic(b, ba.Kind)
	}
	return a == b
}
