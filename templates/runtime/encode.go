package runtime

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strconv"
	"sync"
	"unicode/utf8"
)

// maxScratch is the largest buffer that goes back to the pool.
const maxScratch = 1 << 20

var scratchPool = sync.Pool{New: func() any { return new([]byte) }}

// encodeOpen and encodeShut bracket an array or a map, and bound the depth.
func (c *coder) encodeOpen(b byte) {
	if c.depth++; c.depth > maxDepth {
		c.fail(errDepth)
	}
	c.buf = append(c.buf, b)
}

func (c *coder) encodeShut(b byte) {
	c.depth--
	c.buf = append(c.buf, b)
}

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. Invalid UTF-8 becomes the
// replacement character.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	if !utf8.ValidString(s) {
		s = toValidUTF8(s)
	}
	for i := 0; ; i++ {
		j := plainEnd(s, i)
		b = append(b, s[i:j]...)
		if j == len(s) {
			return append(b, '"')
		}
		switch ch := s[j]; ch {
		case '"', '\\':
			b = append(b, '\\', ch)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[ch>>4], hexDigits[ch&15])
		}
		i = j
	}
}

// appendFloat appends f in the shortest form that reads back the same, with an
// exponent only for very large and very small numbers, as in JavaScript.
func appendFloat(b []byte, f float64, bits int) []byte {
	format := byte('f')
	if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
		format = 'e'
	}
	return strconv.AppendFloat(b, f, format, -1, bits)
}

func sortedKeys[M ~map[K]T, K cmp.Ordered, T any](m M) []K {
	return slices.Sorted(maps.Keys(m))
}
