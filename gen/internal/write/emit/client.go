package emit

import (
	"slices"
	"strconv"
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/prose"
	"github.com/claudegen/claudegen/gen/internal/write/folding"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// client writes the Client, the options of its credentials, and what the
// runtime has to know about the API.
//
//	func NewClient(opts ...RequestOption) *Client {
//		c := newCore(&api, opts)
//		return &Client{Pets: newPetService(c)}
//	}
func (e *emitter) client(f *j.File) {
	for _, line := range source.DocLines(packageDoc(e.api), "") {
		f.PackageComment(source.CommentLine(line))
	}
	f.Comment("// Client calls the API. It is safe for concurrent use.")
	f.Type().Id("Client").StructFunc(func(g *j.Group) {
		for _, s := range e.api.Services {
			source.Comment(g, s.Doc, "")
			g.Id(s.Field).Op("*").Id(s.TypeName)
		}
		g.Id("core").Op("*").Id("core")
	})
	f.Comment("// NewClient returns a client with the given options. What they leave open is taken from the environment.")
	for _, line := range e.environment() {
		f.Comment(source.CommentLine(prose.Clean(line)))
	}
	f.Func().Id("NewClient").Params(j.Id("opts").Op("...").Id("RequestOption")).Op("*").Id("Client").BlockFunc(func(g *j.Group) {
		g.Id("c").Op(":=").Id("newCore").Call(j.Op("&").Id("api"), j.Id("opts"))
		var v source.Literal
		for _, s := range e.api.Services {
			v.Add(s.Field, j.Id("new"+s.TypeName).Call(j.Id("c")))
		}
		v.Add("core", j.Id("c"))
		g.Return(j.Op("&").Id("Client").Add(v.Lines()))
	})
	e.undescribed(f)
	for _, s := range e.api.Schemes {
		if s.Of == "" {
			credential(f, s)
		}
	}
	servers(f, e.api.Named)
	betaNames(f, e.api.BetaNames)
	e.errorKinds(f)
	e.apiInfo(f)
}

// betaNames writes the constants for betas that stand for no member.
//
//	// BetaFaster2026_01_01 enables a faster delivery.
//	BetaFaster2026_01_01 = "faster-2026-01-01"
func betaNames(f *j.File, list []ir.BetaName) {
	if len(list) == 0 {
		return
	}
	f.Comment("// Betas that no field or value stands for; [WithBetas] sends them.")
	f.Const().DefsFunc(func(g *j.Group) {
		for _, b := range list {
			source.Document(g, b.Name, b.Doc, b.Name+" is the beta "+strconv.Quote(b.Value)+".")
			g.Id(b.Name).Op("=").Lit(b.Value)
		}
	})
}

// packageDoc is the documentation of the package.
//
//	// Package shop is a client of the Shop API.
func packageDoc(api *ir.API) ir.Doc {
	lead := "Package " + api.Package + " is a client of an API."
	if what := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(api.Title, "."), "The "), " API"); what != "" && what != "API" {
		lead = "Package " + api.Package + " is a client of the " + what + " API."
	}
	d := api.Doc
	d.Text = strings.TrimSpace(lead + "\n\n" + d.Text)
	return d
}

// environment lists the environment variables that NewClient reads.
func (e *emitter) environment() []string {
	var out []string
	for _, s := range e.api.Servers[:min(1, len(e.api.Servers))] {
		if s.Env != "" {
			out = append(out, s.Env+": base URL")
		}
	}
	for _, s := range e.api.Schemes {
		if s.Env != "" && s.Of == "" {
			out = append(out, s.Env+": as "+s.Option)
		}
	}
	if e.api.HeaderEnv != "" {
		out = append(out, e.api.HeaderEnv+": further headers, as Name: value, one a line")
	}
	if len(out) == 0 {
		return nil
	}
	for i := range out {
		out[i] = "  - " + out[i]
	}
	return append([]string{""}, out...)
}

// errorKinds writes the sentinels for errors.Is.
//
//	ErrRateLimit error = &errorKind{"rate_limit_error", 429}
func (e *emitter) errorKinds(f *j.File) {
	if len(e.api.Errors) == 0 {
		return
	}
	f.Comment("// Kinds of error, to be matched with errors.Is.")
	f.Var().DefsFunc(func(g *j.Group) {
		for _, k := range e.api.Errors {
			source.Document(g, k.Name, k.Doc, k.Name+" matches an [Error] of "+kindOf(k)+".")
			g.Id(k.Name).Error().Op("=").Op("&").Id("errorKind").Values(j.Lit(k.Type), j.Lit(k.Status))
		}
	})
}

// kindOf says which errors a kind is.
func kindOf(k ir.ErrorKind) string {
	if k.Type == "" {
		return "status " + strconv.Itoa(k.Status)
	}
	return "type " + prose.Clean(k.Type)
}

