// Package answer decides what operations answer in Go, from the responses that are documented: nothing, one type,
// one of several, or a sequence of lines or events.
package answer

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/event"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/payload"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Lowerer lowers answers.
type Lowerer struct {
	*types.Lowerer
	noted      map[*node.Node]bool // response headers of which a note speaks
	unmodified *ir.ErrorKind       // of status 304, if it is documented
	failed     map[int]bool        // statuses of errors that are documented
}

// New returns a Lowerer that declares its types with l.
func New(l *types.Lowerer) *Lowerer {
	return &Lowerer{Lowerer: l, noted: map[*node.Node]bool{}, failed: map[int]bool{}}
}

// Result lowers what an operation answers: nothing, one type whatever the status, or one of
// several, which status and media type tell apart.
func (l *Lowerer) Result(op *ir.Operation, item, n *node.Node, h types.Hint) {
	responses := n.Get("responses")
	answers := successes(responses)
	op.Result.Redirects = redirects(responses)
	l.notModified(op, responses)
	l.headerNotes(responses)
	l.bodyNotes(responses)
	var all []*body
	for _, a := range answers {
		all = append(all, l.bodiesOf(a)...)
	}
	if len(all) == 0 {
		return
	}
	all = chosen(all, l.accepted(item, n))
	op.Accept = accept(all)
	if op.HTTP == "HEAD" {
		return // the answer to a GET, without its body
	}
	op.Result.Statuses, op.Result.Empty = documented(answers)
	if k := all[0].kind; k == ir.LinesResult || k == ir.EventsResult {
		l.sequence(op, all, h)
		return
	}
	all = slices.DeleteFunc(all, func(b *body) bool {
		sequence := b.kind == ir.LinesResult || b.kind == ir.EventsResult
		if sequence {
			l.notGenerated(b, "the answer of another status isn't read as it comes")
		}
		return sequence
	})
	l.answerTypes(all, h)
	op.Result.Null = slices.ContainsFunc(all, func(b *body) bool { return b.null })
	if first := all[0]; !slices.ContainsFunc(all, func(b *body) bool { return !b.same(first) }) {
		op.Result.Kind = first.kind
		if first.kind == ir.JSONResult || first.kind == ir.TextResult && first.typ != nil {
			op.Result.Type = l.named(first)
		}
		return
	}
	op.Result.Kind = ir.AnswersResult
	op.Result.Type = l.answersType(op, responses, all, h)
}

// body is one that an operation can answer with.
type body struct {
	statuses [2]int // from, to
	status   string // as the document writes it
	media    string
	mt       *node.Node
	kind     ir.ResultKind
	typ      ir.Type // nil for a download, and for any text
	null     bool    // it may be null besides
	hint     types.Hint
}

// same reports whether two bodies are the same in Go, and are read alike.
func (b *body) same(other *body) bool {
	return b.kind == other.kind && goType(b.typ) == goType(other.typ)
}

func goType(t ir.Type) string {
	if t == nil {
		return ""
	}
	prefix, name, _ := ir.GoType(t)
	return prefix + name
}

// bodiesOf lists the bodies of a response that can be typed. What says the same as JSON in another
// spelling isn't asked for.
func (l *Lowerer) bodiesOf(a success) []*body {
	var all []*body
	var json *body
	for _, m := range a.content() {
		b := &body{statuses: a.statuses, status: a.key, media: m.Key, mt: m.Value.Target()}
		b.kind = l.answerKind(b)
		all = append(all, b)
		if json == nil && b.kind == ir.JSONResult {
			json = b
		}
	}
	if json != nil {
		return l.besideJSON(json, all)
	}
	for _, kind := range []ir.ResultKind{ir.LinesResult, ir.EventsResult} {
		if i := slices.IndexFunc(all, func(b *body) bool { return b.kind == kind }); i >= 0 {
			for _, b := range all {
				if b.kind != kind {
					l.notGenerated(b, "the client asks for "+all[i].media)
				}
			}
			return slices.DeleteFunc(all, func(b *body) bool { return b.kind != kind })
		}
	}
	if slices.ContainsFunc(all, func(b *body) bool { return b.kind == ir.BinaryResult }) {
		for _, b := range all { // a text is a file too
			b.kind = ir.BinaryResult
		}
	}
	return all
}

