// Package toolloop lowers x-tool-loop: how a conversation in which the model calls tools is made
// of the requests of an operation.
package toolloop

import (
	"slices"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Add lowers x-tool-loop of all operations, which says how a conversation with
// tools is made of requests. Rules have checked its form; here its names are held against
// the types of the operation.
//
//	turns: messages                        # members of the request
//	tools: tools
//	tool: {name: name, description: description, schema: input_schema}
//	stop: {reason: stop_reason, run: [tool_use], resume: [pause_turn], cut: [max_tokens]}
//	call: {in: content, is: {type: tool_use}, id: id, name: name, input: input}
//	result: {turn: {role: user}, in: content, set: {type: tool_result}, call: tool_use_id, content: content, error: is_error}
func Add(api *ir.API, diags *diag.List) {
	for op := range api.AllOperations() {
		n, _ := op.Place.(*node.Node)
		if x := n.Get("x-tool-loop"); x != nil {
			l := looper{diags: diags, op: op, answer: op.Result.Type}
			op.Loop = l.loop(x)
		}
	}
}

// looper lowers the loop of one operation.
type looper struct {
	diags  *diag.List
	op     *ir.Operation
	answer ir.Type
}

// loop lowers one loop. What doesn't fit is reported, all of it.
func (l *looper) loop(x *node.Node) *ir.ToolLoop {
	if _, ok := l.answer.(*ir.Object); !ok || l.op.Result.Kind != ir.JSONResult || len(l.op.Given()) > 0 {
		l.diags.Errorf(x, "x-tool-loop needs an operation that answers a JSON object and has no path parameters")
		return nil
	}
	out := &ir.ToolLoop{Turns: l.list(x, "turns"), Tools: l.list(x, "tools")}
	if out.Turns == nil || out.Tools == nil {
		return nil
	}
	l.tool(out, x.Get("tool"))
	l.toTurn(out, x)
	stop := x.Get("stop")
	out.Stop = ir.LoopStop{Run: stop.Strings("run"), Resume: stop.Strings("resume"), Cut: stop.Strings("cut")}
	out.Stop.Reason, _ = l.path(l.answer, stop, "reason")
	l.call(out, x.Get("call"))
	l.result(out, x.Get("result"))
	if c := x.Get("choice"); c != nil {
		l.choice(out, c)
	}
	for _, m := range x.Get("carry").Entries() {
		c := ir.LoopCarry{Field: l.op.Params.Named(m.Key), As: m.Value.Str("as")}
		if c.Field == nil {
			l.diags.Errorf(m.Value, "x-tool-loop: the request has no member %q", m.Key)
			continue
		}
		c.From, _ = l.path(l.answer, m.Value, "from")
		out.Carry = append(out.Carry, c)
	}
	if u := x.Get("usage"); u != nil {
		path, t := l.path(l.answer, x, "usage")
		o, ok := t.(*ir.Object)
		if path != nil && !ok {
			l.diags.Errorf(u, "x-tool-loop: usage must name an object")
		}
		out.Usage, out.UsageOf = path, o
	}
	if f := x.Get("format"); f != nil {
		out.Format = l.format(f)
	}
	return out
}

// list returns the member of the request that x names under key, a list of values of a named type.
func (l *looper) list(x *node.Node, key string) *ir.Field {
	f := l.op.Params.Named(x.Str(key))
	if f == nil {
		l.diags.Errorf(x.Get(key), "x-tool-loop: the request has no member %q", x.Str(key))
		return nil
	}
	if form := f.Form(); element(f.Type) == nil || form != ir.PlainForm && form != ir.ZeroForm {
		l.diags.Errorf(x.Get(key), "x-tool-loop: %q must be a list of objects, and not null", f.Wire)
		return nil
	}
	return f
}

// element is the type of the elements of a list, if it is an object or a union.
func element(t ir.Type) ir.Named {
	if list := ir.ListOf(t); list != nil {
		switch e := list.Elem.(type) {
		case *ir.Object:
			return e
		case *ir.Union:
			return e
		}
	}
	return nil
}

// tool says where the definitions of tools have what.
func (l *looper) tool(out *ir.ToolLoop, x *node.Node) {
	out.Tool.Set = texts(x.Get("set"))
	out.Define = variant(element(out.Tools.Type), out.Tool.Set, x.Str("schema"))
	if out.Define == nil {
		l.diags.Errorf(x, "x-tool-loop: no kind of tool has a member %q", x.Str("schema"))
		return
	}
	out.Tool.Name, _ = l.path(out.Define, x, "name")
	out.Tool.Description, _ = l.path(out.Define, x, "description")
	out.Tool.Schema, _ = l.path(out.Define, x, "schema")
}

// toTurn says how an answer becomes a turn: as a constructor does, or by what is at
// a path.
func (l *looper) toTurn(out *ir.ToolLoop, x *node.Node) {
	if x.Has("turn") {
		out.TurnAt, _ = l.path(l.answer, x, "turn")
		return
	}
	if turn, ok := element(out.Turns.Type).(*ir.Object); ok {
		for _, c := range turn.Constructors {
			if c.Recv != nil && c.Recv == l.answer {
				out.ToTurn = c
				return
			}
		}
	}
	l.diags.Errorf(x, "x-tool-loop doesn't say how an answer becomes a turn: add turn, the path of what is one, or x-constructors that make one from the answer")
}

// call says which elements of a list in the answer are calls, and what they have.
func (l *looper) call(out *ir.ToolLoop, x *node.Node) {
	c := &out.Call
	c.Is, c.After = texts(x.Get("is")), texts(x.Get("after"))
	in, t := l.path(l.answer, x, "in")
	list := ir.ListOf(t)
	if c.In = in; list == nil {
		if in != nil {
			l.diags.Errorf(x.Get("in"), "x-tool-loop: %q must be a list", x.Str("in"))
		}
		return
	}
	call := variant(list.Elem, c.Is, x.Str("id"))
	if call == nil {
		l.diags.Errorf(x, "x-tool-loop: no element of %q is such a call", x.Str("in"))
		return
	}
	c.ID, _ = l.path(call, x, "id")
	c.Name, _ = l.path(call, x, "name")
	var input ir.Type
	c.Input, input = l.path(call, x, "input")
	c.Text = input != nil && ir.IsString(input)
}

// result says how results are sent, and of which form what tools return can be.
func (l *looper) result(out *ir.ToolLoop, x *node.Node) {
	r := &out.Result
	r.Turn, r.Set, r.In = texts(x.Get("turn")), texts(x.Get("set")), x.Str("in")
	r.Call, r.Member, r.Error, r.Repeat = x.Str("call"), x.Str("content"), x.Str("error"), x.Strings("repeat")
	result := variant(element(out.Turns.Type), append(slices.Clone(r.Set), r.Turn...), "")
	if r.In != "" {
		turn := variant(element(out.Turns.Type), r.Turn, r.In)
		var list ir.Type
		if turn != nil {
			list = typeOf(turn, r.In)
		}
		_, elem := ir.ListForm(list)
		if result = variant(elem, r.Set, r.Call); result == nil {
			l.diags.Errorf(x.Get("in"), "x-tool-loop: no turn has a list %q of such results", r.In)
			return
		}
	}
	if result == nil {
		l.diags.Errorf(x, "x-tool-loop: no turn is such a result")
		return
	}
	for _, key := range []string{"call", "content", "error"} {
		if name := x.Str(key); name != "" && typeOf(result, name) == nil {
			l.diags.Errorf(x.Get(key), "x-tool-loop: %s has no member %q", result.Name, name)
		}
	}
	l.content(r, typeOf(result, r.Member), x)
}

// content finds out what the content of a result can be.
func (l *looper) content(r *ir.LoopResult, t ir.Type, x *node.Node) {
	if t == nil {
		return // it is reported
	}
	_, elem := ir.ListForm(t)
	r.Block, _ = elem.(*ir.Union)
	text := x.Get("text")
	switch {
	case hasString(t) && text == nil:
	case elem != nil && text != nil:
		r.Text, r.TextIn = texts(text.Get("set")), text.Str("in")
		if variant(elem, r.Text, r.TextIn) == nil {
			l.diags.Errorf(text, "x-tool-loop: %q has no such elements", r.Member)
		}
	default:
		l.diags.Errorf(x.Get("content"), "x-tool-loop: %q can't be a string: say with text: {set, in} which element of it has text", r.Member)
	}
}

// hasString reports whether a value may be a string.
func hasString(t ir.Type) bool {
	if u, ok := t.(*ir.Union); ok {
		return slices.ContainsFunc(u.Variants, func(v *ir.Variant) bool { return v.Kind == ir.StringKind })
	}
	return ir.IsString(t) || ir.IsBasic(t, ir.Raw)
}

func (l *looper) choice(out *ir.ToolLoop, x *node.Node) {
	f := l.op.Params.Named(x.Str("member"))
	if f == nil {
		l.diags.Errorf(x.Get("member"), "x-tool-loop: the request has no member %q", x.Str("member"))
		return
	}
	out.Choice = &ir.LoopChoice{Field: f, Free: x.Strings("free"), Then: string(x.Get("then").AppendJSON(nil)), Keep: x.Strings("keep")}
	if u, ok := f.Type.(*ir.Union); ok {
		out.Choice.Tag = u.Tag
	}
}

// format says how a request makes the answer JSON of a schema, and where the text is.
func (l *looper) format(x *node.Node) *ir.LoopFormat {
	out := &ir.LoopFormat{Set: texts(x.Get("set")), Refused: x.Strings("refused")}
	first, below, _ := strings.Cut(x.Str("in"), "/")
	if out.Field = l.op.Params.Named(first); out.Field == nil {
		l.diags.Errorf(x.Get("in"), "x-tool-loop: the request has no member %q", first)
		return nil
	}
	t := out.Field.Type
	if below != "" {
		out.In = strings.Split(below, "/")
	}
	for _, step := range out.In {
		if t = stepInto(t, step); t == nil {
			l.diags.Errorf(x.Get("in"), "x-tool-loop: %q leads nowhere: there is no %q", x.Str("in"), step)
			return nil
		}
	}
	if out.Type = variant(bare(t), out.Set, x.Str("schema")); out.Type == nil {
		l.diags.Errorf(x, "x-tool-loop: no kind of %q has a member %q", x.Str("in"), x.Str("schema"))
		return nil
	}
	out.Schema, _ = l.path(out.Type, x, "schema")
	l.formatText(out, x.Get("text"))
	if p := x.Get("piece"); p != nil {
		l.piece(out, p)
	}
	return out
}

// formatText says where the answer has the text that is JSON.
func (l *looper) formatText(out *ir.LoopFormat, x *node.Node) {
	of := l.answer
	out.Is = texts(x.Get("is"))
	if x.Has("in") {
		in, t := l.path(l.answer, x, "in")
		list, ok := bare(t).(*ir.List)
		if out.List = in; !ok {
			if in != nil {
				l.diags.Errorf(x.Get("in"), "x-tool-loop: %q must be a list", x.Str("in"))
			}
			return
		}
		if of = list.Elem; len(out.Is) > 0 {
			o := variant(of, out.Is, x.Str("text"))
			if o == nil {
				l.diags.Errorf(x, "x-tool-loop: no element of %q is such a text", x.Str("in"))
				return
			}
			of = o
		}
	}
	out.Text, _ = l.path(of, x, "text")
}

// piece says which events of the stream have pieces of the text.
func (l *looper) piece(out *ir.LoopFormat, x *node.Node) {
	if l.op.Stream == nil {
		l.diags.Errorf(x, "x-tool-loop: there are no pieces, since the operation doesn't stream")
		return
	}
	out.PieceIs = texts(x.Get("is"))
	event := l.op.Stream.Event
	if len(out.PieceIs) > 0 {
		o := variant(event, out.PieceIs, x.Str("text"))
		if o == nil {
			l.diags.Errorf(x, "x-tool-loop: no event is such a piece")
			return
		}
		event = o
	}
	out.PieceAt, _ = l.path(event, x, "text")
	out.PieceOf, _ = l.path(event, x, "of")
}

// bare is a type without the names and pointers around it.
func bare(t ir.Type) ir.Type {
	switch t := t.(type) {
	case *ir.Alias:
		return bare(t.Of)
	case *ir.Pointer:
		return bare(t.Elem)
	}
	return t
}

// path returns the path that x names under key, and the type of what it leads to; nil where
// there is none, which is reported unless x doesn't have the key.
func (l *looper) path(t ir.Type, x *node.Node, key string) ([]string, ir.Type) {
	text := x.Str(key)
	if text == "" {
		return nil, nil
	}
	path := strings.Split(text, "/")
	for _, step := range path {
		if t = stepInto(t, step); t == nil {
			l.diags.Errorf(x.Get(key), "x-tool-loop: %q leads nowhere: there is no %q", text, step)
			return nil, nil
		}
	}
	return path, t
}

// stepInto is the type of a member, or of the elements of a list.
func stepInto(t ir.Type, step string) ir.Type {
	switch t := t.(type) {
	case *ir.Alias:
		return stepInto(t.Of, step)
	case *ir.Pointer:
		return stepInto(t.Elem, step)
	case *ir.List:
		if _, err := strconv.ParseUint(step, 10, 16); err == nil {
			return t.Elem
		}
	case *ir.Map:
		return t.Elem
	case *ir.Object:
		return typeOf(t, step)
	case *ir.Union:
		for _, v := range t.Variants {
			if found := stepInto(v.Type, step); found != nil {
				return found
			}
		}
	case *ir.Basic:
		if t.Kind == ir.Raw {
			return t
		}
	}
	return nil
}

// typeOf is the type of a member of an object, constants included; nil if it has none.
func typeOf(o *ir.Object, name string) ir.Type {
	for _, f := range o.Fields {
		if f.Wire == name && f.In == ir.InBody {
			return f.Type
		}
	}
	return nil
}

// variant returns the object that t is, or the variant of it whose constants are set, that has
// the first step of a path; nil if there is none.
func variant(t ir.Type, set []ir.LoopText, path string) *ir.Object {
	first, _, _ := strings.Cut(path, "/")
	fits := func(o *ir.Object) bool { return o != nil && (first == "" || typeOf(o, first) != nil) }
	switch t := t.(type) {
	case *ir.Object:
		if fits(t) {
			return t
		}
	case *ir.Union:
		for _, v := range t.Variants {
			o, ok := v.Type.(*ir.Object)
			tagged := func(s ir.LoopText) bool { return s.Name != t.Tag || slices.Contains(v.Tags, s.Value) }
			if ok && fits(o) && !slices.ContainsFunc(set, func(s ir.LoopText) bool { return !tagged(s) }) {
				return o
			}
		}
	}
	return nil
}

// texts reads an object of strings.
func texts(x *node.Node) []ir.LoopText {
	var out []ir.LoopText
	for _, m := range x.Entries() {
		out = append(out, ir.LoopText{Name: m.Key, Value: m.Value.Text})
	}
	return out
}
