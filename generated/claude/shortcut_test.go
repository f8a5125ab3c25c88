package claude_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// TestShortcuts reads the text and the calls of an answer, and answers a call that failed.
func TestShortcuts(t *testing.T) {
	m := &claude.Message{Content: claude.ContentBlocks{
		&claude.ThinkingBlock{Thinking: "hm"}, &claude.TextBlock{Text: "a"}, nil, (*claude.TextBlock)(nil),
		&claude.ToolUseBlock{ID: "toolu_1", Name: "add", Input: json.RawMessage(`{}`)}, &claude.ServerToolUseBlock{ID: "srvtoolu_1"}, &claude.TextBlock{Text: "b"},
	}}
	if got := m.Text(); got != "ab" {
		t.Errorf("text %q", got)
	}
	if got := m.ToolUses(); len(got) != 1 || got[0].ID != "toolu_1" {
		t.Errorf("tool uses %v", got)
	}
	if got := new(claude.Message); got.Text() != "" || got.ToolUses() != nil {
		t.Error("an empty message has text or calls")
	}
	for err, want := range map[error]string{errors.New("no such city"): "no such city", nil: "unknown error"} {
		if b, _ := json.Marshal(claude.ToolResultError("toolu_1", err)); string(b) != `{"content":"`+want+`","is_error":true,"tool_use_id":"toolu_1","type":"tool_result"}` {
			t.Errorf("%s", b)
		}
	}
}

// TestSetCacheControl puts breakpoints on turns of all kinds.
func TestSetCacheControl(t *testing.T) {
	thinking := &claude.ThinkingBlock{Thinking: "hm", Signature: "s"}
	for name, c := range map[string]struct {
		content claude.MessageParamContent
		mark    []claude.CacheControlEphemeral
		want    string
	}{
		"text":           {claude.MessageParamContentString("a"), nil, `[{"cache_control":{"type":"ephemeral"},"text":"a","type":"text"}]`},
		"settings":       {claude.MessageParamContentArray{claude.Text("a")}, []claude.CacheControlEphemeral{{TTL: "1h"}}, `[{"cache_control":{"ttl":"1h","type":"ephemeral"},"text":"a","type":"text"}]`},
		"last that can":  {claude.MessageParamContentArray{claude.Text("a"), thinking, nil}, nil, `[{"cache_control":{"type":"ephemeral"},"text":"a","type":"text"},{"signature":"s","thinking":"hm","type":"thinking"},null]`},
		"none":           {claude.MessageParamContentArray{thinking}, nil, ""},
		"nothing":        {nil, nil, ""},
		"result of tool": {claude.MessageParamContentArray{claude.ToolResult("toolu_1")}, nil, `[{"cache_control":{"type":"ephemeral"},"content":[],"tool_use_id":"toolu_1","type":"tool_result"}]`},
	} {
		turn := claude.MessageParam{Role: claude.MessageRoleUser, Content: c.content}
		if ok := claude.SetCacheControl(&turn, c.mark...); ok != (c.want != "") {
			t.Errorf("%s: %v", name, ok)
		}
		b, err := json.Marshal(turn.Content)
		if c.want != "" && (err != nil || !sameJSON(t, string(b), c.want)) {
			t.Errorf("%s: %s, %v", name, b, err)
		}
	}
	turn := (&claude.Message{Content: claude.ContentBlocks{&claude.TextBlock{Text: "an answer"}}}).ToParam()
	if !claude.SetCacheControl(&turn) {
		t.Error("an answer that is sent back can't be cached")
	}
}

func sameJSON(t *testing.T, a, b string) bool {
	t.Helper()
	return fmt.Sprint(sampleParse(t, a)) == fmt.Sprint(sampleParse(t, b))
}

// TestCountTokensParams counts what a request would use.
func TestCountTokensParams(t *testing.T) {
	srv := claudetest.NewServer(t)
	var got *claude.MessageCountTokensParams
	srv.Messages.CountTokens(func(p *claude.MessageCountTokensParams) (*claude.MessageTokensCount, error) {
		got = p
		return &claude.MessageTokensCount{InputTokens: 5}, nil
	})
	params := fakeQuestion()
	params.System, params.WorkspaceID = claude.SystemPromptString("be brief"), new("wrkspc_1")
	if n, err := srv.Client().Messages.CountTokens(t.Context(), params.CountTokensParams()); err != nil || n.InputTokens != 5 {
		t.Fatal(n, err)
	}
	if got.System != params.System || len(got.Messages) != 1 || got.Model != params.Model || got.WorkspaceID == nil || *got.WorkspaceID != "wrkspc_1" {
		t.Errorf("%v", got)
	}
}

