package runtime

import "strings"

// Validating: whether what is required is set.

// validate reports the required unions, arrays, maps and pointers that are nil.
func validate(v codable) error {
	c := coder{mode: validating}
	c.walk(v)
	if c.err != nil {
		return c.err
	}
	if len(c.missed) > 0 {
		return &ValidationError{Type: c.top.name, Pointers: c.missed}
	}
	return nil
}

// ValidationError says which required members of a request are not set.
type ValidationError struct {
	Type     string   // Go type of the request, e.g. "MessageCreateParams"
	Pointers []string // JSON pointers of what is missing, e.g. "/messages/0/content"
}

func (e *ValidationError) Error() string {
	return e.Type + ": required but not set: " + strings.Join(e.Pointers, ", ")
}

// missing records that the member where the walk stands has to be set.
func (c *coder) missing() {
	c.missed = append(c.missed, pointerOf(c.path))
}
