package claude_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
)

// turn is a message as it is answered in one piece, and as events.
type turn struct {
	rnd    *rand.Rand
	blocks []string   // as in the message
	parts  [][]string // events of each block, start and stop left out
}

func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// split cuts s into pieces, between characters.
func (t *turn) split(s string) []string {
	var out []string
	for r := []rune(s); len(r) > 0; {
		n := 1 + t.rnd.IntN(min(len(r), 7))
		out = append(out, string(r[:n]))
		r = r[n:]
	}
	return out
}

func (t *turn) delta(typ, member string, value string) string {
	return fmt.Sprintf(`{"type":%q,%q:%s}`, typ, member, value)
}

func (t *turn) block(i int) {
	text := strings.Repeat("é \"x\"\n日本 ", t.rnd.IntN(5)+1)
	var whole, start string
	var deltas []string
	switch t.rnd.IntN(4) {
	case 0:
		citation := `{"type":"char_location","cited_text":"c","document_index":0,"document_title":null,"end_char_index":5,"start_char_index":1,"file_id":null}`
		start = `{"type":"text","text":"","citations":null}`
		for _, p := range t.split(text) {
			deltas = append(deltas, t.delta("text_delta", "text", quote(p)))
		}
		deltas = append(deltas, t.delta("citations_delta", "citation", citation))
		whole = fmt.Sprintf(`{"type":"text","text":%s,"citations":[%s]}`, quote(text), citation)
	case 1:
		start = `{"type":"thinking","thinking":"","signature":""}`
		for _, p := range t.split(text) {
			deltas = append(deltas, t.delta("thinking_delta", "thinking", quote(p)))
		}
		deltas = append(deltas, t.delta("signature_delta", "signature", `"sig"`))
		whole = fmt.Sprintf(`{"type":"thinking","thinking":%s,"signature":"sig"}`, quote(text))
	case 2:
		input := fmt.Sprintf(`{"a":%s,"b":[1,2,{"c":null}]}`, quote(text))
		start = fmt.Sprintf(`{"type":"tool_use","id":"t%d","name":"n","input":{},"caller":{"type":"direct"}}`, i)
		for _, p := range append([]string{""}, t.split(input)...) {
			deltas = append(deltas, t.delta("input_json_delta", "partial_json", quote(p)))
		}
		whole = fmt.Sprintf(`{"type":"tool_use","id":"t%d","name":"n","input":%s,"caller":{"type":"direct"}}`, i, input)
	default:
		start = `{"type":"brand_new","x":[1,{"y":2}]}`
		deltas = append(deltas, `{"type":"brand_new_delta","z":1}`)
		whole = `{"type":"brand_new","x":[1,{"y":2}],"z":1}`
	}
	t.blocks = append(t.blocks, whole)
	t.parts = append(t.parts, nil)
	add := func(event string) { t.parts[i] = append(t.parts[i], event) }
	add(fmt.Sprintf(`{"type":"content_block_start","index":%d,"content_block":%s}`, i, start))
	for _, d := range deltas {
		add(fmt.Sprintf(`{"type":"content_block_delta","index":%d,"delta":%s}`, i, d))
	}
	add(fmt.Sprintf(`{"type":"content_block_stop","index":%d}`, i))
}

// events interleaves the blocks' events: a block starts after those before it.
func (t *turn) events() []string {
	out := []string{`{"type":"message_start","message":` + t.message("[]", "null", `"input_tokens":9,"output_tokens":1,"cache_read_input_tokens":4`) + `}`, `{"type":"ping"}`}
	next := make([]int, len(t.parts))
	started := 0
	for {
		var ready []int
		for i, p := range t.parts {
			if next[i] < len(p) && (next[i] > 0 || i == started) {
				ready = append(ready, i)
			}
		}
		if len(ready) == 0 {
			break
		}
		i := ready[t.rnd.IntN(len(ready))]
		out = append(out, t.parts[i][next[i]])
		if next[i] == 0 {
			started++
		}
		next[i]++
	}
	return append(out,
		`{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null,"container":null,"stop_details":null},"usage":{"input_tokens":null,"output_tokens":77,"server_tool_use":{"web_search_requests":2,"web_fetch_requests":0}}}`,
		`{"type":"later_event"}`, `{"type":"message_stop"}`)
}

