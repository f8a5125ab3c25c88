package emit

import (
	"slices"
	"strconv"
	"strings"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/folding"
	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/gen/internal/write/types"
)

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
	for _, more := range []string{alwaysSent(op), otherMedia(op), withoutBody(op), withoutResult(op), redirected(op), notModified(op), errorDoc(op)} {
		if more != "" {
			d.Text += "\n\n" + more
		}
	}
	return d
}

// otherMedia says what the body can be sent as besides.
func otherMedia(op *ir.Operation) string {
	var others []string
	for _, o := range op.OtherBodies {
		others = append(others, o.Media)
	}
	if others == nil {
		return ""
	}
	return "The body is sent as " + op.MediaType + ", or with [WithContentType] as " + strings.Join(others, " or ") + "."
}

// withoutBody says that callers need not send a body, if they can't see that in the params.
func withoutBody(op *ir.Operation) string {
	if !op.BodyOptional || !slices.ContainsFunc(op.Params.Fields, func(f *ir.Field) bool { return f.In == ir.InBody }) {
		return ""
	}
	return "No body is sent while no member of it is set."
}

// withoutResult says after which statuses there is no result.
//
//	The result is nil after status 202 or 204, which have no body.
func withoutResult(op *ir.Operation) string {
	none := "nil"
	switch op.Result.Kind {
	case ir.JSONResult, ir.AnswersResult, ir.BinaryResult:
	case ir.TextResult:
		none = "empty"
	default:
		return ""
	}
	if op.Result.Kind == ir.JSONResult && !types.HasNil(op.Result.Type) {
		none = "empty"
	}
	null := ""
	if op.Result.Null {
		null = " It is " + none + " where the answer is null."
	}
	switch len(op.Result.Empty) {
	case 0:
		return strings.Replace(strings.TrimSpace(null), "It is", "The result is", 1)
	case 1:
		return "The result is " + none + " after status " + either(op.Result.Empty) + ", which has no body." + null
	}
	return "The result is " + none + " after status " + either(op.Result.Empty) + ", which have no body." + null
}

// redirected says what documented redirects are to callers who ask for them.
func redirected(op *ir.Operation) string {
	if len(op.Result.Redirects) == 0 {
		return ""
	}
	return "With [WithoutRedirects], a redirect of status " + either(op.Result.Redirects) + " is an answer without a result: [WithResponse] has its header Location."
}

// notModified says which error means that nothing has changed.
func notModified(op *ir.Operation) string {
	if op.Result.ErrNotModified == "" {
		return ""
	}
	return "The error after status 304 is [" + op.Result.ErrNotModified + "]."
}

// either lists statuses, as in "301 or 302".
func either(statuses []int) string {
	var out []string
	for _, s := range statuses {
		out = append(out, strconv.Itoa(s))
	}
	return strings.Join(out, " or ")
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
		sig.params = append(sig.params, j.Id(a.Name).Add(source.Expr(a.Type)))
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
//
// In a style, it is JSON:
//
//	argumentAs(color, func(c *coder, p *[]string) { list(c, p, required, text) })
func argExpr(a ir.Arg) *j.Statement {
	if !a.Style.IsPlain() {
		if c, ok := a.Type.(*ir.Const); ok {
			return j.Lit(c.JSON)
		}
		return j.Id("argumentAs").Call(j.Id(a.Name), types.ElemFunc(a.Type))
	}
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
	switch {
	case op.Paging != nil && op.Paging.Page != nil:
		pageMethods(op, call, write)
		return
	case op.Paging != nil: // besides the method for one page
		defer arrayMethod(op, call, write)
	}
	switch op.Result.Kind {
	case ir.NoResult:
		write(op.Name, doc, []j.Code{j.Error()}, call(j.Id("callNone")))
	case ir.TextResult:
		textMethod(op, doc, call, write)
	case ir.BinaryResult:
		write(op.Name, doc, []j.Code{j.Op("*").Id("Download"), j.Error()}, call(j.Id("callDownload")))
	case ir.LinesResult:
		t, read := op.Result.Type, "lines"
		if op.Result.Records {
			read = "records"
		}
		write(op.Name, doc, []j.Code{j.Op("*").Id("LineStream").Types(source.Expr(t))}, call(j.Id(read), types.ElemFunc(t)))
	case ir.EventsResult:
		t := op.Result.Stream.Event
		write(op.Name, doc, []j.Code{j.Op("*").Id("Stream").Types(source.Expr(t))}, call(j.Id("events"), types.ElemFunc(t)))
	case ir.JSONResult:
		if o, ok := op.Result.Type.(*ir.Object); ok {
			write(op.Name, doc, []j.Code{j.Op("*").Id(o.Name), j.Error()}, call(j.Id("call"), j.New(j.Id(o.Name))))
		} else {
			write(op.Name, doc, []j.Code{source.Expr(op.Result.Type), j.Error()}, call(j.Id("callAs"), types.ElemFunc(op.Result.Type)))
		}
	case ir.AnswersResult:
		answersMethod(op, doc, call, write)
	}
	if op.Stream != nil {
		streamMethod(op, call, write)
	}
}

// textMethod writes the method of an operation that answers with text, which may stand for a value.
//
//	return callTextAs(ctx, s.core, &opPetCount, nil, params, integer, opts)
func textMethod(op *ir.Operation, doc ir.Doc, call callFunc, write writeFunc) {
	if t := op.Result.Type; t != nil {
		write(op.Name, doc, []j.Code{source.Expr(t), j.Error()}, call(j.Id("callTextAs"), types.ElemFunc(t)))
		return
	}
	write(op.Name, doc, []j.Code{j.String(), j.Error()}, call(j.Id("callText")))
}

// answersMethod writes the method of an operation that answers with one of several bodies.
//
//	return callAnswer(ctx, s.core, &opOrderCreate, nil, params, answersOrderCreate, opts)
func answersMethod(op *ir.Operation, doc ir.Doc, call callFunc, write writeFunc) {
	u := op.Result.Type.(*ir.Answers)
	fn := "callAnswer"
	if u.HasDownload() {
		fn = "openAnswerAs"
	}
	write(op.Name, doc, []j.Code{j.Id(u.Name), j.Error()}, call(j.Id(fn), j.Id("answersOf"+u.Name)))
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

// streamMethod writes the streaming method beside another.
//
//	return resultStream(ctx, s.core, &opPetCreate, nil, params, codePetEvent, newPetAccumulator, opts)
func streamMethod(op *ir.Operation, call callFunc, write writeFunc) {
	st := op.Stream
	event := source.Expr(st.Event)
	doc := methodDoc(op, st.Name, st.Name+" is "+op.Name+" with the answer as a stream of events. An error of the call is the first that the stream yields.")
	if st.Result == nil {
		write(st.Name, doc, []j.Code{j.Op("*").Id("Stream").Types(event)}, call(j.Id("events"), types.ElemFunc(st.Event)))
		return
	}
	stream := call(j.Id("resultStream"), types.ElemFunc(st.Event), j.Id("new"+st.Fold.Name+"Accumulator"))
	if text := folding.Text(st); text != nil {
		stream = stream.Dot("withText").Call(text)
	}
	write(st.Name, doc, []j.Code{j.Op("*").Id("ResultStream").Types(event, j.Id(st.Result.Name))}, stream)
}
