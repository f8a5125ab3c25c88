package runtime

import (
	"bytes"
	"context"
)

// recordSeparator begins each record of a JSON text sequence.
const recordSeparator = 0x1E

// records is lines for an answer that is a JSON text sequence (RFC 7464).
func records[T any](ctx context.Context, c *core, op *operation, args []string, params codable, code func(*coder, *T), opts []RequestOption) *LineStream[T] {
	s := lines(ctx, c, op, args, params, code, opts)
	s.reader.record = new(recordReader).next
	return s
}

// recordReader puts records together, which may be of several lines. A record ends
// where the next begins, but a server may wait long before that: one whose value is
// whole at the end of a line is returned at once.
type recordReader struct {
	text   []byte // of the record so far
	done   bool   // text has been returned
	rest   []byte // what stands in the line after it
	more   bool   // there is such a rest
	ended  bool   // the line has its end
	err    error  // that came with the line
	depth  int    // of arrays and objects
	quoted bool   // inside a string
	escape bool   // after a backslash in one
	scalar bool   // a value that only white space ends
	begun  bool   // text has more than white space
}

// next returns the next record, and whether it is whole; it may be blank. With the
// last comes the error with which the body has ended.
func (r *recordReader) next(l *lineReader) (record []byte, whole bool, err error) {
	if r.done {
		*r = recordReader{text: r.text[:0], rest: r.rest, more: r.more, ended: r.ended, err: r.err}
	}
	for {
		if !r.more {
			r.rest, r.ended, r.err = l.line()
		}
		var part []byte
		part, r.rest, r.more = bytes.Cut(r.rest, []byte{recordSeparator})
		if len(r.text)+len(part) > l.limit {
			return nil, false, l.tooLong()
		}
		r.add(part)
		if !r.more && r.ended {
			r.add([]byte{'\n'})
		}
		switch {
		case r.more && r.begun, !r.more && r.ended && r.whole():
			r.done = true
			return bytes.Trim(r.text, " \t\r\n"), r.whole(), nil
		case !r.more && !r.ended:
			r.done = true
			return bytes.Trim(r.text, " \t\r\n"), r.whole(), r.err
		}
	}
}

// add takes in a part of the record.
func (r *recordReader) add(part []byte) {
	for _, b := range part {
		switch {
		case r.escape:
			r.escape = false
		case r.quoted:
			r.escape, r.quoted = b == '\\', b != '"'
		case b == '"':
			r.quoted = true
		case b == '{', b == '[':
			r.depth++
		case b == '}', b == ']':
			r.depth--
		}
		if !r.begun && !isSpace(b) {
			r.begun = true
			r.scalar = bytes.IndexByte([]byte(`{["`), b) < 0
		}
	}
	r.text = append(r.text, part...)
}

// whole reports whether the record is a value that has its end: of a number, the
// rest may be missing unless white space follows.
func (r *recordReader) whole() bool {
	return r.begun && r.depth <= 0 && !r.quoted && (!r.scalar || isSpace(r.text[len(r.text)-1]))
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }
