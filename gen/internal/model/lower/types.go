package lower

import (
	"path"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// nameComponents decides the Go names of all component schemas before any of
// them is lowered. A schema whose name is a Go name already has the first
// claim to it.
func (l *lowerer) nameComponents() {
	type entry struct {
		node *node.Node
		key  string
	}
	var later []entry
	for _, f := range l.doc.Files {
		for _, m := range schema.Members(f.Root.Get("components").Get("schemas")) {
			name := goName(m.Value, m.Key)
			if name != m.Key || !l.scope.Free(name) {
				later = append(later, entry{m.Value, m.Key})
				continue
			}
			l.claim(name, m.Value)
			l.nameComponent(m.Value, name)
		}
	}
	for _, e := range later {
		name := goName(e.node, e.key)
		plain := strings.Map(func(r rune) rune {
			if r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
				return r
			}
			return '_'
		}, e.key)
		if e.node.Has("x-go-name") { // asked for: nothing else will do
			l.claim(name, e.node)
			l.nameComponent(e.node, name)
			continue
		}
		got, ok := l.scope.First(e.node, name, name+"Schema", "X_"+plain, name+"Schema_"+plain)
		if !ok {
			l.claim(name, e.node)
			got = name
		}
		l.nameComponent(e.node, got)
	}
}

// nameComponent gives a component its name, and also the schema that it merely
// refers to if that has none, as in a document with a file for each schema.
func (l *lowerer) nameComponent(n *node.Node, name string) {
	l.components[n] = name
	t := n
	for range 100 {
		if !l.reader.IsAlias(t) {
			break
		}
		t = t.Ref()
	}
	if l.components[t] == "" {
		l.components[t] = name
	}
}

// home says how a schema is called that is no component but referred to: by
// where it stands, whoever refers to it first.
func (l *lowerer) home(n *node.Node) (hint, bool) {
	if name, ok := l.components[n]; ok {
		return hint{name, l.area(n, "types")}, true
	}
	if n.Parent == nil {
		base := path.Base(n.File.Name)
		return hint{names.Exported(strings.TrimSuffix(base, path.Ext(base))), l.area(n, "types")}, true
	}
	switch n.Parent.Key() {
	case "$defs", "definitions", "schemas":
		return hint{names.Exported(n.Key()), l.area(n, "types")}, true
	case "properties":
		h, ok := l.home(n.Parent.Parent)
		return h.sub(n.Key()), ok
	}
	if n.Key() == "items" {
		h, ok := l.home(n.Parent)
		return h.sub("item"), ok
	}
	return hint{}, false
}

// within reports whether n is at or below top.
func within(n, top *node.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == top {
			return true
		}
	}
	return false
}

// goName returns x-go-name, or the name made from key.
func goName(n *node.Node, key string) string {
	if v := n.Str("x-go-name"); v != "" {
		return names.Exported(v)
	}
	return names.Exported(key)
}

// restOfComponents lowers the component schemas that no operation reaches: they
// are part of the document all the same.
func (l *lowerer) restOfComponents() {
	for _, f := range l.doc.Files {
		for _, m := range schema.Members(f.Root.Get("components").Get("schemas")) {
			if l.doc.LeftOut(m.Value) {
				continue
			}
			l.typeOf(m.Value, hint{name: l.components[m.Value], area: l.area(m.Value, "types")})
		}
	}
}

// typeOf returns the Go type of the schema at n.
func (l *lowerer) typeOf(n *node.Node, h hint) typed {
	if n == nil || l.full {
		return typed{Type: basic(ir.Raw)}
	}
	from := n
	n = l.reader.Resolve(n)
	if name, ok := l.components[n]; ok {
		h = hint{name, l.area(n, "types")}
	} else if at, ok := l.home(n); ok && !within(n, from) {
		h = at
	}
	if v := n.Str("x-go-name"); v != "" && l.components[n] == "" {
		h.name = names.Exported(v)
	}
	return l.merged([]*node.Node{n}, h)
}

// typeOfNodes returns the Go type of a value that all the nodes describe.
func (l *lowerer) typeOfNodes(nodes []*node.Node, h hint) typed {
	if len(nodes) == 1 {
		return l.typeOf(nodes[0], h)
	}
	return l.merged(nodes, h)
}

func (l *lowerer) merged(nodes []*node.Node, h hint) typed {
	key := schema.Identity(nodes)
	if t, ok := l.types[key]; ok {
		return t
	}
	if l.full {
		return typed{Type: basic(ir.Raw)}
	}
	t := l.classify(key, l.view(nodes...), h)
	l.types[key] = t
	return t
}

