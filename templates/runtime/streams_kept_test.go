package runtime

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// partFold keeps nil until something came.
type partFold struct{ textFold }

func (f *partFold) result() (*note, error) {
	if f.b == nil {
		return nil, nil
	}
	return f.textFold.result()
}

func (tc *testClient) parts(ctx context.Context, opts ...RequestOption) *ResultStream[event, note] {
	return resultStream(ctx, tc.core, &opCreate, nil, goodParams(), codeEvent, func() accumulator[event, note] { return &partFold{} }, opts)
}

// TestStreamKeepsWhatCame ends streams in every way, and looks for what had come.
func TestStreamKeepsWhatCame(t *testing.T) {
	for name, chunks := range map[string][]string{
		"cut": {textOf("a"), "cut"}, "early end": {textOf("a")}, "cut in an event": {textOf("a") + "data: {\"ty", "cut"},
		"error event":             {textOf("a") + "event: error\ndata: {\"error\":{\"type\":\"overloaded_error\"}}\n\n"},
		"malformed":               {textOf("a") + "event: text\ndata: oops\n\n"},
		"no line break":           {strings.TrimRight(textOf("a"), "\n")},
		"no empty line":           {strings.TrimSuffix(textOf("a"), "\n")},
		"no line break, then cut": {strings.TrimRight(textOf("a"), "\n"), "cut"},
	} {
		c := newTestClient(t, script(chunks...))
		n, err := c.parts(t.Context()).Result()
		if err == nil || n == nil || n.Text != "a" {
			t.Errorf("%s: %v, %v", name, n, err)
		}
		s := c.parts(t.Context())
		var last error
		for _, err := range s.Events() {
			last = err
		}
		if again, err := s.Result(); again == nil || again.Text != "a" || !errors.Is(err, last) {
			t.Errorf("%s, ranged over: %v, %v after %v", name, again, err, last)
		}
	}
	c := newTestClient(t, script(textOf("a"), "hang"))
	ctx, cancel := context.WithCancel(t.Context())
	ends := map[string]func(*ResultStream[event, note]){
		"closed": func(s *ResultStream[event, note]) { _ = s.Close() }, "canceled": func(*ResultStream[event, note]) { cancel() },
	}
	for _, name := range []string{"closed", "canceled"} {
		s := c.parts(ctx)
		for _, err := range s.Events() {
			if err != nil {
				t.Fatal(err)
			}
			break
		}
		ends[name](s)
		if n, err := s.Result(); err == nil || n == nil || n.Text != "a" {
			t.Errorf("%s: %v, %v", name, n, err)
		}
	}
	if n, err := c.parts(t.Context(), WithTimeout(100*time.Millisecond)).Result(); err == nil || n == nil || n.Text != "a" {
		t.Error("timed out:", n, err)
	}
	if n, err := c.parts(t.Context(), WithIdleTimeout(100*time.Millisecond)).Result(); err == nil || n == nil || n.Text != "a" {
		t.Error("idle:", n, err)
	}
}

