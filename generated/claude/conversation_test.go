package claude_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// watched is a test that a fake server reports to, in place of the real one.
type watched struct {
	testing.TB
	failures []string
	cleanups []func()
}

func (w *watched) Errorf(format string, args ...any) {
	w.failures = append(w.failures, fmt.Sprintf(format, args...))
}
func (w *watched) Failed() bool     { return len(w.failures) > 0 }
func (w *watched) Cleanup(f func()) { w.cleanups = append(w.cleanups, f) }
func (w *watched) end() {
	for _, f := range slices.Backward(w.cleanups) {
		f()
	}
}

// TestScript holds a conversation that is scripted: the first turn streamed, the second not.
func TestScript(t *testing.T) {
	srv := claudetest.NewServer(t)
	call := &claude.Message{ID: "msg_1", Content: claude.ContentBlocks{
		&claude.TextBlock{Text: "Let me see."}, &claude.ToolUseBlock{ID: "toolu_1", Name: "weather", Input: json.RawMessage(`{"city":"Zürich"}`)},
	}, StopReason: claude.StopReasonToolUse}
	script := srv.Messages.Script(call, &claude.Message{ID: "msg_2", Content: claude.ContentBlocks{&claude.TextBlock{Text: "Sunny."}}, StopReason: claude.StopReasonEndTurn})
	script.Check(func(turn int, p *claude.MessageCreateParams) error {
		if len(p.Messages) != 1+2*turn {
			return fmt.Errorf("%d turns", len(p.Messages))
		}
		return nil
	})
	params := fakeQuestion()
	msg, err := srv.Client().Messages.Stream(t.Context(), params).Result()
	if err != nil || !reflect.DeepEqual(msg.ToolUses(), call.ToolUses()) || msg.Text() != "Let me see." || msg.StopReason != claude.StopReasonToolUse {
		t.Fatal(msg, err)
	}
	params.Messages = append(params.Messages, msg.ToParam(), claude.UserMessage(claude.ToolResult("toolu_1", claude.Text("20 degrees"))))
	if msg, err = srv.Client().Messages.Create(t.Context(), params); err != nil || msg.Text() != "Sunny." || script.Left() != 0 {
		t.Error(msg, err, script.Left())
	}
}

// TestScriptFails tells the test of requests that the script doesn't expect, and of answers
// that nobody asks for.
func TestScriptFails(t *testing.T) {
	w := &watched{TB: t}
	srv := claudetest.NewServer(w)
	answer := &claude.Message{Content: claude.ContentBlocks{&claude.TextBlock{Text: "a"}}}
	expect := func(what string, n int) {
		t.Helper()
		if len(w.failures) != n || n > 0 && !strings.Contains(w.failures[n-1], what) {
			t.Errorf("want %d failures, the last with %q: %q", n, what, w.failures)
		}
	}
	ask := func() error {
		_, err := srv.Client().Messages.Create(t.Context(), fakeQuestion())
		return err
	}
	srv.Messages.Script(answer, answer) // another takes its place
	srv.Messages.Script(answer).Check(func(int, *claude.MessageCreateParams) error { return errors.New("not this question") })
	if refused, ok := errors.AsType[*claude.Error](ask()); !ok || refused.StatusCode != 400 || !strings.Contains(refused.Message, "not this question") {
		t.Error(refused)
	}
	expect("not this question", 1)
	srv.Messages.Script(answer)
	if err := ask(); err != nil {
		t.Error(err)
	}
	if err := ask(); err == nil {
		t.Error("there is an answer beyond the last")
	}
	expect("no turn 1", 2)
	w.failures = nil
	srv.Messages.Script(answer, nil)
	w.end()
	expect("2 of 2 turns", 1)
}

// TestEventsOfAnswers makes events of answers with every type of block, and folds them.
func TestEventsOfAnswers(t *testing.T) {
	for _, doc := range variantsOf(t, "ContentBlock") {
		var m claude.Message
		err := json.Unmarshal([]byte(`{"type":"message","role":"assistant","id":"m","model":"x","stop_reason":"end_turn","stop_sequence":"!","stop_details":null,"container":null,"diagnostics":null,
			"usage":{"input_tokens":1,"output_tokens":7},"content":[{"type":"text","text":"hé"},`+doc+`],"later":{"a":1}}`), &m)
		if err != nil {
			t.Fatal(err)
		}
		events, err := claudetest.MessageEvents(&m)
		if err != nil {
			t.Errorf("%v\n%v", err, &m)
			continue
		}
		if first, last := events[0].(*claude.MessageStartEvent), events[len(events)-1]; len(first.Message.Content) != 0 || first.Message.StopReason != "" {
			t.Errorf("begins with %v", first)
		} else if _, ok := last.(*claude.MessageStopEvent); !ok || len(events) < 9 {
			t.Errorf("%d events, the last %v", len(events), last)
		}
	}
}
