package emit

import (
	"slices"
	"strconv"
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/prose"
	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/gen/internal/write/types"
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
	})
	f.Comment("// NewClient returns a client with the given options. What they leave open is taken from the environment.")
	for _, line := range e.environment() {
		f.Comment(source.CommentLine(prose.Clean(line)))
	}
	f.Func().Id("NewClient").Params(j.Id("opts").Op("...").Id("RequestOption")).Op("*").Id("Client").BlockFunc(func(g *j.Group) {
		core := j.Id("newCore").Call(j.Op("&").Id("api"), j.Id("opts"))
		if len(e.api.Services) == 0 {
			g.Return(j.Op("&").Id("Client").Values())
			return
		}
		g.Id("c").Op(":=").Add(core)
		var v source.Literal
		for _, s := range e.api.Services {
			v.Add(s.Field, j.Id("new"+s.TypeName).Call(j.Id("c")))
		}
		g.Return(j.Op("&").Id("Client").Add(v.Lines()))
	})
	for _, s := range e.api.Schemes {
		credential(f, s)
	}
	e.errorKinds(f)
	e.apiInfo(f)
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
		if s.Env != "" {
			out = append(out, s.Env+": as "+s.Option)
		}
	}
	if len(out) == 0 {
		return nil
	}
	for i := range out {
		out[i] = "  - " + out[i]
	}
	return append([]string{""}, out...)
}

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
				var sv source.Literal
				sv.Text("url", s.URL)
				sv.Text("env", s.Env)
				g.Line().Add(sv.Values())
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
				sv.Text("env", s.Env)
				sv.Text("with", s.Option)
				g.Line().Add(sv.Values())
			}
			g.Line()
		}))
	}
	if a.Security != nil {
		v.Add("security", source.Security(a.Security))
	}
	v.Text("betaHeader", a.Betas.Header)
	v.Text("betaQuery", a.Betas.Query)
	v.Text("requestID", a.Headers.RequestID)
	v.Text("rateLimitPrefix", a.Headers.RateLimitPrefix)
	v.Text("retryHeader", a.RetryHeader)
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
			if first {
				accumulator(f, op.Stream.Fold)
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
		if op.MediaType != "application/json" && op.Body != ir.MultipartBody && op.Body != ir.FormBody {
			v.Text("contentType", op.MediaType)
		}
	}
	if s := op.Events(); s != nil {
		var sv source.Literal
		sv.Text("param", s.Param)
		sv.Text("terminal", s.Terminal)
		sv.Text("failure", s.Failure)
		v.Add("stream", j.Op("&").Id("streamInfo").Add(sv.Values()))
	}
	if p := op.Paging; p != nil {
		v.Add("next", pageLink(p.Next))
		if p.Prev != nil {
			v.Add("prev", pageLink(p.Prev))
		}
	}
	if l := op.Long; l != nil {
		v.Add("longCall", j.Op("&").Id("longCall").Values(j.Lit(l.Member), j.Op(strconv.FormatInt(l.PerHour, 10)), j.Op(strconv.Itoa(l.Seconds)).Op("*").Qual("time", "Second")))
	}
	if len(op.Result.Empty) > 0 {
		v.Add("empty", j.Index().Int().ValuesFunc(func(g *j.Group) {
			for _, s := range op.Result.Empty {
				g.Lit(s)
			}
		}))
	}
	if op.Retry != nil {
		v.Add("retry", retryExpr(op.Retry))
	}
	v.Text("onceKey", op.OnceKey)
	f.Var().Id(op.Var).Op("=").Id("operation").Add(v.Lines())
}

// pageLink names the parameter that takes a cursor.
//
//	pageLink{param: "after_id"}
func pageLink(l *ir.PageLink) *j.Statement {
	var v source.Literal
	v.Text("param", l.Param)
	return j.Id("pageLink").Add(v.Values())
}

