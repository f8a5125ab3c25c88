package runtime

import (
	"slices"
	"strings"
)

// Picking from, and marking, the variants in a list.

// variantAs returns a value as the variant that it is, or the zero value if it is another.
func variantAs[V any](v any) V {
	out, _ := v.(V)
	return out
}

// picked returns those elements of a list that are of one type.
func picked[V, E any](list []E) []V {
	var out []V
	for _, e := range list {
		if v, ok := any(e).(V); ok {
			out = append(out, v)
		}
	}
	return out
}

// joined returns the texts of those elements of a list that are of one type, as one.
func joined[V comparable, E any](list []E, text func(V) string) string {
	var none V // a nil pointer has no text
	var all strings.Builder
	for _, e := range list {
		if v, ok := any(e).(V); ok && v != none {
			all.WriteString(text(v))
		}
	}
	return all.String()
}

// markLast sets a member of the last element of a list that has it, and reports whether
// there is one. find returns where it is, or nil.
func markLast[E codable, M any](list []E, mark []M, find func(E) **M) bool {
	for _, e := range slices.Backward(list) {
		if isNil(e) {
			continue
		}
		if at := find(e); at != nil {
			*at = new(M)
			if len(mark) > 0 {
				**at = mark[len(mark)-1]
			}
			return true
		}
	}
	return false
}
