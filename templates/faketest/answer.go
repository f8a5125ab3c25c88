package faketest

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"iter"
	"mime"
	"net/http"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// answer is the answer to a request while it is being made.
type answer struct {
	fake  *fake
	op    *operation // nil if there is none
	w     http.ResponseWriter
	r     *http.Request
	fault *Fault
	begun bool // the status has been sent
}

// begin sends status and header.
func (a *answer) begin(status int) {
	a.begun = true
	a.w.WriteHeader(status)
}

// nothing is what operations without a result answer.
type nothing struct{}

// errorf fails the test, and says which request it was.
func (a *answer) errorf(format string, args ...any) {
	a.fake.t.Helper()
	id := "no operation"
	if a.op != nil {
		id = a.op.id
	}
	a.fake.t.Errorf("fake server: %s (%s %s): "+format, append([]any{id, a.r.Method, a.r.URL.Path}, args...)...)
}

// refuse fails the test and answers an error that isn't worth a retry.
func (a *answer) refuse(status int, problem string) {
	a.errorf("%s", problem)
	a.w.Header().Set("X-Should-Retry", "false")
	a.sendError(Error(status, "", problem))
}

// broken deals with an answer of the test that can't be sent.
func (a *answer) broken(problem string) {
	a.refuse(http.StatusInternalServerError, problem)
}

// body is where the body of the answer goes.
func (a *answer) body() io.Writer {
	if a.fault.CutBody == nil {
		return a.w
	}
	return &cutWriter{a.w, *a.fault.CutBody}
}

// sendBytes answers with a body that is known as a whole.
func (a *answer) sendBytes(status int, contentType string, b []byte) {
	a.w.Header().Set("Content-Type", contentType)
	a.w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	a.begin(status)
	_, _ = a.body().Write(b) // the client may have gone
}

// sendNothing answers without a body.
func sendNothing(a *answer, _ nothing) { a.begin(http.StatusNoContent) }

// sendText answers with text.
func sendText(a *answer, text string) {
	a.sendBytes(a.status(), a.mediaType("text/plain; charset=utf-8"), []byte(text))
}

// sendTextAs answers with text that stands for a value.
func sendTextAs[T any](a *answer, v T) {
	b, err := encode(v)
	if err != nil {
		a.broken("encoding the result: " + err.Error())
		return
	}
	text := string(b)
	if quoted := ""; json.Unmarshal(b, &quoted) == nil {
		text = quoted
	}
	sendText(a, text)
}

// status is that of the document.
func (a *answer) status() int { return cmp.Or(a.op.status, http.StatusOK) }

// sendAnswer answers with one of several bodies. A file is one that can be read, a text one
// that is sent as no JSON.
func sendAnswer[R any](a *answer, v R) {
	if isNil(v) && a.op.empty != 0 {
		a.begin(a.op.empty)
		return
	}
	i := slices.IndexFunc(a.op.answers, func(x answerInfo) bool { return x.is(v) })
	if i < 0 || isNil(v) {
		a.broken("the function returned neither a result nor an error")
		return
	}
	x := a.op.answers[i]
	if r, ok := any(v).(io.ReadCloser); ok {
		a.sendReader(x, r)
		return
	}
	b, err := encode(v)
	otherwise := "application/json"
	if text := reflect.ValueOf(v); text.Kind() == reflect.String && !strings.HasSuffix(x.media, "json") {
		b, otherwise = []byte(text.String()), "text/plain; charset=utf-8"
	}
	if err != nil {
		a.broken("encoding the result: " + err.Error())
		return
	}
	a.sendBytes(x.status, concrete(x.media, otherwise), b)
}

// sendReader answers with a file that is one of several answers.
func (a *answer) sendReader(x answerInfo, r io.ReadCloser) {
	defer func() { _ = r.Close() }()
	f := reflect.ValueOf(r).Elem()
	a.w.Header().Set("Content-Type", cmp.Or(f.FieldByName("ContentType").String(), concrete(x.media, "application/octet-stream")))
	if name := f.FieldByName("Name").String(); name != "" {
		a.w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	}
	a.begin(x.status)
	if _, err := io.Copy(a.body(), r); err != nil && a.r.Context().Err() == nil {
		panic(http.ErrAbortHandler) // the reader failed: so does the download
	}
}

