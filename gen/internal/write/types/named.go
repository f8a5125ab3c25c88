package types

import (
	"strconv"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// enum writes a string or integer type and its constants.
//
//	type Mood string
//
//	const (
//		MoodHappy Mood = "happy"
//	)
func enum(f *j.File, t *ir.Enum) {
	source.Document(f, t.Name, t.Doc, t.Name+" is an open set: values that this package doesn't list are kept as they are.")
	f.Type().Id(t.Name).Add(source.Basic(t.Base))
	enumValues(f, t)
	if !t.HasBetas() && !t.Element {
		return
	}
	f.Func().Id("code"+t.Name).Params(coderParam(), j.Id("p").Op("*").Id(t.Name)).BlockFunc(func(g *j.Group) {
		g.Id(basicFunc(t.Base)).Call(j.Id("c"), under(&ir.Basic{Kind: t.Base}, j.Id("p")))
		if t.HasBetas() {
			g.Id("enumBetas").Call(j.Id("c"), j.Op("*").Id("p"), j.Id("betasOf"+t.Name))
		}
	})
	if !t.HasBetas() {
		return
	}
	f.Func().Id("betasOf"+t.Name).Params(j.Id("v").Id(t.Name)).Index().String().Block(
		j.Switch(j.Id("v")).BlockFunc(func(g *j.Group) {
			for _, v := range t.Values {
				if len(v.Betas) > 0 {
					g.Case(j.Id(v.Name)).Block(j.Return(source.Strings(v.Betas)))
				}
			}
		}),
		j.Return(j.Nil()),
	)
}

// enumValues writes the constants of an enum, which are declared for each of its
// names.
//
//	const (
//		MoodHappy Mood = "happy"
//	)
func enumValues(f *j.File, t *ir.Enum) {
	f.Comment("// Values of " + t.Name + ".")
	f.Const().DefsFunc(func(g *j.Group) {
		for _, v := range t.Values {
			if v.Doc.Text != "" || v.Doc.Deprecated != "" {
				source.Document(g, v.Name, v.Doc, v.Name+" is the value "+strconv.Quote(v.Value)+".")
			}
			g.Id(v.Name).Id(t.Name).Op("=").Add(enumLit(t, v.Value))
		}
	})
}

// enumLit is the value of an enum's constant.
//
//	"happy"
func enumLit(t *ir.Enum, v string) *j.Statement {
	if t.Base == ir.String {
		return j.Lit(v)
	}
	return j.Op(v)
}

// alias writes a named list, map or basic type.
//
//	type Names []string
//
//	func codeNames(c *coder, p *Names) {
//		list(c, (*[]string)(p), required, text)
//	}
func alias(f *j.File, t *ir.Alias) {
	source.Document(f, t.Name, t.Doc, aliasFallback(t))
	f.Type().Id(t.Name).Add(source.Expr(t.Of))
	aliasValues(f, t)
	f.Func().Id("code"+t.Name).Params(coderParam(), j.Id("p").Op("*").Id(t.Name)).Block(walkAlias(t))
	f.Func().Params(j.Id("x").Id(t.Name)).Id("field").Params(coderParam(), j.Id("_").Int()).Op("*").Id("descriptor").
		Block(j.Id("code"+t.Name).Call(j.Id("c"), j.Op("&").Id("x")), j.Return(j.Nil()))
	jsonMethods(f, t.Name, walking(t, j.Id("x")), j.Id("x"))
	seals(f, j.Id(t.Name), t.Variant)
}

// aliasValues writes the constants of a string for which the document lists
// values.
func aliasValues(f *j.File, t *ir.Alias) {
	for _, v := range t.Values {
		f.Comment("// " + v.Name + " is the value that the document lists.")
		f.Const().Id(v.Name).Id(t.Name).Op("=").Lit(v.Value)
	}
}

// aliasFallback says what a type is that the document doesn't describe.
func aliasFallback(t *ir.Alias) string {
	if t.FormOf != nil {
		return t.Name + " is the " + formNames[t.Form] + " form of " + t.FormOf.Name + "."
	}
	return t.Name + " is a type of the API."
}

var formNames = map[ir.JSONKind]string{ir.ObjectKind: "object", ir.ArrayKind: "array", ir.StringKind: "string", ir.NumberKind: "number", ir.BoolKind: "bool"}

// walkAlias walks the underlying type.
//
//	list(c, (*[]string)(p), required, text)
func walkAlias(t *ir.Alias) *j.Statement {
	p := under(t.Of, j.Id("p"))
	switch of := t.Of.(type) {
	case *ir.Basic:
		switch of.Kind {
		case ir.Raw, ir.Bytes, ir.BytesURL, ir.File:
			return walkShaped(of, p, ir.Required)
		default:
			return walkValue(of, p)
		}
	case *ir.List, *ir.Map:
		return walkShaped(of, p, ir.Required)
	case *ir.Pointer:
		return walkShaped(of, p, ir.RequiredNull)
	case *ir.Union:
		if of.Opaque {
			return j.Id(helper("code", of)).Call(j.Id("c"), p)
		}
		return walkShaped(of, p, ir.Required)
	}
	return walkValue(t.Of, p)
}
