package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

// folder has a picture and a text.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"dot.png": "\x89PNG\x0D\x0A\x1A\x0A", "note.txt": "It is blue."} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func call(id, name, input string) *claude.ToolUseBlock {
	return &claude.ToolUseBlock{ID: id, Name: name, Input: json.RawMessage(input)}
}

// results describes those of the last turn, in order.
func results(p *claude.MessageCreateParams) string {
	var out []string
	for _, block := range p.Messages[len(p.Messages)-1].Content.(claude.MessageParamContentArray) {
		r := block.(*claude.ToolResultBlockParam)
		text := r.ToolUseID
		if r.IsError != nil && *r.IsError {
			text += " error"
		}
		switch c := r.Content.(type) {
		case claude.ToolResultBlockParamContentString:
			text += " " + string(c)
		case claude.ToolResultBlockParamContentArray:
			if image, ok := c[0].(*claude.ImageBlockParam); ok {
				text += " " + string(image.Source.(*claude.Base64ImageSource).MediaType)
			}
		}
		out = append(out, text)
	}
	return strings.Join(out, "|")
}

func TestRun(t *testing.T) {
	srv := claudetest.NewServer(t)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	srv.Messages.Script(
		&claude.Message{StopReason: claude.StopReasonToolUse, Content: claude.ContentBlocks{&claude.TextBlock{Text: "Let me see."}, call("1", "list_files", `{}`)}},
		&claude.Message{StopReason: claude.StopReasonToolUse, Content: claude.ContentBlocks{
			call("2", "read_file", `{"name":"note.txt"}`), call("3", "view_image", `{"name":"dot.png"}`), call("4", "view_image", `{"name":"note.txt"}`),
			call("5", "read_file", `{"name":"../note.txt"}`), call("6", "read_file", `{}`),
		}},
		&claude.Message{StopReason: claude.StopReasonEndTurn, Content: claude.ContentBlocks{&claude.TextBlock{Text: "It is."}}},
	).Check(func(turn int, p *claude.MessageCreateParams) error {
		want := []string{"", `1 ["dot.png","note.txt"]`, "2 It is blue.|3 image/png|4 error note.txt is no picture, but text/plain; charset=utf-8|5 error openat ../note.txt: path escapes from parent|6 error "}[turn]
		if turn > 0 && !strings.HasPrefix(results(p), want) || len(p.Tools) != 3 {
			return fmt.Errorf("turn %d has %s, want %s", turn, results(p), want)
		}
		return nil
	})
	var out strings.Builder
	if err := run(t.Context(), claude.NewClient(), nil, &out, []string{folder(t), "Is", "it blue?"}); err != nil {
		t.Fatal(err)
	}
	const want = "Let me see.\n[list_files {}]\n" +
		"[read_file {\"name\":\"note.txt\"}]\n[view_image {\"name\":\"dot.png\"}]\n[view_image {\"name\":\"note.txt\"}]\n" +
		"[read_file {\"name\":\"../note.txt\"}]\n[read_file {}]\nIt is.\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

func TestRunFails(t *testing.T) {
	srv := claudetest.NewServer(t)
	dir := folder(t)
	for want, args := range map[string][]string{"usage": {dir}, "no such file": {filepath.Join(dir, "none"), "?"}, "refusal": {dir, "?"}} {
		if want == "refusal" {
			srv.Messages.Script(&claude.Message{StopReason: claude.StopReasonRefusal})
		}
		if err := run(t.Context(), srv.Client(), nil, new(strings.Builder), args); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { // for ever
		return &claude.Message{StopReason: claude.StopReasonToolUse, Content: claude.ContentBlocks{call("1", "list_files", `{}`)}}, nil
	})
	err := run(t.Context(), srv.Client(), nil, new(strings.Builder), []string{dir, "?"})
	if _, ok := errors.AsType[*claudetools.MaxTurnsError](err); !ok {
		t.Error(err)
	}
}
