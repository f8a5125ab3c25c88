package emit

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/ir"
)

// union writes a sealed interface and the function that decodes it.
func (e *emitter) union(f *j.File, u *ir.Union) {
	comment(f, variantsDoc(u), "")
	f.Type().Id(u.Name).InterfaceFunc(func(g *j.Group) {
		for _, s := range u.Super {
			g.Id(s.Name)
		}
		g.Id("coded")
		g.Id("is" + u.Name).Params()
	})
	f.Func().Id("code"+u.Name).Params(coderParam(), j.Id("p").Op("*").Id(u.Name)).Block(
		j.If(j.Id("variant").Call(j.Id("c"), j.Op("*").Id("p"))).Block(decodeUnion(u)),
	)
	if u.Tag != "" {
		e.pick(f, u)
	}
	if rules := ruleVariants(u); len(rules) > 0 {
		e.rules(f, u, rules)
	}
	f.Comment("// Unmarshal" + u.Name + " decodes one " + u.Name + ".")
	f.Func().Id("Unmarshal"+u.Name).Params(j.Id("b").Index().Byte()).Params(j.Id("v").Id(u.Name), j.Err().Error()).
		Block(
			j.Err().Op("=").Id("unmarshalJSON").Call(j.Id("b"), walking(u.Name, j.Op("&").Id("v"))),
			j.Return(j.Id("v"), j.Err()),
		)
	e.unknown(f, u)
}

// variantsDoc is the union's documentation, with its variants.
func variantsDoc(u *ir.Union) ir.Doc {
	d := u.Doc
	if d.Text == "" {
		d.Text = u.Name + " is one of several variants."
	}
	d.Text += "\n\nOne of:\n"
	for _, v := range u.Variants {
		star := ""
		if _, ok := v.Type.(*ir.Object); ok {
			star = "*"
		}
		d.Text += "\n- [" + star + v.Type.Declaration().Name + "]"
	}
	d.Text += "\n- [*" + u.Unknown + "]"
	return d
}

// decodeUnion is the statement that decodes the next value into *p.
func decodeUnion(u *ir.Union) j.Code {
	var kinds, objects []*ir.Variant
	for _, v := range u.Variants {
		if _, ok := v.Type.(*ir.Object); ok {
			objects = append(objects, v)
		} else {
			kinds = append(kinds, v)
		}
	}
	object := decodeObject(u, objects)
	if len(kinds) == 0 && (u.Tag != "" || len(objects) > 1) {
		return object
	}
	return j.Switch(j.Id("c").Dot("peek").Call()).BlockFunc(func(g *j.Group) {
		for _, v := range kinds {
			name := v.Type.Declaration().Name
			g.Case(kindCases(v.Kind)...).Block(
				j.Var().Id("v").Id(name),
				j.Id("code"+name).Call(j.Id("c"), j.Op("&").Id("v")),
				j.Op("*").Id("p").Op("=").Id("v"),
			)
		}
		if len(objects) > 0 {
			g.Case(j.LitRune('{')).Block(object)
		}
		g.Default().Block(decodeAs(u, u.Unknown))
	})
}

// decodeObject is the statement for the variants that are objects.
func decodeObject(u *ir.Union, objects []*ir.Variant) j.Code {
	c := j.Id("c")
	switch {
	case u.Tag != "":
		return store(u, j.Id("tagged").Call(c, j.Lit(u.Tag), j.Id("new"+u.Name)))
	case len(objects) == 0:
		return decodeAs(u, u.Unknown)
	case len(ruleVariants(u)) == 0: // only one
		return decodeAs(u, objects[0].Type.Declaration().Name)
	}
	return j.Switch(c.Dot("match").Call(j.Id("rules" + u.Name))).BlockFunc(func(g *j.Group) {
		for i, v := range objects {
			g.Case(j.Lit(i)).Block(decodeAs(u, v.Type.Declaration().Name))
		}
		g.Default().Block(decodeAs(u, u.Unknown))
	})
}

// decodeAs is the statement that decodes the next value as the named variant.
func decodeAs(u *ir.Union, name string) *j.Statement {
	return store(u, j.Id("fresh").Call(j.Id("c"), j.New(j.Id(name))))
}

func store(u *ir.Union, v *j.Statement) *j.Statement {
	return j.List(j.Op("*").Id("p"), j.Id("_")).Op("=").Add(v).Assert(j.Id(u.Name))
}

