package tools

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// at returns the value that a path leads to, or nil if there is none. null is none.
func (p path) at(raw []byte) json.RawMessage {
	for _, step := range p {
		if i, err := strconv.Atoi(step); err == nil {
			var list []json.RawMessage
			if json.Unmarshal(raw, &list) != nil || i >= len(list) {
				return nil
			}
			raw = list[i]
			continue
		}
		var members map[string]json.RawMessage
		if json.Unmarshal(raw, &members) != nil {
			return nil
		}
		raw = members[step]
	}
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	return raw
}

// text is at for a string; "" if there is none.
func (p path) text(raw []byte) string { return textOf(p.at(raw)) }

// textOf returns what a JSON string says, or "" for anything else.
func textOf(raw []byte) string {
	var s string
	if len(raw) == 0 || json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// put sets what a path leads to in objects within objects.
func (p path) put(members map[string]any, value any) {
	for _, step := range p[:len(p)-1] {
		inner, ok := members[step].(map[string]any)
		if !ok {
			inner = map[string]any{}
			members[step] = inner
		}
		members = inner
	}
	members[p[len(p)-1]] = value
}

// replace sets a value to what JSON says, and leaves alone what it pointed to before,
// which may be the caller's.
func replace[T any](to *T, raw []byte) error {
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		return err
	}
	*to = v
	return nil
}

// are reports whether an object has these members, all strings.
func are(members map[string]json.RawMessage, want map[string]string) bool {
	for name, value := range want {
		if textOf(members[name]) != value {
			return false
		}
	}
	return true
}

// encode is json.Marshal without escapes for HTML, which a model would read.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
