package runtime

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

// cloud is a platform that wants a header of its own and doesn't have notes to list.
type cloud struct {
	url   string
	next  http.RoundTripper
	sent  *atomic.Int32
	asked *atomic.Int32
}

func newCloud(url string) *cloud {
	return &cloud{url: url, next: http.DefaultTransport, sent: new(atomic.Int32), asked: new(atomic.Int32)}
}

func (p *cloud) PlatformURL() string { return p.url }

func (p *cloud) Over(next http.RoundTripper) http.RoundTripper {
	q := *p
	q.next = next
	return &q
}

// unsupported is what the cloud doesn't have.
type unsupported struct{ what string }

func (e *unsupported) Error() string { return "the cloud has no " + e.what }
func (e *unsupported) Refused() bool { return true }

func (p *cloud) RoundTrip(req *http.Request) (*http.Response, error) {
	p.asked.Add(1)
	if req.Method == http.MethodGet {
		return nil, &unsupported{req.Method + " " + req.URL.Path}
	}
	out := req.Clone(req.Context())
	out.Header.Set("X-Cloud", "signed "+itoa(int(p.sent.Add(1))))
	return p.next.RoundTrip(out)
}

// TestPlatform calls a platform: at its own address, with its own credential, anew for
// every attempt.
func TestPlatform(t *testing.T) {
	t.Setenv("RUNTIME_TEST_URL", "http://127.0.0.1:1") // which nobody listens to
	t.Setenv("RUNTIME_TEST_KEY", testKey)
	t.Setenv("RUNTIME_TEST_HEADERS", "X-Gateway-Key: "+testKey)
	api := testAPI
	api.headerEnv = "RUNTIME_TEST_HEADERS"
	var got []http.Header
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.Header.Clone())
		if r.URL.Path != "/cloud/v1/notes" {
			t.Error(r.URL)
		}
		if len(got) == 1 {
			answer(w, 503, `{}`)
			return
		}
		answer(w, 200, okNote)
	})
	p := newCloud(c.server.URL + "/cloud/")
	for name, opts := range map[string][]RequestOption{
		"environment": {WithTransport(p)},
		"options":     {WithTransport(p), withCredential("key", testKey)},
		"http client": {WithHTTPClient(c.server.Client()), WithTransport(p)},
		"base URL":    {WithBaseURL(c.server.URL + "/cloud"), WithTransport(newCloud("http://127.0.0.1:1"))},
	} {
		got = nil
		core := newCore(&api, append(opts, WithRetryBackoff(0, 0)))
		if _, err := call(t.Context(), core, &opCreate, nil, goodParams(), new(note), nil); err != nil || len(got) != 2 {
			t.Fatal(name, err, len(got))
		}
		for _, h := range got {
			if h.Get("X-Test-Key") != "" || h.Get("X-Gateway-Key") != "" || h.Get("Authorization") != "" {
				t.Error(name, "the credential of the API was sent to a platform:", h)
			}
		}
		if a, b := got[0].Get("X-Cloud"), got[1].Get("X-Cloud"); a == "" || a == b {
			t.Error(name, "retries are signed anew:", a, b)
		}
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
}

// TestPlatformOfACall sends one call of a client to a platform, and the next to where
// the client's options say.
func TestPlatformOfACall(t *testing.T) {
	var paths []string
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		paths = append(paths, r.URL.Path+r.Header.Get("X-Test-Key"))
		answer(w, 200, okNote)
	})
	for _, opts := range [][]RequestOption{{WithTransport(newCloud(c.server.URL + "/cloud"))}, nil} {
		if _, err := c.create(t.Context(), opts...); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Join(paths, " ") != "/cloud/v1/notes /v1/notes"+testKey {
		t.Error(paths)
	}
}

// TestPlatformRefuses asks a platform for what it doesn't have.
func TestPlatformRefuses(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("sent") })
	p := newCloud(c.server.URL)
	_, err := c.get(t.Context(), WithTransport(p))
	refused, ok := errors.AsType[*RequestError](err)
	why, typed := errors.AsType[*unsupported](err)
	if !ok || !typed || refused.Operation != opGet.id || why.what != "GET /v1/notes/n1" || p.asked.Load() != 1 {
		t.Error(err, p.asked.Load())
	}
}

// TestTransport replaces what sends requests without any change to them: they go to the
// API with its credentials.
func TestTransport(t *testing.T) {
	var sent atomic.Int32
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Test-Key") != testKey {
			t.Error(r.Header)
		}
		answer(w, 200, okNote)
	})
	mine := roundTrip(func(r *http.Request) (*http.Response, error) {
		sent.Add(1)
		return c.transport.RoundTrip(r)
	})
	if _, err := c.create(t.Context(), WithTransport(mine)); err != nil || sent.Load() != 1 {
		t.Error(err, sent.Load())
	}
	if _, err := c.create(t.Context(), WithTransport(nil)); err == nil || !strings.Contains(err.Error(), "nil transport") {
		t.Error(err)
	}
	// What a transport fails with is no refusal unless it says so.
	_, err := c.create(t.Context(), WithTransport(roundTrip(func(*http.Request) (*http.Response, error) {
		return nil, io.ErrNoProgress
	})), WithMaxRetries(0))
	if _, ok := errors.AsType[*ConnectionError](err); !ok {
		t.Error(err)
	}
}
