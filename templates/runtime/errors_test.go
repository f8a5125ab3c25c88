package runtime

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestErrorSaysEverything(t *testing.T) {
	const body = `{"type":"error","error":{"type":"rate_limit_error","message":"too\nmany"},"request_id":"req_body"}`
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("request-id", "req_7")
		w.Header().Set("Retry-After", "1")
		w.Header().Set("Set-Cookie", "session=secret")
		answer(w, 429, body)
	})
	_, err := c.create(t.Context(), WithMaxRetries(0))
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("%T %v", err, err)
	}
	if e.StatusCode != http.StatusTooManyRequests || e.Type != "rate_limit_error" || e.Message != "too\nmany" || e.RequestID != "req_7" || e.Method != http.MethodPost ||
		e.Path != "/v1/notes" || e.Attempts != 1 || e.RetryAfter != time.Second || string(e.Body) != body || e.Header.Get("Set-Cookie") != redacted {
		t.Errorf("%#v", e)
	}
	if want := "POST /v1/notes: 429 rate_limit_error: too many (request id req_7)"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	if !errors.Is(err, errTestRate) || errors.Is(err, errTestOverloaded) || errors.Is(err, io.EOF) {
		t.Error("errors.Is is wrong")
	}
}

func TestErrorBodies(t *testing.T) {
	for _, test := range []struct {
		status  int
		body    string
		is      error
		message string // of err
	}{
		{529, "", errTestOverloaded, "GET /v1/notes/n1: 529"},
		{429, "<html><body>\n  <h1>Slow down</h1>", errTestRate, `GET /v1/notes/n1: 429 Too Many Requests: "<html><body> <h1>Slow down</h1>"`},
		{404, `{"error":"no such thing"}`, nil, "GET /v1/notes/n1: 404 Not Found: no such thing"},
		{400, `{"type":"about:blank","title":"Bad","detail":"Really bad"}`, nil, "GET /v1/notes/n1: 400 Bad Request: Bad: Really bad"},
		{404, `{"type":"about:blank","title":"Not Found","status":404,"detail":"No such note."}`, nil, "GET /v1/notes/n1: 404 Not Found: No such note."},
		{403, `{"type":"https://notes.test/credit","title":"Out of credit","detail":"It costs 50."}`, nil, "GET /v1/notes/n1: 403 https://notes.test/credit: Out of credit: It costs 50."},
		{403, `{"title":"Out of credit"}`, nil, "GET /v1/notes/n1: 403 Forbidden: Out of credit"},
		{422, `{"errors":[{"message":"too\nlong","path":["text"]},{"message":"b"}]}`, nil, "GET /v1/notes/n1: 422 Unprocessable Entity: too long"},
		{422, `{"errors":[{"status":"422","title":"Invalid","detail":"Too long"}]}`, nil, "GET /v1/notes/n1: 422 Unprocessable Entity: Invalid: Too long"},
		{422, `{"errors":["too long"]}`, nil, "GET /v1/notes/n1: 422 Unprocessable Entity: too long"},
		{422, `{"detail":[{"loc":["body","text"],"msg":"field required"}]}`, nil, "GET /v1/notes/n1: 422 Unprocessable Entity: field required"},
		{400, `{"errors":[]}`, nil, `GET /v1/notes/n1: 400 Bad Request: "{\"errors\":[]}"`},
		{400, `{"error":"invalid_grant","error_description":"It has expired."}`, nil, "GET /v1/notes/n1: 400 invalid_grant: It has expired."},
		{400, `{"error":{"code":"x","message":"m","param":null}}`, nil, "GET /v1/notes/n1: 400 x: m"},
		{400, `[1,2]`, nil, `GET /v1/notes/n1: 400 Bad Request: "[1,2]"`},
		{400, `{"error":{"type":"inval`, nil, `GET /v1/notes/n1: 400 Bad Request: "{\"error\":{\"type\":\"inval"`},
		{500, strings.Repeat("é", 200), nil, `GET /v1/notes/n1: 500 Internal Server Error: "` + strings.Repeat("é", 80) + `..."`},
		{302, "", nil, "GET /v1/notes/n1: 302 Found"},
	} {
		c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(test.status)
			_, _ = io.WriteString(w, test.body)
		})
		_, err := c.get(t.Context(), WithMaxRetries(0))
		var e *Error
		if !errors.As(err, &e) {
			if test.status != 302 { // net/http wants a Location
				t.Errorf("%T %v", err, err)
			}
			continue
		}
		if err.Error() != test.message || string(e.Body) != test.body {
			t.Errorf("got %s\nwant %s", err, test.message)
		}
		if test.is != nil && !errors.Is(err, test.is) {
			t.Error("is no", test.is)
		}
	}
}

// TestSwitchingProtocols answers 101, after which the body is the connection.
func TestSwitchingProtocols(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n")
		_, _ = io.Copy(io.Discard, conn) // until the client leaves
	})
	_, err := c.create(t.Context())
	var e *Error
	if !errors.As(err, &e) || e.StatusCode != 101 {
		t.Errorf("%T %v", err, err)
	}
}

