package runtime

import "slices"

// Collecting the betas that the values of a request need.

// betasOf returns, sorted, the beta headers that the values set in v need.
// Where any of several headers will do, the last is chosen unless the caller
// already sends one of them.
func betasOf(v codable, already []string) []string {
	var out []string
	c := coder{mode: collectingBetas}
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

// betasOfObject collects the betas that an object needs: its own, and those of the
// members that are set.
func (c *coder) betasOfObject(v codable, s *descriptor) {
	if len(s.beta) > 0 {
		c.betas(s.beta)
	}
	for i := range s.members {
		m := &s.members[i]
		if m.lit != "" {
			continue
		}
		if len(m.beta) > 0 && c.isSet(v, i, m) {
			c.betas(m.beta)
		}
		v.field(c, i)
	}
	v.field(c, len(s.members))
}

// isSet reports whether member i would be sent.
//
// It encodes the member, and leaves c otherwise as it was: a coder for each would be an
// allocation.
func (c *coder) isSet(v codable, i int, m *member) bool {
	if m.in != inBody && m.in != asBody {
		return c.hasText(v, i)
	}
	mode, err, given, n := c.mode, c.err, c.given, c.out.n
	c.mode = encoding
	v.field(c, i)
	set := c.out.n > n
	c.mode, c.err, c.given, c.out.n = mode, err, given, n
	return set
}

// enumBetas reports the betas that the value of an enum needs.
func enumBetas[T ~string](c *coder, v T, betas func(T) []string) {
	if c.mode == collectingBetas {
		if b := betas(v); len(b) > 0 {
			c.betas(b)
		}
	}
}
