package types

import (
	"github.com/claudegen/claudegen/gen/internal/budget"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// No API comes near these limits. A document that does is meant to, by what it
// repeats or by what its references multiply.
const (
	maxMembers = 10_000   // of one object, union or client
	maxDepth   = 500      // schemas that lead to each other before one is declared
	maxInline  = 32       // lists and maps in each other, without a name
	maxSize    = 32 << 20 // of all that is declared, in bytes of names and texts as they are spent
)

// What a declaration takes besides its texts, about.
const (
	sizeOfField     = 64
	sizeOfType      = 256
	SizeOfOperation = 512
)

// Spend counts what is declared for n, and reports whether there is room for it.
func (l *Lowerer) Spend(n *node.Node, size int) bool {
	if l.Exhausted(n) {
		return false
	}
	if l.size += size; l.size > maxSize {
		l.Full = true
		l.Diags.Errorf(n, "the client would be too large: this document describes more than %d MiB of names and texts, repeated ones counted where they are used", maxSize>>20)
	}
	return !l.Full
}

// Exhausted reports whether there is no room for more, or no work left. Nothing is made of what comes
// up then.
func (l *Lowerer) Exhausted(n *node.Node) bool {
	if !l.Full && l.Doc.Work.Exhausted() {
		l.Full = true
		l.Diags.Errorf(n, "schemas repeat each other too often: merging what they inherit and refer to takes more than %d steps", budget.Steps)
	}
	return l.Full
}

// FieldSize is what a member takes besides its name in the document.
func FieldSize(n *node.Node) int {
	size := sizeOfField + len(n.Str("description")) + len(n.Str("x-go-name"))
	for _, b := range n.Strings("x-beta") {
		size += len(b)
	}
	return size
}

// TooMany reports more members or alternatives than a Go type should have.
func (l *Lowerer) TooMany(n *node.Node, count int, what, instead string) bool {
	if count <= maxMembers {
		return false
	}
	l.Diags.Errorf(n, "%d %s, and %d are too many for a Go type: %s", count, what, maxMembers, instead)
	return true
}

// notTooDeep returns the type of the elements of s, or raw JSON if that is lists
// of lists beyond measure.
func (l *Lowerer) notTooDeep(s *schema.View, elem ir.Type) ir.Type {
	depth := 0
	for t := elem; ; depth++ {
		switch tt := t.(type) {
		case *ir.List:
			t = tt.Elem
		case *ir.Map:
			t = tt.Elem
		case *ir.Pointer:
			t = tt.Elem
		default:
			if depth < maxInline {
				return elem
			}
			l.Diags.Warnf(s.Nodes[0], "arrays and maps nested more than %d deep: the inner ones are raw JSON; move them to components", maxInline)
			return Basic(ir.Raw)
		}
	}
}
