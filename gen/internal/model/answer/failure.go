package answer

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Errors lowers the bodies of the errors that an operation documents: JSON that has a schema.
// Other bodies have no types, and Error.Body has them.
func (l *Lowerer) Errors(op *ir.Operation, n *node.Node, h types.Hint) {
	for _, f := range l.failures(n.Get("responses")) {
		if s, err := strconv.Atoi(f.key); err == nil {
			l.failed[s] = true
		}
		var of []*ir.ErrorBody
		if op.HTTP != http.MethodHead {
			of = l.errorBodies(f, h)
		}
		if of == nil {
			of = append(of, &ir.ErrorBody{From: f.statuses[0], To: f.statuses[1]})
		}
		op.Errors = append(op.Errors, of...)
	}
	slices.SortStableFunc(op.Errors, func(a, b *ir.ErrorBody) int {
		return cmp.Or(cmp.Compare(a.To-a.From, b.To-b.From), cmp.Compare(a.From, b.From))
	})
	// That a status has no type matters only where a range says that it has one.
	for i, e := range slices.Backward(op.Errors) {
		if e.Type == nil && !slices.ContainsFunc(op.Errors[i:], func(o *ir.ErrorBody) bool { return o.Type != nil && o.From <= e.From && e.To <= o.To }) {
			op.Errors = slices.Delete(op.Errors, i, i+1)
		}
	}
}

// failures lists the responses that say that a call failed: statuses and ranges from 400 on, and default
// unless it is what success looks like. Where the document lists its kinds of errors, these say what default is.
func (l *Lowerer) failures(responses *node.Node) []success {
	var out []success
	isSuccess := len(successes(responses)) == 1 && successes(responses)[0].key == "default"
	for _, m := range responses.Entries() {
		s, err := strconv.Atoi(m.Key)
		switch key := strings.ToUpper(m.Key); {
		case err == nil && s >= 400 && s < 1000:
			out = append(out, success{m.Key, [2]int{s, s}, m.Value.Target()})
		case key == "4XX":
			out = append(out, success{key, [2]int{400, 499}, m.Value.Target()})
		case key == "5XX":
			out = append(out, success{key, [2]int{500, 599}, m.Value.Target()})
		case m.Key == "default" && !isSuccess && !l.Doc.Root.Has("x-errors"):
			out = append(out, success{m.Key, ir.AnyError, m.Value.Target()})
		}
	}
	return out
}

// errorBodies lists the types of one response, each once.
func (l *Lowerer) errorBodies(f success, h types.Hint) []*ir.ErrorBody {
	var out []*ir.ErrorBody
	for _, m := range f.content() {
		b := &body{status: f.key, media: m.Key, mt: m.Value.Target()}
		sn := b.mt.Get("schema")
		if sn == nil || l.answerKind(b) != ir.JSONResult {
			continue
		}
		name := failureName(f.key)
		if out != nil {
			_, sub, _ := strings.Cut(openapi.BaseMedia(b.media), "/")
			name += " " + sub
		}
		t := l.TypeOf(sn, h.Called(names.OtherResponse(h.Name, name))).Type
		if basic, ok := t.(*ir.Basic); ok && (basic.Kind == ir.Raw || basic.Kind == ir.File) {
			continue
		}
		if !slices.ContainsFunc(out, func(e *ir.ErrorBody) bool { return goType(e.Type) == goType(t) }) {
			out = append(out, &ir.ErrorBody{From: f.statuses[0], To: f.statuses[1], Media: b.media, Type: t})
		}
	}
	if len(out) == 1 {
		out[0].Media = "" // however a server calls it
	}
	return out
}

// failureName is what a status or range of errors is called, e.g. "Not Found" for 404.
func failureName(status string) string {
	switch status {
	case "4XX":
		return "client error"
	case "5XX":
		return "server error"
	}
	return statusName(status)
}

// usual are the statuses of errors that programs ask for by name, whether or not a document
// says that there are such answers.
var usual = []int{400, 401, 403, 404, 409, 422, 429, 500, 503}

// kinds declares an error to match with errors.Is for each usual status, and for those that the document has.
// Where the document lists its kinds of errors, these are told by their types.
func (l *Lowerer) kinds() {
	if l.Doc.Root.Has("x-errors") || len(l.API.Services) == 0 {
		return
	}
	for _, s := range usual {
		l.failed[s] = true
	}
	for s := range 1000 {
		text := http.StatusText(s)
		if !l.failed[s] || text == "" {
			continue
		}
		l.API.Errors = append(l.API.Errors, ir.ErrorKind{Status: s, Place: l.Doc.Root, Name: names.ErrorStatus(text)})
	}
}
