package runtime

import (
	"errors"
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The scanner reads JSON from a string in one pass. Strings without escapes
// are returned as parts of the input, so that nothing is copied. It accepts
// what RFC 8259 accepts and nothing else.

var (
	errDepth = errors.New("JSON is nested too deeply")
	errEnd   = errors.New("unexpected end of JSON input")
)

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

// syntax records that something else than want stands at the current position.
func (c *coder) syntax(want string) {
	if c.err != nil {
		return
	}
	if c.pos >= len(c.src) {
		c.failAt(c.pos, errEnd)
		return
	}
	r, _ := utf8.DecodeRuneInString(c.src[c.pos:])
	c.failAt(c.pos, fmt.Errorf("invalid character %q, want %s", r, want))
}

// mismatch records that the next value is not of the type wanted.
func (c *coder) mismatch(want string) {
	at := c.pos
	if c.err != nil {
		return
	}
	got := kindName(c.peek())
	if got == "" {
		c.syntax("a value")
		return
	}
	c.failAt(at, fmt.Errorf("got %s, want %s", got, want))
}

// failAt records the first error with the offset where it lies.
func (c *coder) failAt(pos int, err error) {
	if c.err == nil {
		c.err = &offsetError{pos, err}
		c.pos = len(c.src)
	}
}

type offsetError struct {
	pos int
	err error
}

func (e *offsetError) Error() string { return e.err.Error() }
func (e *offsetError) Unwrap() error { return e.err }

func kindName(b byte) string {
	switch b {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return "number"
	}
	return ""
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
		return true
	case closing:
		c.pos++
	default:
		c.syntax(`"," or "` + string(rune(closing)) + `"`)
	}
	return false
}

// literal moves past s if it comes next.
func (c *coder) literal(s string) bool {
	c.space()
	if !strings.HasPrefix(c.src[c.pos:], s) {
		return false
	}
	c.pos += len(s)
	return true
}

// null moves past a null.
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

// digits returns the offset of the first byte at or after i that is no digit.
func digits(s string, i int) int {
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	return i
}

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

func clip(s string) string {
	if len(s) > 40 {
		return s[:40] + "..."
	}
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

func (c *coder) skipNested(opening, closing byte) {
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
}

// toValidUTF8 replaces each invalid byte as encoding/json does.
func toValidUTF8(s string) string {
	b := make([]byte, 0, len(s)+16)
	for _, r := range s {
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}
