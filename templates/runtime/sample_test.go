package runtime

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	gort "runtime"
	"sync"
	"testing"
	"time"
)

// The types of this file are what the generator would write for a small API.

type note struct {
	ID    string
	Text  string
	Tags  []string
	Count *int64
	Meta  json.RawMessage
	Extra json.RawMessage
}

var noteDescriptor = descriptor{name: "Note", members: []member{
	{key: `"id":`, must: needValue}, {key: `"type":`, lit: `"note"`}, {key: `"text":`, must: needValue}, {key: `"tags":`}, {key: `"count":`}, {key: `"meta":`},
}}

func codeNote(c *coder, p *note) { c.walk(p) }

func (x *note) field(c *coder, i int) *descriptor {
	switch i {
	case 0:
		text(c, &x.ID)
	case 2:
		text(c, &x.Text)
	case 3:
		list(c, &x.Tags, optional, text)
	case 4:
		integerPtr(c, &x.Count, optional)
	case 5:
		raw(c, &x.Meta, optional)
	case 6:
		extra(c, &x.Extra)
	}
	return &noteDescriptor
}

type noteParams struct {
	Text      string
	Tags      []string // required
	MaxTokens int64
	Fancy     *bool // needs a beta
	After     string
	Before    string
	Kinds     []string // query kinds[]=
	User      string   // header
	Betas     []string // header
}

var noteParamsDescriptor = descriptor{name: "NoteParams", members: []member{
	{key: `"text":`}, {key: `"tags":`}, {key: `"max_tokens":`},
	{key: `"fancy":`, beta: []string{"fancy-1", "fancy-2"}},
	{key: `"after_id":`, in: inQuery}, {key: `"before_id":`, in: inQuery}, {key: `"kinds[]":`, in: inQuery},
	{key: `"X-User":`, in: inHeader}, {key: `"X-Beta":`, in: inHeader},
}}

func (x *noteParams) field(c *coder, i int) *descriptor {
	switch i {
	case 0:
		text(c, &x.Text)
	case 1:
		list(c, &x.Tags, required, text)
	case 2:
		if c.mode == decoding || x.MaxTokens != 0 {
			integer(c, &x.MaxTokens)
		}
	case 3:
		booleanPtr(c, &x.Fancy, optional)
	case 4:
		optText(c, &x.After)
	case 5:
		optText(c, &x.Before)
	case 6:
		list(c, &x.Kinds, optional, text)
	case 7:
		optText(c, &x.User)
	case 8:
		list(c, &x.Betas, optional, text)
	}
	return &noteParamsDescriptor
}

// noParams are those of an operation without any.
type noParams struct{}

var noParamsDescriptor = descriptor{name: "NoParams"}

func (noParams) field(*coder, int) *descriptor { return &noParamsDescriptor }

func goodParams() *noteParams { return &noteParams{Text: "hi", Tags: []string{"a"}} }

type uploadParams struct {
	Title string
	File  File
	Files []File
}

var uploadParamsDescriptor = descriptor{name: "UploadParams", members: []member{
	{key: `"title":`}, {key: `"file":`}, {key: `"files[]":`},
}}

func (x *uploadParams) field(c *coder, i int) *descriptor {
	switch i {
	case 0:
		optText(c, &x.Title)
	case 1:
		file(c, &x.File, optional)
	case 2:
		list(c, &x.Files, optional, func(c *coder, f *File) { file(c, f, optional) })
	}
	return &uploadParamsDescriptor
}

type rawParams struct{ Body File }

var rawParamsDescriptor = descriptor{name: "RawParams", members: []member{{in: asBody}}}

func (x *rawParams) field(c *coder, i int) *descriptor {
	if i == 0 {
		file(c, &x.Body, required)
	}
	return &rawParamsDescriptor
}

type notePage struct {
	Data    []note
	FirstID string
	LastID  string
	HasMore bool
	pager   pager
}

var notePageDescriptor = descriptor{name: "NotePage", members: []member{
	{key: `"data":`, must: needMember}, {key: `"first_id":`}, {key: `"last_id":`}, {key: `"has_more":`},
}}

