package compat

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// objects compares the variants of a place.
func (c *comparison) objects(p location, from, to *value) {
	for _, pair := range match(from, to) {
		if len(pair.to) == 0 {
			c.report(finding{
				kind: Variant, side: p.side, member: p.member, name: pair.tag, detail: "no such variant there",
				at: definition(pair.from[0].schema), missing: to.union(),
			})
			continue
		}
		c.members(p, pair)
	}
}

// union is where the variants of a value are listed.
func (v *value) union() *node.Node {
	for _, n := range slices.Backward(v.objects[0].schema) {
		if hasAny(n, "oneOf", "anyOf") {
			return n
		}
	}
	return v.at
}

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

// members compares one variant.
func (c *comparison) members(p location, both *pair) {
	from, to := membersOf(both.from, p.side), membersOf(both.to, p.side)
	missing := definition(both.to[0].schema)
	for _, m := range from.list {
		pointer := p.member + "/" + pointerEscaper.Replace(m.name)
		other := to.byName[m.name]
		if other == nil {
			c.report(finding{kind: Member, side: p.side, member: pointer, at: m.at, missing: missing, detail: "no such member there"})
			continue
		}
		optional := m.required < from.count
		required := other.required == to.count
		if optional && required {
			c.report(finding{kind: Absent, side: p.side, member: pointer, at: m.at, missing: other.at, detail: "may be left out; there it may not"})
		}
		c.visit(location{p.side, pointer, m.schemas, other.schemas, optional && !required})
	}
	for _, m := range to.list {
		if from.byName[m.name] == nil && m.required == to.count {
			pointer := p.member + "/" + pointerEscaper.Replace(m.name)
			c.report(finding{kind: Absent, side: p.side, member: pointer, at: definition(both.from[0].schema), missing: m.at, detail: "has no such member; there it is required"})
		}
	}
	c.unnamed(p, from, to, missing)
	if c.bounds {
		c.limits(p, schemas(both.from), schemas(both.to), definition(both.from[0].schema), missing)
	}
}

// unnamed compares what may be in an object beyond the members that are named.
func (c *comparison) unnamed(p location, from, to *members, missing *node.Node) {
	pointer := p.member + "/*"
	at := from.open
	if from.named != nil {
		at = from.named[0][0]
	}
	switch {
	case at == nil:
	case to.named != nil:
		a := from.named
		if from.open != nil {
			a = append(slices.Clip(a), nil)
		}
		c.visit(location{p.side, pointer, a, to.named, false})
	case to.closed == to.count:
		c.report(finding{kind: Additional, side: p.side, member: pointer, at: at, missing: missing, detail: "other members are allowed; there they aren't"})
	case from.named != nil:
		c.report(finding{kind: Additional, side: p.side, member: pointer, at: at, missing: missing, detail: "other members have a schema; there they have none"})
	}
}

func schemas(objects []*object) (out []allOf) {
	for _, o := range objects {
		out = append(out, o.schema)
	}
	return out
}
