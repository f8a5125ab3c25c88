package types

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/discriminate"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// variants fills u. Alternatives that are no objects are told apart by the
// kind of their JSON; objects by a tag or by their members.
func (l *Lowerer) variants(u *ir.Union, s *schema.View, alts []schema.Alternative, h Hint) {
	seen := map[ir.JSONKind]bool{}
	var objects []schema.Alternative
	var lists []*ir.Variant
	var elems []*schema.View
	for _, a := range alts {
		if a.IsObject() {
			objects = append(objects, a)
			continue
		}
		kind, known := kindOf(a.View)
		switch {
		case !known: // any value at all: what the others are not is unknown
		case kind == ir.ArrayKind:
			elem := l.elementOf(a.View)
			lists, elems = append(lists, l.listVariant(u, a, elem, len(lists), h)), append(elems, elem)
		case !seen[kind]: // strings are strings, whatever their format
			seen[kind] = true
			if only := l.Reader.OnlyValue(a.Nodes...); only != nil {
				l.onlyVariant(u, a.Nodes[0], only, kind)
				continue
			}
			l.addAlias(u, a.Nodes[0], l.typeOfNodes(a.Nodes, h.Sub(kindNames[kind])).Type, kind)
		}
	}
	l.objectVariants(u, s.Discriminator, objects, h)
	if len(objects) > 1 {
		l.discriminate(u, s.Discriminator, objects)
	}
	_, rules, ok := discriminate.Lists(l.Reader, elems)
	apply(rules, lists)
	u.Opaque = u.Opaque || !ok || len(u.Variants) == 0
}

// elementOf returns what the elements of an array are; nil for anything.
func (l *Lowerer) elementOf(v *schema.View) *schema.View {
	if len(v.Items) != 1 || v.Tuple {
		return nil
	}
	return l.View(v.Items[0])
}

// listVariant lowers an alternative that is an array of elem, after n others. The
// first is called after being an array, the others after what they hold.
func (l *Lowerer) listVariant(u *ir.Union, a schema.Alternative, elem *schema.View, n int, h Hint) *ir.Variant {
	kinds := ""
	if elem != nil {
		kinds = discriminate.Kinds(l.Reader, elem)
	}
	suffix := kindNames[ir.ArrayKind]
	if n > 0 {
		suffix = names.ListOf(suffix, elemNames[kinds])
	}
	l.addNamed(u, a.Nodes[0], l.typeOfNodes(a.Nodes, h.Sub(suffix)).Type, ir.ArrayKind, suffix)
	v := u.Variants[len(u.Variants)-1]
	v.Elems = kinds
	return v
}

// discriminate makes sure that the objects can be told apart: each by tags that
// no other has, or else by members.
func (l *Lowerer) discriminate(u *ir.Union, discriminator *node.Node, objects []schema.Alternative) {
	if u.Opaque {
		return
	}
	var variants []*ir.Variant
	var tags [][]string
	tagged := u.Tag != ""
	for _, v := range u.Variants {
		if v.Kind == ir.ObjectKind {
			variants, tags = append(variants, v), append(tags, v.Tags)
			tagged = tagged && len(v.Tags) > 0
		}
	}
	duplicates := discriminate.Duplicates(tags)
	if discriminator != nil {
		for _, t := range duplicates {
			l.Diags.Warnf(discriminator, "two variants of %s have %s %q: they are told apart by their members, or not at all", u.Name, u.Tag, t)
		}
	}
	if tagged && len(duplicates) == 0 {
		return
	}
	u.Tag = ""
	var views []*schema.View
	for _, o := range objects {
		views = append(views, o.View)
	}
	rules, ok := discriminate.Rules(l.Reader, views)
	if !ok || len(rules) != len(variants) {
		u.Opaque = true
		return
	}
	apply(rules, variants)
}

// apply gives variants the rules that tell them apart.
func apply(rules []discriminate.Rule, variants []*ir.Variant) {
	for i, r := range rules {
		variants[i].Need, variants[i].Held, variants[i].Checks = r.Need, r.Held, r.Checks
	}
}

var kindNames = map[ir.JSONKind]string{
	ir.ObjectKind: "Object", ir.ArrayKind: "Array", ir.StringKind: "String", ir.NumberKind: "Number", ir.BoolKind: "Bool",
}

// elemNames are what the arrays of a union are called after, from the second on.
var elemNames = map[string]string{
	discriminate.String: "OfStrings", discriminate.Number: "OfNumbers", discriminate.Bool: "OfBools", discriminate.Array: "OfArrays", discriminate.Object: "OfObjects",
}

