package runtime

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
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

// IsZero reports whether the member is left out.
func (n Nullable[T]) IsZero() bool { return n.state == stateAbsent }

// IsNull reports whether the member is null.
func (n Nullable[T]) IsNull() bool { return n.state == stateNull }

// Get returns the value; ok is false if the member is null or left out.
func (n Nullable[T]) Get() (v T, ok bool) { return n.value, n.state == stateValue }

// Or returns the value, or def if the member is null or left out.
func (n Nullable[T]) Or(def T) T {
	if n.state == stateValue {
		return n.value
	}
	return def
}

// nullableOf walks an optional member that may be null.
func nullableOf[T any](c *coder, p *Nullable[T], elem func(*coder, *T)) {
	if c.mode == decoding {
		if c.null() {
			*p = Null[T]()
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

// timestamp walks an RFC 3339 time.
func timestamp(c *coder, p *time.Time) {
	switch c.mode {
	case decoding:
		if c.null() {
			return
		}
		at, s := c.pos, c.str()
		if c.err != nil {
			return
		}
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			c.failAt(at, fmt.Errorf("%q is no RFC 3339 time", clip(s)))
			return
		}
		*p = t
	case encoding:
		c.out.addByte('"')
		c.out.took(p.AppendFormat(c.out.room(maxTime), time.RFC3339Nano))
		c.out.addByte('"')
	case flattening:
		c.scalar(p.Format(time.RFC3339Nano))
	default:
	}
}

// Date is a day without a time, written as 2006-01-02.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of t in t's location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// String returns the date as 2006-01-02.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Time returns midnight of the date in loc.
func (d Date) Time(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// IsZero reports whether d is the zero Date.
func (d Date) IsZero() bool { return d == Date{} }

// MarshalText returns the date as 2006-01-02.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a date like 2006-01-02.
func (d *Date) UnmarshalText(b []byte) error {
	t, err := time.Parse(time.DateOnly, string(b))
	if err != nil {
		return fmt.Errorf("%q is no date of the form 2006-01-02", clip(string(b)))
	}
	*d = DateOf(t)
	return nil
}

// date walks a Date.
func date(c *coder, p *Date) {
	switch c.mode {
	case decoding:
		if c.null() {
			return
		}
		at, s := c.pos, c.str()
		if c.err != nil {
			return
		}
		if err := p.UnmarshalText([]byte(s)); err != nil {
			c.failAt(at, err)
		}
	case encoding:
		c.out.addString(p.String())
	case flattening:
		c.scalar(p.String())
	default:
	}
}

var errBase64 = errors.New("string is not base64")

// base64Bytes walks bytes that travel as base64 text.
func base64Bytes(c *coder, p *[]byte, pr presence) {
	switch c.mode {
	case decoding:
		if c.null() {
			*p = nil
			return
		}
		at, s := c.pos, c.str()
		if c.err != nil {
			return
		}
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			c.failAt(at, errBase64)
			return
		}
		*p = b
	case encoding, flattening, checking:
		if *p == nil {
			c.absent(pr)
			return
		}
		if c.mode == encoding {
			c.out.addByte('"')
			c.out.took(base64.StdEncoding.AppendEncode(c.out.room(base64.StdEncoding.EncodedLen(len(*p))), *p))
			c.out.addByte('"')
		} else {
			c.scalar(base64.StdEncoding.EncodeToString(*p))
		}
	default:
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
// offset. It reads src again with a tokenizer, which only errors pay for.
func pointerAt(src string, offset int) string {
	d := jsontext.NewDecoder(strings.NewReader(src[:min(offset, len(src))]),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	for {
		if _, err := d.ReadToken(); err != nil {
			at := string(d.StackPointer())
			// The pointer is that of the last value read. In an array, what is
			// being read is the one after it.
			if kind, n := d.StackIndex(d.StackDepth()); kind == '[' {
				if n > 0 {
					at = at[:strings.LastIndexByte(at, '/')]
				}
				at += "/" + itoa(int(n))
			}
			return at
		}
	}
}
