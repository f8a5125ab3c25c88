package sample

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
)

// Answer is what a server answers: everything that the operation's answer can
// hold, or for a stream one of each.
type Answer struct {
	Kind        ir.ResultKind
	Status      int
	ContentType string
	Body        []byte
	// Sent is what arrives, as a list, where the body doesn't show it.
	Sent []byte
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
func (s *Set) AnswerOf(op *ir.Operation) Answer {
	first, _, _ := strings.Cut(op.Accept, ", ")
	a := Answer{Kind: op.Result.Kind, Status: op.Result.Status(), ContentType: first}
	if strings.Contains(first, "*") {
		a.ContentType = "application/json"
	}
	switch op.Result.Kind {
	case ir.JSONResult:
		a.Body = s.FullWith(op.Result.Type, cursors(op.Paging))
	case ir.TextResult:
		a.Body = s.textOf(op.Result.Type)
	case ir.BinaryResult:
		if strings.Contains(first, "*") || first == "" {
			a.ContentType = "application/octet-stream"
		}
		a.Body = []byte("content of " + Text("answer"))
	case ir.LinesResult:
		for _, doc := range s.each(op.Result.Type) {
			switch {
			case len(doc) == 0:
				continue
			case op.Result.Records:
				a.Body = append(a.Body, 0x1E)
			}
			a.Body = append(append(a.Body, doc...), '\n')
		}
	case ir.EventsResult:
		return s.events(op.Result.Stream)
	default:
	}
	return a
}

// textOf is the text that stands for a value of a type; nil stands for any text.
func (s *Set) textOf(t ir.Type) []byte {
	if t == nil {
		return []byte(Text("answer"))
	}
	if texts := jsondoc.Texts(s.Full(t)); len(texts) > 0 {
		return []byte(texts[0])
	}
	return s.Full(t)
}

// OneOf returns one of several answers.
func (s *Set) OneOf(u *ir.Answers, x *ir.Answer) Answer {
	a := Answer{Kind: x.Kind, Status: u.Status(x), ContentType: x.Media}
	ranged := strings.Contains(x.Media, "*")
	switch x.Kind {
	case ir.JSONResult:
		if ranged {
			a.ContentType = "application/json"
		}
		a.Body = s.Full(x.Type)
	case ir.TextResult:
		if ranged {
			a.ContentType = "text/plain"
		}
		a.Body = s.textOf(x.Type)
	default:
		if ranged {
			a.ContentType = "application/octet-stream"
		}
		a.Body = []byte("content of " + Text("answer"))
	}
	return a
}

// StreamAnswer returns the answer of the streaming method beside an operation's own.
func (s *Set) StreamAnswer(op *ir.Operation) Answer { return s.events(&op.Stream.Stream) }

// cursors gives the cursors of a page values that no parameter has.
func cursors(p *ir.Paging) map[*ir.Field]string {
	out := map[*ir.Field]string{}
	if p == nil {
		return out
	}
	for _, l := range []*ir.PageLink{p.Next, p.Prev} {
		if l == nil || l.Item {
			continue
		}
		if f := l.Value.Last(); f != nil && IsText(f.Type) {
			out[f] = jsondoc.Quote(Text(f.Wire) + "_of_page")
		}
	}
	return out
}

// Cursor returns the text of a page's cursor in the answer.
func (s *Set) Cursor(op *ir.Operation, l *ir.PageLink) string {
	if text, ok := cursors(op.Paging)[l.Value.Last()]; ok {
		return jsondoc.Texts([]byte(text))[0]
	}
	m := maker{of: s}
	m.value(l.Value.Last().Type, l.Value.Last().Wire)
	texts := jsondoc.Texts(m.buf.Bytes())
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}

// each returns a document for each variant of a union, in which every member is
// set, nil for one that has none, or two of any other type.
func (s *Set) each(t ir.Type) [][]byte {
	var out [][]byte
	u, ok := underlying(t).(*ir.Union)
	if !ok {
		return [][]byte{s.Full(t), s.Full(t)}
	}
	for _, v := range u.Variants {
		m := maker{of: s}
		m.variant(u, v, "")
		if m.endless {
			m.buf.Reset()
		}
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
func (s *Set) events(stream *ir.Stream) Answer {
	a := Answer{Kind: ir.EventsResult, ContentType: "text/event-stream"}
	var b, last bytes.Buffer
	var sent, final [][]byte
	u, _ := underlying(stream.Event).(*ir.Union)
	for i, doc := range s.each(stream.Event) {
		to, tag := &b, ""
		if u != nil && u.Tag != "" && len(u.Variants[i].Tags) > 0 {
			tag = u.Variants[i].Tags[0]
		}
		switch {
		case len(doc) == 0:
			continue
		case tag != "" && u != nil && stream.Failure != "" && slices.Contains(u.Variants[i].Tags, stream.Failure):
			continue
		case tag != "" && tag == stream.Terminal:
			to = &last
		}
		switch {
		case stream.Whole:
			to.Write(whole(stream, doc))
		case stream.Text:
			to.WriteString("data: " + jsondoc.Texts(doc)[0] + "\n\n")
		default:
			if tag != "" {
				to.WriteString("event: " + tag + "\n")
			}
			to.WriteString("data: " + string(doc) + "\n\n")
			continue
		}
		if to == &last {
			final = append(final, doc)
		} else {
			sent = append(sent, doc)
		}
	}
	if sent = append(sent, final...); len(sent) > 0 {
		a.Sent = slices.Concat([]byte("["), bytes.Join(sent, []byte(",")), []byte("]"))
	}
	if stream.Terminal != "" && last.Len() == 0 {
		last.WriteString("data: " + stream.Terminal + "\n\n")
	}
	a.Body = append(b.Bytes(), last.Bytes()...)
	return a
}

// whole writes an event that is described with its fields.
func whole(s *ir.Stream, doc []byte) []byte {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(doc, &fields) // a document of ours
	text := func(name string) string {
		t := string(fields[name])
		_ = json.Unmarshal(fields[name], &t) // a number is written as it is
		return t
	}
	var out bytes.Buffer
	for _, name := range []string{"event", "id", "retry"} {
		if fields[name] != nil {
			out.WriteString(name + ": " + text(name) + "\n")
		}
	}
	switch data := fields["data"]; {
	case data != nil && slices.Contains(s.Texts, text("event")):
		out.WriteString("data: " + text("data") + "\n")
	case data != nil:
		out.WriteString("data: " + string(data) + "\n")
	}
	out.WriteString("\n")
	return out.Bytes()
}
