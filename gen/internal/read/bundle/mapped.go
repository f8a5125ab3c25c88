package bundle

import (
	"cmp"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Mapped is a document as one file of YAML, and where its parts come from.
type Mapped struct {
	Data   []byte
	places []mapped // sorted
}

// mapped is a key or an item of the file and what it is a copy of.
type mapped struct {
	line, col int
	from      *node.Node
}

// WriteMapped is Write for tools that say where they found something: Place
// turns their positions into those of the document.
func WriteMapped(doc *openapi.Document, diags *diag.List) *Mapped {
	b := newBundler(doc, Options{}, diags)
	root := b.root(Options{})
	if diags.HasErrors() {
		return nil
	}
	m := &Mapped{Data: b.yaml(root)}
	var written yaml.Node
	if err := yaml.Unmarshal(m.Data, &written); err != nil {
		diags.Errorf(doc.Root, "reading the bundle: %v", err)
		return nil
	}
	m.add(b, root, written.Content[0])
	slices.SortFunc(m.places, compare)
	return m
}

// add walks the tree that was written and the same tree as it was read, which
// has the positions.
func (m *Mapped) add(b *bundler, tree, read *yaml.Node) {
	if from := b.origin[tree]; from != nil {
		m.places = append(m.places, mapped{read.Line, read.Column, from})
	}
	for i, c := range tree.Content {
		m.add(b, c, read.Content[i])
	}
}

func compare(a, b mapped) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.col, b.col)) }

// Place is where what stands at a position of Data comes from: the nearest key
// or item that is not behind the position. It is nil before the first.
func (m *Mapped) Place(line, col int) diag.Location {
	i, found := slices.BinarySearchFunc(m.places, mapped{line: line, col: col}, compare)
	if found {
		return m.places[i].from
	}
	if i == 0 {
		return nil
	}
	return m.places[i-1].from
}
