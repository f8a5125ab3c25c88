package faketest

import (
	"errors"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"
	"time"

	client "github.com/claudegen/claudegen/templates/runtime"
)

func TestRoutes(t *testing.T) {
	f, r := start(t)
	for path, want := range map[string]string{
		"/notes/mine":     "notes.mine ",
		"/notes/x":        "notes.get x",
		"/notes/a%2Fb%3F": "notes.get a/b?",
	} {
		if _, body := send(t, f, "GET", path, "", "x-key", "k", "x-version", "1"); body != want {
			t.Errorf("%s: %q", path, body)
		}
	}
	r.want(t)
	for _, test := range []struct{ method, path, words string }{
		{"GET", "/nothing", "no operation (GET /nothing): the document has no such path"},
		{"GET", "/notes/", "the document has no such path"},
		{"DELETE", "/notes", "the document has no DELETE for this path, only GET, POST"},
		{"GET", "/beta", "the document has no"},
	} {
		resp, _ := send(t, f, test.method, test.path, "")
		r.want(t, test.words)
		if resp.StatusCode != http.StatusNotFound {
			t.Error(test, resp.Status)
		}
	}
}

func TestHeadersAndCredentials(t *testing.T) {
	f, r := start(t)
	const missing = "no credential: the operation needs "
	for _, test := range []struct {
		path, words string
		header      []string
	}{
		{"/notes/1", "", []string{"x-version", "1", "x-key", "mine"}},
		{"/notes/1", "", []string{"x-version", "1", "x-key", "test-key"}},
		{"/notes/1", "", []string{"x-version", "1", "Authorization", "Bearer t"}},
		{"/notes/1", missing + "key or token", []string{"x-version", "1", "x-key", "test-admin"}},
		{"/notes/1", missing + "key or token", []string{"x-version", "1"}},
		{"/notes/1", `header x-version is missing: it is always "1"`, []string{"x-key", "k"}},
		{"/notes/1", `header x-version: is "2", and should be "1"`, []string{"x-version", "2", "x-key", "k"}},
		{"/admin", missing + "admin", []string{"x-key", "test-key"}},
		{"/admin", "", []string{"x-key", "test-admin"}},
		{"/both?access=a", missing + "(login and q and c)", []string{"Cookie", "session=s"}},
		{"/both?access=a", "", []string{"Cookie", "session=s", "Authorization", "Basic dGVzdDp0ZXN0LWxvZ2lu"}},
		{"/beta?kind=new", "header x-beta lists none of the betas that enable the operation: b-1, b-2", []string{"x-beta", "b-3"}},
		{"/beta?kind=new", "", []string{"x-beta", "b-3, b-2"}},
	} {
		send(t, f, "GET", test.path, "", test.header...)
		if test.words == "" {
			r.want(t)
		} else {
			r.want(t, test.words)
		}
	}
}

func TestUnscripted(t *testing.T) {
	f, r := start(t)
	resp, _ := send(t, f, "POST", "/notes", `{"stream":true}`)
	r.want(t, "notes.create (POST /notes): nobody scripted this: call srv.Notes.Stream")
	if resp.StatusCode != http.StatusNotImplemented || resp.Header.Get("X-Should-Retry") != "false" {
		t.Error(resp.Status)
	}
	send(t, f, "POST", "/notes", `{}`)
	r.want(t, "call srv.Notes.Create")
}

func TestRequests(t *testing.T) {
	f, r := start(t)
	scriptNotes(f)
	resp, _ := send(t, f, "POST", "/notes?beta=true", `{"type":"a","text":"b"}`, "X-A", "1")
	send(t, f, "GET", "/un%2Fknown", "")
	r.want(t, "no such path")
	got := f.Requests()
	if len(got) != 2 || resp.Header.Get("request-id") != "req_fake_1" {
		t.Fatal(got, resp.Header)
	}
	a, b := got[0], got[1]
	if a.Operation != "notes.create" || a.Method != http.MethodPost || a.Path != "/notes" || a.Query.Get("beta") != "true" || a.Header.Get("X-A") != "1" || string(a.Body) != `{"type":"a","text":"b"}` {
		t.Errorf("%+v", a)
	}
	if b.Operation != "" || b.Path != "/un%2Fknown" {
		t.Errorf("%+v", b)
	}
}