func (t *turn) message(content, reason, usage string) string {
	return fmt.Sprintf(`{"id":"msg_1","type":"message","role":"assistant","model":"m","content":%s,"stop_reason":%s,"stop_sequence":null,"stop_details":null,"diagnostics":null,"container":null,"usage":{%s}}`, content, reason, usage)
}

func sse(events []string) string {
	var b strings.Builder
	for _, e := range events {
		var typ struct{ Type string }
		if err := json.Unmarshal([]byte(e), &typ); err != nil {
			panic(e)
		}
		fmt.Fprintf(&b, "event: %s\ndata: %s\n\n", typ.Type, e)
	}
	return b.String()
}

// streamServer answers with what body holds.
func streamServer(t testing.TB) (client *claude.Client, body *atomic.Value) {
	t.Helper()
	body = new(atomic.Value)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		_, _ = io.WriteString(w, body.Load().(string))
	}))
	t.Cleanup(srv.Close)
	return claude.NewClient(claude.WithBaseURL(srv.URL), claude.WithAPIKey("k"), claude.WithMaxRetries(0)), body
}

var anyParams = &claude.MessageCreateParams{Model: "m", MaxTokens: 1, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("x"))}}

// TestAccumulation folds random streams, blocks interleaved, and compares with
// the message that would have been answered in one piece.
func TestAccumulation(t *testing.T) {
	client, body := streamServer(t)
	for seed := range uint64(150) {
		tr := &turn{rnd: rand.New(rand.NewPCG(seed, 1))}
		for i := range tr.rnd.IntN(5) {
			tr.block(i)
		}
		body.Store(sse(tr.events()))
		got, err := client.Messages.Stream(t.Context(), anyParams).Result()
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		var want claude.Message
		whole := tr.message("["+strings.Join(tr.blocks, ",")+"]", `"end_turn"`,
			`"input_tokens":9,"output_tokens":77,"cache_read_input_tokens":4,"server_tool_use":{"web_search_requests":2,"web_fetch_requests":0}`)
		if err := json.Unmarshal([]byte(whole), &want); err != nil {
			t.Fatal(err)
		}
		if want, got := decoded(t, want), decoded(t, got); !reflect.DeepEqual(want, got) {
			t.Fatalf("seed %d: in one piece\n%v\nfolded\n%v", seed, want, got)
		}
	}
}

// decoded is what v is as JSON.
func decoded(t *testing.T, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTruncatedStream(t *testing.T) {
	client, body := streamServer(t)
	tr := &turn{rnd: rand.New(rand.NewPCG(1, 1))}
	tr.block(0)
	events := tr.events()
	for n := range events {
		body.Store(sse(events[:n]))
		if _, err := client.Messages.Stream(t.Context(), anyParams).Result(); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("after %d of %d events: %v, want io.ErrUnexpectedEOF", n, len(events), err)
		}
	}
}

// TestInputCutShort streams a tool call that the model didn't finish.
func TestInputCutShort(t *testing.T) {
	client, body := streamServer(t)
	tr := &turn{rnd: rand.New(rand.NewPCG(1, 1))}
	tr.parts = [][]string{{
		`{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"n","input":{}}}`,
		`{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\": [1, "}}`,
	}}
	body.Store(sse(tr.events()))
	msg, err := client.Messages.Stream(t.Context(), anyParams).Result()
	if !errors.Is(err, claude.ErrIncompleteJSON) {
		t.Fatalf("got %v", err)
	}
	if use, ok := msg.Content[0].(*claude.ToolUseBlock); !ok || string(use.Input) != "{}" {
		t.Errorf("got %+v", msg.Content[0])
	}
}

