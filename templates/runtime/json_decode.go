package runtime

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unicode/utf8"
)

// Decoding: a document, and the members of an object.

// decoders are coders for decoding, each with a buffer that is used again.
var decoders = sync.Pool{New: func() any { return new(coder) }}

// decodeJSON reads src, which must be one JSON value, into v. Strings of v
// share the memory of src.
func decodeJSON(src string, v codable) error {
	_, err := decodeNoting(context.Background(), src, v)
	if err == errPartial { // it is never wrapped
		err = nil
	}
	return err
}

// decodeNoting is decodeJSON that also returns what didn't fit, and that ends with ctx.
func decodeNoting(ctx context.Context, src string, v codable) ([]*DecodeError, error) {
	c := decoders.Get().(*coder)
	c.read(src)
	c.done = ctx.Done()
	misfits, err := c.document(v)
	if err == nil && c.loose {
		err = errPartial
	}
	c.release()
	return misfits, err
}

// errPartial says that something in a document doesn't fit, and that no Extra keeps
// it. The rest has been read.
var errPartial = errors.New("a part doesn't fit")

// document reads all of the document into v, again if only then the variants of
// unions can be told.
func (c *coder) document(v codable) ([]*DecodeError, error) {
	c.walk(v)
	if c.again() {
		c.walk(v)
	}
	if err := c.finish(); err != nil {
		return nil, err
	}
	return c.misfitErrors(), nil
}

// release makes a coder available to others.
func (c *coder) release() {
	if cap(c.buf) <= maxScratch {
		*c = coder{buf: c.buf, names: c.names}
		decoders.Put(c)
	}
}

// read makes c ready to decode src.
func (c *coder) read(src string) {
	ascii, clean := survey(src)
	if !ascii && !utf8.ValidString(src) {
		src = toValidUTF8(src)
	}
	*c = coder{mode: decoding, src: src, clean: clean, buf: c.buf, names: c.names[:0]}
}

// finish reports what went wrong while decoding, or that more follows.
func (c *coder) finish() error {
	if c.err == nil {
		c.space()
		if c.pos != len(c.src) {
			c.syntax("end of value")
		}
	}
	if c.err != nil {
		return newDecodeError(c)
	}
	return nil
}

// unmarshalJSON is decodeJSON for bytes that the caller may change afterwards, and
// for a value that may hold something already. As in encoding/json, what doesn't
// fit is an error that stands beside the rest.
func unmarshalJSON(b []byte, v codable) error {
	if isNil(v) {
		return errNilTarget
	}
	c := decoders.Get().(*coder)
	c.read(string(b))
	c.merging, c.saved = true, true
	misfits, err := c.document(v)
	c.release()
	if err == nil && len(misfits) > 0 {
		err = misfits[0]
	}
	return err
}

var errNilTarget = errors.New("JSON can't be read into a nil pointer")

// isNil reports whether v is nil, or a nil pointer of some type.
func isNil(v codable) bool {
	if v == nil {
		return true
	}
	p := reflect.ValueOf(v)
	return p.Kind() == reflect.Pointer && p.IsNil()
}

// decodeAs is decodeJSON for what a function walks, with a coder to be reused.
func decodeAs[T any](c *coder, src string, p *T, walk func(*coder, *T)) ([]*DecodeError, error) {
	c.read(src)
	walk(c, p)
	if c.again() {
		walk(c, p)
	}
	if err := c.finish(); err != nil {
		return nil, nameType(err, p)
	}
	return c.misfitErrors(), nil
}

// nameType puts the name of p's type, e.g. "MessageStreamEvent", into a decode
// error of a value that a function walks.
func nameType(err error, p any) error {
	if d, ok := errors.AsType[*DecodeError](err); ok {
		name := fmt.Sprintf("%T", p) // e.g. "*petstore.Event"
		d.Type = strings.TrimPrefix(name[strings.LastIndexByte(name, '.')+1:], "*")
	}
	return err
}

// decodeObject reads an object member by member, each into its field; what has no field
// goes to Extra. Reading a value stands here because a call for each costs a tenth.
func (c *coder) decodeObject(v codable, s *descriptor) {
	lead := c.leading
	if lead != nil {
		c.leading = nil
	}
	if !c.open('{') {
		if !c.null() {
			c.mismatch("object")
		}
		return
	}
	if c.shut('}') {
		return
	}
	var o objectState
	if c.merging {
		o.stash(c, v, s)
	}
	o.base = len(c.names)
	next := 0 // the member expected here, if they come in the document's order
	for c.err == nil {
		i := c.knownMember(s.members, next)
		if i >= 0 {
			if bit := uint64(1) << (i & 63); o.seen[i>>6&1]&bit == 0 {
				o.seen[i>>6&1] |= bit
			} else {
				o.again(c, v, i)
			}
			next = i + 1
		} else if c.err == nil {
			start := c.pos
			name := c.name()
			if i = c.savedMember(s.members, name); i < 0 {
				c.unknownMember(v, s, lead, name, start)
			}
		}
		if i >= 0 {
			c.space()
			start := c.pos
			if s.members[i].lit != "" {
				c.decodeConstant(v, s, i, &o)
			} else if v.field(c, i); c.err != nil || c.loose {
				c.keepMisfit(v, s, i, start, &o)
			} else if o.late != nil {
				o.fits(i)
			}
		}
		if c.err != nil || !c.more('}') {
			break
		}
	}
	if len(c.names) > o.base || o.late != nil || o.stashed != nil {
		o.settle(c, v, s)
	}
}

