package claude_test

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// fakeQuestion is what the tests of this file ask.
func fakeQuestion() *claude.MessageCreateParams {
	return &claude.MessageCreateParams{
		Model: claude.ModelClaudeSonnet4_5, MaxTokens: 64,
		Messages: []claude.MessageParam{claude.UserMessage(claude.Text("How are you?"))},
	}
}

func fakeMessage(text string) *claude.Message {
	return &claude.Message{ID: "msg_1", Model: claude.ModelClaudeSonnet4_5, Content: []claude.ContentBlock{&claude.TextBlock{Text: text}}}
}

// fakeEvents is fakeMessage as events.
func fakeEvents(words ...string) []claude.MessageStreamEvent {
	out := []claude.MessageStreamEvent{
		&claude.MessageStartEvent{Message: *fakeMessage("")},
		&claude.ContentBlockStartEvent{ContentBlock: &claude.TextBlock{}},
	}
	out[0].(*claude.MessageStartEvent).Message.Content = nil
	for _, w := range words {
		out = append(out, &claude.ContentBlockDeltaEvent{Delta: &claude.TextDelta{Text: w}})
	}
	return append(out,
		&claude.ContentBlockStopEvent{},
		&claude.MessageDeltaEvent{Delta: claude.MessageDelta{StopReason: claude.StopReasonEndTurn}},
		&claude.MessageStopEvent{},
	)
}

func fakeText(t *testing.T, m *claude.Message) string {
	t.Helper()
	if m == nil || len(m.Content) != 1 {
		t.Fatalf("no single block in %+v", m)
	}
	return m.Content[0].(*claude.TextBlock).Text
}

// fakeReports is a testing.TB that keeps what would fail the test.
type fakeReports struct {
	testing.TB
	mu   sync.Mutex
	text []string
}

func (r *fakeReports) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text = append(r.text, fmt.Sprintf(format, args...))
}

func (r *fakeReports) want(t *testing.T, words string) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.text) != 1 || !strings.Contains(r.text[0], words) {
		t.Errorf("reported %q, want %q", r.text, words)
	}
	r.text = nil
}

func TestFakeMessages(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		return fakeMessage(fmt.Sprintf("%d turns for %s in %s", len(p.Messages), p.Model, *p.WorkspaceID)), nil
	})
	srv.Messages.Stream(func(p *claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
		if len(p.Extra) > 0 {
			t.Errorf("extra members %s", p.Extra)
		}
		return fakeEvents("I am ", "fine"), nil
	})
	client, params := srv.Client(), fakeQuestion()
	params.WorkspaceID = new("wrkspc_1")
	var meta claude.ResponseMeta
	m, err := client.Messages.Create(t.Context(), params, claude.WithResponse(&meta))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fakeText(t, m), "1 turns for "+string(params.Model)+" in wrkspc_1"; got != want || meta.RequestID != "req_fake_1" {
		t.Errorf("%q, %+v", got, meta)
	}
	m, err = client.Messages.Stream(t.Context(), params).Result()
	if err != nil || fakeText(t, m) != "I am fine" || m.StopReason != claude.StopReasonEndTurn {
		t.Errorf("%+v, %v", m, err)
	}
	got := srv.Requests()
	if len(got) != 2 || got[0].Operation != "messages.create" || got[0].Path != "/v1/messages" || got[0].Header.Get("X-Api-Key") != "test-apiKey" ||
		!strings.Contains(string(got[1].Body), `"stream":true`) {
		t.Errorf("%+v", got)
	}
}

func TestFakeStreamAsItComes(t *testing.T) {
	srv := claudetest.NewServer(t)
	more := make(chan string)
	srv.Messages.StreamSeq(func(*claude.MessageCreateParams) iter.Seq2[claude.MessageStreamEvent, error] {
		return func(yield func(claude.MessageStreamEvent, error) bool) {
			for text := range more {
				if !yield(&claude.ContentBlockDeltaEvent{Delta: &claude.TextDelta{Text: text}}, nil) {
					return
				}
			}
			yield(nil, claudetest.Error(529, "overloaded_error", "no more"))
		}
	})
	go func() { more <- "a" }()
	s := srv.Client().Messages.Stream(t.Context(), fakeQuestion())
	defer func() { _ = s.Close() }()
	n := 0
	for _, err := range s.Events() {
		if n++; n == 1 && err == nil {
			close(more) // only now that the first event is here
		} else if !errors.Is(err, claude.ErrOverloaded) {
			t.Error(err)
		}
	}
	if n != 2 {
		t.Errorf("%d events", n)
	}
}

