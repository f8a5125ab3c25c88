package faketest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// What generated code would say of a small API.

var testAPI = apiInfo{
	schemes: []scheme{
		{id: "key", name: "x-key"},
		{id: "admin", name: "x-key"},
		{id: "token", kind: bearerScheme},
		{id: "login", kind: basicScheme},
		{id: "q", kind: queryScheme, name: "access"},
		{id: "c", kind: cookieScheme, name: "session"},
	},
	security:   [][]string{{"key"}, {"token"}},
	betaHeader: "x-beta",
	betaQuery:  "beta=true",
	requestID:  "request-id",
	errors:     []errorKind{{"invalid_request_error", 400}, {"api_error", 500}, {"rate_limit_error", 429}, {"overloaded_error", 529}},
	operations: []*operation{&opList, &opMine, &opGet, &opCreate, &opUpload, &opForm, &opDownload, &opLines, &opRaw, &opWhole, &opAdmin, &opBoth, &opBeta},
}

var (
	opList     = operation{id: "notes.list", method: "GET", path: "/notes", call: "Notes.List", security: [][]string{}}
	opMine     = operation{id: "notes.mine", method: "GET", path: "/notes/mine", call: "Notes.Mine", security: [][]string{}}
	opGet      = operation{id: "notes.get", method: "GET", path: "/notes/{id}", call: "Notes.Get", fixed: []fixedParam{{inHeader, "x-version", "1"}}}
	opCreate   = operation{id: "notes.create", method: "POST", path: "/notes", call: "Notes.Create", body: jsonBody, security: [][]string{}, events: &eventsInfo{param: "stream", call: "Notes.Stream", tag: "type", failure: "error"}}
	opUpload   = operation{id: "files.upload", method: "POST", path: "/files", call: "Files.Upload", body: multipartBody, security: [][]string{}}
	opForm     = operation{id: "forms.send", method: "POST", path: "/forms", call: "Forms.Send", body: formBody, security: [][]string{}}
	opDownload = operation{id: "files.download", method: "GET", path: "/files/{id}/content", call: "Files.Download", security: [][]string{}}
	opLines    = operation{id: "notes.lines", method: "GET", path: "/lines", call: "Notes.Lines", security: [][]string{}}
	opRaw      = operation{id: "raw.put", method: "PUT", path: "/raw/{id}", call: "Raw.Put", body: rawBody, security: [][]string{}}
	opWhole    = operation{id: "whole.put", method: "PUT", path: "/whole", call: "Whole.Put", body: jsonBody, security: [][]string{}, events: &eventsInfo{mark: "[DONE]"}}
	opAdmin    = operation{id: "admin.get", method: "GET", path: "/admin", call: "Admin.Get", security: [][]string{{"admin"}}}
	opBoth     = operation{id: "both.get", method: "GET", path: "/both", call: "Both.Get", security: [][]string{{"login", "q", "c"}}}
	opBeta     = operation{id: "beta.get", method: "GET", path: "/beta?kind=new", call: "Beta.Get", security: [][]string{}, betas: []string{"b-1", "b-2"}}
)

// note is an object: it keeps unknown members, as generated ones do.
type note struct {
	Type  string         `json:"type"`
	Text  string         `json:"text"`
	Inner *note          `json:"inner,omitzero"`
	Extra map[string]any `json:"-"`
	Raw   rawMembers     `json:",embed"`
}

type rawMembers []byte

type plainNote note

func (n *note) UnmarshalJSON(b []byte) error {
	members := map[string]json.RawMessage{}
	if err := json.Unmarshal(b, &members); err != nil {
		return err
	}
	p := plainNote{}
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	p.Raw = nil
	for _, known := range []string{"type", "text", "inner"} {
		delete(members, known)
	}
	if len(members) > 0 {
		p.Raw, _ = json.Marshal(members)
	}
	*n = note(p)
	return nil
}

func (n note) MarshalJSON() ([]byte, error) {
	members := map[string]any{"type": n.Type, "text": n.Text}
	if n.Inner != nil {
		members["inner"] = n.Inner
	}
	return json.Marshal(members)
}

func (n *note) Validate() error {
	if n.Text == "invalid" {
		return errors.New("/text is invalid")
	}
	return nil
}

