package claude_test

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
)

const (
	start     = `{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}`
	textBlock = `{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}`
	hello     = `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hello"}}`
	ended     = `{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":77}}`
	stopped   = `{"type":"message_stop"}`
)

// TestStreamsThatDontFit plays events that fit nothing, or that are newer than the
// package. What came is there, and what was left out is said.
func TestStreamsThatDontFit(t *testing.T) {
	client, body := streamServer(t)
	for _, test := range []struct {
		name   string
		events []string
		want   string // content of the message, as JSON
		err    string // part of the error; "" for none
	}{
		{"plain", []string{textBlock, hello}, `[{"type":"text","text":"hello"}]`, ""},
		{"text on an unknown block", []string{`{"type":"content_block_start","index":0,"content_block":{"type":"poem","text":"O "}}`, hello, hello},
			`[{"type":"poem","text":"O hellohello"}]`, ""},
		{"JSON on an unknown block", []string{`{"type":"content_block_start","index":0,"content_block":{"type":"new_tool_use","id":"t","name":"n","input":{}}}`,
			`{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"a\":"}}`,
			`{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"[1]}"}}`},
			`[{"type":"new_tool_use","id":"t","name":"n","input":{"a":[1]}}]`, ""},
		{"citation on an unknown block", []string{`{"type":"content_block_start","index":0,"content_block":{"type":"poem","text":"","citations":[]}}`,
			`{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"type":"c","x":1}}}`},
			`[{"type":"poem","text":"","citations":[{"type":"c","x":1}]}]`, ""},
		{"unknown delta on an unknown block", []string{`{"type":"content_block_start","index":0,"content_block":{"type":"image_out","data":""}}`,
			`{"type":"content_block_delta","index":0,"delta":{"type":"image_delta","data":"aa","n":1}}`, `{"type":"content_block_delta","index":0,"delta":{"type":"image_delta","data":"bb","n":2}}`},
			`[{"type":"image_out","data":"aabb","n":2}]`, ""},
		{"unknown delta on a known block", []string{textBlock, hello, `{"type":"content_block_delta","index":0,"delta":{"type":"mood_delta","mood":"ha"}}`, `{"type":"content_block_delta","index":0,"delta":{"type":"mood_delta","mood":"ppy"}}`},
			`[{"type":"text","text":"hello","mood":"happy"}]`, ""},
		{"unknown delta for a known member", []string{textBlock, hello, `{"type":"content_block_delta","index":0,"delta":{"type":"rewrite_delta","text":"x"}}`},
			`[{"type":"text","text":"hello"}]`, "rewrite_delta"},
		{"new member of a delta", []string{textBlock, `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hello","logprobs":[1]}}`, `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"","logprobs":[2]}}`},
			`[{"type":"text","text":"hello","logprobs":[1,2]}]`, ""},
		{"delta of another kind", []string{textBlock, hello, `{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}`},
			`[{"type":"text","text":"hello"}]`, "ThinkingDelta for a TextBlock"},
		{"two starts", []string{textBlock, hello, textBlock, hello, hello}, `[{"type":"text","text":"hello"},{"type":"text","text":"hellohello"}]`, "second event starts element 0"},
		{"delta before its block", []string{hello, textBlock, hello}, `[{"type":"text","text":"hello"}]`, "never started"},
		{"a gap", []string{`{"type":"content_block_start","index":3,"content_block":{"type":"text","text":"x"}}`, `{"type":"content_block_delta","index":3,"delta":{"type":"text_delta","text":"y"}}`},
			`[{"type":"text","text":"xy"}]`, "starts element 3"},
		{"second message", []string{textBlock, hello, start, hello}, `[{"type":"text","text":"hellohello"}]`, "second event starts the result"},
		{"no delta", []string{textBlock, hello, `{"type":"content_block_delta","index":0}`}, `[{"type":"text","text":"hello"}]`, "left out"},
		{"no input", []string{`{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"t","name":"n"}}`}, `[{"type":"tool_use","id":"t","name":"n","input":{}}]`, ""},
		{"null input", []string{`{"type":"content_block_start","index":0,"content_block":{"type":"server_tool_use","id":"t","name":"web_search","input":null}}`}, `[{"type":"server_tool_use","id":"t","name":"web_search","input":{}}]`, ""},
		{"split character", []string{textBlock, `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\ud83d"}}`, `{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\ude00"}}`},
			`[{"type":"text","text":"😀"}]`, ""},
	} {
		body.Store(sse(append(append([]string{start}, test.events...), ended, stopped)))
		msg, err := client.Messages.Stream(t.Context(), anyParams).Result()
		if msg == nil || msg.Usage.OutputTokens != 77 || msg.StopReason != "end_turn" {
			t.Errorf("%s: %+v, %v", test.name, msg, err)
			continue
		}
		if (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: %v", test.name, err)
		}
		got, errJSON := json.Marshal(msg)
		var m struct{ Content []map[string]any }
		if errJSON != nil || json.Unmarshal(got, &m) != nil {
			t.Fatal(errJSON)
		}
		for _, b := range m.Content { // null and absent are one here
			for k, v := range b {
				if v == nil {
					delete(b, k)
				}
			}
		}
		var want []map[string]any
		if err := json.Unmarshal([]byte(test.want), &want); err != nil {
			t.Fatal(err)
		}
		g, _ := json.Marshal(m.Content)
		w, _ := json.Marshal(want)
		if string(g) != string(w) {
			t.Errorf("%s:\n got %s\nwant %s", test.name, g, w)
		}
	}
}