// apiInfo writes what the runtime has to know about the API.
//
//	var api = apiInfo{name: "pets", servers: []server{{url: "https://pets.test"}}}
func (e *emitter) apiInfo(f *j.File) {
	a := e.api
	var v source.Literal
	v.Text("name", a.Name)
	if len(a.Servers) > 0 {
		v.Add("servers", j.Index().Id("server").ValuesFunc(func(g *j.Group) {
			for _, s := range a.Servers {
				g.Line().Add(serverExpr(s))
			}
			g.Line()
		}))
	}
	if len(a.Schemes) > 0 {
		v.Add("schemes", j.Index().Id("scheme").ValuesFunc(func(g *j.Group) {
			for _, s := range a.Schemes {
				var sv source.Literal
				sv.Text("id", s.ID)
				sv.Add("kind", j.Id(source.SchemeKinds[s.Kind]))
				sv.Text("name", s.Name)
				sv.Text("prefix", s.Prefix)
				sv.Text("env", s.Env)
				sv.Text("with", s.Option)
				sv.Text("of", s.Of)
				if s.Token {
					sv.Add("tokens", sentWith(s.TokenHeaders))
				}
				g.Line().Add(sv.Values())
			}
			g.Line()
		}))
	}
	if a.Security != nil {
		v.Add("security", source.Security(a.Security))
	}
	v.Text("betaHeader", a.Betas.Header)
	if a.Betas.Header != "" || len(a.BetaNames) > 0 {
		v.Add("joinBetas", j.Id("joinBetas"))
	}
	v.Text("betaQuery", a.Betas.Query)
	v.Text("requestID", a.Headers.RequestID)
	v.Text("rateLimitPrefix", a.Headers.RateLimitPrefix)
	v.Text("retryHeader", a.RetryHeader)
	v.Text("headerEnv", a.HeaderEnv)
	if types := errorTypes(a.Errors); len(types) > 0 {
		v.Add("errorTypes", source.Strings(types))
	}
	if a.Retry != nil {
		v.Add("retry", retryExpr(a.Retry))
	}
	f.Comment("// api tells the runtime about the API.")
	f.Var().Id("api").Op("=").Id("apiInfo").Add(v.Lines())
}

// errorTypes are those that the document knows, once each.
func errorTypes(kinds []ir.ErrorKind) []string {
	var out []string
	for _, k := range kinds {
		if k.Type != "" && !slices.Contains(out, k.Type) {
			out = append(out, k.Type)
		}
	}
	return out
}

// retryExpr writes what may be sent again:
//
//	&retryRule{methods: []string{"POST"}, statuses: [][2]int{{429, 429}, {500, 599}}}
func retryExpr(r *ir.Retry) *j.Statement {
	var v source.Literal
	v.Add("methods", source.Strings(r.Methods))
	v.Add("statuses", j.Index().Index(j.Lit(2)).Int().ValuesFunc(func(g *j.Group) {
		for _, s := range r.Statuses {
			g.Values(j.Lit(s[0]), j.Lit(s[1]))
		}
	}))
	return j.Op("&").Id("retryRule").Add(v.Values())
}

// service writes a service, its operations, and the services below it.
func (e *emitter) service(s *ir.Service) {
	e.Add(s.Area, func(f *j.File) { serviceType(f, s) })
	for _, op := range s.Ops {
		first := op.Stream != nil && op.Stream.Fold != nil && !e.folds[op.Stream.Fold]
		if first {
			e.folds[op.Stream.Fold] = true
		}
		e.Add(s.Area, func(f *j.File) {
			descriptor(f, op)
			method(f, s, op)
			if op.Poll != nil {
				waitMethod(f, s, op)
			}
			if op.Split != nil {
				splitMethods(f, s, op)
			}
			if first {
				folding.Declare(f, op.Stream)
			}
		})
	}
}

// serviceType writes the type of a service.
//
//	type PetService struct {
//		core *core
//	}
func serviceType(f *j.File, s *ir.Service) {
	source.Document(f, s.TypeName, s.Doc, s.TypeName+" groups operations of the API. Its methods are safe for concurrent use.")
	f.Type().Id(s.TypeName).StructFunc(func(g *j.Group) {
		for _, c := range s.Children {
			source.Comment(g, c.Doc, "")
			g.Id(c.Field).Op("*").Id(c.TypeName)
		}
		g.Id("core").Op("*").Id("core")
	})
	var v source.Literal
	for _, c := range s.Children {
		v.Add(c.Field, j.Id("new"+c.TypeName).Call(j.Id("c")))
	}
	v.Add("core", j.Id("c"))
	f.Func().Id("new" + s.TypeName).Params(j.Id("c").Op("*").Id("core")).Op("*").Id(s.TypeName).
		Block(j.Return(j.Op("&").Id(s.TypeName).Add(v.Values())))
}

