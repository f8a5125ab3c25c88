package types

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/prose"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
	"github.com/claudegen/claudegen/gen/internal/write/methods"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// object writes a struct, its descriptor, and the methods that walk it.
//
//	type Pet struct {
//		Name string `json:"name"`
//		// Extra holds members that this package doesn't know. They are sent as they are.
//		Extra json.RawMessage `json:",embed"`
//	}
func object(f *j.File, o *ir.Object) {
	body := o.HasBody()
	source.Document(f, o.Name, objectDoc(o), o.Name+" is an object of the API.")
	f.Type().Id(o.Name).StructFunc(func(g *j.Group) {
		if o.Embeds != nil {
			g.Comment("// " + o.Embeds.Name + " is the body of the request.")
			g.Id(o.Embeds.Name)
		}
		for _, fl := range o.Fields {
			if fl.Form() == ir.NoForm || o.Owner(fl) != o {
				continue
			}
			source.Comment(g, fl.Doc, "")
			g.Id(fl.Name).Add(fieldType(fl)).Tag(tag(fl, body))
		}
		if body && o.Embeds == nil {
			extraField(g, o)
		}
		if o.Page != nil {
			g.Id("pager").Id("pager")
		}
	})
	descriptor(f, o)
	recv := j.Id("x").Op("*").Id(o.Name)
	field(f, o, body)
	if o.Element {
		f.Func().Id("code"+o.Name).Params(coderParam(), j.Id("p").Op("*").Id(o.Name)).Block(j.Id("c").Dot("walk").Call(j.Id("p")))
	}
	if o.Pointed {
		ptrFunc(f, o)
	}
	if body && o.Embeds == nil {
		jsonMethods(f, o.Name, j.Id("x"), j.Op("&").Id("x"))
	}
	if printed(o) {
		f.Func().Params(j.Id("x").Id(o.Name)).Id("String").Params().String().Block(j.Return(j.Id("show").Call(j.Op("&").Id("x"))))
	}
	if o.IsParams {
		f.Comment("// Validate reports required members that are not set.")
		f.Func().Params(recv).Id("Validate").Params().Error().Block(j.Return(j.Id("validate").Call(j.Id("x"))))
	}
	seals(f, j.Op("*").Id(o.Name), o.Variant)
	if o.Page != nil {
		methods.Page(f, o)
	}
	for _, c := range o.Constructors {
		methods.Constructor(f, o, c)
	}
	for _, c := range o.Shortcuts {
		methods.Shortcut(f, o, c)
	}
	for _, m := range o.Markers {
		methods.Marker(f, o, m)
	}
}

// printed reports whether an object has a method for fmt, which works for values and for
// pointers to them: what is optional is behind pointers, of which fmt prints the address.
// Each costs the compiler: an object that has no pointers, and that callers hold no pointer
// to, reads as it is.
func printed(o *ir.Object) bool {
	pointed := o.IsParams || o.Answer || len(o.Variant) > 0
	return (pointed || slices.ContainsFunc(o.Fields, func(f *ir.Field) bool { return f.Form() == ir.PointerForm })) && !o.HasField("String")
}

// objectDoc is the documentation of an object, with the members that no field
// holds.
func objectDoc(o *ir.Object) ir.Doc {
	d := o.Doc
	for _, f := range o.Fields {
		if c := f.Constant(); c != nil && f.In == ir.InBody && o.Owner(f) == o {
			d.Notes = append(slices.Clip(d.Notes), "Member "+f.Wire+" is always "+c.JSON+".")
		}
	}
	return d
}

// ptrFunc writes the function that walks a pointer to the object. It is written
// out, because the compiler takes longer for a generic one.
//
//	func ptrPet(c *coder, p **Pet, pr presence) {
//		if c.mode == decoding {
//			*p = nil
//			if c.opens() {
//				*p = new(Pet)
//			}
//		}
//		c.pointer(*p, *p == nil, pr)
//	}
func ptrFunc(f *j.File, o *ir.Object) {
	c, p := j.Id("c"), j.Op("*").Id("p")
	f.Func().Id("ptr"+o.Name).Params(coderParam(), j.Id("p").Op("**").Id(o.Name), j.Id("pr").Id("presence")).Block(
		j.If(c.Clone().Dot("mode").Op("==").Id("decoding")).Block(
			j.Add(p).Op("=").Nil(),
			j.If(j.Add(c).Dot("opens").Call()).Block(j.Add(p).Op("=").New(j.Id(o.Name))),
		),
		j.Add(c).Dot("pointer").Call(p, j.Add(p).Op("==").Nil(), j.Id("pr")),
	)
}

// coderParam is the first parameter of what walks.
//
//	c *coder
func coderParam() *j.Statement { return j.Id("c").Op("*").Id("coder") }

// extraField writes the field for members that the document doesn't know.
//
//	Extra json.RawMessage `json:",embed"`
func extraField(g *j.Group, o *ir.Object) {
	if o.Extra != nil {
		g.Comment("// Extra holds the members that the fields above don't.")
		g.Id("Extra").Map(j.String()).Add(source.Expr(o.Extra)).Tag(map[string]string{"json": ",embed"})
		return
	}
	g.Comment("// Extra holds members that this package doesn't know. They are sent as they are.")
	g.Id("Extra").Qual(source.JSON, "RawMessage").Tag(map[string]string{"json": ",embed"})
}

