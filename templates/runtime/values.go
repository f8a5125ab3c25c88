package runtime

import (
	"errors"
	"math"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// text walks a string that is always present.
func text[T ~string](c *coder, p *T) {
	switch c.mode {
	case decoding:
		if !c.null() {
			*p = T(c.str())
		}
	case encoding:
		c.buf = appendString(c.buf, string(*p))
	case flattening:
		c.scalar(string(*p))
	default:
	}
}

// optText walks a string type whose zero value means absent.
func optText[T ~string](c *coder, p *T) {
	if c.mode == decoding || *p != "" {
		text(c, p)
	}
}

// boolean walks a bool that is always present.
func boolean[T ~bool](c *coder, p *T) {
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
			c.mismatch("boolean")
		}
	case encoding:
		c.buf = strconv.AppendBool(c.buf, bool(*p))
	case flattening:
		c.scalar(strconv.FormatBool(bool(*p)))
	default:
	}
}

// integer walks a whole number that is always present.
func integer[T ~int64 | ~int32](c *coder, p *T) {
	switch c.mode {
	case decoding:
		if c.null() {
			return
		}
		at, n := c.pos, c.whole()
		if *p = T(n); int64(*p) != n {
			c.failAt(at, errInt32)
		}
	case encoding:
		c.buf = strconv.AppendInt(c.buf, int64(*p), 10)
	case flattening:
		c.scalar(strconv.FormatInt(int64(*p), 10))
	default:
	}
}

var (
	errNotFinite = errors.New("JSON has no NaN and no infinity")
	errInt32     = errors.New("number is no 32-bit integer")
)

// number walks a floating-point number that is always present.
func number[T ~float64 | ~float32](c *coder, p *T) {
	bits := 64
	if T(1<<24+1) == T(1<<24) { // only float32 can't tell them apart
		bits = 32
	}
	switch c.mode {
	case decoding:
		if !c.null() {
			*p = T(c.float(bits))
		}
	case encoding, flattening:
		f := float64(*p)
		if math.IsNaN(f) || math.IsInf(f, 0) {
			c.fail(errNotFinite)
			return
		}
		if c.mode == encoding {
			c.buf = appendFloat(c.buf, f, bits)
		} else {
			c.scalar(string(appendFloat(nil, f, bits)))
		}
	default:
	}
}

// raw walks any JSON value, kept as it came.
func raw(c *coder, p *jsontext.Value, pr presence) {
	switch c.mode {
	case decoding:
		start := c.pos
		c.skip()
		if c.err == nil {
			*p = jsontext.Value(c.src[start:c.pos])
		}
	case encoding:
		if len(*p) == 0 {
			if pr != optional {
				c.buf = append(c.buf, "null"...)
			}
			return
		}
		c.rawValue(*p)
	case checking:
		if pr == required && len(*p) == 0 {
			c.missing()
		}
	case flattening:
		if len(*p) > 0 {
			c.scalar(string(*p))
		}
	default:
	}
}

// rawValue appends v after checking that it is one JSON value.
func (c *coder) rawValue(v jsontext.Value) {
	d := coder{mode: decoding, src: string(v)}
	d.space()
	start := d.pos
	d.skip()
	end := d.pos
	d.space()
	if d.err != nil || d.pos != len(d.src) {
		c.fail(errRaw)
		return
	}
	c.buf = append(c.buf, d.src[start:end]...)
}

var errRaw = errors.New("a raw JSON field holds invalid JSON")

// ptr walks a value behind a pointer.
func ptr[T any](c *coder, p **T, pr presence, elem func(*coder, *T)) {
	if c.mode == decoding {
		if c.null() {
			*p = nil
			return
		}
		*p = new(T)
		elem(c, *p)
		return
	}
	if *p == nil {
		c.absent(pr)
		return
	}
	elem(c, *p)
}

// absent deals with a nil value of a member.
func (c *coder) absent(pr presence) {
	switch {
	case c.mode == encoding && pr != optional:
		c.buf = append(c.buf, "null"...)
	case c.mode == checking && pr == required:
		c.missing()
	}
}

// obj walks a struct in place.
func obj[T any, P interface {
	*T
	coded
}](c *coder, p *T) {
	c.walk(P(p))
}

