package runtime

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// promptly is far more than a canceled call takes, and far less than anything
// else that would end it.
const promptly = 5 * time.Second

// TestCancel cancels calls wherever they may be waiting. Nothing else would end
// them for minutes.
func TestCancel(t *testing.T) {
	cause := errors.New("user left")
	begin := func(w http.ResponseWriter, text string) {
		_, _ = io.WriteString(w, text)
		_ = http.NewResponseController(w).Flush()
	}
	create := func(ctx context.Context, c *testClient) error { _, err := c.create(ctx); return err }
	for name, test := range map[string]struct {
		handler func(w http.ResponseWriter, r *http.Request, reached func())
		call    func(context.Context, *testClient) error
	}{
		"waiting for the header": {func(_ http.ResponseWriter, r *http.Request, reached func()) {
			_, _ = io.Copy(io.Discard, r.Body)
			reached()
			until(r)
		}, create},
		"reading the body": {func(w http.ResponseWriter, r *http.Request, reached func()) {
			_, _ = io.Copy(io.Discard, r.Body)
			begin(w, `{"id":`)
			reached()
			until(r)
		}, create},
		"reading the body of an error": {func(w http.ResponseWriter, r *http.Request, reached func()) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.WriteHeader(500)
			begin(w, `{"error":`)
			reached()
			until(r)
		}, create},
		"opening a stream": {func(_ http.ResponseWriter, r *http.Request, reached func()) {
			_, _ = io.Copy(io.Discard, r.Body)
			reached()
			until(r)
		}, func(ctx context.Context, c *testClient) error { _, err := c.stream(ctx).Result(); return err }},
		"inside an event": {func(w http.ResponseWriter, r *http.Request, reached func()) {
			_, _ = io.Copy(io.Discard, r.Body)
			begin(w, "event: text\ndata: {")
			reached()
			until(r)
		}, func(ctx context.Context, c *testClient) error { _, err := c.stream(ctx).Result(); return err }},
		"inside a download": {func(w http.ResponseWriter, r *http.Request, reached func()) {
			begin(w, "x")
			reached()
			until(r)
		}, func(ctx context.Context, c *testClient) error {
			d, err := callDownload(ctx, c.core, &opGet, []string{"n1"}, noParams{}, nil)
			if err != nil {
				return err
			}
			defer d.Close()
			_, err = io.Copy(io.Discard, d)
			return err
		}},
		"sending the body": {func(_ http.ResponseWriter, r *http.Request, reached func()) {
			_, _ = io.CopyN(io.Discard, r.Body, 1000)
			reached()
			_, _ = io.Copy(io.Discard, r.Body)
		}, func(ctx context.Context, c *testClient) error {
			p := &uploadParams{File: FileReader("endless", zeros{})}
			op := opUpload
			op.maxBytes = 0
			_, err := call(ctx, c.core, &op, nil, p, new(note), nil)
			return err
		}},
	} {
		for protocol, start := range protocols {
			t.Run(name+", "+protocol, func(t *testing.T) {
				ctx, cancel := context.WithCancelCause(t.Context())
				reached := make(chan struct{}, 1)
				c := start(t, func(w http.ResponseWriter, r *http.Request) {
					test.handler(w, r, func() { reached <- struct{}{} })
				})
				canceled := make(chan time.Time, 1)
				go func() {
					<-reached
					canceled <- time.Now()
					cancel(cause)
				}()
				err := test.call(ctx, c)
				if took := time.Since(<-canceled); took > promptly {
					t.Error("took", took)
				}
				var e *ConnectionError
				if !errors.As(err, &e) || !errors.Is(err, context.Canceled) || !errors.Is(err, cause) || e.Attempts != 1 {
					t.Errorf("%T %v", err, err)
				}
			})
		}
	}
}

// TestCancelWhileWaiting cancels between two attempts, of which the server asks
// that they be far apart.
func TestCancelWhileWaiting(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "50")
		answer(w, 429, `{"error":{"type":"rate_limit_error"}}`)
	})
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("user left")
	start := time.Now()
	_, err := c.create(ctx, WithTrace(func(_ context.Context, e TraceEvent) {
		if !e.Retry || e.Wait != 50*time.Second {
			t.Errorf("%+v", e)
		}
		time.AfterFunc(10*time.Millisecond, func() { cancel(cause) })
	}))
	if took := time.Since(start); took > promptly {
		t.Error("took", took)
	}
	var e *ConnectionError
	if !errors.As(err, &e) || !errors.Is(err, context.Canceled) || !errors.Is(err, errTestRate) || e.Attempts != 1 {
		t.Errorf("%T %v", err, err)
	}
}

