package remote

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/claudegen/claudegen/gen/internal/read/urls"
)

// serve starts a server, and one at another address that says "elsewhere" to everything. hits counts what both are
// asked.
func serve(t *testing.T) (server, elsewhere *httptest.Server, hits *atomic.Int32) {
	t.Helper()
	hits = new(atomic.Int32)
	count := func(h http.HandlerFunc) *httptest.Server {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			hits.Add(1)
			h(w, r)
		}))
		t.Cleanup(s.Close)
		return s
	}
	elsewhere = count(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "elsewhere") })
	mux := http.NewServeMux()
	mux.HandleFunc("/hello", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, r.Header.Get("User-Agent"), " ", r.Header.Get("Authorization"), r.Header.Get("Cookie"), r.Header.Get("Referer"))
	})
	mux.HandleFunc("/status/404", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "\x1b[31mhostile", 404) })
	mux.HandleFunc("/status/204", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) })
	mux.HandleFunc("/status/odd", func(w http.ResponseWriter, _ *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		fmt.Fprint(c, "HTTP/1.1 599 \x1b[31mhostile\r\nContent-Length: 0\r\n\r\n")
		c.Close()
	})
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(make([]byte, 4096)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/slow-body", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "openapi: ")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, "openapi: ")
	})
	mux.HandleFunc("/to/", func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b", Path: "/"})
		http.Redirect(w, r, r.URL.Query().Get("url"), http.StatusFound)
	})
	mux.HandleFunc("/hops/", func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/hops/%d", &n)
		if n > 0 {
			http.Redirect(w, r, fmt.Sprintf("/hops/%d", n-1), http.StatusMovedPermanently)
		}
	})
	server = count(mux.ServeHTTP)
	return server, elsewhere, hits
}

