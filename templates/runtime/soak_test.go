package runtime

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// typed reports whether err is one of the types that callers are promised.
func typed(err error) bool {
	var (
		a *Error
		b *ResponseError
		c *RequestError
		d *ConnectionError
		e *TimeoutError
		f *ValidationError
	)
	return errors.As(err, &a) || errors.As(err, &b) || errors.As(err, &c) || errors.As(err, &d) || errors.As(err, &e) || errors.As(err, &f)
}

// faulty answers well, badly, late or not at all.
func faulty(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	good := okNote
	if r.Header.Get("Accept") == "text/event-stream" {
		w.Header().Set("Content-Type", "text/event-stream")
		good = textOf("a") + textOf("b") + stop
	}
	switch rand.IntN(10) {
	case 0:
		cut()
	case 1:
		answer(w, []int{408, 429, 500, 529}[rand.IntN(4)], `{"error":{"type":"api_error"}}`)
	case 2:
		_, _ = io.WriteString(w, good[:rand.IntN(len(good))])
		_ = http.NewResponseController(w).Flush()
		cut()
	case 3:
		_, _ = io.WriteString(w, good[:rand.IntN(len(good))])
	case 4:
		_, _ = io.WriteString(w, "<html>")
	case 5:
		_ = http.NewResponseController(w).Flush()
		until(r)
	default:
		_, _ = io.WriteString(w, good)
	}
}

// TestSoak makes many calls at once against a server that fails in all ways.
// Each has to be answered or to fail with a typed error, and nothing may be left.
func TestSoak(t *testing.T) {
	c := newTestClient(t, faulty, WithAttemptTimeout(50*time.Millisecond), WithIdleTimeout(50*time.Millisecond))
	var all sync.WaitGroup
	work := make(chan int)
	for range 50 {
		all.Go(func() {
			for i := range work {
				var n *note
				var err error
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(1+rand.IntN(500))*time.Millisecond)
				switch i % 3 {
				case 0:
					n, err = c.create(ctx)
				case 1:
					n, err = c.get(ctx)
				default:
					s := c.stream(ctx)
					n, err = s.Result()
					_ = s.Close()
				}
				cancel()
				if err != nil && !typed(err) || err == nil && n == nil {
					t.Errorf("%+v, %T %v", n, err, err)
				}
			}
		})
	}
	for i := range 1000 {
		work <- i
	}
	close(work)
	all.Wait()
}

// TestCloseZippedStream closes while the transport is unzipping.
func TestCloseZippedStream(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, textOf("a"))
		_ = z.Flush()
		_ = http.NewResponseController(w).Flush()
		until(r)
	})
	for range 5 {
		s := c.stream(t.Context())
		for _, err := range s.Events() {
			if err != nil {
				t.Fatal(err)
			}
			break
		}
		time.AfterFunc(10*time.Millisecond, func() { _ = s.Close() })
		if _, err := s.Result(); !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	}
}

// TestHTTP2 closes, cancels and finishes streams that share a connection.
func TestHTTP2(t *testing.T) {
	c := newTestClientHTTP2(t, script(textOf("a"), stop, "hang"))
	if n, err := c.stream(t.Context()).Result(); err != nil || n.Text != "a" {
		t.Error(n, err)
	}
	s := c.stream(t.Context())
	for range s.Events() {
		break
	}
	_ = s.Close()
	_ = c.stream(t.Context()).Close()
	if n := c.opened(); n != 1 {
		t.Errorf("%d connections", n)
	}
}

// TestHTTP2GoAway has the server end a connection after each answer: it says so
// in a GOAWAY frame, and calls go on over another connection.
func TestHTTP2GoAway(t *testing.T) {
	c := newTestClientHTTP2(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close")
		answer(w, 200, okNote)
	})
	for range 5 {
		if _, err := c.create(t.Context()); err != nil {
			t.Error(err)
		}
	}
	if n := c.opened(); n < 2 {
		t.Errorf("%d connections", n)
	}
}

// TestHTTP2Reset has the server reset a request, without an answer and in the
// middle of one. The connection lives on.
func TestHTTP2Reset(t *testing.T) {
	var calls atomic.Int32
	c := newTestClientHTTP2(t, func(w http.ResponseWriter, _ *http.Request) {
		switch calls.Add(1) {
		case 1:
			cut()
		case 2:
			_, _ = io.WriteString(w, `{"id":`)
			_ = http.NewResponseController(w).Flush()
			cut()
		}
		answer(w, 200, okNote)
	})
	if _, err := c.get(t.Context()); err != nil || calls.Load() != 3 || c.opened() != 1 {
		t.Error(err, calls.Load(), c.opened())
	}
	calls.Store(1)
	_, err := c.create(t.Context())
	var e *ResponseError
	if !errors.As(err, &e) || !errors.Is(err, io.ErrUnexpectedEOF) || calls.Load() != 2 {
		t.Errorf("%T %v, %d calls", err, err, calls.Load())
	}
}
