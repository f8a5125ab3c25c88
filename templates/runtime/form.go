package runtime

import (
	"errors"
	"strings"
)

// Forms. What stands in one is the JSON of its members taken apart, so that what is
// sent depends on the values alone: those of maps, of unions and of members that the
// document doesn't know are sent like all others.

// formBody composes a form of texts.
func formBody(op *operation, params codable, flag string) (*payload, error) {
	members, err := formMembers(params, flag)
	if err != nil || members == nil {
		return nil, err
	}
	q := &queryString{}
	for _, m := range members {
		f := op.fieldOf(m.name)
		if f != nil && f.as != nil {
			pairs, err := f.as.write(&styled{f.as, m.name, inQuery, m.value})
			if err != nil {
				return nil, err
			}
			q.addEscaped(pairs...)
			continue
		}
		for _, t := range f.eachText(m.value) {
			q.add(m.name, t.text)
		}
	}
	return bytesPayload([]byte(q.String()), first(op.contentType, "application/x-www-form-urlencoded")), nil
}

// fieldOf returns how a member is written, or nil for one that the document says
// nothing about.
func (op *operation) fieldOf(name string) *formField {
	for i := range op.form {
		if op.form[i].name == name {
			return &op.form[i]
		}
	}
	return nil
}

var errNoForm = errors.New("a form has to be an object")

// formMembers returns the names of the form's members with their values, as JSON; nil
// for an optional form that is not set. A member that is a file has its name.
func formMembers(params codable, flag string) ([]rawMember, error) {
	members := []rawMember{}
	if params != nil {
		b, err := encodeWith(formOf(params), "", true)
		switch {
		case err != nil:
			return nil, err
		case len(b) == 0 || b[0] == 'n':
			return nil, nil
		case b[0] != '{':
			return nil, errNoForm
		}
		found, err := rawMembers(string(b))
		if err != nil {
			return nil, err
		}
		members = append(members, found...)
	}
	if flag != "" {
		members = append(members, rawMember{name: flag, value: "true"})
	}
	return members, nil
}

// formOf returns what the form is: the params, or the one member that is the whole
// body.
func formOf(params codable) codable {
	if i := wholeBody(params); i >= 0 {
		return memberOf{params, i}
	}
	return params
}

// formText is a value of a form's member: text, and whether that is JSON.
type formText struct {
	text string
	json bool
}

// eachText returns the texts of a member: one for each element of an array, unless the
// document says that the member is JSON, and JSON for objects and for arrays inside. Null is
// no value.
func (f *formField) eachText(value string) []formText {
	if value[0] != '[' || f.isJSON() {
		return f.addText(nil, value)
	}
	var out []formText
	d := coder{mode: decoding, src: value}
	if d.open('['); d.shut(']') {
		return nil
	}
	for d.err == nil {
		d.space()
		at := d.pos
		d.skip()
		out = f.addText(out, value[at:d.pos])
		if !d.more(']') {
			break
		}
	}
	return out
}

// addText adds the text of a value unless it is null.
func (f *formField) addText(out []formText, value string) []formText {
	d := coder{mode: decoding, src: value}
	switch c := d.peek(); {
	case c == 'n':
		return out
	case c == '{' || c == '[' || f.isJSON():
		return append(out, formText{value, true})
	case c == '"':
		value = d.str()
	}
	return append(out, formText{value, false})
}

// isJSON reports whether the document says that the member is JSON, whatever it is.
func (f *formField) isJSON() bool {
	if f == nil {
		return false
	}
	t, _, _ := strings.Cut(strings.ToLower(f.contentType), ";")
	t = strings.TrimSpace(t)
	return strings.HasSuffix(t, "/json") || strings.HasSuffix(t, "+json")
}
