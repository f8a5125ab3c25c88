package overlay

import (
	"iter"
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/claudegen/claudegen/gen/internal/read/files"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// trees are the files of a document in the form that the overlay library works on. Every value has, as its
// line comment, the number of the node that it came from: comments survive what the library does, so that
// each value's place is known afterwards, be it in the document or in the overlay.
type trees struct {
	set   *files.Set
	files []*node.File // the root first
	of    map[*node.File]*yaml.Node
	nodes []*node.Node
	added int // values, by updates so far

	patience time.Duration // for the targets that are left
}

func newTrees(set *files.Set, patience time.Duration) *trees {
	t := &trees{set: set, files: set.Known(), patience: patience, of: map[*node.File]*yaml.Node{}}
	for _, f := range t.files {
		t.of[f] = t.yaml(f.Root)
	}
	return t
}

// yaml converts a node and what it holds.
func (t *trees) yaml(n *node.Node) *yaml.Node {
	y := &yaml.Node{LineComment: strconv.Itoa(len(t.nodes))}
	t.nodes = append(t.nodes, n)
	switch n.Kind {
	case node.Object:
		y.Kind = yaml.MappingNode
		y.Content = make([]*yaml.Node, 0, 2*len(n.Members))
		for _, m := range n.Members {
			yamlPut(y, m.Key, t.yaml(m.Value))
		}
	case node.Array:
		y.Kind = yaml.SequenceNode
		for _, it := range n.Items {
			y.Content = append(y.Content, t.yaml(it))
		}
	default:
		y.Kind, y.Value = yaml.ScalarNode, n.Text
		y.Tag = map[node.Kind]string{node.String: "!!str", node.Bool: "!!bool", node.Number: "!!float", node.Null: "!!null"}[n.Kind]
	}
	return y
}

// origin is the node that a value came from.
func (t *trees) origin(y *yaml.Node) *node.Node {
	i, err := strconv.Atoi(y.LineComment)
	if err != nil {
		return t.files[0].Root // no value of ours, which the library doesn't make
	}
	return t.nodes[i]
}

// finish makes nodes of the trees.
func (t *trees) finish() {
	t.set.Budget.Reset() // they were counted when they were read
	owners := map[string]*node.File{}
	for _, f := range t.files {
		for section, names := range yamlMembers(yamlGet(t.of[f], "components")) {
			for name := range yamlMembers(names) {
				p := "/components/" + node.EscapeToken(section) + "/" + node.EscapeToken(name)
				if owners[p] == nil {
					owners[p] = f
				}
			}
		}
	}
	for _, f := range t.files {
		r := &treeReader{t, node.NewBuilder(f, t.set.Budget, t.set.Diags), f, owners}
		if root, err := r.value(t.of[f], 0); err == nil {
			f.Root = root
		}
	}
}

// treeReader makes nodes of the tree of one file.
type treeReader struct {
	*trees
	b      *node.Builder
	into   *node.File
	owners map[string]*node.File // which file has a component, by pointer
}

// value makes the node of a value, for messages where it was written: in the
// document or in the overlay.
func (r *treeReader) value(y *yaml.Node, depth int) (*node.Node, error) {
	from := r.origin(y)
	n, err := r.b.Like(from, depth)
	if err != nil {
		return nil, err
	}
	switch y.Kind {
	case yaml.MappingNode:
		n.Kind = node.Object
		return n, r.object(n, y, depth)
	case yaml.SequenceNode:
		n.Kind = node.Array
		items := make([]*node.Node, len(y.Content))
		for i, c := range y.Content {
			if items[i], err = r.value(c, depth+1); err != nil {
				return nil, err
			}
		}
		n.SetItems(items)
	default:
		n.Kind, n.Text = from.Kind, from.Text
	}
	return n, nil
}

// object makes the members of an object. References that an overlay has written
// are rewritten: they mean what they would mean in the root.
func (r *treeReader) object(n *node.Node, y *yaml.Node, depth int) error {
	ms := make([]node.Member, 0, len(y.Content)/2)
	for key, c := range yamlMembers(y) {
		v, err := r.value(c, depth+1)
		if err != nil {
			return err
		}
		switch key {
		case "$ref", "defaultMapping":
			r.relate(v)
		case "mapping":
			for _, m := range v.Members {
				r.relate(m.Value)
			}
		}
		ms = append(ms, node.Member{Key: key, Value: v})
	}
	r.b.Finish(n, ms)
	return nil
}

// relate rewrites a reference that an overlay makes.
func (r *treeReader) relate(n *node.Node) {
	if n.File.Overlay && n.Kind == node.String {
		n.Text = r.reference(n.Text)
	}
}

// reference writes a reference to a component of any file, or to a file as the root would name it, the way
// the file has to write it in which it ends up.
func (r *treeReader) reference(ref string) string {
	name, pointer, _ := strings.Cut(ref, "#")
	if name != "" && files.IsAbsolute(name) {
		return ref
	}
	folder := path.Dir(r.into.Name)
	switch {
	case name == "":
		parts := strings.SplitN(pointer, "/", 5) // "", components, section, name, the rest
		if len(parts) < 4 {
			return ref
		}
		owner := r.owners[strings.Join(parts[:4], "/")]
		switch {
		case owner == nil || owner == r.into:
			return ref
		case owner.URL != "":
			return owner.URL + "#" + pointer
		case r.into.URL != "":
			folder = path.Dir(r.set.RootName) // see the base of references in openapi
		}
		name = (&url.URL{Path: owner.Name}).EscapedPath()
	case r.into.URL != "":
		return ref // see the base of references in openapi
	default:
		name = path.Join(path.Dir(r.set.RootName), name)
	}
	rel, err := filepath.Rel(folder, name)
	if err != nil {
		return ref
	}
	return filepath.ToSlash(rel) + "#" + pointer
}

// yamlMembers yields the members of a mapping; there are none in anything else.
func yamlMembers(y *yaml.Node) iter.Seq2[string, *yaml.Node] {
	return func(yield func(string, *yaml.Node) bool) {
		if y == nil || y.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(y.Content); i += 2 {
			if !yield(y.Content[i].Value, y.Content[i+1]) {
				return
			}
		}
	}
}

// yamlGet is a member of a mapping, or nil.
func yamlGet(y *yaml.Node, key string) *yaml.Node {
	for k, v := range yamlMembers(y) {
		if k == key {
			return v
		}
	}
	return nil
}

// yamlPut adds a member to a mapping.
func yamlPut(y *yaml.Node, key string, value *yaml.Node) {
	y.Content = append(y.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, value)
}

// yamlEmpty is a mapping without the members of one.
func yamlEmpty(y *yaml.Node) *yaml.Node {
	return &yaml.Node{Kind: yaml.MappingNode, LineComment: y.LineComment}
}

func yamlSize(y *yaml.Node) int {
	n := 1
	for _, c := range y.Content {
		n += yamlSize(c)
	}
	return n
}
