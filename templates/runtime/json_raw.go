package runtime

import (
	"encoding/json"
	"errors"
	"strings"
)

// Values of any kind, kept as their text.

// raw walks any JSON value, kept as its text.
func raw(c *coder, p *json.RawMessage, pr presence) {
	switch c.mode {
	case decoding:
		start := c.pos
		c.skip()
		if c.err == nil {
			*p = json.RawMessage(tidy(c.src[start:c.pos]))
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
	c.out.add(tidy(s))
}

// tidy returns a JSON value as this package writes values: without white space, and
// with strings escaped where they have to be. Whoever saves a value may write it in another
// way, as encoding/json escapes <, > and & and json/v2 takes escapes back; what is read
// again is equal to what was saved, and goes out as the same bytes, because there is one
// way to write it here. Halves of surrogate pairs become U+FFFD: they are no characters,
// and servers refuse them.
func tidy(s string) string {
	at := untidy(s)
	if at == len(s) {
		return s
	}
	var o output
	for at < len(s) {
		if s[at] != '"' { // white space
			o.add(s[:at])
			s = s[at+1:]
		} else {
			o.add(s[:at])
			d := coder{mode: decoding, src: s, pos: at}
			o.addString(d.str())
			if d.err != nil {
				return s // no JSON: whoever sends it hears of that
			}
			s = s[d.pos:]
		}
		at = untidy(s)
	}
	o.add(s)
	return string(o.bytes())
}

// untidy returns where the first white space of a JSON value stands, or the first string
// that is escaped in another way than this package does; the length of s if there is none.
func untidy(s string) int {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ', '\t', '\n', '\r':
			return i
		case '"':
			start := i
			for i = plainEnd(s, i+1); i < len(s) && s[i] != '"'; i = plainEnd(s, i) {
				n := neededEscape(s[i:])
				if n == 0 {
					return start
				}
				i += n
			}
		}
	}
	return len(s)
}

// neededEscape returns the length of the escape that s begins with, 0 if strings are
// written without it.
func neededEscape(s string) int {
	switch {
	case len(s) < 2:
		return 0
	case strings.IndexByte(`"\nrt`, s[1]) >= 0:
		return 2
	case len(s) >= 6 && s[1:5] == "u000" && strings.IndexByte(hexDigits, s[5]) >= 0 && strings.IndexByte("9ad", s[5]) < 0,
		len(s) >= 6 && s[1:5] == "u001" && strings.IndexByte(hexDigits, s[5]) >= 0:
		return 6
	}
	return 0
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
