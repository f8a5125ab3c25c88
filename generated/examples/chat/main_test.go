package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

func TestRun(t *testing.T) {
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	srv.Messages.Stream(func(p *claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
		return []claude.MessageStreamEvent{
			&claude.MessageStartEvent{Message: claude.Message{Model: p.Model}},
			&claude.ContentBlockStartEvent{ContentBlock: &claude.TextBlock{}},
			&claude.ContentBlockDeltaEvent{Delta: &claude.TextDelta{Text: "This is "}},
			&claude.ContentBlockDeltaEvent{Delta: &claude.TextDelta{Text: fmt.Sprintf("turn %d.", len(p.Messages))}},
			&claude.ContentBlockStopEvent{},
			&claude.MessageDeltaEvent{Delta: claude.MessageDelta{StopReason: claude.StopReasonEndTurn}},
			&claude.MessageStopEvent{},
		}, nil
	})
	var out strings.Builder
	if err := run(t.Context(), claude.NewClient(), strings.NewReader("Hello\n\nAgain\n"), &out, []string{"some-model"}); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "> This is turn 1.\n> > This is turn 3.\n> "; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	sent := srv.Requests()
	if last := string(sent[len(sent)-1].Body); !strings.Contains(last, `"model":"some-model"`) || !strings.Contains(last, "This is turn 1.") {
		t.Errorf("the second turn was sent as %s", last)
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
}
