package tools

import (
	"errors"
	"iter"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// Streamed is an event of an answer that is streamed.
type Streamed struct {
	Turn  int // from 1
	Event api.Event
}

func (*Streamed) isEvent() {}

// eventStream is an answer that arrives in events.
type eventStream interface {
	Events() iter.Seq2[api.Event, error]
	Result() (*api.Answer, error)
	Close() error
}

// streamReader reads an answer that is streamed.
type streamReader struct{ stream eventStream }

func read(s eventStream) reader { return &streamReader{s} }

func (s *streamReader) next(turn int) (Event, bool) {
	for e, err := range s.stream.Events() {
		return &Streamed{Turn: turn, Event: e}, err == nil
	}
	return nil, false
}

func (s *streamReader) result() (*api.Answer, []spoiled, error) {
	answer, err := s.stream.Result()
	var all []spoiled
	if answer != nil && onlySpoiled(err, &all) {
		return answer, all, nil
	}
	return answer, nil, err
}

func (s *streamReader) close() { _ = s.stream.Close() } // it never fails

// onlySpoiled reports whether nothing is wrong but inputs that aren't JSON.
func onlySpoiled(err error, all *[]spoiled) bool {
	if e, ok := err.(*api.IncompleteJSONError); ok {
		*all = append(*all, spoiled{e.Index, e.Raw, e.Err})
		return true
	}
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			if !onlySpoiled(inner, all) {
				return false
			}
		}
		return true
	default:
		inner := errors.Unwrap(err)
		return inner != nil && onlySpoiled(inner, all)
	}
}
