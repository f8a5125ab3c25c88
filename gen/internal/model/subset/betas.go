package subset

import (
	"maps"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// keeps reports whether what needs one of these betas is asked for.
func (o Options) keeps(betas []string) bool {
	return o.Betas == nil || len(betas) == 0 || slices.ContainsFunc(betas, func(b string) bool { return slices.Contains(o.Betas, b) })
}

// keepsOperation does the same for an operation. One that is in beta without a
// header needs none, and is left out only where all betas are.
func (o Options) keepsOperation(op *ir.Operation) bool {
	return o.keeps(op.Betas) && (!op.Beta || o.Betas == nil || len(o.Betas) > 0)
}

// unknownBetas reports the betas that the API doesn't have.
func (o Options) unknownBetas(api *ir.API, all []*ir.Operation) []Problem {
	known := map[string]bool{}
	eachBetas(api, all, func(betas *[]string) {
		for _, b := range *betas {
			known[b] = true
		}
	})
	var out []Problem
	for i, b := range o.Betas {
		if !known[b] {
			out = append(out, Problem{"betas", i, "there is no beta " + b + didYouMean(b, slices.Sorted(maps.Keys(known)))})
		}
	}
	return out
}

// eachBetas calls f for every list of betas in the API.
func eachBetas(api *ir.API, all []*ir.Operation, f func(betas *[]string)) {
	for _, op := range all {
		f(&op.Betas)
	}
	for _, t := range api.Types {
		switch t := t.(type) {
		case *ir.Object:
			f(&t.Betas)
			for _, fl := range t.Fields {
				f(&fl.Betas)
			}
		case *ir.Enum:
			for i := range t.Values {
				f(&t.Values[i].Betas)
			}
		}
	}
}

// findGone finds the types that are of betas which are left out: objects that
// say so, and what consists of nothing else.
func (o Options) findGone(types []ir.Named) map[ir.Named]bool {
	gone := map[ir.Named]bool{}
	for _, t := range types {
		if obj, ok := t.(*ir.Object); ok && !o.keeps(obj.Betas) {
			gone[t] = true
		}
	}
	for changed := true; changed; {
		changed = false
		for _, t := range types {
			if !gone[t] && allGone(t, gone) {
				gone[t], changed = true, true
			}
		}
	}
	return gone
}

// allGone reports whether a type stands for types only that are gone.
func allGone(t ir.Named, gone map[ir.Named]bool) bool {
	switch t := t.(type) {
	case *ir.Alias:
		return isGone(t.Of, gone)
	case *ir.Union:
		return len(t.Variants) > 0 && !slices.ContainsFunc(t.Variants, func(v *ir.Variant) bool { return !gone[v.Type] })
	case *ir.Answers:
		return !slices.ContainsFunc(t.List, func(a *ir.Answer) bool { return a.Type == nil || !gone[a.Type] })
	}
	return false
}

// isGone reports whether a type is gone, or a list, map or pointer of one.
func isGone(t ir.Type, gone map[ir.Named]bool) bool {
	switch t := t.(type) {
	case ir.Named:
		return gone[t]
	case *ir.List:
		return isGone(t.Elem, gone)
	case *ir.Map:
		return isGone(t.Elem, gone)
	case *ir.Pointer:
		return isGone(t.Elem, gone)
	}
	return false
}

// withoutBetas takes members, variants and values out of the types that are of
// betas which are left out, and those betas out of what any of several enables.
func (o Options) withoutBetas(api *ir.API, all []*ir.Operation, gone map[ir.Named]bool) {
	for _, t := range api.Types {
		switch t := t.(type) {
		case *ir.Object:
			t.Fields = slices.DeleteFunc(t.Fields, func(f *ir.Field) bool { return !o.keeps(f.Betas) || isGone(f.Type, gone) })
			if isGone(t.Extra, gone) {
				t.Extra = nil
			}
		case *ir.Enum:
			t.Values = slices.DeleteFunc(t.Values, func(v ir.EnumValue) bool { return !o.keeps(v.Betas) })
		case *ir.Union:
			t.Variants = slices.DeleteFunc(t.Variants, func(v *ir.Variant) bool { return gone[v.Type] })
		case *ir.Answers:
			t.List = slices.DeleteFunc(t.List, func(a *ir.Answer) bool { return a.Type != nil && gone[a.Type] })
		}
	}
	for _, op := range all {
		op.Errors = slices.DeleteFunc(op.Errors, func(e *ir.ErrorBody) bool { return isGone(e.Type, gone) })
	}
	eachBetas(api, all, func(betas *[]string) {
		*betas = slices.DeleteFunc(*betas, func(b string) bool { return !slices.Contains(o.Betas, b) })
	})
}
