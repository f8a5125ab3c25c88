package runtime

import (
	"errors"
	"math/bits"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Scanning strings, eight bytes at a time.

// str reads a string.
func (c *coder) str() string {
	if c.peek() != '"' {
		c.mismatch("string")
		return ""
	}
	start := c.pos + 1
	i := c.plainEnd(start)
	if i < len(c.src) && c.src[i] == '"' {
		c.pos = i + 1
		return c.src[start:i]
	}
	end := c.stringEnd(i)
	if c.err != nil {
		return ""
	}
	s, bad := unescape(c.src[start:end])
	if bad >= 0 {
		c.failAt(start+bad, errors.New("invalid escape in string"))
		return ""
	}
	c.pos = end + 1
	return s
}

// stringEnd returns the offset of the quote that ends the string of which
// everything before i has been seen.
func (c *coder) stringEnd(i int) int {
	for i < len(c.src) {
		switch c.src[i] {
		case '"':
			return i
		case '\\':
			i = min(i+2, len(c.src))
		default:
			c.failAt(i, errors.New("control character in string"))
			return i
		}
		i = c.plainEnd(i)
	}
	c.failAt(i, errEnd)
	return i
}

// plainEnd is the function of that name for the document. What is found with
// vector instructions pays for itself in long strings only.
func (c *coder) plainEnd(i int) int {
	s := c.src
	if !c.clean || i+16 > len(s) {
		return plainEnd(s, i)
	}
	if m := special(load8(s, i)); m != 0 {
		return i + bits.TrailingZeros64(m)/8
	}
	if m := special(load8(s, i+8)); m != 0 {
		return i + 8 + bits.TrailingZeros64(m)/8
	}
	i += 16
	if c.slash < i {
		c.slash = indexFrom(s, i, '\\')
	}
	return indexFrom(s[:c.slash], i, '"')
}

// indexFrom returns the offset of the first b at or after i, or the length of s.
func indexFrom(s string, i int, b byte) int {
	if n := strings.IndexByte(s[i:], b); n >= 0 {
		return i + n
	}
	return len(s)
}

// survey reports whether all bytes of s are ASCII, and whether none is a
// control character.
func survey(s string) (ascii, clean bool) {
	var high, low uint64
	for ; len(s) >= 8; s = s[8:] {
		w := load8(s, 0)
		high |= w
		low |= (w - ones*' ') &^ w // a byte below the first to borrow is a control character too
	}
	for i := range len(s) {
		w := uint64(s[i])
		high |= w
		low |= (w - ' ') &^ w & 0x80
	}
	return high&highs == 0, low&highs == 0
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// plainEnd returns the offset of the first quote, backslash or control
// character at or after i. It looks at eight bytes at a time.
func plainEnd(s string, i int) int {
	for ; i+8 <= len(s); i += 8 {
		if m := special(load8(s, i)); m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for ; i < len(s); i++ {
		if b := s[i]; b == '"' || b == '\\' || b < ' ' {
			break
		}
	}
	return i
}

// special has the high bit set of the first byte of w that JSON escapes; bytes
// after it may be wrong.
func special(w uint64) uint64 {
	quote := w ^ ones*'"'
	slash := w ^ ones*'\\'
	return ((w-ones*' ')&^w | (quote-ones)&^quote | (slash-ones)&^slash) & highs
}

// load8 returns eight bytes of s, the first lowest.
func load8(s string, i int) uint64 {
	_ = s[i+7]
	return uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
		uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
}

// unescape resolves the escapes of a string's inner part, or returns the
// offset of one that is invalid.
func unescape(s string) (out string, bad int) {
	var b strings.Builder
	b.Grow(len(s) - 1)
	for i := 0; ; {
		j := strings.IndexByte(s[i:], '\\')
		if j < 0 {
			b.WriteString(s[i:])
			return b.String(), -1
		}
		b.WriteString(s[i : i+j])
		i += j
		if i+1 >= len(s) {
			return "", i
		}
		switch e := s[i+1]; e {
		case '"', '\\', '/':
			b.WriteByte(e)
		case 'b':
			b.WriteByte('\b')
		case 'f':
			b.WriteByte('\f')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		case 'u':
			r, n := unescapeRune(s[i:])
			if n == 0 {
				return "", i
			}
			b.WriteRune(r)
			i += n
			continue
		default:
			return "", i
		}
		i += 2
	}
}

// unescapeRune reads \uXXXX, or two of them that make a pair, and returns how
// many bytes it took. A lone surrogate is the replacement character.
func unescapeRune(s string) (r rune, n int) {
	r = hex4(s)
	if r < 0 {
		return 0, 0
	}
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if len(s) > 6 {
		if low := hex4(s[6:]); low >= 0 {
			if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
				return pair, 12
			}
		}
	}
	return utf8.RuneError, 6
}

// hex4 reads \uXXXX, or returns -1.
func hex4(s string) rune {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return -1
	}
	var r rune
	for _, b := range []byte(s[2:6]) {
		switch {
		case '0' <= b && b <= '9':
			b -= '0'
		case 'a' <= b && b <= 'f':
			b -= 'a' - 10
		case 'A' <= b && b <= 'F':
			b -= 'A' - 10
		default:
			return -1
		}
		r = r<<4 | rune(b)
	}
	return r
}

// toValidUTF8 replaces each invalid byte as encoding/json does.
func toValidUTF8(s string) string {
	b := make([]byte, 0, len(s)+16)
	for _, r := range s {
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}
