package schema

import (
	"cmp"
	"slices"
	"strings"

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
	m.Null = m.null == allowed
	if m.Extra == nil && !m.Closed && !m.anyMore {
		m.further(m.rest)
	}
	m.Open = m.anyMore && m.Extra == nil && !m.Closed
	m.readValues()
	return m.View
}

// merger is the state of one merge.
type merger struct {
	*View
	reader   Reader
	building map[*node.Node]bool // on the way to what is being merged
	merged   map[*node.Node]bool // those with branches, which may lead to one schema in many ways

	null                  nullity // what was said of null so far, where the merge stands
	nullTypes             nullity // the same of all lists of types
	enumDepth, constDepth int     // how deep in branches enum and const were said

	anyMore bool       // additionalProperties: true
	rest    *node.Node // unevaluatedProperties
}

// nullity is whether null is allowed. It is if every branch of an allOf allows
// it, and a branch without types says nothing.
type nullity uint8

const (
	unsaid nullity = iota
	allowed
	refused
)

func (a nullity) and(b nullity) nullity { return max(a, b) }

func nullityOf(allows bool) nullity {
	if allows {
		return allowed
	}
	return refused
}

// merge adds what n says: its target's keywords, those of its branches and its own.
func (m *merger) merge(n *node.Node) {
	if n == nil || !m.reader.Work.Spend(1+len(n.Members)) {
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
	outside := m.null
	m.null = unsaid
	m.target(n)
	m.null = m.null.and(outside)
	delete(m.building, n)
}

// target is merge for a schema that hasn't been met. What stands beside a $ref
// counts, except in OpenAPI 3.0. "nullable" means null besides all that n says, and
// so does null in the list of types beside a reference or allOf.
func (m *merger) target(n *node.Node) {
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
	if n.Bool("nullable") {
		m.null = allowed
	}
	if types, _ := m.typesOf(n); m.null == refused && slices.Contains(types, "null") {
		m.null = allowed // what 3.0's nullable has become in many documents
		m.doubt(n, "null is among the types here, but not among those of the schemas that hold besides: it is taken for allowed")
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
	m.values(n)
	m.bounds(n)
	if f := n.Str("format"); f != "" {
		m.Format = f
	}
	m.content(n)
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

// content adds what n says about the text of a string, if that stands for something else.
func (m *merger) content(n *node.Node) {
	m.Encoding = cmp.Or(strings.ToLower(n.Str("contentEncoding")), m.Encoding)
	m.Media = cmp.Or(n.Str("contentMediaType"), m.Media)
	if v := n.Get("contentSchema"); v != nil {
		m.Contained = v
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
	before, null := m.nullTypes, slices.Contains(types, "null") || n.Bool("nullable")
	if open {
		if null {
			m.null = m.null.and(allowed)
		}
		return
	}
	m.null = m.null.and(nullityOf(null))
	m.nullTypes = before.and(nullityOf(null))
	types = slices.DeleteFunc(types, func(t string) bool { return t == "null" })
	if m.Types == nil {
		m.Types = types
		return
	}
	both := Intersect(m.Types, types)
	onlyNull := before == allowed && null && (len(m.Types) == 0 || len(types) == 0)
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
		if !slices.Contains(types, typ) { // under two names, e.g. "string" and "text"
			types = append(types, typ)
		}
		m.Format = cmp.Or(format, m.Format)
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
	case anything(a):
		m.anyMore = true
	default:
		m.further(a)
	}
	if u := n.Get("unevaluatedProperties"); u != nil && !m.reader.AloneRefs {
		m.rest = u
	}
	for _, p := range n.Get("patternProperties").Entries() {
		m.Patterns = append(m.Patterns, p.Value)
	}
}

// further adds what a says about the members that have no name. Several branches
// of an allOf may say something: then all of it holds.
func (m *merger) further(a *node.Node) {
	switch {
	case a == nil || anything(a):
	case nothing(a):
		m.Closed = true
	case m.Extra == nil || m.Extra.Target() == a.Target():
		m.Extra = a
	default:
		m.Extra = m.reader.both(m.Extra, a)
	}
}

// anything reports whether a schema allows every value.
func anything(n *node.Node) bool {
	return n.Kind == node.Bool && n.Text == "true" || n.Kind == node.Object && len(n.Members) == 0
}

// nothing reports whether a schema allows no value: it is false, or the opposite of
// one that allows all.
func nothing(n *node.Node) bool {
	not := n.Get("not")
	return n.Kind == node.Bool && n.Text == "false" || not != nil && anything(not)
}

// both returns a schema that says what a and b say; the same for the same two.
func (r Reader) both(a, b *node.Node) *node.Node {
	if out := r.Both[[2]*node.Node{a, b}]; out != nil {
		return out
	}
	out, branches := b.Bare(node.Object), b.Bare(node.Array)
	branches.Items = []*node.Node{a, b}
	out.Members = []node.Member{{Key: "allOf", Value: branches}}
	if r.Both != nil {
		r.Both[[2]*node.Node{a, b}] = out
	}
	return out
}
