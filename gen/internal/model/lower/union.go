package lower

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// dropConstraints removes alternatives that only say which members are
// required, and groups that say nothing about the shape of the value.
func (l *lowerer) dropConstraints(groups []group) []group {
	var out []group
	for _, g := range groups {
		shapes := false
		for _, a := range g.alternatives {
			shapes = shapes || says(a, "required", "not")
		}
		if shapes {
			out = append(out, g)
		}
	}
	return out
}

// alternative is one branch of a union: the nodes that describe it together.
type alternative struct {
	nodes []*node.Node
	view  *schema
}

// union lowers oneOf and anyOf. Null and single alternatives are taken out
// first; what is left becomes an enum, a scalar, a sealed interface or raw
// JSON, in that order of preference.
func (l *lowerer) union(key string, s *schema, h hint) typed {
	null := s.null
	alts := l.alternatives(s, &null)
	switch {
	case len(alts) == 0:
		return typed{Type: basic(ir.Raw)}
	case l.tooMany(s.nodes[0], len(alts), "alternatives", "describe any value"), !l.spend(s.nodes[0], sizeOfField*len(alts)):
		return typed{Type: basic(ir.Raw)}
	case len(alts) == 1:
		t := l.typeOfNodes(alts[0].nodes, h)
		t.null = t.null || null
		return t
	}
	if t := l.stringsOnly(s, alts, h); t != nil {
		return typed{t, null}
	}
	if t := l.numbersOnly(alts); t != nil {
		return typed{t, null}
	}
	u, h := l.newUnion(key, s, null, h)
	l.variants(u, s, alts, h)
	return typed{u, null}
}

// newUnion declares a union, before its variants are known: they may lead back to
// it. The hint is that for what stands in it.
func (l *lowerer) newUnion(key string, s *schema, null bool, h hint) (*ir.Union, hint) {
	u := &ir.Union{Decl: l.declare(s, h)}
	h.name = u.Name
	l.types[key] = typed{u, null}
	l.api.Types = append(l.api.Types, u)
	l.unions = append(l.unions, u)
	u.Unknown = l.declareAs(s.nodes[0], "Unknown"+u.Name, "UnknownVariantOf"+u.Name)
	return u, h
}

// alternatives lists the branches of all groups. The members that stand beside
// a oneOf belong to each of its branches.
func (l *lowerer) alternatives(s *schema, null *bool) []alternative {
	var out []alternative
	seen, lent := map[string]bool{}, map[*node.Node]bool{}
	lone := l.loneAlternative(s)
	var add func(n *node.Node, base []*node.Node, depth int)
	add = func(n *node.Node, base []*node.Node, depth int) {
		target := l.through(n)
		if isNull(target) {
			*null = true
			return
		}
		v := l.view(target)
		if v.null {
			*null = true
		}
		// A union inside a union lends it its variants.
		if nested := l.dropConstraints(v.groups); !lone && len(nested) == 1 && depth < 20 && !adds(v) && v.constant == nil && len(v.enum) == 0 && len(base) == 0 {
			if lent[target] {
				return
			}
			lent[target] = true
			for _, a := range nested[0].alternatives {
				add(a, base, depth+1)
			}
			return
		}
		nodes := []*node.Node{target}
		switch {
		case s.is("object") && v.types != nil && !v.is("object"):
			l.diags.Warnf(s.nodes[0], "type object doesn't hold for an alternative, which is %s, and is ignored there", v.types[0])
		case len(base) == 0 || inherits(target, s.nodes[0], map[*node.Node]bool{}):
		default:
			nodes = append(nodes, base...)
		}
		if id := identity(nodes); !seen[id] {
			seen[id] = true
			if len(base) > 0 {
				v = l.view(nodes...)
			}
			out = append(out, alternative{nodes, v})
		}
	}
	var base []*node.Node
	if adds(s) {
		base = []*node.Node{l.withoutGroups(s)}
	}
	for _, a := range s.groups[0].alternatives {
		add(a, base, 0)
	}
	if len(s.groups) > 1 {
		l.diags.Notef(s.nodes[0], "several oneOf or anyOf at once: only the first is typed, members of the others are in Extra")
	}
	return out
}

// adds reports whether what s says beside its oneOf or anyOf adds to the
// alternatives: more than that they are objects with a discriminator.
func adds(s *schema) bool {
	if len(s.props) > 0 || s.further() != nil {
		return true
	}
	for r := range s.required {
		if r != s.disc.Str("propertyName") {
			return s.isObject()
		}
	}
	return false
}

