package runtime

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// Accumulator folds events into the answer that they are parts of, wherever they come
// from: a recording, a queue, a proxy. It is for one goroutine at a time.
type Accumulator[E, R any] struct {
	folded            accumulator[E, R]
	terminal, failure string // what the first and the last say that they are
	ended             bool
	failed            error
	unfit             []error
}

func newAccumulator[E, R any](folded accumulator[E, R], terminal, failure string) *Accumulator[E, R] {
	return &Accumulator[E, R]{folded: folded, terminal: terminal, failure: failure}
}

// Add folds an event. An event that says an error is returned as an [*Error]; any other
// error means that the event doesn't fit those before it, and more may be added.
func (a *Accumulator[E, R]) Add(event E) error {
	v := eventOf(&event)
	if isNil(v) {
		return errNoEvent
	}
	if a.failure != "" && isEvent(v, a.failure) {
		b, err := encodeJSON(v)
		if err == nil {
			e := &Error{StatusCode: 200, Body: b}
			e.describe(string(b))
			err = e
		}
		a.failed = err
		return err
	}
	a.ended = a.ended || isEvent(v, a.terminal)
	err := a.folded.add(event)
	if err != nil && len(a.unfit) < 10 {
		a.unfit = append(a.unfit, err)
	}
	return err
}

// eventOf is an event as an object: the variant of a union, or the struct. It is nil for nil.
func eventOf[E any](event *E) codable {
	if v, ok := any(event).(codable); ok {
		return v
	}
	v, _ := any(*event).(codable)
	return v
}

var errNoEvent = errors.New("nil is no event")

// Result returns what the events fold into so far, or nil if that is nothing. It stands
// beside an error if an event said one, if some didn't fit, and as long as the last one is
// missing ([io.ErrUnexpectedEOF]). More may be added afterwards, which changes the result.
func (a *Accumulator[E, R]) Result() (*R, error) {
	r, unfit := a.folded.result()
	switch {
	case a.failed != nil:
		return r, a.failed
	case a.terminal != "" && !a.ended:
		return r, fmt.Errorf("the last event is missing: %w", io.ErrUnexpectedEOF)
	case r == nil && len(a.unfit) == 0:
		return nil, fmt.Errorf("no event started the result: %w", io.ErrUnexpectedEOF)
	}
	return r, errors.Join(append(slices.Clip(a.unfit), unfit)...)
}

// isEvent reports whether an event says that it is of a type.
func isEvent(v codable, typ string) bool {
	if u, ok := v.(*UnknownVariant); ok {
		return u.Type == typ
	}
	if s := descriptorOf(v); s != nil {
		for i := range s.members {
			if m := &s.members[i]; m.lit != "" && m.text() == typ {
				return true
			}
		}
	}
	return false
}