// tag is the struct tag, for other people's encoders.
//
// A fake server is told what needn't be sent.
//
//	`json:"max_tokens,omitzero"`
//
//	`api:"readOnly" json:"id"`
func tag(f *ir.Field, body bool) map[string]string {
	switch {
	case f.In != ir.InBody && !body && savedAs[f.In] != "":
		return map[string]string{"json": tagName(savedAs[f.In]+f.Wire) + ",omitzero"}
	case f.In != ir.InBody:
		return map[string]string{"json": "-"}
	case f.Presence == ir.Optional || f.Presence == ir.OptionalNull:
		return map[string]string{"json": tagName(f.Wire) + ",omitzero"}
	case f.ReadOnly:
		return map[string]string{"json": tagName(f.Wire), "api": "readOnly"}
	}
	return map[string]string{"json": tagName(f.Wire)}
}

// savedAs is what the names begin with under which params are saved as JSON. Those
// with a body have a method for it.
var savedAs = map[ir.Place]string{ir.InQuery: "query:", ir.InHeader: "header:", ir.InCookie: "cookie:"}

// tagName quotes names that a struct tag can't hold as they are.
func tagName(s string) string {
	for _, r := range s {
		if r == ',' || r == '\'' || r == '"' || r == '`' || r == '\\' || r < ' ' {
			return "'" + j2quote(s) + "'"
		}
	}
	if s == "" || s == "-" || s != strings.TrimSpace(s) {
		return "'" + j2quote(s) + "'"
	}
	return s
}

// j2quote escapes what a quoted name can't hold. Spaces are fine there, but go
// vet finds those suspicious that stand near a comma.
func j2quote(s string) string {
	q := strconv.Quote(s)
	return strings.NewReplacer("'", `\'`, " ", `\x20`).Replace(q[1 : len(q)-1])
}

// descriptor writes the static description of o's members.
//
//	var descriptorPet = descriptor{name: "Pet", members: []member{
//		{key: `"name":`},
//	}}
func descriptor(f *j.File, o *ir.Object) {
	var v source.Literal
	v.Add("name", j.Lit(o.Name))
	if len(o.Fields) > 0 {
		v.Add("members", j.Index().Id("member").ValuesFunc(func(g *j.Group) {
			for _, fl := range o.Fields {
				g.Line().Add(memberValue(fl, o.Answer))
			}
			g.Line()
		}))
	}
	if o.Extra != nil {
		v.Add("typed", j.True())
	}
	if len(o.AnswerOnly) > 0 && o.Extra == nil {
		v.Add("answerOnly", source.Strings(o.AnswerOnly))
	}
	if len(o.Betas) > 0 {
		v.Add("beta", source.Strings(o.Betas))
	}
	f.Var().Id("descriptor" + o.Name).Op("=").Id("descriptor").Add(v.Values())
}

// memberValue describes a member; those of answers also say what must be there.
//
//	{key: `"type":`, lit: `"pet"`}
func memberValue(f *ir.Field, answer bool) *j.Statement {
	var v source.Literal
	v.Add("key", source.RawString(jsondoc.String(f.Wire)+":"))
	if c := f.Constant(); c != nil {
		v.Add("lit", source.RawString(c.JSON))
	}
	if f.In != ir.InBody {
		v.Add("in", j.Id(places[f.In]))
	}
	if !f.Style.IsPlain() {
		v.Add("as", j.Op("&").Id("style").Add(source.Style(f.Style)))
	}
	if f.ReadOnly && f.Constant() == nil && (f.Presence == ir.Required || f.Presence == ir.RequiredNull) {
		v.Add("readOnly", j.True())
	}
	if answer {
		if need := needOf(f); need != "" {
			v.Add("must", j.Id(need))
		}
	}
	if len(f.Betas) > 0 {
		v.Add("beta", source.Strings(f.Betas))
	}
	return v.Values()
}

// needOf says whether an answer without a member may be another's. Servers that
// write null for an empty list or map are many.
func needOf(f *ir.Field) string {
	switch {
	case f.WriteOnly:
		return ""
	case f.Presence == ir.RequiredNull:
		return "needMember"
	case f.Presence != ir.Required:
		return ""
	}
	t := f.Type
	for {
		a, ok := t.(*ir.Alias)
		if !ok {
			break
		}
		t = a.Of
	}
	switch t := t.(type) {
	case *ir.Const:
		return ""
	case *ir.List, *ir.Map:
		return "needMember"
	case *ir.Basic:
		if t.Kind == ir.Raw {
			return "needMember"
		}
	}
	return "needValue"
}

var places = map[ir.Place]string{
	ir.InQuery: "inQuery", ir.InQuerystring: "inQuerystring", ir.InHeader: "inHeader", ir.InCookie: "inCookie", ir.AsBody: "asBody", ir.InPart: "inPart",
}

