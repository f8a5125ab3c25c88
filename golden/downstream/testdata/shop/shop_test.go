package shop

import (
	"testing"

	"example.com/shop/claude"
	"example.com/shop/claude/claudetest"
)

func TestGreet(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		return &claude.Message{Content: []claude.ContentBlock{&claude.TextBlock{Text: "hi"}}}, nil
	})
	m, err := Greet(t.Context(), srv.Client(), "hello")
	if err != nil || len(m.Content) != 1 || m.Content[0].(*claude.TextBlock).Text != "hi" {
		t.Errorf("%+v, %v", m, err)
	}
}
