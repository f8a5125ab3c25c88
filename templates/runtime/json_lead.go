package runtime

// Tags that only the union knows: variants that have no such member are told apart
// by one all the same, which differs from one union to another.

// leadOf is the member that an object begins with as a variant of a union.
type leadOf struct {
	object *descriptor
	key    string // quoted name and colon
	lit    string // the value, as JSON
	fill   bool   // the object has such a member, which is written where it is empty
}

// lead makes the next object begin with the tag that v has in a union, and returns
// c. An object that was read has it among the members that it doesn't know, and
// doesn't get it twice.
func (c *coder) lead(v codable, leads []leadOf) *coder {
	if v == nil || c.mode != encoding && c.mode != decoding {
		return c
	}
	look := coder{mode: locating} // no descriptor is asked of what is no object
	s := v.field(&look, describe)
	for i := range leads {
		if leads[i].object == s {
			c.leading = &leads[i]
		}
	}
	return c
}

// fills reports whether a member is the tag and has nothing to say: the JSON that has been
// written for it is none, or that of an empty text.
func (l *leadOf) fills(m *member, written []byte) bool {
	return m.key == l.key && (len(written) == 0 || string(written) == `""`)
}

// has reports whether a member has the name of the tag.
func (l *leadOf) has(name string) bool {
	return l != nil && len(l.key) == len(name)+3 && l.key[1:len(l.key)-2] == name
}

// is reports whether a member is the tag.
func (l *leadOf) is(name, value string) bool { return l.has(name) && value == l.lit }
