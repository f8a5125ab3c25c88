package answer

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/payload"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// success is a documented response that a call hopes for.
type success struct {
	key      string
	statuses [2]int // from, to
	node     *node.Node
}

// preferred are the statuses whose answers come first, whatever the order in the document.
var preferred = []string{"200", "201", "202", "203", "206"}

// successes lists the responses that a call hopes for, the likeliest first. default is one if no other
// status says what success is.
func successes(responses *node.Node) []success {
	var out []success
	for _, m := range responses.Entries() {
		if s, err := strconv.Atoi(m.Key); err == nil && s >= 200 && s < 300 {
			out = append(out, success{m.Key, [2]int{s, s}, m.Value.Target()})
		} else if strings.EqualFold(m.Key, "2XX") {
			out = append(out, success{m.Key, [2]int{200, 299}, m.Value.Target()})
		}
	}
	rank := func(s success) int {
		if i := slices.Index(preferred, s.key); i >= 0 {
			return i
		}
		return len(preferred)
	}
	slices.SortStableFunc(out, func(a, b success) int { return rank(a) - rank(b) })
	if d := responses.Get("default"); len(out) == 0 && d != nil && len(redirects(responses)) == 0 {
		out = append(out, success{"default", [2]int{200, 299}, d.Target()})
	}
	return out
}

// redirects lists the documented statuses from 300 to 399, but for 304, which leads nowhere.
func redirects(responses *node.Node) []int {
	var out []int
	for _, m := range responses.Entries() {
		if s, err := strconv.Atoi(m.Key); err == nil && s >= 300 && s < 400 && s != http.StatusNotModified {
			out = append(out, s)
		}
	}
	return out
}

// notModified declares the error that says that what the caller has is still right, once for an API
// that documents such an answer.
func (l *Lowerer) notModified(op *ir.Operation, responses *node.Node) {
	at := responses.Get("304")
	if at == nil {
		return
	}
	if l.unmodified == nil {
		l.unmodified = &ir.ErrorKind{Status: http.StatusNotModified, Place: at}
		l.unmodified.Name = l.DeclareAs(at, names.Operation, names.Variable, names.NotModified(at.Pointer()))
		l.unmodified.Doc.Text = l.unmodified.Name + " matches the [Error] of status 304: what the caller has of it, as If-None-Match or If-Modified-Since say, is still right."
	}
	op.Result.ErrNotModified = l.unmodified.Name
}

// Declare adds the errors that answers have led to, when all operations are known.
func (l *Lowerer) Declare() {
	if l.unmodified != nil {
		l.API.Errors = append(l.API.Errors, *l.unmodified)
	}
	l.kinds()
}

// content are the media types of the body. A status that has no body, as HTTP has it, has none here either.
func (s success) content() []node.Member {
	if why := noBody(s.key); why != "" {
		return nil
	}
	return s.node.Get("content").Entries()
}

// noBody says why nobody reads the body of a response with this status, or "" if it is read.
func noBody(status string) string {
	switch {
	case status == "204" || status == "205" || status == "304":
		return "HTTP has no body with status " + status + ": the call returns none"
	case strings.HasPrefix(status, "3"):
		return "a redirect is followed; where it is not, Error.Body has the body, or with WithoutRedirects nothing"
	}
	return ""
}

// bodyNotes says which documented bodies are not read.
func (l *Lowerer) bodyNotes(responses *node.Node) {
	for _, m := range responses.Entries() {
		why := noBody(m.Key)
		for _, b := range m.Value.Target().Get("content").Entries() {
			if why != "" {
				l.Notes.Ungenerated("unread body", b.Value, "the body %s of status %s is not read: %s", diag.Quote(b.Key), m.Key, why)
			}
		}
	}
}

// documented lists the statuses of success, and those of them that have no body.
func documented(answers []success) (all, empty []int) {
	for _, a := range answers {
		s := a.statuses[0]
		if a.statuses[1] != s {
			s = ir.AnySuccess
		}
		all = append(all, s)
		if len(a.content()) == 0 && s != ir.AnySuccess {
			empty = append(empty, s)
		}
	}
	if slices.Contains(all, ir.AnySuccess) {
		all = []int{ir.AnySuccess}
	}
	return all, empty
}

