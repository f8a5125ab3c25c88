// Package bundle writes a document of many files as one.
package bundle

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Options say how to write the document.
type Options struct {
	// Version is the version to write, "3.1", or "" for that of the document.
	// Words that it doesn't have are moved to extensions.
	Version string
	// JSON writes JSON instead of YAML.
	JSON bool
}

// Write returns the document as one file. Components keep their names; two
// files that have one of the same name are an error. Every schema and operation
// says in x-area which file it came from, so that a client generated from the
// bundle has the same files as one generated from the document.
func Write(doc *openapi.Document, o Options, diags *diag.List) []byte {
	b := newBundler(doc, o, diags)
	root := b.root(o)
	if diags.HasErrors() {
		return nil
	}
	if o.JSON {
		return appendJSON(nil, root)
	}
	return b.yaml(root)
}

func newBundler(doc *openapi.Document, o Options, diags *diag.List) *bundler {
	b := &bundler{
		doc: doc, diags: diags, old: o.Version == "3.1" && doc.Version == "3.2",
		names: map[*node.Node]component{}, taken: map[component]*node.Node{}, origin: map[*yaml.Node]*node.Node{},
	}
	b.collect()
	return b
}

func (b *bundler) yaml(root *yaml.Node) []byte {
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(root); err != nil {
		b.diags.Errorf(b.doc.Root, "writing the bundle: %v", err)
	}
	return out.Bytes()
}

type bundler struct {
	doc    *openapi.Document
	diags  *diag.List
	old    bool // words of 3.2 become extensions
	names  map[*node.Node]component
	taken  map[component]*node.Node
	inside []*node.Node              // what is being copied in place of a reference
	origin map[*yaml.Node]*node.Node // where keys and values come from
}

// component is a section of components and a name.
type component struct{ section, name string }

// collect finds the components of all files.
func (b *bundler) collect() {
	for _, f := range b.doc.Files {
		components := f.Root.Get("components")
		if components == nil {
			continue
		}
		for _, section := range components.Members {
			for _, m := range section.Value.Members {
				c := component{section.Key, m.Key}
				if other, ok := b.taken[c]; ok {
					b.diags.Add(diag.Diagnostic{
						Pos: m.Value.Pos(), Pointer: m.Value.Pointer(),
						Message: "component " + m.Key + " is in two files; give one of them another name",
						Related: []diag.Related{{Pos: other.Pos(), Message: "the other is here"}},
					})
					continue
				}
				b.taken[c] = m.Value
				b.names[m.Value] = c
			}
		}
	}
}

// root writes the root file with the components of all files.
func (b *bundler) root(o Options) *yaml.Node {
	out := mapping()
	for _, m := range b.doc.Root.Members {
		switch m.Key {
		case "components":
		case "openapi":
			version := m.Value.Text
			if b.old || o.Version == "3.1" && strings.HasPrefix(version, "3.0") {
				version = "3.1.1"
			}
			put(out, m.Key, text(version))
		default:
			b.put(out, m.Key, b.node(m.Value, m.Key), m.Value)
		}
	}
	if c := b.components(); len(c.Content) > 0 {
		put(out, "components", c)
	}
	return out
}

// components writes all components, by section and in the order of the files.
func (b *bundler) components() *yaml.Node {
	sections := map[string]*yaml.Node{}
	var order []string
	for _, f := range b.doc.Files {
		components := f.Root.Get("components")
		if components == nil {
			continue
		}
		for _, section := range components.Members {
			if sections[section.Key] == nil {
				sections[section.Key] = mapping()
				order = append(order, section.Key)
			}
			for _, m := range section.Value.Members {
				n := b.node(m.Value, section.Key)
				if section.Key == "schemas" {
					b.area(n, m.Value)
				}
				b.put(sections[section.Key], m.Key, n, m.Value)
			}
		}
	}
	slices.SortStableFunc(order, func(x, y string) int { return cmp.Compare(rank(x), rank(y)) })
	out := mapping()
	for _, name := range order {
		put(out, name, sections[name])
	}
	return out
}

// rank puts security schemes first and schemas last.
func rank(section string) int {
	switch section {
	case "securitySchemes":
		return 0
	case "schemas":
		return 2
	}
	return 1
}

// area records which file a schema or operation came from.
func (b *bundler) area(out *yaml.Node, n *node.Node) {
	if out.Kind != yaml.MappingNode || n.File == b.doc.Root.File || n.Has("x-area") {
		return
	}
	name := strings.TrimPrefix(n.File.Name, path.Dir(b.doc.Root.File.Name)+"/")
	put(out, "x-area", text(strings.TrimSuffix(name, path.Ext(name))))
}