// kindOf returns the kind of JSON of an alternative that is no object, and
// reports false if it may be any.
func kindOf(v *schema.View) (kind ir.JSONKind, known bool) {
	switch {
	case len(v.Types) > 0:
		return kindOfType(v.Types[0]), true
	case v.Const != nil:
		return kindOfType(schema.TypeOf(v.Const)), true
	case len(v.Enum) > 0:
		return kindOfType(schema.TypeOf(v.Enum[0])), true
	}
	return 0, false
}

// addAlias adds a variant that is no object: a named type for the union's sake,
// or the declared array type of a component.
func (l *Lowerer) addAlias(u *ir.Union, n *node.Node, t ir.Type, kind ir.JSONKind) {
	l.addNamed(u, n, t, kind, kindNames[kind])
}

// addNamed is addAlias for a variant that is called after u and suffix.
func (l *Lowerer) addNamed(u *ir.Union, n *node.Node, t ir.Type, kind ir.JSONKind, suffix string) {
	if a, ok := t.(*ir.Alias); ok {
		u.Variants = append(u.Variants, &ir.Variant{Type: a, Kind: kind})
		return
	}
	if b, ok := t.(*ir.Basic); ok && b.Kind == ir.File {
		t = Basic(ir.String)
	}
	name, rank := names.Member(u.Name, suffix), names.Inline
	if v := n.Str("x-go-name"); v != "" && l.Components[n] == "" {
		name, rank = names.Exported(v), names.Asked
	}
	got := l.DeclareAs(n, rank, names.Type, names.FormOf(name, n.Pointer()))
	a := &ir.Alias{Decl: ir.Decl{Name: got, Area: u.Area, Place: n, Inline: true}, Of: t, Form: kind, FormOf: u}
	l.API.Types = append(l.API.Types, a)
	u.Variants = append(u.Variants, &ir.Variant{Type: a, Kind: kind})
}

// objectVariants lowers the alternatives that are objects.
func (l *Lowerer) objectVariants(u *ir.Union, discriminator *node.Node, objects []schema.Alternative, h Hint) {
	tag := discriminate.Tag(l.Reader, discriminator, objects)
	tags := discriminate.Values(l.Reader, discriminator, objects, tag)
	rest := discriminate.Default(l.Reader, discriminator, objects)
	naming := tag
	if naming == "" {
		naming = discriminate.ConstantOfMost(l.Reader, objects)
	}
	for i, a := range objects {
		if l.Exhausted(a.Nodes[0]) {
			return
		}
		by := naming
		if a.View.Nodes[0].Has("title") {
			by = tag
		}
		vh := h.Sub(l.variantName(a, objects, by, i))
		t := l.typeOfNodes(a.Nodes, vh)
		switch tt := t.Type.(type) {
		case *ir.Object:
			u.Variants = append(u.Variants, &ir.Variant{Type: tt, Kind: ir.ObjectKind, Tags: tags[i]})
		case *ir.Union:
			u.Variants = append(u.Variants, &ir.Variant{Nested: tt, Kind: ir.ObjectKind, Tags: tags[i]}) // see Nest
		default:
			l.addAlias(u, a.Nodes[0], t.Type, ir.ObjectKind)
			continue
		}
		v := u.Variants[len(u.Variants)-1]
		v.Rest = i == rest
		if tag != "" && a.Prop(tag) == nil && len(tags[i]) > 0 && tags[i][0] != "" {
			v.Lead = discriminate.Literal(l.Reader, objects, tag, tags[i][0])
		}
	}
	u.Tag = tag
}

// variantName names an inline alternative by what is special about it.
func (l *Lowerer) variantName(a schema.Alternative, all []schema.Alternative, tag string, i int) string {
	if vs := discriminate.Constants(l.Reader, a.View, tag); len(vs) > 0 {
		return vs[0]
	}
	for _, r := range a.View.Nodes[0].Strings("required") {
		special := true
		for _, o := range all {
			special = special && (o.Prop(r) == nil || slices.Equal(o.Nodes, a.Nodes))
		}
		if special {
			return names.VariantWith(r)
		}
	}
	t := a.View.Nodes[0].Str("title")
	if t == "" {
		return names.LetteredVariant(i)
	}
	for _, before := range all[:i] {
		if before.View.Nodes[0].Str("title") == t {
			return names.TitledVariant(t, i)
		}
	}
	return t
}
