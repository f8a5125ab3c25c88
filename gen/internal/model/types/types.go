package types

import (
	"fmt"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/describe"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// NameComponents decides the Go names of all component schemas before any of
// them is lowered.
func (l *Lowerer) NameComponents() {
	var all []node.Member
	var keys []string
	for _, f := range l.Doc.Files {
		for _, m := range f.Root.Get("components").Get("schemas").Entries() {
			all, keys = append(all, m), append(keys, m.Key)
		}
	}
	spellings := names.NewSpellings(keys)
	for _, m := range all {
		t := names.Thing{Rank: names.Component, At: m.Value, Part: names.Type, Key: m.Key, Spellings: spellings}
		candidates := names.ComponentType(m.Key)
		if v := m.Value.Str("x-go-name"); v != "" {
			t.Rank, candidates = names.Asked, []string{names.Exported(v)} // nothing else will do
		}
		l.nameComponent(m.Value, l.Names.First(t, candidates...))
	}
}

// nameComponent gives a component its name, and also the schema that it merely
// refers to if that has none, as in a document with a file for each schema.
func (l *Lowerer) nameComponent(n *node.Node, name string) {
	l.Components[n] = name
	t := n
	for range 100 {
		if !l.Reader.IsAlias(t) {
			break
		}
		t = t.Ref()
	}
	if l.Components[t] == "" {
		l.Components[t] = name
	}
}

// home says how a schema is called by where it stands, whoever leads to it.
func (l *Lowerer) home(n *node.Node) (Hint, bool) {
	name, ok := names.Home(n, func(n *node.Node) string { return l.Components[n] })
	return Hint{name, l.Area(n, "types"), n}, ok
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

// GoName returns x-go-name, or the name made from key.
func GoName(n *node.Node, key string) string {
	if v := n.Str("x-go-name"); v != "" {
		return names.Exported(v)
	}
	return names.Exported(key)
}

// LowerComponents lowers the component schemas, those that no operation reaches too: they
// are part of the document all the same.
func (l *Lowerer) LowerComponents() {
	for _, f := range l.Doc.Files {
		for _, m := range f.Root.Get("components").Get("schemas").Entries() {
			if l.Exhausted(m.Value) {
				return
			}
			if l.Doc.LeftOut(m.Value) || l.Reader.OnlyValue(m.Value) != nil {
				continue // a constant decides nothing: it is a type only where it may be missing
			}
			l.TypeOf(m.Value, Hint{l.Components[m.Value], l.Area(m.Value, "types"), m.Value})
		}
	}
}

// TypeOf returns the Go type of the schema at n. It is called as h says only if it stands in what h is for:
// what it refers to, or inherits, may be reached in other ways.
func (l *Lowerer) TypeOf(n *node.Node, h Hint) Typed {
	if n == nil || l.Exhausted(n) {
		return Typed{Type: Basic(ir.Raw)}
	}
	from := n
	n = l.Reader.Resolve(n)
	if of := l.Reader.Repeats(n); of != nil {
		t := l.TypeOf(of, h)
		t.Null = t.Type != nil && !ir.HoldsNull(t.Type) && (l.View(n).Null || t.Null && !n.Has("type"))
		return t
	}
	if l.Components[n] != "" || !within(n, from) || !within(n, h.Of) {
		if at, ok := l.home(n); ok {
			h = at
		}
	}
	if v := n.Str("x-go-name"); v != "" && l.Components[n] == "" {
		h.Name = names.Exported(v)
	}
	return l.merged([]*node.Node{n}, h)
}

// typeOfNodes returns the Go type of a value that all the nodes describe.
func (l *Lowerer) typeOfNodes(nodes []*node.Node, h Hint) Typed {
	if len(nodes) == 1 {
		return l.TypeOf(nodes[0], h)
	}
	return l.merged(nodes, h)
}

// merged is typeOfNodes for nodes whose references have been followed. Every list
// of nodes is lowered once: what was made of it is found by its identity. Several nodes are
// a type of what they are merged for, which h says.
func (l *Lowerer) merged(nodes []*node.Node, h Hint) Typed {
	key := schema.Identity(nodes)
	if len(nodes) > 1 {
		key += fmt.Sprintf("of %p", h.Of)
	}
	if t, ok := l.types[key]; ok {
		return t
	}
	if l.Exhausted(nodes[0]) {
		return Typed{Type: Basic(ir.Raw)}
	}
	if l.deciding[key] {
		l.Diags.Warnf(nodes[0], "the schema consists of itself, without a name that Go could use inside: the inner value is raw JSON; move it to components")
		return Typed{Type: Basic(ir.Raw)}
	}
	if len(l.deciding) >= maxDepth {
		l.Diags.Warnf(nodes[0], "more than %d schemas without a name lead to each other: the inner value is raw JSON; move it to components", maxDepth)
		return Typed{Type: Basic(ir.Raw)}
	}
	l.kept = append(l.kept, nodes...)
	l.deciding[key] = true
	t := l.classify(key, l.View(nodes...), h)
	delete(l.deciding, key)
	l.types[key] = t
	l.finish()
	return t
}

// later puts off what stands in a type that is declared, until no schema is being decided any more.
// Otherwise a list of objects that hold the same list would lead back to itself before it is known, and
// the stack would be as deep as the longest way through the document.
func (l *Lowerer) later(f func()) { l.waiting = append(l.waiting, f) }

// finish does what was put off, and what comes up by that.
func (l *Lowerer) finish() {
	if len(l.deciding) > 0 || l.finishing {
		return
	}
	l.finishing = true
	for len(l.waiting) > 0 {
		f := l.waiting[0]
		l.waiting = l.waiting[1:]
		f()
	}
	l.finishing = false
}

// classify decides which construct a schema is and hands it to that construct.
func (l *Lowerer) classify(key string, s *schema.View, h Hint) Typed {
	s.Groups = schema.WithoutConstraints(s.Groups)
	t := Typed{Null: s.Null}
	switch {
	case len(l.EventData) > 0 && HoldsJSON(s) && slices.ContainsFunc(s.Nodes, func(n *node.Node) bool { return l.EventData[n] }):
		return l.TypeOf(s.Contained, h)
	case s.Conflict != nil:
		return Typed{Type: Basic(ir.Raw)}
	case s.Const != nil:
		s.Enum = []*node.Node{s.Const}
		return l.enum(s, h)
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
		t.Type = l.scalar(s.Types[0], s)
	case s.Encoding != "":
		t.Type = l.text(s)
	default:
		t.Type = Basic(ir.Raw)
		t.Null = false // raw JSON holds null itself
	}
	return t
}

// objectOrMap tells structs from maps and from free-form objects.
func (l *Lowerer) objectOrMap(key string, s *schema.View, h Hint) ir.Type {
	further := s.Further()
	if len(s.Props) > 0 || s.Closed && further == nil {
		return l.object(key, s, h)
	}
	if further == nil {
		if l.isComponent(s) {
			return l.object(key, s, h)
		}
		return Basic(ir.Raw)
	}
	if a := l.alias(key, s, h); a != nil {
		values := &ir.Map{}
		a.Of = values
		l.later(func() { values.Elem = l.Element(further, h.Called(names.MapValue(h.Name))) })
		return a
	}
	return &ir.Map{Elem: l.notTooDeep(s, l.Element(further, h.Called(names.MapValue(h.Name))))}
}

// array lowers an array: to a named list if it is a component. What a tuple holds
// differs from place to place, so its elements are raw JSON.
func (l *Lowerer) array(key string, s *schema.View, h Hint) ir.Type {
	elem := func() ir.Type {
		if s.Tuple || len(s.Items) == 0 {
			return Basic(ir.Raw)
		}
		if len(s.Items) > 1 {
			return l.wrapNull(l.typeOfNodes(s.Items, h.Called(names.Item(h.Name))))
		}
		return l.Element(s.Items[0], h.Called(names.Item(h.Name)))
	}
	if a := l.alias(key, s, h); a != nil {
		list := &ir.List{}
		a.Of = list
		l.later(func() { list.Elem = elem() })
		return a
	}
	return &ir.List{Elem: l.notTooDeep(s, elem())}
}

// Element returns the type of an array's elements or a map's values.
func (l *Lowerer) Element(n *node.Node, h Hint) ir.Type { return l.wrapNull(l.TypeOf(n, h)) }

// wrapNull puts a type whose values may be null behind a pointer, unless its
// zero value can stand for null.
func (l *Lowerer) wrapNull(t Typed) ir.Type {
	if !t.Null {
		return t.Type
	}
	switch tt := t.Type.(type) {
	case *ir.Union:
		return t.Type
	case *ir.List:
		return &ir.List{Elem: tt.Elem, Null: true}
	case *ir.Map:
		return &ir.Map{Elem: tt.Elem, Null: true}
	case *ir.Basic:
		if tt.Kind == ir.Raw {
			return t.Type
		}
	}
	return &ir.Pointer{Elem: t.Type}
}

// isComponent reports whether s is a named schema of the document.
func (l *Lowerer) isComponent(s *schema.View) bool {
	return len(s.Nodes) == 1 && l.Components[s.Nodes[0]] != ""
}

// alias returns the declaration of a component that is an array or a map, or
// nil for an inline schema. It is known before its element type is, because
// the element may lead back to it.
func (l *Lowerer) alias(key string, s *schema.View, h Hint) *ir.Alias {
	if !l.isComponent(s) {
		return nil
	}
	a := &ir.Alias{Decl: ir.Decl{Name: h.Name, Area: h.Area, Doc: describe.Type(s.Nodes[0]), Place: s.Nodes[0]}}
	l.Spend(s.Nodes[0], sizeOfType+len(h.Name)+len(a.Doc.Text))
	l.types[key] = Typed{Type: a, Null: s.Null}
	l.API.Types = append(l.API.Types, a)
	return a
}

// declare claims the name of an inline type, or returns the component's.
func (l *Lowerer) declare(s *schema.View, h Hint) ir.Decl {
	n := s.Nodes[0]
	d := ir.Decl{Name: h.Name, Area: h.Area, Doc: describe.Type(s.Nodes[0]), Place: n, Aliases: l.previousNames(n)}
	l.Spend(n, sizeOfType+len(h.Name)+len(d.Doc.Text))
	if l.isComponent(s) {
		return d
	}
	rank := names.Inline
	if n.Has("x-go-name") && h.Name == GoName(n, "") {
		rank = names.Asked
	}
	d.Inline = true
	d.Name = l.DeclareAs(n, rank, names.Type, names.InlineType(h.Name, n.Key(), n.Pointer()))
	return d
}

func (l *Lowerer) previousNames(n *node.Node) []string {
	out := n.Strings("x-go-previous-names")
	for i := range out {
		out[i] = names.Exported(out[i])
		l.Claim(out[i], n)
	}
	return out
}
