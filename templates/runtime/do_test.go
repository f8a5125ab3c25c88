package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	gort "runtime"
	"runtime/debug"
	"strings"
	"testing"
)

func TestDo(t *testing.T) {
	var got *http.Request
	var sent string
	reply, status := okNote, 200
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		got, sent = r, string(b)
		answer(w, status, reply)
	})
	var typed note
	var text string
	var raw []byte
	var object map[string]any
	tests := []struct {
		name, method, path string
		body, out          any
		wantURI, wantBody  string
		wantType           string
		check              func() bool
	}{
		{"typed answer", "GET", "/v2/notes?a=b&c=%20", nil, &typed, "/v2/notes?a=b&c=%20", "", "", func() bool { return typed.ID == "n1" }},
		{"text", "GET", "/v2/{x}/a b", nil, &text, "/v2/%7Bx%7D/a%20b", "", "", func() bool { return text == okNote }},
		{"bytes", "DELETE", "/v2/x", nil, &raw, "/v2/x", "", "", func() bool { return string(raw) == okNote }},
		{"nothing wanted", "POST", "/v2/x", map[string]int{"n": 1}, nil, "/v2/x", `{"n":1}`, "application/json", func() bool { return true }},
		{"map", "PATCH", "/v2/x", json.RawMessage(`{"a": 1}`), &object, "/v2/x", `{"a": 1}`, "application/json", func() bool { return object["id"] == "n1" }},
		{"bytes out", "PUT", "/v2/x", []byte("abc"), nil, "/v2/x", "abc", "application/octet-stream", func() bool { return true }},
		{"reader out", "PUT", "/v2/x", strings.NewReader("abc"), nil, "/v2/x", "abc", "application/octet-stream", func() bool { return true }},
		{"params", "POST", "/v2/x", &noteParams{Text: "t", Tags: []string{}, User: "u", After: "q", Fancy: new(true)}, nil, "/v2/x?after_id=q&beta=true", `{"text":"t","tags":[],"fancy":true}`, "application/json",
			func() bool { return got.Header.Get("X-User") == "u" && got.Header.Get("X-Beta") == "fancy-2" }},
	}
	for _, test := range tests {
		err := do(t.Context(), c.core, test.method, test.path, test.body, test.out, nil)
		if err != nil || got.Method != test.method || got.RequestURI != test.wantURI || sent != test.wantBody || got.Header.Get("Content-Type") != test.wantType || !test.check() || got.Header.Get("X-Test-Key") != testKey {
			t.Errorf("%s: %v, %s %s %s %v", test.name, err, got.Method, got.RequestURI, sent, got.Header)
		}
	}
	if do(t.Context(), c.core, "POST", "/v2/x", nil, nil, []RequestOption{WithHeader("Content-Type", "text/csv")}) != nil || got.Header.Get("Content-Type") != "text/csv" {
		t.Error(got.Header)
	}
	for answer, want := range map[string]string{``: "no body", `{"type":"error","error":{"type":"rate_limit_error","message":"slow"}}`: "slow", `nothing`: "invalid character"} {
		reply = answer
		if err := do(t.Context(), c.core, "GET", "/v2/x", nil, &typed, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", answer, err)
		}
	}
	reply = `{"id":"job","error":{"message":"the job failed"}}` // an answer that is no error
	if err := do(t.Context(), c.core, "GET", "/v2/x", nil, &object, nil); err != nil || object["id"] != "job" {
		t.Error(err, object)
	}
	status = 404
	err := do(t.Context(), c.core, "GET", "/v2/none", nil, &typed, nil)
	if e, ok := errors.AsType[*Error](err); !ok || e.StatusCode != 404 {
		t.Error(err)
	}
	status = 204
	if err := do(t.Context(), c.core, "GET", "/v2/x", nil, &typed, nil); err != nil {
		t.Error(err)
	}
}

func TestDoRefuses(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("was sent") })
	for _, test := range []struct {
		method, path string
		body         any
		want         string
	}{
		{"GET", "https://example.com/x", nil, "begin with a slash"},
		{"GET", "", nil, "begin with a slash"},
		{"GET", "/a/../b", nil, "segment"},
		{"", "/a", nil, "no HTTP method"},
		{"G T", "/a", nil, "no HTTP method"},
		{"POST", "/a", func() {}, "unsupported type"},
	} {
		err := do(t.Context(), c.core, test.method, test.path, test.body, nil, nil)
		if e, ok := errors.AsType[*RequestError](err); !ok || !strings.Contains(e.Error(), test.want) {
			t.Errorf("%s %s: %v", test.method, test.path, err)
		}
	}
}

func TestDoRetries(t *testing.T) {
	n := 0
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		if n++; n == 1 {
			answer(w, 529, `{"type":"error","error":{"type":"overloaded_error","message":"busy"}}`)
			return
		}
		answer(w, 200, `[1,2]`)
	})
	var out []int
	if err := do(t.Context(), c.core, "POST", "/v2/x", 1, &out, nil); err != nil || len(out) != 2 || n != 2 {
		t.Error(err, out, n)
	}
}