// TestStreamEnds reads last events that lack what should follow them.
func TestStreamEnds(t *testing.T) {
	busy := func(err error) bool {
		return errors.Is(err, errTestOverloaded) && strings.Contains(err.Error(), "busy")
	}
	const failure = `{"type":"error","error":{"type":"overloaded_error","message":"busy"}}`
	for _, test := range []struct {
		end  string
		want func(error) bool
	}{
		{"event: stop\ndata: {\"type\":\"stop\"}\n", nil}, {"event: stop\ndata: {\"type\":\"stop\"}", nil}, {"data: {\"type\":\"stop\"}", nil}, {"event: stop", nil},
		{"data: [DONE]\n\n", nil}, {"data: [DONE]", nil}, {"event: message\ndata: [DONE]\n\n", nil},
		{"event: ping\ndata: pong\n\n" + stop, nil}, {"event: ping\ndata: {}\n\n" + stop, nil}, {"event: heartbeat\ndata: 12:30\n\n" + stop, nil}, {"data: ping\n\n" + stop, nil},
		{"event: ping\ndata: null\n\n" + stop, nil}, {"data: null\n\n" + stop, nil}, {": ping\n\n" + stop, nil},
		{"event: error\ndata: " + failure + "\n\n", busy}, {"event: error\ndata: " + failure + "\n", busy}, {"event: error\ndata: " + failure, busy},
		{"data: " + failure + "\n\n", busy}, {"data: " + failure, busy},
		{"data: {\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n", busy}, {"event: message\ndata: {\"error\":{\"message\":\"busy\",\"code\":529}}\n\n" + stop, busy},
		{"data: {\"error\":{\"message\":\"busy\",\"type\":\"unheard_of\",\"code\":\"529\"}}", busy},
		{"event: error\ndata: busy\n\n", func(err error) bool {
			var e *Error
			return errors.As(err, &e) && string(e.Body) == "busy"
		}},
	} {
		c := newTestClient(t, script(textOf("a")+test.end))
		n, err := c.parts(t.Context()).Result()
		if n == nil || n.Text != "a" || (test.want == nil && err != nil) || (test.want != nil && !test.want(err)) {
			t.Errorf("%q: %v, %T %v", test.end, n, err, err)
		}
	}
}

// TestEventsInsteadOfAnError refuses requests in the form of a stream.
func TestEventsInsteadOfAnError(t *testing.T) {
	const failure = `{"type":"error","error":{"type":"overloaded_error","message":"busy"}}`
	for _, body := range []string{"event: error\ndata: " + failure + "\n\n", "data: " + failure, ": hello\r\n\r\nevent: error\r\ndata: " + failure + "\r\n\r\n"} {
		for _, status := range []int{429, 500, 529} {
			for _, contentType := range []string{"text/event-stream", "application/json", "text/event-stream; charset=utf-8"} {
				c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("Content-Type", contentType)
					w.WriteHeader(status)
					_, _ = io.WriteString(w, body)
					if strings.HasPrefix(contentType, "text/") && strings.HasSuffix(body, "\n") {
						_ = http.NewResponseController(w).Flush()
						until(r) // the connection stays open
					}
				}, WithMaxRetries(0))
				start := time.Now()
				_, err := c.parts(t.Context()).Result()
				var e *Error
				if !errors.As(err, &e) || e.StatusCode != status || e.Message != "busy" || !errors.Is(err, errTestOverloaded) || time.Since(start) > 5*time.Second {
					t.Errorf("%d %s %q: %T %v", status, contentType, body, err, err)
				}
			}
		}
	}
}

// TestSplitCharacters cuts text into UTF-16 units.
func TestSplitCharacters(t *testing.T) {
	for name, test := range map[string]struct{ in, want string }{
		"pair":              {`"a\ud83d"` + "|" + `"\ude00b"`, "a😀b"},
		"upper case":        {`"\uD83D"` + "|" + `"\uDE00"`, "😀"},
		"text between":      {`"\ud83d"` + "|" + `"x"`, "\uFFFDx"},
		"three":             {`"\ud83d"` + "|" + `"\ude00\ud83d"` + "|" + `"\ude01"`, "😀😁"},
		"escaped backslash": {`"\\ud83d"` + "|" + `"\\ude00"`, `\ud83d\ude00`},
		"whole":             {`"\ud83d\ude00"`, "😀"},
	} {
		var chunks []string
		for part := range strings.SplitSeq(test.in, "|") {
			chunks = append(chunks, "event: text\ndata: {\"type\":\"text\",\"text\":"+part+"}\n\n")
		}
		c := newTestClient(t, script(append(chunks, stop)...))
		if n, err := c.stream(t.Context()).Result(); err != nil || n.Text != test.want {
			t.Errorf("%s: got %q, %v, want %q", name, n.Text, err, test.want)
		}
	}
}

