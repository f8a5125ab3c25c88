package runtime

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// Writing JSON text: a buffer, strings with their escapes, floating-point numbers.

// output is JSON being written. It counts what is written beside the buffer
// instead of in it: appending would store a pointer each time, which is dear
// while the garbage collector runs.
type output struct {
	buf []byte
	n   int
}

// bytes returns what has been written.
func (o *output) bytes() []byte { return o.buf[:o.n] }

// reserve makes room for n more bytes.
func (o *output) reserve(n int) {
	if len(o.buf)-o.n < n {
		o.grow(n)
	}
}

func (o *output) grow(n int) {
	bigger := make([]byte, max(2*len(o.buf), o.n+n, 512))
	copy(bigger, o.buf[:o.n])
	o.buf = bigger
}

func (o *output) add(s string) {
	o.reserve(len(s))
	o.n += copy(o.buf[o.n:], s)
}

func (o *output) addByte(b byte) {
	o.reserve(1)
	o.buf[o.n] = b
	o.n++
}

// room returns an empty slice with room for n bytes. What is appended to it
// counts once it has been passed to took.
func (o *output) room(n int) []byte {
	o.reserve(n)
	return o.buf[o.n:o.n]
}

func (o *output) took(b []byte) { o.n += len(b) }

const hexDigits = "0123456789abcdef"

const hexUpper = "0123456789ABCDEF"

// addString adds s as a JSON string. Invalid UTF-8 becomes the replacement
// character.
func (o *output) addString(s string) {
	o.reserve(len(s) + 2)
	o.buf[o.n] = '"'
	o.n++
	for s = s[o.addPlain(s):]; s != ""; s = s[o.addPlain(s):] {
		if s[0] >= utf8.RuneSelf {
			o.addUnicode(s)
			break
		}
		o.addEscaped(s[0])
		s = s[1:]
	}
	o.addByte('"')
}

// addPlain adds the ASCII that s begins with up to what has to be escaped, and
// returns how much that is. It copies while it looks.
func (o *output) addPlain(s string) int {
	o.reserve(len(s))
	dst := o.buf[o.n:]
	i := 0
	for ; i+8 <= len(s) && i+8 <= len(dst); i += 8 {
		w := load8(s, i)
		if !plain8(w) {
			break
		}
		store8(dst[i:i+8], w)
	}
	for ; i < len(s); i++ {
		b := s[i]
		if b < ' ' || b >= utf8.RuneSelf || b == '"' || b == '\\' {
			break
		}
		dst[i] = b
	}
	o.n += i
	return i
}

// addUnicode adds text that is not only ASCII.
func (o *output) addUnicode(s string) {
	if !utf8.ValidString(s) {
		s = toValidUTF8(s)
	}
	for {
		i := plainEnd(s, 0)
		o.add(s[:i])
		if i == len(s) {
			return
		}
		o.addEscaped(s[i])
		s = s[i+1:]
	}
}

// addEscaped adds an ASCII character that has to be escaped.
func (o *output) addEscaped(b byte) {
	switch b {
	case '"':
		o.add(`\"`)
	case '\\':
		o.add(`\\`)
	case '\n':
		o.add(`\n`)
	case '\r':
		o.add(`\r`)
	case '\t':
		o.add(`\t`)
	default:
		o.add(`\u00`)
		o.addByte(hexDigits[b>>4])
		o.addByte(hexDigits[b&15])
	}
}

// plain8 reports whether w is eight ASCII characters that JSON doesn't escape. Without
// the high bits, special needs less than it does for all text.
func plain8(w uint64) bool {
	return (w|(w-ones*' ')|(w^ones*'"'-ones)|(w^ones*'\\'-ones))&highs == 0
}

// store8 is the reverse of load8. The compiler makes one instruction of it as it stands,
// with a statement for each byte.
func store8(b []byte, w uint64) {
	_ = b[7]
	b[0] = byte(w)
	b[1] = byte(w >> 8)
	b[2] = byte(w >> 16)
	b[3] = byte(w >> 24)
	b[4] = byte(w >> 32)
	b[5] = byte(w >> 40)
	b[6] = byte(w >> 48)
	b[7] = byte(w >> 56)
}

// maxFloat is more than the longest number that appendFloat writes.
const maxFloat = 32

// appendFloat appends f in the shortest form that reads back the same, with an
// exponent only for very large and very small numbers, as in JavaScript.
func appendFloat(b []byte, f float64, bits int) []byte {
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, f, format, -1, bits)
}
