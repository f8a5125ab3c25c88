package methods

import (
	"slices"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// Constructor writes a short function that makes an object, or a method that
// makes one from another.
//
//	func NewPet(name string) Pet {
//		return Pet{Name: name}
//	}
//
// Of a nil pointer, the method makes what has nothing set: that is refused, with its
// place, when it is sent.
func Constructor(f *j.File, o *ir.Object, c *ir.Constructor) {
	var params []j.Code
	var v source.Literal
	for _, s := range c.Set {
		if isBool(s.Field) {
			v.Add(s.Field.Name, boolValue(s))
		} else {
			v.Add(s.Field.Name, setValue(s))
		}
	}
	for _, a := range c.Args {
		v.Add(a.Field.Name, constructorValue(a, &params))
	}
	result, value := j.Id(o.Name), j.Id(o.Name).Add(v.Values())
	if c.Pointer {
		result, value = j.Op("*").Add(result), j.Op("&").Add(value)
	}
	source.Document(f, c.Name, c.Doc, c.Name+" returns "+source.Article(o.Name)+".")
	fn := f.Func()
	var body []j.Code
	if c.Recv != nil {
		fn = fn.Params(j.Id("x").Op("*").Id(c.Recv.Name))
		none := j.Id(o.Name).Values()
		if c.Pointer {
			none = j.Nil()
		}
		body = append(body, j.If(j.Id("x").Op("==").Nil()).Block(j.Return(none)))
	}
	fn.Id(c.Name).Params(params...).Add(result).Block(append(body, j.Return(value))...)
}

// constructorValue is what a member is set to; what callers pass is added to params.
//
//	&name
func constructorValue(a ir.ConstructorArg, params *[]j.Code) *j.Statement {
	switch {
	case a.IsError:
		return errorValue(a, params)
	case a.From != nil && a.Elem != nil:
		list := j.Qual("slices", "Clone").Call(j.Id("x").Dot(a.From.Name))
		if a.Sent != nil {
			list = j.Id("sendable").Call(j.Id("x").Dot(a.From.Name), j.Id("code"+ir.Declared(a.Sent).Name), j.Id("code"+ir.Declared(a.Elem.(*ir.Union)).Name))
		}
		if a.Wrap != nil {
			return j.Id(a.Wrap.Name).Call(list)
		}
		return list
	case a.From != nil:
		return j.Id("x").Dot(a.From.Name)
	case a.Elem != nil:
		*params = append(*params, j.Id(a.Name).Op("...").Add(source.Expr(a.Elem)))
		if a.Wrap != nil {
			return j.Id(a.Wrap.Name).Call(j.Id(a.Name))
		}
		return j.Id(a.Name)
	}
	*params = append(*params, j.Id(a.Name).Add(source.Expr(a.Field.Type)))
	if a.Field.Form() == ir.PointerForm {
		return j.Op("&").Id(a.Name)
	}
	return j.Id(a.Name)
}

// setValue is a constant of the enum, or a text.
//
//	RoleUser
func setValue(s ir.SetField) *j.Statement {
	if e, ok := s.Field.Type.(*ir.Enum); ok {
		if i := slices.IndexFunc(e.Values, func(v ir.EnumValue) bool { return v.Value == s.Value }); i >= 0 {
			return j.Id(e.Values[i].Name)
		}
	}
	return j.Lit(s.Value)
}
