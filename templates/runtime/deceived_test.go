package runtime

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// The tests of this file answer with what is no answer: gateways, proxies and
// look-alikes do. Each looks at what the caller learns.

func TestAnswersThatAreNone(t *testing.T) {
	var status int
	var contentType, body string
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
	for _, test := range []struct {
		name, body string
		status     int
	}{
		{"empty object", `{}`, 200}, {"null", `null`, 200}, {"nothing", ``, 200}, {"blank", " \n", 200},
		{"another's object", `{"foo":1}`, 200}, {"another type", `{"id":"n1","type":"page","text":"x"}`, 200},
		{"members that are null", `{"id":null,"text":null}`, 200},
		{"HTML", `<html>Sign in</html>`, 200}, {"text", `OK`, 200}, {"list", `[]`, 200}, {"string", `"OK"`, 201},
		{"accepted", ``, 202}, {"no content", ``, 204}, {"reset", ``, 205}, {"created", ``, 201},
	} {
		status, body, contentType = test.status, test.body, "application/json"
		if strings.HasPrefix(body, "<") {
			contentType = "text/html"
		}
		n, err := c.create(t.Context())
		var e *ResponseError
		if n != nil || !errors.As(err, &e) || e.StatusCode != test.status || string(e.Body) != test.body {
			t.Errorf("%s: %v, %T %v", test.name, n, err, err)
		}
		if status != 204 && status != 205 {
			_, err = callAs(t.Context(), c.core, &opGet, []string{"x"}, noParams{}, codeEvent, nil)
			if !errors.As(err, &e) && test.name != "another type" { // which a union may be newer than
				t.Errorf("%s, as a union: %T %v", test.name, err, err)
			}
		}
	}
	contentType = "application/json"
	for _, body = range []string{
		`{"type":"error","error":{"type":"overloaded_error","message":"busy"}}`,
		`{"error":{"type":"overloaded_error","message":"busy"}}`,
		`{"error":{"message":"busy","code":529}}`,
		` {"error":{"message":"busy","type":"unheard_of","code":529},"user_id":"u"}`,
	} {
		for _, status = range []int{200, 202} {
			n, err := c.create(t.Context())
			_, errUnion := callAs(t.Context(), c.core, &opGet, []string{"x"}, noParams{}, codeEvent, nil)
			_, errPage := listPage(t.Context(), c.core, &opList, nil, noParams{}, new(notePage), nil)
			errNone := callNone(t.Context(), c.core, &opGet, []string{"x"}, noParams{}, nil)
			for _, err := range []error{err, errUnion, errPage, errNone} {
				var e *Error
				if n != nil || !errors.As(err, &e) || e.StatusCode != status || e.Message != "busy" || !errors.Is(err, errTestOverloaded) || string(e.Body) != body {
					t.Errorf("%d %s: %T %v", status, body, err, err)
				}
			}
		}
	}
	for _, body = range []string{okNote, `{"id":"n1"}`, `{"text":"","type":null}`, `{"type":"\u006eote"}`, `{"Type":7,"id":"n1","error":{"message":"no error of the call"}}`} {
		status = 200
		if n, err := c.create(t.Context()); err != nil || n == nil {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestPartOfAnAnswer(t *testing.T) {
	ranges := "bytes 0-9/40"
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Range", ranges)
		w.WriteHeader(http.StatusPartialContent)
		_, _ = io.WriteString(w, okNote)
	})
	if _, err := c.get(t.Context()); err == nil {
		t.Error("a part was taken for the whole")
	}
	if _, err := callDownload(t.Context(), c.core, &opGet, []string{"x"}, noParams{}, nil); err == nil {
		t.Error("a part was taken for the whole")
	}
	if _, err := c.get(t.Context(), WithHeader("Range", "bytes=0-9")); err != nil {
		t.Error("the caller asked for it:", err)
	}
	ranges = fmt.Sprintf("bytes 0-%d/%d", len(okNote)-1, len(okNote))
	if _, err := c.get(t.Context()); err != nil {
		t.Error("the part is the whole:", err)
	}
}

// TestRedirectsKeepTheMethod redirects every method on one host.
func TestRedirectsKeepTheMethod(t *testing.T) {
	var got []string
	var status int
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		got = append(got, r.Method+" "+r.Header.Get("Content-Type")+" "+r.Header.Get("X-Test-Key")+" "+string(b))
		if len(got) < 3 {
			http.Redirect(w, r, "/moved", status)
			return
		}
		answer(w, 200, okNote)
	})
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE"} {
		for _, status = range []int{301, 302, 303, 307, 308} {
			got = nil
			op := opCreate
			op.method = method
			_, err := call(t.Context(), c.core, &op, nil, goodParams(), new(note), nil)
			want := method + ` application/json ` + testKey + ` {"text":"hi","tags":["a"]}`
			if status == 303 {
				var e *Error
				if !errors.As(err, &e) || e.StatusCode != 303 || !strings.Contains(err.Error(), "/moved") || len(got) != 1 {
					t.Errorf("%s %d: %v, %q", method, status, err, got)
				}
				continue
			}
			if err != nil || len(got) != 3 || got[1] != want || got[2] != want {
				t.Errorf("%s %d: %v, %q", method, status, err, got)
			}
		}
	}
	status, got = 302, nil
	op := opCreate
	op.method, op.body = "DELETE", nil
	if _, err := call(t.Context(), c.core, &op, nil, noParams{}, new(note), nil); err != nil || got[2][:6] != "DELETE" {
		t.Error(err, got)
	}
	got = nil
	file := &rawParams{FileReader("x", io.LimitReader(strings.NewReader("once"), 4))}
	var e *Error
	if _, err := call(t.Context(), c.core, &opRaw, nil, file, new(note), nil); !errors.As(err, &e) || len(got) != 1 {
		t.Errorf("what can be read once isn't sent twice: %v %q", err, got)
	}
}