// loneAlternative reports whether there is only one alternative besides null.
// The union is then whatever that alternative is.
func (l *lowerer) loneAlternative(s *schema) bool {
	n := 0
	for _, a := range s.groups[0].alternatives {
		if !isNull(l.through(a)) {
			n++
		}
	}
	return n == 1
}

// isNull reports whether the schema allows null and nothing else.
func isNull(n *node.Node) bool {
	e := n.Get("enum")
	return n.Str("type") == "null" || n.Get("const").IsNull() || e != nil && len(e.Items) == 1 && e.Items[0].IsNull()
}

// inherits reports whether n has base among the branches of its allOf.
func inherits(n, base *node.Node, met map[*node.Node]bool) bool {
	if n == nil || met[n] {
		return false
	}
	met[n] = true
	return n == base || inherits(n.Ref(), base, met) ||
		slices.ContainsFunc(items(n.Get("allOf")), func(b *node.Node) bool { return inherits(b, base, met) })
}

// withoutGroups returns a node that says what s says beside its oneOf or anyOf.
func (l *lowerer) withoutGroups(s *schema) *node.Node {
	out := strip(s.nodes[0], map[*node.Node]*node.Node{})
	out.Members = slices.DeleteFunc(out.Members, func(m node.Member) bool {
		return m.Key == "discriminator" || m.Key == "x-go-name" || m.Key == "x-constructors" || m.Key == "description"
	})
	return out
}

// strip copies n without oneOf and anyOf, its own and those of the branches of
// its allOf. done holds the copies made so far.
func strip(n *node.Node, done map[*node.Node]*node.Node) *node.Node {
	if out, ok := done[n]; ok {
		return out
	}
	out := n.Bare(node.Object)
	done[n] = out
	branches := n.Bare(node.Array)
	for _, b := range append([]*node.Node{n.Ref()}, items(n.Get("allOf"))...) {
		switch {
		case b == nil:
		case grouped(b, map[*node.Node]bool{}):
			branches.Items = append(branches.Items, strip(b, done))
		default:
			branches.Items = append(branches.Items, b)
		}
	}
	if len(branches.Items) > 0 {
		out.Members = append(out.Members, node.Member{Key: "allOf", Value: branches})
	}
	for _, m := range n.Members {
		switch m.Key {
		case "oneOf", "anyOf", "allOf", "$ref":
		default:
			out.Members = append(out.Members, m)
		}
	}
	return out
}

// grouped reports whether n says oneOf or anyOf anywhere in what it merges.
func grouped(n *node.Node, met map[*node.Node]bool) bool {
	if n == nil || met[n] {
		return false
	}
	met[n] = true
	if n.Has("oneOf") || n.Has("anyOf") || grouped(n.Ref(), met) {
		return true
	}
	return slices.ContainsFunc(items(n.Get("allOf")), func(b *node.Node) bool { return grouped(b, met) })
}

// stringsOnly lowers a union of strings: to an open enum if values are listed,
// else to a string.
func (l *lowerer) stringsOnly(s *schema, alts []alternative, h hint) ir.Type {
	var values []*node.Node
	var carrier *node.Node
	for _, a := range alts {
		v := a.view
		if v.constant != nil {
			if v.constant.Kind != node.String {
				return nil
			}
			values = append(values, v.constant)
			continue
		}
		if len(v.types) != 1 || v.types[0] != "string" {
			return nil
		}
		if len(v.enum) > 0 && carrier == nil {
			carrier = a.nodes[0]
		}
		values = append(values, v.enum...)
	}
	values = slices.DeleteFunc(slices.Clone(values), func(n *node.Node) bool { return n.Kind != node.String })
	if len(values) == 0 {
		return basic(ir.String)
	}
	// A list of its own that has a name lends the union that name and type.
	if carrier != nil && !l.isComponent(s) && l.components[carrier] != "" && len(l.view(carrier).enum) == len(values) {
		return l.typeOf(carrier, h).Type
	}
	s.enum = values
	return l.newEnum(s, h, ir.String, values)
}

func (l *lowerer) numbersOnly(alts []alternative) ir.Type {
	float := false
	for _, a := range alts {
		v := a.view
		if v.constant != nil || len(v.enum) > 0 || len(v.types) != 1 || v.types[0] != "number" && v.types[0] != "integer" {
			return nil
		}
		float = float || v.types[0] == "number"
	}
	if float {
		return basic(ir.Float64)
	}
	return basic(ir.Int64)
}