// besideJSON keeps of a response that can be JSON what is not the same in another spelling: other
// JSON, texts and files. Lines and events have methods of their own.
func (l *Lowerer) besideJSON(json *body, all []*body) []*body {
	out := []*body{json}
	seen := map[string]bool{openapi.BaseMedia(json.media): true}
	for _, b := range all {
		sn := b.mt.Get("schema")
		base := openapi.BaseMedia(b.media)
		switch {
		case b == json:
		case b.kind == ir.JSONResult:
			if !seen[base] && !strings.Contains(base, "*") {
				out = append(out, b) // of a range, and of one type with several parameters, the first will do
			}
			seen[base] = true
		case b.kind == ir.EventsResult: // streaming deals with it
		case b.kind == ir.LinesResult:
			l.notGenerated(b, "the client asks for "+json.media)
		case payload.IsStructured(l.Reader, sn), sn == nil && openapi.IsStructured(b.media), payload.SameScalar(l.Reader, sn, json.mt.Get("schema")):
			l.notGenerated(b, json.media+" says the same")
		default:
			out = append(out, b)
		}
	}
	return out
}

// notGenerated says that an answer is not asked for. Of XML that has been said when the document was checked.
func (l *Lowerer) notGenerated(b *body, why string) {
	if openapi.IsXML(b.media) {
		return
	}
	l.Notes.Ungenerated("further media type of an answer", b.mt, "the answer %s is not asked for: %s", diag.Quote(b.media), why)
}

// answerKind says how an answer of a media type is read. A range of media types leaves that to the
// schema.
func (l *Lowerer) answerKind(b *body) ir.ResultKind {
	sn := b.mt.Get("schema")
	switch {
	case openapi.IsJSON(b.media):
		if payload.IsFile(l.Reader, sn) {
			return ir.BinaryResult
		}
		return ir.JSONResult
	case openapi.IsLines(b.media):
		return ir.LinesResult
	case openapi.IsEvents(b.media):
		return ir.EventsResult
	case openapi.IsText(b.media):
		if payload.IsFile(l.Reader, sn) {
			return ir.BinaryResult
		}
		return ir.TextResult
	case openapi.MatchesJSON(b.media) && sn != nil && !payload.IsFile(l.Reader, sn) && !payload.IsScalar(l.Reader, sn):
		return ir.JSONResult
	case openapi.IsMultipart(b.media):
		l.Diags.Ungenerated("multipart answer", b.mt, "the parts of the answer have no types: it is a Download, and mime/multipart reads it by the boundary in its content type")
	}
	return ir.BinaryResult
}

// accept lists the media types of bodies, each once.
func accept(all []*body) string {
	var out []string
	seen := map[string]bool{}
	for _, b := range all {
		if base := openapi.BaseMedia(b.media); !seen[base] {
			out = append(out, b.media)
			seen[base] = true
		}
	}
	return strings.Join(out, ", ")
}

func (l *Lowerer) answer(h types.Hint) types.Hint {
	return h.Called(names.Response(h.Name))
}

// sequence lowers an answer of lines or events.
func (l *Lowerer) sequence(op *ir.Operation, all []*body, h types.Hint) {
	first := all[0]
	op.Accept = first.media
	op.Result.Kind = first.kind
	for _, b := range all[1:] {
		switch {
		case b.kind != first.kind, openapi.BaseMedia(b.media) != openapi.BaseMedia(first.media):
			l.notGenerated(b, "the client asks for "+first.media)
		case openapi.Payload(b.media, b.mt).Target() != openapi.Payload(first.media, first.mt).Target():
			l.notGenerated(b, "what comes is read as that of status "+first.status)
		}
	}
	if first.kind == ir.EventsResult {
		op.Result.Stream = &ir.Stream{}
		event.Lower(l.Lowerer, op.Result.Stream, first.mt, h)
		return
	}
	op.Result.Records = openapi.IsRecords(first.media)
	op.Result.Type = l.TypeOf(openapi.Payload(op.Accept, first.mt), h.Called(names.Line(h.Name))).Type
}

