package runtime

// Making values of one type from those of another.

// deref returns what p points to, or the zero value.
func deref[T any](p *T) T {
	if p == nil {
		var zero T
		return zero
	}
	return *p
}

// sendable returns what an answer has a list of as what a request takes a list of.
// What the request's types don't know of a value is in its Extra, and a value that they
// don't know at all is an [UnknownVariant]: nothing that came is lost.
func sendable[From, To any](in []From, from func(*coder, *From), to func(*coder, *To)) []To {
	if in == nil {
		return nil
	}
	out := make([]To, len(in))
	for i := range in {
		b, err := encodeWith(walker(func(c *coder) { from(c, &in[i]) }), "", false)
		switch {
		case string(b) == "null":
			continue // nil, which is refused when it is sent
		case err == nil:
			err = decodeJSON(string(b), walker(func(c *coder) { to(c, &out[i]) }))
		}
		if err != nil { // what can't be sent is refused where it stands, because this is no JSON
			out[i], _ = any(&UnknownVariant{Raw: append(b, err.Error()...)}).(To)
		}
	}
	return out
}

// errorText is what an error says, for somebody who has to make something of it.
func errorText(err error) string {
	if err == nil || err.Error() == "" {
		return "unknown error"
	}
	return err.Error()
}
