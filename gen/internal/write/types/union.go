package types

import (
	"cmp"
	"slices"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// union writes a sealed interface and the function that decodes it.
//
//	type Toy interface {
//		codable
//		isToy()
//	}
//
//	func codeToy(c *coder, p *Toy) {
//		if variant(c, *p) {
//			*p, _ = decodeByTag(c, "type", pickToy).(Toy)
//		}
//	}
func union(f *j.File, u *ir.Union) {
	source.Comment(f, variantsDoc(u), "")
	f.Type().Id(u.Name).InterfaceFunc(func(g *j.Group) {
		for _, s := range u.Super {
			g.Id(s.Name)
		}
		g.Id("codable")
		g.Id("is" + u.Name).Params()
	})
	c := j.Id("c")
	if hasLeads(u) || hasFills(u) {
		c = lead(u, j.Op("*").Id("p"))
	}
	f.Func().Id("code"+u.Name).Params(coderParam(), j.Id("p").Op("*").Id(u.Name)).Block(
		j.If(j.Id("variant").Call(c, j.Op("*").Id("p"))).Block(decodeUnion(u)...),
	)
	if hasLeads(u) || hasFills(u) {
		leads(f, u)
	}
	if u.Tag != "" {
		pick(f, u)
	}
	if vs := ruleVariants(u); len(vs) > 0 {
		rules(f, "rules"+u.Name, vs)
	}
	if vs := variantsOf(u, ir.ArrayKind); elemRules(vs) {
		rules(f, "elems"+u.Name, vs)
	}
	f.Comment("// " + u.Decode + " decodes " + source.Article(u.Name) + ".")
	f.Func().Id(u.Decode).Params(j.Id("b").Index().Byte()).Params(j.Id("v").Id(u.Name), j.Err().Error()).
		Block(
			j.Err().Op("=").Id("unmarshalJSON").Call(j.Id("b"), walking(u, j.Op("&").Id("v"))),
			j.Return(j.Id("v"), j.Err()),
		)
	unknown(f, u)
}

// variantsDoc is the union's documentation, with its variants.
func variantsDoc(u *ir.Union) ir.Doc {
	d := u.Doc
	d.Text = source.Lead(u.Name, d.Text, u.Name+" is one of several variants.")
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

// decodeUnion are the statements that decode the next value into *p.
//
//	switch c.peek() {
//	case '"':
//		var v ToyString
//		if codeToyString(c, &v); c.err == nil {
//			*p = v
//		} else {
//			*p = nil
//		}
//	default:
//		*p, _ = fresh(c, new(UnknownToy)).(Toy)
//	}
func decodeUnion(u *ir.Union) []j.Code {
	lists, objects := variantsOf(u, ir.ArrayKind), variantsOf(u, ir.ObjectKind)
	kinds := variantsOf(u, ir.StringKind, ir.NumberKind, ir.BoolKind)
	object := decodeObject(u, objects)
	if len(kinds)+len(lists) == 0 && (u.Tag != "" || len(objects) > 1) {
		return object
	}
	return []j.Code{j.Switch(j.Id("c").Dot("peek").Call()).BlockFunc(func(g *j.Group) {
		for _, v := range kinds {
			g.Case(kindCases(v.Kind)...).Block(decodeVariant(u, v)...)
		}
		if len(lists) > 0 {
			g.Case(j.LitRune('[')).Block(decodeList(u, lists)...)
		}
		if len(objects) > 0 {
			g.Case(j.LitRune('{')).Block(object...)
		}
		g.Default().Block(decodeAs(u, u.Unknown))
	})}
}

// decodeVariant are the statements that decode the next value as the variant.
//
//	*p, _ = fresh(c, new(Ball)).(Toy)
func decodeVariant(u *ir.Union, v *ir.Variant) []j.Code {
	name := v.Type.Declaration().Name
	if _, ok := v.Type.(*ir.Object); ok {
		return []j.Code{decodeAs(u, name)}
	}
	decode, set := j.Id(helper("code", v.Type)).Call(j.Id("c"), j.Op("&").Id("v")), j.Op("*").Id("p").Op("=").Id("v")
	if v.Kind == ir.NumberKind || v.Kind == ir.StringKind { // of which a value may not fit, and is no other then
		return []j.Code{
			j.Var().Id("v").Id(name),
			j.If(decode, j.Id("c").Dot("err").Op("==").Nil()).Block(set).Else().Block(j.Op("*").Id("p").Op("=").Nil()),
		}
	}
	return []j.Code{j.Var().Id("v").Id(name), decode, set}
}

// decodeList are the statements for the variants that are arrays. An empty one
// could be any of them and is the first.
//
//	switch c.elemKind() {
//	case '"', ']':
//		// ...
//	}
func decodeList(u *ir.Union, lists []*ir.Variant) []j.Code {
	if len(lists) == 1 {
		return decodeVariant(u, lists[0])
	}
	if elemRules(lists) {
		return []j.Code{byRule(u, lists, j.Id("c").Dot("matchElem").Call(j.Id("elems"+u.Name)))}
	}
	return []j.Code{j.Switch(j.Id("c").Dot("elemKind").Call()).BlockFunc(func(g *j.Group) {
		for i, v := range lists {
			var kinds []j.Code
			for _, k := range v.Elems {
				kinds = append(kinds, j.LitRune(k))
			}
			if i == 0 {
				kinds = append(kinds, j.LitRune(']'))
			}
			g.Case(kinds...).Block(decodeVariant(u, v)...)
		}
		g.Default().Block(decodeAs(u, u.Unknown))
	})}
}

// elemRules reports whether arrays are told apart by the members of the objects
// in them, because all of them are arrays of objects.
func elemRules(lists []*ir.Variant) bool {
	return len(lists) > 1 && lists[0].Elems == lists[1].Elems
}

// byRule is the statement that decodes the variant whose rule is met.
//
//	switch c.match(rulesToy) {
//	case 0:
//		*p, _ = fresh(c, new(Ball)).(Toy)
//	}
func byRule(u *ir.Union, vs []*ir.Variant, rule j.Code) j.Code {
	return j.Switch(rule).BlockFunc(func(g *j.Group) {
		for i, v := range vs {
			g.Case(j.Lit(i)).Block(decodeVariant(u, v)...)
		}
		g.Default().Block(decodeAs(u, u.Unknown))
	})
}

// decodeObject are the statements for the variants that are objects.
//
//	*p, _ = decodeByTag(c, "type", pickToy).(Toy)
func decodeObject(u *ir.Union, objects []*ir.Variant) []j.Code {
	c := j.Id("c")
	switch {
	case hasLeads(u):
		return []j.Code{j.Id("v").Op(":=").Add(pickCall(u)), store(u, j.Id("fresh").Call(lead(u, j.Id("v")), j.Id("v")))}
	case isNested(u):
		return []j.Code{store(u, j.Id("fresh").Call(c, pickCall(u)))}
	case u.Tag != "":
		return []j.Code{store(u, j.Id("decodeByTag").Call(c, j.Lit(u.Tag), j.Id("pick"+u.Name)))}
	case len(objects) == 0:
		return []j.Code{decodeAs(u, u.Unknown)}
	case len(ruleVariants(u)) == 0: // only one
		return decodeVariant(u, objects[0])
	}
	return []j.Code{byRule(u, objects, c.Dot("match").Call(j.Id("rules"+u.Name)))}
}

// decodeAs is the statement that decodes the next value as the named variant.
//
//	*p, _ = fresh(c, new(Ball)).(Toy)
func decodeAs(u *ir.Union, name string) *j.Statement {
	return store(u, j.Id("fresh").Call(j.Id("c"), j.New(j.Id(name))))
}

// store is the statement that assigns a value of a variant.
//
//	*p, _ = v.(Toy)
func store(u *ir.Union, v *j.Statement) *j.Statement {
	return j.List(j.Op("*").Id("p"), j.Id("_")).Op("=").Add(v).Assert(j.Id(u.Name))
}

// kindCases are the bytes that a value of a kind begins with.
//
//	case 't', 'f':
func kindCases(k ir.JSONKind) []j.Code {
	switch k {
	case ir.StringKind:
		return []j.Code{j.LitRune('"')}
	case ir.BoolKind:
		return []j.Code{j.LitRune('t'), j.LitRune('f')}
	default:
		var out []j.Code
		for _, r := range "-0123456789" {
			out = append(out, j.LitRune(r))
		}
		return out
	}
}

// pick writes the function that makes a variant for a tag. Objects that another
// union tells further apart are left to that.
//
//	func pickToy(tag string) codable {
//		switch tag {
//		case "ball":
//			return new(Ball)
//		}
//		return &UnknownVariant{Type: tag}
//	}
func pick(f *j.File, u *ir.Union) {
	f.Func().Id("pick"+u.Name).ParamsFunc(func(g *j.Group) {
		if isNested(u) {
			g.Add(coderParam())
		}
		g.Id("tag").String()
	}).Id("codable").Block(
		j.Switch(j.Id("tag")).BlockFunc(func(g *j.Group) {
			met := map[*ir.Union]bool{}
			for _, v := range u.Variants {
				if len(v.Tags) == 0 || v.Nested != nil && met[v.Nested] {
					continue
				}
				var tags []j.Code
				for _, t := range v.Tags {
					tags = append(tags, j.Lit(t))
				}
				made := j.New(j.Id(v.Type.Declaration().Name))
				if v.Nested != nil {
					met[v.Nested] = true
					made = pickCall(v.Nested)
				}
				g.Case(tags...).Block(j.Return(made))
			}
		}),
		j.Return(restOf(u)),
	)
}

// pickCall is a new value of the variant that the next object is.
//
//	pickToy(c.tag("type"))
func pickCall(u *ir.Union) *j.Statement {
	tag := j.Id("c").Dot("tag").Call(j.Lit(u.Tag))
	if isNested(u) {
		return j.Id("pick"+u.Name).Call(j.Id("c"), tag)
	}
	return j.Id("pick" + u.Name).Call(tag)
}

// isNested reports whether some variants of u are told apart by another union.
func isNested(u *ir.Union) bool {
	return u.Tag != "" && slices.ContainsFunc(u.Variants, func(v *ir.Variant) bool { return v.Nested != nil })
}

// hasFills reports whether some variants of u have the tag as a text that may be left empty.
func hasFills(u *ir.Union) bool {
	return slices.ContainsFunc(u.Variants, func(v *ir.Variant) bool { return v.Fill != "" })
}

// hasLeads reports whether u writes the tag of some of its variants.
func hasLeads(u *ir.Union) bool {
	return u.Tag != "" && slices.ContainsFunc(u.Variants, func(v *ir.Variant) bool { return v.Lead != "" })
}

// lead is the coder that knows what v's object begins with.
//
//	c.lead(v, leadsToy)
func lead(u *ir.Union, v j.Code) *j.Statement {
	return j.Id("c").Dot("lead").Call(v, j.Id("leads"+u.Name))
}

// leads writes the tags of variants that have no such member, or one that callers may leave empty.
//
//	var leadsToy = []leadOf{
//		{object: &descriptorBall, key: `"type":`, lit: `"ball"`},
//	}
func leads(f *j.File, u *ir.Union) {
	f.Var().Id("leads" + u.Name).Op("=").Index().Id("leadOf").ValuesFunc(func(g *j.Group) {
		for _, v := range u.Variants {
			o := objectOf(v.Type)
			if o == nil || v.Lead == "" && (v.Fill == "" || isShared(u, v)) {
				continue
			}
			var l source.Literal
			l.Add("object", j.Op("&").Id("descriptor"+ir.Declared(o).Name))
			l.Add("key", source.RawString(jsondoc.String(u.Tag)+":"))
			l.Add("lit", source.RawString(cmp.Or(v.Lead, v.Fill)))
			if v.Lead == "" {
				l.Add("fill", j.True())
			}
			g.Line().Add(l.Values())
		}
		g.Line()
	})
}

// isShared reports whether another variant of u is of the same type, so that the type doesn't say
// what the tag is.
func isShared(u *ir.Union, v *ir.Variant) bool {
	return slices.ContainsFunc(u.Variants, func(w *ir.Variant) bool {
		a, b := objectOf(v.Type), objectOf(w.Type)
		return w != v && b != nil && ir.Declared(a) == ir.Declared(b)
	})
}

// restOf is a new value for a tag that no variant has.
//
//	&UnknownVariant{Type: tag}
func restOf(u *ir.Union) *j.Statement {
	if o := u.Rest(); o != nil {
		return j.New(j.Id(o.Name))
	}
	return j.Op("&").Id("UnknownVariant").Values(j.Id("Type").Op(":").Id("tag"))
}

// ruleVariants returns the variants that are told apart by their members.
func ruleVariants(u *ir.Union) []*ir.Variant {
	if u.Tag != "" {
		return nil
	}
	out := variantsOf(u, ir.ObjectKind)
	if len(out) == 1 && len(out[0].Need)+len(out[0].Held)+len(out[0].Checks) == 0 {
		return nil
	}
	return out
}

// variantsOf returns the variants whose JSON is of one of the kinds.
func variantsOf(u *ir.Union, kinds ...ir.JSONKind) []*ir.Variant {
	var out []*ir.Variant
	for _, v := range u.Variants {
		if slices.Contains(kinds, v.Kind) {
			out = append(out, v)
		}
	}
	return out
}

// rules writes what tells objects apart, or the elements of arrays.
//
//	var rulesToy = []rule{
//		{object: &descriptorBall, need: []string{"size"}},
//	}
func rules(f *j.File, name string, vs []*ir.Variant) {
	f.Var().Id(name).Op("=").Index().Id("rule").ValuesFunc(func(g *j.Group) {
		for _, v := range vs {
			var r source.Literal
			if o := objectOf(v.Type); o != nil {
				r.Add("object", j.Op("&").Id(helper("descriptor", o)))
			}
			if len(v.Need) > 0 {
				r.Add("need", source.Strings(v.Need))
			}
			if len(v.Held) > 0 {
				r.Add("held", source.Strings(v.Held))
			}
			if len(v.Checks) > 0 {
				r.Add("checks", checksExpr(v.Checks))
			}
			g.Line().Add(r.Values())
		}
		g.Line()
	})
}

// objectOf returns t, or what is in it, if that is an object.
func objectOf(t ir.Type) *ir.Object {
	switch t := t.(type) {
	case *ir.Object:
		return t
	case *ir.Alias:
		return objectOf(t.Of)
	case *ir.List:
		return objectOf(t.Elem)
	case *ir.Pointer:
		return objectOf(t.Elem)
	}
	return nil
}

// checksExpr lists what members must be.
//
//	[]check{{name: "kind", values: []string{`"ball"`}}}
func checksExpr(checks []ir.Check) j.Code {
	return j.Index().Id("check").ValuesFunc(func(g *j.Group) {
		for _, c := range checks {
			var k source.Literal
			k.Text("name", c.Name)
			k.Text("kinds", c.Kinds)
			if c.Values != nil {
				k.Add("values", source.Strings(c.Values))
			}
			g.Line().Add(k.Values())
		}
		g.Line()
	})
}

// unknown writes the variant that keeps what this package doesn't know. All
// unions share one type for it, under a name for each.
//
//	type UnknownToy = UnknownVariant
//
//	func (*UnknownVariant) isToy() {}
func unknown(f *j.File, u *ir.Union) {
	unknownName(f, u)
	seals(f, j.Op("*").Id("UnknownVariant"), []*ir.Union{u})
}

func unknownName(f *j.File, u *ir.Union) {
	source.Comment(f, ir.Doc{Text: u.Unknown + " is " + source.Article(u.Name) + " that this package doesn't know. Raw is the whole value; it is sent as it came."}, "")
	f.Type().Id(u.Unknown).Op("=").Id("UnknownVariant")
}

// opaque writes a union whose variants nothing tells apart: raw JSON and a
// method for each of them.
//
//	type Toy struct{ Raw json.RawMessage }
//
//	func (x Toy) AsBall() (v Ball, err error) {
//		err = unmarshalJSON(x.Raw, &v)
//		return v, err
//	}
func opaque(f *j.File, u *ir.Union) {
	source.Document(f, u.Name, u.Doc, u.Name+" is one of several types that can't be told apart by looking: decode it as the one that is expected.")
	f.Type().Id(u.Name).Struct(j.Id("Raw").Qual(source.JSON, "RawMessage"))
	f.Func().Id("code"+u.Name).Params(coderParam(), j.Id("p").Op("*").Id(u.Name)).
		Block(j.Id("raw").Call(j.Id("c"), j.Op("&").Id("p").Dot("Raw"), j.Id("required")))
	jsonMethods(f, u.Name, walking(u, j.Id("x")), walking(u, j.Op("&").Id("x")))
	for _, v := range u.Variants {
		name := v.Type.Declaration().Name
		in := j.Op("&").Id("v")
		if _, ok := v.Type.(*ir.Object); !ok {
			in = walking(v.Type, in)
		}
		f.Comment("// As" + v.Name + " decodes the value as " + name + ".")
		f.Func().Params(j.Id("x").Id(u.Name)).Id("As"+v.Name).Params().Params(j.Id("v").Id(name), j.Err().Error()).Block(
			j.Err().Op("=").Id("unmarshalJSON").Call(j.Id("x").Dot("Raw"), in),
			j.Return(j.Id("v"), j.Err()),
		)
	}
}
