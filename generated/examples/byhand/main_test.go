package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// ask runs the program with a model that first asks for a tool and then repeats
// what came back.
func ask(t *testing.T, name, input string) string {
	t.Helper()
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		if len(p.Messages) == 1 {
			return &claude.Message{
				Content:    []claude.ContentBlock{&claude.ToolUseBlock{ID: "tool_1", Name: name, Input: json.RawMessage(input)}},
				StopReason: claude.StopReasonToolUse,
			}, nil
		}
		result := p.Messages[2].Content.(claude.MessageParamContentArray)[0].(*claude.ToolResultBlockParam)
		var text string
		switch c := result.Content.(type) {
		case claude.ToolResultBlockParamContentString:
			text = string(c)
		case claude.ToolResultBlockParamContentArray:
			text = c[0].(*claude.TextBlockParam).Text
		}
		if result.ToolUseID != "tool_1" {
			t.Errorf("a result of %s", result.ToolUseID)
		}
		if result.IsError != nil && *result.IsError {
			text = "error: " + text
		}
		return &claude.Message{Content: []claude.ContentBlock{&claude.TextBlock{Text: text}}, StopReason: claude.StopReasonEndTurn}, nil
	})
	var out strings.Builder
	if err := run(t.Context(), claude.NewClient(), nil, &out, []string{"How", "many?"}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRun(t *testing.T) {
	const input = `{"word":"Strawberry","letter":"R"}`
	if got, want := ask(t, "count_letters", input), "[count_letters "+input+"]\n3\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := ask(t, "count_letters", `{"word":"x"}`); !strings.HasSuffix(got, "error: which letter?\n") {
		t.Errorf("got %q", got)
	}
	if got := ask(t, "guess", `{}`); !strings.HasSuffix(got, "error: there is no tool \"guess\"\n") {
		t.Errorf("got %q", got)
	}
}

// TestStops ends an answer for each reason there is: one that goes on is asked for again,
// with what there is of it.
func TestStops(t *testing.T) {
	for reason, want := range map[claude.StopReason]string{
		claude.StopReasonEndTurn: "", claude.StopReasonStopSequence: "", claude.StopReasonPauseTurn: "", claude.StopReasonCompaction: "",
		claude.StopReasonMaxTokens: "cut off: max_tokens", claude.StopReasonModelContextWindowExceeded: "cut off", claude.StopReasonRefusal: "declined", "overtime": `"overtime"`,
	} {
		srv := claudetest.NewServer(t)
		srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
			msg := &claude.Message{Content: []claude.ContentBlock{&claude.TextBlock{Text: "so far"}}, StopReason: reason}
			if len(p.Messages) > 1 { // the turn that was sent back
				msg.StopReason = claude.StopReasonEndTurn
			}
			return msg, nil
		})
		var out strings.Builder
		err := run(t.Context(), srv.Client(), nil, &out, []string{"?"})
		goesOn := reason == claude.StopReasonPauseTurn || reason == claude.StopReasonCompaction
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) || goesOn != (len(srv.Requests()) == 2) {
			t.Errorf("%s: %v after %d requests", reason, err, len(srv.Requests()))
		}
	}
}

func TestRunForEver(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) {
		return &claude.Message{
			Content:    []claude.ContentBlock{&claude.ToolUseBlock{ID: "tool_1", Name: "count_letters", Input: json.RawMessage(`{}`)}},
			StopReason: claude.StopReasonToolUse,
		}, nil
	})
	var out strings.Builder
	if err := run(t.Context(), srv.Client(), nil, &out, []string{"?"}); err == nil || len(srv.Requests()) != maxTurns {
		t.Errorf("%v after %d requests", err, len(srv.Requests()))
	}
	if err := run(t.Context(), srv.Client(), nil, &out, nil); err == nil {
		t.Error("no error without a question")
	}
}