// TestBetaHeaders sets beta-only things at three depths: a member of the
// request, a member of an object in it, and a variant of a union in a list.
func TestBetaHeaders(t *testing.T) {
	var header, query string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header, query = r.Header.Get("anthropic-beta"), r.URL.RawQuery
		_, _ = io.WriteString(w, (&turn{}).message("[]", `"end_turn"`, ""))
	}))
	defer srv.Close()
	client := claude.NewClient(claude.WithBaseURL(srv.URL), claude.WithAPIKey("k"))
	params := func(edit func(*claude.MessageCreateParams)) *claude.MessageCreateParams {
		p := *anyParams
		p.Messages = []claude.MessageParam{claude.UserMessage(claude.Text("x"))}
		edit(&p)
		return &p
	}
	for name, test := range map[string]struct {
		params *claude.MessageCreateParams
		opts   []claude.RequestOption
		want   string
	}{
		"none":    {params: params(func(*claude.MessageCreateParams) {})},
		"request": {params: params(func(p *claude.MessageCreateParams) { p.Compaction = &claude.SummarizeCompaction{} }), want: "compact-2026-09-04"},
		"object": {params: params(func(p *claude.MessageCreateParams) {
			p.Messages[0].ClearAt = claude.MessageParamClearAtNever
		}), want: "mid-conversation-system-clear-at-2026-08-21"},
		"variant": {params: params(func(p *claude.MessageCreateParams) {
			p.Messages = append(p.Messages, claude.AssistantMessage(&claude.MCPToolUseBlockParam{ID: "i", Name: "n", ServerName: "s", Input: []byte("{}")}))
		}), want: "mcp-client-2026-09-15"},
		"with the caller's": {params: params(func(p *claude.MessageCreateParams) { p.Compaction = &claude.SummarizeCompaction{} }),
			opts: []claude.RequestOption{claude.WithBetas("zeta", "alpha", "compact-2026-09-04")}, want: "alpha,compact-2026-09-04,zeta"},
		"turned off": {params: params(func(p *claude.MessageCreateParams) { p.Compaction = &claude.SummarizeCompaction{} }),
			opts: []claude.RequestOption{claude.WithoutAutoBetas()}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := client.Messages.Create(t.Context(), test.params, test.opts...); err != nil {
				t.Fatal(err)
			}
			if header != test.want || (query == "beta=true") != (test.want != "") {
				t.Errorf("header %q, query %q, want header %q", header, query, test.want)
			}
		})
	}
}

// TestInputWithDuplicates streams a tool call whose input names a member twice.
// It arrives as it does in one piece.
func TestInputWithDuplicates(t *testing.T) {
	client, body := streamServer(t)
	tr := &turn{rnd: rand.New(rand.NewPCG(1, 1))}
	tr.parts = [][]string{{
		`{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"n","input":{}}}`,
		`{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":" {\"a\":1,"}}`,
		`{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"\"a\":2}\n"}}`,
	}}
	body.Store(sse(tr.events()))
	msg, err := client.Messages.Stream(t.Context(), anyParams).Result()
	if err != nil {
		t.Fatal(err)
	}
	if use, ok := msg.Content[0].(*claude.ToolUseBlock); !ok || string(use.Input) != `{"a":1,"a":2}` {
		t.Errorf("got %+v", msg.Content[0])
	}
}

// TestMergedMembers merges members that this package doesn't know, of which there
// may be many: the last of a name counts, and the work grows with their number.
func TestMergedMembers(t *testing.T) {
	client, body := streamServer(t)
	const count = 5000
	var many strings.Builder
	for i := range count {
		fmt.Fprintf(&many, `,"x%d":%d`, i, i)
	}
	start := `{"type":"message_start","message":` + (&turn{}).message("[]", "null", `"input_tokens":9,"output_tokens":1,"x1":"old","y":"kept"`) + `}`
	stream := sse([]string{start, `{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":77` + many.String() + `}}`, `{"type":"message_stop"}`})
	body.Store(stream)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	msg, err := client.Messages.Stream(t.Context(), anyParams).Result()
	if err != nil {
		t.Fatal(err)
	}
	if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > uint64(200*len(stream)) {
		t.Errorf("%d bytes were allocated for a stream of %d", after.TotalAlloc-before.TotalAlloc, len(stream))
	}
	var extra map[string]any
	if err := json.Unmarshal(msg.Usage.Extra, &extra); err != nil {
		t.Fatal(err)
	}
	if len(extra) != count+1 || extra["x1"] != 1.0 || extra["y"] != "kept" || strings.Count(string(msg.Usage.Extra), `"x1":`) != 1 {
		t.Errorf("%d members: %.100s", len(extra), msg.Usage.Extra)
	}
}
