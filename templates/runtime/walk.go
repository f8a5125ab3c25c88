package runtime

import (
	"slices"
	"strconv"
	"strings"
)

// pathElem is a step of a JSON pointer: the name of a member, the index of an
// element, or nothing, for what is no step of the document.
type pathElem struct {
	name  string
	named bool
	index int
	array bool
}

// walkObject visits the members for the modes that neither read nor write JSON.
func (c *coder) walkObject(v coded, s *shape) {
	switch c.mode {
	case flattening:
		c.flattenObject(v)
	case betaing:
		c.betasOfObject(v, s)
	default:
		for i := range s.members {
			if m := &s.members[i]; m.lit == "" {
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

// missing records that the member where the walk stands has to be set.
func (c *coder) missing() {
	c.missed = append(c.missed, pointerOf(c.path))
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

// ValidationError says which required members of a request are not set.
type ValidationError struct {
	Type     string   // Go type of the request, e.g. "MessageCreateParams"
	Pointers []string // JSON pointers of what is missing, e.g. "/messages/0/content"
}

func (e *ValidationError) Error() string {
	return e.Type + ": required but not set: " + strings.Join(e.Pointers, ", ")
}

// validate reports the required unions, arrays, maps and pointers that are nil.
func validate(v coded) error {
	c := coder{mode: checking}
	c.walk(v)
	if c.err != nil {
		return c.err
	}
	if len(c.missed) > 0 {
		return &ValidationError{Type: c.top.name, Pointers: c.missed}
	}
	return nil
}

func (c *coder) betasOfObject(v coded, s *shape) {
	if len(s.beta) > 0 {
		c.betas(s.beta)
	}
	for i := range s.members {
		m := &s.members[i]
		if m.lit != "" {
			continue
		}
		if len(m.beta) > 0 && isSet(v, i, m) {
			c.betas(m.beta)
		}
		v.field(c, i)
	}
	v.field(c, len(s.members))
}

// isSet reports whether member i would be sent.
func isSet(v coded, i int, m *member) bool {
	if m.in != inBody && m.in != asBody {
		set := false
		c := coder{mode: flattening, flat: func(string, any) { set = true }}
		v.field(&c, i)
		return set
	}
	c := coder{mode: encoding}
	v.field(&c, i)
	return c.out.n > 0
}

// betasOf returns, sorted, the beta headers that the values set in v need.
// Where any of several headers will do, the last is chosen unless the caller
// already sends one of them.
func betasOf(v coded, already []string) []string {
	var out []string
	c := coder{mode: betaing}
	c.betas = func(alternatives []string) {
		for _, b := range alternatives {
			if slices.Contains(already, b) || slices.Contains(out, b) {
				return
			}
		}
		out = append(out, alternatives[len(alternatives)-1])
	}
	c.walk(v)
	slices.Sort(out)
	return out
}

// enumBetas reports the betas that the value of an enum needs.
func enumBetas[T ~string](c *coder, v T, betas func(T) []string) {
	if c.mode == betaing {
		if b := betas(v); len(b) > 0 {
			c.betas(b)
		}
	}
}
