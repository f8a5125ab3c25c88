package runtime

import (
	"encoding/json"
	"errors"
	"slices"
)

// Members that the document doesn't know, and those whose values don't fit.

// extra is the field past the last: the members the document doesn't know.
func extra(c *coder, p *json.RawMessage) {
	if c.mode == glancing { // as for each object that is written
		c.found = len(*p) > 0
		return
	}
	switch c.mode {
	case decoding:
		switch {
		case len(*p) == 0:
			*p = append(json.RawMessage{'{'}, c.buf...)
		default:
			(*p)[len(*p)-1] = ','
			*p = append(*p, c.buf...)
		}
		*p = append(*p, '}')
	case encoding:
		if len(*p) == 0 {
			return
		}
		members, err := extraMembers(*p)
		if err != nil {
			c.fail(err)
			return
		}
		unsent := func(m rawMember) bool { return m.value == "null" && slices.Contains(c.unsent, m.name) }
		for i, m := range slices.DeleteFunc(members, unsent) {
			if i > 0 {
				c.out.addByte(',')
			}
			c.out.add(tidy(m.key))
			c.out.add(tidy(m.value))
		}
	case validating:
		if len(*p) > 0 {
			if _, err := extraMembers(*p); err != nil {
				c.at(pathElem{name: "Extra", named: true}, func() { c.invalid(err) })
			}
		}
	case locating:
		c.extra = p
	default:
	}
}

var errExtra = errors.New("field Extra must hold one JSON object")

// extraMembers returns the members of an Extra, each of them once.
func extraMembers(v json.RawMessage) ([]rawMember, error) {
	object, ok := oneValue(toValid(string(v)))
	if !ok || object[0] != '{' {
		return nil, errExtra
	}
	members, err := rawMembers(object)
	return lastOfEach(members), err
}

// extraOf returns where an object keeps the members that the document doesn't
// know, or nil if these have a type.
func extraOf(v codable, s *descriptor) *json.RawMessage {
	if s == nil || s.typed {
		return nil
	}
	return new(coder).locate(v, s)
}

// locate finds the Extra of an object, or the names of what is in one with a type.
// It doesn't change what c does otherwise: a coder of its own would be an allocation.
func (c *coder) locate(v codable, s *descriptor) *json.RawMessage {
	mode := c.mode
	c.mode, c.extra, c.extraNames = locating, nil, nil
	v.field(c, len(s.members))
	c.mode = mode
	return c.extra
}

// knowsMore reports whether an object holds members that the document doesn't know. It
// stores no pointer, which is dear while the garbage collector runs.
func (c *coder) knowsMore(v codable, s *descriptor) bool {
	mode := c.mode
	c.mode, c.found = glancing, false
	v.field(c, len(s.members))
	c.mode = mode
	return c.found
}

// overridden returns, for each member, whether the Extra that has been located holds it:
// that value counts, and not the field's. It is nil if there are none. led is whether
// Extra holds the tag.
func (c *coder) overridden(extra *json.RawMessage, s *descriptor, lead *leadOf) (out []bool, led bool) {
	names := c.extraNames
	if extra != nil && len(*extra) > 0 {
		members, err := extraMembers(*extra)
		if err != nil {
			return nil, false // found again where Extra is written
		}
		for _, m := range members {
			names = append(names, m.name)
		}
	}
	for _, name := range names {
		led = led || lead.has(name)
		if i := bodyMember(s.members, name); i >= 0 {
			if out == nil {
				out = make([]bool, len(s.members))
			}
			out[i] = true
		}
	}
	return out, led
}

// bodyMember is findMember for what travels in the body.
func bodyMember(ms []member, name string) int {
	for i := range ms {
		if m := &ms[i]; m.in == inBody && len(m.key) >= len(name)+3 && m.name() == name {
			return i
		}
	}
	return -1
}
