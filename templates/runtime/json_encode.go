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
	c.mode, c.sending = encoding, sending
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
	if len(c.out.buf) <= maxScratch {
		*c = coder{out: output{buf: c.out.buf}}
		encoders.Put(c)
	}
	return all, err
}

func (c *coder) encodeObject(v codable, s *descriptor) {
	c.out.addByte('{')
	open := c.out.n
	overridden := 0
	for i := range s.members {
		m := &s.members[i]
		if m.in != inBody || m.readOnly && c.sending && unset(v, i) || m.lit != "" && c.probing {
			continue
		}
		// Most members of a request are absent: the name is written when there
		// is a value behind it.
		start := c.out.n
		c.out.reserve(1 + len(m.key))
		if start > open {
			c.out.n++
		}
		c.out.n += len(m.key)
		written := c.out.n
		if m.lit != "" {
			c.out.add(m.lit)
			overridden++
		} else {
			v.field(c, i)
		}
		if c.out.n == written {
			c.out.n = start
			continue
		}
		if start > open {
			c.out.buf[start] = ','
		}
		copy(c.out.buf[written-len(m.key):], m.key)
	}
	start := c.out.n
	if start > open {
		c.out.addByte(',')
	}
	written := c.out.n
	v.field(c, len(s.members))
	if c.out.n == written {
		c.out.n = start
	} else if overridden > 0 {
		c.dropOverridden(s, open, start, written)
	}
	c.out.addByte('}')
}

// encodeOpen and encodeShut bracket an array or a map, and bound the depth.
func (c *coder) encodeOpen(b byte) {
	if c.depth++; c.depth > maxDepth {
		c.fail(errDepth)
	}
	c.out.addByte(b)
}

func (c *coder) encodeShut(b byte) {
	c.depth--
	c.out.addByte(b)
}
