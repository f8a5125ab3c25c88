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
		*c = coder{out: output{buf: c.out.buf}}
		encoders.Put(c)
	}
	return all, err
}

// encodeObject writes the members that are set, the constants, and then Extra.
func (c *coder) encodeObject(v codable, s *descriptor) {
	lead := c.leading
	c.leading = nil
	c.out.addByte('{')
	open := c.out.n
	extra := c.locate(v, s)
	more := extra == nil || len(*extra) > 0 // there may be members that the document doesn't know
	var overridden []bool
	led := false
	if more {
		overridden, led = c.overridden(extra, s, lead)
	}
	if lead != nil && !lead.fill && !led && !c.probing {
		c.out.add(lead.key + lead.lit)
	}
	for i := range s.members {
		m := &s.members[i]
		key := m.key
		if m.in != inBody {
			if !c.saved || m.in.prefix() == "" || m.lit != "" || !c.hasText(v, i) {
				continue
			}
			key = m.savedKey()
		}
		if overridden != nil && overridden[i] || m.readOnly && c.sending && unset(v, i) || m.lit != "" && c.probing {
			continue
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
		if m.lit != "" {
			c.out.add(m.lit)
		} else {
			v.field(c, i)
		}
		if !c.probing && lead.fills(m, c.out.buf[written:c.out.n]) {
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
	c.out.addByte('}')
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