// classify decides which construct a schema is and hands it to that construct.
func (l *lowerer) classify(key string, s *schema.View, h hint) typed {
	s.Groups = schema.WithoutConstraints(s.Groups)
	t := typed{null: s.Null}
	switch {
	case s.Conflict != nil:
		return typed{Type: basic(ir.Raw)}
	case s.Const != nil:
		t.Type = l.constant(s.Const)
	case len(s.Enum) > 0:
		return l.enum(s, h)
	case len(s.Groups) > 0:
		return l.union(key, s, h)
	case len(s.Types) > 1:
		t.Type = l.kinds(key, s, h)
	case s.IsObject():
		if u := l.family(key, s, h); u != nil {
			t.Type = u
		} else {
			t.Type = l.objectOrMap(key, s, h)
		}
	case s.Is("array") || s.Types == nil && len(s.Items) > 0:
		t.Type = l.array(key, s, h)
	case len(s.Types) == 1:
		t.Type = scalar(s.Types[0], s.Format)
	default:
		t.Type = basic(ir.Raw)
		t.null = false // raw JSON holds null itself
	}
	return t
}

// objectOrMap tells structs from maps and from free-form objects.
func (l *lowerer) objectOrMap(key string, s *schema.View, h hint) ir.Type {
	further := s.Further()
	if len(s.Props) > 0 || s.Closed && further == nil {
		return l.object(key, s, h)
	}
	if further == nil {
		if l.isComponent(s) {
			return l.object(key, s, h)
		}
		return basic(ir.Raw)
	}
	if a := l.alias(key, s, h); a != nil {
		a.Of = &ir.Map{Elem: l.element(further, h.sub("value"))}
		return a
	}
	return &ir.Map{Elem: l.notTooDeep(s, l.element(further, h.sub("value")))}
}

func (l *lowerer) array(key string, s *schema.View, h hint) ir.Type {
	elem := func() ir.Type {
		if s.Tuple || len(s.Items) == 0 {
			return basic(ir.Raw)
		}
		if len(s.Items) > 1 {
			return l.wrapNull(l.typeOfNodes(s.Items, h.sub("item")))
		}
		return l.element(s.Items[0], h.sub("item"))
	}
	if a := l.alias(key, s, h); a != nil {
		a.Of = &ir.List{Elem: elem()}
		return a
	}
	return &ir.List{Elem: l.notTooDeep(s, elem())}
}

// element returns the type of an array's elements or a map's values.
func (l *lowerer) element(n *node.Node, h hint) ir.Type { return l.wrapNull(l.typeOf(n, h)) }

// wrapNull puts a type whose values may be null behind a pointer, unless its
// zero value can stand for null.
func (l *lowerer) wrapNull(t typed) ir.Type {
	if !t.null {
		return t.Type
	}
	switch tt := t.Type.(type) {
	case *ir.Union, *ir.List, *ir.Map:
		return t.Type
	case *ir.Basic:
		if tt.Kind == ir.Raw {
			return t.Type
		}
	}
	return &ir.Pointer{Elem: t.Type}
}

// isComponent reports whether s is a named schema of the document.
func (l *lowerer) isComponent(s *schema.View) bool {
	return len(s.Nodes) == 1 && l.components[s.Nodes[0]] != ""
}

// alias returns the declaration of a component that is an array or a map, or
// nil for an inline schema. It is known before its element type is, because
// the element may lead back to it.
func (l *lowerer) alias(key string, s *schema.View, h hint) *ir.Alias {
	if !l.isComponent(s) {
		return nil
	}
	a := &ir.Alias{Decl: ir.Decl{Name: h.name, Area: h.area, Doc: l.typeDoc(s), Place: s.Nodes[0]}}
	l.spend(s.Nodes[0], sizeOfType+len(h.name)+len(a.Doc.Text))
	l.types[key] = typed{Type: a, null: s.Null}
	l.api.Types = append(l.api.Types, a)
	return a
}

// declare claims the name of an inline type, or returns the component's.
func (l *lowerer) declare(s *schema.View, h hint) ir.Decl {
	n := s.Nodes[0]
	d := ir.Decl{Name: h.name, Area: h.area, Doc: l.typeDoc(s), Place: n, Aliases: l.previousNames(n)}
	l.spend(n, sizeOfType+len(h.name)+len(d.Doc.Text))
	if l.isComponent(s) {
		return d
	}
	d.Name = l.declareAs(n, h.name, h.name+"Schema", h.name+"_"+names.Exported(n.Key()))
	return d
}

// declareAs claims the first name that is free. The last resort is one with the
// place in the document, which nothing else has.
func (l *lowerer) declareAs(n *node.Node, candidates ...string) string {
	last := candidates[0] + "_" + plainName(strings.Trim(strings.ReplaceAll(n.Pointer(), "/", "_"), "_"))
	name, ok := l.scope.First(n, append(candidates, last)...)
	if !ok {
		l.claim(candidates[0], n)
		return candidates[0]
	}
	return name
}

func (l *lowerer) previousNames(n *node.Node) []string {
	out := n.Strings("x-go-previous-names")
	for i := range out {
		out[i] = names.Exported(out[i])
		l.claim(out[i], n)
	}
	return out
}
