package runtime

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"
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
		} else if len(*p) > 0 {
			if _, ok := oneValue(toValid(string(*p))); !ok {
				c.invalid(errRaw)
			}
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
	s, ok := oneValue(toValid(string(v)))
	if !ok {
		c.fail(errRaw)
		return
	}
	c.out.add(mendRaw(s))
}

// mendRaw replaces halves of surrogate pairs, as is done in strings: they are no
// characters, and servers refuse them.
func mendRaw(s string) string {
	if strings.IndexByte(s, '\\') < 0 || !strings.Contains(s, `\u`) {
		return s
	}
	var b []byte
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			i++
			continue
		}
		r, n := unescapeRune(s[i:])
		if n == 0 {
			i += 2
			continue
		}
		if n == 6 && r == utf8.RuneError {
			if b == nil {
				b = []byte(s)
			}
			copy(b[i:], `\ufffd`)
		}
		i += n
	}
	if b == nil {
		return s
	}
	return string(b)
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