// TestErrorsKeepTheConnection pins that failing costs no connection.
func TestErrorsKeepTheConnection(t *testing.T) {
	var calls atomic.Int32
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		switch calls.Add(1) % 4 {
		case 0:
			answer(w, 200, okNote)
		case 1:
			answer(w, 500, `{"error":{"message":"`+strings.Repeat("x", 500_000)+`"}}`)
		case 2:
			_, _ = io.WriteString(w, strings.Repeat("<html>", 10_000))
		case 3:
			answer(w, 404, "")
		}
	})
	for range 12 {
		_, err := c.create(t.Context(), WithMaxRetries(0))
		if err != nil && !typed(err) {
			t.Errorf("%T %v", err, err)
		}
	}
	if n := c.opened(); n != 1 {
		t.Errorf("%d connections", n)
	}
}

func TestAnswerIsNoJSON(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<html>Sign in")
	})
	_, err := c.create(t.Context())
	var e *ResponseError
	if !errors.As(err, &e) || e.StatusCode != http.StatusOK || e.ContentType != "text/html" || !strings.Contains(err.Error(), `"<html>Sign in"`) {
		t.Errorf("%T %v", err, err)
	}
}

func TestDecodeErrorSaysWhere(t *testing.T) {
	const body = `{"id":"n1","tags":["a"],"text":x}`
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, body) })
	_, err := c.create(t.Context())
	var e *ResponseError
	var d *DecodeError
	if !errors.As(err, &e) || !errors.As(err, &d) || string(e.Body) != body {
		t.Fatalf("%T %v", err, err)
	}
	if d.Type != "Note" || d.Pointer != "/text" || d.Offset != 31 {
		t.Errorf("%+v", d)
	}
}

func TestEmptyAnswers(t *testing.T) {
	status := 204
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
	var none *ResponseError
	if n, err := c.create(t.Context()); !errors.As(err, &none) || none.StatusCode != status || n != nil {
		t.Error(n, err)
	}
	documented := opCreate
	documented.empty = []int{204}
	if n, err := call(t.Context(), c.core, &documented, nil, goodParams(), new(note), nil); err != nil || n != nil {
		t.Error("an answer that the document describes without a body is none:", n, err)
	}
	if err := callNone(t.Context(), c.core, &opGet, []string{"n1"}, noParams{}, nil); err != nil {
		t.Error(err)
	}
	status = 200
	var e *ResponseError
	if _, err := c.create(t.Context()); !errors.As(err, &e) {
		t.Errorf("%T %v", err, err)
	}
}

func TestTextAndValues(t *testing.T) {
	body := "plain text"
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) })
	s, err := callText(t.Context(), c.core, &opGet, []string{"n1"}, noParams{}, nil)
	if err != nil || s != body {
		t.Error(s, err)
	}
	body = `["a","b"]`
	codeList := func(c *coder, p *[]string) { list(c, p, required, text) }
	ss, err := callAs(t.Context(), c.core, &opGet, []string{"n1"}, noParams{}, codeList, nil)
	if err != nil || len(ss) != 2 {
		t.Error(ss, err)
	}
	body = `[1]`
	_, err = callAs(t.Context(), c.core, &opGet, []string{"n1"}, noParams{}, codeList, nil)
	var d *DecodeError
	if !errors.As(err, &d) || d.Type != "[]string" || string(d.Raw) != "1" {
		t.Error(err)
	}
}

func TestValidation(t *testing.T) {
	c := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("was sent") })
	_, err := call(t.Context(), c.core, &opCreate, nil, new(noteParams), new(note), nil)
	var e *ValidationError
	if !errors.As(err, &e) || len(e.Pointers) != 1 || e.Pointers[0] != "/tags" {
		t.Errorf("%T %v", err, err)
	}
}

func TestSizeLimits(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			t.Error("was sent")
		}
		if r.Header.Get("X-Known") != "" {
			w.Header().Set("Content-Length", "100000")
		}
		_, _ = io.WriteString(w, `{"id":"`+strings.Repeat("x", 99991)+`"}`)
	})
	big := goodParams()
	big.Text = strings.Repeat("x", 1<<20)
	_, err := call(t.Context(), c.core, &opCreate, nil, big, new(note), nil)
	var r *RequestError
	var e *SizeError
	if !errors.As(err, &r) || !errors.As(err, &e) || e.Limit != 1<<20 || e.Size <= e.Limit {
		t.Errorf("%T %v", err, err)
	}
	for _, known := range []string{"", "yes"} {
		if n, err := c.get(t.Context(), WithHeader("X-Known", known)); err != nil || len(n.ID) != 99991 {
			t.Error(err)
		}
		_, err := c.get(t.Context(), WithHeader("X-Known", known), WithMaxResponseBytes(50_000))
		var p *ResponseError
		if !errors.As(err, &p) || !errors.As(err, &e) || e.Limit != 50_000 {
			t.Errorf("%T %v", err, err)
		}
	}
}
