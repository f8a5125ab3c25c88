package tools

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// resultTurns are the turns that answer the calls of one answer, in their order.
func resultTurns(b *batch) ([]api.Turn, error) {
	info := &loop.result
	var all []map[string]json.RawMessage
	for i, c := range b.calls {
		r, err := resultOf(c, &b.outcomes[i])
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	if info.list == "" {
		out := make([]api.Turn, len(all))
		for i, r := range all {
			var err error
			if out[i], err = readTurn(r); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	turn := texts(info.turn)
	list, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	turn[info.list] = list
	one, err := readTurn(turn)
	return []api.Turn{one}, err
}

func readTurn(members map[string]json.RawMessage) (api.Turn, error) {
	raw, err := json.Marshal(members)
	if err != nil {
		var none api.Turn
		return none, err
	}
	t, err := loop.readTurn(raw)
	if err != nil {
		return t, fmt.Errorf("the results of tools don't make a turn: %w", err)
	}
	return t, nil
}

// resultOf is what is sent for a call.
func resultOf(c *Call, o *outcome) (map[string]json.RawMessage, error) {
	info := &loop.result
	content, err := contentOf(o.value)
	if o.err == nil && err != nil {
		o.err = fmt.Errorf("the tool's result can't be sent: %w", err)
	}
	if o.err != nil {
		if content, err = contentOf(o.errContent()); err != nil {
			return nil, err
		}
	}
	id, err := json.Marshal(c.ID)
	if err != nil {
		return nil, err
	}
	r := texts(info.set)
	r[info.call], r[info.content] = id, content
	for _, name := range info.repeat {
		if v, ok := c.members[name]; ok && string(v) != "null" {
			r[name] = v
		}
	}
	if o.err != nil && info.failed != "" {
		r[info.failed] = json.RawMessage("true")
	}
	return r, nil
}

// errContent is what the model sees of an error.
func (o *outcome) errContent() any {
	if e, ok := errors.AsType[*ContentError](o.err); ok && e.Content != nil {
		return e.Content
	}
	text := o.err.Error()
	switch {
	case text == "":
		text = "the tool failed"
	case loop.result.failed == "":
		text = "error: " + text
	}
	return text
}

// contentOf writes what a tool returned as the content of a result: text, or blocks.
func contentOf(v any) (json.RawMessage, error) {
	if s, ok := stringOf(v); ok {
		return textContent(s)
	}
	if blocks := blocksOf(v); blocks != nil {
		return json.Marshal(blocks)
	}
	raw, err := encode(v)
	if err != nil {
		return nil, err
	}
	if raw[0] == '"' && reflect.ValueOf(v).Kind() == reflect.String {
		return textContent(textOf(raw)) // a string with a codec, such as the text of a union
	}
	return textContent(string(raw))
}

// stringOf returns the text of a string, whatever its type is called, that has no
// JSON of its own.
func stringOf(v any) (string, bool) {
	switch v := v.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case json.Marshaler:
		return "", false
	}
	if r := reflect.ValueOf(v); r.Kind() == reflect.String {
		return r.String(), true
	}
	return "", false
}

func textContent(s string) (json.RawMessage, error) {
	if !loop.result.blocks {
		return json.Marshal(s)
	}
	text, err := json.Marshal(s)
	if err != nil {
		return nil, err
	}
	block := texts(loop.result.text)
	block[loop.result.textAt] = text
	return json.Marshal([]any{block})
}

// blocksOf returns a block, or a slice of nothing but blocks; nil for anything else.
func blocksOf(v any) []any {
	if loop.block == nil || v == nil {
		return nil
	}
	if b, ok := loop.block(v); ok {
		return []any{b}
	}
	list := reflect.ValueOf(v)
	if list.Kind() != reflect.Slice || list.Len() == 0 {
		return nil
	}
	var out []any
	for i := range list.Len() {
		b, ok := loop.block(list.Index(i).Interface())
		if !ok {
			return nil
		}
		out = append(out, b)
	}
	return out
}

func texts(members map[string]string) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for name, value := range members {
		raw, err := json.Marshal(value)
		if err != nil {
			panic(err) // strings always have JSON
		}
		out[name] = raw
	}
	return out
}