// field writes the method that hands member i to the coder.
//
//	func (x *Pet) field(c *coder, i int) *descriptor {
//		switch i {
//		case 0: // name
//			text(c, &x.Name)
//		case 1: // all others
//			extra(c, &x.Extra)
//		}
//		return &descriptorPet
//	}
func field(f *j.File, o *ir.Object, body bool) {
	f.Func().Params(j.Id("x").Op("*").Id(o.Name)).Id("field").Params(coderParam(), j.Id("i").Int()).Op("*").Id("descriptor").
		BlockFunc(func(g *j.Group) {
			if o.Embeds != nil && len(o.Fields) == len(o.Embeds.Fields) {
				g.Id("x").Dot(o.Embeds.Name).Dot("field").Call(j.Id("c"), j.Id("i"))
			} else if cases := fieldCases(o, body); len(cases) > 0 {
				g.Switch(j.Id("i")).Block(cases...)
			}
			g.Return(j.Op("&").Id("descriptor" + o.Name))
		})
}

// fieldCases has a case for each member that isn't constant, and one for those
// that the document doesn't know.
func fieldCases(o *ir.Object, body bool) []j.Code {
	var out []j.Code
	if o.Embeds != nil {
		return embeddedCases(o)
	}
	for i, fl := range o.Fields {
		if fl.Form() == ir.NoForm {
			continue
		}
		out = append(append(out, memberCase(i, wireComment(fl))), walkField(fl)...)
	}
	if body {
		out = append(out, memberCase(len(o.Fields), "all others"), walkExtra(o))
	}
	return out
}

// embeddedCases leaves the members of the body, which are the first, to the type
// that is embedded.
//
//	case 7: // dry_run
//		booleanPtr(c, &x.DryRun, optional)
//	case 8: // all others
//		x.Pet.field(c, 7)
//	default: // of Pet
//		x.Pet.field(c, i)
func embeddedCases(o *ir.Object) []j.Code {
	var out []j.Code
	n := len(o.Embeds.Fields)
	inner := j.Id("x").Dot(o.Embeds.Name).Dot("field")
	for i, fl := range o.Fields[n:] {
		out = append(append(out, memberCase(n+i, wireComment(fl))), walkField(fl)...)
	}
	out = append(out, memberCase(len(o.Fields), "all others"), inner.Clone().Call(j.Id("c"), j.Lit(n)))
	return append(out, j.Op("default: "+source.CommentLine("of "+o.Embeds.Name)), inner.Clone().Call(j.Id("c"), j.Id("i")))
}

// wireComment is what a member is called, for a comment.
func wireComment(f *ir.Field) string { return cmp.Or(strings.TrimSpace(prose.Clean(f.Wire)), `""`) }

// memberCase begins the case of a member. It is written out, because a comment
// in a tree would stand on a line of its own.
//
//	case 5: // inference_geo
func memberCase(i int, name string) j.Code {
	return j.Op(fmt.Sprintf("case %d: %s", i, source.CommentLine(name)))
}

// walkExtra hands the members that the document doesn't know to the coder.
//
//	extra(c, &x.Extra)
func walkExtra(o *ir.Object) j.Code {
	ref := j.Op("&").Id("x").Dot("Extra")
	if o.Extra != nil {
		return j.Id("extraDict").Call(j.Id("c"), ref, ElemFunc(o.Extra))
	}
	return j.Id("extra").Call(j.Id("c"), ref)
}

// jsonMethods writes the methods for encoding/json, which encoding/json/v2
// calls as well. in and out are the codable forms of a pointer and of a value
// receiver.
//
//	func (x *Pet) UnmarshalJSON(b []byte) error { return unmarshalJSON(b, x) }
//
//	func (x Pet) MarshalJSON() ([]byte, error) { return encodeJSON(&x) }
func jsonMethods(f *j.File, name string, in, out *j.Statement) {
	f.Func().Params(j.Id("x").Op("*").Id(name)).Id("UnmarshalJSON").Params(j.Id("b").Index().Byte()).Error().
		Block(j.Return(j.Id("unmarshalJSON").Call(j.Id("b"), in)))
	f.Func().Params(j.Id("x").Id(name)).Id("MarshalJSON").Params().Params(j.Index().Byte(), j.Error()).
		Block(j.Return(j.Id("encodeJSON").Call(out)))
}

// walking is a codable value that walks what ref points to.
//
//	walker(func(c *coder) { codeToy(c, &v) })
func walking(t ir.Named, ref *j.Statement) *j.Statement {
	return j.Id("walker").Call(j.Func().Params(coderParam()).Block(j.Id(helper("code", t)).Call(j.Id("c"), ref)))
}

// seals writes the methods that make a type a variant of unions.
//
//	func (*Ball) isToy() {}
func seals(f *j.File, recv *j.Statement, unions []*ir.Union) {
	seen := map[*ir.Union]bool{}
	for _, u := range unions {
		if u = ir.Declared(u); !seen[u] {
			seen[u] = true
			f.Func().Params(recv).Id("is" + u.Name).Params().Block()
		}
	}
}
