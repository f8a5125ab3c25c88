package oaschange

import (
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// maxWays bounds what oasdiff is given to do: it follows every way through the
// schemas, and schemas that are used twice at every level have no end of them. The
// vendor's description of the Claude API, half a minute's work, has four million.
const maxWays = 20_000_000

// TooLarge reports whether oasdiff would take too long with a document.
func TooLarge(doc *openapi.Document) bool {
	w := ways{known: map[*node.Node]int{}}
	return w.count(doc.Root.Get("paths")) > maxWays
}

// ways counts the values of a document with all references followed.
type ways struct{ known map[*node.Node]int }

// count is the number of values at and below n. What contains itself is counted
// once.
func (w *ways) count(n *node.Node) int {
	if n == nil {
		return 0
	}
	if sum, ok := w.known[n]; ok {
		return sum
	}
	w.known[n] = 0
	sum := 1
	if target := n.Ref(); target != nil {
		sum += w.count(target)
	}
	for _, m := range n.Members {
		sum = min(sum+w.count(m.Value), maxWays+1)
	}
	for _, it := range n.Items {
		sum = min(sum+w.count(it), maxWays+1)
	}
	w.known[n] = sum
	return sum
}
