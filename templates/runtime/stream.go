package runtime

import (
	"context"
	"fmt"
	"io"
	"iter"
	"strings"
)

// eventReader reads the events of an answer.
type eventReader struct {
	lineBody
	parser eventParser
	last   bool // the terminal event has been returned
}

// openEvents sends a request whose answer is a stream of events.
func (c *core) openEvents(ctx context.Context, op *operation, args []string, params coded, opts []RequestOption) *eventReader {
	e := &eventReader{}
	rep, err := c.openAnswer(ctx, op, args, params, opts, wantEvents)
	if err != nil {
		e.err = err
		return e
	}
	e.open(rep, true)
	e.parser.lines = e.lines
	if op.stream != nil {
		e.parser.terminal, e.parser.failure = op.stream.terminal, op.stream.failure
	}
	if t := rep.resp.Header.Get("Content-Type"); !mayBeEvents(t) {
		_ = e.fail(e.notEvents(t))
	}
	return e
}

// mayBeEvents reports whether an answer of a content type can be a stream of
// events: if it says so, or says nothing in particular.
func mayBeEvents(contentType string) bool {
	switch t, _, _ := strings.Cut(contentType, ";"); strings.ToLower(strings.TrimSpace(t)) {
	case "text/event-stream", "text/plain", octetStream, "":
		return true
	}
	return false
}

// notEvents is the error of an answer that is no event stream.
func (e *eventReader) notEvents(contentType string) error {
	start := make([]byte, 1<<10)
	n, _ := io.ReadFull(e.src, start) // what there is
	text := hide(string(start[:n]), e.rep.req.secrets())
	return e.rep.partError(fmt.Errorf("got %s, want a stream of events: %s", contentType, beginning([]byte(text))), text)
}

// next returns the data of the next event. After the last, the error is io.EOF.
func (e *eventReader) next() (string, error) {
	e.reading.Lock()
	defer e.reading.Unlock()
	if e.err != nil {
		return "", e.err
	}
	if e.last {
		return "", e.finish()
	}
	ev, err := e.parser.next()
	if err != nil {
		return "", e.fail(e.endError(err))
	}
	switch ev.kind {
	case failureEvent:
		return "", e.fail(e.rep.newError(ev.data))
	case terminalEvent:
		e.last = true
		if ev.data == "" || ev.data == e.parser.terminal {
			return "", e.finish() // a mere mark like [DONE]
		}
	default:
	}
	return ev.data, nil
}

// finish ends a stream whose last event has come.
func (e *eventReader) finish() error {
	e.src.drain()
	return e.fail(io.EOF)
}

// endError says what the end of the body means.
func (e *eventReader) endError(err error) error {
	switch {
	case err == io.EOF && e.parser.terminal == "":
		return io.EOF
	case err == io.EOF, err == io.ErrUnexpectedEOF:
		return e.rep.partError(fmt.Errorf("stream ended before its last event: %w", io.ErrUnexpectedEOF), "")
	}
	return e.sizeError(err)
}

// Stream is an answer that comes as events. Close it when done, at any time and
// from any goroutine; everything else is for one goroutine at a time.
type Stream[E any] struct {
	reader *eventReader
	walk   func(*coder, *E)
	coder  coder // kept, so that decoding an event doesn't allocate one
	event  E
}

// events sends a request and returns the stream of its answer, which also holds
// the error if there is none.
func events[E any](ctx context.Context, c *core, op *operation, args []string, params coded, code func(*coder, *E), opts []RequestOption) *Stream[E] {
	return &Stream[E]{reader: c.openEvents(ctx, op, args, params, opts), walk: code}
}

// Events yields the events in turn. The last may come with an error: an
// [*Error] that the server sent, a [*ResponseError] for a stream that is malformed
// or ends early ([io.ErrUnexpectedEOF]), a [*TimeoutError] or a [*ConnectionError].
// After a break, ranging again goes on with the next event.
func (s *Stream[E]) Events() iter.Seq2[E, error] {
	return func(yield func(E, error) bool) {
		for {
			e, err := s.next()
			if err == io.EOF || !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// Close ends the stream and frees its connection. It always returns nil.
func (s *Stream[E]) Close() error {
	s.reader.close()
	return nil
}

// Err returns the error with which the stream has ended so far, or nil.
func (s *Stream[E]) Err() error {
	return s.reader.ended()
}

func (s *Stream[E]) next() (E, error) {
	var none E
	data, err := s.reader.next()
	if err != nil {
		return none, err
	}
	s.event = none
	if err := decodeAs(&s.coder, data, &s.event, s.walk); err != nil {
		err = s.reader.rep.partError(err, data)
		s.reader.reading.Lock()
		defer s.reader.reading.Unlock()
		return none, s.reader.fail(err)
	}
	return s.event, nil
}

// An accumulator folds the events of a stream into the result that the same
// call would have had without streaming.
type accumulator[E, R any] interface {
	// add folds one event.
	add(event E) error
	// result returns what has come so far, or nil before anything has.
	result() (*R, error)
}

// ResultStream is a [Stream] whose events fold into a result.
type ResultStream[E, R any] struct {
	stream Stream[E]
	folded accumulator[E, R]
	err    error // of folding
}

// resultStream is events for a stream whose events fold into a result.
func resultStream[E, R any](ctx context.Context, c *core, op *operation, args []string, params coded, code func(*coder, *E), fold func() accumulator[E, R], opts []RequestOption) *ResultStream[E, R] {
	return &ResultStream[E, R]{
		stream: Stream[E]{reader: c.openEvents(ctx, op, args, params, opts), walk: code},
		folded: fold(),
	}
}

// Events yields the events in turn; see [Stream.Events].
func (s *ResultStream[E, R]) Events() iter.Seq2[E, error] {
	return func(yield func(E, error) bool) {
		for {
			e, err := s.next()
			if err == io.EOF || !yield(e, err) || err != nil {
				return
			}
		}
	}
}

func (s *ResultStream[E, R]) next() (E, error) {
	e, err := s.stream.next()
	if err == nil && s.err == nil {
		if bad := s.folded.add(e); bad != nil {
			s.err = s.stream.reader.rep.partError(bad, "")
		}
	}
	return e, err
}

// Result reads what is left of the stream, closes it and returns what its events
// fold into. The result of a stream that failed or was cut off is an error.
func (s *ResultStream[E, R]) Result() (*R, error) {
	for {
		if _, err := s.next(); err == io.EOF {
			break
		} else if err != nil {
			return nil, err
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	r, err := s.folded.result()
	if r == nil && err == nil {
		err = s.stream.reader.rep.partError(fmt.Errorf("stream without content: %w", io.ErrUnexpectedEOF), "")
	}
	return r, err
}

// Close ends the stream and frees its connection. It always returns nil.
func (s *ResultStream[E, R]) Close() error { return s.stream.Close() }

// Err returns the error with which the stream has ended so far, or nil.
func (s *ResultStream[E, R]) Err() error { return s.stream.Err() }
