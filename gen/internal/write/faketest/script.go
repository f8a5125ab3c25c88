package faketest

import (
	"slices"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// scripting is a method that says how an operation is answered.
type scripting struct {
	name   string // Go method, e.g. "Create"
	how    string // for the doc comment
	fn     string // of the runtime that takes the script
	send   string // of the runtime that sends the result
	result *j.Statement
	// alone is set if the function that answers returns the result only, or
	// the error only.
	alone bool
}

// scripts writes the methods that say how an operation is answered.
func (k *faker) scripts(f *j.File, s *ir.Service, op *ir.Operation) {
	sc := scripting{name: op.Name, fn: "script", how: "with what handle returns."}
	switch op.Result.Kind {
	case ir.NoResult:
		sc.send, sc.result, sc.alone = "sendNothing", j.Id("nothing"), true
	case ir.TextResult:
		sc.send, sc.result = "sendText", j.String()
		if op.Result.Type != nil {
			sc.send, sc.result = "sendTextAs", k.typ(op.Result.Type)
		}
	case ir.BinaryResult:
		sc.send, sc.result = "sendFile", k.of("File")
		sc.how = "with the content, type and name of the file that handle returns."
	case ir.JSONResult:
		sc.send, sc.result = "sendJSON", k.typ(op.Result.Type)
		if _, ok := op.Result.Type.(*ir.Object); ok {
			sc.result = j.Op("*").Add(sc.result)
		}
	case ir.AnswersResult:
		sc.send, sc.result = "sendAnswer", k.typ(op.Result.Type)
	case ir.LinesResult:
		sc.send = "sendLines"
		k.sequence(f, s, op, sc, op.Result.Type)
		return
	case ir.EventsResult:
		sc.send = "sendEvents"
		k.sequence(f, s, op, sc, op.Result.Stream.Event)
		return
	}
	k.script(f, s, op, sc)
	if op.Stream != nil {
		k.sequence(f, s, op, scripting{name: op.Stream.Name, fn: "scriptEvents", send: "sendEvents"}, op.Stream.Event)
		if fold := op.Stream.Fold; fold != nil && slices.ContainsFunc(fold.Steps, func(s ir.FoldStep) bool { return s.Set != nil }) {
			k.conversation(f, s, op)
			if !k.folds[fold] {
				k.folds[fold] = true
				k.unfolding(f, op.Stream)
			}
		}
	}
}

// sequence writes two methods for an answer of several values: one for a slice
// and one for a sequence.
//
//	func (s *PetService) Watch(handle func(params *pets.PetWatchParams) ([]pets.Event, error)) {
//		s.WatchSeq(func(p *pets.PetWatchParams) iter.Seq2[pets.Event, error] {
//			return sequence(handle(p))
//		})
//	}
func (k *faker) sequence(f *j.File, s *ir.Service, op *ir.Operation, sc scripting, elem ir.Type) {
	slice := sc.name
	sc.name = sequenceName(s, slice)
	seq := j.Qual("iter", "Seq2").Types(k.typ(elem), j.Error())
	source.Comment(f, ir.Doc{Text: slice + " answers requests of " + op.ID + " with what handle returns, one by one. An error that comes with values is sent after them.\n\n" + op.HTTP + " " + op.Path}, "")
	handle := j.Func().Params(k.handlerParams(op)...).Params(j.Index().Add(k.typ(elem)), j.Error())
	inner := j.Func().Params(k.innerParams(op)...).Add(seq.Clone()).Block(j.Return(j.Id("sequence").Call(j.Id("handle").Call(handlerArgs(op)...))))
	f.Func().Params(j.Id("s").Op("*").Id(s.TypeName)).Id(slice).Params(j.Id("handle").Add(handle)).
		Block(j.Id("s").Dot(sc.name).Call(inner))
	sc.result, sc.alone = seq, true
	sc.how = "with the values that handle yields, as they come. An error ends the answer."
	k.script(f, s, op, sc)
}

// sequenceName is a method name that the service doesn't have yet.
func sequenceName(s *ir.Service, name string) string {
	taken := map[string]bool{}
	for _, c := range s.Children {
		taken[c.Field] = true
	}
	for _, op := range s.Ops {
		taken[op.Name] = true
		if op.Stream != nil {
			taken[op.Stream.Name] = true
		}
	}
	name += "Seq"
	for taken[name] {
		name += "uence"
	}
	return name
}

// handlerParams are the parameters of the test's function.
func (k *faker) handlerParams(op *ir.Operation) []j.Code {
	var out []j.Code
	for _, a := range op.Given() {
		out = append(out, j.Id(a.Name).Add(k.typ(a.Type)))
	}
	return append(out, j.Id("params").Op("*").Add(k.of(op.Params.Name)))
}

// innerParams are handlerParams under the names that handlerArgs has.
func (k *faker) innerParams(op *ir.Operation) []j.Code {
	var out []j.Code
	for i, a := range op.Given() {
		out = append(out, arg(i).Add(k.typ(a.Type)))
	}
	return append(out, j.Id("p").Op("*").Add(k.of(op.Params.Name)))
}

// handlerArgs passes what was read from a request to the test's function.
func handlerArgs(op *ir.Operation) []j.Code {
	var out []j.Code
	for i := range op.Given() {
		out = append(out, arg(i))
	}
	return append(out, j.Id("p"))
}

// script writes one method.
//
//	func (s *PetService) Get(handle func(id string, params *pets.PetGetParams) (*pets.Pet, error)) {
//		script(s.fake, &opPetGet, sendJSON, func(in *input) func() (*pets.Pet, error) {
//			a0 := path[string](in, 0)
//			p := new(pets.PetGetParams)
//			in.read(p, query("limit", &p.Limit))
//			return func() (*pets.Pet, error) { return handle(a0, p) }
//		})
//	}
func (k *faker) script(f *j.File, s *ir.Service, op *ir.Operation, sc scripting) {
	source.Comment(f, ir.Doc{Text: sc.name + " answers requests of " + op.ID + " " + sc.how + "\n\n" + op.HTTP + " " + op.Path}, "")
	call := j.Id("handle").Call(handlerArgs(op)...)
	result := j.Params(sc.result, j.Error())
	returned := call
	switch {
	case !sc.alone:
	case sc.send == "sendNothing":
		result, returned = j.Error(), j.List(j.Id("nothing").Values(), call)
	default:
		result, returned = sc.result, j.List(call, j.Nil())
	}
	handle := j.Func().Params(k.handlerParams(op)...).Add(result)
	prepare := j.Func().Params(j.Id("in").Op("*").Id("input")).Func().Params().Params(sc.result, j.Error()).BlockFunc(func(g *j.Group) {
		at, given := op.Placeholders(), 0
		for i, a := range op.Args {
			where := j.Lit(slices.Index(at, i))
			if c, ok := a.Type.(*ir.Const); ok {
				if s := a.Style; !s.IsPlain() {
					g.Id("styledPathIs").Call(j.Id("in"), where, j.Lit(c.Text()), j.Lit(s.Kind.String()), j.Lit(s.Explode))
				} else {
					g.Id("in").Dot("pathIs").Call(where, j.Lit(c.Text()))
				}
				continue
			}
			if s := a.Style; !s.IsPlain() {
				g.Add(arg(given)).Op(":=").Id("styledPath").Call(j.Id("in"), where, k.decoder(a.Type), j.Lit(s.Kind.String()), j.Lit(s.Explode))
			} else {
				g.Add(arg(given)).Op(":=").Id("path").Types(k.typ(a.Type)).Call(j.Id("in"), where)
			}
			given++
		}
		g.Id("p").Op(":=").New(k.of(op.Params.Name))
		g.Id("in").Dot("read").Call(append([]j.Code{j.Id("p")}, k.members(op)...)...)
		g.Return(j.Func().Params().Params(sc.result, j.Error()).Block(j.Return(returned)))
	})
	f.Func().Params(j.Id("s").Op("*").Id(s.TypeName)).Id(sc.name).Params(j.Id("handle").Add(handle)).
		Block(j.Id(sc.fn).Call(j.Id("s").Dot("fake"), j.Op("&").Id(op.Var), j.Id(sc.send), prepare))
}

var memberFuncs = map[ir.Place]string{
	ir.InQuery: "query", ir.InQuerystring: "querystring", ir.InHeader: "header", ir.InCookie: "cookie", ir.InBody: "part",
}

// members says where the members of the params travel that are not in JSON.
//
//	required(query("limit", &p.Limit))
func (k *faker) members(op *ir.Operation) []j.Code {
	form := op.Body == ir.FormBody || op.Body == ir.MultipartBody
	var out []j.Code
	for _, fl := range op.Params.Fields {
		c := fl.Constant()
		var m *j.Statement
		switch {
		case fl.In == ir.InBody && !form:
			continue
		case c != nil && fl.In == ir.AsBody:
			out = append(out, j.Id("wholeIs").Call(source.RawString(wholeText(op, c))))
			continue
		case c != nil:
			out = append(out, j.Id("partIs").Call(j.Lit(fl.Wire), j.Lit(c.Text())))
			continue
		case fl.In == ir.AsBody && form:
			m = k.wholeForm(fl)
		case fl.In == ir.AsBody:
			m = j.Id("whole").Call(k.target(fl))
		case fl.In == ir.InPart:
			m = j.Id("partHeader").Call(j.Lit(partOf(op, fl)), j.Lit(fl.Wire), k.target(fl))
		case fl.In == ir.InBody && isJSON(op, fl):
			m = j.Id("partJSON").Call(j.Lit(fl.Wire), k.target(fl))
		default:
			m = j.Id(memberFuncs[fl.In]).Call(j.Lit(fl.Wire), k.target(fl))
		}
		if s := styleOf(op, fl); !s.IsPlain() {
			m = j.Id("styled").Call(m, j.Lit(s.Kind.String()), j.Lit(s.Explode))
		}
		if !fl.ReadOnly && (fl.Presence == ir.Required || fl.Presence == ir.RequiredNull) {
			m = j.Id("required").Call(m)
		}
		out = append(out, m)
	}
	if form && op.Params.Extra != nil {
		out = append(out, j.Id("rest").Call(k.targetOf(j.Op("&").Id("p").Dot("Extra"), &ir.Map{Elem: op.Params.Extra}, false)))
	}
	return out
}

// wholeText is a body that is always the same.
func wholeText(op *ir.Operation, c *ir.Const) string {
	if op.Body == ir.JSONBody {
		return c.JSON
	}
	return c.Text()
}

// target is what takes a member's value: a pointer to the field, and how to
// decode it if encoding/json can't.
//
//	with(&p.Filter, union(pets.UnmarshalFilter))
func (k *faker) target(fl *ir.Field) *j.Statement {
	return k.targetOf(j.Op("&").Id("p").Dot(fl.Name), fl.Type, fl.Form() == ir.NullableForm)
}

func (k *faker) targetOf(ref *j.Statement, t ir.Type, null bool) *j.Statement {
	if !null && !holdsUnion(t) {
		return ref
	}
	d := k.decoder(t)
	if null {
		d = j.Id("nullable").Call(d)
	}
	return j.Id("with").Call(ref, d)
}

// holdsUnion reports whether values of t have interfaces in them that only the
// union's own function decodes.
func holdsUnion(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Union:
		return !t.Opaque
	case *ir.List:
		return holdsUnion(t.Elem)
	case *ir.Map:
		return holdsUnion(t.Elem)
	}
	return false
}

// decoder is what decodes a value that encoding/json alone can't.
//
//	listOf(union(pets.UnmarshalToy))
func (k *faker) decoder(t ir.Type) *j.Statement {
	if holdsUnion(t) {
		switch t := t.(type) {
		case *ir.Union:
			return j.Id("union").Call(k.of(t.Decode))
		case *ir.List:
			return j.Id("listOf").Call(k.decoder(t.Elem))
		case *ir.Map:
			return j.Id("mapOf").Call(k.decoder(t.Elem))
		}
	}
	return j.Id("plain").Types(k.typ(t)).Call()
}

// typ is the Go type of t, as seen from the fake's package.
func (k *faker) typ(t ir.Type) *j.Statement { return source.Type(t, k.of) }
