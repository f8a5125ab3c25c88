package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// eventReader reads the events of an answer.
type eventReader struct {
	lineBody
	parser eventParser
	halves halves
	last   bool // the terminal event has been returned
	// misfits is set if the last event had values that don't fit.
	misfits bool
}

// doneMark ends streams of many servers; gateways send it where the API has
// another last event.
const doneMark = "[DONE]"

// openEvents sends a request whose answer is a stream of events.
func (c *core) openEvents(ctx context.Context, op *operation, args []string, params codable, opts []RequestOption) *eventReader {
	e := &eventReader{}
	rep, err := c.openAnswer(ctx, op, args, params, opts, wantEvents)
	if err != nil {
		e.err = err
		return e
	}
	e.open(rep, true)
	e.parser.lines = e.lines
	if op.stream != nil {
		e.parser.terminal, e.parser.failure, e.parser.form = op.stream.terminal, op.stream.failure, op.stream.form
	}
	if t := rep.resp.Header.Get("Content-Type"); !mayBeEvents(t) {
		_ = e.fail(e.rep.notThis(e.src, "a stream of events"))
	}
	return e
}

// mayBeEvents reports whether an answer of a content type can be a stream of
// events: if it says so, or says nothing in particular.
func mayBeEvents(contentType string) bool {
	switch t, _, _ := strings.Cut(contentType, ";"); strings.ToLower(strings.TrimSpace(t)) {
	case "text/event-stream", textMedia, octetStream, "":
		return true
	}
	return false
}

// next returns the next event. After the last, the error is io.EOF.
func (e *eventReader) next() (serverEvent, error) {
	e.reading.Lock()
	defer e.reading.Unlock()
	if e.err != nil {
		return serverEvent{}, e.err
	}
	if e.last {
		return serverEvent{}, e.finish()
	}
	ev, err := e.parser.next()
	if err != nil {
		return serverEvent{}, e.fail(e.endError(err))
	}
	switch {
	case ev.kind == failureEvent:
		return serverEvent{}, e.fail(e.rep.newError(ev.data))
	case ev.kind == terminalEvent, ev.data == doneMark:
		e.last = true
		if ev.data == "" || ev.data == e.parser.terminal || ev.data == doneMark {
			return serverEvent{}, e.finish() // a mere mark
		}
	}
	if e.parser.form == nil {
		ev.data = e.halves.join(ev.data)
	}
	return ev, nil
}

// valueOf returns the JSON that stands for the event that came last: mostly its data.
func (e *eventReader) valueOf(ev serverEvent) string {
	if f := e.parser.form; f != nil {
		return f.value(&e.parser.eventHead, ev.data, e.parser.textual())
	}
	return ev.data
}

