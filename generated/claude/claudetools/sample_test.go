package claudetools_test

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
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

// eventsOf are the events that an answer is streamed in. Inputs come in halves.
func eventsOf(m *claude.Message) []claude.MessageStreamEvent {
	start := *m
	start.Content, start.StopReason, start.Container = []claude.ContentBlock{}, "", nil
	out := []claude.MessageStreamEvent{&claude.MessageStartEvent{Message: start}}
	for i, b := range m.Content {
		at := int64(i)
		if use, ok := b.(*claude.ToolUseBlock); ok {
			empty := *use
			empty.Input = []byte(`{}`)
			out = append(out, &claude.ContentBlockStartEvent{Index: at, ContentBlock: &empty})
			half := len(use.Input) / 2
			for _, piece := range []string{string(use.Input[:half]), string(use.Input[half:])} {
				out = append(out, &claude.ContentBlockDeltaEvent{Index: at, Delta: &claude.InputJSONDelta{PartialJSON: piece}})
			}
		} else {
			out = append(out, &claude.ContentBlockStartEvent{Index: at, ContentBlock: b})
		}
		out = append(out, &claude.ContentBlockStopEvent{Index: at})
	}
	return append(out, &claude.MessageDeltaEvent{
		Delta: claude.MessageDelta{StopReason: m.StopReason, Container: m.Container}, Usage: claude.MessageDeltaUsage{OutputTokens: m.Usage.OutputTokens},
	}, &claude.MessageStopEvent{})
}

// valid says what is wrong with a conversation: the API refuses one in which a call isn't
// answered in the next turn, once, in order.
func valid(turns []claude.MessageParam) error {
	raw, err := json.Marshal(turns)
	if err != nil {
		return err
	}
	var all []struct {
		Role    string `json:"role"`
		Content []struct {
			Type   string `json:"type"`
			ID     string `json:"id"`
			Answer string `json:"tool_use_id"`
		} `json:"content"`
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		return err
	}
	var open []string
	for i, t := range all {
		var results, calls []string
		for _, b := range t.Content {
			switch b.Type {
			case "tool_result":
				results = append(results, b.Answer)
			case "tool_use":
				calls = append(calls, b.ID)
			}
		}
		if fmt.Sprint(results) != fmt.Sprint(open) || len(results) > 0 && t.Role != "user" || len(calls) > 0 && t.Role != "assistant" {
			return fmt.Errorf("turn %d, of the %s, has results of %v, want %v", i, t.Role, results, open)
		}
		if len(t.Content) == 0 {
			return fmt.Errorf("turn %d is empty", i)
		}
		open = calls
	}
	if open != nil {
		return fmt.Errorf("the calls %v have no results", open)
	}
	return nil
}

// noneLeft fails the test if a goroutine of this package's goes on.
func noneLeft(t *testing.T) {
	t.Helper()
	stacks := func() string {
		buf := make([]byte, 1<<20)
		var own []string
		for g := range strings.SplitSeq(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
			if strings.Contains(g, "claudetools.") || strings.Contains(g, "claude.(*") {
				own = append(own, g)
			}
		}
		return strings.Join(own, "\n\n")
	}
	for range 200 {
		if stacks() == "" {
			return
		}
		time.Sleep(10 * time.Millisecond) // what ends does so in its own time
	}
	t.Errorf("goroutines go on:\n%s", stacks())
}

type place struct {
	City string `json:"city" jsonschema:"name of the city"`
}

func weather() *claudetools.Tool {
	return claudetools.New("get_weather", "Current weather of a city.", func(_ context.Context, in place) (string, error) {
		return "sunny in " + in.City, nil
	})
}
