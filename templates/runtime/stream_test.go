package runtime

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

// script serves an event stream: each chunk is sent on its own. A chunk "cut"
// breaks the connection off, "hang" waits for the client to leave.
func script(chunks ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("request-id", "req_1")
		out := http.NewResponseController(w)
		for _, c := range chunks {
			switch c {
			case "cut":
				cut()
			case "hang":
				until(r)
			default:
				_, _ = io.WriteString(w, c)
				_ = out.Flush()
			}
		}
	}
}

func textOf(s string) string {
	return "event: text\ndata: " + fmt.Sprintf(`{"type":"text","text":%q}`, s) + "\n\n"
}

const stop = "event: stop\ndata: {\"type\":\"stop\"}\n\n"

// protocols are the ways to connect to a server. Each checks that nothing is left.
var protocols = map[string]func(*testing.T, http.HandlerFunc, ...RequestOption) *testClient{
	"HTTP/1.1": newTestClient, "HTTP/2": newTestClientHTTP2,
}

// TestStreams plays faults and oddities over a real connection. want is the text
// that the events fold into; fail judges the error instead.
func TestStreams(t *testing.T) {
	truncated := func(err error) bool {
		var e *ResponseError
		return errors.As(err, &e) && errors.Is(err, io.ErrUnexpectedEOF) && e.RequestID == "req_1"
	}
	long := strings.Repeat("x", 3000)
	malformed := func(err error) bool {
		var e *ResponseError
		var d *DecodeError
		return errors.As(err, &e) && errors.As(err, &d) && len(e.Body) > 0
	}
	for _, test := range []struct {
		name   string
		chunks []string
		want   string
		fail   func(error) bool
	}{
		{"plain", []string{textOf("a") + textOf("b") + stop}, "ab", nil},
		{"CRLF", []string{strings.ReplaceAll(textOf("a")+textOf("b")+stop, "\n", "\r\n")}, "ab", nil},
		{"lone CR", []string{strings.ReplaceAll(textOf("a")+textOf("b")+stop, "\n", "\r")}, "ab", nil},
		{"long lines, CRLF", []string{strings.ReplaceAll(textOf(long)+textOf("b")+stop, "\n", "\r\n")}, long + "b", nil},
		{"long lines, lone CR", []string{strings.ReplaceAll(textOf(long)+textOf("b")+stop, "\n", "\r")}, long + "b", nil},
		{"CR and LF in two reads", []string{"event: text\r", "\ndata: {\"type\":\"text\",\"text\":\"a\"}\r", "\n\r", "\n", stop}, "a", nil},
		{"comments", []string{": hello\n\n:\n" + textOf("a") + ": ping\n" + stop}, "a", nil},
		{"multi-line data", []string{"event: text\ndata: {\"type\":\"text\",\ndata: \"text\":\ndata:\"a\"}\n\n" + stop}, "a", nil},
		{"no space after the colon", []string{"event:text\ndata:{\"type\":\"text\",\"text\":\"a\"}\n\n" + stop}, "a", nil},
		{"BOM", []string{"\xEF\xBB\xBF" + textOf("a") + stop}, "a", nil},
		{"BOM in three reads", []string{"\xEF", "\xBB", "\xBF", textOf("a") + stop}, "a", nil},
		{"code point in two reads", []string{"event: text\ndata: {\"type\":\"text\",\"text\":\"\xE2\x82", "\xAC\"}\n\n", stop}, "€", nil},
		{"id and retry", []string{"id: 7\nretry: 10\nfoo: bar\nbaz\n" + textOf("a") + stop}, "a", nil},
		{"unknown event", []string{"event: new\ndata: {\"type\":\"new\",\"x\":1}\n\n" + textOf("a") + stop}, "a", nil},
		{"event without data", []string{"event: ping\n\nevent: ping\ndata:\n\n" + textOf("a") + stop}, "a", nil},
		{"events without names", []string{"data: {\"type\":\"text\",\"text\":\"a\"}\n\ndata: {\"type\":\"stop\"}\n\n"}, "a", nil},
		{"what follows the end is ignored", []string{textOf("a") + stop + textOf("b")}, "a", nil},
		{"server holds the connection", []string{textOf("a") + stop, "hang"}, "a", nil},
		{"end without empty line", []string{textOf("a") + strings.TrimSuffix(stop, "\n")}, "a", nil},
		{"empty", nil, "", truncated},
		{"ends early", []string{textOf("a")}, "", truncated},
		{"ends inside an event", []string{textOf("a") + "event: text\ndata: {\"ty"}, "", truncated},
		{"ends before an empty line", []string{textOf("a") + "event: text\ndata: {\"type\":\"text\"}\n"}, "", truncated},
		{"cut", []string{textOf("a"), "cut"}, "", truncated},
		{"cut inside an event", []string{textOf("a") + "event: te", "cut"}, "", truncated},
		{"malformed JSON", []string{textOf("a") + "event: text\ndata: {\"type\":\"text\",\"text\":x}\n\n" + stop}, "", malformed},
		{"unknown event, malformed", []string{"event: new\ndata: {\"type\":\"new\",\n\n" + stop}, "", malformed},
		{"no JSON", []string{"event: text\ndata: oops\n\n" + stop}, "", malformed},
		{"error event", []string{textOf("a") + "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n"}, "",
			func(err error) bool {
				var e *Error
				return errors.As(err, &e) && e.StatusCode == http.StatusOK && e.Message == "busy" && e.RequestID == "req_1" && errors.Is(err, errTestOverloaded)
			}},
	} {
		for protocol, start := range protocols {
			t.Run(test.name+", "+protocol, func(t *testing.T) {
				c := start(t, script(test.chunks...))
				n, err := c.stream(t.Context()).Result()
				if test.fail != nil {
					if !test.fail(err) {
						t.Errorf("%T %v", err, err)
					}
					return
				}
				if err != nil || n.Text != test.want {
					t.Errorf("got %+v, %v", n, err)
				}
			})
		}
	}
}