// TestDeadlineWhileUploading tells the limits apart where a body is being sent.
func TestDeadlineWhileUploading(t *testing.T) {
	c := newTestClient(t, func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) })
	op := opUpload
	op.maxBytes = 0
	for limit, opt := range map[string]RequestOption{"attempt": WithAttemptTimeout(50 * time.Millisecond), "call": WithTimeout(50 * time.Millisecond)} {
		_, err := call(t.Context(), c.core, &op, nil, &uploadParams{File: FileReader("endless", zeros{})}, new(note), []RequestOption{opt, WithMaxRetries(0)})
		var e *TimeoutError
		if !errors.As(err, &e) || e.Limit != limit || e.Attempts != 1 {
			t.Errorf("%s: %T %v", limit, err, err)
		}
	}
}

// blocking is a file whose first read doesn't return before it is told to.
type blocking struct{ release chan struct{} }

func (b blocking) Read([]byte) (int, error)       { <-b.release; return 0, io.EOF }
func (b blocking) Seek(int64, int) (int64, error) { return 0, nil }

// TestCancelBlockedFile pins that a call ends though its file doesn't answer.
func TestCancelBlockedFile(t *testing.T) {
	for protocol, start := range protocols {
		for kind, reader := range map[string]func(blocking) io.Reader{
			"seeker": func(b blocking) io.Reader { return b },
			"reader": func(b blocking) io.Reader { return io.MultiReader(strings.NewReader("x"), b) },
		} {
			t.Run(kind+", "+protocol, func(t *testing.T) {
				c := start(t, func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body) })
				file := blocking{make(chan struct{})}
				defer close(file.release)
				_, err := call(t.Context(), c.core, &opUpload, nil, &uploadParams{File: FileReader("a", reader(file))}, new(note),
					[]RequestOption{WithAttemptTimeout(50 * time.Millisecond), WithMaxRetries(0)})
				var e *TimeoutError
				if !errors.As(err, &e) || e.Limit != "attempt" {
					t.Errorf("%T %v", err, err)
				}
			})
		}
	}
}

func TestCanceledBefore(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("was sent") })
	ctx, cancel := context.WithCancelCause(t.Context())
	cause := errors.New("user left")
	cancel(cause)
	if _, err := c.create(ctx); !errors.Is(err, context.Canceled) || !errors.Is(err, cause) {
		t.Errorf("%T %v", err, err)
	}
}

// endReader calls a function at the end of a body.
type endReader struct {
	io.ReadCloser
	atEnd func()
}

func (r endReader) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	if err == io.EOF {
		r.atEnd()
	}
	return n, err
}

// TestCancelWhileDecoding cancels a call whose answer has come, and takes long to decode.
func TestCancelWhileDecoding(t *testing.T) {
	many := strings.Repeat(`"tag",`, 100_000)
	for name, body := range map[string]string{
		"list":    `{"id":"a","type":"note","text":"t","tags":[` + many + `"last"]}`,
		"unknown": `{"id":"a","type":"note","text":"t","later":[` + many + `"last"]}`,
	} {
		c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) })
		ctx, cancel := context.WithCancel(t.Context())
		_, err := c.create(ctx, WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
			return roundTrip(func(req *http.Request) (*http.Response, error) {
				resp, err := next.RoundTrip(req)
				if err == nil {
					resp.Body = endReader{resp.Body, cancel}
				}
				return resp, err
			})
		}))
		var e *ConnectionError
		if !errors.Is(err, context.Canceled) || !errors.As(err, &e) {
			t.Errorf("%s: %T %v", name, err, err)
		}
	}
}

// TestNoContext calls without a context.
func TestNoContext(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("was sent") })
	var none context.Context
	var e *RequestError
	if _, err := c.create(none); !errors.As(err, &e) {
		t.Errorf("%T %v", err, err)
	}
}
