package faketest

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// wholeForm is the member of a body that is a form as a whole, with what it may be.
//
//	wholeForm(with(&p.Body, union(pets.UnmarshalToy)), new(pets.Ball))
func (k *faker) wholeForm(fl *ir.Field) *j.Statement {
	return j.Id("wholeForm").CallFunc(func(g *j.Group) {
		g.Add(k.target(fl))
		u, ok := fl.Type.(*ir.Union)
		if !ok || u.Opaque {
			return
		}
		for _, v := range u.Variants {
			if o, ok := v.Type.(*ir.Object); ok {
				g.New(k.of(o.Name))
			}
		}
	})
}

// partOf returns the part that a header is of.
func partOf(op *ir.Operation, fl *ir.Field) string {
	for _, f := range op.Form {
		for _, h := range f.Header {
			if h.Field == fl {
				return f.Name
			}
		}
	}
	return ""
}

// isJSON reports whether a member of a form is JSON, whatever its value.
func isJSON(op *ir.Operation, fl *ir.Field) bool {
	f := op.FormField(fl.Wire)
	return f != nil && f.JSON
}

// styleOf returns the style of a parameter, or of a member of a form.
func styleOf(op *ir.Operation, fl *ir.Field) ir.Style {
	if f := op.FormField(fl.Wire); f != nil && fl.In == ir.InBody {
		return f.Style
	}
	return fl.Style
}
