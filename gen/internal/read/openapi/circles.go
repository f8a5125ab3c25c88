package openapi

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// cutCircles reports circles made of references only, and opens each, so that Target ends.
func (r *resolver) cutCircles() {
	done := make(map[*node.Node]int, len(r.queue)) // the walk in which a node was met
	for i, start := range r.queue {
		for n := start; n != nil && n.Ref() != nil; n = n.Ref() {
			if walk, ok := done[n]; ok {
				if walk == i {
					r.reportCircle(n)
					n.SetRef(nil)
				}
				break
			}
			done[n] = i
		}
	}
}

// maxChain is how many references may follow each other directly.
const maxChain = 100

// cutChains reports long chains of references, and cuts them: whoever asks for a target goes through all
// of its chain.
func (r *resolver) cutChains() {
	length := make(map[*node.Node]int, len(r.queue)) // from a node to the end of its chain
	for _, start := range r.queue {
		var chain []*node.Node
		n := start
		for ; n != nil && n.Ref() != nil && length[n] == 0; n = n.Ref() {
			chain = append(chain, n)
		}
		for _, n := range slices.Backward(chain) {
			if length[n] = length[n.Ref()] + 1; length[n] > maxChain {
				r.diags.Errorf(r.refLocation(n), "more than %d $refs lead from one to the next: refer to the last", maxChain)
				n.SetRef(nil)
				length[n] = 0
			}
		}
	}
}

func (r *resolver) reportCircle(start *node.Node) {
	const most = 8 // longer circles are shortened in the message
	names := []string{pointerOf(start)}
	for n := start.Ref(); n != start && len(names) < most; n = n.Ref() {
		names = append(names, pointerOf(n))
	}
	if len(names) == most {
		names = append(names, "...")
	}
	names = append(names, names[0])
	r.diags.Errorf(r.refLocation(start), "circle of $refs that never reaches a value: %s", strings.Join(names, " -> "))
}

func pointerOf(n *node.Node) string { return n.Tree().String() + "#" + n.Pointer() }
