package runtime

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestShouldRetry(t *testing.T) {
	t.Parallel()
	base := outcome{replayable: true, repeatable: true, retriable: true, left: 1}
	with := func(f func(*outcome)) outcome { o := base; f(&o); return o }
	for _, test := range []struct {
		o      outcome
		want   bool
		reason string
	}{
		{with(func(o *outcome) { o.status = 200 }), false, "answered"},
		{with(func(o *outcome) { o.status, o.retriable = 400, false }), false, "status 400 is final"},
		{with(func(o *outcome) { o.status, o.repeatable = 500, false }), false, "status 500, but the request may have been carried out"},
		{with(func(o *outcome) { o.fault, o.repeatable = faultConnect, false }), false, "connection failed, and the request may have been carried out"},
		{with(func(o *outcome) { o.fault, o.repeatable, o.unsent = faultConnect, false, true }), true, "connection failed"},
		{with(func(o *outcome) { o.fault, o.repeatable = faultTimeout, false }), false, "attempt timed out, and the request may have been carried out"},
		{with(func(o *outcome) { o.status = 408 }), true, "status 408"},
		{with(func(o *outcome) { o.status = 409 }), true, "status 409"},
		{with(func(o *outcome) { o.status = 429 }), true, "status 429"},
		{with(func(o *outcome) { o.status = 500 }), true, "status 500"},
		{with(func(o *outcome) { o.status = 529 }), true, "status 529"},
		{with(func(o *outcome) { o.status, o.directive = 429, "false" }), false, "server asks not to retry"},
		{with(func(o *outcome) { o.status, o.directive = 400, "true" }), true, "server asks to retry"},
		{with(func(o *outcome) { o.status, o.left = 500, 0 }), false, "status 500, but no retries are left"},
		{with(func(o *outcome) { o.status, o.replayable = 500, false }), false, "status 500, but the body can't be sent again"},
		{with(func(o *outcome) { o.fault = faultConnect }), true, "connection failed"},
		{with(func(o *outcome) { o.fault = faultTimeout }), true, "attempt timed out"},
		{with(func(o *outcome) { o.fault, o.idempotent = faultCut, true }), true, "answer broke off"},
		{with(func(o *outcome) { o.fault = faultCut }), false, "answer broke off after the request was carried out"},
		{with(func(o *outcome) { o.fault = faultFinal }), false, "not worth another attempt"},
	} {
		if got, reason := shouldRetry(test.o); got != test.want || reason != test.reason {
			t.Errorf("%+v: got %v, %q, want %v, %q", test.o, got, reason, test.want, test.reason)
		}
	}
}

func TestBackoff(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		n      int
		random float64
		want   time.Duration
	}{
		{1, 0, 0}, {1, 1, time.Second}, {2, 1, 2 * time.Second}, {3, 0.5, 2 * time.Second},
		{4, 1, 8 * time.Second}, {5, 1, 8 * time.Second}, {1000, 1, 8 * time.Second},
	} {
		if got := backoff(test.n, time.Second, 8*time.Second, test.random); got != test.want {
			t.Errorf("%d, %v: got %v, want %v", test.n, test.random, got, test.want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, test := range []struct {
		name, value string
		want        time.Duration
		ok          bool
	}{
		{"Retry-After", "2", 2 * time.Second, true},
		{"Retry-After", "0.5", 500 * time.Millisecond, true},
		{"Retry-After", now.Add(3 * time.Second).Format(http.TimeFormat), 3 * time.Second, true},
		{"Retry-After", now.Add(-time.Hour).Format(http.TimeFormat), 0, true},
		{"Retry-After-Ms", "250", 250 * time.Millisecond, true},
		{"Retry-After", "1e300", 365 * 24 * time.Hour, true},
		{"Retry-After", "-1", 0, false}, {"Retry-After", "soon", 0, false}, {"Retry-After", "NaN", 0, false}, {"X", "", 0, false},
	} {
		got, ok := retryAfter(http.Header{test.name: {test.value}}, now)
		if got != test.want || ok != test.ok {
			t.Errorf("%s: %s: got %v, %v", test.name, test.value, got, ok)
		}
	}
}

func TestRetriesUntilAnswered(t *testing.T) {
	for _, status := range []int{408, 409, 429, 500, 503, 529} {
		var counts []string
		var bodies []string
		c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			counts, bodies = append(counts, r.Header.Get("X-Retry-Count")), append(bodies, string(body))
			if len(counts) < 3 {
				answer(w, status, `{}`)
				return
			}
			answer(w, 200, okNote)
		})
		var meta ResponseMeta
		n, err := c.create(t.Context(), WithResponse(&meta))
		if err != nil || n.Text != "hello" {
			t.Fatal(n, err)
		}
		if !slices.Equal(counts, []string{"0", "1", "2"}) || meta.Attempts != 3 {
			t.Errorf("%d: counts %v, %d attempts", status, counts, meta.Attempts)
		}
		if want := `{"text":"hi","tags":["a"]}`; bodies[2] != want || bodies[0] != want {
			t.Errorf("bodies %q", bodies)
		}
	}
}

