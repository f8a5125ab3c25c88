package platforms

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
)

// Object is an object of JSON whose members can be taken out, replaced and added. All
// others stay as they are, in their order, digit by digit.
type Object struct {
	text    []byte
	changed bool
	members []member
}

// member is a member as it is written.
type member struct {
	name string
	text []byte // "name": value
	at   int    // where the value begins in text
}

var errNoObject = errors.New("the body is not an object of JSON")

// ParseObject reads the members of an object. They are parts of b, which must not be
// changed.
func ParseObject(b []byte) (*Object, error) {
	o := &Object{text: b}
	i := space(b, 0)
	if !json.Valid(b) || i >= len(b) || b[i] != '{' {
		return nil, errNoObject
	}
	for i = space(b, i+1); b[i] != '}'; i = space(b, i) {
		if b[i] == ',' {
			i++
			continue
		}
		start := i
		i = value(b, i)
		var name string
		if err := json.Unmarshal(b[start:i], &name); err != nil {
			return nil, err
		}
		at := space(b, space(b, i)+1) // after the colon
		i = value(b, at)
		o.members = append(o.members, member{name, b[start:i:i], at - start})
	}
	return o, nil
}

// space returns where the next token begins.
func space(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t' || b[i] == '\n' || b[i] == '\r') {
		i++
	}
	return i
}

// value returns where the value that begins at i ends. b is valid JSON.
func value(b []byte, i int) int {
	depth := 0
	for {
		switch b[i] {
		case '"':
			for i++; b[i] != '"'; i++ {
				if b[i] == '\\' {
					i++
				}
			}
			i++
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		case ',', ':', ' ', '\t', '\n', '\r':
			i++
		default:
			for i < len(b) && bytes.IndexByte([]byte(",:]} \t\n\r"), b[i]) < 0 {
				i++
			}
		}
		if depth == 0 {
			return i
		}
	}
}

// Get returns the value of a member: the last, if there are several of the name.
func (o *Object) Get(name string) (json.RawMessage, bool) {
	for _, m := range slices.Backward(o.members) {
		if m.name == name {
			return json.RawMessage(m.text[m.at:]), true
		}
	}
	return nil, false
}

// String returns the value of a member that is a string, else an empty one.
func (o *Object) String(name string) string {
	var s string
	if raw, ok := o.Get(name); ok && json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// Delete takes all members of a name out, and reports whether there were any.
func (o *Object) Delete(name string) bool {
	n := len(o.members)
	o.members = slices.DeleteFunc(o.members, func(m member) bool { return m.name == name })
	o.changed = o.changed || len(o.members) < n
	return len(o.members) < n
}

// Set replaces the member of a name where it stands, or adds it at the end. The value is
// anything that encoding/json can write.
func (o *Object) Set(name string, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	key, err := json.Marshal(name)
	if err != nil {
		return err
	}
	m := member{name, append(append(key, ':'), raw...), len(key) + 1}
	at := slices.IndexFunc(o.members, func(m member) bool { return m.name == name })
	o.Delete(name)
	if at < 0 {
		at = len(o.members)
	}
	o.members, o.changed = slices.Insert(o.members, at, m), true
	return nil
}

// Bytes returns the object as JSON.
func (o *Object) Bytes() []byte {
	if !o.changed {
		return o.text
	}
	n := 2
	for _, m := range o.members {
		n += len(m.text) + 1
	}
	b := append(make([]byte, 0, n), '{')
	for i, m := range o.members {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, m.text...)
	}
	return append(b, '}')
}
