package runtime

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

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

// nullableOf walks an optional member that may be null.
func nullableOf[T any](c *coder, p *Nullable[T], elem func(*coder, *T)) {
	if c.mode == decoding {
		if c.null() {
			*p = Nullable[T]{state: stateNull}
			return
		}
		p.state = stateValue
		elem(c, &p.value)
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

// maxTime is more than the longest RFC 3339 time of any year.
const maxTime = 64

func timestampPtr(c *coder, p **time.Time, pr presence) { ptr(c, p, pr, timestamp) }

// timestamp walks an RFC 3339 time.
func timestamp(c *coder, p *time.Time) {
	switch c.mode {
	case decoding:
		c.parse(func(s string) error {
			t, err := time.Parse(time.RFC3339, s)
			if err != nil {
				return fmt.Errorf("%q is no RFC 3339 time", clip(s))
			}
			*p = t
			return nil
		})
	case encoding:
		c.checkYear(p)
		c.out.addByte('"')
		c.out.took(p.AppendFormat(c.out.room(maxTime), time.RFC3339Nano))
		c.out.addByte('"')
	case flattening:
		c.checkYear(p)
		c.scalar(p.Format(time.RFC3339Nano))
	default:
	}
}

// checkYear refuses times that RFC 3339 has no form for.
func (c *coder) checkYear(t *time.Time) {
	if y := t.Year(); y < 0 || y > 9999 {
		c.fail(fmt.Errorf("the year %d has no form in RFC 3339", y))
	}
}

// DecodeError says where a JSON document is not what its type expects.
type DecodeError struct {
	Type    string // Go type being decoded, e.g. "Message"; empty if it is no struct
	Pointer string // JSON pointer of the value, e.g. "/content/0/text"
	Offset  int    // byte offset of the problem
	Err     error  // what is wrong
}

func (e *DecodeError) Error() string {
	at := e.Pointer
	if at == "" {
		at = "the top"
	}
	what := e.Type
	if what == "" {
		what = "JSON"
	}
	return fmt.Sprintf("decoding %s at %s (byte %d): %v", what, at, e.Offset, e.Err)
}

func (e *DecodeError) Unwrap() error { return e.Err }

func newDecodeError(c *coder) error {
	e := &DecodeError{Err: c.err, Offset: c.pos}
	if at, ok := errors.AsType[*offsetError](c.err); ok {
		e.Err, e.Offset = at.err, at.pos
	}
	if c.top != nil {
		e.Type = c.top.name
	}
	e.Pointer = pointerAt(c.src, e.Offset)
	return e
}

// pointerAt returns the JSON pointer of the value that holds the byte at
// offset. It reads again what stands before it, which only errors pay for.
func pointerAt(src string, offset int) string {
	c := coder{mode: decoding, src: src[:min(offset, len(src))]}
	var open []pathElem // a step for each object and array that hasn't ended: its last member, or its next element
	for named := false; ; {
		switch b := c.peek(); b {
		case '{', '[':
			open, named = append(open, pathElem{array: b == '['}), false
			c.pos++
			continue
		case ',', ':':
			named = b == ':'
			c.pos++
			continue
		case '}', ']':
			if len(open) == 0 {
				return ""
			}
			open = open[:len(open)-1]
			c.pos++
		case '"':
			s := c.str()
			if last := len(open) - 1; last >= 0 && !open[last].array && !named && c.err == nil {
				open[last] = pathElem{name: s, named: true}
				continue
			}
		default: // a scalar, or the end
			c.skip()
		}
		if c.err != nil {
			return pointerOf(open)
		}
		if named = false; len(open) > 0 { // a value has ended
			open[len(open)-1].index++
		}
	}
}

// decodeAs is decodeJSON for what a function walks, with a coder to be reused.
func decodeAs[T any](c *coder, src string, p *T, walk func(*coder, *T)) error {
	c.read(src)
	walk(c, p)
	if err := c.finish(); err != nil {
		return nameType(err, p)
	}
	return nil
}

// nameType puts the name of p's type, e.g. "MessageStreamEvent", into a decode
// error of a value that a function walks.
func nameType(err error, p any) error {
	if d, ok := errors.AsType[*DecodeError](err); ok {
		name := fmt.Sprintf("%T", p) // e.g. "*claude.MessageStreamEvent"
		d.Type = strings.TrimPrefix(name[strings.LastIndexByte(name, '.')+1:], "*")
	}
	return err
}
