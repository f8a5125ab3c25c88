package localtools_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
	"github.com/claudegen/claudegen/generated/localtools"
)

// The tools in a loop: what is sent defines them, and what comes back is what they did.
func TestTools(t *testing.T) {
	memory, err := localtools.NewMemory(t.TempDir(), localtools.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = memory.Close() }()
	editor, err := localtools.NewEditor(localtools.EditorConfig{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = editor.Close() }()
	srv := claudetest.NewServer(t)
	var last *claude.MessageCreateParams
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		if last = p; len(p.Messages) > 1 {
			return &claude.Message{StopReason: claude.StopReasonEndTurn}, nil
		}
		return &claude.Message{StopReason: claude.StopReasonToolUse, Content: []claude.ContentBlock{
			&claude.ToolUseBlock{ID: "1", Name: "memory", Input: json.RawMessage(`{"command":"create","path":"/memories/a","file_text":"x"}`)},
			&claude.ToolUseBlock{ID: "2", Name: "str_replace_based_edit_tool", Input: json.RawMessage(`{"command":"view","path":"none"}`)},
		}}, nil
	})
	_, err = claudetools.Run(t.Context(), srv.Client(), &claude.MessageCreateParams{Model: "claude-x", MaxTokens: 9, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("remember"))}},
		claudetools.Tools(memory.Tool(), editor.Tool())).Result()
	if err != nil {
		t.Fatal(err)
	}
	sent, err := json.Marshal(last)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"memory_20250818"`, `"text_editor_20250728"`, "File created successfully at: /memories/a", "does not exist", `"is_error":true`} {
		if !strings.Contains(string(sent), want) {
			t.Errorf("%s is not in %s", want, sent)
		}
	}
}