func TestFakeArgumentsAndQuery(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Models.Get(func(id string, _ *claude.ModelGetParams) (*claude.Model, error) {
		return &claude.Model{ID: id}, nil
	})
	srv.Files.List(func(p *claude.FileListParams) (*claude.FileList, error) {
		page := &claude.FileList{}
		for _, id := range p.IDs {
			page.Data = append(page.Data, claude.FileMetadata{ID: fmt.Sprint(id, "/", *p.Limit)})
		}
		if p.Page == nil {
			page.NextPage = claude.Value("p2")
		}
		return page, nil
	})
	since := time.Date(2026, 1, 2, 3, 4, 5, 123456000, time.UTC)
	srv.Admin.Usage.Messages(func(p *claude.AdminUsageMessagesParams) (*claude.MessagesUsageReport, error) {
		if !p.StartingAt.Equal(since) {
			t.Error(p.StartingAt)
		}
		return &claude.MessagesUsageReport{}, nil
	})
	client := srv.Client()
	if m, err := client.Models.Get(t.Context(), "a/b c?", nil); err != nil || m.ID != "a/b c?" {
		t.Error(m, err)
	}
	var ids []string
	for f, err := range client.Files.All(t.Context(), &claude.FileListParams{IDs: []string{"x,y", "z"}, Limit: new(int64(7))}) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, f.ID)
	}
	if !slices.Equal(ids, []string{"x,y/7", "z/7", "x,y/7", "z/7"}) {
		t.Error(ids)
	}
	if _, err := client.Admin.Usage.Messages(t.Context(), &claude.AdminUsageMessagesParams{StartingAt: since}); err != nil {
		t.Error(err)
	}
	if last := srv.Requests(); last[len(last)-1].Header.Get("X-Api-Key") != "test-adminKey" {
		t.Error(last[len(last)-1].Header)
	}
}

