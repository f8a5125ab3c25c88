package runtime

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// echo answers with what it was asked.
func echo(got **http.Request, body *string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		*got, *body = r, string(b)
		answer(w, 200, okNote)
	}
}

func TestRequestHeader(t *testing.T) {
	var r *http.Request
	var body string
	c := newTestClient(t, echo(&r, &body), WithHeader("X-Client", "1"), WithHeader("X-Both", "client"))
	p := goodParams()
	p.User = "me"
	_, err := call(t.Context(), c.core, &opCreate, nil, p, new(note), []RequestOption{
		WithHeader("X-Both", "call"), WithoutHeader("User-Agent"), WithHeader("Host", "example.com"), nil,
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"X-Client": "1", "X-Both": "call", "X-User": "me", "X-Version": "1", "Accept": "application/json", "Content-Type": "application/json",
		"X-Test-Key": testKey, "User-Agent": "", "X-Retry-Count": "0",
	} {
		if got := r.Header.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if r.Host != "example.com" {
		t.Error(r.Host)
	}
	if _, err := c.create(t.Context()); err != nil || r.Header.Get("X-Both") != "client" || !strings.HasPrefix(r.UserAgent(), "test-go") {
		t.Error("a call's options changed the client:", err, r.Header)
	}
}

func TestCredentials(t *testing.T) {
	var r *http.Request
	var body string
	c := newTestClient(t, echo(&r, &body), withCredential("admin", "admin-key"))
	header := func(op *operation, opts ...RequestOption) http.Header {
		t.Helper()
		if _, err := call(t.Context(), c.core, op, nil, noParams{}, new(note), opts); err != nil {
			t.Fatal(err)
		}
		return r.Header
	}
	if h := header(&opList); h.Get("X-Test-Key") != testKey {
		t.Error(h)
	}
	if h := header(&opAdmin); h.Get("X-Test-Key") != "admin-key" {
		t.Error("the operation says which of two credentials:", h)
	}
	if h := header(&opOpen); h.Get("X-Test-Key") != "" {
		t.Error("an open operation gets none:", h)
	}
	if h := header(&opList, withCredential("token", "tok")); h.Get("Authorization") != "Bearer tok" || h.Get("X-Test-Key") != "" {
		t.Error("the call's credential comes first:", h)
	}
	if h := header(&opList, withBasic("basic", "me", "pw")); h.Get("Authorization") != "Basic bWU6cHc=" {
		t.Error(h)
	}
	if header(&opList, withCredential("query", "q&1")); r.URL.RawQuery != "key=q%261" {
		t.Error(r.URL)
	}
	if h := header(&opList, withCredential("cookie", "abc==")); h.Get("Cookie") != "session=abc==" {
		t.Error(h)
	}
	if h := header(&opList, WithoutCredentials()); h.Get("X-Test-Key") != "" || h.Get("Authorization") != "" {
		t.Error(h)
	}
}

func TestEnvironment(t *testing.T) {
	var r *http.Request
	var body string
	c := newTestClient(t, echo(&r, &body))
	t.Setenv("RUNTIME_TEST_URL", c.server.URL+"/prefix/")
	t.Setenv("RUNTIME_TEST_KEY", "from env")
	client := WithHTTPClient(&http.Client{Transport: c.transport})
	get := func(opts ...RequestOption) error {
		_, err := call(t.Context(), newCore(&testAPI, append(opts, client)), &opList, nil, noParams{}, new(note), nil)
		return err
	}
	if err := get(); err != nil || r.Header.Get("X-Test-Key") != "from env" || r.URL.Path != "/prefix/v1/notes" {
		t.Error(err, r)
	}
	if err := get(withCredential("token", "explicit")); err != nil || r.Header.Get("X-Test-Key") != "" || r.Header.Get("Authorization") != "Bearer explicit" {
		t.Error("what the program says comes before the environment:", err, r.Header)
	}
	if err := get(withCredential("key", "mine")); err != nil || r.Header.Get("X-Test-Key") != "mine" {
		t.Error(err, r.Header)
	}
	if err := get(WithoutEnvironment()); err == nil {
		t.Error("there is no base URL")
	}
	if err := get(WithoutEnvironment(), WithBaseURL(c.server.URL)); !isRequestError(err) {
		t.Error("there is no credential:", err)
	}
	if err := get(WithoutEnvironment(), WithBaseURL(c.server.URL), WithoutCredentials()); err != nil || r.Header.Get("X-Test-Key") != "" {
		t.Error(err, r.Header)
	}
}

func TestBetas(t *testing.T) {
	var r *http.Request
	var body string
	c := newTestClient(t, echo(&r, &body), WithBetas("z"))
	yes := true
	fancy := &noteParams{Tags: []string{}, Fancy: &yes}
	for _, test := range []struct {
		op     *operation
		params *noteParams
		opts   []RequestOption
		want   string
	}{
		{&opCreate, fancy, nil, "fancy-2,z"},
		{&opCreate, fancy, []RequestOption{WithBetas("fancy-1", "z", "a, b")}, "a,b,fancy-1,z"},
		{&opCreate, fancy, []RequestOption{WithoutAutoBetas()}, "z"},
		{&opCreate, &noteParams{Tags: []string{}, Betas: []string{"p", "q"}}, nil, "p,q,z"},
		{&opBeta, fancy, nil, "fancy-2,op-2,z"},
		{&opBeta, fancy, []RequestOption{WithBetas("op-1")}, "fancy-2,op-1,z"},
		{&opCreate, fancy, []RequestOption{WithoutHeader("x-beta")}, ""},
	} {
		if _, err := call(t.Context(), c.core, test.op, nil, test.params, new(note), test.opts); err != nil {
			t.Fatal(err)
		}
		query := "beta=true"
		if test.want == "" {
			query = ""
		}
		if got := strings.Join(r.Header.Values("X-Beta"), " + "); got != test.want || r.URL.RawQuery != query {
			t.Errorf("%s: got %q, want %q, query %q", test.op.id, got, test.want, r.URL.RawQuery)
		}
	}
}

func TestMiddleware(t *testing.T) {
	var r *http.Request
	var body string
	var order []string
	named := func(name string) RequestOption {
		return WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
			return roundTrip(func(r *http.Request) (*http.Response, error) {
				order = append(order, name)
				return next.RoundTrip(r)
			})
		})
	}
	c := newTestClient(t, echo(&r, &body), named("a"), named("b"))
	if _, err := c.create(t.Context(), named("c")); err != nil || strings.Join(order, "") != "abc" {
		t.Error(order, err)
	}
	order = nil
	if _, err := c.create(t.Context()); err != nil || strings.Join(order, "") != "ab" {
		t.Error(order, err)
	}
	var e *RequestError
	if _, err := c.create(t.Context(), WithMiddleware(nil)); !errors.As(err, &e) {
		t.Errorf("%T %v", err, err)
	}
}

