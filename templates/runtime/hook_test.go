package runtime

import (
	"context"
	"io"
	"net/http"
	"slices"
	"testing"
)

// TestCallHook tells a hook of calls: once at the beginning, once at the end, which
// is that of the last attempt, of the answer, or of the stream.
func TestCallHook(t *testing.T) {
	type key struct{}
	var told []string
	hook := WithCallHook(func(ctx context.Context, operation string) (context.Context, func(error)) {
		told = append(told, operation)
		return context.WithValue(ctx, key{}, operation), func(err error) {
			if err != nil {
				operation += " failed"
			}
			told = append(told, operation+" ended")
		}
	})
	attempts := 0
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if attempts++; r.Header.Get("X-Operation") != opCreate.id {
			t.Error("the context of the call isn't that of the attempt:", r.Header)
		}
		switch {
		case r.Header.Get("Accept") == "text/event-stream":
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = io.WriteString(w, textOf("a")+stop)
		case attempts%2 == 1:
			answer(w, 503, `{}`)
		default:
			answer(w, 200, okNote)
		}
	}, hook, WithRetryBackoff(0, 0), WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			operation, _ := r.Context().Value(key{}).(string)
			r = r.Clone(r.Context())
			r.Header.Set("X-Operation", operation)
			return next.RoundTrip(r)
		})
	}))
	expect := func(want ...string) {
		t.Helper()
		if !slices.Equal(told, want) {
			t.Errorf("told %q, want %q", told, want)
		}
		told = nil
	}
	id := opCreate.id
	if _, err := c.create(t.Context()); err != nil {
		t.Fatal(err)
	}
	expect(id, id+" ended")
	if _, err := c.create(t.Context(), WithMaxRetries(0)); err == nil {
		t.Fatal("no error")
	}
	expect(id, id+" failed ended")
	s := c.stream(t.Context())
	expect(id)
	for _, err := range s.Events() {
		if err != nil {
			t.Fatal(err)
		}
	}
	expect(id + " ended")
	_ = s.Close()
	s = c.stream(t.Context())
	_ = s.Close()
	_ = s.Close()
	expect(id, id+" ended")
}
