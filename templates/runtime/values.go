package runtime

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
)

// text walks a string that is always present.
func text(c *coder, p *string) {
	switch c.mode {
	case decoding:
		if !c.null() {
			*p = c.str()
		}
	case encoding:
		c.out.addString(*p)
	case flattening:
		c.scalar(*p)
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

// optText walks a string type whose zero value means absent.
func optText(c *coder, p *string) {
	if c.mode == decoding || *p != "" {
		text(c, p)
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
			c.mismatch("boolean")
		}
	case encoding:
		c.out.took(strconv.AppendBool(c.out.room(8), *p))
	case flattening:
		c.scalar(strconv.FormatBool(*p))
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
	default:
	}
}

// integer32 is integer for what has 32 bits.
func integer32(c *coder, p *int32) {
	at, n := c.pos, int64(*p)
	integer(c, &n)
	if c.mode != decoding {
		return
	}
	if *p = int32(n); int64(*p) != n {
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
	if c.mode == decoding {
		*p = float32(f)
	}
}

func numberOf(c *coder, p *float64, bits int) {
	switch c.mode {
	case decoding:
		if !c.null() {
			*p = c.float(bits)
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

// raw walks any JSON value, kept as it came.
func raw(c *coder, p *json.RawMessage, pr presence) {
	switch c.mode {
	case decoding:
		start := c.pos
		c.skip()
		if c.err == nil {
			*p = json.RawMessage(c.src[start:c.pos])
		}
	case encoding:
		if len(*p) == 0 {
			if pr != optional {
				c.out.add("null")
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
func (c *coder) rawValue(v json.RawMessage) {
	s, ok := oneValue(string(v))
	if !ok {
		c.fail(errRaw)
		return
	}
	c.out.add(s)
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

// Most pointers to scalars of an object that is sent are nil. Dealing with these
// first is also what keeps calls, of which a large package has thousands, from
// being inlined.

func textPtr(c *coder, p **string, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, text)
}

func booleanPtr(c *coder, p **bool, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, boolean)
}

func integerPtr(c *coder, p **int64, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, integer)
}

func integer32Ptr(c *coder, p **int32, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, integer32)
}

func numberPtr(c *coder, p **float64, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, number)
}

func number32Ptr(c *coder, p **float32, pr presence) {
	if *p == nil && c.mode != decoding {
		c.absent(pr)
		return
	}
	ptr(c, p, pr, number32)
}

// pointer walks what a pointer points to, or deals with a nil one.
func (c *coder) pointer(v coded, isNil bool, pr presence) {
	if isNil {
		c.absent(pr)
		return
	}
	c.walk(v)
}

// absent deals with a nil value of a member.
func (c *coder) absent(pr presence) {
	switch {
	case c.mode == encoding && pr != optional:
		c.out.add("null")
	case c.mode == checking && pr == required:
		c.missing()
	}
}

// list walks an array. It is compiled for every type of element, so whatever
// doesn't depend on that stands in listWalk.
func list[T any](c *coder, p *[]T, pr presence, elem func(*coder, *T)) {
	var w listWalk
	switch {
	case c.mode != decoding:
		if !w.open(c, len(*p), *p == nil, pr) {
			return
		}
	case w.begin(c):
		*p = []T{}
	default:
		*p = nil
		return
	}
	for w.next(c) {
		if w.i == len(*p) { // only when decoding
			if w.i == cap(*p) {
				grown := make([]T, w.i, w.room(c))
				copy(grown, *p)
				*p = grown
			}
			*p = (*p)[:w.i+1]
		}
		elem(c, &(*p)[w.i])
	}
}

// listWalk goes through the elements of an array in any mode.
type listWalk struct {
	i  int // the element that is next
	n  int // how many there are; unknown when decoding
	at int // offset of the first element, or of the output for the one that is next
}

// begin moves past the bracket that begins an array, or past a null.
func (w *listWalk) begin(c *coder) bool {
	w.i = -1
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
	w.at = c.pos
	return true
}

// open begins an array in the modes that don't decode. It reports whether
// there are elements to walk.
func (w *listWalk) open(c *coder, n int, absent bool, pr presence) bool {
	w.i, w.n = -1, n
	if absent {
		if c.mode == encoding && pr == required {
			c.out.add("[]")
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

// next moves to the next element, or past the end.
func (w *listWalk) next(c *coder) bool {
	w.i++
	switch c.mode {
	case decoding:
		if c.err == nil && (w.i == 0 && !c.shut(']') || w.i > 0 && c.more(']')) {
			return true
		}
		c.depth--
		return false
	case encoding:
		return w.encodeNext(c)
	default:
		if w.i > 0 {
			c.path = c.path[:len(c.path)-1]
		}
		if w.i == w.n {
			return false
		}
		c.path = append(c.path, pathElem{array: true, index: w.i})
		return true
	}
}

func (w *listWalk) encodeNext(c *coder) bool {
	if w.i > 0 && c.out.n == w.at { // a nil element
		c.out.add("null")
	}
	if w.i == w.n {
		c.encodeShut(']')
		return false
	}
	if w.i > 0 {
		c.out.addByte(',')
	}
	w.at = c.out.n
	return true
}

// room returns the capacity for a slice that holds i elements and is full: four
// times as much, but no more than would fit into the rest of the document if
// they are all as long as those so far.
func (w *listWalk) room(c *coder) int {
	if w.i == 0 {
		return 1
	}
	each := max((c.pos-w.at)/w.i, 1)
	return w.i + min(3*w.i, (len(c.src)-c.pos)/each+1)
}
