package runtime

import (
	"errors"
	"strings"
)

// What of params doesn't travel in the body. It is kept when params are saved as
// JSON, as a member that says where it travels, e.g. "header:X-Workspace".

// prefix is what the names of saved members of a place begin with, "" if they
// aren't saved.
func (p place) prefix() string {
	switch p {
	case inHeader:
		return "header:"
	case inCookie:
		return "cookie:"
	case inQuery, inQuerystring:
		return "query:"
	}
	return ""
}

// savedKey is the key under which a member is saved.
func (m *member) savedKey() string { return `"` + m.in.prefix() + m.key[1:] }

// savedMember returns the index of the member that is saved under name, or -1.
func (c *coder) savedMember(ms []member, name string) int {
	if !c.saved || c.err != nil || strings.IndexByte(name, ':') < 0 {
		return -1
	}
	for i := range ms {
		if p := ms[i].in.prefix(); p != "" && strings.HasPrefix(name, p) && ms[i].name() == name[len(p):] {
			return i
		}
	}
	return -1
}

// elsewhere deals with a member that doesn't travel in the body where only a body
// is made of an object: in a list of requests, say.
func (c *coder) elsewhere(v codable, i int, m *member) {
	if m.lit == "" && c.isSet(v, i, m) {
		c.at(pathElem{name: m.name(), named: true}, func() { c.invalid(errElsewhere) })
	}
}

var errElsewhere = errors.New("doesn't travel in a body, and can't be set for one request among others")