// kinds lowers a schema with several types, e.g. [string, integer].
func (l *lowerer) kinds(key string, s *schema, h hint) ir.Type {
	if len(s.types) == 2 && s.is("integer") && s.is("number") {
		return basic(ir.Float64)
	}
	u, h := l.newUnion(key, s, s.null, h)
	for _, t := range s.types {
		if t == "integer" && s.is("number") {
			continue
		}
		switch t {
		case "array":
			inner := *s
			inner.types = []string{t}
			inner.nodes = []*node.Node{l.withoutGroups(s)}
			l.addAlias(u, s.nodes[0], l.array(key+t, &inner, h.sub("array")), ir.ArrayKind)
		case "object":
			inner := *s
			inner.types = []string{t}
			inner.nodes = []*node.Node{l.withoutGroups(s)}
			switch o := l.objectOrMap(key+t, &inner, h.sub("object")).(type) {
			case *ir.Object:
				u.Variants = append(u.Variants, &ir.Variant{Type: o, Kind: ir.ObjectKind})
			default:
				l.addAlias(u, s.nodes[0], o, ir.ObjectKind)
			}
		default:
			l.addAlias(u, s.nodes[0], scalar(t, s.format), kindOf(t))
		}
	}
	return u
}

func kindOf(t string) ir.JSONKind {
	switch t {
	case "array":
		return ir.ArrayKind
	case "string":
		return ir.StringKind
	case "integer", "number":
		return ir.NumberKind
	case "boolean":
		return ir.BoolKind
	}
	return ir.ObjectKind
}

var kindNames = map[ir.JSONKind]string{
	ir.ObjectKind: "Object", ir.ArrayKind: "Array", ir.StringKind: "String", ir.NumberKind: "Number", ir.BoolKind: "Bool",
}

// variants fills u. Alternatives that are no objects are told apart by the
// kind of their JSON; objects by a tag or by their members.
func (l *lowerer) variants(u *ir.Union, s *schema, alts []alternative, h hint) {
	seen := map[ir.JSONKind]bool{}
	var objects []alternative
	var lists []*ir.Variant
	var elems []*schema
	for _, a := range alts {
		v := a.view
		switch {
		case v.isObject():
			objects = append(objects, a)
			continue
		case len(v.types) == 0 && v.constant == nil && len(v.enum) == 0:
			continue // any value at all: what the others are not is unknown
		}
		kind := a.kind()
		if kind == ir.ArrayKind {
			list, elem := l.listVariant(u, a, len(lists), h)
			lists, elems = append(lists, list), append(elems, elem)
			continue
		}
		if seen[kind] {
			continue // strings are strings, whatever their format
		}
		seen[kind] = true
		vh := h.sub(kindNames[kind])
		l.addAlias(u, a.nodes[0], l.typeOfNodes(a.nodes, vh).Type, kind)
	}
	l.objectVariants(u, s, objects, h)
	if len(objects) > 1 {
		l.tell(u, s, objects)
	}
	l.tellLists(u, lists, elems)
	u.Opaque = u.Opaque || len(u.Variants) == 0
}

// listVariant lowers an alternative that is an array, after n others. elem is what
// its elements are; nil for anything.
func (l *lowerer) listVariant(u *ir.Union, a alternative, n int, h hint) (v *ir.Variant, elem *schema) {
	kinds := ""
	if len(a.view.items) == 1 && !a.view.tuple {
		elem = l.view(a.view.items[0])
		kinds = l.kindsOf(elem, 0)
	}
	suffix := kindNames[ir.ArrayKind]
	if n > 0 {
		suffix += elemNames[kinds]
	}
	l.addNamed(u, a.nodes[0], l.typeOfNodes(a.nodes, h.sub(suffix)).Type, ir.ArrayKind, suffix)
	v = u.Variants[len(u.Variants)-1]
	v.Elems = kinds
	return v, elem
}

// elemNames are what the arrays of a union are called after, from the second on.
var elemNames = map[string]string{
	jsonString: "OfStrings", jsonNumber: "OfNumbers", jsonBool: "OfBools", jsonArray: "OfArrays", jsonObject: "OfObjects",
}

func (a alternative) kind() ir.JSONKind {
	v := a.view
	switch {
	case len(v.types) > 0:
		return kindOf(v.types[0])
	case v.constant != nil:
		return kindOfNode(v.constant)
	default:
		return kindOfNode(v.enum[0])
	}
}

func kindOfNode(n *node.Node) ir.JSONKind {
	switch n.Kind {
	case node.String:
		return ir.StringKind
	case node.Number:
		return ir.NumberKind
	case node.Bool:
		return ir.BoolKind
	case node.Array:
		return ir.ArrayKind
	default:
		return ir.ObjectKind
	}
}

// addAlias adds a variant that is no object: a named type for the union's sake,
// or the declared array type of a component.
func (l *lowerer) addAlias(u *ir.Union, n *node.Node, t ir.Type, kind ir.JSONKind) {
	l.addNamed(u, n, t, kind, kindNames[kind])
}

