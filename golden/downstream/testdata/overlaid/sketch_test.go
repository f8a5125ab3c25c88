package shop

import (
	"testing"

	"example.com/shop/claude"
	"example.com/shop/claude/claudetest"
)

// TestSketch uses what the overlay adds, both ways.
func TestSketch(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		if p.Mood != claude.MessageCreateParamsMoodLively || len(p.Extra) > 0 {
			t.Errorf("%+v", p)
		}
		return &claude.Message{Content: []claude.ContentBlock{&claude.SketchBlock{Svg: "<svg/>"}}}, nil
	})
	client := srv.Client()
	params := &claude.MessageCreateParams{
		Model: claude.ModelClaudeSonnet4_5, MaxTokens: 100, Mood: claude.MessageCreateParamsMoodLively,
		Messages: []claude.MessageParam{claude.UserMessage(claude.Text("a fox"))},
	}
	m, err := client.Messages.Create(t.Context(), params)
	if err != nil {
		t.Fatal(err)
	}
	sketch, ok := m.Content[0].(*claude.SketchBlock)
	if !ok || sketch.Svg != "<svg/>" {
		t.Fatalf("%+v", m.Content)
	}
	params.Messages = append(params.Messages, m.ToParam())
	if _, err := client.Messages.Create(t.Context(), params); err != nil {
		t.Fatal(err)
	}
	if beta := srv.Requests()[1].Header.Get("anthropic-beta"); beta != "mood-2026-01-01" {
		t.Errorf("beta %q", beta)
	}
}