// refuse ends the stream with the error of an event that can't be used: what
// the server says in it or, if that is nothing, err.
func (e *eventReader) refuse(ev serverEvent, err error) error {
	e.reading.Lock()
	defer e.reading.Unlock()
	if saysError(ev.data) {
		return e.fail(e.rep.newError(ev.data))
	}
	return e.fail(e.rep.partError(err, ev.data))
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
func events[E any](ctx context.Context, c *core, op *operation, args []string, params codable, code func(*coder, *E), opts []RequestOption) *Stream[E] {
	return &Stream[E]{reader: c.openEvents(ctx, op, args, params, opts), walk: code}
}

// Events yields the events in turn. The last may come with an error, without an
// event: an [*Error] that the server sent, a [*ResponseError] for a stream that is malformed
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

// Event returns what the server said beside the data of the event that came last: its
// name, and the id of the last event that had one. Both are empty where it says none.
func (s *Stream[E]) Event() (name, id string) {
	return string(s.reader.parser.name), string(s.reader.parser.id)
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

// next returns the next event. It passes over what only keeps the connection alive,
// and an event that says an error ends the stream.
func (s *Stream[E]) next() (E, error) {
	var none E
	for {
		ev, err := s.reader.next()
		if err != nil {
			return none, err
		}
		s.event = none
		value := s.reader.valueOf(ev)
		misfits, err := decodeAs(&s.coder, value, &s.event, s.walk)
		switch known := err == nil && recognized(&s.event, value); {
		case known:
			s.reader.rep.note(misfits)
			s.reader.misfits = len(misfits) > 0
			return s.event, nil
		case ev.kind == pingEvent, keepsAlive(ev.data), isNull(ev.data):
			continue // whatever came with it
		case err != nil, saysError(ev.data):
			return none, s.reader.refuse(ev, err)
		}
		s.reader.rep.note(misfits)
		return s.event, nil
	}
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
	text   func(E) string // the text that an event adds; nil if the document doesn't say
	errs   []error        // of folding
	more   int            // of these that aren't kept
}

// resultStream is events for a stream whose events fold into a result.
func resultStream[E, R any](ctx context.Context, c *core, op *operation, args []string, params codable, code func(*coder, *E), fold func() accumulator[E, R], opts []RequestOption) *ResultStream[E, R] {
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

// Text yields the text of the result piece by piece, as it comes: together, the pieces are
// what the result has as text. Errors are those of [ResultStream.Events], and so is what
// happens after a break.
func (s *ResultStream[E, R]) Text() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if s.text == nil {
			yield("", errNoText)
			return
		}
		for e, err := range s.Events() {
			piece := ""
			if err == nil {
				piece = s.text(e)
			}
			if (piece != "" || err != nil) && !yield(piece, err) {
				return
			}
		}
	}
}

var errNoText = errors.New("the document doesn't say which part of this result is its text")

// withText sets which text an event adds to the result.
func (s *ResultStream[E, R]) withText(text func(E) string) *ResultStream[E, R] {
	s.text = text
	return s
}

func (s *ResultStream[E, R]) next() (E, error) {
	const most = 10
	e, err := s.stream.next()
	if err == nil {
		if bad := s.fold(e); bad != nil && len(s.errs) < most {
			s.errs = append(s.errs, bad)
		} else if bad != nil {
			s.more++
		}
	}
	return e, err
}

// fold folds an event. One whose own members don't all fit may be folded wrongly.
func (s *ResultStream[E, R]) fold(e E) error {
	err := s.folded.add(e)
	if !s.stream.reader.misfits {
		return err
	}
	x := e // e itself must not move to the heap: there are many events, and few of these
	if event := eventOf(&x); event != nil {
		_, unfit := unknownMembers(event)
		err = errors.Join(unfit, err)
	}
	return err
}

// Result reads what is left of the stream, closes it and returns what its events
// fold into. Beside an error stands what had come until then, or nil if that is
// nothing: also when the stream has been read, in part or to its end, by ranging over
// its events. A stream that was cut off, closed or canceled always has an error, and so
// has one with events that fit nothing.
func (s *ResultStream[E, R]) Result() (*R, error) {
	var err error
	for err == nil {
		_, err = s.next()
	}
	r, unfit := s.folded.result()
	switch {
	case err != io.EOF:
		return r, err
	case r == nil && len(s.errs) == 0:
		return nil, s.stream.reader.rep.partError(fmt.Errorf("stream without content: %w", io.ErrUnexpectedEOF), "")
	case len(s.errs) > 0 || unfit != nil:
		return r, s.misfits(unfit)
	}
	return r, nil
}

// misfits returns the errors of folding as one.
func (s *ResultStream[E, R]) misfits(unfit error) error {
	errs := s.errs
	if s.more > 0 {
		errs = append(errs, fmt.Errorf("and %d more", s.more))
	}
	if unfit != nil {
		errs = append(errs, unfit)
	}
	err := errors.Join(errs...)
	if len(errs) == 1 {
		err = errs[0]
	}
	return s.stream.reader.rep.partError(err, "")
}

// Event returns the name and the id of the event that came last; see [Stream.Event].
func (s *ResultStream[E, R]) Event() (name, id string) { return s.stream.Event() }

// Close ends the stream and frees its connection. It always returns nil.
func (s *ResultStream[E, R]) Close() error { return s.stream.Close() }

// Err returns the error with which the stream has ended so far, or nil.
func (s *ResultStream[E, R]) Err() error { return s.stream.Err() }
