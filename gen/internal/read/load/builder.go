package load

import (
	"github.com/claudegen/claudegen/gen/internal/diag"
)

// budget is what all files of a document may take together.
type budget struct {
	nodes, maxNodes   int
	copied, maxCopied int // of the nodes, those that YAML aliases repeat
	maxDepth          int
}

// maxCopied is far more than anchors are used for, and far less than a document needs to fill memory
// by repeating itself.
const maxCopied = 1_000_000

// builder makes the nodes of one file, within the budget.
type builder struct {
	file   *File
	diags  *diag.List
	budget *budget
	nodes  []Node   // slabs: a document of megabytes has a hundred thousand nodes
	spare  []Member // likewise
	twice  []twin   // duplicate keys, reported when all parents are known
}

const slab = 1024

// node makes a node, or reports that the document is too large or too deep.
func (b *builder) node(at where, depth int) (*Node, error) {
	b.budget.nodes++
	if b.budget.nodes > b.budget.maxNodes {
		b.diags.Errorf(spot{b.file, at}, "the document has more than %d values, aliases counted where they are used: split or shorten it", b.budget.maxNodes)
		return nil, errRefused
	}
	if depth > b.budget.maxDepth {
		b.diags.Errorf(spot{b.file, at}, "nested more than %d levels deep: move inner parts to components", b.budget.maxDepth)
		return nil, errRefused
	}
	if len(b.nodes) == 0 {
		b.nodes = make([]Node, slab)
	}
	n := &b.nodes[0]
	b.nodes = b.nodes[1:]
	n.File, n.at = b.file, at
	return n, nil
}

// finish gives an object its members, which it copies, and reports duplicate keys.
func (b *builder) finish(n *Node, ms []Member) {
	if len(ms) == 0 {
		return
	}
	if len(b.spare) < len(ms) {
		b.spare = make([]Member, max(slab, len(ms)))
	}
	own := b.spare[:len(ms):len(ms)]
	b.spare = b.spare[len(ms):]
	copy(own, ms)
	for _, dup := range n.setMembers(own) {
		b.twice = append(b.twice, twin{n.Get(dup.Key), dup})
	}
}

// twin is a key that an object has already.
type twin struct {
	first  *Node
	second Member
}

// reportTwins reports the duplicate keys of a file.
func (b *builder) reportTwins() {
	for _, t := range b.twice {
		addTwin(b.diags, diag.Error, t.second, t.first, "duplicate key "+show(t.second.Key)+": remove or rename one")
	}
	b.twice = nil
}

// addTwin reports the second of two things of which there should be one, and names the first.
func addTwin(diags *diag.List, s diag.Severity, second, first diag.Place, msg string) {
	diags.Add(diag.Diagnostic{
		Pos: second.Pos(), Pointer: second.Pointer(), Severity: s, Message: msg,
		Related: []diag.Related{{Pos: first.Pos(), Message: "first used here"}},
	})
}