func TestFakeFiles(t *testing.T) {
	srv := claudetest.NewServer(t)
	stored := map[string]claude.File{}
	srv.Files.Upload(func(p *claude.FileUploadParams) (*claude.FileMetadata, error) {
		stored["file_1"] = p.File
		return &claude.FileMetadata{ID: "file_1", Filename: p.File.Name, MimeType: p.File.ContentType, SizeBytes: *p.ExpiresInSeconds}, nil
	})
	srv.Files.Download(func(id string, _ *claude.FileDownloadParams) (claude.File, error) { return stored[id], nil })
	srv.Skills.Create(func(p *claude.SkillCreateParams) (*claude.Skill, error) {
		names := map[string]bool{}
		for _, f := range p.Files {
			names[f.Name] = true
		}
		return &claude.Skill{ID: strings.Join(slices.Sorted(maps.Keys(names)), " ")}, nil
	})
	client := srv.Client()
	meta, err := client.Files.Upload(t.Context(), &claude.FileUploadParams{File: claude.FileBytes("a.pdf", []byte("content")), ExpiresInSeconds: new(int64(3600))})
	if err != nil || meta.Filename != "a.pdf" || meta.MimeType != "application/pdf" || meta.SizeBytes != 3600 {
		t.Fatal(meta, err)
	}
	d, err := client.Files.Download(t.Context(), meta.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(d)
	if err != nil || string(b) != "content" || d.Name != "a.pdf" || d.ContentType != "application/pdf" || d.Size != 7 {
		t.Errorf("%q %+v %v", b, d, err)
	}
	_ = d.Close()
	files, err := claude.FileDir(fstest.MapFS{"SKILL.md": {Data: []byte("# S")}, "lib/x.py": {Data: []byte("pass")}}, "my-skill")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := client.Skills.Create(t.Context(), &claude.SkillCreateParams{Files: files}); err != nil || s.ID != "my-skill/SKILL.md my-skill/lib/x.py" {
		t.Error(s, err)
	}
}

func TestFakeLines(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Batches.Results(func(id string, _ *claude.MessageBatchResultsParams) ([]claude.MessageBatchResultLine, error) {
		if id != "batch_1" {
			return nil, claude.ErrNotFound
		}
		return []claude.MessageBatchResultLine{
			{CustomID: "a", Result: &claude.MessageBatchSucceededResult{Message: *fakeMessage("hi")}},
			{CustomID: "b", Result: &claude.MessageBatchErroredResult{}},
		}, nil
	})
	client := srv.Client()
	read := func(id string) (ids []string, err error) {
		for line, err := range client.Messages.Batches.Results(t.Context(), id, nil).All() {
			if err != nil {
				return ids, err
			}
			ids = append(ids, line.CustomID)
		}
		return ids, nil
	}
	if ids, err := read("batch_1"); err != nil || !slices.Equal(ids, []string{"a", "b"}) {
		t.Error(ids, err)
	}
	if ids, err := read("batch_2"); !errors.Is(err, claude.ErrNotFound) || ids != nil {
		t.Error(ids, err)
	}
	srv.Fault(claudetest.Fault{CutStream: new(1)})
	if ids, err := read("batch_1"); !errors.Is(err, io.ErrUnexpectedEOF) || len(ids) != 1 {
		t.Error(ids, err)
	}
	srv.Fault(claudetest.Fault{BadJSON: true})
	var bad *claude.DecodeError
	if ids, err := read("batch_1"); !errors.As(err, &bad) {
		t.Error(ids, err)
	}
}

// TestFakeFaults makes every kind of fault once, without retries.
func TestFakeFaults(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { return fakeMessage("ok"), nil })
	srv.Messages.Stream(func(*claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) { return fakeEvents("ok"), nil })
	client := srv.Client(claude.WithMaxRetries(0))
	create := func() error { _, err := client.Messages.Create(t.Context(), fakeQuestion()); return err }
	stream := func() error { _, err := client.Messages.Stream(t.Context(), fakeQuestion()).Result(); return err }
	hurry := func() error {
		_, err := client.Messages.Create(t.Context(), fakeQuestion(), claude.WithAttemptTimeout(20*time.Millisecond))
		return err
	}
	var (
		response   *claude.ResponseError
		connection *claude.ConnectionError
		decode     *claude.DecodeError
		timeout    *claude.TimeoutError
		api        *claude.Error
	)
	for _, test := range []struct {
		name  string
		fault claudetest.Fault
		call  func() error
		is    func(error) bool
	}{
		{"status", claudetest.Fault{Status: 529, RetryAfter: 7 * time.Second}, create, func(err error) bool {
			return errors.Is(err, claude.ErrOverloaded) && errors.As(err, &api) && api.RetryAfter == 7*time.Second
		}},
		{"status of a stream", claudetest.Fault{Status: 429}, stream, func(err error) bool { return errors.Is(err, claude.ErrRateLimit) }},
		{"connection", claudetest.Fault{CutConnection: true}, create, func(err error) bool { return errors.As(err, &connection) }},
		{"body", claudetest.Fault{CutBody: new(10)}, create, func(err error) bool {
			return errors.As(err, &response) && errors.Is(err, io.ErrUnexpectedEOF)
		}},
		{"stream", claudetest.Fault{CutStream: new(3)}, stream, func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }},
		{"bytes of a stream", claudetest.Fault{CutBody: new(300)}, stream, func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }},
		{"bad JSON", claudetest.Fault{BadJSON: true}, create, func(err error) bool { return errors.As(err, &decode) }},
		{"bad event", claudetest.Fault{BadJSON: true}, stream, func(err error) bool { return errors.As(err, &decode) }},
		{"delay", claudetest.Fault{Delay: time.Minute}, hurry, func(err error) bool { return errors.As(err, &timeout) && timeout.Limit == "attempt" }},
	} {
		srv.Fault(test.fault)
		if err := test.call(); !test.is(err) {
			t.Errorf("%s: %v", test.name, err)
		}
		if err := test.call(); err != nil {
			t.Errorf("after %s: %v", test.name, err)
		}
	}
}