func TestStreamEventsInTurn(t *testing.T) {
	c := newTestClient(t, script(textOf("a"), "event: new\ndata: {\"type\":\"new\",\"x\":1}\n\n", textOf("b"), stop))
	s := c.stream(t.Context())
	defer s.Close()
	var got []string
	read := func(most int) {
		for e, err := range s.Events() {
			if err != nil {
				t.Fatal(err)
			}
			switch e := e.(type) {
			case *textEvent:
				got = append(got, e.Text)
			case *otherEvent:
				got = append(got, e.Type)
			}
			if most--; most == 0 {
				return
			}
		}
	}
	read(1)
	read(0)
	if want := "a new b stop"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	n, err := s.Result()
	if err != nil || n.Text != "ab" || s.Err() != nil {
		t.Error(n, err, s.Err())
	}
	read(0)
	_ = s.Close()
	if n, err := s.Result(); err != nil || n.Text != "ab" {
		t.Error("closing takes nothing away:", n, err)
	}
}

func TestStreamAsksForOne(t *testing.T) {
	var body, accept string
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		body, accept = string(b), r.Header.Get("Accept")
		_, _ = io.WriteString(w, stop)
	})
	if _, err := c.stream(t.Context()).Result(); err != nil {
		t.Error(err)
	}
	if body != `{"stream":true,"text":"hi","tags":["a"]}` || accept != "text/event-stream" {
		t.Error(body, accept)
	}
}

func TestStreamConnectionIsUsedAgain(t *testing.T) {
	c := newTestClient(t, script(textOf("a")+stop))
	for range 3 {
		if _, err := c.stream(t.Context()).Result(); err != nil {
			t.Fatal(err)
		}
	}
	if n := c.opened(); n != 1 {
		t.Errorf("%d connections", n)
	}
}

