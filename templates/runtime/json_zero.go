package runtime

// Members that only answers have: nothing is sent of them unless they are set.

// unset reports whether member i of v has its zero value.
func unset(v codable, i int) bool {
	c := coder{mode: encoding, probing: true}
	v.field(&c, i)
	d := coder{mode: decoding, src: string(c.out.bytes())}
	return c.err == nil && (d.src == "" || d.zero())
}

// zero moves past the next value and reports whether it is what a zero value in Go
// is encoded as. An object is zero if all of its members are.
func (c *coder) zero() bool {
	switch c.peek() {
	case '{':
		if c.open('{'); c.shut('}') {
			return true
		}
		for c.err == nil {
			c.name()
			if !c.zero() {
				return false
			}
			if !c.more('}') {
				break
			}
		}
		return c.err == nil
	case '[':
		c.open('[')
		return c.shut(']')
	case '"':
		s := c.str()
		return s == "" || s == zeroTime || s == zeroDate
	case 'n':
		return c.null()
	case 'f':
		return c.literal("false")
	default:
		return c.numeral() == "0"
	}
}

const (
	zeroTime = "0001-01-01T00:00:00Z"
	zeroDate = "0000-00-00"
)
