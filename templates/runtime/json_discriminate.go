package runtime

// Telling the variants of a union apart by a discriminator, here called its tag.

// decodeByTag decodes an object whose member key, a string, names the variant of a
// union. pick returns a new value for a tag: the unknown variant for one that
// it doesn't know.
func decodeByTag(c *coder, key string, pick func(tag string) codable) codable {
	return fresh(c, pick(c.tag(key)))
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
