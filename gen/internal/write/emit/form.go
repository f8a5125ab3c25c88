package emit

import (
	"slices"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// contentType is the media type of a body where it isn't the one that such bodies
// mostly have.
func contentType(op *ir.Operation) string {
	if op.Body == ir.FormBody || op.MediaType == "application/json" && op.Body != ir.RawBody || op.MediaType == "multipart/form-data" && op.Body == ir.MultipartBody {
		return ""
	}
	return op.MediaType
}

// formFields describes the members of a form that aren't written as their values
// suggest.
//
//	[]formField{
//		{name: "photo", contentType: "image/png", header: []headerValue{{"X-Kind", "face"}}, given: []partHeader{{"X-Size", 3}}},
//	}
func formFields(op *ir.Operation) *j.Statement {
	return j.Index().Id("formField").ValuesFunc(func(g *j.Group) {
		for _, f := range op.Form {
			var fixed, given []j.Code
			for _, h := range f.Header {
				if h.Field == nil {
					fixed = append(fixed, j.Values(j.Lit(h.Name), j.Lit(h.Value)))
				} else {
					given = append(given, j.Values(j.Lit(h.Name), j.Lit(slices.Index(op.Params.Fields, h.Field))))
				}
			}
			var v source.Literal
			v.Text("name", f.Name)
			v.Text("contentType", f.ContentType)
			if !f.Style.IsPlain() {
				v.Add("as", j.Op("&").Id("style").Add(source.Style(f.Style)))
			}
			if len(fixed) > 0 {
				v.Add("header", j.Index().Id("headerValue").Values(fixed...))
			}
			if len(given) > 0 {
				v.Add("given", j.Index().Id("partHeader").Values(given...))
			}
			g.Line().Add(v.Values())
		}
		g.Line()
	})
}