func TestResponseMeta(t *testing.T) {
	reset := time.Now().Add(time.Minute).UTC().Truncate(time.Second)
	status := 200
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		h.Set("request-id", "req_1")
		h.Set("X-RateLimit-Requests-Limit", "50")
		h.Set("X-RateLimit-Requests-Remaining", "49")
		h.Set("X-RateLimit-Requests-Reset", reset.Format(time.RFC3339))
		h.Set("X-RateLimit-Input-Tokens-Remaining", "1000")
		h.Set("X-RateLimit-Odd", "x")
		h.Set("Set-Cookie", "a=b")
		answer(w, status, okNote)
	})
	for _, status = range []int{200, 400} {
		var meta ResponseMeta
		_, _ = c.create(t.Context(), WithResponse(&meta))
		if meta.StatusCode != status || meta.RequestID != "req_1" || meta.Attempts != 1 || meta.Header.Get("Set-Cookie") != redacted || len(meta.RateLimits) != 2 {
			t.Errorf("%+v", meta)
		}
		if got, want := meta.RateLimits["requests"], (RateLimit{50, 49, reset}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if got, want := meta.RateLimits["input-tokens"], (RateLimit{-1, 1000, time.Time{}}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

// TestResponseMetaWithoutAnswer pins that nothing of an earlier answer is left.
func TestResponseMetaWithoutAnswer(t *testing.T) {
	var calls atomic.Int32
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		if calls.Add(1) > 1 {
			cut()
		}
		w.Header().Set("request-id", "req_1")
		answer(w, 500, `{}`)
	})
	var meta ResponseMeta
	_, err := c.create(t.Context(), WithResponse(&meta))
	var e *ConnectionError
	if !errors.As(err, &e) || e.Attempts != 3 {
		t.Errorf("%T %v", err, err)
	}
	if want := (ResponseMeta{Attempts: 3}); !reflect.DeepEqual(meta, want) {
		t.Errorf("got %+v, want %+v", meta, want)
	}
	_, err = call(t.Context(), c.core, &opGet, []string{".."}, noParams{}, new(note), []RequestOption{WithResponse(&meta)})
	if _, ok := errors.AsType[*RequestError](err); !ok || !reflect.DeepEqual(meta, ResponseMeta{}) {
		t.Errorf("%+v, %T %v", meta, err, err)
	}
}

// TestUnobserved pins that hooks which nobody uses cost nothing.
func TestUnobserved(t *testing.T) {
	c := newCore(&testAPI, []RequestOption{WithoutEnvironment(), WithBaseURL("http://localhost"), WithoutCredentials(), WithLogger(slog.New(slog.DiscardHandler))})
	r, err := c.prepare(t.Context(), &opGet, []string{"n1"}, noParams{}, nil, wantBody)
	if err != nil {
		t.Fatal(err)
	}
	a := &attempt{request: r, number: 1, call: t.Context(), resp: &http.Response{StatusCode: 200, Header: http.Header{"Request-Id": {"req_1"}}}}
	req, err := a.httpRequest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(100, func() {
		a.log(t.Context(), req)
		a.setMeta()
		r.observe(t.Context(), a, nil, time.Second, false, "answered", 0)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	seen := 0
	r.set.trace = func(context.Context, TraceEvent) { seen++ }
	if r.observe(t.Context(), a, nil, time.Second, false, "answered", 0); seen != 1 {
		t.Error("the hook was not called")
	}
}

// TestLog reads what is logged of a call that is repeated once.
func TestLog(t *testing.T) {
	var log bytes.Buffer
	calls := 0
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("request-id", "req_1")
		w.Header().Set("Set-Cookie", testKey)
		w.Header().Set("X-Echo", testKey)
		if calls++; calls == 1 {
			answer(w, 500, `{"error":{"type":"api_error","message":"no `+testKey+`"}}`)
			return
		}
		answer(w, 200, okNote)
	})
	at := func(l slog.Level) RequestOption {
		return WithLogger(slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: l})))
	}
	if _, err := c.create(t.Context(), at(slog.LevelDebug)); err != nil {
		t.Fatal(err)
	}
	type line struct {
		Level, Msg, Operation, Host, Path, Method, Error, Outcome string
		Attempt, Status, Bytes                                    int
		RequestID                                                 string `json:"request_id"`
		RetryIn                                                   *int64 `json:"retry_in"`
		Header                                                    http.Header
	}
	var got []line
	for dec := json.NewDecoder(strings.NewReader(log.String())); dec.More(); {
		var l line
		if err := dec.Decode(&l); err != nil {
			t.Fatal(err)
		}
		if l.Level != "DEBUG" || l.Operation != "notes.create" {
			t.Errorf("%+v", l)
		}
		got = append(got, l)
	}
	if len(got) != 4 || strings.Contains(log.String(), testKey) || strings.Contains(log.String(), "hello") {
		t.Fatal(log.String())
	}
	sent, failed, again, answered := got[0], got[1], got[2], got[3]
	if sent.Msg != "sending request" || sent.Method != http.MethodPost || sent.Path != "/v1/notes" || sent.Host == "" || sent.Bytes == 0 || sent.Header.Get("X-Test-Key") != redacted {
		t.Errorf("%+v", sent)
	}
	if failed.Msg != "received response" || failed.Status != 500 || failed.RequestID != "req_1" || failed.Error == "" || failed.RetryIn == nil || failed.Header.Get("Set-Cookie") != redacted {
		t.Errorf("%+v", failed)
	}
	if again.Attempt != 2 || answered.Attempt != 2 || answered.Status != 200 || answered.Outcome != "answered" || answered.RetryIn != nil {
		t.Errorf("%+v, %+v", again, answered)
	}
	log.Reset()
	if _, err := c.create(t.Context(), at(slog.LevelInfo)); err != nil || log.Len() > 0 {
		t.Error(err, log.String())
	}
}

