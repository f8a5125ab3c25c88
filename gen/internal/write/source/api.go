package source

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// The runtimes of clients and of fake servers have the same words for what
// follows.

// SchemeKinds are the runtime's constants for the kinds of security schemes.
var SchemeKinds = map[ir.SchemeKind]string{
	ir.SchemeHeader: "headerScheme", ir.SchemeBearer: "bearerScheme", ir.SchemeBasic: "basicScheme", ir.SchemeQuery: "queryScheme", ir.SchemeCookie: "cookieScheme", ir.SchemeHTTP: "httpScheme",
}

// BodyKinds are what the runtime calls the kinds of bodies.
var BodyKinds = map[ir.BodyKind]string{ir.JSONBody: "jsonBody", ir.FormBody: "formBody", ir.MultipartBody: "multipartBody", ir.RawBody: "rawBody"}

// Security is a list of alternative sets of schemes.
//
//	[][]string{{"apiKey"}, {"bearer", "tenant"}}
func Security(s [][]string) *j.Statement {
	return j.Index().Index().String().ValuesFunc(func(g *j.Group) {
		for _, set := range s {
			g.ValuesFunc(func(g *j.Group) {
				for _, id := range set {
					g.Lit(id)
				}
			})
		}
	})
}

// Fixed is the list of parameters that are always sent.
//
//	[]fixedParam{{inHeader, "X-Target", "Shop.List"}}
func Fixed(list []ir.FixedParam) *j.Statement {
	places := map[ir.Place]string{ir.InQuery: "inQuery", ir.InHeader: "inHeader", ir.InCookie: "inCookie"}
	return j.Index().Id("fixedParam").ValuesFunc(func(g *j.Group) {
		for _, p := range list {
			v := j.Values(j.Id(places[p.In]), j.Lit(p.Name), j.Lit(p.Value))
			if len(list) > 1 {
				g.Line().Add(v)
			} else {
				g.Add(v)
			}
		}
		if len(list) > 1 {
			g.Line()
		}
	})
}

// styleFuncs are the functions of the runtime that write each style.
var styleFuncs = map[ir.StyleKind]string{
	ir.FormStyle: "formStyle", ir.SpaceStyle: "formStyle", ir.PipeStyle: "formStyle", ir.DeepStyle: "deepStyle",
	ir.SimpleStyle: "simpleStyle", ir.LabelStyle: "labelStyle", ir.MatrixStyle: "matrixStyle", ir.CookieStyle: "formStyle",
	ir.JSONContent: "jsonContent", ir.TextContent: "textContent", ir.FormContent: "formContent",
}

// Style says how a parameter is written that has a style:
//
//	{write: formStyle, explode: true}
func Style(s ir.Style) *j.Statement {
	var v Literal
	v.Add("write", j.Id(styleFuncs[s.Kind]))
	flag := func(name string, on bool) {
		if on {
			v.Add(name, j.True())
		}
	}
	flag("explode", s.Explode)
	flag("reserved", s.Reserved)
	flag("empty", s.Empty)
	flag("verbatim", s.Kind == ir.CookieStyle)
	switch s.Kind {
	case ir.SpaceStyle:
		v.Text("sep", "%20")
	case ir.PipeStyle:
		v.Text("sep", "%7C")
	}
	return v.Values()
}