// pipeTransport answers with a body that doesn't know contexts, and never ends.
func pipeTransport(text string) RequestOption {
	return WithMiddleware(func(http.RoundTripper) http.RoundTripper {
		return roundTrip(func(*http.Request) (*http.Response, error) {
			r, w := io.Pipe()
			go func() { _, _ = io.WriteString(w, text) }()
			return &http.Response{StatusCode: http.StatusOK, ContentLength: -1, Header: http.Header{}, Body: r}, nil
		})
	})
}

func TestBodiesThatDontKnowContexts(t *testing.T) {
	soon := func(t *testing.T, what string, f func()) {
		t.Helper()
		done := make(chan struct{})
		go func() { defer close(done); f() }()
		select {
		case <-done:
		case <-time.After(5 * time.Second):
			t.Fatal(what + " hangs")
		}
	}
	c := newTestClient(t, nil, pipeTransport(textOf("a")+stop))
	soon(t, "a stream after its last event", func() {
		if n, err := c.stream(t.Context()).Result(); err != nil || n.Text != "a" {
			t.Error(n, err)
		}
	})
	c = newTestClient(t, nil, pipeTransport(textOf("a")))
	var timeout *TimeoutError
	for name, opts := range map[string][]RequestOption{"idle": {WithIdleTimeout(50 * time.Millisecond)}, "call": {WithTimeout(50 * time.Millisecond)}} {
		soon(t, name, func() {
			if n, err := c.stream(t.Context(), opts...).Result(); !errors.As(err, &timeout) || timeout.Limit != name || n.Text != "a" {
				t.Errorf("%T %v", err, err)
			}
		})
	}
	soon(t, "a canceled stream", func() {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(50*time.Millisecond, cancel)
		if _, err := c.stream(ctx).Result(); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	soon(t, "an answer in one piece", func() {
		if _, err := c.get(t.Context(), WithAttemptTimeout(50*time.Millisecond), WithMaxRetries(0)); !errors.As(err, &timeout) {
			t.Error(err)
		}
	})
}

// pastContext is one whose deadline is past and whose Done stays open.
type pastContext struct{ context.Context }

func (pastContext) Deadline() (time.Time, bool) { return time.Now().Add(-time.Hour), true }

func TestDeadlineThatNobodyNotices(t *testing.T) {
	c := newTestClient(t, nil, WithMaxRetries(0), WithMiddleware(func(http.RoundTripper) http.RoundTripper {
		return roundTrip(func(*http.Request) (*http.Response, error) { return nil, net.ErrClosed })
	}))
	done := make(chan error, 1)
	go func() { _, err := c.get(pastContext{t.Context()}); done <- err }()
	select {
	case err := <-done:
		if err == nil {
			t.Error("no error")
		}
	case <-time.After(5 * time.Second):
		t.Error("hangs")
	}
}

func TestPanicsFreeTheConnection(t *testing.T) {
	c := newTestClient(t, script(textOf("a"), "hang"))
	for name, opt := range map[string]RequestOption{
		"trace": WithTrace(func(context.Context, TraceEvent) { panic("oops") }),
		"transport": WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
			return roundTrip(func(r *http.Request) (*http.Response, error) {
				if _, err := next.RoundTrip(r); err != nil {
					return nil, err
				}
				panic("oops")
			})
		}),
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Error(name + ": the panic is the caller's")
				}
			}()
			_, _ = c.stream(t.Context(), opt).Result()
		}()
	} // that no connection is busy is checked at the end
}

func TestMiddlewareThatReturnsNothing(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("was sent") })
	none := WithMiddleware(func(http.RoundTripper) http.RoundTripper { return nil })
	if _, err := c.get(t.Context(), none); !isRequestError(err) {
		t.Errorf("%T %v", err, err)
	}
}
