package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// step is an answer that thinks and then calls the calculator.
func step(id, thought, input string) *claude.Message {
	return &claude.Message{StopReason: claude.StopReasonToolUse, Content: claude.ContentBlocks{
		&claude.ThinkingBlock{Thinking: thought, Signature: "signed " + id},
		&claude.ToolUseBlock{ID: id, Name: "calculate", Input: json.RawMessage(input)},
	}}
}

func TestRun(t *testing.T) {
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	srv.Messages.Script(
		step("1", "First the days.", `{"a":366,"op":"*","b":24}`),
		step("2", "Then too much.", `{"a":1,"op":"/","b":0}`),
		&claude.Message{StopReason: claude.StopReasonEndTurn, Content: claude.ContentBlocks{&claude.ThinkingBlock{Thinking: "That will do."}, &claude.TextBlock{Text: "8784 hours."}}},
	).Check(func(turn int, p *claude.MessageCreateParams) error {
		if turn == 0 {
			return nil
		}
		thought := p.Messages[2*turn-1].Content.(claude.MessageParamContentArray)[0].(*claude.ThinkingBlock)
		result := p.Messages[2*turn].Content.(claude.MessageParamContentArray)[0].(*claude.ToolResultBlockParam)
		want := []string{"", "8784", "division by zero"}[turn]
		if thought.Signature != fmt.Sprintf("signed %d", turn) || fmt.Sprint(result.Content) != want || (turn == 2) != (result.IsError != nil && *result.IsError) {
			return fmt.Errorf("turn %d: %v, %v", turn, thought, result)
		}
		return nil
	})
	var out strings.Builder
	if err := run(t.Context(), claude.NewClient(), nil, &out, []string{"How", "many?"}); err != nil {
		t.Fatal(err)
	}
	const want = "First the days.\n\n[calculate {\"a\":366,\"op\":\"*\",\"b\":24}]\nThen too much.\n\n[calculate {\"a\":1,\"op\":\"/\",\"b\":0}]\nThat will do.\n8784 hours.\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
	for _, r := range srv.Requests() {
		if beta := r.Header.Get("anthropic-beta"); !strings.Contains(beta, claude.BetaInterleavedThinking2025_05_14) {
			t.Errorf("sent with the betas %q", beta)
		}
	}
}

func TestRunFails(t *testing.T) {
	srv := claudetest.NewServer(t)
	if err := run(t.Context(), srv.Client(), nil, new(strings.Builder), nil); err == nil || !strings.Contains(err.Error(), "usage") {
		t.Error(err)
	}
	srv.Messages.Script(&claude.Message{StopReason: claude.StopReasonRefusal})
	if err := run(t.Context(), srv.Client(), nil, new(strings.Builder), []string{"?"}); err == nil || !strings.Contains(err.Error(), "refusal") {
		t.Error(err)
	}
	srv.Messages.Script(step("1", "Much.", `{"a":366,"op":"*","b":24}`))
	srv.Fault(claudetest.Fault{CutStream: new(4)})
	if err := run(t.Context(), srv.Client(), nil, new(strings.Builder), []string{"?"}); err == nil {
		t.Error("no error of an answer that was cut")
	}
}

func TestCalculator(t *testing.T) {
	for c, want := range map[calculation]float64{{3, "+", 2}: 5, {3, "-", 2}: 1, {3, "*", 2}: 6, {3, "/", 2}: 1.5} {
		if got, err := calculate(t.Context(), c); got != want || err != nil {
			t.Errorf("%v is %v, %v", c, got, err)
		}
	}
}
