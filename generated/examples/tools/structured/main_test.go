package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

// ask has the model answer something, and returns what is printed.
func ask(t *testing.T, text string, reason claude.StopReason) (string, error) {
	t.Helper()
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	srv.Messages.Script(&claude.Message{Content: claude.ContentBlocks{&claude.TextBlock{Text: text}}, StopReason: reason}).
		Check(func(_ int, p *claude.MessageCreateParams) error {
			if schema := string(p.OutputConfig.Format.Schema); !strings.Contains(schema, `"enum":["EUR","GBP","USD"]`) {
				t.Errorf("asked for %s", schema)
			}
			return nil
		})
	var out strings.Builder
	err := run(t.Context(), claude.NewClient(), strings.NewReader("Rechnung 7"), &out, nil)
	return out.String(), err
}

func TestRun(t *testing.T) {
	out, err := ask(t, `{"number":"7","issued":"2026-11-02T00:00:00Z","currency":"EUR","items":[{"name":"Chair","count":2,"amount":99.8}],"note":"No address."}`, claude.StopReasonEndTurn)
	if want := "invoice 7 of 2026-11-02\n   2 Chair                               99.80 EUR\nNo address.\n"; err != nil || out != want {
		t.Errorf("got %q, %v, want %q", out, err, want)
	}
}

func TestRunFails(t *testing.T) {
	const whole = `{"number":"7","issued":"2026-11-02T00:00:00Z","currency":"CHF","items":[]}`
	out, err := ask(t, whole, claude.StopReasonEndTurn) // a currency that isn't asked for
	if _, ok := errors.AsType[*claudetools.AnswerError](err); !ok || out != "" {
		t.Error(out, err)
	}
	out, err = ask(t, `{"number":`, claude.StopReasonMaxTokens)
	if _, ok := errors.AsType[*claudetools.CutAnswerError](err); !ok || out != "" {
		t.Error(out, err)
	}
	out, err = ask(t, "I can't.", claude.StopReasonRefusal)
	if _, ok := errors.AsType[*claudetools.RefusedAnswerError](err); !ok || out != "" {
		t.Error(out, err)
	}
}
