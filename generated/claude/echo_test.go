package claude_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// TestEcho sends an answer back as the next turn: with every block as it came,
// those and their members that this package doesn't know included.
func TestEcho(t *testing.T) {
	const content = `[
		{"type":"thinking","thinking":"hm","signature":"sig"},
		{"type":"text","text":"a \"quote\" \u00e9","citations":[{"type":"char_location","cited_text":"c","document_index":0,"document_title":null,"end_char_index":5,"start_char_index":1,"file_id":null,"new":{"deep":[1,2.50]}}]},
		{"type":"tool_use","id":"toolu_1","name":"t","input":{"b":1,"a":[{}]},"caller":{"type":"direct"},"later":null},
		{"type":"from_the_future","payload":{"x":[1,"two",null]}}]`
	var m claude.Message
	if err := json.Unmarshal([]byte(`{"type":"message","role":"assistant","id":"m","model":"x","stop_reason":"end_turn","stop_sequence":null,"usage":{},"content":`+content+`}`), &m); err != nil {
		t.Fatal(err)
	}
	if u, ok := m.Content[3].(*claude.UnknownContentBlock); !ok || u.Type != "from_the_future" {
		t.Errorf("unknown block decoded to %T", m.Content[3])
	}
	params := claude.MessageCreateParams{Messages: []claude.MessageParam{m.ToParam()}}
	b, err := json.Marshal(params)
	if err != nil {
		t.Fatal(err)
	}
	var sent struct {
		Messages []struct {
			Role    string
			Content any
		}
	}
	if err := json.Unmarshal(b, &sent); err != nil {
		t.Fatal(err)
	}
	var want any
	if err := json.Unmarshal([]byte(content), &want); err != nil {
		t.Fatal(err)
	}
	if sent.Messages[0].Role != "assistant" {
		t.Errorf("role %q", sent.Messages[0].Role)
	}
	if got := sent.Messages[0].Content; !reflect.DeepEqual(got, want) {
		t.Errorf("came\n%v\nwent\n%v", want, got)
	}
}

// TestRequestSurface pins what a request looks like as JSON: on the wire, where what
// travels in headers isn't in it, and when it is saved.
func TestRequestSurface(t *testing.T) {
	b, err := json.Marshal(&claude.MessageCreateParams{
		Model:       claude.ModelClaudeSonnet4_5,
		MaxTokens:   1024,
		Temperature: new(0.2),
		System:      claude.SystemPromptString("be brief"),
		Thinking:    &claude.ThinkingConfigEnabled{BudgetTokens: 2048},
		ToolChoice:  &claude.ToolChoiceAuto{},
		Messages: []claude.MessageParam{
			claude.UserMessage(claude.Text("hi"), claude.Image(&claude.URLImageSource{URL: "https://example.com/a.png"})),
			{Role: claude.MessageRoleUser, Content: claude.MessageParamContentString("and?")},
		},
		WorkspaceID: new("not in the body"),
		Extra:       []byte(`{"brand_new": true}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"model":"claude-sonnet-4-5","messages":[{"content":[{"text":"hi","type":"text"},` +
		`{"source":{"type":"url","url":"https://example.com/a.png"},"type":"image"}],"role":"user"},{"content":"and?","role":"user"}],` +
		`"max_tokens":1024,"system":"be brief","temperature":0.2,"thinking":{"budget_tokens":2048,"type":"enabled"},"tool_choice":{"type":"auto"},"header:anthropic-workspace-id":"not in the body","brand_new":true}`
	var got, wanted any
	if json.Unmarshal(b, &got) != nil || json.Unmarshal([]byte(want), &wanted) != nil {
		t.Fatalf("not JSON: %s", b)
	}
	if !reflect.DeepEqual(got, wanted) {
		t.Errorf("got  %s\nwant %s", b, want)
	}
}

// TestEchoAddsNothing sends an answer back whose citations lack what answers have and
// requests don't know: neither it nor a null goes out.
func TestEchoAddsNothing(t *testing.T) {
	for name, fileID := range map[string]string{"absent": "", "null": `"file_id":null,`} {
		content := `[{"type":"text","text":"","citations":[{"type":"char_location","cited_text":"c","document_index":0,"document_title":"d",` + fileID + `"end_char_index":5,"start_char_index":1}]}]`
		var m claude.Message
		if err := json.Unmarshal([]byte(`{"type":"message","role":"assistant","id":"m","model":"x","content":`+content+`}`), &m); err != nil {
			t.Fatal(err)
		}
		srv := claudetest.NewServer(t)
		sent := ""
		srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
			b, err := json.Marshal(p.Messages[0].Content)
			sent = string(b)
			return fakeMessage("ok"), err
		})
		params := fakeQuestion()
		params.Messages = append([]claude.MessageParam{m.ToParam()}, params.Messages...)
		if _, err := srv.Client().Messages.Create(t.Context(), params); err != nil {
			t.Fatal(name, err)
		}
		if strings.Contains(sent, "file_id") || !strings.Contains(sent, `"document_title":"d"`) {
			t.Errorf("%s: %s", name, sent)
		}
	}
}
