package node

import (
	"errors"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// Budget is what all files of a document may take together.
type Budget struct {
	nodes, maxNodes   int
	copied, maxCopied int // of the nodes, those that YAML aliases repeat
	maxDepth          int
}

// The bounds of a budget that sets none: no honest document meets them.
const (
	defaultNodes = 4_000_000 // which take 640 MB
	defaultDepth = 500

	// The tree is walked by recursion, and JSON nested deeper is refused by the
	// JSON package anyway.
	mostDepth = 9_000

	// maxCopied is far more than anchors are used for, and far less than a document
	// needs to fill memory by repeating itself.
	maxCopied = 1_000_000
)

// NewBudget allows so many nodes, aliases expanded, and so many levels of nesting;
// 0 stands for a default.
func NewBudget(nodes, depth int) *Budget {
	if nodes <= 0 {
		nodes = defaultNodes
	}
	if depth <= 0 {
		depth = defaultDepth
	}
	return &Budget{maxNodes: nodes, maxCopied: min(maxCopied, nodes), maxDepth: min(depth, mostDepth)}
}

// Reset gives back what was taken, when trees are made again from others.
func (b *Budget) Reset() { b.nodes = 0 }

// ErrRefused stops the making of a tree after a problem that has already been
// reported.
var ErrRefused = errors.New("refused")

// Builder makes the nodes of one file, within a budget.
type Builder struct {
	file   *File
	diags  *diag.List
	budget *Budget
	nodes  []Node      // slabs: a document of megabytes has a hundred thousand nodes
	spare  []Member    // likewise
	twice  []duplicate // keys, reported when all parents are known
}

// NewBuilder makes a builder of the nodes of a file.
func NewBuilder(f *File, budget *Budget, diags *diag.List) *Builder {
	return &Builder{file: f, diags: diags, budget: budget}
}

const slab = 1024

// Like makes an empty node that stands, for messages, where another one does. That
// may be in another file.
func (b *Builder) Like(from *Node, depth int) (*Node, error) {
	b.file = from.File
	return b.node(from.at, depth)
}

// node makes a node, or reports that the document is too large or too deep.
func (b *Builder) node(at offset, depth int) (*Node, error) {
	b.budget.nodes++
	if b.budget.nodes > b.budget.maxNodes {
		b.diags.Errorf(location{b.file, at}, "the document has more than %d values, aliases counted where they are used: split or shorten it", b.budget.maxNodes)
		return nil, ErrRefused
	}
	if depth > b.budget.maxDepth {
		b.diags.Errorf(location{b.file, at}, "nested more than %d levels deep: move inner parts to components", b.budget.maxDepth)
		return nil, ErrRefused
	}
	if len(b.nodes) == 0 {
		b.nodes = make([]Node, slab)
	}
	n := &b.nodes[0]
	b.nodes = b.nodes[1:]
	n.File, n.at = b.file, at
	return n, nil
}

// Finish gives an object its members, which it copies. Of several that have one
// key the first is kept.
func (b *Builder) Finish(n *Node, ms []Member) {
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
		b.twice = append(b.twice, duplicate{n.Get(dup.Key), dup})
	}
}

// duplicate is a key that an object has already.
type duplicate struct {
	first  *Node
	second Member
}

// reportDuplicates reports the duplicate keys of a file.
func (b *Builder) reportDuplicates() {
	for _, d := range b.twice {
		b.diags.AddDuplicate(diag.Error, d.second, d.first, "duplicate key "+diag.Quote(d.second.Key)+": remove or rename one")
	}
	b.twice = nil
}