func reader(t *testing.T, o Options) *Reader {
	t.Helper()
	r, err := NewReader(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRead(t *testing.T) {
	server, elsewhere, _ := serve(t)
	var told []string
	r := reader(t, Options{Allow: []string{server.URL}, MaxBytes: 10_000, Progress: func(url string) { told = append(told, url) }})
	to := server.URL + "/to/?url="
	for path, want := range map[string]string{
		"/hello":                             "codegen ",
		"/to/?url=../hello":                  "codegen ",
		"/hops/5":                            "",
		"/hops/6":                            "error: more than 5 redirects",
		"/status/404":                        "error: the server answered 404 Not Found",
		"/status/204":                        "error: the server answered 204 No Content",
		"/status/odd":                        "error: the server answered 599 ",
		"/endless":                           "error: the file is larger than 10000 bytes",
		"/cut":                               "error: unexpected EOF",
		"/to/?url=" + elsewhere.URL + "/x/y": "error: it is redirected to \"" + elsewhere.URL + "/x/y\": not allowed: say --allow-remote " + elsewhere.URL + "/x/, or ",
		"/to/?url=file:///etc/passwd":        `error: it is redirected to "file:///etc/passwd": only what begins with http:// or https:// can be fetched`,
		"/to/?url=" + strings.Replace(server.URL, "://", "://me:hunter2@", 1): `error: it is redirected to "` + strings.Replace(server.URL, "://", "://me:xxxxx@", 1) + `": a URL must not hold`,
	} {
		data, err := r.Read(server.URL + path)
		got := string(data)
		if err != nil {
			got = "error: " + err.Error()
		}
		if got != want && (want == "" || !strings.HasPrefix(got, want)) {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
		if strings.ContainsAny(got, "\x1b\n") || strings.Contains(got, "hunter2") {
			t.Errorf("%s: %q", path, got)
		}
	}
	if !slices.Contains(told, to+"../hello") {
		t.Error(told)
	}
}

// TestReadOnce checks that nothing is fetched twice, whether it could be or not, and nothing at all without being
// allowed.
func TestReadOnce(t *testing.T) {
	server, elsewhere, hits := serve(t)
	r := reader(t, Options{Allow: []string{server.URL + "/hello", server.URL + "/status/"}})
	for range 3 {
		if data, err := r.Read(server.URL + "/hello"); err != nil || string(data) != "codegen " {
			t.Error(data, err)
		}
		if _, err := r.Read(server.URL + "/status/404"); err == nil {
			t.Error("no error")
		}
		for _, name := range []string{server.URL + "/slow", elsewhere.URL + "/", server.URL + "/status/%2e%2e/slow"} {
			_, err := r.Read(name)
			if want := urls.NotAllowed(name); !errors.Is(err, want) {
				t.Error(err)
			}
		}
	}
	if n := hits.Load(); n != 2 {
		t.Errorf("%d requests", n)
	}
}

func TestReadLimits(t *testing.T) {
	server, _, hits := serve(t)
	r := reader(t, Options{Allow: []string{Any}, MaxFiles: 2, MaxTotal: 12})
	for _, tt := range []struct{ path, want string }{
		{"/hello", "<nil>"},
		{"/hello?2", "the remote files are larger than 12 bytes together"},
		{"/hello?3", "more than 2 files to fetch"},
		{"/hello", "<nil>"},
	} {
		if _, err := r.Read(server.URL + tt.path); fmt.Sprint(err) != tt.want {
			t.Errorf("%s: %v, want %s", tt.path, err, tt.want)
		}
	}
	if n := hits.Load(); n != 2 {
		t.Errorf("%d requests", n)
	}
}

// TestDefaultLimits goes to the limits that hold when none are set, and beyond.
func TestDefaultLimits(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/mib/", func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/mib/%d", &n)
		_, _ = w.Write(make([]byte, n<<20)) // a reader that has enough hangs up
		if r.URL.RawQuery == "and" {
			_, _ = w.Write([]byte{0})
		}
	})
	mux.HandleFunc("/", func(http.ResponseWriter, *http.Request) {})
	server := httptest.NewServer(mux)
	defer server.Close()
	r := reader(t, Options{Allow: []string{Any}})
	fetch := func(path, want string) {
		t.Helper()
		if _, err := r.Read(server.URL + path); fmt.Sprint(err) != want {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
	r.left -= 6 * 32 << 20 // as if as much had been fetched
	fetch("/mib/32", "<nil>")
	fetch("/mib/32?and", "the file is larger than 33554432 bytes")
	fetch("/mib/1", "the remote files are larger than 268435456 bytes together")
	for n := range 1000 - 3 {
		fetch(fmt.Sprintf("/?%d", n), "<nil>")
	}
	fetch("/?more", "more than 1000 files to fetch")
}

func TestReadTimeout(t *testing.T) {
	server, _, _ := serve(t)
	r := reader(t, Options{Allow: []string{Any}, Timeout: 50 * time.Millisecond})
	for _, path := range []string{"/slow", "/slow-body"} {
		if _, err := r.Read(server.URL + path); err == nil || err.Error() != "there was no complete answer within 50ms" {
			t.Error(path, err)
		}
	}
	server.Close()
	if _, err := r.Read(server.URL + "/closed"); err == nil || !strings.Contains(err.Error(), "refused") || strings.Contains(err.Error(), "/closed") {
		t.Error(err)
	}
}

// TestReadCanceled checks that a run which is called off doesn't wait for a server.
func TestReadCanceled(t *testing.T) {
	server, _, _ := serve(t)
	ctx, cancel := context.WithCancel(t.Context())
	r, err := NewReader(ctx, Options{Allow: []string{Any}, Progress: func(string) { cancel() }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(server.URL + "/slow"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestNewReader(t *testing.T) {
	if _, err := NewReader(t.Context(), Options{Allow: []string{Any, "example.com"}}); err == nil || !strings.Contains(err.Error(), `"example.com" is not a URL`) {
		t.Error(err)
	}
}
