package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// files writes a PDF and a text, and returns their names.
func files(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, f := range []struct{ name, text string }{{"a.pdf", "%PDF-1.7"}, {"b.txt", "The grass is green."}} {
		name := filepath.Join(t.TempDir(), f.name)
		if err := os.WriteFile(name, []byte(f.text), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// check looks at the turns that a question consists of.
func check(turn int, p *claude.MessageCreateParams) error {
	documents := p.Messages[0].Content.(claude.MessageParamContentArray)
	pdf, text := documents[0].(*claude.DocumentBlockParam), documents[1].(*claude.DocumentBlockParam)
	switch {
	case string(pdf.Source.(*claude.Base64PDFSource).Data) != "%PDF-1.7" || *pdf.Title != "a.pdf" || !*pdf.Citations.Enabled || pdf.CacheControl != nil:
		return fmt.Errorf("the PDF is %+v", pdf)
	case text.Source.(*claude.PlainTextSource).Data != "The grass is green." || !*text.Citations.Enabled || text.CacheControl == nil:
		return fmt.Errorf("the text is %+v", text)
	case len(p.Messages) != 2*turn+2:
		return fmt.Errorf("%d turns", len(p.Messages))
	}
	return nil
}

func TestRun(t *testing.T) {
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	srv.Messages.Script(&claude.Message{
		StopReason: claude.StopReasonEndTurn,
		Usage:      claude.Usage{CacheCreationInputTokens: new(int64(2000))},
		Content: claude.ContentBlocks{
			&claude.TextBlock{Text: "The grass is "},
			&claude.TextBlock{Text: "green", Citations: []claude.TextCitation{
				&claude.CharLocationCitation{DocumentTitle: new("b.txt"), CitedText: "The grass is green."},
				&claude.PageLocationCitation{CitedText: "green", StartPageNumber: 3}, // without a title
				&claude.UnknownTextCitation{Type: "dream", Raw: []byte(`{"type":"dream"}`)},
			}},
			&claude.TextBlock{Text: "."},
		},
	}, &claude.Message{
		StopReason: claude.StopReasonEndTurn,
		Usage:      claude.Usage{CacheReadInputTokens: new(int64(2000))},
		Content:    claude.ContentBlocks{&claude.TextBlock{Text: "Yes."}},
	}).Check(check)
	srv.AllowUnknown() // the citation that is newer than the package
	var out strings.Builder
	if err := run(t.Context(), claude.NewClient(), strings.NewReader("Which colour?\nSure?\n"), &out, files(t)); err != nil {
		t.Fatal(err)
	}
	const want = "The grass is green[1][2].\n" +
		"[1] b.txt: \"The grass is green.\"\n[2] untitled, page 3: \"green\"\n" +
		"(0 tokens from the cache, 2000 put into it)\nYes.\n(2000 tokens from the cache, 0 put into it)\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestRunFails(t *testing.T) {
	srv := claudetest.NewServer(t)
	names := files(t)
	for want, args := range map[string][]string{"usage": nil, "no such file": {names[0] + "x"}, "max_tokens": names} {
		if want == "max_tokens" {
			srv.Messages.Script(&claude.Message{StopReason: claude.StopReasonMaxTokens})
		}
		var out strings.Builder
		if err := run(t.Context(), srv.Client(), strings.NewReader("?\n"), &out, args); err == nil || !strings.Contains(err.Error(), want) || out.Len() > 0 {
			t.Errorf("got %v and %q, want %s", err, out.String(), want)
		}
	}
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { return nil, claude.ErrInvalidRequest })
	if err := run(t.Context(), srv.Client(), strings.NewReader("?\n"), new(strings.Builder), names); !errors.Is(err, claude.ErrInvalidRequest) {
		t.Error(err)
	}
}