func TestRetriesOfUndeclaredOperations(t *testing.T) {
	var mu sync.Mutex // a handler that cuts the connection ends after the call
	var calls int
	var keys []string
	status := 500
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		calls++
		keys = append(keys, r.Header.Get("Idempotency-Key"))
		status := status
		mu.Unlock()
		if status == 0 {
			cut()
		}
		answer(w, status, `{}`)
	})
	api := testAPI
	api.retry = nil
	c.api = &api
	count := func(op operation) int {
		mu.Lock()
		calls, keys = 0, nil
		mu.Unlock()
		_, _ = call(t.Context(), c.core, &op, nil, goodParams(), new(note), nil)
		mu.Lock()
		defer mu.Unlock()
		return calls
	}
	for _, test := range []struct {
		method string
		status int
		want   int
	}{
		{"POST", 500, 1}, {"POST", 429, 1}, {"POST", 0, 1}, {"PATCH", 503, 1},
		{"PUT", 500, 3}, {"DELETE", 503, 3}, {"GET", 429, 3}, {"GET", 0, 3}, {"PUT", 409, 1}, {"GET", 501, 1}, {"GET", 404, 1},
	} {
		op := opCreate
		mu.Lock()
		op.method, status = test.method, test.status
		mu.Unlock()
		if n := count(op); n != test.want && !(test.status == 0 && n > test.want) { // net/http repeats a GET of its own
			t.Errorf("%s answered %d: sent %d times, want %d", test.method, test.status, n, test.want)
		}
	}
	status = 500
	op := opCreate
	op.onceKey = "Idempotency-Key"
	if n := count(op); n != 3 || keys[0] == "" || keys[0] != keys[2] {
		t.Error("one key for all attempts:", keys)
	}
	first := keys[0]
	if count(op); keys[0] == first {
		t.Error("another call has another key")
	}
	op = opCreate
	op.retry = &retryRule{methods: []string{"POST"}, statuses: [][2]int{{500, 599}}}
	if n := count(op); n != 3 {
		t.Error(n)
	}
	op.retry = &retryRule{}
	op.method = "GET"
	if n := count(op); n != 1 {
		t.Error(n)
	}
	dead := newCore(&api, []RequestOption{WithBaseURL("http://127.0.0.1:1"), WithoutCredentials(), WithRetryBackoff(0, 0)})
	_, err := call(t.Context(), dead, &opCreate, nil, goodParams(), new(note), nil)
	var e *ConnectionError
	if !errors.As(err, &e) || e.Attempts != 3 {
		t.Error("what surely wasn't sent is sent again:", err)
	}
}

