// Package faketest writes the fake server of a client, which stands on the code of
// templates/faketest.
package faketest

import (
	"path"
	"slices"
	"strconv"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// Config says how the fake server of a client is written.
type Config struct {
	Client string   // import path of the client
	Taken  []string // package-level names of the code that the fake is based on
}

// Package is the name of the package and folder of a client's fake server.
func Package(client string) string { return client + "test" }

// Files renders the fake server of an API but for what all fakes share.
func Files(api *ir.API, c Config) ([]source.File, error) {
	own := *api
	own.Package = Package(api.Package)
	k := &faker{client: c.Client, name: api.Package, folds: map[*ir.Accumulator]bool{}}
	k.Source = source.New(own.Package, k.names)
	k.api = &own
	if slices.Contains(c.Taken, k.name) || slices.Contains(fakeLocals, k.name) {
		k.name = "client"
	}
	k.Add("server", k.server)
	for _, s := range api.Services {
		k.service(s, serverField(s))
	}
	files, err := k.Render()
	for i := range files {
		files[i].Name = own.Package + "/" + files[i].Name
	}
	return files, err
}

// fakeLocals are the names that the emitted functions use, packages included.
var fakeLocals = []string{"context", "iter", "json", "testing", "time", "apiFacts", "all", "s", "t", "f", "in", "p", "opts", "handle", "params", "a0", "a1", "a2", "a3", "a4", "a5", "a", "c", "e", "v", "events", "answer", "answers"}

// faker writes the fake server.
type faker struct {
	*source.Source
	api    *ir.API
	client string                   // import path
	name   string                   // under which it is imported
	folds  map[*ir.Accumulator]bool // whose events are written
}

// names says what the imported packages are called.
func (k *faker) names(f *j.File) {
	f.ImportName(source.JSON, "json")
	if path.Base(k.client) == k.name {
		f.ImportName(k.client, k.name)
	} else {
		f.ImportAlias(k.client, k.name)
	}
}

// of is a name of the client package.
func (k *faker) of(name string) *j.Statement { return j.Qual(k.client, name) }

// serverMembers are the names that fields of the server can't have.
var serverMembers = []string{"AllowUnknown", "Client", "Fault", "Requests", "URL"}

// serverField is the field of the server that holds a service.
func serverField(s *ir.Service) string {
	if slices.Contains(serverMembers, s.Field) {
		return s.TypeName
	}
	return s.Field
}

// server writes the server and what the runtime has to know about the API.
//
//	func NewServer(t testing.TB) *Server {
//		t.Helper()
//		f := newFake(t, &apiFacts)
//		return &Server{fake: f, URL: f.server.URL, Pets: newPetService(f)}
//	}
func (k *faker) server(f *j.File) {
	f.PackageComment("// Package " + k.api.Package + " is a fake of the API for tests: a server that checks requests against")
	f.PackageComment("// the API's description and answers them the way a test says.")
	f.Comment("// Server is a fake of the API. A request that doesn't fit the description of the API, or that nobody")
	f.Comment("// scripted an answer for, fails the test.")
	f.Type().Id("Server").StructFunc(func(g *j.Group) {
		g.Op("*").Id("fake")
		g.Comment("// URL is the base URL of the server.")
		g.Id("URL").String()
		for _, s := range k.api.Services {
			g.Id(serverField(s)).Op("*").Id(s.TypeName)
		}
	})
	var v source.Literal
	v.Add("fake", j.Id("f"))
	v.Add("URL", j.Id("f").Dot("server").Dot("URL"))
	for _, s := range k.api.Services {
		v.Add(serverField(s), j.Id("new"+s.TypeName).Call(j.Id("f")))
	}
	f.Comment("// NewServer starts a fake of the API on a loopback address. It stops when the test ends.")
	f.Func().Id("NewServer").Params(j.Id("t").Qual("testing", "TB")).Op("*").Id("Server").Block(
		j.Id("t").Dot("Helper").Call(),
		j.Id("f").Op(":=").Id("newFake").Call(j.Id("t"), j.Op("&").Id("apiFacts")),
		j.Return(j.Op("&").Id("Server").Add(v.Lines())),
	)
	k.clientMethod(f)
	k.apiInfo(f)
}

// clientMethod writes the method that makes a client of the server.
//
//	func (s *Server) Client(opts ...pets.RequestOption) *pets.Client {
//		all := s.options(pets.WithAPIKey(credential("apiKey")))
//		return pets.NewClient(append(all, opts...)...)
//	}
func (k *faker) clientMethod(f *j.File) {
	f.Comment("// Client returns a client of the server, with made-up credentials. It takes nothing from the")
	f.Comment("// environment, and retries without waiting long.")
	option := j.Op("...").Add(k.of("RequestOption"))
	f.Func().Params(j.Id("s").Op("*").Id("Server")).Id("Client").Params(j.Id("opts").Add(option)).Op("*").Add(k.of("Client")).
		BlockFunc(func(g *j.Group) {
			var all []j.Code
			for _, sch := range k.api.Schemes {
				if sch.Of != "" {
					continue
				}
				args := []j.Code{j.Id("credential").Call(j.Lit(sch.ID))}
				if sch.Kind == ir.SchemeBasic {
					args = append([]j.Code{j.Lit("test")}, args...)
				}
				all = append(all, k.of(sch.Option).Call(args...))
			}
			g.Id("all").Op(":=").Id("s").Dot("options").Call(all...)
			g.Return(k.of("NewClient").Call(j.Append(j.Id("all"), j.Id("opts").Op("...")).Op("...")))
		})
}

// apiInfo writes what all operations have in common, and their list.
//
//	var apiFacts = apiInfo{schemes: []scheme{{id: "apiKey", kind: headerScheme, name: "x-api-key"}}}
func (k *faker) apiInfo(f *j.File) {
	a := k.api
	var v source.Literal
	v.Add("schemes", j.Index().Id("scheme").ValuesFunc(func(g *j.Group) {
		for _, s := range a.Schemes {
			var sv source.Literal
			sv.Add("id", j.Lit(s.ID))
			sv.Add("kind", j.Id(source.SchemeKinds[s.Kind]))
			sv.Text("name", s.Name)
			sv.Text("prefix", s.Prefix)
			sv.Text("of", s.Of)
			g.Line().Add(sv.Values())
		}
		g.Line()
	}))
	if a.Security != nil {
		v.Add("security", source.Security(a.Security))
	}
	v.Text("betaHeader", a.Betas.Header)
	v.Text("betaQuery", a.Betas.Query)
	v.Text("requestID", a.Headers.RequestID)
	v.Add("errors", j.Index().Id("errorKind").ValuesFunc(func(g *j.Group) {
		for _, e := range a.Errors {
			g.Line().Values(j.Lit(e.Type), j.Lit(e.Status))
		}
		g.Line()
	}))
	if open := k.open(); len(open) > 0 {
		v.Add("open", j.Index().Qual("reflect", "Type").ValuesFunc(func(g *j.Group) {
			for _, o := range open {
				g.Line().Qual("reflect", "TypeFor").Types(k.of(o.Name)).Call()
			}
			g.Line()
		}))
	}
	v.Add("operations", j.Index().Op("*").Id("operation").ValuesFunc(func(g *j.Group) {
		for op := range a.AllOperations() {
			g.Line().Op("&").Id(op.Var)
		}
		g.Line()
	}))
	f.Comment("// apiFacts tells the runtime about the API.")
	f.Var().Id("apiFacts").Op("=").Id("apiInfo").Add(v.Lines())
}

// open are the types that may have members which the document doesn't name.
func (k *faker) open() []*ir.Object {
	var out []*ir.Object
	for o := range k.api.Objects() {
		if o.Open && !o.IsParams && ir.Declared(o) == o {
			out = append(out, o)
		}
	}
	return out
}

// service writes the scripts of a service, and the services below it. where is
// how it is reached from the server.
func (k *faker) service(s *ir.Service, where string) {
	k.Add(s.Area, func(f *j.File) { k.serviceType(f, s) })
	for _, op := range s.Ops {
		k.Add(s.Area, func(f *j.File) {
			k.descriptor(f, op, where)
			k.scripts(f, s, op)
		})
	}
	for _, c := range s.Children {
		k.service(c, where+"."+c.Field)
	}
}

// serviceType writes the type of a service.
//
//	type PetService struct {
//		fake *fake
//	}
func (k *faker) serviceType(f *j.File, s *ir.Service) {
	f.Comment("// " + s.TypeName + " scripts the operations of the client's [" + k.name + "." + s.TypeName + "].")
	f.Type().Id(s.TypeName).StructFunc(func(g *j.Group) {
		for _, c := range s.Children {
			g.Id(c.Field).Op("*").Id(c.TypeName)
		}
		g.Id("fake").Op("*").Id("fake")
	})
	var v source.Literal
	for _, c := range s.Children {
		v.Add(c.Field, j.Id("new"+c.TypeName).Call(j.Id("f")))
	}
	v.Add("fake", j.Id("f"))
	f.Func().Id("new" + s.TypeName).Params(j.Id("f").Op("*").Id("fake")).Op("*").Id(s.TypeName).
		Block(j.Return(j.Op("&").Id(s.TypeName).Add(v.Values())))
}

// descriptor writes the static description of an operation.
//
//	var opPetGet = operation{
//		id:     "pets.get",
//		method: "GET",
//		path:   "/pets/{id}",
//		call:   "Pets.Get",
//	}
func (k *faker) descriptor(f *j.File, op *ir.Operation, where string) {
	var v source.Literal
	v.Text("id", op.ID)
	v.Text("method", op.HTTP)
	v.Text("path", op.Path)
	var slashes []j.Code
	for at, i := range op.Placeholders() {
		if op.Args[i].Style.Reserved {
			slashes = append(slashes, j.Lit(at))
		}
	}
	if slashes != nil {
		v.Add("slashes", j.Index().Int().Values(slashes...))
	}
	v.Text("call", where+"."+op.Name)
	if op.Security != nil {
		v.Add("security", source.Security(op.Security))
	}
	if len(op.Fixed) > 0 {
		v.Add("fixed", source.Fixed(op.Fixed))
	}
	if len(op.Betas) > 0 {
		v.Add("betas", source.Strings(op.Betas))
	}
	if b := source.BodyKinds[op.Body]; b != "" {
		v.Add("body", j.Id(b))
	}
	if len(op.OtherBodies) > 0 {
		v.Add("others", j.Index().Id("otherBody").ValuesFunc(func(g *j.Group) {
			for _, o := range op.OtherBodies {
				g.Values(j.Lit(o.Media), j.Id(source.BodyKinds[o.Body]))
			}
		}))
	}
	if op.BodyOptional {
		v.Add("bodyOptional", j.True())
	}
	v.Text("accept", op.Accept)
	if s := op.Result.Status(); s != 200 && op.Result.Kind != ir.NoResult {
		v.Add("status", j.Lit(s))
	}
	if len(op.Result.Empty) > 0 && op.Result.Kind != ir.NoResult {
		v.Add("empty", j.Lit(op.Result.Empty[0]))
	}
	if u, ok := op.Result.Type.(*ir.Answers); ok {
		v.Add("answers", k.answers(u))
	}
	if s := op.Events(); s != nil {
		v.Add("events", eventsInfo(op, s, where))
	}
	f.Var().Id(op.Var).Op("=").Id("operation").Add(v.Lines())
}

// answers says with what status and media type each type of an answer is sent.
//
//	[]answerInfo{
//		{200, "application/json", is[*pets.Order]},
//	}
func (k *faker) answers(u *ir.Answers) *j.Statement {
	return j.Index().Id("answerInfo").ValuesFunc(func(g *j.Group) {
		for _, a := range u.List {
			t := j.Op("*").Add(k.of("Download"))
			if a.Type != nil {
				t = k.typ(a.Type)
				if _, ok := a.Type.(*ir.Object); ok {
					t = j.Op("*").Add(t)
				}
			}
			g.Line().Values(j.Lit(u.Status(a)), j.Lit(a.Media), j.Id("is").Types(t))
		}
		g.Line()
	})
}

// eventsInfo describes the events of an operation.
//
//	&eventsInfo{param: "stream", call: "Pets.Stream", tag: "type"}
func eventsInfo(op *ir.Operation, s *ir.Stream, where string) *j.Statement {
	var v source.Literal
	v.Text("param", s.Param)
	if op.Stream != nil {
		v.Text("call", where+"."+op.Stream.Name)
	}
	scripted := false // the terminal event is one that a test can send
	if u, ok := s.Event.(*ir.Union); ok {
		v.Text("tag", u.Tag)
		scripted = slices.ContainsFunc(u.Variants, func(x *ir.Variant) bool { return slices.Contains(x.Tags, s.Terminal) })
	}
	if !scripted {
		v.Text("mark", s.Terminal)
	}
	v.Text("failure", s.Failure)
	if s.Whole {
		v.Add("whole", j.True())
	}
	if s.Text {
		v.Add("text", j.True())
	}
	if len(s.Texts) > 0 {
		v.Add("texts", source.Strings(s.Texts))
	}
	return j.Op("&").Id("eventsInfo").Add(v.Values())
}

// arg is the variable that holds path parameter i.
func arg(i int) *j.Statement { return j.Id("a" + strconv.Itoa(i)) }