func TestFakeRetries(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { return fakeMessage("ok"), nil })
	for _, f := range []claudetest.Fault{
		{Operation: "messages.create", Status: 529, Times: 2},
		{Operation: "messages.create", CutConnection: true, Times: 2},
		{Status: 429, RetryAfter: 5 * time.Millisecond},
	} {
		before := len(srv.Requests())
		srv.Fault(f)
		var meta claude.ResponseMeta
		m, err := srv.Client().Messages.Create(t.Context(), fakeQuestion(), claude.WithResponse(&meta))
		if want := max(f.Times, 1) + 1; err != nil || fakeText(t, m) != "ok" || meta.Attempts != want || len(srv.Requests())-before != want {
			t.Errorf("%+v: %v, %d attempts, %d requests", f, err, meta.Attempts, len(srv.Requests())-before)
		}
	}
}

// TestFakeFails makes requests that have to fail the test.
func TestFakeFails(t *testing.T) {
	r := &fakeReports{TB: t}
	srv := claudetest.NewServer(r)
	client := srv.Client()
	if _, err := client.Messages.Create(t.Context(), fakeQuestion()); err == nil {
		t.Error("answered")
	}
	r.want(t, "messages.create (POST /v1/messages): nobody scripted this: call srv.Messages.Create")
	if _, err := client.Messages.Stream(t.Context(), fakeQuestion()).Result(); err == nil {
		t.Error("answered")
	}
	r.want(t, "call srv.Messages.Stream")
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { return fakeMessage("ok"), nil })
	for _, test := range []struct {
		words  string
		opts   []claude.RequestOption
		change func(*claude.MessageCreateParams)
	}{
		{"no credential: the operation needs apiKey or authToken", []claude.RequestOption{claude.WithoutHeader("x-api-key")}, nil},
		{"header anthropic-version is missing", []claude.RequestOption{claude.WithoutHeader("anthropic-version")}, nil},
		{`header anthropic-version: is "1"`, []claude.RequestOption{claude.WithHeader("anthropic-version", "1")}, nil},
		{`query parameter "x" is not in the document`, []claude.RequestOption{claude.WithQuery("x", "1")}, nil},
		{`value "5" at /later of the body is not in the document`, nil, func(p *claude.MessageCreateParams) { p.Extra = []byte(`{"later":5}`) }},
		{"at /messages/0/content/0/later of the body", nil, func(p *claude.MessageCreateParams) {
			text := claude.Text("x")
			text.Extra = []byte(`{"later":5}`)
			p.Messages[0] = claude.UserMessage(text)
		}},
		{`variant "new" at /messages/0/content/0 of the body`, nil, func(p *claude.MessageCreateParams) {
			p.Messages[0] = claude.UserMessage(&claude.UnknownContentBlockParam{Type: "new", Raw: []byte(`{"type":"new"}`)})
		}},
	} {
		params := fakeQuestion()
		if test.change != nil {
			test.change(params)
		}
		_, err := client.Messages.Create(t.Context(), params, test.opts...)
		var refused *claude.Error
		if !errors.As(err, &refused) || refused.StatusCode != http.StatusBadRequest || refused.Attempts != 1 {
			t.Error(err)
		}
		r.want(t, test.words)
	}
	srv.AllowUnknown()
	params := fakeQuestion()
	params.Extra = []byte(`{"later":5}`)
	if _, err := client.Messages.Create(t.Context(), params, claude.WithQuery("x", "1")); err != nil || len(r.text) > 0 {
		t.Error(err, r.text)
	}
}

// TestFakeReads sends what the client would not.
func TestFakeReads(t *testing.T) {
	r := &fakeReports{TB: t}
	srv := claudetest.NewServer(r)
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { return fakeMessage("ok"), nil })
	for body, words := range map[string]string{
		`{"model":"m","max_tokens":1}`:                               "member /messages of the body is missing",
		`{"model":"m","messages":[]}`:                                "member /max_tokens of the body is missing",
		`{"model":"m","max_tokens":"1","messages":[]}`:               "body: decoding MessageCreateParams at /max_tokens",
		`{"model":"m","max_tokens":1,"messages":[{"content":"hi"}]}`: "member /messages/0/role of the body is missing",
		`{`: "body: ",
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, srv.URL+"/v1/messages", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header = http.Header{"Content-Type": {"application/json"}, "X-Api-Key": {"k"}, "Anthropic-Version": {"2023-06-01"}}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusBadRequest {
			t.Error(body, resp.Status)
		}
		r.want(t, words)
	}
}
