package runtime

import (
	"encoding/json"
	"errors"
)

// Members that the document doesn't know.

// extra is the field past the last: the members the document doesn't know.
func extra(c *coder, p *json.RawMessage) {
	switch c.mode {
	case decoding:
		switch {
		case len(*p) == 0:
			*p = append(json.RawMessage{'{'}, c.buf...)
		default:
			(*p)[len(*p)-1] = ','
			*p = append(*p, c.buf...)
			if c.merged != nil {
				c.merged[p] = true
			}
		}
		*p = append(*p, '}')
	case encoding:
		if len(*p) == 0 {
			return
		}
		members, err := innerMembers(*p)
		if err != nil {
			c.fail(err)
			return
		}
		c.out.add(members)
	case locating:
		c.extra = p
	default:
	}
}

var errExtra = errors.New("field Extra must hold one JSON object")

// innerMembers returns what stands between the braces of an object.
func innerMembers(v json.RawMessage) (string, error) {
	object, ok := oneValue(string(v))
	if !ok || object[0] != '{' {
		return "", errExtra
	}
	inner := coder{mode: decoding, src: object[1 : len(object)-1]}
	inner.space()
	return inner.src[inner.pos:], nil
}

// dropOverridden takes out the constants that Extra gives another value.
func (c *coder) dropOverridden(s *descriptor, open, start, extraAt int) {
	extras := coder{mode: decoding, src: "{" + string(c.out.bytes()[extraAt:]) + "}"}
	names := map[string]bool{}
	extras.open('{')
	for extras.err == nil {
		names[extras.name()] = true
		extras.skip()
		if !extras.more('}') {
			break
		}
	}
	known := string(c.out.bytes()[open:start])
	rest := string(c.out.bytes()[extraAt:])
	d := coder{mode: decoding, src: "{" + known + "}"}
	d.open('{')
	c.out.n = open
	for d.err == nil && known != "" {
		from := d.pos
		name := d.name()
		d.space()
		d.skip()
		i := findMember(s.members, name)
		if i < 0 || s.members[i].lit == "" || !names[name] {
			c.out.add(d.src[from:d.pos])
			c.out.addByte(',')
		}
		if !d.more('}') {
			break
		}
	}
	c.out.add(rest)
}