// methodDoc is an operation's documentation with its method and path.
//
//	Get returns a pet.
//
//	GET /pets/{id}
func methodDoc(op *ir.Operation, name, lead string) ir.Doc {
	d := op.Doc
	if lead != "" {
		d.Text = lead
	}
	calls := name + " calls " + op.HTTP + " " + op.Path + "."
	if d.Text = source.Lead(name, d.Text, calls); !strings.HasPrefix(d.Text, calls) {
		d.Text += "\n\n" + op.HTTP + " " + op.Path
	}
	if sent := alwaysSent(op); sent != "" {
		d.Text += "\n\n" + sent
	}
	return d
}

// alwaysSent says what callers have no say in.
//
//	It always sends header X-Target "Shop.List", query parameter n "7".
func alwaysSent(op *ir.Operation) string {
	var parts []string
	say := func(what, name, value string) { parts = append(parts, what+" "+name+" "+strconv.Quote(value)) }
	for _, a := range op.Args {
		if c, ok := a.Type.(*ir.Const); ok {
			say("path parameter", a.Wire, c.Text())
		}
	}
	for _, p := range op.Fixed {
		say(map[ir.Place]string{ir.InQuery: "query parameter", ir.InHeader: "header", ir.InCookie: "cookie"}[p.In], p.Name, p.Value)
	}
	for _, f := range op.Params.Fields {
		switch c := f.Constant(); {
		case c == nil:
		case f.In == ir.AsBody:
			say("body", op.MediaType, c.Text())
		case op.Body != ir.JSONBody:
			say("form field", f.Wire, c.Text())
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "It always sends " + strings.Join(parts, ", ") + "."
}

// signature is what the methods of an operation share.
type signature struct {
	recv   *j.Statement
	params []j.Code
	args   *j.Statement // path parameters as []string, or nil
}

// signatureOf works out receiver, parameters and arguments.
//
//	(s *PetService) (ctx context.Context, id string, params *PetGetParams, opts ...RequestOption)
func signatureOf(s *ir.Service, op *ir.Operation) signature {
	sig := signature{recv: j.Id("s").Op("*").Id(s.TypeName), args: j.Nil()}
	sig.params = append(sig.params, j.Id("ctx").Qual("context", "Context"))
	for _, a := range op.Given() {
		sig.params = append(sig.params, j.Id(a.Name).Add(types.Expr(a.Type)))
	}
	var args []j.Code
	for _, i := range op.Placeholders() {
		args = append(args, argExpr(op.Args[i]))
	}
	if len(args) > 0 {
		sig.args = j.Index().String().Values(args...)
	}
	sig.params = append(sig.params, j.Id("params").Op("*").Id(op.Params.Name), j.Id("opts").Op("...").Id("RequestOption"))
	return sig
}

// argExpr is the text of a path parameter.
//
//	argument(n)
func argExpr(a ir.Arg) *j.Statement {
	switch t := a.Type.(type) {
	case *ir.Const:
		return j.Lit(t.Text())
	case *ir.Basic:
		if t.Kind == ir.String {
			return j.Id(a.Name)
		}
	case *ir.Enum:
		if t.Base == ir.String {
			return j.String().Call(j.Id(a.Name))
		}
		return j.Id("argument").Call(source.Basic(t.Base).Call(j.Id(a.Name)))
	}
	return j.Id("argument").Call(j.Id(a.Name))
}

// method writes the Go methods of an operation.
//
//	func (s *PetService) Get(ctx context.Context, id string, params *PetGetParams, opts ...RequestOption) (*Pet, error) {
//		if params == nil {
//			params = new(PetGetParams)
//		}
//		return call(ctx, s.core, &opPetGet, []string{id}, params, new(Pet), opts)
//	}
func method(f *j.File, s *ir.Service, op *ir.Operation) {
	sig := signatureOf(s, op)
	given := j.If(j.Id("params").Op("==").Nil()).Block(j.Id("params").Op("=").New(j.Id(op.Params.Name)))
	call := func(fn *j.Statement, more ...j.Code) *j.Statement {
		args := append([]j.Code{j.Id("ctx"), j.Id("s").Dot("core"), j.Op("&").Id(op.Var), sig.args, j.Id("params")}, more...)
		return j.Return(fn.Call(append(args, j.Id("opts"))...))
	}
	write := func(name string, doc ir.Doc, result []j.Code, body ...j.Code) {
		source.Comment(f, doc, "")
		f.Func().Params(sig.recv).Id(name).Params(sig.params...).Add(results(result)).Block(append([]j.Code{given}, body...)...)
	}
	doc := methodDoc(op, op.Name, "")
	if op.Paging != nil {
		pageMethods(op, call, write)
		return
	}
	switch op.Result.Kind {
	case ir.NoResult:
		write(op.Name, doc, []j.Code{j.Error()}, call(j.Id("callNone")))
	case ir.TextResult:
		write(op.Name, doc, []j.Code{j.String(), j.Error()}, call(j.Id("callText")))
	case ir.BinaryResult:
		write(op.Name, doc, []j.Code{j.Op("*").Id("Download"), j.Error()}, call(j.Id("callDownload")))
	case ir.LinesResult:
		t := op.Result.Type
		write(op.Name, doc, []j.Code{j.Op("*").Id("LineStream").Types(types.Expr(t))}, call(j.Id("lines"), types.ElemFunc(t)))
	case ir.EventsResult:
		t := op.Result.Stream.Event
		write(op.Name, doc, []j.Code{j.Op("*").Id("Stream").Types(types.Expr(t))}, call(j.Id("events"), types.ElemFunc(t)))
	case ir.JSONResult:
		if o, ok := op.Result.Type.(*ir.Object); ok {
			write(op.Name, doc, []j.Code{j.Op("*").Id(o.Name), j.Error()}, call(j.Id("call"), j.New(j.Id(o.Name))))
		} else {
			write(op.Name, doc, []j.Code{types.Expr(op.Result.Type), j.Error()}, call(j.Id("callAs"), types.ElemFunc(op.Result.Type)))
		}
	}
	if op.Stream != nil {
		streamMethod(op, call, write)
	}
}

// results is what a method returns: in parentheses unless it is one value.
//
//	(*Pet, error)
func results(r []j.Code) *j.Statement {
	if len(r) == 1 {
		return j.Add(r[0])
	}
	return j.Params(r...)
}

type (
	callFunc  func(fn *j.Statement, more ...j.Code) *j.Statement
	writeFunc func(name string, doc ir.Doc, result []j.Code, body ...j.Code)
)

// pageMethods writes the method for one page and the one for all items.
//
//	return listPage(ctx, s.core, &opPetList, nil, params, new(PetPage), opts)
func pageMethods(op *ir.Operation, call callFunc, write writeFunc) {
	page := j.Id(op.Paging.Page.Name)
	elem := op.Paging.Items.Type.(*ir.List).Elem
	write(op.Name, methodDoc(op, op.Name, ""), []j.Code{j.Op("*").Add(page), j.Error()}, call(j.Id("listPage"), j.New(page)))
	all := op.AllName()
	doc := methodDoc(op, all, all+" iterates over the items of all pages, and fetches a page when it is needed. It stops at the first error.")
	item, _ := types.PageItem(elem)
	p := j.Id("p")
	fresh := j.Func().Params().Params(j.Id("page"), j.Func().Params(j.Int()).Add(item)).
		Block(p.Clone().Op(":=").New(page), j.Return(p, p.Clone().Dot("pageItem")))
	write(all, doc, []j.Code{j.Qual("iter", "Seq2").Types(item, j.Error())}, call(j.Id("allItems"), fresh))
}

// streamMethod writes the streaming twin.
//
//	return resultStream(ctx, s.core, &opPetCreate, nil, params, codePetEvent, newPetAccumulator, opts)
func streamMethod(op *ir.Operation, call callFunc, write writeFunc) {
	st := op.Stream
	event := types.Expr(st.Event)
	doc := methodDoc(op, st.Name, st.Name+" is "+op.Name+" with the answer as a stream of events. An error of the call is the first that the stream yields.")
	if st.Result == nil {
		write(st.Name, doc, []j.Code{j.Op("*").Id("Stream").Types(event)}, call(j.Id("events"), types.ElemFunc(st.Event)))
		return
	}
	write(st.Name, doc, []j.Code{j.Op("*").Id("ResultStream").Types(event, j.Id(st.Result.Name))},
		call(j.Id("resultStream"), types.ElemFunc(st.Event), j.Id("new"+st.Fold.Name+"Accumulator")))
}
