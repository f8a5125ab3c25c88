package runtime

// A rule picks a variant by the members that the object has.
type rule struct {
	need []string // all of these
	not  []string // none of these
}

// match returns the index of the first rule that the next object meets, or -1.
// A member that is null counts as absent.
func (c *coder) match(rules []rule) int {
	have := c.memberNames()
	for i, r := range rules {
		if have.all(r.need) && have.none(r.not) {
			return i
		}
	}
	return -1
}

type nameSet map[string]bool

func (s nameSet) all(names []string) bool {
	for _, n := range names {
		if !s[n] {
			return false
		}
	}
	return s != nil
}

func (s nameSet) none(names []string) bool {
	for _, n := range names {
		if s[n] {
			return false
		}
	}
	return true
}

// memberNames scans the next object without consuming it; nil if there is none.
func (c *coder) memberNames() nameSet {
	d := coder{mode: decoding, src: c.src, pos: c.pos}
	if !d.open('{') {
		return nil
	}
	have := nameSet{}
	if d.shut('}') {
		return have
	}
	for d.err == nil {
		name := d.name()
		d.space()
		if !d.null() {
			have[name] = true
			d.skip()
		}
		if !d.more('}') {
			break
		}
	}
	return have
}
