package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// says is an answer that ends for a reason.
func says(text string, reason claude.StopReason) *claude.Message {
	return &claude.Message{Content: claude.ContentBlocks{&claude.TextBlock{Text: text}}, StopReason: reason}
}

func TestRun(t *testing.T) {
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	srv.Messages.Script(says("This is turn 1.", claude.StopReasonEndTurn), says("This is turn 3.", claude.StopReasonEndTurn)).
		Check(func(turn int, p *claude.MessageCreateParams) error {
			if p.Model != "some-model" || len(p.Messages) != 1+2*turn {
				return fmt.Errorf("%s was asked with %d turns", p.Model, len(p.Messages))
			}
			return nil
		})
	var out strings.Builder
	if err := run(t.Context(), claude.NewClient(), strings.NewReader("Hello\n\nAgain\n"), &out, []string{"some-model"}); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "> This is turn 1.\n> > This is turn 3.\n> "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if sent := srv.Requests(); !strings.Contains(string(sent[1].Body), "This is turn 1.") {
		t.Errorf("the second turn was sent as %s", sent[1].Body)
	}
}

// TestStops ends the first answer for each reason there is, and then says something else.
func TestStops(t *testing.T) {
	for _, c := range []struct {
		reason  claude.StopReason
		printed string
		turns   int // of the last request
	}{
		{claude.StopReasonStopSequence, "> One.\n> Two.\n> ", 3},
		{claude.StopReasonPauseTurn, "> One.Two.\n> Two.\n> ", 4}, // it goes on without another turn of the user
		{claude.StopReasonCompaction, "> One.Two.\n> Two.\n> ", 4},
		{claude.StopReasonMaxTokens, "> One.\n[cut off: max_tokens]\n> Two.\n> ", 3},
		{claude.StopReasonModelContextWindowExceeded, "> One.\n[cut off: model_context_window_exceeded]\n> Two.\n> ", 3},
		{claude.StopReasonRefusal, "> One.\n[the model declined to answer, and forgets the question]\n> Two.\n> ", 1},
		{claude.StopReasonToolUse, "> One.", 0},
		{"overtime", "> One.", 0},
	} {
		srv := claudetest.NewServer(t)
		last := 0
		srv.Messages.Stream(func(p *claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
			if last++; last == 1 {
				return claudetest.MessageEvents(says("One.", c.reason))
			}
			last = len(p.Messages)
			return claudetest.MessageEvents(says("Two.", claude.StopReasonEndTurn))
		})
		var out strings.Builder
		err := run(t.Context(), srv.Client(), strings.NewReader("Hello\nAgain\n"), &out, nil)
		if c.turns == 0 {
			if err == nil || !strings.Contains(err.Error(), string(c.reason)) || len(srv.Requests()) != 1 {
				t.Errorf("%s: %v", c.reason, err)
			}
		} else if err != nil || last != c.turns {
			t.Errorf("%s: %v after %d turns", c.reason, err, last)
		}
		if out.String() != c.printed {
			t.Errorf("%s: got %q, want %q", c.reason, out.String(), c.printed)
		}
	}
}

func TestRunFails(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Stream(func(*claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
		return nil, claude.ErrPermission
	})
	var out strings.Builder
	if err := run(t.Context(), srv.Client(), strings.NewReader("Hello\n"), &out, nil); err == nil || !strings.Contains(err.Error(), "permission_error") {
		t.Error(err)
	}
	srv.Messages.Script(says("This comes in pieces.", claude.StopReasonEndTurn))
	srv.Fault(claudetest.Fault{CutStream: new(3)})
	if err := run(t.Context(), srv.Client(), strings.NewReader("Hello\n"), &out, nil); err == nil {
		t.Error("no error of an answer that was cut")
	}
}
