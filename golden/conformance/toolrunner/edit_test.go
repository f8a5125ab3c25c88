package toolrunner

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

// turn is a turn of a conversation, as JSON.
type turn struct {
	Role    string           `json:"role"`
	Content []map[string]any `json:"content"`
}

// edits are what programs did to their conversations before they sent them again, by a word in
// the name of the recording. Ours do it in BeforeTurn.
var edits = map[string]func(turns []turn){
	"WithCacheControl": moveBreakpoints,
	"ComputerUse":      dropText,
}

// moveBreakpoints puts cache breakpoints on the ends of the last two turns, and nowhere else.
func moveBreakpoints(turns []turn) {
	for i, t := range turns {
		for j, block := range t.Content {
			if delete(block, "cache_control"); i >= len(turns)-2 && j == len(t.Content)-1 {
				block["cache_control"] = map[string]any{"type": "ephemeral"}
			}
		}
	}
}

// dropText leaves nothing of an answer but its calls.
func dropText(turns []turn) {
	for i, t := range turns {
		if t.Role != "assistant" {
			continue
		}
		turns[i].Content = nil
		for _, block := range t.Content {
			if block["type"] != "text" {
				turns[i].Content = append(turns[i].Content, block)
			}
		}
	}
}

// edited are the options that do to a conversation what its program did.
func (r *recording) edited() []claudetools.Option {
	for word, edit := range edits {
		if strings.Contains(r.name, word) {
			return []claudetools.Option{claudetools.BeforeTurn(func(_ context.Context, p *claude.MessageCreateParams) error {
				if len(p.Messages) == 1 {
					return nil // as it was recorded
				}
				return through(&p.Messages, edit)
			})}
		}
	}
	return nil
}

// through changes turns by way of their JSON.
func through(messages *[]claude.MessageParam, edit func([]turn)) error {
	raw, err := json.Marshal(*messages)
	if err != nil {
		return err
	}
	var turns []turn
	if err := json.Unmarshal(raw, &turns); err != nil {
		return err
	}
	edit(turns)
	if raw, err = json.Marshal(turns); err != nil {
		return err
	}
	*messages = nil
	return json.Unmarshal(raw, messages)
}
