// Package jsondoc takes the JSON of samples apart.
package jsondoc

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Texts returns the texts in which a JSON value travels outside of JSON: its
// elements if it is an array, none if it is null, and JSON for an object.
func Texts(doc []byte) []string {
	switch {
	case len(doc) == 0 || string(doc) == "null":
		return nil
	case doc[0] == '"':
		var s string
		if json.Unmarshal(doc, &s) != nil {
			return nil
		}
		return []string{s}
	case doc[0] == '[':
		var list []json.RawMessage
		if json.Unmarshal(doc, &list) != nil {
			return nil
		}
		var out []string
		for _, e := range list {
			out = append(out, Texts(e)...)
		}
		return out
	}
	return []string{string(doc)}
}

// Member is a member of a JSON object.
type Member struct {
	Key   string
	Value []byte
}

// Members returns the members of a JSON object in order; none of other values.
func Members(doc []byte) []Member {
	d := json.NewDecoder(bytes.NewReader(doc))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	var out []Member
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil
		}
		var v json.RawMessage
		if d.Decode(&v) != nil {
			return nil
		}
		out = append(out, Member{key.(string), v})
	}
	return out
}

// Lines returns a JSON object with each of its members on a line of its own.
// Other values are returned as they are.
func Lines(doc []byte) []byte {
	members := Members(doc)
	if len(members) == 0 {
		return doc
	}
	var b bytes.Buffer
	for i, m := range members {
		if i == 0 {
			b.WriteByte('{')
		} else {
			b.WriteString(",\n")
		}
		b.WriteString(Quote(m.Key) + ":")
		b.Write(m.Value)
	}
	b.WriteByte('}')
	return b.Bytes()
}

// Quote writes s as a JSON string that can stand in a raw string of Go.
func Quote(s string) string { return strings.ReplaceAll(String(s), "`", `\u0060`) }

// String writes s as a JSON string.
func String(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ':
			b.WriteString(`\u00`)
			b.WriteByte("0123456789abcdef"[r>>4])
			b.WriteByte("0123456789abcdef"[r&15])
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