func (x *notePage) field(c *coder, i int) *descriptor {
	switch i {
	case 0:
		list(c, &x.Data, required, codeNote)
	case 1:
		text(c, &x.FirstID)
	case 2:
		text(c, &x.LastID)
	case 3:
		boolean(c, &x.HasMore)
	}
	return &notePageDescriptor
}
func (x *notePage) pageLink() *pager     { return &x.pager }
func (x *notePage) pageLen() int         { return len(x.Data) }
func (x *notePage) pageItem(i int) *note { return &x.Data[i] }
func (x *notePage) pageInfo() pageInfo {
	return pageInfo{next: x.LastID, prev: x.FirstID, more: x.HasMore}
}

// event is a union: an object of type "text", or anything else.
type event interface {
	codable
	isEvent()
}

type textEvent struct{ Text string }

var textEventDescriptor = descriptor{name: "TextEvent", members: []member{{key: `"type":`, lit: `"text"`}, {key: `"text":`}}}

func (*textEvent) isEvent() {}
func (x *textEvent) field(c *coder, i int) *descriptor {
	if i == 1 {
		text(c, &x.Text)
	}
	return &textEventDescriptor
}

type otherEvent = UnknownVariant

func (*UnknownVariant) isEvent() {}

func codeEvent(c *coder, p *event) {
	if !variant(c, *p) {
		return
	}
	*p, _ = decodeByTag(c, "type", func(tag string) codable {
		if tag == "text" {
			return new(textEvent)
		}
		return &otherEvent{Type: tag}
	}).(event)
}

type textFold struct{ b []byte }

func (f *textFold) add(e event) error {
	if t, ok := e.(*textEvent); ok {
		f.b = append(f.b, t.Text...)
	}
	return nil
}
func (f *textFold) result() (*note, error) { return &note{Text: string(f.b)}, nil }

func foldText() accumulator[event, note] { return &textFold{} }

