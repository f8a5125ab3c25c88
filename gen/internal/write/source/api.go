package source

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// The runtimes of clients and of fake servers have the same words for what
// follows.

// SchemeKinds are the runtime's constants for the kinds of security schemes.
var SchemeKinds = map[ir.SchemeKind]string{
	ir.SchemeHeader: "headerScheme", ir.SchemeBearer: "bearerScheme", ir.SchemeBasic: "basicScheme", ir.SchemeQuery: "queryScheme", ir.SchemeCookie: "cookieScheme",
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
