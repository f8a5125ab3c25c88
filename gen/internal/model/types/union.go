package types

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/number"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
)

// union lowers oneOf and anyOf. Null and single alternatives are taken out
// first; what is left becomes an enum, a scalar, a sealed interface or raw
// JSON, in that order of preference.
func (l *Lowerer) union(key string, s *schema.View, h Hint) Typed {
	alts := l.alternatives(s)
	switch {
	case len(alts.List) == 0:
		return Typed{Type: Basic(ir.Raw)}
	case l.TooMany(s.Nodes[0], len(alts.List), "alternatives", "describe any value"), !l.Spend(s.Nodes[0], sizeOfField*len(alts.List)):
		return Typed{Type: Basic(ir.Raw)}
	case len(alts.List) == 1:
		t := l.typeOfNodes(alts.List[0].Nodes, h)
		t.Null = t.Null || alts.Null
		return t
	}
	if t := l.stringsOnly(s, alts.List, h); t != nil {
		return Typed{t, alts.Null}
	}
	if t := number.Only(alts.List); t != nil {
		return Typed{t, alts.Null}
	}
	u, h := l.newUnion(key, s, alts.Null, h)
	l.variants(u, s, alts.List, h)
	return Typed{u, alts.Null}
}

// alternatives lists those of a union, and reports what of it has no effect.
func (l *Lowerer) alternatives(s *schema.View) schema.Alternatives {
	alts := l.Reader.Alternatives(s)
	for _, v := range alts.Mistyped {
		l.Diags.Warnf(s.Nodes[0], "type object doesn't hold for an alternative, which is %s, and is ignored there", v.Types[0])
	}
	if len(s.Groups) > 1 {
		l.Diags.Ungenerated("union beside another", s.Nodes[0], "several oneOf or anyOf at once: only the first is typed, members of the others are in Extra")
	}
	return alts
}

// newUnion declares a union, before its variants are known: they may lead back to
// it. The hint is that for what stands in it.
func (l *Lowerer) newUnion(key string, s *schema.View, null bool, h Hint) (*ir.Union, Hint) {
	u := &ir.Union{Decl: l.declare(s, h)}
	h.Name = u.Name
	l.types[key] = Typed{u, null}
	l.API.Types = append(l.API.Types, u)
	u.Decode = l.DeclareAs(s.Nodes[0], names.Inline, names.Decode, names.DecodeFunction(u.Name, s.Nodes[0].Pointer()))
	u.Unknown = l.DeclareAs(s.Nodes[0], names.Inline, names.Unknown, names.UnknownVariant(u.Name, s.Nodes[0].Pointer()))
	return u, h
}

// Seal tells each variant which unions it belongs to, in the order of the document.
func (l *Lowerer) Seal() {
	for _, t := range l.API.Types {
		u, ok := t.(*ir.Union)
		if !ok {
			continue
		}
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
func (l *Lowerer) nameOpaque(u *ir.Union) {
	seen := map[string]bool{}
	u.Variants = slices.DeleteFunc(u.Variants, func(v *ir.Variant) bool {
		v.Name = names.AsMethod(u.Name, v.Type.Declaration().Name)
		dup := v.Name == "" || seen[v.Name]
		seen[v.Name] = true
		return dup
	})
}
