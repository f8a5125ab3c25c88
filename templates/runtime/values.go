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
		c.out.addString(string(*p))
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
		c.out.took(strconv.AppendBool(c.out.room(8), bool(*p)))
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
		c.out.took(strconv.AppendInt(c.out.room(24), int64(*p), 10))
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
			c.out.took(appendFloat(c.out.room(maxFloat), f, bits))
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
func (c *coder) rawValue(v jsontext.Value) {
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

// absent deals with a nil value of a member.
func (c *coder) absent(pr presence) {
	switch {
	case c.mode == encoding && pr != optional:
		c.out.add("null")
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

// list walks an array. It is compiled for every type of element, so whatever
// doesn't depend on that stands in listWalk.
func list[S ~[]T, T any](c *coder, p *S, pr presence, elem func(*coder, *T)) {
	var w listWalk
	switch {
	case c.mode != decoding:
		if !w.open(c, len(*p), *p == nil, pr) {
			return
		}
	case w.begin(c):
		*p = S{}
	default:
		*p = nil
		return
	}
	for w.next(c) {
		if w.i == len(*p) { // only when decoding
			if w.i == cap(*p) {
				grown := make(S, w.i, w.room(c))
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
		c.path = append(c.path, pathElem{index: w.i})
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
