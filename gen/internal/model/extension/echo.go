package extension

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// echoed finds the members that an answer has and that a request made of it need not
// have: where they are null, they aren't sent back. What a request's type doesn't know
// is refused by many servers, even if it is null.
type echoed map[[2]ir.Type]bool

// unions pairs the variants of two unions by their tags.
func (e echoed) unions(from, to *ir.Union) {
	for _, v := range from.Variants {
		for _, w := range to.Variants {
			if slices.ContainsFunc(v.Tags, func(tag string) bool { return slices.Contains(w.Tags, tag) }) {
				e.types(v.Type, w.Type)
			}
		}
	}
}

// types pairs what stands in the same place of an answer and of a request.
func (e echoed) types(from, to ir.Type) {
	if from == to || e[[2]ir.Type{from, to}] {
		return
	}
	e[[2]ir.Type{from, to}] = true
	if a, ok := to.(*ir.Alias); ok {
		e.types(from, a.Of)
		return
	}
	switch from := from.(type) {
	case *ir.Alias:
		e.types(from.Of, to)
	case *ir.Pointer:
		if to, ok := to.(*ir.Pointer); ok {
			e.types(from.Elem, to.Elem)
		}
	case *ir.List:
		if to, ok := to.(*ir.List); ok {
			e.types(from.Elem, to.Elem)
		}
	case *ir.Map:
		if to, ok := to.(*ir.Map); ok {
			e.types(from.Elem, to.Elem)
		}
	case *ir.Union:
		if to, ok := to.(*ir.Union); ok {
			e.unions(from, to)
		}
	case *ir.Object:
		if to, ok := to.(*ir.Object); ok {
			e.objects(from, to)
		}
	}
}

func (e echoed) objects(from, to *ir.Object) {
	for _, f := range from.Fields {
		i := slices.IndexFunc(to.Fields, func(g *ir.Field) bool { return g.Wire == f.Wire && g.In == ir.InBody })
		if i >= 0 {
			e.types(f.Type, to.Fields[i].Type)
		} else if f.Presence == ir.RequiredNull && !slices.Contains(to.AnswerOnly, f.Wire) {
			to.AnswerOnly = append(to.AnswerOnly, f.Wire)
		}
	}
}