// namedResult gives an answer that is no struct a name, so that all answers
// are pointers to declared types.
func (l *Lowerer) namedResult(t ir.Type, n *node.Node, h types.Hint) ir.Named {
	switch tt := t.(type) {
	case *ir.Object:
		return tt
	case *ir.Alias:
		return tt
	case *ir.Basic:
		if tt.Kind == ir.File {
			t = types.Basic(ir.Raw)
		}
	case *ir.Union:
		return tt
	}
	name := l.DeclareAs(n, names.Operation, names.Type, names.ResponseType(h.Name, n.Pointer()))
	a := &ir.Alias{Decl: ir.Decl{Name: name, Area: h.Area, Place: n, Doc: ir.Doc{Text: name + " is the body of an answer."}}, Of: t}
	l.API.Types = append(l.API.Types, a)
	return a
}

// Streaming adds the streaming counterpart of an operation that can answer events. It is called name.
func (l *Lowerer) Streaming(op *ir.Operation, n *node.Node, name string) {
	x := n.Get("x-stream")
	if op.Result.Kind == ir.EventsResult {
		op.Result.Stream.Terminal, op.Result.Stream.Failure = x.Str("terminal"), x.Str("error")
		return
	}
	if op.Result.Kind != ir.JSONResult && op.Result.Kind != ir.AnswersResult {
		return
	}
	for _, a := range successes(n.Get("responses")) {
		for _, m := range a.content() {
			if !openapi.IsEvents(m.Key) || op.Stream != nil {
				continue
			}
			if x == nil && openapi.Item(m.Key, m.Value.Target()) == nil {
				l.notGenerated(&body{media: m.Key, mt: m.Value.Target()}, "no itemSchema says what its events are")
				continue
			}
			l.streamMethod(op, name, m.Value, x)
		}
	}
}

// streamMethod adds the method that answers with the events of a media type.
func (l *Lowerer) streamMethod(op *ir.Operation, name string, mt, x *node.Node) {
	s := &ir.StreamMethod{Name: name}
	for _, id := range op.Names {
		_, id = names.Streaming(op.Name, id)
		s.Names = append(s.Names, id)
	}
	s.Stream = ir.Stream{Param: x.Str("param"), Terminal: x.Str("terminal"), Failure: x.Str("error")}
	event.Lower(l.Lowerer, &s.Stream, mt, types.Hint{Name: op.Params.Name, Area: op.Params.Area, Of: op.Place.(*node.Node)})
	op.Stream = s
}

// accepted lists the media types that an operation can be asked for, by what its
// parameter Accept may be; none if it has no such list.
func (l *Lowerer) accepted(item, n *node.Node) []string {
	for _, p := range openapi.Parameters(item, n) {
		if p.Str("in") != "header" || !strings.EqualFold(p.Str("name"), "Accept") {
			continue
		}
		s := l.Reader.Resolve(p.Get("schema"))
		if only := l.Reader.OnlyValue(p.Get("schema")); only != nil {
			return []string{openapi.BaseMedia(only.Text)}
		}
		var out []string
		for _, v := range schema.Items(s.Get("enum")) {
			out = append(out, openapi.BaseMedia(v.Text))
		}
		return out
	}
	return nil
}

// chosen are the bodies of the media types listed: several operations may share a path
// and what it answers, and each ask for its own. If there is none of these, they are all.
func chosen(all []*body, media []string) []*body {
	isListed := func(b *body) bool { return slices.Contains(media, openapi.BaseMedia(b.media)) }
	if !slices.ContainsFunc(all, isListed) {
		return all
	}
	return slices.DeleteFunc(all, func(b *body) bool { return !isListed(b) })
}
