// Package budget bounds the work that a document causes. A few kilobytes can ask for more than any machine
// has, by references that multiply; what goes through a document in a way that isn't bounded by its
// size spends of one budget, which goes with the document from stage to stage.
package budget

import "sync/atomic"

// Steps is what a document may take in all. It is some twenty times what the largest descriptions of APIs take,
// of eight megabytes.
const Steps = 10_000_000

// Budget is what is left of it. All may use it at once; a nil one has no end.
type Budget struct{ left atomic.Int64 }

// New returns a budget of so many steps.
func New(steps int64) *Budget {
	b := &Budget{}
	b.left.Store(steps)
	return b
}

// Spend takes n steps, and reports whether there were so many.
func (b *Budget) Spend(n int) bool { return b == nil || b.left.Add(-int64(n)) >= 0 }

// Exhausted reports whether more was asked for than there was. What was made since is incomplete.
func (b *Budget) Exhausted() bool { return b != nil && b.left.Load() < 0 }
