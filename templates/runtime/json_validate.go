package runtime

import (
	"errors"
	"reflect"
	"slices"
	"strings"
)

// Validating: whether what is required is set.

// validate reports the required unions, arrays, maps and pointers that are nil.
func validate(v codable) error {
	v = orZero(v)
	c := coder{mode: validating}
	c.walk(v)
	if len(c.missed)+len(c.wrong) == 0 {
		return nil
	}
	e := &ValidationError{Pointers: c.missed, Invalid: c.wrong}
	if c.top != nil {
		e.Type = c.top.name
	}
	return e
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
	if invalid.Pointers = slices.DeleteFunc(invalid.Pointers, inBody); len(invalid.Pointers)+len(invalid.Invalid) > 0 {
		return invalid
	}
	return nil
}

// orZero returns a value without anything set for a nil pointer.
func orZero(v codable) codable {
	if t := reflect.TypeOf(v); t != nil && t.Kind() == reflect.Pointer && isNil(v) {
		v, _ = reflect.TypeAssert[codable](reflect.New(t.Elem()))
	}
	return v
}

// ValidationError says which required members of a request are not set, and which
// members hold what can't be sent.
type ValidationError struct {
	Type     string         // Go type of the request, e.g. "MessageCreateParams"
	Pointers []string       // JSON pointers of what is missing, e.g. "/messages/0/content"
	Invalid  []InvalidValue // what is there and can't be sent
}

// InvalidValue is a value that can't be sent.
type InvalidValue struct {
	Pointer string // JSON pointer of the value, e.g. "/temperature"
	Err     error  // what is wrong with it
}

func (e *ValidationError) Error() string {
	var parts []string
	if len(e.Pointers) > 0 {
		parts = append(parts, "required but not set: "+strings.Join(e.Pointers, ", "))
	}
	for _, v := range e.Invalid {
		parts = append(parts, v.Pointer+": "+v.Err.Error())
	}
	name := e.Type
	if name == "" {
		name = "JSON"
	}
	return name + ": " + strings.Join(parts, "; ")
}

// Unwrap returns what is wrong with the values that can't be sent.
func (e *ValidationError) Unwrap() []error {
	var errs []error
	for _, v := range e.Invalid {
		errs = append(errs, v.Err)
	}
	return errs
}

// invalid records that the value where the walk stands can't be sent.
func (c *coder) invalid(err error) {
	c.wrong = append(c.wrong, InvalidValue{pointerOf(c.path), err})
}

// tooDeep ends a walk that has gone too deep, nearly always in a circle.
func (c *coder) tooDeep() {
	if c.mode == validating && c.err == nil {
		path := circle(c.path)
		c.wrong = append(c.wrong, InvalidValue{pointerOf(path), errCircle})
	}
	c.fail(errDepth)
}

var errCircle = errors.New("is nested too deeply, or holds itself")

// circle cuts a path off where it begins to repeat itself.
func circle(path []pathElem) []pathElem {
	for period := 1; period <= 100 && period < len(path); period++ {
		start := len(path) - period
		for start > 0 && path[start-1] == path[start-1+period] {
			start--
		}
		if start+2*period < len(path) {
			return path[:start+period]
		}
	}
	return path[:min(len(path), 100)]
}

// missing records that the member where the walk stands has to be set.
func (c *coder) missing() {
	c.missed = append(c.missed, pointerOf(c.path))
}