func TestDoStream(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept") != "text/event-stream" {
			t.Error(r.Header)
		}
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, "event: a\ndata: {\"n\": 1}\n\nevent: ping\ndata: {}\n\ndata: 2\n\n"+map[bool]string{
			true: "event: error\ndata: {\"error\":{\"message\":\"broke\"}}\n\n", false: "data: [DONE]\n\n"}[r.Method == "POST"])
	})
	for _, method := range []string{"GET", "POST"} {
		s := doStream(t.Context(), c.core, method, "/v2/events", nil, nil)
		var got []string
		var last error
		for e, err := range s.Events() {
			if err != nil {
				last = err
				break
			}
			name, _ := s.Event()
			got = append(got, name+string(e))
		}
		_ = s.Close()
		_, failed := errors.AsType[*Error](last)
		if fmt.Sprint(got) != `[a{"n":1} ping{} 2]` || failed != (method == "POST") || method == "GET" && last != nil {
			t.Errorf("%s: %q %v", method, got, last)
		}
	}
}

func TestRawResponse(t *testing.T) {
	status, body := 200, okNote
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Set-Cookie", "a=b")
		if r.Header.Get("Accept") == "text/event-stream" {
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = io.WriteString(w, "event: stop\ndata: {}\n\n")
			return
		}
		answer(w, status, body)
	})
	var raw RawResponse
	check := func(wantStatus int, want string) {
		t.Helper()
		if raw.StatusCode != wantStatus || string(raw.Body) != want || raw.Header.Get("Set-Cookie") != "a=b" {
			t.Errorf("%d %q %v", raw.StatusCode, raw.Body, raw.Header)
		}
	}
	if _, err := c.create(t.Context(), WithRawResponse(&raw)); err != nil {
		t.Error(err)
	}
	check(200, okNote)
	body = `{"other":1}`
	if _, err := c.create(t.Context(), WithRawResponse(&raw)); err == nil {
		t.Error("no error")
	}
	check(200, body)
	status = 400
	if _, err := c.create(t.Context(), WithRawResponse(&raw)); err == nil {
		t.Error("no error")
	}
	check(400, body)
	s := c.stream(t.Context(), WithRawResponse(&raw))
	_, _ = s.Result()
	check(200, "event: stop\ndata: {}\n\n")
}

func TestUserAgent(t *testing.T) {
	var got string
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("User-Agent")
		answer(w, 200, okNote)
	}, WithUserAgent("shop/1.2"))
	if _, err := c.get(t.Context(), WithUserAgent("cart")); err != nil {
		t.Error(err)
	}
	version, _, _ := strings.Cut(gort.Version(), " ")
	platform := "(" + gort.GOOS + "/" + gort.GOARCH + "; " + version + ")"
	if !strings.HasPrefix(got, "test-go") || !strings.HasSuffix(got, " "+platform+" shop/1.2 cart") {
		t.Error(got)
	}
	modules := []*debug.Module{
		{Path: "example.com/a", Version: "v1.2.3"}, {Path: "example.com/a/b", Version: "v2.0.0-rc.1"}, {Path: "example.com/ab", Version: "v9.0.0"}, {Path: "main", Version: "(devel)"},
	}
	for pkg, want := range map[string]string{"example.com/a": "/1.2.3", "example.com/a/c": "/1.2.3", "example.com/a/b/c": "/2.0.0-rc.1", "main/x": "", "other": ""} {
		if got := versionOf(pkg, modules); got != want {
			t.Error(pkg, got)
		}
	}
}

func TestHeadersOfTheEnvironment(t *testing.T) {
	api := testAPI
	api.headerEnv = "RUNTIME_TEST_HEADERS"
	var got http.Header
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		answer(w, 200, okNote)
	})
	send := func(value string, opts ...RequestOption) error {
		t.Setenv("RUNTIME_TEST_HEADERS", value)
		core := newCore(&api, append([]RequestOption{WithBaseURL(c.server.URL), WithHTTPClient(&http.Client{Transport: c.transport})}, opts...))
		_, err := call(t.Context(), core, &opGet, []string{"n"}, noParams{}, new(note), nil)
		return err
	}
	if err := send("X-Team: a: b\r\n\n x-beta : one \nX-Empty:\nX-Own: env", withCredential("key", testKey), WithHeader("X-Own", "mine"), WithBetas("two")); err != nil ||
		got.Get("X-Team") != "a: b" || got.Get("X-Beta") != "one,two" || got.Get("X-Own") != "mine" || got["X-Empty"] != nil {
		t.Error(err, got)
	}
	if err := send("Authorization: Bearer gateway-key"); err != nil || got.Get("Authorization") != "Bearer gateway-key" {
		t.Error(err, got)
	}
	if err := send("X-Test-Key: gateway-key", withCredential("key", testKey)); err != nil || got.Get("X-Test-Key") != testKey {
		t.Error(err, got)
	}
	if err := send("X-Team: a", WithoutEnvironment(), withCredential("key", testKey)); err != nil || got.Get("X-Team") != "" {
		t.Error(err, got)
	}
	for value, want := range map[string]string{"secret-line": "no header of the form", "a b: secret-line": "no header of the form", "Host: secret-line": "up to the connection"} {
		if err := send(value, withCredential("key", testKey)); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret-line") {
			t.Error(value, err)
		}
	}
}
