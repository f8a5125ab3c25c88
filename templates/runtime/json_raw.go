package runtime

import (
	"encoding/json"
	"errors"
)

// Values of any kind, kept as they came.

// raw walks any JSON value, kept as it came.
func raw(c *coder, p *json.RawMessage, pr presence) {
	switch c.mode {
	case decoding:
		start := c.pos
		c.skip()
		if c.err == nil {
			*p = json.RawMessage(c.src[start:c.pos])
		}
	case encoding:
		if len(*p) == 0 {
			if pr != optional {
				c.out.add("null")
			}
			return
		}
		c.rawValue(*p)
	case validating:
		if pr == required && len(*p) == 0 {
			c.missing()
		}
	case flattening:
		if len(*p) > 0 {
			c.scalar(string(*p))
		}
	default:
	}
}

// rawValue appends v after checking that it is one JSON value.
func (c *coder) rawValue(v json.RawMessage) {
	s, ok := oneValue(string(v))
	if !ok {
		c.fail(errRaw)
		return
	}
	c.out.add(s)
}

var errRaw = errors.New("a raw JSON field holds invalid JSON")

// oneValue returns the value that src consists of, without white space around
// it, and whether it is one.
func oneValue(src string) (string, bool) {
	d := coder{mode: decoding, src: src}
	d.space()
	start := d.pos
	d.skip()
	end := d.pos
	d.space()
	return src[start:end], d.err == nil && d.pos == len(src)
}
