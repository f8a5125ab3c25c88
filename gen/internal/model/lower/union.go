package lower

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
)

// union lowers oneOf and anyOf. Null and single alternatives are taken out
// first; what is left becomes an enum, a scalar, a sealed interface or raw
// JSON, in that order of preference.
func (l *lowerer) union(key string, s *schema.View, h hint) typed {
	alts := l.alternatives(s)
	switch {
	case len(alts.List) == 0:
		return typed{Type: basic(ir.Raw)}
	case l.tooMany(s.Nodes[0], len(alts.List), "alternatives", "describe any value"), !l.spend(s.Nodes[0], sizeOfField*len(alts.List)):
		return typed{Type: basic(ir.Raw)}
	case len(alts.List) == 1:
		t := l.typeOfNodes(alts.List[0].Nodes, h)
		t.null = t.null || alts.Null
		return t
	}
	if t := l.stringsOnly(s, alts.List, h); t != nil {
		return typed{t, alts.Null}
	}
	if t := numbersOnly(alts.List); t != nil {
		return typed{t, alts.Null}
	}
	u, h := l.newUnion(key, s, alts.Null, h)
	l.variants(u, s, alts.List, h)
	return typed{u, alts.Null}
}

// alternatives lists those of a union, and reports what of it has no effect.
func (l *lowerer) alternatives(s *schema.View) schema.Alternatives {
	alts := l.reader.Alternatives(s)
	for _, v := range alts.Mistyped {
		l.diags.Warnf(s.Nodes[0], "type object doesn't hold for an alternative, which is %s, and is ignored there", v.Types[0])
	}
	if len(s.Groups) > 1 {
		l.diags.Notef(s.Nodes[0], "several oneOf or anyOf at once: only the first is typed, members of the others are in Extra")
	}
	return alts
}

// newUnion declares a union, before its variants are known: they may lead back to
// it. The hint is that for what stands in it.
func (l *lowerer) newUnion(key string, s *schema.View, null bool, h hint) (*ir.Union, hint) {
	u := &ir.Union{Decl: l.declare(s, h)}
	h.name = u.Name
	l.types[key] = typed{u, null}
	l.api.Types = append(l.api.Types, u)
	l.unions = append(l.unions, u)
	u.Unknown = l.declareAs(s.Nodes[0], "Unknown"+u.Name, "UnknownVariantOf"+u.Name)
	return u, h
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
