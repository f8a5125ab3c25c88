package runtime

import (
	"maps"
	"slices"
)

// Objects whose member names are free.

// dict walks an object whose member names are free.
func dict[T any](c *coder, p *map[string]T, pr presence, elem func(*coder, *T)) {
	if c.mode == decoding {
		*p = decodeDict(c, elem)
		return
	}
	if c.mode == clearing {
		return
	}
	if *p == nil {
		c.emptyIfNil("{}", pr)
		return
	}
	c.given = false
	if !c.deeper() {
		return
	}
	if c.mode == encoding {
		c.out.addByte('{')
		encodeEntries(c, *p, elem)
		c.out.addByte('}')
	} else {
		for _, k := range sortedKeys(*p) {
			v := (*p)[k]
			c.at(pathElem{name: k, named: true}, func() { elem(c, &v) })
		}
	}
	c.depth--
}

// encodeEntries writes the entries of a map in the order of their keys, so that equal
// maps are equal text.
func encodeEntries[T any](c *coder, m map[string]T, elem func(*coder, *T)) {
	for i, k := range sortedKeys(m) {
		if c.err != nil {
			return
		}
		if i > 0 {
			c.out.addByte(',')
		}
		c.out.addString(k)
		c.out.addByte(':')
		v, n := m[k], c.out.n
		elem(c, &v)
		if c.out.n == n {
			c.out.add("null")
		}
	}
}

// decodeDict reads a map by the function that reads its values.
func decodeDict[T any](c *coder, elem func(*coder, *T)) map[string]T {
	if c.null() {
		return nil
	}
	if !c.open('{') {
		c.mismatch("object")
		return nil
	}
	out := map[string]T{}
	if c.depth++; c.depth > maxDepth {
		c.fail(errDepth)
	}
	if !c.shut('}') {
		for c.err == nil {
			k := c.name()
			c.space()
			var v T
			start := c.pos
			if elem(c, &v); c.err == nil {
				out[k] = v
			} else {
				delete(out, k)
				c.passMisfit(start)
			}
			if c.err != nil || !c.more('}') {
				break
			}
		}
	}
	c.depth--
	return out
}

// extraDict is extra for objects whose further members have a type.
func extraDict[T any](c *coder, p *map[string]T, elem func(*coder, *T)) {
	switch c.mode {
	case decoding:
		name := c.key // elem may read typed extra members itself
		var v T
		start := c.pos
		if elem(c, &v); c.err != nil {
			delete(*p, name)
			c.passMisfit(start)
			return
		}
		if *p == nil {
			*p = map[string]T{}
		}
		(*p)[name] = v
	case encoding:
		encodeEntries(c, *p, elem)
	case glancing:
		c.found = len(*p) > 0
	case locating:
		c.extraNames = sortedKeys(*p)
	case clearing:
	default:
		dict(c, p, optional, elem)
	}
}

func sortedKeys[T any](m map[string]T) []string {
	return slices.Sorted(maps.Keys(m))
}
