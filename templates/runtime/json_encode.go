package runtime

import "sync"

// Encoding: a value, and the members of an object.

// maxScratch is the largest buffer that goes back to the pool.
const maxScratch = 1 << 20

// encoders are coders for encoding, each with a buffer that is used again.
var encoders = sync.Pool{New: func() any { return new(coder) }}

// encodeJSON returns v as compact JSON in a slice of exactly its size.
func encodeJSON(v codable) ([]byte, error) { return encodeWith(v, "", false) }

// encodeWith is encodeJSON with members, such as `"stream":true`, put in front
// of those of an object. sending is whether v is a request.
func encodeWith(v codable, members string, sending bool) ([]byte, error) {
	c := encoders.Get().(*coder)
	c.mode, c.sending, c.saved = encoding, sending, !sending
	c.walk(v)
	b := c.out.bytes()
	all := make([]byte, 0, len(b)+len(members)+1)
	if members != "" && len(b) > 1 && b[0] == '{' {
		all = append(append(all, '{'), members...)
		if b[1] != '}' {
			all = append(all, ',')
		}
		all = append(all, b[1:]...)
	} else {
		all = append(all, b...)
	}
	err := c.err
	if err != nil {
		if invalid, ok := validate(v).(*ValidationError); ok && len(invalid.Invalid) > 0 {
			err = invalid // which says where
		}
	}
	if len(c.out.buf) <= maxScratch {
		c.forget()
		encoders.Put(c)
	}
	return all, err
}

// forget clears what encoding has left in a coder: all of it costs small requests more
// than it is worth where nothing unusual came up.
func (c *coder) forget() {
	if c.err != nil || c.leading != nil || c.extra != nil || c.extraNames != nil || c.path != nil {
		*c = coder{out: output{buf: c.out.buf}}
	}
	c.out.n, c.depth, c.ifNil, c.given, c.handed = 0, 0, required, false, false
	c.top, c.unsent = nil, nil
}

// encodeObject writes the members that are set, the constants, and then Extra. What few
// objects have is decided before the loop, since a large request has thousands of members.
func (c *coder) encodeObject(v codable, s *descriptor) {
	lead := c.leading
	if lead != nil {
		c.leading = nil
	}
	c.out.addByte('{')
	open := c.out.n
	more := c.knowsMore(v, s)
	var overridden []bool // members of which Extra has the value that counts
	led := false
	if more {
		overridden, led = c.overridden(c.locate(v, s), s, lead)
	}
	if lead != nil && !lead.fill && !led && !c.probing {
		c.out.add(lead.key + lead.lit)
	}
	filling := lead != nil && lead.fill && !c.probing
	members := s.members
	for i := range members {
		m := &members[i]
		key := m.key
		if m.in != inBody || m.readOnly || overridden != nil {
			if overridden != nil && overridden[i] {
				continue
			}
			if key = c.keyFor(v, i, m); key == "" {
				continue
			}
		}
		// Most members of a request are absent: the name is written when there
		// is a value behind it.
		start := c.out.n
		c.out.reserve(1 + len(key))
		if start > open {
			c.out.n++
		}
		c.out.n += len(key)
		written := c.out.n
		if m.lit == "" {
			v.field(c, i)
		} else if !c.probing {
			c.out.add(m.lit)
		}
		if filling && lead.fills(m, c.out.buf[written:c.out.n]) {
			c.out.n = written
			c.out.add(lead.lit)
		}
		if c.out.n == written {
			c.out.n = start
			continue
		}
		if start > open {
			c.out.buf[start] = ','
		}
		copy(c.out.buf[written-len(key):], key)
	}
	if more {
		c.encodeExtra(v, s, open)
	}
	c.out.addByte('}')
}

// keyFor returns the key under which a member is written that doesn't travel in the body,
// or that only answers must have; "" if it isn't written.
func (c *coder) keyFor(v codable, i int, m *member) string {
	switch {
	case m.readOnly && c.sending && unset(v, i):
		return ""
	case m.in == inBody:
		return m.key
	case !c.saved || m.in.prefix() == "" || m.lit != "" || !c.hasText(v, i):
		return ""
	}
	return m.savedKey()
}

// encodeExtra writes the members that the document doesn't know, behind others if something
// has been written since open.
func (c *coder) encodeExtra(v codable, s *descriptor, open int) {
	start := c.out.n
	if start > open {
		c.out.addByte(',')
	}
	written := c.out.n
	if c.sending {
		c.unsent = s.answerOnly
	}
	v.field(c, len(s.members))
	if c.out.n == written {
		c.out.n = start
	}
}

// deeper goes into an array or a map, unless it is nested too deeply.
func (c *coder) deeper() bool {
	if c.depth++; c.depth > maxDepth {
		c.tooDeep()
	}
	if c.err != nil {
		c.depth--
		return false
	}
	return true
}

// emptyIfNil deals with an array or a map that is nil. One that is the value of a
// union that may be left out has been set, and is empty.
func (c *coder) emptyIfNil(empty string, pr presence) {
	switch {
	case c.mode == encoding && pr == required:
		c.out.add(empty)
	case c.given:
		c.given = false
	default:
		c.absent(pr)
	}
}
