package runtime

import (
	"errors"
	"strings"
)

// The scanner reads JSON from a string in one pass. Strings without escapes
// are returned as parts of the input, so that nothing is copied. It accepts
// what RFC 8259 accepts and nothing else. This file has punctuation, literals and
// what skips a value; strings and numbers have files of their own.

// space moves past white space. Most documents have none, so looking for some
// is inlined and moving past it isn't.
func (c *coder) space() {
	if c.pos < len(c.src) && c.src[c.pos] <= ' ' {
		c.skipSpace()
	}
}

func (c *coder) skipSpace() {
	for c.pos < len(c.src) {
		switch c.src[c.pos] {
		case ' ', '\n', '\r', '\t':
			c.pos++
		default:
			return
		}
	}
}

// peek returns the first byte of the next value, or 0 at the end.
func (c *coder) peek() byte {
	c.space()
	if c.pos < len(c.src) {
		return c.src[c.pos]
	}
	return 0
}

// open moves past an opening bracket.
func (c *coder) open(b byte) bool {
	if c.peek() != b {
		return false
	}
	c.pos++
	return true
}

// shut moves past a closing bracket that comes right away.
func (c *coder) shut(b byte) bool {
	if c.peek() != b {
		c.space()
		return false
	}
	c.pos++
	return true
}

// more moves past a comma and reports true, or past the closing bracket and
// reports false.
func (c *coder) more(closing byte) bool {
	switch c.peek() {
	case ',':
		c.pos++
		c.space()
		return c.done == nil || c.wanted()
	case closing:
		c.pos++
	default:
		c.syntax(`"," or "` + string(rune(closing)) + `"`)
	}
	return false
}

// wanted reports whether the caller still waits for what is decoded. It looks now and
// then: what is large can take longer than a caller has.
func (c *coder) wanted() bool {
	const often = 1024
	if c.passed++; c.passed%often != 0 {
		return true
	}
	select {
	case <-c.done:
		c.failAt(c.pos, errUnwanted)
		c.broken = true
		return false
	default:
		return true
	}
}

var errUnwanted = errors.New("nobody waits for the value any more")

// literal moves past s if it comes next.
func (c *coder) literal(s string) bool {
	c.space()
	if !strings.HasPrefix(c.src[c.pos:], s) {
		return false
	}
	c.pos += len(s)
	return true
}

// null moves past a null. What mostly isn't null is looked for first where it counts.
func (c *coder) null() bool { return c.peek() == 'n' && c.literal("null") }

// name reads a member's name and the colon.
func (c *coder) name() string {
	if c.peek() != '"' {
		c.syntax("a member name")
		return ""
	}
	s := c.str()
	if c.peek() != ':' {
		c.syntax(`":"`)
		return ""
	}
	c.pos++
	return s
}

// skip moves past the next value, of any kind.
func (c *coder) skip() {
	switch c.peek() {
	case '{':
		c.skipNested('{', '}')
	case '[':
		c.skipNested('[', ']')
	case '"':
		c.skipString()
	case 't':
		c.word("true")
	case 'f':
		c.word("false")
	case 'n':
		c.word("null")
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		c.numeral()
	default:
		c.syntax("a value")
	}
}

func (c *coder) word(s string) {
	if !c.literal(s) {
		c.syntax(s)
	}
}

// skipString is str without making a string of it.
func (c *coder) skipString() {
	start := c.pos + 1
	i := c.plainEnd(start)
	if i < len(c.src) && c.src[i] == '"' {
		c.pos = i + 1
		return
	}
	c.str()
}

// longNested is how long an array or an object is of which the end is worth
// remembering.
const longNested = 256

// skipNested passes over an object or an array. Where it has been before, it
// knows the end, so that what is skipped at every level costs time once.
func (c *coder) skipNested(opening, closing byte) {
	start := c.pos
	if c.ends != nil {
		if end := c.ends[start]; end > 0 {
			c.pos = end
			return
		}
	}
	if c.depth++; c.depth > maxDepth {
		c.failAt(c.pos, errDepth)
		return
	}
	c.pos++
	if !c.shut(closing) {
		for c.err == nil {
			if opening == '{' {
				c.name()
			}
			c.skip()
			if c.err != nil || !c.more(closing) {
				break
			}
		}
	}
	c.depth--
	if c.ends != nil && c.err == nil && c.pos-start > longNested {
		c.ends[start] = c.pos
	}
}

// kindByte returns the first byte of a value, and 0 for all numbers.
func kindByte(first byte) byte {
	if first == '-' || '0' <= first && first <= '9' {
		return '0'
	}
	return first
}