func TestEvents(t *testing.T) {
	f, r := start(t)
	scriptNotes(f)
	resp, body := send(t, f, "POST", "/notes", `{"type":"a","text":"b<c","stream":true}`)
	r.want(t)
	want := "event: start\ndata: {\"text\":\"b\\u003cc\",\"type\":\"start\"}\n\nevent: stop\ndata: {\"text\":\"\",\"type\":\"stop\"}\n\n"
	if resp.Header.Get("Content-Type") != "text/event-stream" || body != want {
		t.Errorf("%q", body)
	}
	answer := func(values []note, err error) {
		scriptEvents(f, &opCreate, sendEvents, func(*input) func() (iter.Seq2[note, error], error) {
			return func() (iter.Seq2[note, error], error) { return sequence(values, err), nil }
		})
	}
	answer(nil, Error(529, "", "full"))
	resp, body = send(t, f, "POST", "/notes", `{"stream":true}`)
	if resp.StatusCode != 529 || !strings.Contains(body, `"error":{"type":"overloaded_error","message":"full"}`) {
		t.Error(resp.Status, body)
	}
	answer([]note{{Type: "start"}}, errors.New("oh"))
	resp, body = send(t, f, "POST", "/notes", `{"stream":true}`)
	if resp.StatusCode != http.StatusOK || !strings.Contains(body, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"oh\"}") {
		t.Error(resp.Status, body)
	}
	answer(nil, nil)
	if resp, body = send(t, f, "POST", "/notes", `{"stream":true}`); resp.StatusCode != http.StatusOK || body != "" {
		t.Error(resp.Status, body)
	}
	script(f, &opWhole, sendEvents, func(*input) func() (iter.Seq2[int, error], error) {
		return func() (iter.Seq2[int, error], error) { return sequence([]int{1}, nil), nil }
	})
	if _, body = send(t, f, "PUT", "/whole", ""); body != "data: 1\n\ndata: [DONE]\n\n" {
		t.Errorf("%q", body)
	}
	script(f, &opWhole, sendEvents, func(*input) func() (iter.Seq2[int, error], error) {
		return func() (iter.Seq2[int, error], error) { return sequence([]int{1}, errors.New("oh")), nil }
	})
	if _, body = send(t, f, "PUT", "/whole", ""); !strings.HasSuffix(body, "data: 1\n\n unexpected EOF") {
		t.Errorf("%q", body)
	}
	r.want(t)
}

func TestLines(t *testing.T) {
	f, r := start(t)
	var fail error
	script(f, &opLines, sendLines, func(*input) func() (iter.Seq2[note, error], error) {
		return func() (iter.Seq2[note, error], error) { return sequence([]note{{Type: "a"}, {Type: "b"}}, fail), nil }
	})
	const want = "{\"text\":\"\",\"type\":\"a\"}\n{\"text\":\"\",\"type\":\"b\"}\n"
	if resp, body := send(t, f, "GET", "/lines", ""); body != want || resp.Header.Get("Content-Type") != "application/x-ndjson" {
		t.Errorf("%q", body)
	}
	fail = errors.New("oh")
	if _, body := send(t, f, "GET", "/lines", ""); body != want+" unexpected EOF" {
		t.Errorf("%q", body)
	}
	r.want(t)
}

func TestFiles(t *testing.T) {
	f, r := start(t)
	var file client.File
	script(f, &opDownload, sendFile, func(*input) func() (client.File, error) {
		return func() (client.File, error) { return file, nil }
	})
	large := strings.Repeat("x", 3<<20)
	typed := client.FileBytes("", []byte("x"))
	typed.ContentType = "a/b"
	for _, test := range []struct {
		file                    client.File
		content, typ, name, len string
	}{
		{client.FileBytes("a.pdf", []byte("pdf")), "pdf", "application/pdf", "attachment; filename=a.pdf", "3"},
		{client.FileBytes("", nil), "", "application/octet-stream", "", "0"},
		{client.FileReader("large", strings.NewReader(large)), large, "application/octet-stream", "attachment; filename=large", ""},
		{typed, "x", "a/b", "", "1"},
	} {
		file = test.file
		resp, body := send(t, f, "GET", "/files/1/content", "")
		if h := resp.Header; body != test.content || h.Get("Content-Type") != test.typ || h.Get("Content-Disposition") != test.name || h.Get("Content-Length") != test.len {
			t.Errorf("%d bytes, %v", len(body), h)
		}
	}
	r.want(t)
	file = client.FileReader("", io.MultiReader(strings.NewReader(large), &failing{}))
	if _, body := send(t, f, "GET", "/files/1/content", ""); !strings.HasSuffix(body, "unexpected EOF") {
		t.Error(len(body))
	}
	file = client.File{}
	send(t, f, "GET", "/files/1/content", "")
	r.want(t, "opening the file")
}

