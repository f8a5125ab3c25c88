package methods

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// Shortcut writes a method that picks something out of a list.
//
//	func (x *Pet) Balls() []*Ball {
//		return picked[*Ball](x.Toys)
//	}
func Shortcut(f *j.File, o *ir.Object, c *ir.Shortcut) {
	recv, list := j.Id("x").Op("*").Id(o.Name), j.Id("x").Dot(c.List.Name)
	if wrap := wrapOf(c.List); wrap != nil {
		list = j.Id("variantAs").Types(j.Id(wrap.Name)).Call(list)
	}
	elem := j.Op("*").Id(c.Elem.Name)
	if c.Text == nil {
		source.Document(f, c.Name, c.Doc, c.Name+" returns those of "+c.List.Name+" that are "+source.Article(c.Elem.Name)+".")
		f.Func().Params(recv).Id(c.Name).Params().Index().Add(elem).Block(
			j.If(j.Id("x").Op("==").Nil()).Block(j.Return(j.Nil())),
			j.Return(j.Id("picked").Types(elem).Call(list)),
		)
		return
	}
	source.Document(f, c.Name, c.Doc, c.Name+" returns the text of all that are "+source.Article(c.Elem.Name)+" in "+c.List.Name+", joined.")
	text := j.Func().Params(j.Id("v").Add(elem)).String().Block(j.Return(j.Id("v").Dot(c.Text.Name)))
	f.Func().Params(recv).Id(c.Name).Params().String().Block(
		j.If(j.Id("x").Op("==").Nil()).Block(j.Return(j.Lit(""))),
		j.Return(j.Id("joined").Call(list, text)),
	)
}

// wrapOf returns the variant of a union that is a list; nil for a member that is a list
// itself.
func wrapOf(f *ir.Field) *ir.Alias {
	if u, ok := f.Type.(*ir.Union); ok {
		for _, v := range u.Variants {
			if a, ok := v.Type.(*ir.Alias); ok && v.Kind == ir.ArrayKind {
				return a
			}
		}
	}
	return nil
}

// Marker writes a function that sets a member of the last element that has it.
//
//	func SetMark(x *Pet, mark ...Mark) bool {
//		toys := variantAs[PetToysArray](x.Toys)
//		if text, ok := x.Toys.(PetToysString); ok {
//			toys = PetToysArray{&Ball{Name: string(text)}}
//		}
//		if !markLast(toys, mark, func(v Toy) **Mark {
//			switch v := v.(type) {
//			case *Ball:
//				return &v.Mark
//			}
//			return nil
//		}) {
//			return false
//		}
//		x.Toys = toys
//		return true
//	}
func Marker(f *j.File, o *ir.Object, m *ir.Marker) {
	value := m.Targets[0].Field.Name
	source.Document(f, m.Name, m.Doc, m.Name+" sets "+value+" of the last of "+m.List.Name+" that can have it, and reports whether there is one.")
	list := j.Id("x").Dot(m.List.Name)
	cases := j.Switch(j.Id("v").Op(":=").Id("v").Assert(j.Type())).BlockFunc(func(g *j.Group) {
		for _, t := range m.Targets {
			g.Case(j.Op("*").Id(t.Object.Name)).Block(j.Return(j.Op("&").Id("v").Dot(t.Field.Name)))
		}
	})
	find := j.Func().Params(j.Id("v").Id(m.Elems.Name)).Op("**").Id(m.Value.Name).Block(cases, j.Return(j.Nil()))
	f.Func().Id(m.Name).Params(j.Id("x").Op("*").Id(o.Name), j.Id(m.Param).Op("...").Id(m.Value.Name)).Bool().BlockFunc(func(g *j.Group) {
		elements := list.Clone()
		if m.Wrap != nil {
			elements = j.Id("variantAs").Types(j.Id(m.Wrap.Name)).Call(list)
		}
		g.Id("elements").Op(":=").Add(elements)
		if m.Plain != nil {
			one := j.Id(m.Wrap.Name).Values(j.Op("&").Id(m.Text.Name).Values(j.Dict{j.Id(m.TextField.Name): j.String().Call(j.Id("text"))}))
			g.If(j.List(j.Id("text"), j.Id("ok")).Op(":=").Add(list.Clone()).Assert(j.Id(m.Plain.Name)), j.Id("ok")).Block(j.Id("elements").Op("=").Add(one))
		}
		g.If(j.Op("!").Id("markLast").Call(j.Id("elements"), j.Id(m.Param), find)).Block(j.Return(j.False()))
		g.Add(list.Clone()).Op("=").Id("elements")
		g.Return(j.True())
	})
}

// boolValue is a boolean that a constructor sets.
//
//	new(true)
func boolValue(s ir.SetField) *j.Statement {
	value := j.Lit(s.Value == "true")
	if s.Field.Form() == ir.PointerForm {
		return j.New(value)
	}
	return value
}

// errorValue is the text of a Go error as a member.
//
//	NoteTextString(errorText(err))
func errorValue(a ir.ConstructorArg, params *[]j.Code) *j.Statement {
	*params = append(*params, j.Id(a.Name).Error())
	text := j.Id("errorText").Call(j.Id(a.Name))
	switch {
	case a.Error != nil:
		return j.Id(a.Error.Name).Call(text)
	case a.Field.Form() == ir.PointerForm:
		return j.New(text)
	}
	return text
}

// isBool reports whether a member is a boolean.
func isBool(f *ir.Field) bool {
	b, ok := f.Type.(*ir.Basic)
	return ok && b.Kind == ir.Bool
}
