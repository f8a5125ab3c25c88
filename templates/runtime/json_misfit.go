package runtime

import (
	"errors"
	"slices"
	"strings"
)

// What doesn't fit: values of another type than the document gives them. They don't
// make the rest of a document unreadable. The nearest object that has an Extra keeps
// the whole member in there, so that it goes out again as it came.

// maxMisfits is how many misfits of a document are described.
const maxMisfits = 20

// misfit is a value that its type has no room for.
type misfit struct {
	start, end int
	err        error
}

// back goes on reading at an earlier place; what has been read was read up to end.
// The backslash beyond it needn't be sought again, which may be far.
func (c *coder) back(to, end int) {
	c.pos = to
	if i := strings.IndexByte(c.src[to:end], '\\'); i >= 0 {
		c.slash = to + i
	} else if c.slash < end {
		c.slash = 0
	}
}

// passMisfit moves past the value that begins at start, if it is one. It reports
// whether it is: the text itself may be what is wrong.
func (c *coder) passMisfit(start int) bool {
	if c.err == nil || c.broken {
		return c.err == nil
	}
	why := c.err
	c.err = nil
	c.back(start, max(start, c.failed))
	if c.skip(); c.err != nil {
		c.broken = true
		return false
	}
	c.loose = true
	if len(c.misfits) < maxMisfits {
		c.misfits = append(c.misfits, misfit{start, c.pos, why})
	}
	return true
}

// keepMisfit keeps member i, of which the value or a part of it didn't fit.
func (c *coder) keepMisfit(v codable, s *descriptor, i, start int, o *objectState) {
	if !c.passMisfit(start) || s.typed { // an object around this one keeps it
		return
	}
	c.loose = false
	o.isLate(c, s, i)
	c.keep(v, s, s.members[i].key, c.src[start:c.pos])
}

// misfitErrors describes what didn't fit.
func (c *coder) misfitErrors() []*DecodeError {
	var out []*DecodeError
	for _, m := range c.misfits {
		d := &DecodeError{Pointer: pointerAt(c.src, m.start), Offset: m.start, Err: m.err, Raw: []byte(c.src[m.start:m.end])}
		if at, ok := errors.AsType[*offsetError](m.err); ok {
			d.Err = at.err
		}
		if c.top != nil {
			d.Type = c.top.name
		}
		out = append(out, d)
	}
	return out
}

// objectState is what reading an object has to remember of it.
type objectState struct {
	seen    [2]uint64    // members that came, by their index
	base    int          // how many names of c.names are those of objects around it
	late    map[int]bool // members whose values Extra keeps, or kept until one came that fits
	stashed *string      // what Extra held before
}

// again deals with a member that comes for the second time: the last one counts.
func (o *objectState) again(c *coder, v codable, i int) {
	c.twice = true
	mode := c.mode
	c.mode = clearing
	v.field(c, i)
	c.mode = mode
}

// isLate notes that Extra keeps the value of a member.
func (o *objectState) isLate(c *coder, s *descriptor, i int) {
	if o.late == nil {
		o.late = map[int]bool{}
	}
	o.late[i] = true
	c.names = append(c.names, s.members[i].name())
}

// fits notes that the field holds the last value of a member.
func (o *objectState) fits(i int) {
	if o.late[i] {
		o.late[i] = false
	}
}

// stash takes out what Extra holds, so that it can be told from what comes.
func (o *objectState) stash(c *coder, v codable, s *descriptor) {
	if extra := c.locate(v, s); extra != nil && len(*extra) > 0 {
		held := string(*extra)
		o.stashed, *extra = &held, nil
	}
}

// settle leaves each member once: in its field or in Extra, with the value that
// came last. It costs no more than what Extra holds.
func (o *objectState) settle(c *coder, v codable, s *descriptor) {
	names := c.names[o.base:]
	c.names = c.names[:o.base]
	fitted := false
	for _, kept := range o.late {
		fitted = fitted || !kept
	}
	if twice := repeats(names); twice {
		c.twice = true
	} else if !fitted && o.stashed == nil || c.err != nil {
		return
	}
	extra := c.locate(v, s)
	if extra == nil {
		return
	}
	var members []rawMember
	if o.stashed != nil {
		members, _ = rawMembers(*o.stashed)
		members = slices.DeleteFunc(members, func(m rawMember) bool {
			i := findMember(s.members, m.name)
			return i >= 0 && o.seen[i>>6&1]&(1<<(i&63)) != 0
		})
	}
	came, _ := rawMembers(string(*extra))
	members = append(members, slices.DeleteFunc(came, func(m rawMember) bool {
		i := findMember(s.members, m.name)
		kept, late := o.late[i]
		return i >= 0 && late && !kept
	})...)
	if *extra = nil; len(members) > 0 {
		*extra = []byte(joinMembers(lastOfEach(members)))
	}
}

// repeats reports whether a name stands twice among others.
func repeats(names []string) bool {
	const few = 8
	if len(names) > few {
		seen := make(map[string]bool, len(names))
		for _, n := range names {
			if seen[n] {
				return true
			}
			seen[n] = true
		}
		return false
	}
	for i, n := range names {
		if slices.Contains(names[:i], n) {
			return true
		}
	}
	return false
}