type failing struct{}

func (*failing) Read([]byte) (int, error) { return 0, errors.New("failing") }

func TestErrors(t *testing.T) {
	f, r := start(t)
	var fail error
	script(f, &opLines, sendText, func(*input) func() (string, error) {
		return func() (string, error) { return "", fail }
	})
	limited := Error(429, "", "slow down")
	limited.RetryAfter = 1500 * time.Millisecond
	limited.Header = http.Header{"x-more": {"1"}}
	html := Error(502, "", "")
	html.Body = []byte("<html>")
	for _, test := range []struct {
		err    error
		status int
		body   string
	}{
		{Error(404, "gone", "no note"), 404, `"error":{"type":"gone","message":"no note"}`},
		{limited, 429, `"type":"rate_limit_error"`},
		{html, 502, "<html>"},
		{errors.New("plain"), 500, `"error":{"type":"api_error","message":"plain"}`},
		{Error(200, "", ""), 500, `"type":"api_error"`},
		{Error(403, "", ""), 403, `"type":"invalid_request_error"`},
	} {
		fail = test.err
		resp, body := send(t, f, "GET", "/lines", "")
		if resp.StatusCode != test.status || !strings.Contains(body, test.body) {
			t.Error(resp.Status, body)
		}
		if test.err == error(limited) && (resp.Header.Get("Retry-After") != "2" || resp.Header.Get("Retry-After-Ms") != "1500" || resp.Header.Get("X-More") != "1") {
			t.Error(resp.Header)
		}
		if test.err == error(html) && !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
			t.Error(resp.Header)
		}
	}
	r.want(t)
}

// TestProblems checks what an API answers that has no types of errors, and that its client reads it.
func TestProblems(t *testing.T) {
	api := testAPI
	api.errors = nil
	r := &reports{TB: t}
	f := newFake(r, &api)
	script(f, &opLines, sendText, func(*input) func() (string, error) {
		return func() (string, error) { return "", Error(409, "", "sold out") }
	})
	for path, want := range map[string]string{
		"/lines":         `{"title":"Conflict","status":409,"detail":"sold out"}`,
		"/nowhere":       `{"title":"Not Found","status":404,"detail":"`,
		"/beta?kind=new": `{"title":"Bad Request","status":400,"detail":"`,
	} {
		resp, body := send(t, f, "GET", path, "")
		if resp.Header.Get("Content-Type") != "application/problem+json" || !strings.HasPrefix(body, want) {
			t.Errorf("%s: %s %q", path, resp.Header.Get("Content-Type"), body)
		}
	}
}

func TestUselessAnswers(t *testing.T) {
	f, r := start(t)
	script(f, &opLines, sendJSON, func(*input) func() (*note, error) {
		return func() (*note, error) { return nil, nil }
	})
	resp, _ := send(t, f, "GET", "/lines", "")
	r.want(t, "neither a result nor an error")
	if resp.StatusCode != http.StatusInternalServerError {
		t.Error(resp.Status)
	}
	script(f, &opLines, sendJSON, func(*input) func() (any, error) {
		return func() (any, error) { return func() {}, nil }
	})
	send(t, f, "GET", "/lines", "")
	r.want(t, "encoding the result")
	script(f, &opLines, sendJSON, func(*input) func() ([]int, error) {
		return func() ([]int, error) { return nil, nil }
	})
	if _, body := send(t, f, "GET", "/lines", ""); body != "[]" {
		t.Error(body)
	}
	r.want(t)
	script(f, &opLines, sendJSON, func(*input) func() (*note, error) {
		return func() (*note, error) { panic("oh no") }
	})
	if resp, _ := send(t, f, "GET", "/lines", ""); resp.StatusCode != http.StatusInternalServerError {
		t.Error(resp.Status)
	}
	r.want(t, "panic: oh no", "fake_test.go")
}
