package emit

import (
	"strconv"
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/prose"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// servers writes the servers that callers can choose: a constant for each that
// has no variables, and a type for each that has some.
//
//	const (
//		// ServerSandbox is a server of the API.
//		//
//		// For trying things out.
//		ServerSandbox = "https://sandbox.shop.test"
//	)
func servers(f *j.File, list []ir.NamedServer) {
	var plain []ir.NamedServer
	for _, s := range list {
		if len(s.Variables) == 0 {
			plain = append(plain, s)
		}
	}
	if len(plain) > 0 {
		f.Comment("// Servers of the API, for [WithBaseURL].")
		f.Const().DefsFunc(func(g *j.Group) {
			for _, s := range plain {
				if strings.TrimSpace(s.Doc.Text) != "" {
					s.Doc.Text = source.Lead(s.Name, s.Doc.Text, s.Name+" is a server of the API.")
				}
				source.Comment(g, s.Doc, "")
				g.Id(s.Name).Op("=").Lit(s.URL)
			}
		})
	}
	for _, s := range list {
		if len(s.Variables) > 0 {
			serverType(f, s)
		}
	}
}

// serverType writes a server that has variables.
//
//	type ServerRegion struct {
//		// Region is "eu" if it is empty.
//		Region ServerRegionRegion
//	}
//
//	func (s ServerRegion) URL() string {
//		return serverURL("https://{region}.shop.test", "region", string(s.Region), "eu")
//	}
func serverType(f *j.File, s ir.NamedServer) {
	d := s.Doc
	d.Text = strings.TrimSpace(s.Name + " is the server " + s.URL + " of the API.\n\n" + d.Text)
	source.Comment(f, d, "")
	f.Type().Id(s.Name).StructFunc(func(g *j.Group) {
		for _, v := range s.Variables {
			doc := v.Doc
			unset := " is " + strconv.Quote(prose.Clean(v.Default)) + " if it is empty."
			if v.Default == "" {
				unset = " is empty by default."
			}
			doc.Text = strings.TrimSpace(v.Field + unset + "\n\n" + doc.Text)
			source.Comment(g, doc, "")
			if v.Values == nil {
				g.Id(v.Field).String()
			} else {
				g.Id(v.Field).Id(v.Type)
			}
		}
	})
	f.Comment("// URL returns the URL of the server, for [WithBaseURL].")
	args := []j.Code{j.Lit(s.URL)}
	for _, v := range s.Variables {
		value := j.Id("s").Dot(v.Field)
		if v.Values != nil {
			value = j.String().Call(value)
		}
		args = append(args, j.Lit(v.Wire), value, j.Lit(v.Default))
	}
	f.Func().Params(j.Id("s").Id(s.Name)).Id("URL").Params().String().Block(j.Return(j.Id("serverURL").Call(args...)))
	for _, v := range s.Variables {
		if v.Values != nil {
			serverValues(f, s, v)
		}
	}
}

// serverValues writes what a variable may be.
//
//	type ServerRegionRegion string
//
//	const (
//		ServerRegionRegionEU ServerRegionRegion = "eu"
//	)
func serverValues(f *j.File, s ir.NamedServer, v ir.ServerVariable) {
	f.Comment(source.CommentLine(v.Type + " is what " + v.Field + " of [" + s.Name + "] may be."))
	f.Type().Id(v.Type).String()
	f.Const().DefsFunc(func(g *j.Group) {
		for _, value := range v.Values {
			g.Id(value.Name).Id(v.Type).Op("=").Lit(value.Value)
		}
	})
}

// serverExpr is a server.
//
//	{url: "https://shop.test", env: "SHOP_URL"}
func serverExpr(s ir.Server) *j.Statement {
	var v source.Literal
	v.Text("url", s.URL)
	v.Text("env", s.Env)
	return v.Values()
}
