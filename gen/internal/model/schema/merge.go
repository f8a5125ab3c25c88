package schema

import (
	"cmp"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// View merges nodes into one schema.
func (r Reader) View(nodes ...*node.Node) *View {
	m := merger{
		View:     &View{Nodes: nodes, Required: map[string]bool{}},
		reader:   r,
		building: map[*node.Node]bool{},
	}
	for _, n := range nodes {
		m.merge(n)
	}
	return m.View
}

// merger is the state of one merge.
type merger struct {
	*View
	reader   Reader
	building map[*node.Node]bool // on the way to what is being merged
	merged   map[*node.Node]bool // those with branches, which may lead to one schema in many ways
}

// merge adds what n says: its target's keywords, those of its branches and its own.
func (m *merger) merge(n *node.Node) {
	if n == nil {
		return
	}
	if n.Kind == node.Bool {
		m.Never = m.Never || n.Text == "false"
		return
	}
	if m.building[n] || m.merged[n] {
		return // allOf that leads back to itself, or to one schema twice, adds nothing
	}
	if n.Ref() != nil || n.Has("allOf") {
		if m.merged == nil {
			m.merged = map[*node.Node]bool{}
		}
		m.merged[n] = true
	}
	m.building[n] = true
	defer delete(m.building, n)

	if t := n.Ref(); t != nil {
		m.merge(t)
		if m.reader.AloneRefs {
			return
		}
	}
	// Members come in the author's order, and of two texts about one the last
	// is read, which should be the schema's own.
	own := slices.IndexFunc(n.Members, func(m node.Member) bool { return m.Key == "properties" })
	all := slices.IndexFunc(n.Members, func(m node.Member) bool { return m.Key == "allOf" })
	if all < own {
		m.branches(n)
	}
	m.keywords(n)
	if all >= own {
		m.branches(n)
	}
}

// branches adds what the branches of n's allOf say.
func (m *merger) branches(n *node.Node) {
	for _, b := range Items(n.Get("allOf")) {
		m.merge(b)
	}
}

// keywords adds what n's own keywords say. Which keywords have an effect on Go is
// decided here and in the functions that it calls.
func (m *merger) keywords(n *node.Node) {
	m.types(n)
	m.object(n)
	if v := n.Get("const"); v != nil {
		m.Const = v
	}
	if v := n.Get("enum"); v != nil && (m.Enum == nil || len(v.Items) <= len(m.Enum)) {
		m.Enum = v.Items
	}
	if f := n.Str("format"); f != "" {
		m.Format = f
	}
	if v := n.Get("items"); v != nil {
		m.Items = append(m.Items, v)
	}
	m.Tuple = m.Tuple || n.Has("prefixItems")
	for _, key := range []string{"oneOf", "anyOf"} {
		if alts := Items(n.Get(key)); len(alts) > 0 && !m.inherited(n, alts) {
			m.Groups = append(m.Groups, Group{alts, n.Get("discriminator")})
		}
	}
	if d := n.Get("discriminator"); d != nil {
		m.Discriminator = d
	}
}

// inherited reports whether the alternatives of base include a schema that is
// being merged with base by allOf: a variant that inherits from the union that
// lists it has the members of the union, and no variants.
func (m *merger) inherited(base *node.Node, alternatives []*node.Node) bool {
	return slices.ContainsFunc(alternatives, func(a *node.Node) bool {
		t := a.Target()
		return t != base && m.building[t]
	})
}

// types narrows what is allowed to n's type. Null is taken out: it is no type in
// Go, but a way for a value of any type to be missing. A list that had nothing
// but null is empty then, and not nil.
func (m *merger) types(n *node.Node) {
	types, open := m.typesOf(n)
	before := m.Null
	null := n.Bool("nullable") || slices.Contains(types, "null")
	m.Null = m.Null || null
	if open {
		return
	}
	types = slices.DeleteFunc(types, func(t string) bool { return t == "null" })
	if m.Types == nil {
		m.Types = types
		return
	}
	both := Intersect(m.Types, types)
	onlyNull := before && null && (len(m.Types) == 0 || len(types) == 0)
	if len(both) == 0 && !onlyNull && m.Conflict == nil {
		m.Conflict = &Conflict{At: n, Type: typeName(types), Other: typeName(m.Types)}
		return
	}
	m.Types = append([]string{}, both...)
}

// typesOf returns the types that n lists, null included, and reports whether there
// may be any other: none are listed, or one that doesn't exist. A type that was
// meant as a format counts as that.
func (m *merger) typesOf(n *node.Node) (types []string, open bool) {
	listed := []*node.Node{n.Get("type")}
	switch {
	case listed[0] == nil:
		return nil, true
	case listed[0].Kind == node.Array:
		listed = listed[0].Items
	}
	for _, v := range listed {
		typ, format := openapi.TypeMeant(v.Text)
		if typ == "" {
			open = true
			continue
		}
		types, m.Format = append(types, typ), cmp.Or(format, m.Format)
	}
	return types, open || len(types) == 0
}

// typeName is what a message calls types: the first, or null if that is all.
func typeName(types []string) string {
	if len(types) == 0 {
		return "null"
	}
	return types[0]
}

// object adds what n says about members. A property of several branches keeps
// the nodes of all, to be merged in turn when its type is asked for.
func (m *merger) object(n *node.Node) {
	for _, p := range n.Get("properties").Entries() {
		if have := m.Prop(p.Key); have == nil {
			m.addProp(&Prop{p.Key, []*node.Node{p.Value}})
		} else if !slices.Contains(have.Nodes, p.Value) {
			have.Nodes = append(have.Nodes, p.Value)
		}
	}
	for _, r := range n.Strings("required") {
		m.Required[r] = true
	}
	switch a := n.Get("additionalProperties"); {
	case a == nil:
	case a.Kind == node.Bool:
		m.Closed = m.Closed || a.Text == "false"
	case len(a.Members) > 0:
		m.Extra = a
	}
	for _, p := range n.Get("patternProperties").Entries() {
		m.Patterns = append(m.Patterns, p.Value)
	}
}