func TestMissingCredential(t *testing.T) {
	calls := 0
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { calls++; answer(w, 200, okNote) })
	api := testAPI
	api.schemes = []scheme{{id: "key", kind: headerScheme, name: "x-test-key", env: "RUNTIME_TEST_KEY", with: "WithKey"}, {id: "token", kind: bearerScheme, env: "RUNTIME_TEST_TOKEN", with: "WithToken"}}
	api.security = [][]string{{"key"}, {"token"}}
	t.Setenv("RUNTIME_TEST_KEY", " \n")
	get := func(opts ...RequestOption) error {
		calls = 0
		core := newCore(&api, append([]RequestOption{WithBaseURL(c.server.URL), WithHTTPClient(&http.Client{Transport: c.transport})}, opts...))
		_, err := call(t.Context(), core, &opGet, []string{"x"}, noParams{}, new(note), nil)
		return err
	}
	for _, opts := range [][]RequestOption{nil, {withCredential("key", " ")}} {
		err := get(opts...)
		if !isRequestError(err) || calls != 0 || !strings.Contains(err.Error(), "set WithKey (or RUNTIME_TEST_KEY in the environment), or WithToken") {
			t.Errorf("%v, %d calls", err, calls)
		}
	}
	pass := func(next http.RoundTripper) http.RoundTripper { return roundTrip(next.RoundTrip) }
	for name, opt := range map[string]RequestOption{
		"token": withCredential("token", "t"), "header": WithHeader("X-Test-Key", "k"), "without": WithoutCredentials(), "middleware": WithMiddleware(pass),
	} {
		if err := get(opt); err != nil || calls != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	t.Setenv("RUNTIME_TEST_TOKEN", "tok\n")
	var r *http.Request
	c.server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) { r = req; answer(w, 200, okNote) })
	if err := get(); err != nil || r.Header.Get("Authorization") != "Bearer tok" || r.Header.Get("X-Test-Key") != "" {
		t.Error("a blank key doesn't win over a token:", err, r)
	}
}

func TestBaseURLsInManyForms(t *testing.T) {
	var r *http.Request
	var body string
	c := newTestClient(t, echo(&r, &body))
	for suffix, want := range map[string]string{
		"": "/v1/notes/n1", "/": "/v1/notes/n1", "//": "/v1/notes/n1", "/v1": "/v1/notes/n1", "/v1/": "/v1/notes/n1", "/gw//v1//": "/gw/v1/notes/n1",
		"//gw//x/": "/gw/x/v1/notes/n1", "/v2": "/v2/v1/notes/n1", "#part": "/v1/notes/n1", "/a%2Fb": "/a%2Fb/v1/notes/n1", "?k=1": "/v1/notes/n1?k=1", " ": "/v1/notes/n1",
	} {
		if _, err := c.get(t.Context(), WithBaseURL(c.server.URL+suffix)); err != nil || r.URL.RequestURI() != want {
			t.Errorf("%q: got %v, want %s, %v", suffix, r.URL.RequestURI(), want, err)
		}
	}
	u, _ := url.Parse(c.server.URL)
	u.User = url.UserPassword("me", "secret-password")
	if _, err := c.get(t.Context(), WithBaseURL(u.String()), withCredential("key", "")); err != nil || r.Header.Get("Authorization") == "" {
		t.Error(err, r.Header)
	}
	for _, bad := range []string{"localhost:80", "api.example.com", "ftp://x", "http://", "http://x/a/../b", "http://[::1", "/v1"} {
		if _, err := c.get(t.Context(), WithBaseURL(bad)); !isRequestError(err) || !strings.Contains(err.Error(), "base URL") {
			t.Errorf("%q: %v", bad, err)
		}
	}
	api := testAPI
	api.servers = []server{{url: c.server.URL + "/v1"}}
	own := newCore(&api, []RequestOption{WithoutEnvironment(), WithoutCredentials(), WithHTTPClient(&http.Client{Transport: c.transport})})
	if _, err := call(t.Context(), own, &opGet, []string{"n1"}, noParams{}, new(note), nil); err != nil || r.URL.Path != "/v1/v1/notes/n1" {
		t.Error("what the document says is meant:", err, r.URL)
	}
}

