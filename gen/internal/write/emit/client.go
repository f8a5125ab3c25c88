package emit

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/prose"
)

// client writes the Client, the options of its credentials, and what the
// runtime has to know about the API.
func (e *emitter) client(f *j.File) {
	for _, line := range docLines(e.api.Doc, "") {
		f.PackageComment(commentLine(line))
	}
	f.Comment("// Client calls the API. It is safe for concurrent use.")
	f.Type().Id("Client").StructFunc(func(g *j.Group) {
		for _, s := range e.api.Services {
			comment(g, s.Doc, "")
			g.Id(s.Field).Op("*").Id(s.TypeName)
		}
	})
	f.Comment("// NewClient returns a client with the given options. What they leave open is taken from the environment.")
	for _, line := range e.environment() {
		f.Comment(commentLine(prose.Clean(line)))
	}
	f.Func().Id("NewClient").Params(j.Id("opts").Op("...").Id("RequestOption")).Op("*").Id("Client").BlockFunc(func(g *j.Group) {
		core := j.Id("newCore").Call(j.Op("&").Id("api"), j.Id("opts"))
		if len(e.api.Services) == 0 {
			g.Return(j.Op("&").Id("Client").Values())
			return
		}
		g.Id("c").Op(":=").Add(core)
		var v literal
		for _, s := range e.api.Services {
			v.add(s.Field, j.Id("new"+s.TypeName).Call(j.Id("c")))
		}
		g.Return(j.Op("&").Id("Client").Add(v.lines()))
	})
	for _, s := range e.api.Schemes {
		credential(f, s)
	}
	e.errorKinds(f)
	e.apiInfo(f)
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
func credential(f *j.File, s ir.Scheme) {
	comment(f, s.Doc, "")
	switch s.Kind {
	case ir.SchemeBasic:
		f.Comment("// " + s.Option + " sets the user name and password to authenticate with.")
		f.Func().Id(s.Option).Params(j.List(j.Id("user"), j.Id("password")).String()).Id("RequestOption").
			Block(j.Return(j.Id("withBasic").Call(j.Lit(s.ID), j.Id("user"), j.Id("password"))))
	default:
		f.Comment("// " + s.Option + " sets the credential to authenticate with.")
		f.Func().Id(s.Option).Params(j.Id("v").String()).Id("RequestOption").
			Block(j.Return(j.Id("withCredential").Call(j.Lit(s.ID), j.Id("v"))))
	}
}

// errorKinds writes the sentinels for errors.Is.
func (e *emitter) errorKinds(f *j.File) {
	if len(e.api.Errors) == 0 {
		return
	}
	f.Comment("// Kinds of error, to be matched with errors.Is.")
	f.Var().DefsFunc(func(g *j.Group) {
		for _, k := range e.api.Errors {
			comment(g, k.Doc, "")
			g.Id(k.Name).Error().Op("=").Op("&").Id("errorKind").Values(j.Lit(k.Type), j.Lit(k.Status))
		}
	})
}

var schemeKinds = map[ir.SchemeKind]string{
	ir.SchemeHeader: "headerScheme", ir.SchemeBearer: "bearerScheme", ir.SchemeBasic: "basicScheme", ir.SchemeQuery: "queryScheme", ir.SchemeCookie: "cookieScheme",
}

func (e *emitter) apiInfo(f *j.File) {
	a := e.api
	var v literal
	v.text("name", a.Name)
	if len(a.Servers) > 0 {
		v.add("servers", j.Index().Id("server").ValuesFunc(func(g *j.Group) {
			for _, s := range a.Servers {
				var sv literal
				sv.text("url", s.URL)
				sv.text("env", s.Env)
				g.Line().Add(sv.values())
			}
			g.Line()
		}))
	}
	if len(a.Schemes) > 0 {
		v.add("schemes", j.Index().Id("scheme").ValuesFunc(func(g *j.Group) {
			for _, s := range a.Schemes {
				var sv literal
				sv.text("id", s.ID)
				sv.add("kind", j.Id(schemeKinds[s.Kind]))
				sv.text("name", s.Name)
				sv.text("env", s.Env)
				g.Line().Add(sv.values())
			}
			g.Line()
		}))
	}
	if a.Security != nil {
		v.add("security", securityExpr(a.Security))
	}
	v.text("betaHeader", a.Betas.Header)
	v.text("betaQuery", a.Betas.Query)
	v.text("requestID", a.Headers.RequestID)
	v.text("rateLimitPrefix", a.Headers.RateLimitPrefix)
	v.text("retryHeader", a.RetryHeader)
	f.Comment("// api tells the runtime about the API.")
	f.Var().Id("api").Op("=").Id("apiInfo").Add(v.lines())
}

func securityExpr(s [][]string) *j.Statement {
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

// service writes a service, its operations, and the services below it.
func (e *emitter) service(s *ir.Service) {
	e.add(s.Area, func(f *j.File) { serviceType(f, s) })
	for _, op := range s.Ops {
		first := op.Stream != nil && op.Stream.Fold != nil && !e.folds[op.Stream.Fold]
		if first {
			e.folds[op.Stream.Fold] = true
		}
		e.add(s.Area, func(f *j.File) {
			descriptor(f, op)
			method(f, s, op)
			if first {
				accumulator(f, op.Stream.Fold)
			}
		})
	}
	for _, c := range s.Children {
		e.service(c)
	}
}

// serviceType writes the type of a service.
func serviceType(f *j.File, s *ir.Service) {
	comment(f, s.Doc, s.TypeName+" groups operations of the API. Its methods are safe for concurrent use.")
	f.Type().Id(s.TypeName).StructFunc(func(g *j.Group) {
		for _, c := range s.Children {
			comment(g, c.Doc, "")
			g.Id(c.Field).Op("*").Id(c.TypeName)
		}
		g.Id("core").Op("*").Id("core")
	})
	var v literal
	for _, c := range s.Children {
		v.add(c.Field, j.Id("new"+c.TypeName).Call(j.Id("c")))
	}
	v.add("core", j.Id("c"))
	f.Func().Id("new" + s.TypeName).Params(j.Id("c").Op("*").Id("core")).Op("*").Id(s.TypeName).
		Block(j.Return(j.Op("&").Id(s.TypeName).Add(v.values())))
}

var bodyKinds = map[ir.BodyKind]string{ir.JSONBody: "jsonBody", ir.FormBody: "formBody", ir.MultipartBody: "multipartBody", ir.RawBody: "rawBody"}

// descriptor writes the static description of an operation.
func descriptor(f *j.File, op *ir.Operation) {
	var v literal
	v.text("id", op.ID)
	v.text("method", op.HTTP)
	v.text("path", op.Path)
	v.text("accept", op.Accept)
	if op.Security != nil {
		v.add("security", securityExpr(op.Security))
	}
	if len(op.Headers) > 0 {
		v.add("headers", j.Index().Id("headerValue").ValuesFunc(func(g *j.Group) {
			for _, h := range op.Headers {
				g.Values(j.Lit(h.Name), j.Lit(h.Value))
			}
		}))
	}
	if len(op.Betas) > 0 {
		v.add("betas", stringsExpr(op.Betas))
	}
	if op.Beta {
		v.add("beta", j.True())
	}
	if op.MaxBytes > 0 {
		v.add("maxBytes", j.Op(strconv.FormatInt(op.MaxBytes, 10)))
	}
	if k := bodyKinds[op.Body]; k != "" {
		v.add("body", j.Id(k))
		if op.MediaType != "application/json" && op.Body != ir.MultipartBody && op.Body != ir.FormBody {
			v.text("contentType", op.MediaType)
		}
	}
	if s := streamOf(op); s != nil {
		var sv literal
		sv.text("param", s.Param)
		sv.text("terminal", s.Terminal)
		sv.text("failure", s.Failure)
		v.add("stream", j.Op("&").Id("streamInfo").Add(sv.values()))
	}
	if p := op.Paging; p != nil {
		v.add("next", pageLink(p.Next))
		if p.Prev != nil {
			v.add("prev", pageLink(p.Prev))
		}
	}
	if l := op.Long; l != nil {
		v.add("longCall", j.Op("&").Id("longCall").Values(j.Lit(l.Member), j.Op(strconv.FormatInt(l.PerHour, 10)), j.Op(strconv.Itoa(l.Seconds)).Op("*").Qual("time", "Second")))
	}
	f.Var().Id(op.Var).Op("=").Id("operation").Add(v.lines())
}

func pageLink(l *ir.PageLink) *j.Statement {
	var v literal
	v.text("param", l.Param)
	return j.Id("pageLink").Add(v.values())
}

func streamOf(op *ir.Operation) *ir.Stream {
	if op.Stream != nil {
		return &op.Stream.Stream
	}
	return op.Result.Stream
}

// methodDoc is an operation's documentation with its method and path.
func methodDoc(op *ir.Operation, name, lead string) ir.Doc {
	d := op.Doc
	if lead != "" {
		d.Text = lead
	}
	if d.Text == "" {
		d.Text = name + " calls " + op.HTTP + " " + op.Path + "."
		return d
	}
	d.Text = strings.TrimSpace(d.Text) + "\n\n" + op.HTTP + " " + op.Path
	return d
}

// signature is what the methods of an operation share.
type signature struct {
	recv   *j.Statement
	params []j.Code
	args   *j.Statement // path parameters as []string, or nil
}

func signatureOf(s *ir.Service, op *ir.Operation) signature {
	sig := signature{recv: j.Id("s").Op("*").Id(s.TypeName), args: j.Nil()}
	sig.params = append(sig.params, j.Id("ctx").Qual("context", "Context"))
	for _, a := range op.Args {
		sig.params = append(sig.params, j.Id(a.Name).Add(typeExpr(a.Type)))
	}
	var args []j.Code
	for _, i := range placeholders(op) {
		args = append(args, argExpr(op.Args[i]))
	}
	if len(args) > 0 {
		sig.args = j.Index().String().Values(args...)
	}
	sig.params = append(sig.params, j.Id("params").Op("*").Id(op.Params.Name), j.Id("opts").Op("...").Id("RequestOption"))
	return sig
}

// placeholders returns, for each placeholder of the path, the index of its
// argument. One argument may stand in several places.
func placeholders(op *ir.Operation) []int {
	var out []int
	for _, name := range placeholder.FindAllStringSubmatch(op.Path, -1) {
		if i := slices.IndexFunc(op.Args, func(a ir.Arg) bool { return a.Wire == name[1] }); i >= 0 {
			out = append(out, i)
		}
	}
	return out
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

func argExpr(a ir.Arg) *j.Statement {
	switch t := a.Type.(type) {
	case *ir.Basic:
		if t.Kind == ir.String {
			return j.Id(a.Name)
		}
	case *ir.Enum:
		if t.Base == ir.String {
			return j.String().Call(j.Id(a.Name))
		}
		return j.Id("argument").Call(basicExpr(t.Base).Call(j.Id(a.Name)))
	}
	return j.Id("argument").Call(j.Id(a.Name))
}

// method writes the Go methods of an operation.
func method(f *j.File, s *ir.Service, op *ir.Operation) {
	sig := signatureOf(s, op)
	given := j.If(j.Id("params").Op("==").Nil()).Block(j.Id("params").Op("=").New(j.Id(op.Params.Name)))
	call := func(fn *j.Statement, more ...j.Code) *j.Statement {
		args := append([]j.Code{j.Id("ctx"), j.Id("s").Dot("core"), j.Op("&").Id(op.Var), sig.args, j.Id("params")}, more...)
		return j.Return(fn.Call(append(args, j.Id("opts"))...))
	}
	write := func(name string, doc ir.Doc, result []j.Code, body ...j.Code) {
		comment(f, doc, "")
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
		write(op.Name, doc, []j.Code{j.Op("*").Id("LineStream").Types(typeExpr(t))}, call(j.Id("lines"), elemFunc(t)))
	case ir.EventsResult:
		t := op.Result.Stream.Event
		write(op.Name, doc, []j.Code{j.Op("*").Id("Stream").Types(typeExpr(t))}, call(j.Id("events"), elemFunc(t)))
	case ir.JSONResult:
		if o, ok := op.Result.Type.(*ir.Object); ok {
			write(op.Name, doc, []j.Code{j.Op("*").Id(o.Name), j.Error()}, call(j.Id("call"), j.New(j.Id(o.Name))))
		} else {
			write(op.Name, doc, []j.Code{typeExpr(op.Result.Type), j.Error()}, call(j.Id("callAs"), elemFunc(op.Result.Type)))
		}
	}
	if op.Stream != nil {
		streamMethod(op, call, write)
	}
}

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
func pageMethods(op *ir.Operation, call callFunc, write writeFunc) {
	page := j.Id(op.Paging.Page.Name)
	elem := op.Paging.Items.Type.(*ir.List).Elem
	write(op.Name, methodDoc(op, op.Name, ""), []j.Code{j.Op("*").Add(page), j.Error()}, call(j.Id("listPage"), j.New(page)))
	all := op.AllName()
	doc := methodDoc(op, all, all+" iterates over the items of all pages, and fetches a page when it is needed. It stops at the first error.")
	item, _ := pageItem(elem)
	p := j.Id("p")
	fresh := j.Func().Params().Params(j.Id("page"), j.Func().Params(j.Int()).Add(item)).
		Block(p.Clone().Op(":=").New(page), j.Return(p, p.Clone().Dot("pageItem")))
	write(all, doc, []j.Code{j.Qual("iter", "Seq2").Types(item, j.Error())}, call(j.Id("allItems"), fresh))
}

// streamMethod writes the streaming twin.
func streamMethod(op *ir.Operation, call callFunc, write writeFunc) {
	st := op.Stream
	event := typeExpr(st.Event)
	doc := methodDoc(op, st.Name, st.Name+" is "+op.Name+" with the answer as a stream of events. An error of the call is the first that the stream yields.")
	if st.Result == nil {
		write(st.Name, doc, []j.Code{j.Op("*").Id("Stream").Types(event)}, call(j.Id("events"), elemFunc(st.Event)))
		return
	}
	write(st.Name, doc, []j.Code{j.Op("*").Id("ResultStream").Types(event, j.Id(st.Result.Name))},
		call(j.Id("resultStream"), elemFunc(st.Event), j.Id("new"+st.Fold.Name+"Accumulator")))
}

// constructor writes a short function that makes an object, or a method that
// makes one from another.
func constructor(f *j.File, o *ir.Object, c *ir.Constructor) {
	var params []j.Code
	var v literal
	for _, s := range c.Set {
		v.add(s.Field.Name, setValue(s))
	}
	for _, a := range c.Args {
		v.add(a.Field.Name, constructorValue(a, &params))
	}
	result, value := j.Id(o.Name), j.Id(o.Name).Add(v.values())
	if c.Pointer {
		result, value = j.Op("*").Add(result), j.Op("&").Add(value)
	}
	comment(f, c.Doc, c.Name+" returns a "+o.Name+".")
	fn := f.Func()
	if c.Recv != nil {
		fn = fn.Params(j.Id("x").Op("*").Id(c.Recv.Name))
	}
	fn.Id(c.Name).Params(params...).Add(result).Block(j.Return(value))
}

func constructorValue(a ir.ConstructorArg, params *[]j.Code) *j.Statement {
	switch {
	case a.From != nil && a.Elem != nil:
		list := j.Id("listAs").Types(typeExpr(a.Elem)).Call(j.Id("x").Dot(a.From.Name))
		if a.Wrap != nil {
			return j.Id(a.Wrap.Name).Call(list)
		}
		return list
	case a.From != nil:
		return j.Id("x").Dot(a.From.Name)
	case a.Elem != nil:
		*params = append(*params, j.Id(a.Name).Op("...").Add(typeExpr(a.Elem)))
		if a.Wrap != nil {
			return j.Id(a.Wrap.Name).Call(j.Id(a.Name))
		}
		return j.Id(a.Name)
	}
	*params = append(*params, j.Id(a.Name).Add(typeExpr(a.Field.Type)))
	if pointed(a.Field) {
		return j.Op("&").Id(a.Name)
	}
	return j.Id(a.Name)
}

// pointed reports whether the field is a plain pointer to its type.
func pointed(f *ir.Field) bool {
	return f.Presence != ir.OptionalNull && !selfAbsent(f.Type) && (f.Presence != ir.Required || f.Pointer)
}

func setValue(s ir.SetField) *j.Statement {
	if e, ok := s.Field.Type.(*ir.Enum); ok {
		if i := slices.IndexFunc(e.Values, func(v ir.EnumValue) bool { return v.Value == s.Value }); i >= 0 {
			return j.Id(e.Values[i].Name)
		}
	}
	return j.Lit(s.Value)
}
