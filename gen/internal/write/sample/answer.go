package sample

import (
	"bytes"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// Answer is what a server answers: everything that the operation's answer can
// hold, or for a stream one of each.
type Answer struct {
	Kind        ir.ResultKind
	Status      int
	ContentType string
	Body        []byte
}

// Accept is the media type that a request asks for.
func Accept(op *ir.Operation, streaming bool) string {
	switch {
	case streaming || op.Result.Kind == ir.EventsResult:
		return "text/event-stream"
	case op.Accept == "" && op.Result.Kind == ir.BinaryResult:
		return "*/*"
	case op.Accept == "":
		return "application/json"
	}
	return op.Accept
}

// AnswerOf returns the answer of an operation.
func AnswerOf(op *ir.Operation) Answer {
	first, _, _ := strings.Cut(op.Accept, ", ")
	a := Answer{Kind: op.Result.Kind, Status: op.Result.Status(), ContentType: first}
	if strings.Contains(first, "*") {
		a.ContentType = "application/json"
	}
	switch op.Result.Kind {
	case ir.JSONResult:
		a.Body = FullWith(op.Result.Type, cursors(op.Paging))
	case ir.TextResult:
		a.Body = textOf(op.Result.Type)
	case ir.BinaryResult:
		if strings.Contains(first, "*") || first == "" {
			a.ContentType = "application/octet-stream"
		}
		a.Body = []byte("content of " + Text("answer"))
	case ir.LinesResult:
		for _, doc := range each(op.Result.Type) {
			if op.Result.Records {
				a.Body = append(a.Body, 0x1E)
			}
			a.Body = append(append(a.Body, doc...), '\n')
		}
	case ir.EventsResult:
		return events(op.Result.Stream)
	default:
	}
	return a
}

// textOf is the text that stands for a value of a type; nil stands for any text.
func textOf(t ir.Type) []byte {
	if t == nil {
		return []byte(Text("answer"))
	}
	if texts := Texts(Full(t)); len(texts) > 0 {
		return []byte(texts[0])
	}
	return Full(t)
}

// OneOf returns one of several answers.
func OneOf(u *ir.Answers, x *ir.Answer) Answer {
	a := Answer{Kind: x.Kind, Status: u.Status(x), ContentType: x.Media}
	ranged := strings.Contains(x.Media, "*")
	switch x.Kind {
	case ir.JSONResult:
		if ranged {
			a.ContentType = "application/json"
		}
		a.Body = Full(x.Type)
	case ir.TextResult:
		if ranged {
			a.ContentType = "text/plain"
		}
		a.Body = textOf(x.Type)
	default:
		if ranged {
			a.ContentType = "application/octet-stream"
		}
		a.Body = []byte("content of " + Text("answer"))
	}
	return a
}

// StreamAnswer returns the answer of an operation's streaming twin.
func StreamAnswer(op *ir.Operation) Answer { return events(&op.Stream.Stream) }

// cursors gives the cursors of a page values that no parameter has.
func cursors(p *ir.Paging) map[*ir.Field]string {
	out := map[*ir.Field]string{}
	if p == nil {
		return out
	}
	for _, l := range []*ir.PageLink{p.Next, p.Prev} {
		if l == nil {
			continue
		}
		if IsText(l.Value.Type) {
			out[l.Value] = Quote(Text(l.Value.Wire) + "_of_page")
		}
	}
	return out
}

// Cursor returns the text of a page's cursor in the answer.
func Cursor(op *ir.Operation, l *ir.PageLink) string {
	if text, ok := cursors(op.Paging)[l.Value]; ok {
		return Texts([]byte(text))[0]
	}
	var m maker
	m.value(l.Value.Type, l.Value.Wire)
	texts := Texts(m.buf.Bytes())
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}

// each returns a document for each variant of a union, in which every member is
// set, or two of any other type.
func each(t ir.Type) [][]byte {
	var out [][]byte
	u, ok := underlying(t).(*ir.Union)
	if !ok {
		return [][]byte{Full(t), Full(t)}
	}
	for _, v := range u.Variants {
		var m maker
		m.variant(u, v, "")
		out = append(out, m.buf.Bytes())
	}
	return out
}

func underlying(t ir.Type) ir.Type {
	if a, ok := t.(*ir.Alias); ok {
		return underlying(a.Of)
	}
	return t
}

// events writes an event stream: one of each kind, but for those that are
// errors. The one that ends the stream comes last.
func events(s *ir.Stream) Answer {
	a := Answer{Kind: ir.EventsResult, ContentType: "text/event-stream"}
	var b, last bytes.Buffer
	u, _ := underlying(s.Event).(*ir.Union)
	for i, doc := range each(s.Event) {
		to, tag := &b, ""
		if u != nil && u.Tag != "" && len(u.Variants[i].Tags) > 0 {
			tag = u.Variants[i].Tags[0]
		}
		switch {
		case tag != "" && u != nil && s.Failure != "" && slices.Contains(u.Variants[i].Tags, s.Failure):
			continue
		case tag != "" && tag == s.Terminal:
			to = &last
		}
		if tag != "" {
			to.WriteString("event: " + tag + "\n")
		}
		to.WriteString("data: " + string(doc) + "\n\n")
	}
	if s.Terminal != "" && last.Len() == 0 {
		last.WriteString("data: " + s.Terminal + "\n\n")
	}
	a.Body = append(b.Bytes(), last.Bytes()...)
	return a
}