var (
	errTestRate       error = &errorKind{typ: "rate_limit_error", status: 429}
	errTestOverloaded error = &errorKind{typ: "overloaded_error", status: 529}

	testAPI = apiInfo{
		name:    "test",
		servers: []server{{env: "RUNTIME_TEST_URL"}},
		schemes: []scheme{
			{id: "key", kind: headerScheme, name: "x-test-key", env: "RUNTIME_TEST_KEY"},
			{id: "token", kind: bearerScheme, env: "RUNTIME_TEST_TOKEN", with: "WithToken", tokens: sentWith{{"X-Beta", "token-1"}, {"X-Token-Use", "yes"}}},
			{id: "admin", kind: headerScheme, name: "x-test-key"},
			{id: "basic", kind: basicScheme},
			{id: "query", kind: queryScheme, name: "key"},
			{id: "cookie", kind: cookieScheme, name: "session"},
		},
		security:   [][]string{{"key"}, {"token"}, {"basic"}, {"query"}, {"cookie"}},
		betaHeader: "X-Beta", joinBetas: joinBetas, betaQuery: "beta=true",
		requestID: "request-id", rateLimitPrefix: "x-ratelimit-", retryHeader: "X-Retry-Count",
		errorTypes: []string{"rate_limit_error", "overloaded_error"},
		retry: &retryRule{
			methods:  []string{"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "POST", "PATCH"},
			statuses: [][2]int{{408, 409}, {429, 429}, {500, 599}},
		},
	}

	opCreate = operation{id: "notes.create", method: "POST", path: "/v1/notes", body: jsonBody, accept: "application/json",
		fixed: []fixedParam{{inHeader, "x-version", "1"}}, maxBytes: 1 << 20,
		stream:   &streamInfo{param: "stream", terminal: "stop", failure: "error"},
		longCall: &longCall{member: "max_tokens", perHour: 128000, limit: 10 * time.Minute}}
	opGet    = operation{id: "notes.get", method: "GET", path: "/v1/notes/{id}"}
	opPart   = operation{id: "notes.part", method: "GET", path: "/v1/notes/{id}/parts/{part}.txt"}
	opList   = operation{id: "notes.list", method: "GET", path: "/v1/notes", next: pageLink{param: "after_id"}, prev: pageLink{param: "before_id"}}
	opBeta   = operation{id: "notes.beta", method: "POST", path: "/v1/beta", body: jsonBody, betas: []string{"op-1", "op-2"}}
	opUpload = operation{id: "notes.upload", method: "POST", path: "/v1/files", body: multipartBody, maxBytes: 4 << 20}
	opRaw    = operation{id: "notes.raw", method: "POST", path: "/v1/raw", body: rawBody}
	opForm   = operation{id: "notes.form", method: "POST", path: "/v1/form", body: formBody}
	opAdmin  = operation{id: "notes.admin", method: "GET", path: "/v1/admin", security: [][]string{{"admin"}}}
	opOpen   = operation{id: "notes.open", method: "GET", path: "/v1/open", security: [][]string{}}
)

// testClient is a client and the server that it talks to.
type testClient struct {
	*core
	server    *httptest.Server
	transport *http.Transport
	conns     map[net.Conn]http.ConnState
	mu        sync.Mutex
}

const testKey = "sk-test-0123456789"

// newTestClient serves handler on a real listener, and checks at the end of the
// test that no goroutine and no busy connection is left.
func newTestClient(t *testing.T, handler http.HandlerFunc, opts ...RequestOption) *testClient {
	t.Helper()
	return startTestClient(t, httptest.NewUnstartedServer(handler), (*httptest.Server).Start, opts)
}

// newTestClientHTTP2 is newTestClient over TLS and HTTP/2.
func newTestClientHTTP2(t *testing.T, handler http.HandlerFunc, opts ...RequestOption) *testClient {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.EnableHTTP2 = true
	return startTestClient(t, server, (*httptest.Server).StartTLS, opts)
}

func startTestClient(t *testing.T, server *httptest.Server, start func(*httptest.Server), opts []RequestOption) *testClient {
	t.Helper()
	before := gort.NumGoroutine()
	tc := &testClient{server: server, conns: map[net.Conn]http.ConnState{}}
	tc.server.Config.ConnState = func(c net.Conn, s http.ConnState) {
		tc.mu.Lock()
		defer tc.mu.Unlock()
		tc.conns[c] = s
	}
	tc.server.Config.ErrorLog = slog.NewLogLogger(slog.NewTextHandler(io.Discard, nil), slog.LevelError)
	start(server)
	tc.transport = server.Client().Transport.(*http.Transport)
	all := []RequestOption{
		WithoutEnvironment(), WithBaseURL(tc.server.URL), WithHTTPClient(&http.Client{Transport: tc.transport}),
		WithRetryBackoff(time.Millisecond, 5*time.Millisecond), withCredential("key", testKey),
	}
	tc.core = newCore(&testAPI, append(all, opts...))
	t.Cleanup(func() {
		eventually(t, "busy connections are left", func() bool { return tc.busy() == 0 })
		tc.transport.CloseIdleConnections()
		tc.server.Close()
		eventually(t, "goroutines are left", func() bool { return gort.NumGoroutine() <= before })
	})
	return tc
}

// busy counts the connections with a request under way.
func (tc *testClient) busy() int {
	tc.mu.Lock()
	defer tc.mu.Unlock()
	n := 0
	for _, s := range tc.conns {
		if s == http.StateActive {
			n++
		}
	}
	return n
}

// opened counts the connections ever made.
func (tc *testClient) opened() int {
	tc.mu.Lock()
	defer tc.mu.Unlock()
	return len(tc.conns)
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 500 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	buf := make([]byte, 64<<10)
	t.Errorf("%s\n%s", what, buf[:gort.Stack(buf, true)])
}

func (tc *testClient) create(ctx context.Context, opts ...RequestOption) (*note, error) {
	return call(ctx, tc.core, &opCreate, nil, goodParams(), new(note), opts)
}

func (tc *testClient) get(ctx context.Context, opts ...RequestOption) (*note, error) {
	return call(ctx, tc.core, &opGet, []string{"n1"}, noParams{}, new(note), opts)
}

func (tc *testClient) stream(ctx context.Context, opts ...RequestOption) *ResultStream[event, note] {
	return resultStream(ctx, tc.core, &opCreate, nil, goodParams(), codeEvent, foldText, opts)
}

// answer writes a JSON answer.
func answer(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

const okNote = `{"id":"n1","type":"note","text":"hello"}`

// cut breaks the connection off.
func cut() { panic(http.ErrAbortHandler) }

// until waits for the client to go away, so that no handler outlives a test.
func until(r *http.Request) { <-r.Context().Done() }
