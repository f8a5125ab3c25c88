package runtime

import (
	"slices"
	"strings"
)

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

// validate is validate for the params of an operation. What is required in a body
// that isn't sent isn't missing.
func (op *operation) validate(params codable) error {
	err := validate(params)
	invalid, ok := err.(*ValidationError)
	if !ok || op.unset == nil || !op.unset(params) {
		return err
	}
	inBody := func(pointer string) bool {
		name, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
		for i := range descriptorOf(params).members {
			if m := &descriptorOf(params).members[i]; pointerEscaper.Replace(m.name()) == name {
				return m.in == inBody
			}
		}
		return false
	}
	if invalid.Pointers = slices.DeleteFunc(invalid.Pointers, inBody); len(invalid.Pointers) > 0 {
		return invalid
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