// answerTypes decides what each body is in Go. The first is called after the operation, and what is not
// the same after what makes it another.
func (l *Lowerer) answerTypes(all []*body, h types.Hint) {
	for i, b := range all {
		b.hint = l.answer(h)
		switch {
		case i == 0:
		case b.status != all[0].status:
			b.hint = h.Called(names.OtherResponse(h.Name, statusName(b.status)))
		case b.kind == ir.JSONResult:
			_, sub, _ := strings.Cut(openapi.BaseMedia(b.media), "/")
			b.hint = h.Called(names.OtherResponse(h.Name, sub))
		}
		sn := b.mt.Get("schema")
		switch {
		case b.kind == ir.JSONResult:
			t := l.TypeOf(sn, b.hint)
			b.typ, b.null = t.Type, t.Null
		case b.kind == ir.TextResult && payload.IsScalar(l.Reader, sn):
			b.typ = textType(l.TypeOf(sn, b.hint).Type)
		}
	}
}

// statusName is what a status is called, e.g. "Accepted" for 202.
func statusName(status string) string {
	s, _ := strconv.Atoi(status)
	if text := http.StatusText(s); text != "" {
		return text
	}
	return status
}

// textType returns the type of a text that stands for a value, or nil if it is just text.
func textType(t ir.Type) ir.Type {
	switch tt := t.(type) {
	case *ir.Basic:
		switch tt.Kind {
		case ir.Int64, ir.Int32, ir.Float64, ir.Float32, ir.Bool, ir.Time, ir.Date:
			return t
		}
	case *ir.Enum:
		return t
	}
	return nil
}

// named returns the declared type of a body.
func (l *Lowerer) named(b *body) ir.Type {
	if b.kind == ir.TextResult {
		return b.typ
	}
	return l.namedResult(b.typ, b.mt, b.hint)
}

// answersType declares the interface of an operation's answers. Those that are the same for several
// statuses and media types have one type.
func (l *Lowerer) answersType(op *ir.Operation, responses *node.Node, all []*body, h types.Hint) *ir.Answers {
	u := &ir.Answers{Decl: ir.Decl{Area: h.Area, Place: responses}}
	u.Name = l.DeclareAs(responses, names.Operation, names.Type, names.AnswersType(h.Name, responses.Pointer()))
	u.Doc = ir.Doc{Text: u.Name + " is an answer of " + op.ID + "."}
	l.API.Types = append(l.API.Types, u)
	declared := map[string]ir.Named{}
	for _, b := range all {
		a := &ir.Answer{Statuses: b.statuses, Media: b.media, Kind: b.kind}
		u.List = append(u.List, a)
		if b.kind == ir.BinaryResult {
			continue
		}
		key := strconv.Itoa(int(b.kind)) + goType(b.typ)
		if declared[key] == nil {
			declared[key] = l.namedAnswer(b, h)
		}
		a.Type = declared[key]
	}
	return u
}

// namedAnswer returns the declared type of one of several answers. A text has one of its own.
func (l *Lowerer) namedAnswer(b *body, h types.Hint) ir.Named {
	if b.kind != ir.TextResult {
		return l.namedResult(b.typ, b.mt, b.hint)
	}
	t := b.typ
	if t == nil {
		t = types.Basic(ir.String)
	}
	return l.namedResult(t, b.mt, h.Called(names.TextResponse(h.Name)))
}

// headerNotes says of each header that answers are documented to have, and that the client doesn't know,
// where it is found.
func (l *Lowerer) headerNotes(responses *node.Node) {
	for _, m := range responses.Entries() {
		where := "Error.Header"
		if strings.HasPrefix(m.Key, "2") || strings.HasPrefix(m.Key, "3") {
			where = "ResponseMeta.Header"
		}
		for _, header := range m.Value.Target().Get("headers").Entries() {
			if l.noted[header.Value] || l.knownHeader(header.Key) {
				continue
			}
			l.noted[header.Value] = true
			l.Diags.Ungenerated("response header", header.Value, "response header %q is not typed: read it from %s", header.Key, where)
		}
	}
}

// knownHeader reports whether the runtime reads a response header itself.
func (l *Lowerer) knownHeader(name string) bool {
	name = strings.ToLower(name)
	prefix := strings.ToLower(l.API.Headers.RateLimitPrefix)
	return name == "content-type" || name == "retry-after" || name == strings.ToLower(l.API.Headers.RequestID) ||
		prefix != "" && strings.HasPrefix(name, prefix)
}
