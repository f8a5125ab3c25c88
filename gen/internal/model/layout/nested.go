package layout

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// Nest makes the variants of unions that are variants of other unions variants of
// these too, once all are known. Objects with a tag of the outer union are then told
// further apart by that of the inner one:
//
//	{"kind": "shark", "sharktype": "goblin"}
func Nest(api *ir.API) {
	done := map[*ir.Union]bool{}
	for _, t := range api.Types {
		if u, ok := t.(*ir.Union); ok {
			nest(u, done)
		}
	}
}

// nest replaces each union among u's variants by its variants, which come to an end
// even where unions lead back to themselves.
func nest(u *ir.Union, done map[*ir.Union]bool) {
	if done[u] {
		return
	}
	done[u] = true
	var out []*ir.Variant
	have := map[ir.Type]bool{}
	for _, v := range u.Variants {
		if v.Type != nil {
			have[v.Type] = true
		}
	}
	for _, v := range u.Variants {
		inner := v.Nested
		if inner == nil {
			out = append(out, v)
			continue
		}
		nest(inner, done)
		if u.Tag == "" || u.Opaque || inner.Opaque || inner.Tag == "" || inner.Tag == u.Tag || inner == u {
			v.Nested = nil
			if rest := inner.Rest(); rest != nil && !have[rest] {
				v.Type = rest
				out = append(out, v)
			} else if rest == nil { // a union with members of its own
				u.Opaque = true
			}
			continue
		}
		for _, w := range inner.Variants {
			if w.Type != nil && !have[w.Type] {
				have[w.Type] = true
				out = append(out, &ir.Variant{Type: w.Type, Kind: w.Kind, Tags: v.Tags, Nested: inner})
			}
		}
		if !slices.Contains(inner.Super, u) {
			inner.Super = append(inner.Super, u)
		}
	}
	u.Variants = out
}
