package emit

import (
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/prose"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// credential writes the option that sets the credential of a scheme.
//
//	func WithAPIKey(v string) RequestOption {
//		return withCredential("apiKey", v)
//	}
func credential(f *j.File, s ir.Scheme) {
	lead := s.Option + " sets the credential to authenticate with."
	if s.Kind == ir.SchemeBasic {
		lead = s.Option + " sets the user name and password to authenticate with."
	}
	if s.Kind == ir.SchemeHTTP {
		lead = s.Option + " sets the credential to authenticate with: what the header Authorization has after " + s.Prefix + "."
	}
	d := s.Doc
	d.Text = strings.TrimSpace(lead + "\n\n" + d.Text)
	source.Comment(f, d, "")
	switch s.Kind {
	case ir.SchemeBasic:
		f.Func().Id(s.Option).Params(j.List(j.Id("user"), j.Id("password")).String()).Id("RequestOption").
			Block(j.Return(j.Id("withBasic").Call(j.Lit(s.ID), j.Id("user"), j.Id("password"))))
	default:
		f.Func().Id(s.Option).Params(j.Id("v").String()).Id("RequestOption").
			Block(j.Return(j.Id("withCredential").Call(j.Lit(s.ID), j.Id("v"))))
	}
	if s.Source != "" {
		tokenSource(f, s)
	}
	for _, g := range s.Grants {
		grant(f, s, g)
	}
}

// sentWith lists the headers that requests with a token carry besides.
//
//	sentWith{{"x-beta", "oauth-1"}}
func sentWith(headers []ir.FixedParam) *j.Statement {
	return j.Id("sentWith").ValuesFunc(func(g *j.Group) {
		for _, h := range headers {
			g.Values(j.Lit(h.Name), j.Lit(h.Value))
		}
	})
}

// tokenSource writes the option that sets where the tokens of one of several schemes come from.
//
//	func WithOAuthSource(source func(context.Context) (Token, error)) RequestOption {
//		return withSource("oauth", source)
//	}
func tokenSource(f *j.File, s ir.Scheme) {
	source.Comment(f, ir.Doc{Text: s.Source + " is [WithTokenSource] for the scheme of [" + s.Option + "] alone."}, "")
	f.Func().Id(s.Source).Params(j.Id("source").Func().Params(j.Qual("context", "Context")).Params(j.Id("Token"), j.Error())).Id("RequestOption").
		Block(j.Return(j.Id("withSource").Call(j.Lit(s.ID), j.Id("source"))))
}

// grant writes an option that gets tokens from the server that the document names.
//
//	func WithOAuthClientCredentials(id, secret string, scopes []string, opts ...RequestOption) RequestOption {
//		return withClientCredentials(&oauthServer{api: &api, scheme: "oauth", url: "https://id.test", path: "/token"}, id, secret, scopes, opts)
//	}
func grant(f *j.File, s ir.Scheme, g ir.Grant) {
	var v source.Literal
	v.Add("api", j.Op("&").Id("api"))
	v.Text("scheme", s.ID)
	v.Text("url", g.Server)
	v.Text("path", g.Path)
	if g.InBody {
		v.Add("inBody", j.True())
	}
	server := j.Op("&").Id("oauthServer").Add(v.Values())
	const rest = " The options are for these requests. Among them, WithBaseURL replaces the host and what stands before the path. " +
		"What is said about tokens at [WithTokenSource] holds here too."
	lead := g.Option + " authenticates with tokens that the client gets from " + g.Server + g.Path
	params := []j.Code{j.List(j.Id("id"), j.Id("secret")).String()}
	args := []j.Code{server, j.Id("id"), j.Id("secret")}
	call := "withClientCredentials"
	if g.Refresh {
		lead += " for a refresh token, which a user's login has left. If the server replaces it, keep is told the new one; it may be nil. " +
			"A client without a secret has an empty one." + rest
		params = []j.Code{j.List(j.Id("id"), j.Id("secret"), j.Id("refreshToken")).String(), j.Id("keep").Func().Params(j.Id("refreshToken").String()).Error()}
		args = append(args, j.Id("refreshToken"), j.Id("keep"))
		call = "withRefreshToken"
	} else {
		lead += " for its own id and secret. Without scopes, the server decides what the tokens are good for." + rest
		params = append(params, j.Id("scopes").Index().String())
		args = append(args, j.Id("scopes"))
	}
	d := ir.Doc{Text: lead}
	if len(g.Scopes) > 0 {
		d.Text += "\n\nScopes:\n"
	}
	for _, scope := range g.Scopes {
		d.Text += "\n  - " + prose.Clean(scope.Name)
		if scope.Text != "" {
			d.Text += ": " + prose.Clean(scope.Text)
		}
	}
	source.Comment(f, d, "")
	f.Func().Id(g.Option).Params(append(params, j.Id("opts").Op("...").Id("RequestOption"))...).Id("RequestOption").
		Block(j.Return(j.Id(call).Call(append(args, j.Id("opts"))...)))
}

// undescribed writes the methods for what the document doesn't have.
//
//	func (c *Client) Do(ctx context.Context, method, path string, body, out any, opts ...RequestOption) error {
//		return do(ctx, c.core, method, path, body, out, opts)
//	}
func (e *emitter) undescribed(f *j.File) {
	write := func(name, call, doc string, params, args []j.Code, result *j.Statement) {
		source.Comment(f, ir.Doc{Text: doc}, "")
		params = append(params, j.Id("opts").Op("...").Id("RequestOption"))
		f.Func().Params(j.Id("c").Op("*").Id("Client")).Id(name).Params(params...).Add(result).Block(j.Return(j.Id(call).Call(append(args, j.Id("opts"))...)))
	}
	ctx := j.Id("ctx").Qual("context", "Context")
	write("Do", "do", doDoc, []j.Code{ctx, j.List(j.Id("method"), j.Id("path")).String(), j.List(j.Id("body"), j.Id("out")).Any()},
		[]j.Code{j.Id("ctx"), j.Id("c").Dot("core"), j.Id("method"), j.Id("path"), j.Id("body"), j.Id("out")}, j.Error())
	if e.api.HasEvents() {
		write("DoStream", "doStream", doStreamDoc, []j.Code{ctx, j.List(j.Id("method"), j.Id("path")).String(), j.Id("body").Any()},
			[]j.Code{j.Id("ctx"), j.Id("c").Dot("core"), j.Id("method"), j.Id("path"), j.Id("body")}, j.Op("*").Id("Stream").Types(j.Qual("encoding/json", "RawMessage")))
	}
}

const doDoc = `Do sends a request that this package has no method for, with the credentials, retries and
errors of all others. The path begins with a slash, is escaped where it has to be, and may have a query.

A body is sent as JSON, and so are the params of a method of this package, with what they have for the header
and the query. Bytes and readers are sent as they are; set their Content-Type by [WithHeader]. The answer is read
as JSON into out, or as it is into a *[]byte or a *string. Both may be nil.`

const doStreamDoc = `DoStream is [Client.Do] for an answer that comes as events, whose data are JSON. The name of an event is
that which Event of the stream returns.`