// addNamed is addAlias for a variant that is called after u and suffix.
func (l *lowerer) addNamed(u *ir.Union, n *node.Node, t ir.Type, kind ir.JSONKind, suffix string) {
	if a, ok := t.(*ir.Alias); ok {
		u.Variants = append(u.Variants, &ir.Variant{Type: a, Kind: kind})
		return
	}
	only, isConst := t.(*ir.Const)
	if isConst {
		t = basic(ir.String)
	}
	if b, ok := t.(*ir.Basic); ok && b.Kind == ir.File {
		t = basic(ir.String)
	}
	name := u.Name + suffix
	if v := n.Str("x-go-name"); v != "" && l.components[n] == "" {
		name = names.Exported(v)
	}
	got := l.declareAs(n, name, name+"Variant")
	a := &ir.Alias{Decl: ir.Decl{Name: got, Area: u.Area, Place: n, Doc: ir.Doc{Text: got + " is the " + strings.ToLower(kindNames[kind]) + " form of " + u.Name + "."}}, Of: t}
	if isConst {
		a.Values = l.onlyValue(u, n, only)
	}
	l.api.Types = append(l.api.Types, a)
	u.Variants = append(u.Variants, &ir.Variant{Type: a, Kind: kind})
}

// onlyValue is the constant of a string that is always the same. The type stays
// a string, so that values that the document doesn't know yet can be read.
func (l *lowerer) onlyValue(u *ir.Union, n *node.Node, c *ir.Const) []ir.EnumValue {
	var value string
	if json.Unmarshal([]byte(c.JSON), &value) != nil {
		return nil
	}
	return []ir.EnumValue{{Name: l.constName(n, u.Name+enumSuffix(value), value), Value: value, Place: n}}
}

// objectVariants lowers the alternatives that are objects.
func (l *lowerer) objectVariants(u *ir.Union, s *schema, objects []alternative, h hint) {
	tag := l.tagOf(s, objects)
	tags := l.tags(s, objects, tag)
	for i, a := range objects {
		vh := h.sub(l.variantName(a, objects, tag, i))
		t := l.typeOfNodes(a.nodes, vh)
		switch tt := t.Type.(type) {
		case *ir.Object:
			u.Variants = append(u.Variants, &ir.Variant{Type: tt, Kind: ir.ObjectKind, Tags: tags[i]})
		case *ir.Union:
			rest := tt.Rest()
			if rest == nil { // a union with members of its own
				u.Opaque = true
				continue
			}
			u.Variants = append(u.Variants, &ir.Variant{Type: rest, Kind: ir.ObjectKind, Tags: tags[i]})
		default:
			l.addAlias(u, a.nodes[0], t.Type, ir.ObjectKind)
		}
	}
	u.Tag = tag
}

// variantName names an inline alternative by what is special about it.
func (l *lowerer) variantName(a alternative, all []alternative, tag string, i int) string {
	if p := a.view.prop(tag); p != nil {
		if vs := l.constants(p); len(vs) > 0 {
			return vs[0]
		}
	}
	for _, r := range a.view.nodes[0].Strings("required") {
		special := true
		for _, o := range all {
			special = special && (o.view.prop(r) == nil || slices.Equal(o.nodes, a.nodes))
		}
		if special {
			return "with_" + r
		}
	}
	t := a.view.nodes[0].Str("title")
	if t == "" {
		return "variant" + letters(i)
	}
	for _, before := range all[:i] {
		if before.view.nodes[0].Str("title") == t {
			return names.Exported(t) + "Variant" + letters(i)
		}
	}
	return t
}

// letters counts A to Z, then AA to AZ and so on.
func letters(i int) string {
	last := string(rune('A' + i%26))
	if i < 26 {
		return last
	}
	return letters(i/26-1) + last
}

// seal tells each variant which unions it belongs to.
func (l *lowerer) seal() {
	for _, u := range l.unions {
		if u.Opaque {
			l.nameOpaque(u)
			continue
		}
		for _, v := range u.Variants {
			switch t := v.Type.(type) {
			case *ir.Object:
				t.Variant = append(t.Variant, u)
			case *ir.Alias:
				t.Variant = append(t.Variant, u)
			}
		}
	}
}

// nameOpaque names the As methods of a raw union.
func (l *lowerer) nameOpaque(u *ir.Union) {
	seen := map[string]bool{}
	u.Variants = slices.DeleteFunc(u.Variants, func(v *ir.Variant) bool {
		v.Name = strings.TrimPrefix(v.Type.Declaration().Name, u.Name)
		dup := v.Name == "" || seen[v.Name]
		seen[v.Name] = true
		return dup
	})
}
