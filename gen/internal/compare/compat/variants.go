package compat

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/compare/values"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// objects compares the variants of a place.
func (c *comparison) objects(p location, from, to *values.Value) {
	if !c.work.Spend(len(from.Objects) * len(to.Objects)) {
		return
	}
	for _, pair := range values.Match(from, to) {
		if len(pair.To) == 0 {
			c.report(finding{
				kind: Variant, side: p.side, member: p.member, name: pair.Tag, detail: "no such variant there",
				at: values.Definition(pair.From[0].Schema), missing: to.Union(),
			})
			continue
		}
		c.members(p, pair)
	}
}

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

// members compares one variant.
func (c *comparison) members(p location, both *values.Pair) {
	from, to := values.MembersOf(both.From, p.side), values.MembersOf(both.To, p.side)
	missing := values.Definition(both.To[0].Schema)
	for _, m := range from.List {
		pointer := p.member + "/" + pointerEscaper.Replace(m.Name)
		other := to.ByName[m.Name]
		if other == nil {
			c.report(finding{kind: Member, side: p.side, member: pointer, at: m.At, missing: missing, detail: "no such member there"})
			continue
		}
		optional := m.Required < from.Count
		required := other.Required == to.Count
		if optional && required {
			c.report(finding{kind: Absent, side: p.side, member: pointer, at: m.At, missing: other.At, detail: "may be left out; there it may not"})
		}
		c.visit(location{p.side, pointer, m.Schemas, other.Schemas, optional && !required})
	}
	for _, m := range to.List {
		if from.ByName[m.Name] == nil && m.Required == to.Count {
			pointer := p.member + "/" + pointerEscaper.Replace(m.Name)
			c.report(finding{kind: Absent, side: p.side, member: pointer, at: values.Definition(both.From[0].Schema), missing: m.At, detail: "has no such member; there it is required"})
		}
	}
	c.unnamed(p, from, to, missing)
	if c.bounds {
		c.limits(p, schemas(both.From), schemas(both.To), values.Definition(both.From[0].Schema), missing)
	}
}

// unnamed compares what may be in an object beyond the members that are named.
func (c *comparison) unnamed(p location, from, to *values.Members, missing *node.Node) {
	pointer := p.member + "/*"
	at := from.Open
	if from.Named != nil {
		at = from.Named[0][0]
	}
	switch {
	case at == nil:
	case to.Named != nil:
		a := from.Named
		if from.Open != nil {
			a = append(slices.Clip(a), nil)
		}
		c.visit(location{p.side, pointer, a, to.Named, false})
	case to.Closed == to.Count:
		c.report(finding{kind: Additional, side: p.side, member: pointer, at: at, missing: missing, detail: "other members are allowed; there they aren't"})
	case from.Named != nil:
		c.report(finding{kind: Additional, side: p.side, member: pointer, at: at, missing: missing, detail: "other members have a schema; there they have none"})
	}
}

func schemas(objects []*values.Object) (out []values.AllOf) {
	for _, o := range objects {
		out = append(out, o.Schema)
	}
	return out
}
