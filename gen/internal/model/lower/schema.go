package lower

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// schema is what one or several schema nodes say together: the node's own
// keywords, those next to a $ref, and the branches of allOf, merged.
type schema struct {
	nodes  []*node.Node // the nodes it was made from
	types  []string     // nil: any
	null   bool         // null is allowed besides
	format string

	constant *node.Node
	enum     []*node.Node

	props    []*prop
	index    map[string]*prop // of props, if there are many
	required map[string]bool
	items    []*node.Node
	tuple    bool
	extra    *node.Node   // additionalProperties with a schema
	patterns []*node.Node // schemas of patternProperties
	closed   bool         // additionalProperties: false

	groups []group // oneOf and anyOf that have to hold besides
	disc   *node.Node
	never  bool // the schema false

	contradictory bool                // no type satisfies it
	merged        map[*node.Node]bool // those with branches, which may lead to one schema in many ways
}

// prop is a property; several nodes if several branches of allOf describe it.
type prop struct {
	name  string
	nodes []*node.Node
}

// group is a oneOf or anyOf.
type group struct {
	alternatives []*node.Node
	disc         *node.Node
}

func (s *schema) prop(name string) *prop {
	if s.index != nil {
		return s.index[name]
	}
	for _, p := range s.props {
		if p.name == name {
			return p
		}
	}
	return nil
}

// addProp adds a property that the schema doesn't have yet.
func (s *schema) addProp(p *prop) {
	s.props = append(s.props, p)
	switch {
	case s.index != nil:
		s.index[p.name] = p
	case len(s.props) > manyFields:
		s.index = make(map[string]*prop, 2*len(s.props))
		for _, p := range s.props {
			s.index[p.name] = p
		}
	}
}

// manyFields is from how many members on a map finds one faster than a loop.
const manyFields = 32

// is reports whether the schema allows values of the type, among others.
func (s *schema) is(t string) bool { return slices.Contains(s.types, t) }

// isObject reports whether the schema describes an object, said or unsaid.
func (s *schema) isObject() bool {
	return s.is("object") || s.types == nil && (len(s.props) > 0 || s.further() != nil)
}

// further returns the schema of members that have no name in s, or nil if they
// may be anything. That of a pattern is taken for all where nothing else is named
// or allowed: not every member is one, but no other is expected.
func (s *schema) further() *node.Node {
	if s.extra == nil && len(s.patterns) == 1 && (s.closed || len(s.props) == 0) {
		return s.patterns[0]
	}
	return s.extra
}

// view merges nodes into one schema.
func (l *lowerer) view(nodes ...*node.Node) *schema {
	s := &schema{nodes: nodes, required: map[string]bool{}}
	for _, n := range nodes {
		l.merge(s, n)
	}
	return s
}

// merge adds what n says to s.
func (l *lowerer) merge(s *schema, n *node.Node) {
	if n == nil {
		return
	}
	if n.Kind == node.Bool {
		s.never = s.never || n.Text == "false"
		return
	}
	if l.building[n] || s.merged[n] {
		return // allOf that leads back to itself, or to one schema twice, adds nothing
	}
	if n.Ref() != nil || n.Has("allOf") {
		if s.merged == nil {
			s.merged = map[*node.Node]bool{}
		}
		s.merged[n] = true
	}
	l.building[n] = true
	defer delete(l.building, n)

	if t := n.Ref(); t != nil {
		l.merge(s, t)
		if l.doc.Version == "3.0" {
			return // 3.0 ignores what stands beside a $ref
		}
	}
	// Members come in the author's order, and of two texts about one the last
	// is read, which should be the schema's own.
	own := slices.IndexFunc(n.Members, func(m node.Member) bool { return m.Key == "properties" })
	all := slices.IndexFunc(n.Members, func(m node.Member) bool { return m.Key == "allOf" })
	if all < own {
		l.mergeBranches(s, n)
	}
	l.mergeKeywords(s, n)
	if all >= own {
		l.mergeBranches(s, n)
	}
}

// mergeBranches adds what the branches of n's allOf say.
func (l *lowerer) mergeBranches(s *schema, n *node.Node) {
	for _, b := range items(n.Get("allOf")) {
		l.merge(s, b)
	}
}

