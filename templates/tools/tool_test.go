package tools

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// TestSchemas says which schemas Go types have.
func TestSchemas(t *testing.T) {
	type stop struct {
		Name string `json:"name"`
	}
	type trip struct {
		From  string          `json:"from" jsonschema:"where it begins"`
		When  time.Time       `json:"when,omitzero"`
		Stops []stop          `json:"stops,omitempty"`
		Rest  json.RawMessage `json:"rest,omitempty"`
	}
	for _, c := range []struct {
		tool *Tool
		want string
	}{
		{New("it", "", func(context.Context, trip) (string, error) { return "", nil }), `{"type":"object","properties":{"from":{"type":"string","description":"where it begins"},` +
			`"when":{"type":"string","format":"date-time"},"stops":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}},` +
			`"rest":true},"required":["from"],"additionalProperties":false}`},
		{New("it", "", func(context.Context, *stop) (string, error) { return "", nil }), `{"type":"object","properties":{"name":{"type":"string"}},"required":["name"],"additionalProperties":false}`},
		{New("it", "", func(context.Context, map[string]int) (string, error) { return "", nil }), `{"type":"object","additionalProperties":{"type":"integer"}}`},
		{New("it", "", func(context.Context, any) (string, error) { return "", nil }), `{"type":"object"}`},
		{New("it", "", func(context.Context, json.RawMessage) (string, error) { return "", nil }), `{"type":"object"}`},
		{NewRaw("it", "", json.RawMessage(`{"type":"object","x-own":1}`), nil), `{"type":"object","x-own":1}`},
	} {
		d, err := c.tool.Definition()
		if err != nil || string(d.Schema) != c.want {
			t.Errorf("got %s, %v\nwant %s", d.Schema, err, c.want)
		}
	}
}

// TestDefinitions says what is sent of a tool, and which ones can't be.
func TestDefinitions(t *testing.T) {
	nothing := func(context.Context, json.RawMessage) (any, error) { return nil, nil }
	object := map[string]any{"type": "object"}
	d, err := NewRaw("it", "does it", object, nothing, Define(func(d *api.Definition) { d.Pinned = true })).Definition()
	if err != nil || d.Kind != "own" || d.Name != "it" || d.About != "does it" || !d.Pinned {
		t.Error(d, err)
	}
	given := &api.Definition{Kind: "builtin", Name: "bash"}
	if d, err := NewDefined(given, nothing).Definition(); d != given || err != nil {
		t.Error(d, err)
	}
	for words, tools := range map[string][]*Tool{
		"tool 1 is nil":           {nil},
		"it has no name":          {NewRaw("", "", object, nothing)},
		"inputs are JSON object":  {New("it", "", func(context.Context, string) (int, error) { return 0, nil })},
		`tool "it": `:             {NewRaw("it", "", func() {}, nothing)},
		`two tools "it"`:          {NewRaw("it", "", object, nothing), NewRaw("it", "", object, nothing)},
		"the definition has no":   {NewDefined(&api.Definition{}, nothing)},
		"Define would":            {NewDefined(given, nothing, Define(func(*api.Definition) {}))},
		`JSON Pointer "/nowhere"`: {NewRaw("it", "", map[string]any{"$ref": "#/nowhere"}, nothing)},
	} {
		s := &script{}
		if _, err := Run(t.Context(), s.client(), asks("go"), Tools(tools...)).Result(); err == nil || !strings.Contains(err.Error(), words) || len(s.sent) > 0 {
			t.Errorf("%v, want %q", err, words)
		}
	}
}
