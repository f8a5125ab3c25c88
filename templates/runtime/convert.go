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

// listAs returns a list with each element as another type, which every one of
// them must implement.
func listAs[To, From any](in []From) []To {
	if in == nil {
		return nil
	}
	out := make([]To, len(in))
	for i, v := range in {
		out[i], _ = any(v).(To)
	}
	return out
}