// list walks an array. What doesn't depend on the type of the elements stands
// in functions of its own, so that little is compiled for each type.
func list[S ~[]T, T any](c *coder, p *S, pr presence, elem func(*coder, *T)) {
	if c.mode == decoding {
		*p = nil
		if !c.beginList() {
			return
		}
		*p = S{}
		for c.nextElement(len(*p)) {
			var zero T
			*p = append(*p, zero)
			elem(c, &(*p)[len(*p)-1])
		}
		return
	}
	if !c.openList(*p == nil, pr) {
		return
	}
	for i := range *p {
		at := c.beginElement(i)
		elem(c, &(*p)[i])
		c.endElement(at)
	}
	c.closeList()
}

// beginList moves past the bracket that begins an array, or past a null.
func (c *coder) beginList() bool {
	if c.null() {
		return false
	}
	if !c.open('[') {
		c.mismatch("array")
		return false
	}
	if c.depth++; c.depth > maxDepth {
		c.fail(errDepth)
	}
	return true
}

// nextElement moves to element n of an array, or past its end.
func (c *coder) nextElement(n int) bool {
	if c.err == nil && (n == 0 && !c.shut(']') || n > 0 && c.more(']')) {
		return true
	}
	c.depth--
	return false
}

// openList begins an array in the modes that don't decode. It reports whether
// there are elements to walk.
func (c *coder) openList(absent bool, pr presence) bool {
	if absent {
		if c.mode == encoding && pr == required {
			c.buf = append(c.buf, "[]"...)
		} else {
			c.absent(pr)
		}
		return false
	}
	if c.mode == encoding {
		c.encodeOpen('[')
	}
	return true
}

// beginElement prepares for element i; what it returns is for endElement.
func (c *coder) beginElement(i int) int {
	if c.mode == encoding {
		if i > 0 {
			c.buf = append(c.buf, ',')
		}
	} else {
		c.path = append(c.path, pathElem{index: i})
	}
	return len(c.buf)
}

func (c *coder) endElement(at int) {
	switch {
	case c.mode != encoding:
		c.path = c.path[:len(c.path)-1]
	case len(c.buf) == at: // a nil element
		c.buf = append(c.buf, "null"...)
	}
}

func (c *coder) closeList() {
	if c.mode == encoding {
		c.encodeShut(']')
	}
}

// dict walks an object whose member names are free.
func dict[M ~map[K]T, K ~string, T any](c *coder, p *M, pr presence, elem func(*coder, *T)) {
	if c.mode == decoding {
		*p = decodeDict[M](c, elem)
		return
	}
	if *p == nil {
		switch {
		case c.mode == encoding && pr == required:
			c.buf = append(c.buf, "{}"...)
		default:
			c.absent(pr)
		}
		return
	}
	if c.mode == encoding {
		c.encodeOpen('{')
		encodeEntries(c, *p, elem)
		c.encodeShut('}')
		return
	}
	for _, k := range sortedKeys(*p) {
		v := (*p)[k]
		c.at(pathElem{name: string(k), named: true}, func() { elem(c, &v) })
	}
}

func encodeEntries[M ~map[K]T, K ~string, T any](c *coder, m M, elem func(*coder, *T)) {
	for i, k := range sortedKeys(m) {
		if i > 0 {
			c.buf = append(c.buf, ',')
		}
		c.buf = append(appendString(c.buf, string(k)), ':')
		v, n := m[k], len(c.buf)
		elem(c, &v)
		if len(c.buf) == n {
			c.buf = append(c.buf, "null"...)
		}
	}
}

func decodeDict[M ~map[K]T, K ~string, T any](c *coder, elem func(*coder, *T)) M {
	if c.null() {
		return nil
	}
	if !c.open('{') {
		c.mismatch("object")
		return nil
	}
	out := M{}
	if c.depth++; c.depth > maxDepth {
		c.fail(errDepth)
	}
	if !c.shut('}') {
		for c.err == nil {
			k := K(c.name())
			c.space()
			var v T
			elem(c, &v)
			out[k] = v
			if c.err != nil || !c.more('}') {
				break
			}
		}
	}
	c.depth--
	return out
}
