package sample

import "github.com/claudegen/claudegen/gen/internal/model/ir"

// Documents of real APIs stay far below these limits. Members that are required twice at every level
// make a document of 2^n, and optional ones as well, where all are to be set.
const (
	roomyCost  = 50_000      // values and members, from which on a document gets what is required, and no more
	roomyDepth = 50          // objects in each other, likewise
	maxCost    = 100_000     // from which on there is no document
	maxDepth   = 200         // likewise
	maxTotal   = 200_000_000 // of all documents of a package
)

// Set makes the documents of one package, and counts what they take.
type Set struct{ spent int }

// New returns an empty set.
func New() *Set { return &Set{} }

// TooLarge reports whether the documents would take too much together. What was made then is of no use.
func (s *Set) TooLarge() bool { return s.spent > maxTotal }

// spend counts what a document takes.
func (m *maker) spend(n int) {
	m.cost += n
	m.of.spent += n
}

// tooLarge reports whether there can be no document, whatever it leaves out.
func (m *maker) tooLarge() bool {
	return m.cost > maxCost || len(m.stack) > maxDepth || m.of.TooLarge()
}

// crowded reports whether the document is to have no more than it has to.
func (m *maker) crowded() bool { return m.cost > roomyCost || len(m.stack) > roomyDepth }

// Finite reports whether there is a document for t: there is none for an object
// that requires one of its own kind, or more of others than any test should hold.
func (s *Set) Finite(t ir.Type) bool {
	for _, brief := range []bool{true, false} {
		m := maker{of: s, brief: brief}
		if m.value(t, ""); m.endless {
			return false
		}
	}
	return true
}
