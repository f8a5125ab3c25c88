package runtime

import "encoding/json"

// when says what it means if the union that is walked next is nil.
func (c *coder) when(p presence) *coder {
	c.ifNil = p
	return c
}

// variant walks the value of a union in every mode but decoding, and reports
// whether the caller, the union's generated function, still has to decode one.
func variant(c *coder, v coded) (decode bool) {
	ifNil := c.ifNil
	c.ifNil = required // as elements of arrays and maps are
	switch {
	case c.mode == decoding:
		return !c.null()
	case v == nil:
		c.absent(ifNil)
	default:
		c.walk(v)
	}
	return false
}

// tagged decodes an object whose member key, a string, names the variant of a
// union. pick returns a new value for a tag: the unknown variant for one that
// it doesn't know.
func tagged(c *coder, key string, pick func(tag string) coded) coded {
	return fresh(c, pick(c.tag(key)))
}

// fresh decodes the next value into v, a new value of a variant.
func fresh(c *coder, v coded) coded {
	c.walk(v)
	return v
}

// unknownVariant walks a value that no known variant fits.
func unknownVariant(c *coder, v *json.RawMessage) {
	if c.mode == decoding || c.mode == encoding {
		raw(c, v, required)
	}
}

// tag returns the value of the string member key of the next object without
// consuming it, or "" if there is none. The member nearly always comes first.
func (c *coder) tag(key string) string {
	rest := c.src[c.pos:]
	if n := len(key) + 5; len(rest) > n && rest[:2] == `{"` && rest[2:n-3] == key && rest[n-3:n] == `":"` {
		start := c.pos + n
		if end := c.plainEnd(start); end < len(c.src) && c.src[end] == '"' {
			return c.src[start:end]
		}
	}
	return c.findTag(key)
}

func (c *coder) findTag(key string) string {
	d := coder{mode: decoding, src: c.src, pos: c.pos}
	if !d.open('{') || d.shut('}') {
		return ""
	}
	for d.err == nil {
		name := d.name()
		d.space()
		if name == key && d.peek() == '"' {
			tag := d.str()
			if d.err != nil {
				return ""
			}
			return tag
		}
		d.skip()
		if !d.more('}') {
			break
		}
	}
	return ""
}
