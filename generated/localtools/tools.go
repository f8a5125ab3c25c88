package localtools

import (
	"context"
	"encoding/json"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

// Tool returns the memory as a tool of a run.
func (m *Memory) Tool(opts ...claudetools.ToolOption) *claudetools.Tool {
	return tool(&claude.MemoryTool20250818{}, m.Call, opts)
}

// Tool returns the editor as a tool of a run.
func (e *Editor) Tool(opts ...claudetools.ToolOption) *claudetools.Tool {
	return tool(&claude.TextEditorTool20250728{}, e.Call, opts)
}

// Tool returns the shell as a tool of a run. Its calls run one by one.
func (b *Bash) Tool(opts ...claudetools.ToolOption) *claudetools.Tool {
	return tool(&claude.BashTool20250124{}, b.Call, opts)
}

func tool(definition claude.ToolUnionParam, call func(context.Context, json.RawMessage) (string, error), opts []claudetools.ToolOption) *claudetools.Tool {
	return claudetools.NewDefined(definition, func(ctx context.Context, input json.RawMessage) (any, error) { return call(ctx, input) }, opts...)
}
