package runtime

import (
	"context"
	"io"
	"iter"
)

// LineStream is an answer of one JSON value a line, or of a record of a JSON text
// sequence each. It holds one at a time.
// Close it when done, at any time and from any goroutine; everything else is for
// one goroutine at a time.
type LineStream[T any] struct {
	reader *jsonLines
	walk   func(*coder, *T)
	coder  coder
}

// jsonLines reads the lines of an answer.
type jsonLines struct {
	lineBody
	// record reads one value and says whether it is whole; nil if each is a line.
	record func(*lineReader) (text []byte, whole bool, err error)
}

// lines sends a request and returns the lines of its answer, which also hold
// the error if there are none.
func lines[T any](ctx context.Context, c *core, op *operation, args []string, params codable, code func(*coder, *T), opts []RequestOption) *LineStream[T] {
	return &LineStream[T]{reader: c.openLines(ctx, op, args, params, opts), walk: code}
}

func (c *core) openLines(ctx context.Context, op *operation, args []string, params codable, opts []RequestOption) *jsonLines {
	l := &jsonLines{}
	rep, err := c.openAnswer(ctx, op, args, params, opts, wantLines)
	if err != nil {
		l.err = err
		return l
	}
	l.open(rep, false)
	if t := mediaType(rep.resp.Header); t == "text/html" || t == "application/xhtml+xml" {
		_ = l.fail(l.rep.notThis(l.src, "lines of JSON"))
	}
	return l
}

// next returns the next line that isn't empty, and whether its end has come.
// After the last line, the error is io.EOF.
func (l *jsonLines) next() (text string, complete bool, err error) {
	l.reading.Lock()
	defer l.reading.Unlock()
	for l.err == nil {
		read := (*lineReader).line
		if l.record != nil {
			read = l.record
		}
		line, complete, err := read(l.lines)
		if !blank(line) && (err == nil || err == io.EOF) {
			text = string(line)
		}
		if err != nil {
			_ = l.fail(l.sizeError(err))
		}
		if text != "" {
			return text, complete, nil
		}
	}
	return "", false, l.err
}

// lineError is the error of a line that can't be used: what the server says in it
// or, if that is nothing, err.
func (l *jsonLines) lineError(err error, line string) error {
	if saysError(line) {
		return l.rep.newError(line)
	}
	return l.rep.partError(err, line)
}

func blank(line []byte) bool {
	for _, b := range line {
		if b != ' ' && b != '\t' && b != '\r' {
			return false
		}
	}
	return true
}

// All yields the values in turn. A line that can't be decoded yields a
// [*ResponseError], and ranging may go on with the next line; any other error is
// the last. After a break, ranging again goes on with the next line.
func (s *LineStream[T]) All() iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for {
			line, complete, err := s.reader.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
			v := new(T)
			misfits, err := decodeAs(&s.coder, line, v, s.walk)
			switch {
			case err != nil && !complete:
				err = cutOff(err)
			case !complete && s.reader.record != nil:
				err = io.ErrUnexpectedEOF // a number may go on
			case err == nil && !recognized(v, line):
				if _, object := any(v).(codable); object || saysError(line) {
					err = errOtherAnswer
				}
			}
			if err != nil {
				if !yield(nil, s.reader.lineError(err, line)) {
					return
				}
				continue
			}
			s.reader.rep.note(misfits)
			if !yield(v, nil) {
				return
			}
		}
	}
}

// Close ends the stream and frees its connection. It always returns nil.
func (s *LineStream[T]) Close() error {
	s.reader.close()
	return nil
}

// Err returns the error with which the stream has ended so far, or nil.
func (s *LineStream[T]) Err() error { return s.reader.ended() }
