// Package tools writes the tool loop of a client, which stands on the code of
// templates/tools.
package tools

import (
	"path"
	"slices"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// Config says how the tool loop of a client is written.
type Config struct {
	Client string   // import path of the client
	Taken  []string // identifiers of the templates
}

// Package is the name of the package and folder of a client's tool loop.
func Package(client string) string { return client + "tools" }

// Loop is a tool loop as it is written: the source that says how the API has it, and what the
// templates beside it are told.
type Loop struct {
	Source source.File
	Client string            // name under which the client is imported
	Names  map[string]string // of the client's types, by what the templates call them
	Unused []string          // templates that the API has no use for
}

// Write renders the tool loop of an operation, which has one.
func Write(api *ir.API, op *ir.Operation, c Config) (*Loop, error) {
	pkg := Package(api.Package)
	w := &writer{api: api, op: op, loop: op.Loop, client: c.Client, name: api.Package}
	if slices.Contains(c.Taken, w.name) || slices.Contains(locals, w.name) {
		w.name = "apiclient"
	}
	w.Source = source.New(pkg, func(f *j.File) {
		f.ImportName(source.JSON, "json")
		if path.Base(w.client) == w.name {
			f.ImportName(w.client, w.name)
		} else {
			f.ImportAlias(w.client, w.name)
		}
	})
	w.Add("loop", w.file)
	files, err := w.Render()
	if err != nil {
		return nil, err
	}
	files[0].Name = pkg + "/" + files[0].Name
	l := &Loop{Source: files[0], Client: w.name, Names: w.names()}
	if !w.streams() {
		l.Unused = append(l.Unused, "stream.go")
	}
	if op.Loop.UsageOf == nil {
		l.Unused = append(l.Unused, "usage.go")
	}
	if op.Loop.Format == nil {
		l.Unused = append(l.Unused, "restrict.go", "structured.go")
	}
	if op.Loop.Format == nil || op.Loop.Format.PieceAt == nil || !w.streams() {
		l.Unused = append(l.Unused, "parts.go", "partial.go")
	}
	return l, nil
}

// locals are the names that the emitted functions use, packages included.
var locals = []string{"context", "json", "a", "b", "c", "d", "p", "t", "v", "ok", "err", "opts"}

// writer writes one loop.
type writer struct {
	*source.Source
	api    *ir.API
	op     *ir.Operation
	loop   *ir.ToolLoop
	client string // import path
	name   string // under which it is imported
}

// of is a name of the client package.
func (w *writer) of(name string) *j.Statement { return j.Qual(w.client, name) }

// typ is a type of the client package.
func (w *writer) typ(t ir.Type) *j.Statement { return source.Type(t, w.of) }

func (w *writer) streams() bool { return w.op.Stream != nil && w.op.Stream.Fold != nil }

// names are the types that stand for those of the templates.
func (w *writer) names() map[string]string {
	out := map[string]string{
		"Params": w.op.Params.Name, "Answer": nameOf(w.op.Result.Type), "Turn": nameOf(elem(w.loop.Turns)), "Tool": nameOf(elem(w.loop.Tools)),
		"Definition": w.loop.Define.Name,
	}
	if w.streams() {
		out["Event"] = nameOf(w.op.Stream.Event)
	}
	if u := w.loop.UsageOf; u != nil {
		out["Usage"] = u.Name
	}
	if f := w.loop.Format; f != nil {
		out["Format"] = f.Type.Name
	}
	return out
}

func nameOf(t ir.Type) string {
	if n, ok := t.(ir.Named); ok {
		return n.Declaration().Name
	}
	return ""
}

// elem is the type of the elements of a member that is a list.
func elem(f *ir.Field) ir.Type { return ir.ListOf(f.Type).Elem }

// file writes the description of the loop.
//
//	var loop = loopInfo{
//		send: func(ctx context.Context, c *pets.Client, p *pets.ChatParams, opts []pets.RequestOption) (*pets.Answer, error) {
//			return c.Chats.Create(ctx, p, opts...)
//		},
//		...
//	}
func (w *writer) file(f *j.File) {
	f.PackageComment("// Package " + Package(w.api.Package) + " has conversations in which the model calls tools: it runs them, and sends")
	f.PackageComment("// back what they return, until the model has answered.")
	f.Comment("// loop says how conversations are made of " + w.op.ID + ".")
	f.Var().Id("loop").Op("=").Id("loopInfo").Add(w.info())
}

// info writes what the templates are told, in the order of the struct that they have for it.
//
//	loopInfo{
//		send: func(...) (*pets.Answer, error) {...},
//		stop: path{"stop_reason"},
//		call: callInfo{...},
//	}
func (w *writer) info() *j.Statement {
	var v source.Literal
	v.Add("send", w.call(j.Params(j.Op("*").Add(w.typ(w.op.Result.Type)), j.Error()), w.op.Name, func(call *j.Statement) *j.Statement { return call }))
	if w.streams() {
		v.Add("open", w.call(j.Id("reader"), w.op.Stream.Name, func(call *j.Statement) *j.Statement { return j.Id("read").Call(call) }))
	}
	v.Add("turns", w.list(w.loop.Turns))
	v.Add("tools", w.list(w.loop.Tools))
	if c := w.loop.ToTurn; c != nil {
		v.Add("turnOf", w.turnOf(c))
	} else {
		v.Add("turnAt", steps(w.loop.TurnAt))
	}
	v.Add("readTurn", w.readTurn())
	v.Add("newTool", w.newTool())
	if u := w.loop.Result.Block; u != nil {
		v.Add("block", j.Func().Params(j.Id("v").Any()).Params(j.Any(), j.Bool()).Block(
			j.List(j.Id("b"), j.Id("ok")).Op(":=").Id("v").Assert(w.typ(u)),
			j.Return(j.Id("b"), j.Id("ok")),
		))
	}
	v.Add("stop", steps(w.loop.Stop.Reason))
	list(&v, "runs", w.loop.Stop.Run)
	list(&v, "resumes", w.loop.Stop.Resume)
	list(&v, "cuts", w.loop.Stop.Cut)
	if w.loop.UsageOf != nil {
		v.Add("usage", steps(w.loop.Usage))
	}
	v.Add("call", w.callInfo())
	v.Add("result", w.resultInfo())
	v.Add("tool", w.toolInfo())
	if w.loop.Choice != nil {
		v.Add("choice", w.choice())
	}
	if len(w.loop.Carry) > 0 {
		v.Add("carry", w.carry())
	}
	if w.loop.Format != nil {
		v.Add("format", w.format())
	}
	return v.Lines()
}

// call writes a function that calls a method of the client.
//
//	func(ctx context.Context, c *pets.Client, p *pets.ChatParams, opts []pets.RequestOption) (*pets.Answer, error) {
//		return c.Chats.Create(ctx, p, opts...)
//	}
func (w *writer) call(result *j.Statement, method string, with func(*j.Statement) *j.Statement) *j.Statement {
	service := j.Id("c")
	for _, s := range serviceOf(w.api.Services, w.op) {
		service = service.Dot(s)
	}
	call := service.Dot(method).Call(j.Id("ctx"), j.Id("p"), j.Id("opts").Op("..."))
	return j.Func().Params(
		j.Id("ctx").Qual("context", "Context"), j.Id("c").Op("*").Add(w.of("Client")), j.Id("p").Op("*").Add(w.of(w.op.Params.Name)), j.Id("opts").Index().Add(w.of("RequestOption")),
	).Add(result).Block(j.Return(with(call)))
}

// serviceOf returns the fields that lead from the client to the service of an operation.
func serviceOf(services []*ir.Service, op *ir.Operation) []string {
	for _, s := range services {
		if slices.Contains(s.Ops, op) {
			return []string{s.Field}
		}
		if below := serviceOf(s.Children, op); below != nil {
			return append([]string{s.Field}, below...)
		}
	}
	return nil
}

// list writes a function that leads to a member of the params.
//
//	func(p *pets.ChatParams) *[]pets.Turn { return &p.Turns }
func (w *writer) list(f *ir.Field) *j.Statement {
	return j.Func().Params(w.params()).Op("*").Add(w.typ(f.Type)).Block(j.Return(j.Op("&").Id("p").Dot(f.Name)))
}

func (w *writer) params() *j.Statement { return j.Id("p").Op("*").Add(w.of(w.op.Params.Name)) }

// turnOf writes the function that makes a turn of an answer.
//
//	func(a *pets.Answer) (pets.Turn, error) { return a.ToTurn(), nil }
func (w *writer) turnOf(c *ir.Constructor) *j.Statement {
	turn := j.Id("a").Dot(c.Name).Call()
	if c.Pointer {
		turn = j.Op("*").Add(turn)
	}
	return j.Func().Params(j.Id("a").Op("*").Add(w.typ(w.op.Result.Type))).Params(w.typ(elem(w.loop.Turns)), j.Error()).Block(j.Return(turn, j.Nil()))
}

// readTurn writes the function that reads a turn.
//
//	func(b []byte) (pets.Turn, error) { return pets.UnmarshalTurn(b) }
func (w *writer) readTurn() *j.Statement {
	t := elem(w.loop.Turns)
	f := j.Func().Params(j.Id("b").Index().Byte()).Params(w.typ(t), j.Error())
	if u, ok := t.(*ir.Union); ok {
		return f.Block(j.Return(w.of("Unmarshal" + u.Name).Call(j.Id("b"))))
	}
	return f.Block(
		j.Var().Id("t").Add(w.typ(t)),
		j.Id("err").Op(":=").Qual(source.JSON, "Unmarshal").Call(j.Id("b"), j.Op("&").Id("t")),
		j.Return(j.Id("t"), j.Id("err")),
	)
}

// newTool writes the function that makes a definition an element of the tools.
//
//	func(d *pets.OwnTool) pets.Tool { return d }
func (w *writer) newTool() *j.Statement {
	t := elem(w.loop.Tools)
	d := j.Id("d")
	if _, ok := t.(*ir.Object); ok {
		d = j.Op("*").Id("d")
	}
	return j.Func().Params(j.Id("d").Op("*").Add(w.of(w.loop.Define.Name))).Add(w.typ(t)).Block(j.Return(d))
}

// member writes what reads and sets a member of the params.
//
//	member{
//		get: func(p *pets.ChatParams) any { return p.Choice },
//		set: func(p *pets.ChatParams, b []byte) error { return replace(&p.Choice, b) },
//	}
func (w *writer) member(f *ir.Field) *j.Statement {
	at := j.Id("p").Dot(f.Name)
	body := []j.Code{j.Return(j.Id("replace").Call(j.Op("&").Add(at), j.Id("b")))}
	if u, ok := f.Type.(*ir.Union); ok && f.Form() != ir.NullableForm {
		body = []j.Code{
			j.List(j.Id("v"), j.Id("err")).Op(":=").Add(w.of("Unmarshal" + u.Name)).Call(j.Id("b")),
			j.If(j.Id("err").Op("==").Nil()).Block(j.Add(at).Op("=").Id("v")),
			j.Return(j.Id("err")),
		}
	}
	var v source.Literal
	v.Add("get", j.Func().Params(w.params()).Any().Block(j.Return(at)))
	v.Add("set", j.Func().Params(w.params(), j.Id("b").Index().Byte()).Error().Block(body...))
	return j.Id("member").Add(v.Lines())
}
