package types

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/discriminate"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// family lowers a schema with a discriminator from which others inherit by allOf:
// a union of these and of what is known of the rest, or nil if s is no such
// schema. It is what OpenAPI had before oneOf, and what Swagger 2 became.
func (l *Lowerer) family(key string, s *schema.View, h Hint) *ir.Union {
	n := s.Nodes[0]
	disc := n.Get("discriminator")
	if !l.isComponent(s) || disc.Str("propertyName") == "" || !s.IsObject() {
		return nil
	}
	var heirs []schema.Alternative
	all := l.heirs()[n]
	if len(all) == 0 || l.TooMany(n, len(all), "heirs", "describe any value") || !l.Spend(n, sizeOfType*len(all)) {
		return nil
	}
	for _, c := range all {
		heirs = append(heirs, schema.Alternative{Nodes: []*node.Node{c}, View: l.known(c)})
	}
	tag := disc.Str("propertyName")
	heirs = l.direct(heirs, disc)
	if twice := discriminate.Duplicates(discriminate.Values(l.Reader, disc, heirs, tag)); len(twice) > 0 {
		l.Diags.Warnf(disc, "two schemas that inherit from %s have %s %q: values are decoded as %[1]s", h.Name, tag, twice[0])
		return nil
	}
	u, h := l.newUnion(key, s, s.Null, h)
	if base, ok := l.merged([]*node.Node{l.Reader.WithoutGroups(s)}, h.Called(names.Base(h.Name))).Type.(*ir.Object); ok {
		u.Variants = append(u.Variants, &ir.Variant{Type: base, Kind: ir.ObjectKind, Rest: true})
	}
	l.objectVariants(u, disc, heirs, h)
	if len(u.Variants) > 0 && u.Variants[0].Rest {
		u.Variants = append(u.Variants[1:], u.Variants[0])
	}
	return u
}

// direct returns the heirs that the discriminator tells apart. Those of an heir that
// has another discriminator are told apart by that, unless they have a tag of their
// own here as well:
//
//	Fish: {discriminator: {propertyName: kind}}
//	Shark: {allOf: [Fish], properties: {kind: {const: shark}}, discriminator: {propertyName: sharktype}}
//	GoblinShark: {allOf: [Shark]}
func (l *Lowerer) direct(heirs []schema.Alternative, disc *node.Node) []schema.Alternative {
	tag := disc.Str("propertyName")
	mapped := map[*node.Node]bool{}
	for _, m := range disc.Get("mapping").Entries() {
		mapped[discriminate.Mapped(l.Reader, m.Value)] = true
	}
	byNode := map[*node.Node]schema.Alternative{}
	for _, h := range heirs {
		byNode[h.Nodes[0]] = h
	}
	nested := map[*node.Node]bool{}
	for _, h := range heirs {
		inner := h.Nodes[0].Get("discriminator").Str("propertyName")
		if inner == "" || inner == tag {
			continue
		}
		for _, n := range l.heirs()[h.Nodes[0]] {
			own, ok := byNode[n]
			if !ok || mapped[n] {
				continue
			}
			tags := discriminate.Scalars(l.Reader, own.View, tag)
			nested[n] = len(tags) > 0 && slices.Equal(tags, discriminate.Scalars(l.Reader, h.View, tag))
		}
	}
	return slices.DeleteFunc(heirs, func(h schema.Alternative) bool { return nested[h.Nodes[0]] })
}

// heirs lists, for each component, the components that inherit from it by allOf,
// at any remove.
func (l *Lowerer) heirs() map[*node.Node][]*node.Node {
	if l.inheritance != nil {
		return l.inheritance
	}
	l.inheritance = map[*node.Node][]*node.Node{}
	for _, f := range l.Doc.Files {
		for _, m := range f.Root.Get("components").Get("schemas").Entries() {
			if !l.Doc.LeftOut(m.Value) {
				l.inherit(m.Value, m.Value, map[*node.Node]bool{m.Value: true})
			}
		}
	}
	return l.inheritance
}

// inherit notes that heir inherits from what n refers to in its allOf, and so on.
func (l *Lowerer) inherit(heir, n *node.Node, met map[*node.Node]bool) {
	for _, b := range schema.Items(n.Get("allOf")) {
		t := b.Target()
		if t == nil || met[t] || !l.Doc.Work.Spend(4) {
			continue
		}
		met[t] = true
		if t.Has("discriminator") {
			l.inheritance[t] = append(l.inheritance[t], heir)
		}
		l.inherit(heir, t, met)
	}
}
