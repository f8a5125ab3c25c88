package runtime

import (
	"slices"
	"strings"
)

// Telling variants apart that have no tag, by their members.

// A rule says what an object must be like to be a variant that has no tag.
type rule struct {
	object *descriptor // with the members that the variant knows; nil if it knows none
	need   []string    // members that must be there
	held   []string    // members that must be there, and may be null
	checks []check     // what members must be, if they are there
}

// A check is passed by some values of a member.
type check struct {
	name   string
	kinds  string   // first bytes of their JSON, 0 for all numbers; "" for any
	values []string // JSON of the only ones; nil for any
}

// match returns the index of the rule that the next object fits best, or -1: of
// those that it meets, the one that knows most of its members, and of these the
// one that knows fewest others. A member that is null counts as absent where it may not be.
func (c *coder) match(rules []rule) int {
	have := c.memberValues()
	best, most, least := -1, 0, 0
	for i := range rules {
		r := &rules[i]
		if have == nil || !r.meets(have) {
			continue
		}
		if known, others := r.knows(have); best < 0 || known > most || known == most && others < least {
			best, most, least = i, known, others
		}
	}
	return best
}

// meets reports whether nothing in the object speaks against the rule.
func (r *rule) meets(have map[string]string) bool {
	for _, n := range r.need {
		if absent(have[n]) {
			return false
		}
	}
	for _, n := range r.held {
		if have[n] == "" {
			return false
		}
	}
	for i := range r.checks {
		if v := have[r.checks[i].name]; !absent(v) && !r.checks[i].passes(v) {
			return false
		}
	}
	return true
}

// absent reports whether a member isn't there, or null.
func absent(value string) bool { return value == "" || value == "null" }

func (k *check) passes(v string) bool {
	if k.values == nil {
		return k.kinds == "" || strings.IndexByte(k.kinds, kindByte(v[0])) >= 0
	}
	for _, want := range k.values {
		if v == want || v[0] == '"' && want[0] == '"' && plainText(v) == plainText(want) {
			return true
		}
	}
	return false
}

// plainText is what a JSON string says.
func plainText(quoted string) string {
	s := quoted[1 : len(quoted)-1]
	if strings.IndexByte(s, '\\') >= 0 {
		s, _ = unescape(s)
	}
	return s
}

// knows counts the members of the object that the variant knows, twice those
// with the only value that they may have, and those that it knows besides. An
// object of any members comes before one of which none is known.
func (r *rule) knows(have map[string]string) (known, others int) {
	if r.object == nil {
		return 1, 0
	}
	for i := range r.object.members {
		name := r.object.members[i].name()
		if v := have[name]; !absent(v) || v != "" && slices.Contains(r.held, name) {
			known += 2
		} else {
			others++
		}
	}
	for i := range r.checks {
		if r.checks[i].values != nil && !absent(have[r.checks[i].name]) {
			known += 2
		}
	}
	return known, others
}

// elemKind returns the kind of the first element of the next array without
// consuming it, ']' if it is empty.
func (c *coder) elemKind() byte {
	d := c.firstElem()
	return kindByte(d.peek())
}

// matchElem is match for the first element of the next array. An empty one meets
// the first rule.
func (c *coder) matchElem(rules []rule) int {
	d := c.firstElem()
	if d.peek() == ']' {
		return 0
	}
	return d.match(rules)
}

func (c *coder) firstElem() coder {
	d := c.ahead()
	d.open('[')
	return d
}

// memberValues scans the next object without consuming it; nil if there is none.
func (c *coder) memberValues() map[string]string {
	d := c.ahead()
	if !d.open('{') {
		return nil
	}
	have := map[string]string{}
	if d.shut('}') {
		return have
	}
	for d.err == nil {
		name := d.name()
		d.space()
		at := d.pos
		d.skip()
		have[name] = d.src[at:d.pos]
		if !d.more('}') {
			break
		}
	}
	return have
}
