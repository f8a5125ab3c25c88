package tools

import (
	"context"
	"encoding/json"
	"iter"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// ValueStream is an answer that becomes a T while it arrives. It is for one goroutine at a
// time, but for Close.
type ValueStream[T any] struct {
	reader reader
	text   string
	last   string // what was known of the text when a value was yielded
	of     string // the element that the text belongs to
	err    error  // of making the request
}

// StreamInto is [Into] for an answer that is streamed: values can be had while it arrives.
func StreamInto[T any](ctx context.Context, client *api.Client, params *api.Params, opts ...api.RequestOption) *ValueStream[T] {
	asking, err := asking[T](params)
	if err != nil {
		return &ValueStream[T]{err: err}
	}
	return &ValueStream[T]{reader: loop.open(ctx, client, asking, opts)}
}

// Parts yields the value as far as it is known, each time that more is: texts grow,
// lists get elements, and what hasn't come yet is zero. No part is checked. The last may come with the
// error of [ValueStream.Result], which has the value that is whole.
func (s *ValueStream[T]) Parts() iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for s.err == nil {
			e, ok := s.reader.next(1)
			if !ok {
				break
			}
			if streamed, ok := e.(*Streamed); ok && s.add(streamed.Event) {
				var part T
				if json.Unmarshal([]byte(s.last), &part) == nil && !yield(part, nil) { // half a time is none
					return
				}
			}
		}
		if _, _, err := s.Result(); err != nil {
			yield(none, err)
		}
	}
}

// add adds the piece of an event, and reports whether more is known by it.
func (s *ValueStream[T]) add(event api.Event) bool {
	raw, err := json.Marshal(event)
	if err != nil {
		return false
	}
	var members map[string]json.RawMessage
	piece := loop.format.piece
	if json.Unmarshal(raw, &members) != nil || !are(members, piece.is) {
		return false
	}
	text := piece.at.at(raw)
	of := string(piece.of.at(raw))
	if text == nil || s.text != "" && of != s.of {
		return false // of another element
	}
	s.text, s.of = s.text+textOf(text), of
	known := completed(s.text)
	if known == "" || known == s.last {
		return false
	}
	s.last = known
	return true
}

// Result reads the answer to its end, and returns the value, with the errors of [Into].
func (s *ValueStream[T]) Result() (T, *api.Answer, error) {
	var none T
	if s.err != nil {
		return none, nil, s.err
	}
	answer, _, err := s.reader.result()
	if err != nil {
		return none, answer, err
	}
	value, err := Parse[T](answer)
	return value, answer, err
}

// Close ends the stream. One that isn't read to its end has to be closed. It always returns nil.
func (s *ValueStream[T]) Close() error {
	if s.reader != nil {
		s.reader.close()
	}
	return nil
}