// descriptor writes the static description of an operation.
//
//	var opPetGet = operation{
//		id:     "pets.get",
//		method: "GET",
//		path:   "/pets/{id}",
//	}
func descriptor(f *j.File, op *ir.Operation) {
	var v source.Literal
	v.Text("id", op.ID)
	v.Text("method", op.HTTP)
	v.Text("path", op.Path)
	if slices.ContainsFunc(op.Args, func(a ir.Arg) bool { return !a.Style.IsPlain() }) {
		v.Add("args", j.Index().Op("*").Id("style").ValuesFunc(func(g *j.Group) {
			for _, i := range op.Placeholders() {
				g.Add(argStyle(op.Args[i].Style))
			}
		}))
	}
	if op.Server != nil {
		v.Add("server", j.Op("&").Id("server").Add(serverExpr(*op.Server)))
	}
	v.Text("accept", op.Accept)
	if op.Security != nil {
		v.Add("security", source.Security(op.Security))
	}
	if len(op.Fixed) > 0 {
		v.Add("fixed", source.Fixed(op.Fixed))
	}
	if len(op.Betas) > 0 {
		v.Add("betas", source.Strings(op.Betas))
	}
	if op.Beta {
		v.Add("beta", j.True())
	}
	if op.MaxBytes > 0 {
		v.Add("maxBytes", j.Op(strconv.FormatInt(op.MaxBytes, 10)))
	}
	if k := source.BodyKinds[op.Body]; k != "" {
		v.Add("body", j.Id(k))
		v.Text("contentType", contentType(op))
		if len(op.Form) > 0 {
			v.Add("form", formFields(op))
		}
		if len(op.OtherBodies) > 0 {
			v.Add("others", otherBodies(op))
		}
		if op.BodyOptional && op.Params.HasBody() {
			v.Add("unset", j.Id("unsetBody"))
		}
	}
	if s := op.Events(); s != nil {
		var sv source.Literal
		sv.Text("param", s.Param)
		sv.Text("terminal", s.Terminal)
		sv.Text("failure", s.Failure)
		if s.Whole || s.Text {
			sv.Add("form", eventForm(s))
		}
		v.Add("stream", j.Op("&").Id("streamInfo").Add(sv.Values()))
	}
	if p := op.Paging; p != nil {
		v.Add("next", pageLink(p.Next, p.Shape))
		if p.Prev != nil {
			v.Add("prev", pageLink(p.Prev, nil))
		}
	}
	if l := op.Long; l != nil {
		v.Add("longCall", j.Op("&").Id("longCall").Values(j.Lit(l.Member), j.Op(strconv.FormatInt(l.PerHour, 10)), j.Op(strconv.Itoa(l.Seconds)).Op("*").Qual("time", "Second")))
	}
	answerStatuses(&v, op)
	if len(op.Errors) > 0 {
		v.Add("errors", errorBodies(op))
	}
	if op.Retry != nil {
		v.Add("retry", retryExpr(op.Retry))
	}
	v.Text("onceKey", op.OnceKey)
	f.Var().Id(op.Var).Op("=").Id("operation").Add(v.Lines())
}

// eventForm says that events are more than JSON data.
//
//	&eventForm{value: wholeEvent, whole: true, texts: []string{"note"}}
func eventForm(s *ir.Stream) *j.Statement {
	var v source.Literal
	if s.Text {
		v.Add("value", j.Id("textData"))
		v.Add("all", j.True())
	} else {
		v.Add("value", j.Id("wholeEvent"))
		v.Add("whole", j.True())
	}
	if len(s.Texts) > 0 {
		v.Add("texts", source.Strings(s.Texts))
	}
	return j.Op("&").Id("eventForm").Add(v.Values())
}

// argStyle is the style of a path parameter.
//
//	{write: labelStyle, explode: true}
func argStyle(s ir.Style) *j.Statement {
	if s.IsPlain() {
		return j.Nil()
	}
	return source.Style(s)
}

// answerStatuses adds the statuses of an operation's answers: those of success if they aren't just 200,
// those without a body, and redirects; and that it may be null.
//
//	statuses: []int{200, 202}, empty: []int{202}
func answerStatuses(v *source.Literal, op *ir.Operation) {
	add := func(name string, statuses []int) {
		if len(statuses) > 0 {
			v.Add(name, j.Index().Int().ValuesFunc(func(g *j.Group) {
				for _, s := range statuses {
					g.Add(statusLit(s))
				}
			}))
		}
	}
	r := &op.Result
	if (r.Kind == ir.JSONResult || r.Kind == ir.AnswersResult) && !slices.Equal(r.Statuses, []int{200}) {
		add("statuses", r.Statuses)
	}
	if r.Kind != ir.NoResult {
		add("empty", r.Empty)
	}
	add("redirects", r.Redirects)
	if r.Null {
		v.Add("null", j.True())
	}
}

// otherBodies lists the media types that a body can be sent as besides.
//
//	bodiesAs{{"application/x-www-form-urlencoded", formBody}}
func otherBodies(op *ir.Operation) *j.Statement {
	return j.Id("bodiesAs").ValuesFunc(func(g *j.Group) {
		for _, o := range op.OtherBodies {
			g.Values(j.Lit(o.Media), j.Id(source.BodyKinds[o.Body]))
		}
	})
}

// statusLit is a status.
//
//	202
func statusLit(s int) *j.Statement {
	if s == ir.AnySuccess {
		return j.Id("anySuccess")
	}
	return j.Lit(s)
}
