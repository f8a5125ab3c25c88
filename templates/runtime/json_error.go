package runtime

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// What is wrong with a document, and where.

// DecodeError says where a JSON document is not what its type expects.
type DecodeError struct {
	Type    string // Go type being decoded, e.g. "Message"; empty if it is no struct
	Pointer string // JSON pointer of the value, e.g. "/content/0/text"
	Offset  int    // byte offset of the problem
	Err     error  // what is wrong
	Raw     []byte // the value, if it is one and the rest of the document could be read: it didn't fit
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

var (
	errDepth = errors.New("JSON is nested too deeply")
	errEnd   = errors.New("unexpected end of JSON input")
)

// fail records the first error; nothing further is read.
func (c *coder) fail(err error) { c.failAt(c.pos, err) }

// failAt records the first error with the offset where it lies.
func (c *coder) failAt(pos int, err error) {
	if c.err == nil {
		c.err, c.failed = &offsetError{pos, err}, c.pos
		c.pos = len(c.src)
	}
}

type offsetError struct {
	pos int
	err error
}

func (e *offsetError) Error() string { return e.err.Error() }

func (e *offsetError) Unwrap() error { return e.err }

// syntax records that something else than want stands at the current position.
func (c *coder) syntax(want string) {
	if c.err != nil {
		return
	}
	if c.pos >= len(c.src) {
		c.failAt(c.pos, errEnd)
		return
	}
	r, _ := utf8.DecodeRuneInString(c.src[c.pos:])
	c.failAt(c.pos, fmt.Errorf("invalid character %q, want %s", r, want))
}

// mismatch records that the next value is not of the type wanted.
func (c *coder) mismatch(want string) {
	at := c.pos
	if c.err != nil {
		return
	}
	got := kindName(c.peek())
	if got == "" {
		c.syntax("a value")
		return
	}
	c.failAt(at, fmt.Errorf("got %s, want %s", got, want))
}

// kindName is the kind of JSON that begins with a byte, as errors call it.
func kindName(b byte) string {
	switch b {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return "number"
	}
	return ""
}

func clip(s string) string {
	if len(s) > 40 {
		return s[:40] + "..."
	}
	return s
}