// concrete returns a media type, or another one in place of a range.
func concrete(media, otherwise string) string {
	if media == "" || strings.Contains(media, "*") {
		return otherwise
	}
	return media
}

// sendJSON answers with a value of the API.
func sendJSON[R any](a *answer, v R) {
	if isNil(v) && a.op.empty != 0 {
		a.begin(a.op.empty)
		return
	}
	if isNil(v) {
		a.broken("the function returned neither a result nor an error")
		return
	}
	b, err := encode(v)
	if reflect.TypeFor[R]().Kind() == reflect.Slice && string(b) == "null" {
		b = []byte("[]")
	}
	if err != nil {
		a.broken("encoding the result: " + err.Error())
		return
	}
	if a.fault.BadJSON {
		b = badJSON
	}
	a.sendBytes(a.status(), a.mediaType("application/json"), b)
}

var badJSON = []byte(`{"bad": `)

// encode returns v as JSON on one line.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte{'\n'}), err
}

// isNil reports whether v is an object or a union that isn't there.
func isNil(v any) bool {
	r := reflect.ValueOf(v)
	return !r.IsValid() || r.Kind() == reflect.Pointer && r.IsNil() && r.Type().Elem().Kind() == reflect.Struct
}

// mediaType is that of the document if it is a concrete one.
func (a *answer) mediaType(otherwise string) string {
	first, _, _ := strings.Cut(a.op.accept, ",")
	return concrete(first, otherwise)
}

// sendFile answers with the content of a file, under its name.
func sendFile(a *answer, f client.File) {
	r, err := f.Open()
	if err != nil {
		a.broken("opening the file: " + err.Error())
		return
	}
	defer func() { _ = r.Close() }()
	h := a.w.Header()
	h.Set("Content-Type", cmp.Or(f.ContentType, mime.TypeByExtension(filepath.Ext(f.Name)), a.mediaType("application/octet-stream")))
	if f.Name != "" {
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	}
	const small = 1 << 20
	start := bufio.NewReaderSize(r, small)
	if head, err := start.Peek(small); err == io.EOF {
		h.Set("Content-Length", strconv.Itoa(len(head)))
	}
	a.begin(a.status())
	if _, err := io.Copy(a.body(), start); err != nil && a.r.Context().Err() == nil {
		panic(http.ErrAbortHandler) // the reader failed: so does the download
	}
}

// sequence makes a sequence of values and an error that comes after them.
func sequence[E any](values []E, err error) iter.Seq2[E, error] {
	return func(yield func(E, error) bool) {
		for _, v := range values {
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			var none E
			yield(none, err)
		}
	}
}

// sendEvents answers with server-sent events.
func sendEvents[E any](a *answer, events iter.Seq2[E, error]) {
	a.stream(stream{contentType: "text/event-stream", format: a.op.events.format, failed: a.failedEvents, end: a.endEvents}, untyped(events))
}

// sendLines answers with a JSON value a line. In a JSON text sequence, each is a record.
func sendLines[T any](a *answer, lines iter.Seq2[T, error]) {
	contentType, begin := a.mediaType("application/x-ndjson"), ""
	if base, _, _ := strings.Cut(contentType, ";"); strings.HasSuffix(strings.ToLower(strings.TrimSpace(base)), "json-seq") {
		begin = "\x1E"
	}
	a.stream(stream{
		contentType: contentType,
		format:      func(b []byte) []byte { return append([]byte(begin), append(b, '\n')...) },
		failed:      func(io.Writer, error) { panic(http.ErrAbortHandler) }, // lines have no other way to say it
		end:         func(io.Writer) {},
	}, untyped(lines))
}

