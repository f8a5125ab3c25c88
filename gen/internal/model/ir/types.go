package ir

import (
	"encoding/json"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// Type is the Go type of a value: one of the types of this file.
type Type interface{ isType() }

// Named is a type that gets a declaration of its own.
type Named interface {
	Type
	Declaration() *Decl
}

// Decl is what all declarations have.
type Decl struct {
	Name  string // e.g. "TextBlock"
	Area  string // file the declaration goes to, e.g. "content"
	Doc   Doc
	Place diag.Location
	// Aliases are former names that stay usable.
	Aliases []string

	Inline bool  // it is of a schema that has no name of its own, and may be the same type as others
	Class  int   // that of the types that are equal to it; 0 if there is none
	Same   Named // the type of which this is another name; nil if it is a type of its own
}

// Declaration returns d itself, so that embedding it makes a type Named.
func (d *Decl) Declaration() *Decl { return d }

// Declared returns the type that t is another name for, or t itself: what a
// package declares once for all names of a type is called after it.
func Declared[T Named](t T) T {
	if same, ok := t.Declaration().Same.(T); ok {
		return same
	}
	return t
}

// BasicKind is a type that Go or the runtime has.
type BasicKind uint8

// The basic kinds.
const (
	String BasicKind = iota
	Bool
	Int64
	Int32
	Float64
	Float32
	Uint64
	Number // a number as it is written, for what no other type holds exactly
	Time
	Date
	Bytes    // base64 text
	BytesURL // base64url text, without padding
	File     // a part of a form, or a raw body
	Raw      // any JSON value
)

// IsBytes reports whether values are bytes that travel as text.
func (k BasicKind) IsBytes() bool { return k == Bytes || k == BytesURL }

// Basic is a type without a declaration.
type Basic struct{ Kind BasicKind }

// List is an array.
type List struct {
	Elem Type
	Null bool // as an element of something else it may be null, for which nil stands
}

// ListOf returns the list that t is, by a name of its own or not, or nil.
func ListOf(t Type) *List {
	if a, ok := t.(*Alias); ok {
		t = a.Of
	}
	list, _ := t.(*List)
	return list
}

// Map is an object with free member names.
type Map struct {
	Elem Type
	Null bool // as that of List
}

// Pointer is an array element or map value that may be null.
type Pointer struct{ Elem Type }

// Object is a struct.
type Object struct {
	Decl
	Fields  []*Field
	Embeds  *Object // type of the body that params have in them, whose fields are the first of theirs; nil for none
	Extra   Type    // of members that the document doesn't know; nil for raw JSON
	Open    bool    // the document says that there may be any such members
	Betas   []string
	Variant []*Union // unions that it is a variant of
	// AnswerOnly are members that it doesn't know and that answers have which are sent
	// back as it: null, they are left out.
	AnswerOnly   []string
	Constructors []*Constructor
	Shortcuts    []*Shortcut
	Markers      []*Marker
	Page         *Paging // if a list operation answers it
	Element      bool    // occurs in lists, in maps or in a Nullable
	Pointed      bool    // occurs behind pointers
	Answer       bool    // operations answer with it
	IsParams     bool    // params of an operation: gets Validate
}

// Field is a member of an object or a parameter of an operation.
type Field struct {
	Name     string // Go, e.g. "MaxTokens"
	Wire     string
	Type     Type
	Presence Presence
	Pointer  bool // a required object that has to be behind a pointer, because the type contains itself
	In       Place
	// ReadOnly members are required in answers only, WriteOnly ones in requests only.
	ReadOnly, WriteOnly bool
	Style               Style // of a parameter
	Betas               []string
	Doc                 Doc
	At                  diag.Location // in the document
}

// Presence says whether a member may be missing or null.
type Presence uint8

// The kinds of presence.
const (
	Required Presence = iota
	Optional
	RequiredNull // always there, may be null
	OptionalNull // may be missing, may be null
)

// Enum is an open set of strings or integers.
type Enum struct {
	Decl
	Base    BasicKind // String, Int64, Int32 or Uint64
	Values  []EnumValue
	Element bool // as of Object
}

// ZeroIsAbsent reports whether the zero value is none of the values, so that it
// can say that there is none.
func (e *Enum) ZeroIsAbsent() bool {
	return e.Base == String && !slices.ContainsFunc(e.Values, func(v EnumValue) bool { return v.Value == "" })
}

// HasBetas reports whether a value needs a beta.
func (e *Enum) HasBetas() bool {
	for _, v := range e.Values {
		if len(v.Betas) > 0 {
			return true
		}
	}
	return false
}

// EnumValue is a constant of an enum.
type EnumValue struct {
	Name  string // e.g. "StopReasonEndTurn"
	Value string // string, or decimal digits
	Betas []string
	Doc   Doc
	Place diag.Location
}

// Const is what has one value. It is no Go type: the codec writes the value, and
// no field holds it. What decides, because it may be missing or null, has the
// type of all such values instead.
type Const struct{ JSON string } // e.g. `"text"`

// Text is the constant where it is not JSON.
func (c *Const) Text() string {
	var s string
	if json.Unmarshal([]byte(c.JSON), &s) == nil && c.JSON != "null" {
		return s
	}
	return c.JSON
}

// Alias is a named list, map or basic type.
type Alias struct {
	Decl
	Of      Type
	Values  []EnumValue // of a string, where the document lists what it may be
	Form    JSONKind    // of FormOf that it is the form of
	FormOf  *Union      // for which it is made; nil for what the document has by itself
	Variant []*Union
}

// Union is a sealed interface.
type Union struct {
	Decl
	Variants []*Variant
	// Tag is the member that tells objects apart; "" if there is none.
	Tag string
	// Super are unions that accept every variant of this one.
	Super []*Union
	// Opaque unions keep raw JSON, because nothing tells the variants apart.
	Opaque bool
	// Unknown is the name of the variant for everything else.
	Unknown string
	// Decode is the name of the function that decodes one, e.g. "UnmarshalShape".
	Decode string
}

// Rest returns what objects are whose tag no variant has, or nil if they are
// unknown.
func (u *Union) Rest() *Object {
	for _, v := range u.Variants {
		if o, ok := v.Type.(*Object); ok && v.Rest {
			return o
		}
	}
	return nil
}

// Answers is a sealed interface of the bodies that an operation answers with. Which of
// them came, status and media type say.
type Answers struct {
	Decl
	List []*Answer
}

// Answer is one of several bodies that an operation answers with.
type Answer struct {
	Statuses [2]int // from, to
	Media    string // or a range of media types
	Kind     ResultKind
	Type     Named // nil for a download
}

// Status is a status that an answer comes with. For a range it is one that no other answer has to itself.
func (u *Answers) Status(a *Answer) int {
	for _, s := range []int{a.Statuses[0], 201, 202, 203} {
		own := func(other *Answer) bool { return other.Statuses == [2]int{s, s} }
		if a.Statuses[0] <= s && s <= a.Statuses[1] && (own(a) || !slices.ContainsFunc(u.List, own)) {
			return s
		}
	}
	return a.Statuses[1]
}

// HasDownload reports whether one of the answers is read as it comes.
func (u *Answers) HasDownload() bool {
	return slices.ContainsFunc(u.List, func(x *Answer) bool { return x.Kind == BinaryResult })
}

// Variant is an alternative of a union.
type Variant struct {
	Type Named // *Object or *Alias
	Kind JSONKind
	Tags []string // values of the discriminator
	Rest bool     // an object with any other tag, or none
	// Nested is a union that tells the objects with these tags further apart, of which
	// this is one; nil for most.
	Nested *Union
	// Lead is the JSON of the tag where Type has no such member, so that the union
	// has to write it; "" for most.
	Lead string
	// Fill is the JSON of the tag where Type has it as a text that callers may leave
	// empty, so that the union writes the only one that it can be; "" for most.
	Fill string
	Name string // for As methods of opaque unions, e.g. "Text"

	// Objects that no tag tells apart:
	Need   []string // members that must be there
	Held   []string // members that must be there, and may be null
	Checks []Check  // what members must be, if they are there

	// Elems are what the elements of an array begin with: '0' for all numbers,
	// 't' and 'f' for booleans; "" for anything.
	Elems string
}

// Check says what a member is in one variant and may not be in another.
type Check struct {
	Name   string
	Kinds  string   // first bytes of the value, as for Elems; "" for any
	Values []string // JSON of what it may be; nil for any
}

// Equal reports whether two checks are the same.
func (c Check) Equal(other Check) bool {
	return c.Name == other.Name && c.Kinds == other.Kinds && slices.Equal(c.Values, other.Values)
}

// JSONKind is a kind of JSON value.
type JSONKind uint8

// The kinds of JSON value.
const (
	ObjectKind JSONKind = iota
	ArrayKind
	StringKind
	NumberKind
	BoolKind
)

func (*Basic) isType()   {}
func (*List) isType()    {}
func (*Map) isType()     {}
func (*Pointer) isType() {}
func (*Object) isType()  {}
func (*Enum) isType()    {}
func (*Const) isType()   {}
func (*Alias) isType()   {}
func (*Union) isType()   {}
func (*Answers) isType() {}

// Constructor is a short function that makes an object, or a method that makes
// one from another.
type Constructor struct {
	Name    string
	Recv    *Object // nil for a function
	Args    []ConstructorArg
	Set     []SetField
	Pointer bool // it returns a pointer, because the object is a variant of a union or params
	Doc     Doc
}

// ConstructorArg is a parameter of a constructor, or a member taken from the
// receiver.
type ConstructorArg struct {
	Name  string // Go parameter
	Field *Field // it sets
	From  *Field // of the receiver
	Elem  Type   // for a variadic parameter: the type of one
	Wrap  *Alias // the union variant into which a list is put; nil if none
	// IsError is set for a Go error, whose text is the member or, if that is a union, its
	// variant Error.
	IsError bool
	Error   *Alias
	// Sent is the union that the elements of From are values of, if Elem is another: each
	// is made a value of that.
	Sent *Union
}

// SetField is a member that a constructor sets to a value.
type SetField struct {
	Field *Field
	Value string // the text, or the JSON of a boolean
}