// mergeKeywords adds what n's own keywords say.
func (l *lowerer) mergeKeywords(s *schema, n *node.Node) {
	l.mergeTypes(s, n)
	l.mergeObject(s, n)
	if v := n.Get("const"); v != nil {
		s.constant = v
	}
	if v := n.Get("enum"); v != nil && (s.enum == nil || len(v.Items) <= len(s.enum)) {
		s.enum = v.Items
	}
	if f := n.Str("format"); f != "" {
		s.format = f
	}
	if v := n.Get("items"); v != nil {
		s.items = append(s.items, v)
	}
	s.tuple = s.tuple || n.Has("prefixItems")
	for _, key := range []string{"oneOf", "anyOf"} {
		if alts := items(n.Get(key)); len(alts) > 0 && !l.inherited(n, alts) {
			s.groups = append(s.groups, group{alts, n.Get("discriminator")})
		}
	}
	if d := n.Get("discriminator"); d != nil {
		s.disc = d
	}
}

// inherited reports whether the alternatives of base include a schema that is
// being merged with base by allOf: a variant that inherits from the union that
// lists it has the members of the union, and no variants.
func (l *lowerer) inherited(base *node.Node, alternatives []*node.Node) bool {
	return slices.ContainsFunc(alternatives, func(a *node.Node) bool {
		t := a.Target()
		return t != base && l.building[t]
	})
}

func (l *lowerer) mergeTypes(s *schema, n *node.Node) {
	var types []string
	add := func(text string) {
		if typ, format := openapi.TypeMeant(text); typ != "" {
			types, s.format = append(types, typ), cmp.Or(format, s.format)
		}
	}
	switch t := n.Get("type"); {
	case t == nil:
	case t.Kind == node.Array:
		for _, v := range t.Items {
			add(v.Text)
		}
	default:
		add(t.Text)
	}
	if n.Bool("nullable") {
		s.null = true
	}
	if i := slices.Index(types, "null"); i >= 0 {
		s.null = true
		types = slices.Delete(types, i, i+1)
	}
	if types == nil {
		return
	}
	if s.types == nil {
		s.types = types
		return
	}
	both := intersect(s.types, types)
	if len(both) == 0 && !s.contradictory {
		s.contradictory = true
		l.diags.Add(diag.Diagnostic{
			Severity: diag.Warning, Pos: n.Pos(), Pointer: n.Pointer(),
			Message: fmt.Sprintf("allOf asks for type %s and for %s at once: the value is raw JSON", types[0], s.types[0]),
			Related: []diag.Related{{Pos: s.nodes[0].Pos(), Message: "merged here"}},
		})
		return
	}
	s.types = both
}

// intersect returns the types that both lists allow. Every integer is a number.
func intersect(a, b []string) []string {
	var out []string
	for _, t := range a {
		switch {
		case slices.Contains(b, t):
			out = append(out, t)
		case t == "number" && slices.Contains(b, "integer"), t == "integer" && slices.Contains(b, "number"):
			out = append(out, "integer")
		}
	}
	return out
}

func (l *lowerer) mergeObject(s *schema, n *node.Node) {
	for _, m := range members(n.Get("properties")) {
		if p := s.prop(m.Key); p != nil {
			if !slices.Contains(p.nodes, m.Value) {
				p.nodes = append(p.nodes, m.Value)
			}
		} else {
			s.addProp(&prop{m.Key, []*node.Node{m.Value}})
		}
	}
	for _, r := range n.Strings("required") {
		s.required[r] = true
	}
	switch a := n.Get("additionalProperties"); {
	case a == nil:
	case a.Kind == node.Bool:
		s.closed = s.closed || a.Text == "false"
	case len(a.Members) > 0:
		s.extra = a
	}
	for _, m := range members(n.Get("patternProperties")) {
		s.patterns = append(s.patterns, m.Value)
	}
}

// structural are the keywords that say something about the value, rather than
// about its documentation.
var structural = []string{
	"$ref", "type", "properties", "required", "additionalProperties", "patternProperties", "items", "prefixItems", "enum", "const",
	"oneOf", "anyOf", "allOf", "not", "format", "nullable", "discriminator",
}

// says reports whether n has structural keywords other than those given.
func says(n *node.Node, except ...string) bool {
	for _, k := range structural {
		if n.Has(k) && !slices.Contains(except, k) {
			return true
		}
	}
	return false
}

// through follows references, and allOf wrappers that add nothing but
// documentation to the schema they wrap. A wrapper that is a component is a type
// of its own: it has a name.
func (l *lowerer) through(n *node.Node) *node.Node {
	for range 100 {
		switch {
		case n == nil:
			return nil
		case l.isAlias(n):
			n = n.Ref()
		case l.components[n] == "" && n.Get("allOf") != nil && !says(n, "allOf") && len(n.Get("allOf").Items) == 1:
			n = n.Get("allOf").Items[0]
		default:
			return n
		}
	}
	return n
}

// isAlias reports whether n is a reference and nothing else that counts.
func (l *lowerer) isAlias(n *node.Node) bool {
	return n.Ref() != nil && (l.doc.Version == "3.0" || !says(n, "$ref"))
}