// knownMember moves past the name of the member that the input goes on with and
// returns its index, or returns -1 if the document doesn't know it. Servers
// write members in a fixed order, so that the one after the last is tried first.
func (c *coder) knownMember(ms []member, next int) int {
	rest := c.src[c.pos:]
	if next < len(ms) && ms[next].in == inBody && strings.HasPrefix(rest, ms[next].key) {
		c.pos += len(ms[next].key)
		return next
	}
	if len(rest) < 3 {
		return c.escapedMember(ms)
	}
	for i := range ms {
		if k := ms[i].key; len(k) > 1 && k[1] == rest[1] && strings.HasPrefix(rest, k) && ms[i].in == inBody {
			c.pos += len(k)
			return i
		}
	}
	n := c.plainEnd(c.pos+1) + 2 - c.pos
	if n > len(rest) || rest[0] != '"' || rest[n-2] != '"' || rest[n-1] != ':' {
		return c.escapedMember(ms)
	}
	return -1
}

// escapedMember is knownMember for names written with escapes, and for those
// with white space after them.
func (c *coder) escapedMember(ms []member) int {
	start := c.pos
	if i := findMember(ms, c.name()); i >= 0 && ms[i].in == inBody {
		return i
	}
	if c.err == nil {
		c.back(start, c.pos)
	}
	return -1
}

func findMember(ms []member, name string) int {
	for i := range ms {
		if k := ms[i].key; len(k) == len(name)+3 && k[1:len(k)-2] == name {
			return i
		}
	}
	for i := range ms { // names that JSON has to escape
		if m := &ms[i]; len(m.key) > len(name)+3 && m.name() == name {
			return i
		}
	}
	return -1
}

// decodeConstant checks the value of one member against the constant that it must be.
func (c *coder) decodeConstant(v codable, s *descriptor, i int, o *objectState) {
	lit, start := s.members[i].lit, c.pos
	if strings.HasPrefix(c.src[start:], lit) && lit[len(lit)-1] == '"' {
		c.pos += len(lit)
	} else if c.skip(); c.err == nil && !sameScalar(c.src[start:c.pos], lit) {
		c.otherConstant(v, s, i, start, o)
		return
	}
	if o.late != nil {
		o.fits(i)
	}
}

// otherConstant keeps a constant that has another value, like a member that the
// document doesn't know, so that nothing is lost when the object is encoded again.
func (c *coder) otherConstant(v codable, s *descriptor, i, start int, o *objectState) {
	if s.typed {
		c.back(start, c.pos)
		c.key = s.members[i].name()
		v.field(c, len(s.members))
		return
	}
	o.isLate(c, s, i)
	c.keep(v, s, s.members[i].key, c.src[start:c.pos])
}

// unknownMember stores the member whose quoted name began at start. The tag that a
// union writes is one: the object is encoded with it where no union is in sight.
func (c *coder) unknownMember(v codable, s *descriptor, lead *leadOf, name string, start int) {
	key := c.src[start:c.pos]
	c.space()
	value := c.pos
	if s.typed {
		if lead != nil {
			if c.skip(); c.err != nil || lead.is(name, c.src[value:c.pos]) {
				return // the type of other members isn't that of the tag
			}
			c.pos = value
		}
		c.key = name
		v.field(c, len(s.members))
		return
	}
	c.skip()
	if c.err == nil {
		c.names = append(c.names, name)
		c.keep(v, s, key, c.src[value:c.pos])
	}
}

// keep adds a member to v's Extra, through the field past the last member.
func (c *coder) keep(v codable, s *descriptor, key, value string) {
	c.buf = append(append(c.buf[:0], tidy(key)...), tidy(value)...)
	v.field(c, len(s.members))
}

// sameScalar reports whether a value is the constant lit, however it is written.
func sameScalar(value, lit string) bool {
	if value == lit {
		return true
	}
	if value == "" || value[0] != '"' || lit[0] != '"' {
		return false
	}
	a, b := coder{mode: decoding, src: value}, coder{mode: decoding, src: lit}
	return a.str() == b.str()
}