func TestStreamSizes(t *testing.T) {
	const size = 8 << 20
	big := strings.Repeat("x", size)
	c := newTestClient(t, script("event: text\ndata: {\"type\":\"text\",\"text\":\""+big, "\"}\n\n"+stop))
	n, err := c.stream(t.Context()).Result()
	if err != nil || len(n.Text) != size {
		t.Error(err)
	}
	_, err = c.stream(t.Context(), WithMaxEventBytes(1<<20)).Result()
	var e *SizeError
	if !errors.As(err, &e) || e.Limit != 1<<20 {
		t.Errorf("%T %v", err, err)
	}
	many := newTestClient(t, script("event: text\n"+strings.Repeat("data: "+big[:1<<10]+"\n", 1<<10), "hang"))
	if _, err = many.stream(t.Context(), WithMaxEventBytes(1<<19)).Result(); !errors.As(err, &e) {
		t.Errorf("%T %v", err, err)
	}
}

// TestStreamHundredMegabytes sends one line of 100 MB, and has it refused.
func TestStreamHundredMegabytes(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	const size = 100 << 20
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "event: text\ndata: {\"type\":\"text\",\"text\":\"")
		part := []byte(strings.Repeat("x", 1<<20))
		for range size / len(part) {
			_, _ = w.Write(part)
		}
		_, _ = io.WriteString(w, "\"}\n\n"+stop)
	})
	n, err := c.stream(t.Context()).Result()
	if err != nil || len(n.Text) != size {
		t.Error(err)
	}
	_, err = c.stream(t.Context(), WithMaxEventBytes(size)).Result()
	var e *ResponseError
	var big *SizeError
	if !errors.As(err, &e) || !errors.As(err, &big) || big.Limit != size {
		t.Errorf("%T %v", err, err)
	}
}

func TestStreamThatIsNone(t *testing.T) {
	contentType := ""
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, "<h1>Sign in</h1>")
	})
	for _, contentType = range []string{"text/html", "Text/HTML; charset=utf-8", "application/json", "application/problem+json", "image/png"} {
		_, err := c.stream(t.Context()).Result()
		var e *ResponseError
		if !errors.As(err, &e) || !strings.Contains(err.Error(), "Sign in") || e.ContentType != contentType || string(e.Body) != "<h1>Sign in</h1>" {
			t.Errorf("%s: %T %v", contentType, err, err)
		}
	}
}

// TestStreamUnlabeled reads streams of servers that don't say that they are some.
func TestStreamUnlabeled(t *testing.T) {
	contentType := ""
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = []string{contentType}
		_, _ = io.WriteString(w, textOf("a")+stop)
	})
	for _, contentType = range []string{"", "text/plain; charset=utf-8", "application/octet-stream", "Text/Event-Stream;charset=UTF-8"} {
		if n, err := c.stream(t.Context()).Result(); err != nil || n.Text != "a" {
			t.Errorf("%q: %v", contentType, err)
		}
	}
}

func TestStreamIsRetriedBeforeItBegins(t *testing.T) {
	calls := 0
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if calls++; calls == 1 {
			answer(w, 529, `{}`)
			return
		}
		script(textOf("a"), stop)(w, r)
	})
	if n, err := c.stream(t.Context()).Result(); err != nil || n.Text != "a" {
		t.Error(err)
	}
}

// TestEventsAllocate pins what an event costs: its text and the two values that
// it is decoded into.
func TestEventsAllocate(t *testing.T) {
	in := strings.Repeat(textOf("some text"), 1000)
	per := testing.AllocsPerRun(20, func() {
		l := newLineReader(strings.NewReader(in), 1<<20, true)
		p := eventParser{lines: l, terminal: "stop", failure: "error"}
		n := 0
		for {
			if _, err := p.next(); err != nil {
				break
			}
			n++
		}
		l.free()
		if n != 1000 {
			t.Fatal(n)
		}
	}) / 1000
	if per > 1.1 {
		t.Errorf("%v allocations an event", per)
	}
}

func BenchmarkEvents(b *testing.B) {
	in := strings.Repeat(textOf("some text"), 1000)
	b.ReportAllocs()
	for b.Loop() {
		l := newLineReader(strings.NewReader(in), 1<<20, true)
		r := &eventReader{parser: eventParser{lines: l, terminal: "stop", failure: "error"}}
		var c coder
		for {
			ev, err := r.parser.next()
			if err != nil {
				break
			}
			var e event
			if _, err := decodeAs(&c, ev.data, &e, codeEvent); err != nil {
				b.Fatal(err)
			}
		}
		l.free()
	}
}