func TestNewMembersOfMessageDelta(t *testing.T) {
	client, body := streamServer(t)
	delta := `{"type":"message_delta","mood":"new","delta":{"stop_reason":"end_turn","stop_sequence":null,"why":"w"},"usage":{"output_tokens":77,"watts":3}}`
	body.Store(sse([]string{start, textBlock, hello, delta, strings.Replace(delta, `"new"`, `"newer"`, 1), stopped}))
	msg, err := client.Messages.Stream(t.Context(), anyParams).Result()
	if err != nil {
		t.Fatal(err)
	}
	if got := string(msg.Extra); !strings.Contains(got, `"mood":"newer"`) || !strings.Contains(got, `"why":"w"`) || strings.Count(got, "mood") != 1 {
		t.Errorf("got %s", got)
	}
	if got := string(msg.Usage.Extra); !strings.Contains(got, `"watts":3`) {
		t.Errorf("got %s", got)
	}
}

func TestToolInputThatDoesntParse(t *testing.T) {
	client, body := streamServer(t)
	long := strings.Repeat("x", 500)
	for raw, why := range map[string]string{`{"city":"` + long: "unexpected end", `{"city":tru}`: "invalid", `{} {}`: "invalid"} {
		piece, _ := json.Marshal(raw)
		body.Store(sse([]string{start, textBlock, hello,
			`{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_7","name":"weather","input":{}}}`,
			`{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":` + string(piece) + `}}`, ended, stopped}))
		msg, err := client.Messages.Stream(t.Context(), anyParams).Result()
		var e *claude.IncompleteJSONError
		if !errors.As(err, &e) || !errors.Is(err, claude.ErrIncompleteJSON) {
			t.Fatalf("%T %v", err, err)
		}
		if e.Index != 1 || e.Type != "ToolUseBlock" || e.Name != "weather" || e.ID != "toolu_7" || e.Member != "input" || e.Raw != raw || !strings.Contains(e.Err.Error(), why) {
			t.Errorf("%+v", e)
		}
		if msg == nil || len(msg.Content) != 2 || string(msg.Content[1].(*claude.ToolUseBlock).Input) != "{}" {
			t.Errorf("%+v", msg)
		}
	}
}

// TestCutStreamKeepsTheMessage cuts a stream after every seventh of its bytes.
func TestCutStreamKeepsTheMessage(t *testing.T) {
	client, body := streamServer(t)
	const last = "event: message_stop"
	whole := sse([]string{start, textBlock, hello, hello, ended, stopped})
	for n := 0; n < len(whole); n += 7 {
		body.Store(whole[:n])
		msg, err := client.Messages.Stream(t.Context(), anyParams).Result()
		if err == nil && n < strings.Index(whole, last)+len(last) { // which needs no data
			t.Errorf("cut at %d: no error", n)
		}
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("cut at %d: %v", n, err)
		}
		if msg == nil && n > len(start)+40 {
			t.Errorf("cut at %d: nothing is left", n)
		}
		if complete := strings.Count(whole[:n], "hello\"}}\n"); msg != nil && complete > 0 && strings.Count(msg.Content[0].(*claude.TextBlock).Text, "hello") < complete {
			t.Errorf("cut at %d: %+v", n, msg.Content[0])
		}
	}
}