type listParams struct {
	Limit  *int64
	IDs    []string
	Comma  []int64
	Space  []string
	Pipe   []string
	Since  time.Time
	Day    *client.Date
	Raw    json.RawMessage
	Filter *struct {
		Name string `json:"name"`
		Min  int    `json:"min"`
	}
	Labels map[string]string
	Object *struct {
		A int `json:"a"`
	}
	Spread *struct {
		Height int `json:"height"`
	}
	Null   client.Nullable[string]
	Shape  any
	Shapes []any
	Org    *string
	Tags   []string
	Crumb  *bool
}

func (*listParams) Validate() error { return nil }

func shape(b []byte) (any, error) {
	var v any
	err := json.Unmarshal(b, &v)
	return v, err
}

func (p *listParams) members() []member {
	return []member{
		query("limit", &p.Limit), query("ids[]", &p.IDs), styled(query("comma", &p.Comma), "form", false), styled(query("space", &p.Space), "spaceDelimited", false),
		styled(query("pipe", &p.Pipe), "pipeDelimited", false), query("since", &p.Since), query("day", &p.Day), styled(query("raw", &p.Raw), "form", true),
		styled(query("filter", &p.Filter), "deepObject", true), styled(query("labels", &p.Labels), "deepObject", true),
		styled(query("object", &p.Object), "form", false), styled(query("spread", &p.Spread), "form", true),
		query("null", with(&p.Null, nullable(plain[string]()))), styled(query("shape", with(&p.Shape, union(shape))), "form", true),
		styled(query("shapes", with(&p.Shapes, listOf(union(shape)))), "form", true),
		header("x-org", &p.Org), styled(header("x-tags", &p.Tags), "simple", false), cookie("crumb", &p.Crumb),
	}
}

// reports is a testing.TB that keeps what would fail the test.
type reports struct {
	testing.TB
	mu   sync.Mutex
	text []string
}

func (r *reports) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text = append(r.text, fmt.Sprintf(format, args...))
}

// want checks that the test failed once, for a reason with these words, or not
// at all if there are none.
func (r *reports) want(t *testing.T, words ...string) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	all := strings.Join(r.text, "\n")
	if len(words) == 0 && all != "" || len(words) > 0 && len(r.text) != 1 {
		t.Errorf("reported %d problems:\n%s", len(r.text), all)
	}
	for _, w := range words {
		if !strings.Contains(all, w) {
			t.Errorf("%q is not in\n%s", w, all)
		}
	}
	r.text = nil
}

func start(t *testing.T) (*fake, *reports) {
	r := &reports{TB: t}
	f := newFake(r, &testAPI)
	script(f, &opList, sendJSON, func(in *input) func() (*listParams, error) {
		p := new(listParams)
		in.read(p, p.members()...)
		return func() (*listParams, error) { return p, nil }
	})
	for _, op := range []*operation{&opGet, &opMine, &opAdmin, &opBoth, &opBeta} {
		script(f, op, sendText, func(in *input) func() (string, error) {
			in.read(new(listParams))
			return func() (string, error) { return op.id + " " + unescaped(strings.Join(in.args, "|")), nil }
		})
	}
	return f, r
}

// scriptNotes answers notes with what they are.
func scriptNotes(f *fake) {
	script(f, &opCreate, sendJSON, func(in *input) func() (*note, error) {
		p := new(note)
		in.read(p)
		return func() (*note, error) { return p, nil }
	})
	scriptEvents(f, &opCreate, sendEvents, func(in *input) func() (iter.Seq2[note, error], error) {
		p := new(note)
		in.read(p)
		return func() (iter.Seq2[note, error], error) {
			return sequence([]note{{Type: "start", Text: p.Text}, {Type: "stop"}}, nil), nil
		}
	})
}

// received is an answer without its body.
type received struct {
	StatusCode int
	Status     string
	Header     http.Header
}

// send sends a request and returns the answer, nil if there is none, and its
// body, with the error of reading it if there is one.
func send(t *testing.T, f *fake, method, path, body string, headers ...string) (*received, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, f.server.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for pair := range slices.Chunk(headers, 2) {
		r.Header.Set(pair[0], pair[1])
	}
	resp, err := f.server.Client().Do(r)
	if err != nil {
		return nil, err.Error()
	}
	defer func() { _ = resp.Body.Close() }()
	got := &received{resp.StatusCode, resp.Status, resp.Header}
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		return got, string(b) + " " + err.Error()
	}
	return got, string(b)
}