func TestTrace(t *testing.T) {
	calls := 0
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) {
		if calls++; calls == 1 {
			answer(w, 500, `{}`)
			return
		}
		w.Header().Set("request-id", "req_2")
		answer(w, 200, okNote)
	})
	var got []TraceEvent
	_, err := c.create(t.Context(), WithTrace(func(_ context.Context, e TraceEvent) { got = append(got, e) }))
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	a, b := got[0], got[1]
	if a.Operation != "notes.create" || a.Method != http.MethodPost || a.Path != "/v1/notes" || a.Attempt != 1 || a.StatusCode != http.StatusInternalServerError || a.Err == nil || !a.Retry || a.Reason != "status 500" {
		t.Errorf("%+v", a)
	}
	if b.Attempt != 2 || b.StatusCode != http.StatusOK || b.Err != nil || b.Retry || b.Reason != "answered" || b.RequestID != "req_2" || b.Duration <= 0 {
		t.Errorf("%+v", b)
	}
}

// TestConcurrentCalls shares a client and its options among goroutines.
func TestConcurrentCalls(t *testing.T) {
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-N") == "" || r.URL.Query().Get("n") == "" {
			answer(w, 400, `{}`)
			return
		}
		answer(w, 200, okNote)
	}, WithHeader("X-A", "1"), WithBetas("a"), WithQuery("a", "1"))
	done := make(chan error)
	for range 20 {
		go func() {
			_, err := c.create(t.Context(), WithHeader("X-N", "1"), WithBetas("b"), WithQuery("n", "1"), withCredential("key", "other"))
			done <- err
		}()
	}
	for range 20 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func isRequestError(err error) bool {
	_, ok := errors.AsType[*RequestError](err)
	return ok
}
