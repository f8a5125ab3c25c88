package runtime

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

func TestStreamIdleTimeout(t *testing.T) {
	for protocol, start := range protocols {
		t.Run(protocol, func(t *testing.T) {
			c := start(t, script(textOf("a"), "hang"))
			const limit = 200 * time.Millisecond
			s := c.stream(t.Context(), WithIdleTimeout(limit))
			time.Sleep(limit + 50*time.Millisecond) // a slow consumer is no idle server
			n := 0
			var last error
			for _, err := range s.Events() {
				if last = err; err == nil {
					n++
				}
			}
			var e *TimeoutError
			if n != 1 || !errors.As(last, &e) || e.Limit != "idle" || e.After != limit {
				t.Errorf("%d events, %T %v", n, last, last)
			}
		})
	}
}

func TestStreamOutlivesAttemptTimeout(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, textOf("a"))
		_ = http.NewResponseController(w).Flush()
		time.Sleep(400 * time.Millisecond)
		_, _ = io.WriteString(w, stop)
	})
	if _, err := c.stream(t.Context(), WithAttemptTimeout(200*time.Millisecond)).Result(); err != nil {
		t.Error(err)
	}
	_, err := c.stream(t.Context(), WithTimeout(200*time.Millisecond)).Result()
	var e *TimeoutError
	if !errors.As(err, &e) || e.Limit != "call" {
		t.Errorf("%T %v", err, err)
	}
}

func TestStreamCancel(t *testing.T) {
	for protocol, start := range protocols {
		t.Run(protocol, func(t *testing.T) {
			c := start(t, script(textOf("a"), "hang"))
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := c.stream(ctx)
			var last error
			for _, err := range s.Events() {
				if last = err; err == nil {
					cancel()
				}
			}
			var e *ConnectionError
			if !errors.As(last, &e) || !errors.Is(last, context.Canceled) {
				t.Errorf("%T %v", last, last)
			}
		})
	}
}

// TestStreamLeftAlone pins that a consumer that stops ranging, and forgets to
// close, holds nothing once its context is done.
func TestStreamLeftAlone(t *testing.T) {
	for protocol, start := range protocols {
		t.Run(protocol, func(t *testing.T) {
			c := start(t, script(textOf("a"), "hang"))
			ctx, cancel := context.WithCancel(t.Context())
			for _, err := range c.stream(ctx).Events() {
				if err != nil {
					t.Error(err)
				}
				break
			}
			cancel()
		})
	}
}

func TestStreamClose(t *testing.T) {
	t.Run("in the loop", func(t *testing.T) {
		c := newTestClient(t, script(textOf("a"), "hang"))
		s := c.stream(t.Context())
		var last error
		for _, err := range s.Events() {
			if last = err; err == nil {
				_ = s.Close()
			}
		}
		if !errors.Is(last, net.ErrClosed) {
			t.Error(last)
		}
	})
	t.Run("from another goroutine", func(t *testing.T) {
		c := newTestClient(t, script(textOf("a"), "hang"))
		s := c.stream(t.Context())
		time.AfterFunc(30*time.Millisecond, func() { _ = s.Close() })
		_, err := s.Result()
		if !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	})
	t.Run("many times at once", func(t *testing.T) {
		c := newTestClient(t, script(textOf("a"), "hang"))
		s := c.stream(t.Context())
		done := make(chan struct{})
		for range 8 {
			go func() { _ = s.Close(); done <- struct{}{} }()
		}
		for range s.Events() {
		}
		for range 8 {
			<-done
		}
	})
	t.Run("unread", func(t *testing.T) {
		c := newTestClient(t, script(textOf("a"), "hang"))
		_ = c.stream(t.Context()).Close()
	})
	t.Run("after a break", func(t *testing.T) {
		c := newTestClient(t, script(textOf("a"), "hang"))
		s := c.stream(t.Context())
		for range s.Events() {
			break
		}
		_ = s.Close()
		if s.Err() == nil {
			t.Error("an incomplete stream has an error")
		}
	})
	t.Run("failed", func(t *testing.T) {
		c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 400, `{}`) })
		s := c.stream(t.Context())
		_ = s.Close()
		if _, ok := errors.AsType[*Error](s.Err()); !ok {
			t.Error(s.Err())
		}
	})
}

// stubborn is a body that only Close unblocks, as those of tests are.
type stubborn struct{ closed chan struct{} }

func (b *stubborn) Read([]byte) (int, error) { <-b.closed; return 0, net.ErrClosed }

func (b *stubborn) Close() error {
	select {
	case <-b.closed:
	default:
		close(b.closed)
	}
	return nil
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestStreamCloseUnblocksAnyBody(t *testing.T) {
	c := newTestClient(t, nil, WithMiddleware(func(http.RoundTripper) http.RoundTripper {
		return roundTrip(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: &stubborn{make(chan struct{})}}, nil
		})
	}))
	s := c.stream(t.Context())
	time.AfterFunc(30*time.Millisecond, func() { _ = s.Close() })
	if _, err := s.Result(); !errors.Is(err, net.ErrClosed) {
		t.Error(err)
	}
}

func TestStreamUntilDone(t *testing.T) {
	op := operation{id: "chat", method: "POST", path: "/chat", body: jsonBody, stream: &streamInfo{param: "stream", terminal: "[DONE]"}}
	for _, end := range []string{"data: [DONE]\n\n", "data: [DONE]\n", "data: [DONE]\n\n: bye\n\n"} {
		c := newTestClient(t, script("data: {\"type\":\"text\",\"text\":\"a\"}\n\n", end))
		s := events(t.Context(), c.core, &op, nil, goodParams(), codeEvent, nil)
		n := 0
		for _, err := range s.Events() {
			if err != nil {
				t.Error(err)
			}
			n++
		}
		if n != 1 {
			t.Error(n, "events")
		}
	}
}

func TestStreamUntilEnd(t *testing.T) {
	op := operation{id: "watch", method: "GET", path: "/watch"}
	c := newTestClient(t, script(textOf("a"), textOf("b")))
	s := events(t.Context(), c.core, &op, nil, noParams{}, codeEvent, nil)
	defer s.Close()
	n := 0
	for _, err := range s.Events() {
		if err != nil {
			t.Error(err)
		}
		n++
	}
	if n != 2 || s.Err() != nil {
		t.Error(n, "events", s.Err())
	}
}
