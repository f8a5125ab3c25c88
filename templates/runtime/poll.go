package runtime

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Waiting for what takes long, by asking again and again.

// Between two questions passes minPoll at first, and at most maxPoll.
const (
	defaultMinPoll = 2 * time.Second
	defaultMaxPoll = time.Minute
	maxFailedPolls = 10 // in a row, each after its own retries
)

// WithPollInterval sets how much time a method that waits lets pass before it asks again: at
// first, and at most.
func WithPollInterval(first, most time.Duration) RequestOption {
	return func(s *settings) {
		s.minPoll, s.maxPoll = max(first, time.Millisecond), max(first, most, time.Millisecond)
	}
}

// WithProgress makes a method that waits call f with every answer, the last included.
func WithProgress[T any](f func(*T)) RequestOption {
	return func(s *settings) {
		s.progress = func(v any) error {
			t, ok := v.(*T)
			if !ok {
				return fmt.Errorf("WithProgress: the answer is a %T, not a %T", v, t)
			}
			f(t)
			return nil
		}
	}
}

// poll asks until the state of the answer is one of those to wait for. Failures that may
// pass don't end it, unless there are many in a row. Beside an error stands the last answer,
// and waiting can begin again at any time: what is waited for is at the server.
func poll[T any](ctx context.Context, c *core, opts []RequestOption, get func() (*T, error), state func(*T) string, until ...string) (*T, error) {
	set := c.settings(opts)
	wait, most := first(set.minPoll, defaultMinPoll), first(set.maxPoll, defaultMaxPoll)
	var last *T
	for failed := 0; ; {
		answer, err := get()
		switch {
		case err == nil:
			last, failed = answer, 0
			if set.progress != nil {
				if err := set.progress(answer); err != nil {
					return last, err
				}
			}
			if slices.Contains(until, state(answer)) {
				return last, nil
			}
		case ctx.Err() != nil || !mayPass(err):
			return last, err
		default:
			if failed++; failed == maxFailedPolls {
				return last, err
			}
		}
		if err := sleep(ctx, wait); err != nil {
			return last, fmt.Errorf("waiting: %w", err)
		}
		wait = min(wait*3/2, most)
	}
}

// mayPass reports whether a failure is one that may be over some time later.
func mayPass(err error) bool {
	if e, ok := errors.AsType[*Error](err); ok {
		s := e.status()
		return s == 408 || s == 429 || s >= 500
	}
	_, lost := errors.AsType[*ConnectionError](err)
	_, late := errors.AsType[*TimeoutError](err)
	return lost || late
}