func TestRetriesEnd(t *testing.T) {
	var calls atomic.Int32
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		answer(w, 529, `{"type":"error","error":{"type":"overloaded_error","message":"busy"}}`)
	})
	_, err := c.create(t.Context(), WithMaxRetries(1))
	var e *Error
	if !errors.As(err, &e) || e.Attempts != 2 || calls.Load() != 2 || !errors.Is(err, errTestOverloaded) {
		t.Error(err, calls.Load())
	}
	if want := "POST /v1/notes: 529 overloaded_error: busy (2 attempts)"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}

func TestServerDirectives(t *testing.T) {
	for _, test := range []struct {
		name   string
		header http.Header
		status int
		calls  int32
	}{
		{"not to retry", http.Header{"X-Should-Retry": {"false"}}, 500, 1},
		{"to retry", http.Header{"X-Should-Retry": {"true"}}, 400, 3},
		{"soon", http.Header{"Retry-After-Ms": {"1"}}, 429, 3},
		{"too late", http.Header{"Retry-After": {"3600"}}, 429, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			var calls atomic.Int32
			c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
				calls.Add(1)
				maps.Copy(w.Header(), test.header)
				answer(w, test.status, `{}`)
			})
			_, err := c.get(t.Context())
			if err == nil || calls.Load() != test.calls {
				t.Error(err, calls.Load())
			}
		})
	}
}

func TestRetryAfterIsWaited(t *testing.T) {
	var calls atomic.Int32
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		if calls.Add(1) == 1 {
			w.Header().Set("Retry-After-Ms", "150")
			answer(w, 429, `{}`)
			return
		}
		answer(w, 200, okNote)
	})
	start := time.Now()
	if _, err := c.get(t.Context()); err != nil || time.Since(start) < 150*time.Millisecond {
		t.Error(err, time.Since(start))
	}
}

// TestNoWaitAskedFor pins that a server which asks to come back at once, or at a
// time that has passed, is not overrun: the backoff stands.
func TestNoWaitAskedFor(t *testing.T) {
	asked := ""
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", asked)
		answer(w, 503, `{}`)
	})
	const longest = 5 * time.Millisecond
	for _, asked = range []string{"0", "Thu, 01 Jan 1970 00:00:01 GMT"} {
		waited := false
		for !waited { // the backoff is random, and may be next to nothing
			_, _ = c.get(t.Context(), WithRetryBackoff(longest, longest), WithTrace(func(_ context.Context, e TraceEvent) {
				waited = waited || e.Wait > 0
				if e.Wait > longest {
					t.Error(e.Wait)
				}
			}))
		}
	}
}

func TestNoWaitBeyondDeadline(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "50")
		answer(w, 429, `{"error":{"type":"rate_limit_error"}}`)
	})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	start := time.Now()
	_, err := c.get(ctx)
	if !errors.Is(err, errTestRate) || time.Since(start) > 10*time.Second {
		t.Error(err, time.Since(start))
	}
}

func TestConnectionFailures(t *testing.T) {
	var calls atomic.Int32
	handler := func(w http.ResponseWriter, _ *http.Request) {
		if calls.Add(1) < 3 {
			cut()
		}
		answer(w, 200, okNote)
	}
	c := newTestClient(t, handler)
	if _, err := c.create(t.Context()); err != nil {
		t.Error(err)
	}
	calls.Store(0)
	_, err := c.create(t.Context(), WithMaxRetries(0))
	var e *ConnectionError
	if !errors.As(err, &e) || e.Attempts != 1 || e.Path != "/v1/notes" {
		t.Errorf("%T %v", err, err)
	}
}

func TestNobodyListens(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) {})
	c.server.Close()
	_, err := c.create(t.Context())
	var e *ConnectionError
	if !errors.As(err, &e) || e.Attempts != 3 {
		t.Errorf("%T %v", err, err)
	}
}

func TestAnswerBreaksOff(t *testing.T) {
	var calls atomic.Int32
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		if calls.Add(1) == 1 {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, `{"id":"n`)
			_ = http.NewResponseController(w).Flush()
			cut()
		}
		answer(w, 200, okNote)
	})
	if _, err := c.get(t.Context()); err != nil || calls.Load() != 2 {
		t.Error(err)
	}
	calls.Store(0)
	_, err := c.create(t.Context())
	var e *ResponseError
	if !errors.As(err, &e) || !errors.Is(err, io.ErrUnexpectedEOF) || calls.Load() != 1 || string(e.Body) != `{"id":"n` {
		t.Errorf("%T %v, %d calls", err, err, calls.Load())
	}
}