// node writes what stands at n under the name key.
func (b *bundler) node(n *node.Node, key string) *yaml.Node {
	if target := n.Ref(); target != nil {
		return b.reference(n, target, key)
	}
	switch n.Kind {
	case node.Object:
		out := mapping()
		for _, m := range n.Members {
			b.put(out, b.rename(n, m.Key), b.node(m.Value, m.Key), m.Value)
		}
		if key != "schemas" && n.Has("responses") && n.Has("operationId") {
			b.area(out, n)
		}
		return out
	case node.Array:
		out := &yaml.Node{Kind: yaml.SequenceNode}
		for _, it := range n.Items {
			v := b.node(it, key)
			b.origin[v] = it
			out.Content = append(out.Content, v)
		}
		return out
	default:
		return scalar(n)
	}
}

// reference writes a reference to a component, or a copy of anything else.
func (b *bundler) reference(n, target *node.Node, key string) *yaml.Node {
	c, ok := b.names[target]
	if ok && n.Kind == node.String { // a discriminator's mapping
		return text("#/components/" + c.section + "/" + escape(c.name))
	}
	if ok {
		out := mapping()
		for _, m := range n.Members {
			if m.Key == "$ref" {
				put(out, m.Key, text("#/components/"+c.section+"/"+escape(c.name)))
			} else {
				b.put(out, b.rename(n, m.Key), b.node(m.Value, m.Key), m.Value)
			}
		}
		return out
	}
	if slices.Contains(b.inside, target) {
		b.diags.Errorf(n, "this reference leads back to itself and its target has no name; make the target a component")
		return mapping()
	}
	b.inside = append(b.inside, target)
	defer func() { b.inside = b.inside[:len(b.inside)-1] }()
	out := b.node(target, key)
	for _, m := range n.Members {
		if m.Key == "$ref" || out.Kind != yaml.MappingNode {
			continue
		}
		v := b.node(m.Value, m.Key)
		if list := member(out, m.Key); list != nil && list.Kind == yaml.SequenceNode && v.Kind == list.Kind {
			list.Content = append(list.Content, v.Content...) // parameters of a path item and of its target
			continue
		}
		b.put(out, b.rename(n, m.Key), v, m.Value)
	}
	return out
}

// newWords are the words of 3.2 and where they stand: next to a member that
// tells the object's kind.
var newWords = []struct{ word, beside string }{
	{"itemSchema", ""},
	{"itemEncoding", ""},
	{"prefixEncoding", ""},
	{"defaultMapping", "propertyName"},
	{"additionalOperations", ""},
	{"$self", "openapi"},
	{"summary", "name"}, // of a tag
	{"parent", "name"},
	{"kind", "name"},
}

// rename moves words that 3.1 doesn't have to extensions.
func (b *bundler) rename(n *node.Node, key string) string {
	if !b.old {
		return key
	}
	for _, w := range newWords {
		if w.word != key || w.beside != "" && !n.Has(w.beside) {
			continue
		}
		if w.beside == "name" && (n.Parent == nil || n.Parent.Key() != "tags" || n.Parent.Parent != b.doc.Root) {
			continue
		}
		if p := n.Key(); p == "properties" {
			continue
		}
		return "x-" + key
	}
	return key
}

func escape(s string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(s)
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

func put(m *yaml.Node, key string, value *yaml.Node) {
	m.Content = append(m.Content, text(key), value)
}

// put adds a member and remembers where it comes from.
func (b *bundler) put(m *yaml.Node, key string, value *yaml.Node, from *node.Node) {
	put(m, key, value)
	b.origin[m.Content[len(m.Content)-2]] = from
}

// member is the value of a key, or nil.
func member(m *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(m.Content); i += 2 {
		if m.Content[i].Value == key {
			return m.Content[i+1]
		}
	}
	return nil
}

// text is a string, quoted if it would be something else without.
func text(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	if strings.Contains(s, "\n") {
		return n
	}
	if len(s) > 100 && !strings.Contains(s, ": ") {
		n.Style = yaml.FoldedStyle
	}
	return n
}

// scalar writes a value that holds no others. The digits of a number stay as they
// are, whatever their count.
func scalar(n *node.Node) *yaml.Node {
	switch n.Kind {
	case node.String:
		return text(n.Text)
	case node.Number:
		tag := "!!int"
		if _, err := strconv.ParseInt(n.Text, 10, 64); err != nil {
			tag = "!!float"
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: n.Text}
	case node.Bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: n.Text}
	default:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
	}
}
