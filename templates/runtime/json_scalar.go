package runtime

import (
	"errors"
	"math"
	"strconv"
)

// Strings, booleans and numbers.

// text walks a string that is always present.
func text(c *coder, p *string) {
	switch c.mode {
	case decoding:
		if c.peek() == '"' || !c.null() {
			*p = c.str()
		}
	case encoding:
		c.out.addString(*p)
	case flattening:
		c.scalar(*p)
	case clearing:
		*p = ""
	default:
	}
}

// parse decodes a string that stands for something else, unless it is null.
func (c *coder) parse(set func(s string) error) {
	if c.null() {
		return
	}
	at, s := c.pos, c.str()
	if c.err != nil {
		return
	}
	if err := set(s); err != nil {
		c.failAt(at, err)
	}
}

// boolean walks a bool that is always present.
func boolean(c *coder, p *bool) {
	switch c.mode {
	case decoding:
		if c.null() {
			return
		}
		switch {
		case c.literal("true"):
			*p = true
		case c.literal("false"):
			*p = false
		default:
			*p = false
			c.mismatch("boolean")
		}
	case encoding:
		c.out.took(strconv.AppendBool(c.out.room(8), *p))
	case flattening:
		c.scalar(strconv.FormatBool(*p))
	case clearing:
		*p = false
	default:
	}
}

// integer walks a whole number that is always present.
func integer(c *coder, p *int64) {
	switch c.mode {
	case decoding:
		if !c.null() {
			*p = c.whole()
		}
	case encoding:
		c.out.took(strconv.AppendInt(c.out.room(24), *p, 10))
	case flattening:
		c.scalar(strconv.FormatInt(*p, 10))
	case clearing:
		*p = 0
	default:
	}
}

// integer32 is integer for what has 32 bits.
func integer32(c *coder, p *int32) {
	at, n := c.pos, int64(*p)
	integer(c, &n)
	if c.mode != decoding && c.mode != clearing {
		return
	}
	if *p = int32(n); int64(*p) != n {
		*p = 0
		c.failAt(at, errInt32)
	}
}

var (
	errNotFinite = errors.New("JSON has no NaN and no infinity")
	errInt32     = errors.New("number is no 32-bit integer")
)

// number walks a floating-point number that is always present.
func number(c *coder, p *float64) { numberOf(c, p, 64) }

// number32 is number for what has 32 bits.
func number32(c *coder, p *float32) {
	f := float64(*p)
	numberOf(c, &f, 32)
	if c.mode == decoding || c.mode == clearing {
		*p = float32(f)
	}
}

// numberOf codes a number of 32 or 64 bits in whatever mode the coder is.
func numberOf(c *coder, p *float64, bits int) {
	switch c.mode {
	case decoding:
		if !c.null() {
			*p = c.float(bits)
		}
	case clearing:
		*p = 0
	case validating:
		if math.IsNaN(*p) || math.IsInf(*p, 0) {
			c.invalid(errNotFinite)
		}
	case encoding, flattening:
		f := *p
		if math.IsNaN(f) || math.IsInf(f, 0) {
			c.fail(errNotFinite)
			return
		}
		if c.mode == encoding {
			c.out.took(appendFloat(c.out.room(maxFloat), f, bits))
		} else {
			c.scalar(string(appendFloat(nil, f, bits)))
		}
	default:
	}
}