// streamOf are the events of an answer in two pieces.
var streamOf = []string{
	`{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}}`,
	`{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}`,
	`{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}`,
	`{"type":"content_block_stop","index":0}`,
	`{"type":"content_block_start","index":1,"content_block":{"type":"text","text":"He"}}`,
	`{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"llo"}}`,
	`{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":" you"}}`,
	`{"type":"content_block_stop","index":1}`,
	`{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":9}}`,
	`{"type":"message_stop"}`,
}

// answers is a transport that answers by a function, without a connection: so time can be
// made up.
type answers func(r *http.Request) (status int, contentType, body string)

func (a answers) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	status, contentType, body := a(r)
	return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {contentType}}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
}

func (a answers) client() *claude.Client {
	return claude.NewClient(claude.WithoutEnvironment(), claude.WithAPIKey("key"), claude.WithBaseURL("http://localhost"), claude.WithHTTPClient(&http.Client{Transport: a}))
}

// TestStreamText reads the text of a stream, of one that is cut off as well.
func TestStreamText(t *testing.T) {
	for _, n := range []int{len(streamOf), 6} {
		var body strings.Builder
		for _, e := range streamOf[:n] {
			body.WriteString("data: " + e + "\n\n")
		}
		stream := answers(func(*http.Request) (int, string, string) { return 200, "text/event-stream", body.String() }).client().Messages.Stream(t.Context(), fakeQuestion())
		var pieces []string
		var failed error
		for piece, err := range stream.Text() {
			if failed = err; err == nil {
				pieces = append(pieces, piece)
			}
		}
		msg, err := stream.Result()
		if whole := n == len(streamOf); whole != (failed == nil) || !errors.Is(err, failed) || !whole && !errors.Is(failed, io.ErrUnexpectedEOF) {
			t.Errorf("%d events: %v, then %v", n, failed, err)
		}
		if got := strings.Join(pieces, ""); msg == nil || got != msg.Text() || len(pieces) != n/3 {
			t.Errorf("%d events: pieces %q, message %v", n, pieces, msg)
		}
	}
}

// TestAccumulator folds recorded events.
func TestAccumulator(t *testing.T) {
	a := claude.NewMessageAccumulator()
	if msg, err := a.Result(); msg != nil || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(msg, err)
	}
	for i, doc := range streamOf {
		e, err := claude.UnmarshalMessageStreamEvent([]byte(doc))
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Add(e); err != nil {
			t.Error(doc, err)
		}
		msg, err := a.Result()
		if whole := i == len(streamOf)-1; msg == nil || whole != (err == nil) || !whole && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("after %s: %v, %v", doc, msg, err)
		}
	}
	if msg, err := a.Result(); err != nil || msg.Text() != "Hello you" || msg.StopReason != claude.StopReasonEndTurn || msg.Usage.OutputTokens != 9 {
		t.Error(msg, err)
	}

	a = claude.NewMessageAccumulator()
	for _, doc := range []string{streamOf[0], streamOf[4], `{"type":"error","error":{"type":"overloaded_error","message":"too much"}}`} {
		e, _ := claude.UnmarshalMessageStreamEvent([]byte(doc))
		_ = a.Add(e)
	}
	if msg, err := a.Result(); msg == nil || msg.Text() != "He" || !strings.Contains(fmt.Sprint(err), "too much") {
		t.Error(msg, err)
	}
	if refused, ok := errors.AsType[*claude.Error](a.Add(nil)); ok || a.Add(nil) == nil {
		t.Error("nil is an event:", refused)
	}
}

func batchJSON(id, status string) string {
	return `{"id":"` + id + `","type":"message_batch","processing_status":"` + status + `","request_counts":{"processing":1,"succeeded":0,"errored":0,"canceled":0,"expired":0},` +
		`"created_at":"2026-01-02T03:04:05Z","expires_at":"2026-01-03T03:04:05Z","ended_at":null,"archived_at":null,"cancel_initiated_at":null,"results_url":null}`
}

