package runtime

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// Members that may be left out and may be null.

// Nullable is the value of an optional member that may also be null. Its zero
// value leaves the member out.
type Nullable[T any] struct {
	value T
	state nullState
}

type nullState uint8

const (
	stateAbsent nullState = iota
	stateNull
	stateValue
)

// Value returns a Nullable that holds v.
func Value[T any](v T) Nullable[T] { return Nullable[T]{v, stateValue} }

// Null returns a Nullable that is sent as null.
func Null[T any]() Nullable[T] { return Nullable[T]{state: stateNull} }

// IsNull reports whether the member is null.
func (n Nullable[T]) IsNull() bool { return n.state == stateNull }

// Get returns the value; ok is false if the member is null or left out.
func (n Nullable[T]) Get() (v T, ok bool) { return n.value, n.state == stateValue }

// ValueOr returns the value of n, or def if the member is null or left out.
func ValueOr[T any](n Nullable[T], def T) T {
	if v, ok := n.Get(); ok {
		return v
	}
	return def
}

// IsZero reports whether n leaves the member out. In a struct of one's own, the tag
// omitzero asks for it; without that, what is left out is encoded as null.
func (n Nullable[T]) IsZero() bool { return n.state == stateAbsent }

// Equal reports whether n and m are the same, for go-cmp.
func (n Nullable[T]) Equal(m Nullable[T]) bool { return reflect.DeepEqual(n, m) }

// MarshalJSON returns the value or null, for structs of one's own.
func (n Nullable[T]) MarshalJSON() ([]byte, error) {
	if n.state != stateValue {
		return []byte("null"), nil
	}
	return json.Marshal(n.value)
}

// UnmarshalJSON reads a value or null, for structs of one's own.
func (n *Nullable[T]) UnmarshalJSON(b []byte) error {
	*n = Nullable[T]{state: stateNull}
	if isNull(string(b)) {
		return nil
	}
	n.state = stateValue
	return json.Unmarshal(b, &n.value)
}

// Format writes the value, null, or nothing.
func (n Nullable[T]) Format(f fmt.State, verb rune) { formatNullable(f, verb, n.state, n.value) }

// formatNullable is Format for all types.
func formatNullable(f fmt.State, verb rune, state nullState, value any) {
	switch state {
	case stateNull:
		_, _ = f.Write([]byte("null"))
	case stateValue:
		_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), value)
	default:
		_, _ = f.Write([]byte("absent"))
	}
}

// nullableOf walks an optional member that may be null.
func nullableOf[T any](c *coder, p *Nullable[T], elem func(*coder, *T)) {
	if c.mode == decoding {
		if c.null() {
			*p = Nullable[T]{state: stateNull}
			return
		}
		*p = Nullable[T]{state: stateValue}
		if elem(c, &p.value); c.err != nil {
			*p = Nullable[T]{}
		}
		return
	}
	switch p.state {
	case stateValue:
		elem(c, &p.value)
	case stateNull:
		c.absent(nullable)
	default:
	}
}
