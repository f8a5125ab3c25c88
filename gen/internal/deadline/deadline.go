// Package deadline bounds the time that other people's code takes which can't be
// interrupted.
package deadline

import (
	"errors"
	"time"
)

// ErrLate is the error of what is not done in time.
var ErrLate = errors.New("not done in time")

// Within runs f, and returns ErrLate if that takes longer. What f does then goes on in
// the background: its result, and what it works on, are of no use any more. A command
// ends soon after.
func Within[T any](limit time.Duration, f func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := f()
		done <- result{value, err}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case r := <-done:
		return r.value, r.err
	case <-timer.C:
		var none T
		return none, ErrLate
	}
}