func TestHeadersThatCantBeSet(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("was sent") })
	for _, opt := range []RequestOption{
		WithHeader("Host", "a\r\nX-Evil: 1"), WithHeader("host", "a b"), WithHeader("Host", "a/b"), WithHeader("Host", "é"),
		WithHeader("Content-Length", "3"), WithHeader("Transfer-Encoding", "chunked"), WithHeader("X-A", "a\nb"), WithHeader("X A", "b"), WithHeader("", "b"),
	} {
		if _, err := c.get(t.Context(), opt); !isRequestError(err) {
			t.Errorf("%T %v", err, err)
		}
	}
}

func TestBetaListsAreJoined(t *testing.T) {
	var r *http.Request
	var body string
	c := newTestClient(t, echo(&r, &body), WithHeader("X-Beta", "mine-1, mine-2"))
	yes := true
	p := &noteParams{Text: "hi", Tags: []string{"a"}, Fancy: &yes}
	_, err := call(t.Context(), c.core, &opCreate, nil, p, new(note), []RequestOption{WithHeader("x-beta", "call-1"), WithBetas("more-1")})
	if got := r.Header["X-Beta"]; err != nil || len(got) != 1 || got[0] != "call-1,fancy-2,mine-1,mine-2,more-1" {
		t.Error(err, got)
	}
	_, err = call(t.Context(), c.core, &opCreate, nil, p, new(note), []RequestOption{WithoutHeader("X-Beta")})
	if got := r.Header["X-Beta"]; err != nil || got != nil {
		t.Error(err, got)
	}
}

func TestLongCallWithADeadline(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, okNote) })
	p := goodParams()
	p.MaxTokens = 1 << 20
	_, err := call(t.Context(), c.core, &opCreate, nil, p, new(note), nil)
	if !isRequestError(err) || !strings.Contains(err.Error(), "deadline") {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	if _, err := call(ctx, c.core, &opCreate, nil, p, new(note), nil); err != nil {
		t.Error(err)
	}
}

func TestRequestSizeCanBeRaised(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		answer(w, 200, okNote)
	})
	p := &noteParams{Text: strings.Repeat("x", 1<<20), Tags: []string{"a"}}
	send := func(opts ...RequestOption) error {
		_, err := call(t.Context(), c.core, &opCreate, nil, p, new(note), opts)
		return err
	}
	var e *SizeError
	if err := send(); !errors.As(err, &e) || e.Limit != 1<<20 {
		t.Error(err)
	}
	if err := send(WithMaxRequestBytes(2 << 20)); err != nil {
		t.Error(err)
	}
	if err := send(WithMaxRequestBytes(0)); err != nil {
		t.Error(err)
	}
	if err := send(WithMaxRequestBytes(10)); !errors.As(err, &e) || e.Limit != 10 {
		t.Error(err)
	}
}

// TestCompressedAnyway answers in encodings that nobody asked for.
func TestCompressedAnyway(t *testing.T) {
	coding := "gzip"
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", coding)
		z := gzip.NewWriter(w)
		_, _ = io.WriteString(z, okNote)
		_ = z.Close()
	})
	read := func(opts ...RequestOption) (string, error) {
		d, err := callDownload(t.Context(), c.core, &opGet, []string{"x"}, noParams{}, opts)
		if err != nil {
			return "", err
		}
		defer d.Close()
		b, err := io.ReadAll(d)
		return string(b), err
	}
	if got, err := read(); err != nil || got != okNote {
		t.Errorf("%q %v", got, err)
	}
	if got, err := read(WithHeader("Accept-Encoding", "gzip")); err != nil || !strings.HasPrefix(got, "\x1f\x8b") {
		t.Errorf("what the caller asked for is handed on: %q %v", got, err)
	}
	if n, err := c.get(t.Context(), WithHeader("Accept-Encoding", "gzip")); err != nil || n.Text != "hello" {
		t.Error(err)
	}
	coding = "br"
	var e *ResponseError
	if _, err := read(); !errors.As(err, &e) || !strings.Contains(err.Error(), "br") {
		t.Error(err)
	}
	if _, err := c.get(t.Context()); !errors.As(err, &e) || !strings.Contains(err.Error(), "br") {
		t.Error(err)
	}
}