func untyped[E any](values iter.Seq2[E, error]) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		if values == nil {
			return
		}
		for v, err := range values {
			if !yield(v, err) {
				return
			}
		}
	}
}

// stream says how values become an answer that is sent one by one.
type stream struct {
	contentType string
	format      func(json []byte) []byte
	failed      func(io.Writer, error) // an error after the answer has begun
	end         func(io.Writer)
}

// stream sends values as they come.
func (a *answer) stream(s stream, values iter.Seq2[any, error]) {
	var w io.Writer
	n := 0
	begin := func() {
		if w == nil {
			a.w.Header().Set("Content-Type", s.contentType)
			a.begin(a.status())
			w = a.body()
			a.flush()
		}
	}
	for v, err := range values {
		if err != nil && w == nil {
			a.fail(err)
			return
		}
		begin()
		a.cutStream(n)
		if err != nil {
			s.failed(w, err)
			return
		}
		b, err := encode(v)
		if err != nil {
			a.errorf("encoding value %d of the stream: %v", n, err)
			panic(http.ErrAbortHandler)
		}
		if a.fault.BadJSON && n == 0 {
			b = badJSON
		}
		if _, err := w.Write(s.format(b)); err != nil || a.r.Context().Err() != nil {
			return
		}
		a.flush()
		n++
	}
	begin()
	a.cutStream(n)
	s.end(w)
}

func (a *answer) flush() { _ = http.NewResponseController(a.w).Flush() } // what can't be flushed comes at the end

// format writes an event, named by its tag.
func (e *eventsInfo) format(b []byte) []byte {
	var out []byte
	if e.whole {
		return e.wholeEvent(b)
	}
	if e.text {
		return append(textLines(b), '\n')
	}
	if e.tag != "" {
		var members map[string]json.RawMessage
		var name string
		if json.Unmarshal(b, &members) == nil && json.Unmarshal(members[e.tag], &name) == nil {
			out = append(append(out, "event: "...), oneLine(name)+"\n"...)
		}
	}
	return append(append(append(out, "data: "...), b...), "\n\n"...)
}

// wholeEvent writes the fields of an event.
func (e *eventsInfo) wholeEvent(b []byte) []byte {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(b, &fields) // a value that was encoded
	var out []byte
	event := ""
	_ = json.Unmarshal(fields["event"], &event) // it may have none
	for _, name := range []string{"event", "id", "retry"} {
		v, ok := fields[name]
		text := string(v)
		_ = json.Unmarshal(v, &text) // a number is written as it is
		if ok {
			out = append(out, name+": "+oneLine(text)+"\n"...)
		}
	}
	if data, ok := fields["data"]; ok && slices.Contains(e.texts, event) {
		out = append(out, textLines(data)...)
	} else if ok {
		out = append(append(append(out, "data: "...), data...), '\n')
	}
	return append(out, '\n')
}

// textLines writes the data of an event that are text line by line.
func textLines(b []byte) []byte {
	text := string(b)
	_ = json.Unmarshal(b, &text) // other JSON is written as it is
	var out []byte
	for line := range strings.SplitSeq(text, "\n") {
		out = append(out, "data: "+line+"\n"...)
	}
	return out
}

func oneLine(s string) string { return strings.NewReplacer("\r", " ", "\n", " ").Replace(s) }

// failedEvents sends an error in a stream that has begun.
func (a *answer) failedEvents(w io.Writer, err error) {
	name := a.op.events.failure
	if name == "" {
		panic(http.ErrAbortHandler) // the stream has no other way to say it
	}
	e := a.errorOf(err)
	_, _ = io.WriteString(w, "event: "+name+"\ndata: "+string(a.errorBody(e))+"\n\n") // the client may have gone
}

func (a *answer) endEvents(w io.Writer) {
	if mark := a.op.events.mark; mark != "" {
		_, _ = io.WriteString(w, "data: "+mark+"\n\n") // the client may have gone
	}
}

// wait waits, and reports whether anyone still does.
func (a *answer) wait(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-a.r.Context().Done():
	case <-a.fake.closing:
	}
	return false
}
