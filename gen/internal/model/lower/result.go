package lower

import (
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// success returns the response that a call hopes for, and its status.
func success(responses *node.Node) *node.Node {
	for _, code := range []string{"200", "201", "202", "203", "206", "2XX", "2xx"} {
		if r := responses.Get(code); r != nil {
			return r.Target()
		}
	}
	if r := responses.Get("204"); r != nil {
		return r.Target()
	}
	for _, m := range responses.Entries() {
		if len(m.Key) == 3 && (m.Key[0] == '2' || m.Key[0] == '3') {
			return m.Value.Target()
		}
	}
	return responses.Get("default").Target()
}

// result lowers the answer of an operation.
func (l *lowerer) result(op *ir.Operation, n *node.Node, h types.Hint) {
	content := success(n.Get("responses")).Get("content").Entries()
	pick := func(like func(string) bool) *node.Member {
		for i := range content {
			if like(content[i].Key) {
				return &content[i]
			}
		}
		return nil
	}
	if len(content) == 0 {
		return
	}
	for _, c := range []struct {
		like func(string) bool
		kind ir.ResultKind
	}{{openapi.IsJSON, ir.JSONResult}, {openapi.IsLines, ir.LinesResult}, {openapi.IsEvents, ir.EventsResult}, {openapi.IsText, ir.TextResult}} {
		if m := pick(c.like); m != nil {
			op.Accept = m.Key
			op.Result.Kind = c.kind
			if c.kind == ir.JSONResult {
				op.Result.Empty = emptyAnswers(n.Get("responses"))
			}
			l.resultType(op, m.Value.Target(), h)
			return
		}
	}
	op.Accept = content[0].Key
	op.Result.Kind = ir.BinaryResult
	if content[0].Key == "*/*" && content[0].Value.Get("schema") != nil {
		if _, isFile := l.TypeOf(content[0].Value.Get("schema"), l.answer(h)).Type.(*ir.Basic); !isFile {
			op.Result.Kind = ir.JSONResult
			l.resultType(op, content[0].Value, h)
		}
	}
}

func (l *lowerer) answer(h types.Hint) types.Hint {
	return h.Called(names.Response(h.Name))
}

func (l *lowerer) resultType(op *ir.Operation, mt *node.Node, h types.Hint) {
	switch op.Result.Kind {
	case ir.JSONResult:
		op.Result.Type = l.namedResult(l.TypeOf(mt.Get("schema"), l.answer(h)).Type, mt, l.answer(h))
	case ir.LinesResult:
		op.Result.Type = l.TypeOf(openapi.Payload(op.Accept, mt), h.Called(names.Line(h.Name))).Type
	case ir.EventsResult:
		op.Result.Stream = &ir.Stream{Event: l.eventType(mt, h)}
	default:
	}
}

// eventType returns the type of an event stream's data.
func (l *lowerer) eventType(mt *node.Node, h types.Hint) ir.Type {
	return l.TypeOf(openapi.Payload("text/event-stream", mt), h.Called(names.Event(h.Name))).Type
}

// namedResult gives an answer that is no struct a name, so that all answers
// are pointers to declared types.
func (l *lowerer) namedResult(t ir.Type, n *node.Node, h types.Hint) ir.Type {
	switch tt := t.(type) {
	case *ir.Object, *ir.Alias:
		return t
	case *ir.Basic:
		if tt.Kind == ir.File {
			tt = types.Basic(ir.Raw)
			t = tt
		}
	case *ir.Union:
		return t
	}
	name := l.DeclareAs(n, names.Operation, names.Type, names.ResponseType(h.Name, n.Pointer()))
	a := &ir.Alias{Decl: ir.Decl{Name: name, Area: h.Area, Place: n, Doc: ir.Doc{Text: name + " is the body of an answer."}}, Of: t}
	l.API.Types = append(l.API.Types, a)
	return a
}

// streaming adds the streaming counterpart of an operation that can answer events.
func (l *lowerer) streaming(op *ir.Operation, n *node.Node) {
	x := n.Get("x-stream")
	if op.Result.Kind == ir.EventsResult {
		op.Result.Stream.Terminal, op.Result.Stream.Failure = x.Str("terminal"), x.Str("error")
		return
	}
	if op.Result.Kind != ir.JSONResult {
		return
	}
	for _, m := range success(n.Get("responses")).Get("content").Entries() {
		if !openapi.IsEvents(m.Key) || x == nil && openapi.ItemSchema(m.Value) == nil {
			continue
		}
		s := &ir.StreamMethod{}
		for _, id := range op.Names {
			var name string
			s.Name, name = names.Streaming(op.Name, id)
			s.Names = append(s.Names, name)
		}
		s.Stream = ir.Stream{Param: x.Str("param"), Terminal: x.Str("terminal"), Failure: x.Str("error")}
		s.Event = l.eventType(m.Value, types.Hint{Name: op.Params.Name, Area: op.Params.Area, Of: n})
		op.Stream = s
	}
}
