package runtime

// Telling the variants of a union apart by a discriminator, here called its tag.

// decodeByTag decodes an object whose member key names the variant of a
// union. pick returns a new value for a tag: the unknown variant for one that
// it doesn't know.
func decodeByTag(c *coder, key string, pick func(tag string) codable) codable {
	v := pick(c.tag(key))
	if _, unknown := v.(*UnknownVariant); unknown { // what is kept as it came isn't looked at again
		v = pick(c.findTag(key, true))
	}
	return fresh(c, v)
}

// again reports whether the document has to be read once more: an object in it
// names a member twice, and the last tag counts.
func (c *coder) again() bool {
	if c.err != nil || !c.twice || !c.tagged || c.careful {
		return false
	}
	done := c.done
	c.read(c.src)
	c.done = done
	c.careful, c.merging = true, true
	return true
}

// tag returns the value of the member key of the next object without
// consuming it, or "" if there is none. The member nearly always comes first.
func (c *coder) tag(key string) string {
	c.tagged = true
	if c.careful {
		return c.findTag(key, true)
	}
	rest := c.src[c.pos:]
	if n := len(key) + 5; len(rest) > n && rest[:2] == `{"` && rest[2:n-3] == key && rest[n-3:n] == `":"` {
		start := c.pos + n
		if end := c.plainEnd(start); end < len(c.src) && c.src[end] == '"' {
			return c.src[start:end]
		}
	}
	return c.findTag(key, false)
}

// scalarText returns the next value as the mapping of a discriminator has it: the
// text of a string, and numbers and booleans as they are written; "" for any other.
func (c *coder) scalarText() string {
	switch b := c.peek(); {
	case b == '"':
		return c.str()
	case kindByte(b) == '0':
		return wholeDigits(c.numeral())
	case c.literal("true"):
		return "true"
	case c.literal("false"):
		return "false"
	}
	c.skip()
	return ""
}

// findTag is tag for an object whose tag may stand anywhere. Of several it returns
// the first, or the last.
func (c *coder) findTag(key string, last bool) string {
	d := c.ahead()
	if !d.open('{') || d.shut('}') {
		return ""
	}
	tag := ""
	for d.err == nil {
		name := d.name()
		d.space()
		if name == key {
			if tag = d.scalarText(); !last {
				break
			}
		} else {
			d.skip()
		}
		if d.err != nil || !d.more('}') {
			break
		}
	}
	if d.err != nil {
		return ""
	}
	return tag
}

// ahead returns a coder that looks at what comes, and leaves with c where long
// arrays and objects end: what is nested is looked at again at every level.
func (c *coder) ahead() coder {
	if c.ends == nil {
		c.ends = map[int]int{}
	}
	if c.clean && c.slash < c.pos {
		c.slash = indexFrom(c.src, c.pos, '\\')
	}
	return coder{mode: decoding, src: c.src, pos: c.pos, clean: c.clean, slash: c.slash, depth: c.depth, ends: c.ends, done: c.done}
}
