package sampletest

import (
	"strconv"
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/sample"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// operations writes a call of each operation with every parameter set, and the
// list of operations.
func (t *tester) operations(f *j.File, documented []string) {
	row := func() *j.Statement { return j.Id("sampleOperation").Types(j.Op("*").Add(t.id("Client"))) }
	table(f, "sampleOfOperations", "sampleOfOperations has a request of each operation with every parameter set.", row(), t.rows())
	f.Func().Id("TestSampleOperations").Params(j.Id("t").Op("*").Qual("testing", "T")).Block(
		j.Id("client").Op(":=").Func().Params(j.Id("url").String()).Op("*").Add(t.id("Client")).Block(j.Return(t.newClient())),
		j.Id("sampleOperations").Call(j.Id("t"), j.Lit(envName(t.api.Package)), j.Id("client"), j.Id("sampleOfOperations")),
	)
	var rows []j.Code
	for _, d := range documented {
		rows = append(rows, j.Lit(d))
	}
	table(f, "sampleOfDocument", "sampleOfDocument lists the operations of the document.", j.String(), rows)
	test(f, "TestSampleOperationList", j.Id("sampleOperationList").Call(j.Id("t"), j.Id("sampleOfDocument"), j.Id("sampleOfOperations")))
	t.leftOut(f, "Operations")
}

// newClient makes a client of the test server.
//
//	pets.NewClient(
//		pets.WithoutEnvironment(),
//		pets.WithBaseURL(url),
//	)
func (t *tester) newClient() *j.Statement {
	return t.id("NewClient").CallFunc(func(g *j.Group) {
		g.Line().Add(t.id("WithoutEnvironment").Call())
		g.Line().Add(t.id("WithBaseURL").Call(j.Id("url")))
		g.Line().Add(t.id("WithMaxRetries").Call(j.Lit(0)))
		for _, s := range t.api.Schemes {
			v := j.Lit(sample.Credential(s))
			if s.Of != "" {
				continue
			}
			if s.Kind == ir.SchemeBasic {
				g.Line().Add(t.id(s.Option).Call(v, v))
			} else {
				g.Line().Add(t.id(s.Option).Call(v))
			}
		}
		g.Line()
	})
}

// rows returns a row for each operation.
func (t *tester) rows() []j.Code {
	var out []j.Code
	for path, s := range t.api.AllServices() {
		for _, op := range s.Ops {
			o := operationTest{tester: t, op: op, service: strings.Split(path, ".")}
			out = append(out, o.row())
		}
	}
	return out
}

// operationTest writes the test of an operation.
type operationTest struct {
	*tester
	op      *ir.Operation
	service []string // e.g. "Messages", "Batches"
	request sample.Request
}

// row writes the test of the operation.
//
//	{
//		id:     "pets.get",
//		method: "GET",
//		route:  "/pets/{id}",
//		path:   "/pets/sample_id",
//		params: &pets.PetGetParams{},
//	}
//
// What nothing can be sent to, or answer, is only listed.
func (o *operationTest) row() *j.Statement {
	var v source.Literal
	v.Add("id", j.Lit(o.op.ID))
	v.Add("method", j.Lit(o.op.HTTP))
	v.Add("route", j.Lit(o.op.Path))
	if !o.finite() {
		o.leaveOut(o.op.ID, endless)
		return v.Lines()
	}
	o.request = o.samples.RequestOf(o.api, o.op)
	r := &o.request
	v.Add("path", j.Lit(r.Path))
	v.Text("query", r.Query)
	if len(r.Header) > 0 {
		v.Add("header", source.Strings(r.Header))
	}
	if len(r.Body) > 0 {
		v.Add("body", docLit(r.Body))
	}
	if len(r.Parts) > 0 {
		v.Add("form", j.Index().Id("samplePart").ValuesFunc(func(g *j.Group) {
			for _, p := range r.Parts {
				g.Line().Values(j.Lit(p.Name), j.Lit(p.File), j.Lit(p.Type), source.RawString(p.Content)) // compared as it is, so on one line
			}
			g.Line()
		}))
	}
	v.Add("params", o.params())
	v.Add("ways", j.Index().Id("sampleWay").Types(j.Op("*").Add(o.id("Client"))).ValuesFunc(func(g *j.Group) {
		for _, w := range o.ways() {
			g.Add(w)
		}
	}))
	return v.Lines()
}

// finite reports whether there are documents for all that the operation sends and receives.
func (o *operationTest) finite() bool {
	for i := range o.op.Args {
		if !o.samples.Finite(o.op.Args[i].Type) {
			return false
		}
	}
	return o.samples.Finite(o.op.Params) && (o.op.Result.Type == nil || o.samples.Finite(o.op.Result.Type))
}

// ways returns the methods of the operation.
func (o *operationTest) ways() []*j.Statement {
	op := o.op
	if op.Body == ir.RawBody && strings.HasPrefix(op.MediaType, "multipart/") {
		o.leaveOut(op.ID, onlyParts)
		return nil
	}
	if u, ok := op.Result.Type.(*ir.Answers); ok {
		return o.several(u)
	}
	answer := o.samples.AnswerOf(op)
	out := []*j.Statement{o.way(o.op.Name, false, answer, o.result(), nil)}
	if p := op.Paging; p != nil {
		name := op.All
		all := o.collect(o.call(name, o.id("WithItemLimit").Call(j.Lit(1))))
		out = append(out, o.way(name, false, sample.Answer{}, all, func(v *source.Literal) { v.Text("items", itemsAt(p)) }))
	}
	if s := op.Stream; s != nil {
		call := j.Id("sampleStream").Call(o.call(s.Name))
		out = append(out, o.way(s.Name, true, o.samples.StreamAnswer(op), call, func(v *source.Literal) { v.Text("flag", s.Param) }))
	}
	return out
}

// several calls the operation once for each of its answers.
func (o *operationTest) several(u *ir.Answers) []*j.Statement {
	var out []*j.Statement
	for _, a := range u.List {
		if a.Type == nil || o.samples.Finite(a.Type) {
			out = append(out, o.way(o.op.Name, false, o.samples.OneOf(u, a), j.Id("sampleAny").Call(o.call(o.op.Name)), nil))
		} else {
			o.leaveOut(o.op.ID+"/"+strconv.Itoa(a.Statuses[0])+" "+a.Media, endless)
		}
	}
	return out
}

// way writes one method: what it gets, and how to call it.
//
//	{
//		name:   "Get",
//		accept: "application/json",
//		call: func(ctx context.Context, c *pets.Client, x *sampleCall) (any, error) {
//			return c.Pets.Get(ctx, x.arg("sample_id"), x.params.(*pets.PetGetParams))
//		},
//	}
func (o *operationTest) way(name string, streaming bool, a sample.Answer, result *j.Statement, more func(*source.Literal)) *j.Statement {
	var v source.Literal
	v.Text("name", name)
	v.Add("accept", j.Lit(sample.Accept(o.op, streaming)))
	if a.Kind != ir.NoResult {
		var av source.Literal
		av.Add("kind", j.Id(answerKinds[a.Kind]))
		if a.Status != 200 && a.Status != 0 {
			av.Add("status", j.Lit(a.Status))
		}
		av.Add("contentType", j.Lit(a.ContentType))
		av.Add("body", docLit(a.Body))
		if len(a.Sent) > 0 {
			av.Add("sent", docLit(a.Sent))
		}
		v.Add("answer", j.Id("sampleAnswer").Add(av.Values()))
	}
	if more != nil {
		more(&v)
	}
	v.Add("call", j.Func().Params(
		j.Id("ctx").Qual("context", "Context"), j.Id("c").Op("*").Add(o.id("Client")), j.Id("x").Op("*").Id("sampleCall"),
	).Params(j.Any(), j.Error()).Block(j.Return(result)))
	if p := o.op.Paging; p != nil && p.Page != nil && p.Shape == nil && name == o.op.Name {
		v.Add("turns", o.turns())
	}
	return v.Lines()
}

var answerKinds = map[ir.ResultKind]string{
	ir.JSONResult: "sampleJSON", ir.TextResult: "sampleContent", ir.BinaryResult: "sampleContent", ir.LinesResult: "sampleLines", ir.EventsResult: "sampleEvents",
}

// result calls the operation's first method and makes a value and an error of
// what it returns.
func (o *operationTest) result() *j.Statement {
	call := o.call(o.op.Name)
	switch o.op.Result.Kind {
	case ir.NoResult:
		return j.Id("sampleNone").Call(call)
	case ir.TextResult:
		if o.op.Result.Type != nil {
			return j.Id("sampleTextOf").Call(call)
		}
	case ir.BinaryResult:
		return j.Id("sampleDownload").Call(call)
	case ir.LinesResult:
		return o.collect(call.Dot("All").Call())
	case ir.EventsResult:
		return j.Id("sampleStream").Call(call)
	}
	return call
}

// collect is the elements of a sequence as a slice.
//
//	sampleCollect(c.Pets.All(ctx, x.params.(*pets.PetListParams)))
func (o *operationTest) collect(seq *j.Statement) *j.Statement {
	return j.Id("sampleCollect").Call(seq)
}

// call calls a method of the operation's service.
//
//	c.Pets.Get(ctx, x.arg("sample_id"), x.params.(*pets.PetGetParams))
func (o *operationTest) call(name string, opts ...j.Code) *j.Statement {
	s := j.Id("c")
	for _, f := range o.service {
		s = s.Dot(f)
	}
	args := []j.Code{j.Id("ctx")}
	for _, a := range o.request.Args {
		args = append(args, o.argument(a))
	}
	params := j.Id("x").Dot("params").Assert(j.Op("*").Add(o.id(o.op.Params.Name)))
	return s.Dot(name).Call(append(append(args, params), opts...)...)
}

// argument is a path parameter: text is awkward to escape.
//
//	x.arg("sample_id")
func (o *operationTest) argument(a sample.Value) *j.Statement {
	if sample.IsText(a.Arg.Type) {
		return j.Id("x").Dot("arg").Call(j.Lit(sample.Text(a.Arg.Wire)))
	}
	return o.value(a.Arg.Type, a.JSON)
}

// params are the parameters, but for a body that is JSON.
//
//	&pets.PetListParams{
//		Limit: new(int64(5)),
//	}
func (o *operationTest) params() *j.Statement {
	var v, body source.Literal
	for _, f := range o.request.Fields {
		switch {
		case f.Field.Form() == ir.NoForm:
		case o.op.Params.Owner(f.Field) != o.op.Params:
			body.Add(f.Field.Name, o.member(f.Field, f.JSON))
		default:
			v.Add(f.Field.Name, o.member(f.Field, f.JSON))
		}
	}
	if len(body) > 0 {
		name := o.op.Params.Embeds.Name
		v.Add(name, o.id(name).Add(body.Lines()))
	}
	p := j.Op("&").Add(o.id(o.op.Params.Name))
	if len(v) == 0 {
		return p.Values()
	}
	return p.Add(v.Lines())
}

// itemsAt says where an answer has the items of a page: the name of the member or, if they are deeper
// or the answer itself, a slash before each name on the way.
func itemsAt(p *ir.Paging) string {
	if len(p.Items) == 1 {
		return p.Items[0].Wire
	}
	return "/" + strings.Join(p.Items.Names(), "/")
}

// turns writes how the page leads to its neighbours.
func (o *operationTest) turns() *j.Statement {
	p := o.op.Paging
	return j.Index().Id("sampleTurn").ValuesFunc(func(g *j.Group) {
		turn := func(l *ir.PageLink, method string) {
			if l == nil || l.Item || !sample.IsText(l.Value.Last().Type) {
				return
			}
			page := j.Id("page").Assert(j.Op("*").Add(o.id(p.Page.Name)))
			g.Line().Values(j.Lit(l.Param), j.Lit(o.samples.Cursor(o.op, l)),
				j.Func().Params(j.Id("ctx").Qual("context", "Context"), j.Id("page").Any()).Params(j.Any(), j.Error()).
					Block(j.Return(page.Dot(method).Call(j.Id("ctx")))))
		}
		turn(p.Next, "Next")
		turn(p.Prev, "Previous")
		g.Line()
	})
}
