package claudetools_test

import (
	"context"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

func params(text string) *claude.MessageCreateParams {
	return &claude.MessageCreateParams{
		Model: "claude-test", MaxTokens: 100,
		Messages: []claude.MessageParam{claude.UserMessage(claude.Text(text))},
	}
}

// answer is an answer of the model.
func answer(reason claude.StopReason, content ...claude.ContentBlock) *claude.Message {
	return &claude.Message{ID: "msg", Model: "claude-test", StopReason: reason, Content: content, Usage: claude.Usage{InputTokens: 10, OutputTokens: 5}}
}

func call(id, name, input string) *claude.ToolUseBlock {
	return &claude.ToolUseBlock{ID: id, Name: name, Input: []byte(input)}
}

type place struct {
	City string `json:"city" jsonschema:"name of the city"`
}

func weather() *claudetools.Tool {
	return claudetools.New("get_weather", "Current weather of a city.", func(_ context.Context, in place) (string, error) {
		return "sunny in " + in.City, nil
	})
}

func TestRun(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		if len(p.Messages) == 1 {
			return answer("tool_use", call("a", "get_weather", `{"city":"Rome"}`), call("b", "get_weather", `{"city":"Oslo"}`)), nil
		}
		return answer("end_turn", &claude.TextBlock{Text: "sunny"}), nil
	})
	run := claudetools.Run(t.Context(), srv.Client(), params("weather?"), claudetools.Tools(weather()), claudetools.MaxTurns(10))
	msg, err := run.Result()
	if err != nil {
		t.Fatal(err)
	}
	if text, ok := msg.Content[0].(*claude.TextBlock); !ok || text.Text != "sunny" {
		t.Error(msg)
	}
	if u := run.Usage(); u.InputTokens != 20 || u.OutputTokens != 10 {
		t.Error(u)
	}
	turns := run.Messages()
	if len(turns) != 4 {
		t.Fatal(turns)
	}
	results := turns[2].Content.(claude.MessageParamContentArray)
	for i, want := range []string{"sunny in Rome", "sunny in Oslo"} {
		if r := results[i].(*claude.ToolResultBlockParam); r.Content != claude.ToolResultBlockParamContentString(want) || r.IsError != nil {
			t.Error(r)
		}
	}
}
