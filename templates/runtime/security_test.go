package runtime

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestKeyStaysWithItsHost redirects to another port, another host name and
// back, and looks at what arrives.
func TestKeyStaysWithItsHost(t *testing.T) {
	var got []http.Header
	var bodies []string
	record := func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		got, bodies = append(got, r.Header.Clone()), append(bodies, string(b))
		answer(w, 200, okNote)
	}
	elsewhere := httptest.NewServer(http.HandlerFunc(record))
	defer elsewhere.Close()
	target := ""
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/home") {
			record(w, r)
			return
		}
		http.Redirect(w, r, target, http.StatusTemporaryRedirect)
	}, withCredential("token", testKey), withCredential("cookie", testKey), WithHeader("X-Gateway-Secret", testKey))
	api := testAPI
	api.security = [][]string{{"key", "token", "cookie"}}
	c.api = &api
	for _, test := range []struct {
		name, target string
		leaves       bool
	}{
		{"same host", c.server.URL + "/home", false},
		{"another port", elsewhere.URL + "/x", true},
		{"another name", strings.Replace(c.server.URL, "127.0.0.1", "localhost", 1) + "/home", true},
	} {
		got, bodies, target = nil, nil, test.target
		if _, err := c.create(t.Context()); err != nil {
			t.Fatal(test.name, err)
		}
		all := fmt.Sprint(got[0])
		keys := strings.Count(all, testKey)
		if test.leaves && keys != 0 || !test.leaves && keys != 4 {
			t.Errorf("%s: %s", test.name, all)
		}
		if got[0].Get("Content-Type") != "application/json" || bodies[0] == "" {
			t.Errorf("%s: %s, %q", test.name, all, bodies[0])
		}
	}
}

func TestKeyDoesNotComeBack(t *testing.T) {
	var home http.Header
	var c *testClient
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, c.server.URL+"/home", http.StatusFound)
	}))
	defer elsewhere.Close()
	c = newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/home" {
			home = r.Header.Clone()
			answer(w, 200, okNote)
			return
		}
		http.Redirect(w, r, elsewhere.URL, http.StatusFound)
	})
	if _, err := c.get(t.Context()); err != nil || strings.Contains(fmt.Sprint(home), testKey) {
		t.Error(err, home)
	}
}

// TestNoWayFromHTTPS pins that a redirect from https to http carries nothing at
// all, and that it is not tried again.
func TestNoWayFromHTTPS(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("was asked") }))
	defer plain.Close()
	calls := 0
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls++
		http.Redirect(w, r, plain.URL+"/v1/notes", http.StatusPermanentRedirect)
	}))
	defer secure.Close()
	c := newCore(&testAPI, []RequestOption{WithBaseURL(secure.URL), WithoutCredentials(), WithHTTPClient(secure.Client()), withCredential("key", testKey)})
	_, err := call(t.Context(), c, &opCreate, nil, goodParams(), new(note), nil)
	var e *ConnectionError
	if !errors.As(err, &e) || !errors.Is(err, errDowngrade) || calls != 1 || strings.Contains(err.Error(), plain.URL) {
		t.Errorf("%T %v, %d calls", err, err, calls)
	}
}

func TestUntrustedCertificateIsFinal(t *testing.T) {
	secure := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("was asked") }))
	secure.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	secure.StartTLS()
	defer secure.Close()
	c := newCore(&testAPI, []RequestOption{WithBaseURL(secure.URL), WithoutCredentials(), WithHTTPClient(&http.Client{Transport: &http.Transport{}})})
	_, err := call(t.Context(), c, &opCreate, nil, goodParams(), new(note), nil)
	var e *ConnectionError
	if !errors.As(err, &e) || e.Attempts != 1 {
		t.Errorf("%T %v", err, err)
	}
}

func TestEndlessRedirects(t *testing.T) {
	calls := 0
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		calls++
		http.Redirect(w, r, r.URL.Path, http.StatusFound)
	})
	if _, err := c.get(t.Context()); !errors.Is(err, errRedirects) || calls != 10 {
		t.Error(err, calls)
	}
}

func TestCallersClientIsKept(t *testing.T) {
	own := errors.New("own policy")
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/x", http.StatusFound) })
	mine := &http.Client{Transport: c.transport, CheckRedirect: func(*http.Request, []*http.Request) error { return own }}
	if _, err := c.get(t.Context(), WithHTTPClient(mine), WithMaxRetries(0)); !errors.Is(err, own) {
		t.Error(err)
	}
	if mine.Transport != c.transport || !errors.Is(mine.CheckRedirect(nil, nil), own) {
		t.Error("the caller's client was changed")
	}
}