// TestWait waits for a batch in time that is made up: the pauses grow up to a limit, an
// outage doesn't end it, and what was seen last stands beside an error.
func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked []time.Duration
		start := time.Now()
		client := answers(func(*http.Request) (int, string, string) {
			asked = append(asked, time.Since(start).Round(time.Second))
			switch n := len(asked); {
			case n == 3:
				return 529, "application/json", `{"type":"error","error":{"type":"overloaded_error","message":"too much"}}`
			case n < 8:
				return 200, "application/json", batchJSON("msgbatch_1", "in_progress")
			}
			return 200, "application/json", batchJSON("msgbatch_1", "ended")
		}).client()
		seen := 0
		batch, err := client.Messages.Batches.Wait(t.Context(), "msgbatch_1", claude.WithMaxRetries(0), claude.WithPollInterval(10*time.Second, 30*time.Second),
			claude.WithProgress(func(b *claude.MessageBatch) { seen++ }))
		if err != nil || batch.ProcessingStatus != claude.MessageBatchProcessingStatusEnded || seen != 7 {
			t.Fatal(batch, err, seen)
		}
		if want := "[0s 10s 25s 48s 1m18s 1m48s 2m18s 2m48s]"; fmt.Sprint(asked) != want {
			t.Errorf("asked at %v, want %s", asked, want)
		}

		asked = nil
		ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
		defer cancel()
		if batch, err = client.Messages.Batches.Wait(ctx, "msgbatch_1", claude.WithPollInterval(10*time.Second, time.Minute)); !errors.Is(err, context.DeadlineExceeded) || batch == nil || batch.ID != "msgbatch_1" {
			t.Error(batch, err)
		}
		if batch, err = client.Messages.Batches.Wait(t.Context(), "msgbatch_1", nil); err != nil || batch.ProcessingStatus != claude.MessageBatchProcessingStatusEnded {
			t.Error("waiting again:", batch, err)
		}
	})
}

// TestWaitFails ends at once where waiting is of no use.
func TestWaitFails(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Batches.Get(func(string, *claude.MessageBatchGetParams) (*claude.MessageBatch, error) {
		return nil, &claude.Error{StatusCode: 404, Type: "not_found_error", Message: "no such batch"}
	})
	if batch, err := srv.Client().Messages.Batches.Wait(t.Context(), "msgbatch_1"); batch != nil || !errors.Is(err, claude.ErrNotFound) {
		t.Error(batch, err)
	}
}

// TestSplitBatches sends more requests than fit into one batch, and reads the results in
// the order of the requests.
func TestSplitBatches(t *testing.T) {
	srv := claudetest.NewServer(t)
	byID := map[string][]string{}
	srv.Messages.Batches.Create(func(p *claude.MessageBatchCreateParams) (*claude.MessageBatch, error) {
		b := new(claude.MessageBatch)
		if err := json.Unmarshal([]byte(batchJSON(fmt.Sprint("msgbatch_", len(byID)), "in_progress")), b); err != nil {
			return nil, err
		}
		for _, r := range p.Requests {
			byID[b.ID] = append(byID[b.ID], r.CustomID)
		}
		return b, nil
	})
	srv.Messages.Batches.Results(func(id string, _ *claude.MessageBatchResultsParams) ([]claude.MessageBatchResultLine, error) {
		var out []claude.MessageBatchResultLine
		for _, k := range slices.Backward(byID[id]) {
			if k != "r3" {
				out = append(out, claude.MessageBatchResultLine{CustomID: k, Result: &claude.MessageBatchCanceledResult{}})
			}
		}
		return out, nil
	})
	params := &claude.MessageBatchCreateParams{}
	for i := range 5 {
		params.Requests = append(params.Requests, claude.MessageBatchRequest{CustomID: fmt.Sprint("r", i), Params: *fakeQuestion()})
	}
	one, err := json.Marshal(params.Requests[0])
	if err != nil {
		t.Fatal(err)
	}
	client := srv.Client()
	batches, err := client.Messages.Batches.CreateAll(t.Context(), params, claude.WithMaxRequestBytes(int64(2*len(one)+20)))
	if err != nil || len(batches) != 3 || fmt.Sprint(byID) != "map[msgbatch_0:[r0 r1] msgbatch_1:[r2 r3] msgbatch_2:[r4]]" {
		t.Fatal(batches, err, byID)
	}
	var got []string
	for line, err := range client.Messages.Batches.ResultsInOrder(t.Context(), batches, params.Requests) {
		if err != nil && (!errors.Is(err, claude.ErrNoResult) || !strings.Contains(err.Error(), `"r3"`)) {
			t.Fatal(err)
		} else if err != nil {
			got = append(got, "none")
			continue
		}
		got = append(got, line.CustomID)
	}
	if want := "[r0 r1 r2 none r4]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	params.Requests[4].CustomID = "r0"
	if batches, err := client.Messages.Batches.CreateAll(t.Context(), params); batches != nil || err == nil {
		t.Error("two requests of one key:", batches, err)
	}
}

// TestBetaNames sends a beta that no field stands for.
func TestBetaNames(t *testing.T) {
	var sent string
	client := answers(func(r *http.Request) (int, string, string) {
		sent = r.Header.Get("anthropic-beta")
		return 400, "application/json", `{}`
	}).client()
	_, err := client.Messages.Create(t.Context(), fakeQuestion(), claude.WithBetas(claude.BetaInterleavedThinking2025_05_14, claude.BetaContext1m2025_08_07))
	if err == nil || sent != "context-1m-2025-08-07,interleaved-thinking-2025-05-14" {
		t.Error(sent, err)
	}
}
