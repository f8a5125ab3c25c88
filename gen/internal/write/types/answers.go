package types

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// answers writes the sealed interface of an operation's answers, and how each of them is read.
//
//	type OrderCreateAnswer interface{ isOrderCreateAnswer() }
//
//	func (*Order) isOrderCreateAnswer() {}
//
//	var answersOfOrderCreateAnswer = []answerAs[OrderCreateAnswer]{
//		{200, 200, "application/json", func(r *reply) (OrderCreateAnswer, error) { return answerObject(r, new(Order)) }},
//	}
func answers(f *j.File, u *ir.Answers) {
	types := answerTypes(u)
	d := u.Doc
	d.Text += "\n\nOne of:\n"
	for _, t := range types {
		d.Text += "\n- [" + t.star + t.name + "]"
	}
	source.Comment(f, d, "")
	f.Type().Id(u.Name).Interface(j.Id("is" + u.Name).Params())
	for _, t := range types {
		for _, recv := range t.sealed {
			f.Func().Params(recv).Id("is" + u.Name).Params().Block()
		}
	}
	f.Var().Id("answersOf" + u.Name).Op("=").Index().Id("answerAs").Types(j.Id(u.Name)).ValuesFunc(func(g *j.Group) {
		for _, a := range u.List {
			read := j.Func().Params(j.Id("r").Op("*").Id("reply")).Params(j.Id(u.Name), j.Error()).Block(readAnswer(u, a)...)
			g.Line().Values(j.Lit(a.Statuses[0]), j.Lit(a.Statuses[1]), j.Lit(a.Media), read)
		}
		g.Line()
	})
}

// answerType is a type among several answers.
type answerType struct {
	star, name string
	sealed     []j.Code // receivers of the method that makes it one
}

// answerTypes lists the types of answers, each once. A union's variants are answers too.
func answerTypes(u *ir.Answers) []answerType {
	var out []answerType
	named, sealed := map[string]bool{}, map[string]bool{}
	seal := func(t *answerType, star, name string) { // a type of several names once
		if !sealed[name] {
			sealed[name] = true
			t.sealed = append(t.sealed, j.Op(star).Id(name))
		}
	}
	for _, a := range u.List {
		t := answerType{star: "*", name: "Download"}
		if a.Type != nil {
			t.name = a.Type.Declaration().Name
		}
		if named[t.name] {
			continue
		}
		named[t.name] = true
		switch v := a.Type.(type) {
		case nil:
			seal(&t, "*", t.name)
		case *ir.Object:
			seal(&t, "*", declaredName(v))
		case *ir.Union:
			t.star = ""
			if v.Opaque {
				seal(&t, "", declaredName(v))
				break
			}
			for _, x := range v.Variants {
				if _, ok := x.Type.(*ir.Object); ok {
					seal(&t, "*", declaredName(x.Type))
				} else {
					seal(&t, "", declaredName(x.Type))
				}
			}
			seal(&t, "*", "UnknownVariant")
		default:
			t.star = ""
			seal(&t, "", declaredName(a.Type))
		}
		out = append(out, t)
	}
	return out
}

// declaredName is the name by which a type is declared that may have others.
func declaredName(t ir.Named) string { return ir.Declared(t).Declaration().Name }

// readAnswer are the statements that read one of several answers.
//
//	return answerObject(r, new(Order))
func readAnswer(u *ir.Answers, a *ir.Answer) []j.Code {
	r := j.Id("r")
	if a.Kind == ir.BinaryResult {
		return []j.Code{j.Return(j.Id("answerDownload").Call(r))}
	}
	code := ElemFunc(a.Type)
	switch t := a.Type.(type) {
	case *ir.Object:
		return []j.Code{j.Return(j.Id("answerObject").Call(r, j.New(j.Id(t.Name))))}
	case *ir.Union:
		if !t.Opaque {
			return []j.Code{
				j.List(j.Id("v"), j.Err()).Op(":=").Id("answerValue").Call(r, code),
				j.List(j.Id("out"), j.Id("_")).Op(":=").Id("v").Assert(j.Id(u.Name)),
				j.Return(j.Id("out"), j.Err()),
			}
		}
	case *ir.Alias:
		if b, ok := t.Of.(*ir.Basic); ok && b.Kind == ir.String && a.Kind == ir.TextResult {
			return []j.Code{j.Return(j.Id("answerText").Types(j.Id(t.Name)).Call(r))}
		}
	}
	if a.Kind == ir.TextResult {
		return []j.Code{j.Return(j.Id("answerTextAs").Call(r, code))}
	}
	return []j.Code{j.Return(j.Id("answerValue").Call(r, code))}
}

// HasNil reports whether the Go type of an answer has a value nil.
func HasNil(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Object, *ir.List, *ir.Map, *ir.Pointer, *ir.Answers:
		return true
	case *ir.Union:
		return !t.Opaque
	case *ir.Basic:
		return t.Kind == ir.Raw || t.Kind == ir.Bytes
	case *ir.Alias:
		return HasNil(t.Of)
	}
	return false
}
