package runtime

import (
	"strconv"
	"strings"
)

// The walk in the modes that neither read nor write JSON.

// walkObject visits the members for the modes that neither read nor write JSON.
func (c *coder) walkObject(v codable, s *descriptor) {
	switch c.mode {
	case flattening:
		c.flattenObject(v)
	case collectingBetas:
		c.betasOfObject(v, s)
	default:
		c.given = false
		overridden, _ := c.overridden(c.locate(v, s), s, nil)
		for i := range s.members {
			if m := &s.members[i]; m.in.prefix() != "" && c.depth > 1 && c.mode == validating {
				c.elsewhere(v, i, m)
			} else if m.lit == "" && c.err == nil && (overridden == nil || !overridden[i]) && (!m.readOnly || c.mode != validating || !unset(v, i)) {
				c.at(pathElem{name: m.name(), named: m.in != asBody}, func() { v.field(c, i) })
			}
		}
		v.field(c, len(s.members))
	}
}

// at runs f one step further down.
func (c *coder) at(e pathElem, f func()) {
	c.path = append(c.path, e)
	f()
	c.path = c.path[:len(c.path)-1]
}

// pathElem is a step of a JSON pointer: the name of a member, the index of an
// element, or nothing, for what is no step of the document.
type pathElem struct {
	name  string
	named bool
	index int
	array bool
}

// pointerOf writes a JSON pointer.
func pointerOf(path []pathElem) string {
	var b strings.Builder
	for _, e := range path {
		switch {
		case e.named:
			b.WriteByte('/')
			b.WriteString(pointerEscaper.Replace(e.name))
		case e.array:
			b.WriteByte('/')
			b.WriteString(strconv.Itoa(e.index))
		}
	}
	return b.String()
}

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")
