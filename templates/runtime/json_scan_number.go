package runtime

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
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
	if err != nil { // 1.0 and 1e3 are whole too
		n, err = strconv.ParseInt(wholeDigits(s), 10, 64)
	}
	if err != nil {
		c.failAt(at, fmt.Errorf("number %s is no 64-bit integer", clip(s)))
		return 0
	}
	return n
}

// wholeDigits returns a number without fraction and exponent, or as it is if it is
// not whole, or has more digits than an integer of 64 bits can have.
func wholeDigits(s string) string {
	sign, rest := "", s
	if rest != "" && rest[0] == '-' {
		sign, rest = "-", rest[1:]
	}
	point := 0 // how many digits stand before the decimal point
	if i := strings.IndexAny(rest, "eE"); i >= 0 {
		n, err := strconv.Atoi(rest[i+1:])
		if err != nil {
			n = maxInt64Digits + 1 // of a number that isn't 0
			if rest[i+1] == '-' {
				n = -len(s) - n
			}
		}
		rest, point = rest[:i], n
	}
	before, after, _ := strings.Cut(rest, ".")
	point += len(before)
	all := strings.TrimLeft(before+after, "0")
	point -= len(before) + len(after) - len(all)
	all = strings.TrimRight(all, "0")
	switch {
	case all == "":
		return "0"
	case len(all) > point || point > maxInt64Digits:
		return s
	}
	return sign + all + strings.Repeat("0", point-len(all))
}

// maxInt64Digits is how many digits the greatest uint64 has.
const maxInt64Digits = 20

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
		return 0
	}
	return f
}
