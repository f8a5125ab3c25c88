package runtime

import (
	"encoding/json"
	"strings"
	"sync"
	"unicode/utf8"
)

// The codec drives every generated type through one method, field, which names
// each Go field once. What happens to the field depends on the mode: the same
// walk decodes, encodes, checks required members, collects the betas that the
// set values need, and flattens parameters into name and value pairs.

// A coded value can be walked by a coder. An object's field hands member i to
// the coder and returns the object's shape; index len(shape.members) stands for
// the members that the document doesn't know, and describe for none. Any other
// value's field walks the whole value and returns nil.
type coded interface {
	field(c *coder, i int) *shape
}

const describe = -1

// walk walks v in the coder's mode.
func (c *coder) walk(v coded) {
	if s := v.field(c, describe); s != nil {
		c.object(v, s)
	}
}

// shapeOf returns the shape of an object.
func shapeOf(v coded) *shape { return v.field(nil, describe) }

// shape describes an object type. Shapes are static data.
type shape struct {
	name    string // Go name, e.g. "TextBlock"
	members []member
	typed   bool     // members the document doesn't know have a type
	beta    []string // headers, any of which enables the whole object
}

// member describes one member of an object.
type member struct {
	key  string // quoted name and colon, e.g. `"text":`
	lit  string // for constants: the only value, as JSON
	in   place
	must need     // of the members of an answer
	beta []string // headers, any of which enables the member
}

// text returns the value of a constant where it is not JSON.
func (m *member) text() string {
	d := coder{mode: decoding, src: m.lit}
	if d.peek() == '"' {
		return d.str()
	}
	return m.lit
}

// name returns the member's name as it stands on the wire.
func (m *member) name() string {
	if m.key == "" {
		return ""
	}
	quoted := m.key[1 : len(m.key)-2]
	for i := range len(quoted) {
		if quoted[i] == '\\' {
			s, _ := unescape(quoted)
			return s
		}
	}
	return quoted
}

// place says where a member of a params type travels.
type place uint8

const (
	inBody       place = iota
	inQuery            // name=value, repeated for arrays
	inQueryComma       // name=a,b,c
	inHeader
	inCookie
	inPath         // passed as an argument; never a member
	asBody         // the member is the whole body
	inQuerySpace   // name=a b c
	inQueryPipe    // name=a|b|c
	inQueryDeep    // an object: name[member]=value
	inQueryMembers // an object: member=value
	inQueryObject  // an object: name=member,value,member,value
)

func (p place) isQuery() bool {
	return p == inQuery || p == inQueryComma || p == inQuerySpace || p == inQueryPipe || p.isObject()
}

func (p place) isObject() bool { return p == inQueryDeep || p == inQueryMembers || p == inQueryObject }

// presence says what a missing Go value means on the wire.
type presence uint8

const (
	required presence = iota // refused by Validate; encoded as an empty value
	optional                 // left out
	nullable                 // required, encoded as null
)

type mode uint8

const (
	decoding mode = iota
	encoding
	checking // collects missing required members
	betaing  // collects beta headers
	flattening
	locating // finds where an object keeps what the document doesn't know
)

// maxDepth bounds nesting on the way in and out, as encoding/json does.
const maxDepth = 10_000

// coder carries the state of one walk.
type coder struct {
	mode  mode
	depth int
	err   error
	top   *shape // of the first object walked
	ifNil presence
	// merged, if there is one, notes what received members that the document
	// doesn't know beside others of perhaps the same names.
	merged map[*json.RawMessage]bool

	src   string // decoding: the whole document
	pos   int    // decoding: offset of the next unread byte
	clean bool   // decoding: src is known to have no control characters
	slash int    // decoding: offset of a backslash, with none between where it was sought and here

	out output // encoding: the JSON written so far
	buf []byte // decoding: the member that Extra receives
	key string // decoding: name of the member that typed extra members receive

	extra *json.RawMessage // locating: what was found

	path   []pathElem                  // checking: where the walk is
	missed []string                    // checking: pointers of what is missing
	betas  func(alternatives []string) // betaing: receives each set of alternatives
	flat   flattener                   // flattening: receives each scalar
}

// fail records the first error; nothing further is read.
func (c *coder) fail(err error) { c.failAt(c.pos, err) }

// decoders are coders for decoding, each with a buffer that is used again.
var decoders = sync.Pool{New: func() any { return new(coder) }}

// decodeJSON reads src, which must be one JSON value, into v. Strings of v
// share the memory of src.
func decodeJSON(src string, v coded) error {
	c := decoders.Get().(*coder)
	c.read(src)
	c.walk(v)
	err := c.finish()
	if cap(c.buf) <= maxScratch {
		*c = coder{buf: c.buf}
		decoders.Put(c)
	}
	return err
}