func TestStreamMemberIsTheMethods(t *testing.T) {
	for _, test := range []struct {
		body, want string
		stream     bool
	}{
		{`{"stream":true,"text":"a \"stream\""}`, `{"text":"a \"stream\""}`, false},
		{`{"stream":true,"text":"a \"stream\"","stream":false}`, `{"stream":true,"text":"a \"stream\""}`, true},
		{`{"text":"a","x":{"stream":1}}`, `{"text":"a","x":{"stream":1}}`, false},
	} {
		got, err := ownMember([]byte(test.body), "stream", test.stream)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: got %s, %v", test.body, got, err)
		}
	}
}

// TestErrorInsteadOfAFile answers with an error object where text, a file or a
// stream is due.
func TestErrorInsteadOfAFile(t *testing.T) {
	contentType, body := "application/json", `{"type":"error","error":{"type":"overloaded_error","message":"busy"}}`
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = io.WriteString(w, body)
	})
	op := opGet
	op.accept = octetStream // which may be anything
	download := func() (string, error) {
		d, err := callDownload(t.Context(), c.core, &op, []string{"x"}, noParams{}, nil)
		if err != nil {
			return "", err
		}
		defer d.Close()
		b, err := io.ReadAll(d)
		return string(b), err
	}
	text := func() (string, error) { return callText(t.Context(), c.core, &op, []string{"x"}, noParams{}, nil) }
	for name, get := range map[string]func() (string, error){"download": download, "text": text} {
		if _, err := get(); !errors.Is(err, errTestOverloaded) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := c.stream(t.Context()).Result(); !errors.Is(err, errTestOverloaded) {
		t.Error(err)
	}
	for _, body = range []string{`{"error":{"type":"x"}}`, `{"type":"error","error":null}`, `{}`, ``, `{"type":"error","error":{` + strings.Repeat(" ", 1<<17) + `}}`} {
		for name, get := range map[string]func() (string, error){"download": download, "text": text} {
			if got, err := get(); (err != nil || got != body) && !(name == "text" && len(body) > 1<<16) {
				t.Errorf("%s: a file was changed: %.50q, %v", name, got, err)
			}
		}
	}
	contentType, body = "text/html", "<h1>Sign in</h1>\n<p>Please</p>"
	var errs []error
	for _, err := range lines(t.Context(), c.core, &opGet, []string{"x"}, noParams{}, codeNote, nil).All() {
		errs = append(errs, err)
	}
	var e *ResponseError
	if len(errs) != 1 || !errors.As(errs[0], &e) || string(e.Body) != body {
		t.Errorf("%v", errs)
	}
	contentType, body = "application/json", `{"id":"n1","text":"`+strings.Repeat("paid for", 1000)+`"}`
	if _, err := c.stream(t.Context()).Result(); !errors.As(err, &e) || string(e.Body) != body {
		t.Errorf("the answer in one piece is lost: %v", err)
	}
}

// TestByteOrderMark reads what gateways put a byte order mark in front of.
func TestByteOrderMark(t *testing.T) {
	body, status := "\uFEFF"+okNote, http.StatusOK
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, status, body) })
	if n, err := c.create(t.Context()); err != nil || n.Text == "" {
		t.Error(n, err)
	}
	body, status = "\uFEFF"+`{"error":{"type":"overloaded_error","message":"busy"}}`, http.StatusTeapot
	var e *Error
	if _, err := c.create(t.Context()); !errors.As(err, &e) || e.Message != "busy" || e.Type != "overloaded_error" {
		t.Error(err)
	}
}
