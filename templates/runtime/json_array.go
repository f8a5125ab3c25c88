package runtime

// Arrays.

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
	// start is the offset of the element being read.
	start int
}

// begin moves past the bracket that begins an array, or past a null.
func (w *listWalk) begin(c *coder) bool {
	w.i = -1
	if !c.open('[') {
		if !c.null() {
			c.mismatch("array")
		}
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
	if c.mode == clearing {
		return false
	}
	if absent {
		c.emptyIfNil("[]", pr)
		return false
	}
	if c.given = false; !c.deeper() {
		return false
	}
	if c.mode == encoding {
		c.out.addByte('[')
	}
	return true
}

// next moves to the next element, or past the end.
func (w *listWalk) next(c *coder) bool {
	w.i++
	switch c.mode {
	case decoding:
		if c.err != nil && w.i > 0 {
			c.passMisfit(w.start)
		}
		if c.err == nil && (w.i == 0 && !c.shut(']') || w.i > 0 && c.more(']')) {
			w.start = c.pos
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
		if w.i == w.n || c.err != nil {
			c.depth--
			return false
		}
		c.path = append(c.path, pathElem{array: true, index: w.i})
		return true
	}
}

// encodeNext writes what stands before an element, and reports whether there is one.
func (w *listWalk) encodeNext(c *coder) bool {
	if w.i > 0 && c.out.n == w.at { // a nil element
		c.out.add("null")
	}
	if w.i == w.n || c.err != nil {
		c.depth--
		c.out.addByte(']')
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