func kindCases(k ir.JSONKind) []j.Code {
	switch k {
	case ir.StringKind:
		return []j.Code{j.LitRune('"')}
	case ir.ArrayKind:
		return []j.Code{j.LitRune('[')}
	case ir.BoolKind:
		return []j.Code{j.LitRune('t'), j.LitRune('f')}
	case ir.NumberKind:
		var out []j.Code
		for _, r := range "-0123456789" {
			out = append(out, j.LitRune(r))
		}
		return out
	default:
		return []j.Code{j.LitRune('{')}
	}
}

// pick writes the function that makes a variant for a tag.
func (e *emitter) pick(f *j.File, u *ir.Union) {
	f.Func().Id("new"+u.Name).Params(j.Id("tag").String()).Id("coded").Block(
		j.Switch(j.Id("tag")).BlockFunc(func(g *j.Group) {
			for _, v := range u.Variants {
				if len(v.Tags) == 0 {
					continue
				}
				var tags []j.Code
				for _, t := range v.Tags {
					tags = append(tags, j.Lit(t))
				}
				g.Case(tags...).Block(j.Return(j.New(j.Id(v.Type.Declaration().Name))))
			}
		}),
		j.Return(j.Op("&").Id("UnknownVariant").Values(j.Id("Type").Op(":").Id("tag"))),
	)
}

// ruleVariants returns the variants that are told apart by their members.
func ruleVariants(u *ir.Union) []*ir.Variant {
	if u.Tag != "" {
		return nil
	}
	var out []*ir.Variant
	for _, v := range u.Variants {
		if _, ok := v.Type.(*ir.Object); ok {
			out = append(out, v)
		}
	}
	if len(out) == 1 && len(out[0].Need)+len(out[0].Not) == 0 {
		return nil
	}
	return out
}

func (e *emitter) rules(f *j.File, u *ir.Union, vs []*ir.Variant) {
	f.Var().Id("rules" + u.Name).Op("=").Index().Id("rule").ValuesFunc(func(g *j.Group) {
		for _, v := range vs {
			var r literal
			if len(v.Need) > 0 {
				r.add("need", stringsExpr(v.Need))
			}
			if len(v.Not) > 0 {
				r.add("not", stringsExpr(v.Not))
			}
			g.Line().Add(r.values())
		}
		g.Line()
	})
}

// unknown writes the variant that keeps what this package doesn't know. All
// unions share one type for it, under a name for each.
func (e *emitter) unknown(f *j.File, u *ir.Union) {
	comment(f, ir.Doc{Text: u.Unknown + " is a " + u.Name + " that this package doesn't know. Raw is the whole value; it is sent as it came."}, "")
	f.Type().Id(u.Unknown).Op("=").Id("UnknownVariant")
	seals(f, j.Op("*").Id("UnknownVariant"), []*ir.Union{u})
}

// opaque writes a union whose variants nothing tells apart: raw JSON and a
// method for each of them.
func (e *emitter) opaque(f *j.File, u *ir.Union) {
	comment(f, u.Doc, u.Name+" is one of several types that can't be told apart by looking: decode it as the one that is expected.")
	f.Type().Id(u.Name).Struct(j.Id("Raw").Qual(JSONText, "Value"))
	f.Func().Id("code"+u.Name).Params(coderParam(), j.Id("p").Op("*").Id(u.Name)).
		Block(j.Id("raw").Call(j.Id("c"), j.Op("&").Id("p").Dot("Raw"), j.Id("required")))
	jsonMethods(f, u.Name, walking(u.Name, j.Id("x")), walking(u.Name, j.Op("&").Id("x")))
	for _, v := range u.Variants {
		name := v.Type.Declaration().Name
		in := j.Op("&").Id("v")
		if _, ok := v.Type.(*ir.Object); !ok {
			in = walking(name, in)
		}
		f.Comment("// As" + v.Name + " decodes the value as " + name + ".")
		f.Func().Params(j.Id("x").Id(u.Name)).Id("As"+v.Name).Params().Params(j.Id("v").Id(name), j.Err().Error()).Block(
			j.Err().Op("=").Id("unmarshalJSON").Call(j.Id("x").Dot("Raw"), in),
			j.Return(j.Id("v"), j.Err()),
		)
	}
}
