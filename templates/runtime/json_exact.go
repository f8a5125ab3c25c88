package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
)

// Numbers that neither an int64 nor a float64 holds.

func unsignedPtr(c *coder, p **uint64, pr presence) { ptr(c, p, pr, unsigned) }

// unsigned walks a whole number that isn't negative.
func unsigned(c *coder, p *uint64) {
	switch c.mode {
	case decoding:
		if c.null() {
			return
		}
		at := c.pos
		s := c.numeral()
		if c.err != nil {
			return
		}
		n, err := strconv.ParseUint(wholeDigits(s), 10, 64)
		if err != nil {
			n = 0
			c.failAt(at, fmt.Errorf("number %s is no unsigned 64-bit integer", clip(s)))
		}
		*p = n
	case encoding:
		c.out.took(strconv.AppendUint(c.out.room(24), *p, 10))
	case flattening:
		c.scalar(strconv.FormatUint(*p, 10))
	case clearing:
		*p = 0
	default:
	}
}

func numericPtr(c *coder, p **json.Number, pr presence) { ptr(c, p, pr, numeric) }

// numeric walks a number that is kept as it is written. It may come as a string, as
// servers write what JavaScript would round, and is 0 when empty, as it is for
// encoding/json.
func numeric(c *coder, p *json.Number) {
	switch c.mode {
	case decoding:
		if c.null() {
			return
		}
		*p = ""
		if c.peek() != '"' {
			*p = json.Number(c.numeral())
			return
		}
		c.parse(func(s string) error {
			if !isNumber(s) {
				return fmt.Errorf("%q is no number", clip(s))
			}
			*p = json.Number(s)
			return nil
		})
	case clearing:
		*p = ""
	case validating:
		if *p != "" && !isNumber(string(*p)) {
			c.invalid(fmt.Errorf("%w: %q", errNumber, clip(string(*p))))
		}
	case encoding, flattening:
		s := string(*p)
		if s == "" {
			s = "0"
		}
		switch {
		case !isNumber(s):
			c.fail(fmt.Errorf("%w: %q", errNumber, clip(s)))
		case c.mode == encoding:
			c.out.add(s)
		default:
			c.scalar(s)
		}
	default:
	}
}

var errNumber = errors.New("a json.Number holds no number")

// isNumber reports whether s is a number as JSON writes it.
func isNumber(s string) bool {
	d := coder{mode: decoding, src: s}
	return len(d.numeral()) == len(s) && d.err == nil
}