// TestKeyIsNotSeen makes everything that prints print, and looks for keys.
func TestKeyIsNotSeen(t *testing.T) {
	var log bytes.Buffer
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Echo", r.Header.Get("X-Test-Key")+r.Header.Get("Authorization"))
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		cookie := strings.TrimPrefix(r.Header.Get("Cookie"), "session=")
		answer(w, 401, `{"error":{"type":"authentication_error","message":"bad key `+r.Header.Get("X-Test-Key")+token+cookie+r.Header.Get("X-My-Auth")+r.URL.RawQuery+`"}}`)
	}, WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))))
	const password = "hunter2-hunter2"
	for _, opt := range []RequestOption{
		withCredential("key", testKey), withCredential("token", testKey), withCredential("query", testKey), withCredential("cookie", testKey),
		withBasic("basic", "me", password), func(s *settings) { WithHeader("X-My-Auth", testKey)(s); WithoutCredentials()(s) },
		WithHeader("Authorization", "Bearer "+testKey), WithHeader("Cookie", "session="+testKey), func(s *settings) { WithQuery("access_token", testKey)(s); WithoutCredentials()(s) }, WithQuery("key", testKey),
	} {
		var meta ResponseMeta
		_, err := c.get(t.Context(), withCredential("key", ""), opt, WithResponse(&meta))
		var e *Error
		if !errors.As(err, &e) {
			t.Fatalf("%T %v", err, err)
		}
		seen := fmt.Sprintf("%v %+v %#v %s %+v", err, err, e.Header, e.Body, meta) + log.String()
		if strings.Contains(seen, testKey) || strings.Contains(seen, password) || strings.Contains(seen, "bWU6aHVudGVy") {
			t.Error(seen)
		}
	}
	seen := fmt.Sprintf("%v %+v %#v", c.core, *c.core, c.core) + fmt.Sprintf("%+v %v %#v", c.base.credentials[0], c.base.credentials[0].value, c.base.credentials[0].value)
	if strings.Contains(seen, testKey) {
		t.Error(seen)
	}
	c.server.Close()
	_, err := c.get(t.Context(), withCredential("query", testKey), withCredential("key", ""))
	if err == nil || strings.Contains(fmt.Sprintf("%v %+v", err, err), testKey) || strings.Contains(log.String(), testKey) {
		t.Error(err)
	}
	if !strings.Contains(log.String(), "operation=notes.get") {
		t.Error("nothing was logged:", log.String())
	}
}

func TestHostileHeaders(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("was sent") })
	secret := "sk\r\nX-Evil: 1"
	for name, opts := range map[string][]RequestOption{
		"value":      {WithHeader("X-A", "a\r\nX-Evil: 1")},
		"name":       {WithHeader("X-A: b\r\nX-Evil", "1")},
		"empty name": {WithHeader("", "1")},
		"credential": {withCredential("key", secret)},
		"beta":       {WithBetas("a\nb")},
	} {
		_, err := c.create(t.Context(), opts...)
		var e *RequestError
		if !errors.As(err, &e) || strings.ContainsAny(err.Error(), "\r\n") || strings.Contains(err.Error(), "sk") {
			t.Errorf("%s: %T %v", name, err, err)
		}
	}
	p := goodParams()
	p.User = "me\r\nX-Evil: 1"
	_, err := call(t.Context(), c.core, &opCreate, nil, p, new(note), nil)
	if _, ok := errors.AsType[*RequestError](err); !ok {
		t.Errorf("%T %v", err, err)
	}
}

func TestHostilePaths(t *testing.T) {
	var uri string
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		uri = r.RequestURI
		answer(w, 200, okNote)
	})
	for id, want := range map[string]string{
		"a/b": "/v1/notes/a%2Fb", "../x": "/v1/notes/..%2Fx", "a?b=c#d": "/v1/notes/a%3Fb=c%23d", "a b": "/v1/notes/a%20b",
		"%2e%2e": "/v1/notes/%252e%252e", "a\r\nb": "/v1/notes/a%0D%0Ab", `\..`: "/v1/notes/%5C..", "é": "/v1/notes/%C3%A9", "...": "/v1/notes/...",
	} {
		if _, err := call(t.Context(), c.core, &opGet, []string{id}, noParams{}, new(note), nil); err != nil || uri != want {
			t.Errorf("%q: got %s, want %s, %v", id, uri, want, err)
		}
	}
	// The fixed part of a path may hold what a URL can't.
	odd := operation{id: "odd", method: "GET", path: "/v1/größe `}\"/{id}"}
	if _, err := call(t.Context(), c.core, &odd, []string{"a/b"}, noParams{}, new(note), nil); err != nil || uri != "/v1/gr%C3%B6%C3%9Fe%20%60%7D%22/a%2Fb" {
		t.Errorf("got %s, %v", uri, err)
	}
	if _, err := call(t.Context(), c.core, &opPart, []string{"a", ".."}, noParams{}, new(note), nil); err == nil {
		t.Error("a dot segment was sent")
	}
	for _, id := range []string{"", ".", ".."} {
		_, err := call(t.Context(), c.core, &opGet, []string{id}, noParams{}, new(note), nil)
		if _, ok := errors.AsType[*RequestError](err); !ok {
			t.Errorf("%q: %T %v", id, err, err)
		}
	}
}

func TestBombs(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	_, _ = io.CopyN(z, zeros{}, 16<<20)
	_ = z.Close()
	mode := ""
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		if mode == "nesting" {
			_, _ = io.WriteString(w, `{"meta":`+strings.Repeat(`[`, 1<<20))
			return
		}
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(zipped.Bytes())
	})
	var size *SizeError
	if _, err := c.get(t.Context(), WithMaxResponseBytes(1<<20)); !errors.As(err, &size) {
		t.Errorf("%T %v", err, err)
	}
	if _, err := c.stream(t.Context(), WithMaxEventBytes(1<<20)).Result(); !errors.As(err, &size) {
		t.Errorf("%T %v", err, err)
	}
	mode = "nesting"
	if _, err := c.get(t.Context()); !errors.Is(err, errDepth) {
		t.Errorf("%T %v", err, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

func TestBaseURLs(t *testing.T) {
	for url, want := range map[string]string{
		"": "no base URL", "ftp://x": "must begin with", "https://": "must begin with", "https://u:secret@h:port/": "is invalid", "/x": "must begin with",
	} {
		c := newCore(&testAPI, []RequestOption{WithoutEnvironment(), WithBaseURL(url)})
		_, err := call(context.Background(), c, &opOpen, nil, noParams{}, new(note), nil)
		var e *RequestError
		if !errors.As(err, &e) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %T %v", url, err, err)
		}
	}
}
