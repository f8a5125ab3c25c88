package runtime

import (
	"errors"
	"fmt"
	"strconv"
)

// Scanning numbers.

// numeral moves past a number and returns it.
func (c *coder) numeral() string {
	if b := c.peek(); b != '-' && (b < '0' || b > '9') {
		c.mismatch("number")
		return ""
	}
	s, start := c.src, c.pos
	i := start
	if s[i] == '-' {
		i++
	}
	from := i
	if i = digits(s, i); i == from || s[from] == '0' && i > from+1 {
		c.badNumber(i)
		return ""
	}
	if i < len(s) && s[i] == '.' {
		from = i + 1
		if i = digits(s, from); i == from {
			c.badNumber(i)
			return ""
		}
	}
	if i < len(s) && s[i]|' ' == 'e' {
		if i++; i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		from = i
		if i = digits(s, from); i == from {
			c.badNumber(i)
			return ""
		}
	}
	c.pos = i
	return s[start:i]
}

func (c *coder) badNumber(at int) {
	if at >= len(c.src) {
		c.failAt(at, errEnd)
		return
	}
	c.failAt(at, errors.New("invalid number"))
}

// digits returns the offset of the first byte at or after i that is no digit.
func digits(s string, i int) int {
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return i
}

// whole reads a whole number.
func (c *coder) whole() int64 {
	at := c.pos
	s := c.numeral()
	if c.err != nil {
		return 0
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		c.failAt(at, fmt.Errorf("number %s is no 64-bit integer", clip(s)))
	}
	return n
}

// float reads a number.
func (c *coder) float(size int) float64 {
	at := c.pos
	s := c.numeral()
	if c.err != nil {
		return 0
	}
	f, err := strconv.ParseFloat(s, size)
	if err != nil {
		c.failAt(at, fmt.Errorf("number %s is out of range", clip(s)))
	}
	return f
}