// read makes c ready to decode src.
func (c *coder) read(src string) {
	ascii, clean := survey(src)
	if !ascii && !utf8.ValidString(src) {
		src = toValidUTF8(src)
	}
	*c = coder{mode: decoding, src: src, clean: clean, buf: c.buf}
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

// unmarshalJSON is decodeJSON for bytes that the caller may change afterwards.
func unmarshalJSON(b []byte, v coded) error { return decodeJSON(string(b), v) }

// encodeJSON returns v as compact JSON in a slice of exactly its size.
func encodeJSON(v coded) ([]byte, error) { return encodeWith(v, "") }

// encodeWith is encodeJSON with members, such as `"stream":true`, put in front
// of those of an object.
func encodeWith(v coded, members string) ([]byte, error) {
	c := encoders.Get().(*coder)
	c.mode = encoding
	c.walk(v)
	b := c.out.bytes()
	all := make([]byte, 0, len(b)+len(members)+1)
	if members != "" && len(b) > 1 && b[0] == '{' {
		all = append(append(all, '{'), members...)
		if b[1] != '}' {
			all = append(all, ',')
		}
		all = append(all, b[1:]...)
	} else {
		all = append(all, b...)
	}
	err := c.err
	if len(c.out.buf) <= maxScratch {
		*c = coder{out: output{buf: c.out.buf}}
		encoders.Put(c)
	}
	return all, err
}

// object walks the members of v.
func (c *coder) object(v coded, s *shape) {
	if c.top == nil {
		c.top = s
	}
	if c.depth++; c.depth > maxDepth {
		c.fail(errDepth)
	}
	if c.err == nil {
		switch c.mode {
		case decoding:
			c.decodeObject(v, s)
		case encoding:
			c.encodeObject(v, s)
		default:
			c.walkObject(v, s)
		}
	}
	c.depth--
}

func (c *coder) decodeObject(v coded, s *shape) {
	if c.null() {
		return
	}
	if !c.open('{') {
		c.mismatch("object")
		return
	}
	if c.shut('}') {
		return
	}
	next := 0 // the member expected here, if they come in the document's order
	for c.err == nil {
		if i := c.knownMember(s.members, next); i >= 0 {
			c.decodeMember(v, s, i)
			next = i + 1
		} else if c.err == nil {
			start := c.pos
			c.unknownMember(v, s, c.name(), start)
		}
		if c.err != nil || !c.more('}') {
			return
		}
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
	n := c.plainEnd(c.pos+1) + 2 - c.pos
	if n > len(rest) || rest[0] != '"' || rest[n-2] != '"' || rest[n-1] != ':' {
		return c.escapedMember(ms)
	}
	for i := range ms {
		if k := ms[i].key; len(k) == n && k == rest[:n] && ms[i].in == inBody {
			c.pos += n
			return i
		}
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
		c.pos = start
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

func (c *coder) decodeMember(v coded, s *shape, i int) {
	c.space()
	lit := s.members[i].lit
	if lit == "" {
		v.field(c, i)
		return
	}
	start := c.pos
	if strings.HasPrefix(c.src[start:], lit) && lit[len(lit)-1] == '"' {
		c.pos += len(lit)
		return
	}
	c.skip()
	if c.err != nil || c.src[start:c.pos] == lit {
		return
	}
	// A constant with another value is kept like an unknown member, so that
	// nothing is lost when the object is encoded again.
	if s.typed {
		c.pos, c.key = start, s.members[i].name()
		v.field(c, len(s.members))
		return
	}
	c.keep(v, s, s.members[i].key, c.src[start:c.pos])
}

// unknownMember stores the member whose quoted name began at start.
func (c *coder) unknownMember(v coded, s *shape, name string, start int) {
	key := c.src[start:c.pos]
	c.space()
	value := c.pos
	if s.typed {
		c.key = name
		v.field(c, len(s.members))
		return
	}
	c.skip()
	if c.err == nil {
		c.keep(v, s, key, c.src[value:c.pos])
	}
}

// keep adds a member to v's Extra, through the field past the last member.
func (c *coder) keep(v coded, s *shape, key, value string) {
	c.buf = append(append(c.buf[:0], key...), value...)
	v.field(c, len(s.members))
}

func (c *coder) encodeObject(v coded, s *shape) {
	c.out.addByte('{')
	open := c.out.n
	overridden := 0
	for i := range s.members {
		m := &s.members[i]
		if m.in != inBody {
			continue
		}
		// Most members of a request are absent: the name is written when there
		// is a value behind it.
		start := c.out.n
		c.out.reserve(1 + len(m.key))
		if start > open {
			c.out.n++
		}
		c.out.n += len(m.key)
		written := c.out.n
		if m.lit != "" {
			c.out.add(m.lit)
			overridden++
		} else {
			v.field(c, i)
		}
		if c.out.n == written {
			c.out.n = start
			continue
		}
		if start > open {
			c.out.buf[start] = ','
		}
		copy(c.out.buf[written-len(m.key):], m.key)
	}
	start := c.out.n
	if start > open {
		c.out.addByte(',')
	}
	written := c.out.n
	v.field(c, len(s.members))
	if c.out.n == written {
		c.out.n = start
	} else if overridden > 0 {
		c.dropOverridden(s, open, start, written)
	}
	c.out.addByte('}')
}
