package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
)

// value is a JSON value that can be changed, and keeps the order of its members.
type value struct {
	scalar  json.RawMessage // of what is no object and no array
	object  bool
	members []member // of an object, or of an array, without keys
}

type member struct {
	key string
	*value
}

// parseValue reads a document.
func parseValue(data []byte) (*value, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return readValue(d)
}

func readValue(d *json.Decoder) (*value, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	delim, ok := t.(json.Delim)
	if !ok {
		raw, err := json.Marshal(t)
		return &value{scalar: raw}, err
	}
	v := &value{object: delim == '{'}
	for d.More() {
		var key string
		if v.object {
			t, err := d.Token()
			if err != nil {
				return nil, err
			}
			key = t.(string)
		}
		inner, err := readValue(d)
		if err != nil {
			return nil, err
		}
		v.members = append(v.members, member{key, inner})
	}
	_, err = d.Token()
	return v, err
}

// append writes the value as JSON.
func (v *value) append(b []byte) []byte {
	if v.scalar != nil {
		return append(b, v.scalar...)
	}
	open, shut := byte('['), byte(']')
	if v.object {
		open, shut = '{', '}'
	}
	b = append(b, open)
	for i, m := range v.members {
		if i > 0 {
			b = append(b, ',')
		}
		if v.object {
			key, err := json.Marshal(m.key)
			if err != nil {
				panic(err) // a string can always be written
			}
			b = append(append(b, key...), ':')
		}
		b = m.append(b)
	}
	return append(b, shut)
}

// clone copies the value, for the copy to be changed.
func (v *value) clone() *value {
	out := &value{scalar: v.scalar, object: v.object}
	for _, m := range v.members {
		out.members = append(out.members, member{m.key, m.clone()})
	}
	return out
}

// get returns what stands at the end of a path of keys, or nil.
func (v *value) get(keys ...string) *value {
	for _, k := range keys {
		if v == nil {
			return nil
		}
		i := slices.IndexFunc(v.members, func(m member) bool { return v.object && m.key == k })
		if i < 0 {
			return nil
		}
		v = v.members[i].value
	}
	return v
}

// text returns the string that stands at the end of a path of keys, or "".
func (v *value) text(keys ...string) string {
	var out string
	if at := v.get(keys...); at != nil && at.scalar != nil {
		_ = json.Unmarshal(at.scalar, &out) // else it is no string
	}
	return out
}

// has reports whether any of the keys is there.
func (v *value) has(keys ...string) bool {
	return slices.ContainsFunc(keys, func(k string) bool { return v.get(k) != nil })
}

// keys are those of an object's members.
func (v *value) keys() []string {
	var out []string
	if v != nil {
		for _, m := range v.members {
			out = append(out, m.key)
		}
	}
	return out
}

// set puts a member last, or replaces it.
func (v *value) set(key string, inner *value) *value {
	if at := v.get(key); at != nil {
		*at = *inner
	} else {
		v.members = append(v.members, member{key, inner})
	}
	return v
}

// insert puts a member at a random place, the first as often as all others together.
func (v *value) insert(r *rand.Rand, key string, inner *value) {
	at := 0
	if r.IntN(2) == 0 {
		at = r.IntN(len(v.members) + 1)
	}
	v.members = slices.Insert(v.members, at, member{key, inner})
}

// child returns an object's member, which is made if it is missing.
func (v *value) child(key string) *value {
	if v.get(key) == nil {
		v.set(key, &value{object: true})
	}
	return v.get(key)
}

// literal reads JSON with verbs in it, whose arguments are quoted for %q.
func literal(format string, args ...any) *value {
	v, err := parseValue(fmt.Appendf(nil, format, args...))
	if err != nil {
		panic(fmt.Sprintf("%s: %v", fmt.Sprintf(format, args...), err))
	}
	return v
}

func reference(kind, key string) *value {
	return literal(`{"$ref":%q}`, "#/components/"+kind+"/"+key)
}
