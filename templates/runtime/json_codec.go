package runtime

import (
	"encoding/json"
	"reflect"
)

// The codec drives every generated type through one method, field, which names
// each Go field once. What happens to the field depends on the mode: the same
// walk decodes, encodes, checks required members, collects the betas that the
// set values need, and writes parameters as text. This file has what all modes
// share: descriptors, which say what members an object has, and the coder.

// A codable value can be walked by a coder. An object's field hands member i to
// the coder and returns the object's descriptor; index len(members) stands for
// the members that the document doesn't know, and describe for none. Any other
// value's field walks the whole value and returns nil.
type codable interface {
	field(c *coder, i int) *descriptor
}

const describe = -1

// walk walks v in the coder's mode.
func (c *coder) walk(v codable) {
	if s := v.field(c, describe); s != nil {
		c.object(v, s)
	}
}

// descriptorOf returns the descriptor of an object.
func descriptorOf(v codable) *descriptor { return v.field(nil, describe) }

// descriptor describes an object type. Descriptors are static data.
type descriptor struct {
	name    string // Go name, e.g. "TextBlock"
	members []member
	typed   bool // members the document doesn't know have a type
	// answerOnly are members that answers have and that requests don't know: null, they
	// aren't sent back.
	answerOnly []string
	beta       []string // headers, any of which enables the whole object
}

// member describes one member of an object.
type member struct {
	key  string // quoted name and colon, e.g. `"text":`
	lit  string // for constants: the only value, as JSON
	in   place
	must need // of the members of an answer
	// readOnly members are required in answers only: zero, they aren't sent.
	readOnly bool
	as       *style   // of a parameter; nil for a text, or in a query for texts
	beta     []string // headers, any of which enables the member
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
	inBody        place = iota
	inQuery             // name=value, repeated for arrays
	inQuerystring       // the query as a whole
	inHeader
	inCookie
	inPath // passed as an argument; never a member
	asBody // the member is the whole body
	inPart // a header of a part of a form
)

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
	validating      // collects missing required members
	collectingBetas // collects beta headers
	flattening
	collectingFiles // finds files, wherever they are
	locating        // finds where an object keeps what the document doesn't know
	glancing        // looks whether it keeps anything
	clearing        // forgets what an object held
)

// maxDepth bounds nesting on the way in and out, as encoding/json does.
const maxDepth = 10_000

// coder carries the state of one walk. What is used for every value comes first, so that
// it is together in the processor's cache.
type coder struct {
	mode  mode
	ifNil presence
	clean bool // decoding: src is known to have no control characters
	loose bool // decoding: a part of the value being read didn't fit, and no object has kept it yet
	depth int
	err   error

	src   string // decoding: the whole document
	pos   int    // decoding: offset of the next unread byte
	slash int    // decoding: offset of a backslash, with none between where it was sought and here

	top    *descriptor     // of the first object walked
	done   <-chan struct{} // decoding: of the caller's context; nil if it doesn't end
	passed int             // decoding: elements and members, with done

	leading *leadOf // decoding and encoding: what the next object begins with

	sending bool     // encoding: a request
	unsent  []string // encoding: members of an Extra that aren't sent while they are null
	probing bool     // encoding: looking whether a value is zero

	out output // encoding: the JSON written so far
	buf []byte // decoding: the member that Extra receives
	key string // decoding: name of the member that typed extra members receive

	names   []string    // decoding: members that the document doesn't know of the objects being read
	failed  int         // decoding: offset up to which all had been read when err came up
	misfits []misfit    // decoding: the first values that didn't fit
	broken  bool        // decoding: err is about the text, not about what it says
	merging bool        // decoding: the value may hold something already
	saved   bool        // decoding, encoding: params with what doesn't travel in the body
	ends    map[int]int // decoding: where long arrays and objects end that have been skipped, by their beginning
	tagged  bool        // decoding: a tag has told a variant
	twice   bool        // decoding: an object names a member twice
	careful bool        // decoding: tags are looked for in all of an object

	given bool // validating: the next value is set, even if it is an empty list

	found      bool             // glancing: it does
	extra      *json.RawMessage // locating: what was found
	extraNames []string         // locating: the members of an Extra with a type

	path   []pathElem                  // validating: where the walk is
	missed []string                    // validating: pointers of what is missing
	wrong  []InvalidValue              // validating: what can't be sent
	betas  func(alternatives []string) // collectingBetas: receives each set of alternatives
	flat   flattener                   // flattening: receives each scalar
	handed bool                        // flattening: there was one
}

// object walks the members of v.
func (c *coder) object(v codable, s *descriptor) {
	if c.top == nil {
		c.top = s
	}
	if c.depth++; c.depth > maxDepth {
		c.tooDeep()
	}
	if c.err == nil {
		switch c.mode {
		case decoding:
			c.decodeObject(v, s)
		case encoding:
			c.encodeObject(v, s)
		case clearing:
			reflect.ValueOf(v).Elem().SetZero()
		default:
			c.walkObject(v, s)
		}
	}
	c.depth--
}

// walker makes a codable value of a function, for types whose methods have value
// receivers, and for types that have none.
type walker func(c *coder)

func (w walker) field(c *coder, _ int) *descriptor {
	w(c)
	return nil
}
