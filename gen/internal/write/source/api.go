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