func TestOneShotBodiesAreNotResent(t *testing.T) {
	var calls atomic.Int32
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		_, _ = io.Copy(io.Discard, r.Body)
		answer(w, 500, `{}`)
	})
	upload := func(f File) error {
		_, err := call(t.Context(), c.core, &opUpload, nil, &uploadParams{File: f}, new(note), nil)
		return err
	}
	content := strings.Repeat("x", 1000)
	if err := upload(FileReader("a", io.MultiReader(strings.NewReader(content)))); err == nil || calls.Load() != 1 {
		t.Error(err, calls.Load())
	}
	calls.Store(0)
	if err := upload(FileReader("a", bytes.NewReader([]byte(content)))); err == nil || calls.Load() != 3 {
		t.Error("a seeker can be sent again:", err, calls.Load())
	}
}

// TestOneShotBodyAndFaults has an upload that can't be repeated meet what
// others are repeated after.
func TestOneShotBodyAndFaults(t *testing.T) {
	for name, fault := range map[string]struct {
		answer http.HandlerFunc
		opts   []RequestOption
	}{
		"cut":  {func(http.ResponseWriter, *http.Request) { cut() }, nil},
		"hang": {func(_ http.ResponseWriter, r *http.Request) { until(r) }, []RequestOption{WithAttemptTimeout(300 * time.Millisecond)}},
		"redirect": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(307)
		}, nil},
	} {
		var calls atomic.Int32
		c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
			calls.Add(1)
			_, _ = io.Copy(io.Discard, r.Body)
			fault.answer(w, r)
		})
		err := uploadTo(t, c, &uploadParams{File: FileReader("a", io.MultiReader(strings.NewReader("x")))}, fault.opts...)
		if !typed(err) || calls.Load() != 1 {
			t.Errorf("%s: %T %v, %d calls", name, err, err, calls.Load())
		}
	}
}

// TestSharedReader pins that a reader which can't go back is handed out again
// only if nothing was read, and then to one reader alone.
func TestSharedReader(t *testing.T) {
	f := FileReader("a", io.MultiReader(strings.NewReader("x")))
	first, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	second, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(first); !errors.Is(err, fs.ErrClosed) {
		t.Error(err)
	}
	_ = first.Close()
	if b, err := io.ReadAll(second); err != nil || string(b) != "x" {
		t.Errorf("%q %v", b, err)
	}
	if _, err := f.Open(); !errors.Is(err, errReadBefore) {
		t.Error(err)
	}
}

func TestUnreadOneShotBodyIsResent(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) {})
	c.server.Close()
	_, err := call(t.Context(), c.core, &opUpload, nil, &uploadParams{File: FileReader("a", io.MultiReader(strings.NewReader("x")))}, new(note), nil)
	var e *ConnectionError
	if !errors.As(err, &e) || e.Attempts != 3 {
		t.Errorf("%T %v", err, err)
	}
}

func TestTimeouts(t *testing.T) {
	hang := func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		until(r)
	}
	c := newTestClient(t, hang)
	short := 30 * time.Millisecond
	deadline, cancel := context.WithTimeout(t.Context(), short)
	defer cancel()
	for _, test := range []struct {
		limit    string
		ctx      context.Context
		opts     []RequestOption
		attempts int
	}{
		{"attempt", t.Context(), []RequestOption{WithAttemptTimeout(short), WithMaxRetries(1)}, 2},
		{"call", t.Context(), []RequestOption{WithTimeout(short)}, 1},
		{"context", deadline, nil, 1},
	} {
		_, err := c.create(test.ctx, test.opts...)
		var e *TimeoutError
		if !errors.As(err, &e) || e.Limit != test.limit || e.Attempts != test.attempts || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: %T %v", test.limit, err, err)
		}
	}
}

func TestTimeoutInsideBody(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, `{"id":`)
		_ = http.NewResponseController(w).Flush()
		until(r)
	})
	_, err := c.get(t.Context(), WithAttemptTimeout(30*time.Millisecond), WithMaxRetries(0))
	var e *TimeoutError
	if !errors.As(err, &e) || e.Limit != "attempt" {
		t.Errorf("%T %v", err, err)
	}
}

func TestLongCallIsRefused(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, okNote) })
	p := goodParams()
	p.MaxTokens = 64000
	_, err := call(t.Context(), c.core, &opCreate, nil, p, new(note), nil)
	var e *RequestError
	if !errors.As(err, &e) || !strings.Contains(err.Error(), "stream") {
		t.Errorf("%T %v", err, err)
	}
	if _, err := call(t.Context(), c.core, &opCreate, nil, p, new(note), []RequestOption{WithTimeout(time.Hour)}); err != nil {
		t.Error("the caller is patient:", err)
	}
	p.MaxTokens = 4096
	if _, err := call(t.Context(), c.core, &opCreate, nil, p, new(note), nil); err != nil {
		t.Error(err)
	}
}
