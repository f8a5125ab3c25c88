package tools

import (
	"context"
	"encoding/json"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// loop is what generated code would say of the API of package chat. A copy of the
// templates has a generated one instead.
var loop = loopInfo{
	send: func(ctx context.Context, c *api.Client, p *api.Params, _ []api.RequestOption) (*api.Answer, error) {
		return c.Create(ctx, p)
	},
	open: func(ctx context.Context, c *api.Client, p *api.Params, _ []api.RequestOption) reader {
		return read(c.Stream(ctx, p))
	},
	turns: func(p *api.Params) *[]api.Turn { return &p.Turns },
	tools: func(p *api.Params) *[]api.Tool { return &p.Tools },
	turnOf: func(a *api.Answer) (api.Turn, error) {
		return api.Turn{Role: "model", Blocks: a.Blocks}, nil
	},
	readTurn: func(b []byte) (api.Turn, error) {
		var t api.Turn
		err := json.Unmarshal(b, &t)
		return t, err
	},
	newTool: func(d *api.Definition) api.Tool { return d },
	block: func(v any) (any, bool) {
		b, ok := v.(api.Block)
		return b, ok
	},
	stop:    path{"stop"},
	runs:    []string{"calls"},
	resumes: []string{"pause"},
	cuts:    []string{"limit"},
	usage:   path{"usage"},
	call: callInfo{
		list: path{"blocks"}, is: map[string]string{"kind": "call"}, after: map[string]string{"kind": "handover"},
		id: path{"id"}, name: path{"name"}, input: path{"input"},
	},
	result: resultInfo{
		turn: map[string]string{"role": "user"}, list: "blocks", set: map[string]string{"kind": "result"},
		call: "id", content: "result", failed: "failed", repeat: []string{"set"},
	},
	tool: toolInfo{name: path{"name"}, description: path{"about"}, schema: path{"schema"}, set: map[string]string{"kind": "own"}},
	choice: &choiceInfo{
		member: member{
			get: func(p *api.Params) any { return p.Choice },
			set: func(p *api.Params, b []byte) error { return replace(&p.Choice, b) },
		},
		tag: "kind", free: []string{"auto"}, then: json.RawMessage(`{"kind":"auto"}`), keep: []string{"single"},
	},
	carry: []carryInfo{{
		from: path{"sandbox", "id"},
		to: member{
			get: func(p *api.Params) any { return p.Sandbox },
			set: func(p *api.Params, b []byte) error { return replace(&p.Sandbox, b) },
		},
		member: "id",
	}},
	format: &formatInfo{
		to: member{
			get: func(p *api.Params) any { return p.Output },
			set: func(p *api.Params, b []byte) error { return replace(&p.Output, b) },
		},
		at: path{"format"}, set: map[string]string{"kind": "schema"}, schema: path{"of", "schema"},
		list: path{"blocks"}, is: map[string]string{"kind": "text"}, text: path{"text"}, refused: []string{"no"},
		piece: pieceInfo{is: map[string]string{"Kind": "text"}, at: path{"Text"}, of: path{"Block"}},
	},
}
