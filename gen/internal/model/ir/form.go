package ir

// Form says how a struct holds a member.
type Form uint8

// The forms of a field of type T.
const (
	PlainForm    Form = iota // T: it always has a value
	PointerForm              // *T: nil for none
	ZeroForm                 // T: its zero value for none
	NullableForm             // Nullable[T]: none, null or a value
	NoForm                   // no field
)

// FormOf decides how a struct holds f, and says why. Everything that writes or
// describes a field asks here.
func FormOf(f *Field) (form Form, why string) {
	switch {
	case f.Constant() != nil:
		return NoForm, "it always has the same value, which the codec writes"
	case f.Presence == Required && f.Pointer:
		return PointerForm, "the type contains itself"
	case f.Presence == Required:
		return PlainForm, "it is required"
	case f.Presence == OptionalNull && !HoldsNull(f.Type):
		return NullableForm, "it may be left out, and it may be null"
	case f.Presence == OptionalNull:
		return ZeroForm, "raw JSON holds null itself, and is empty when left out"
	case ZeroIsAbsent(f.Type):
		return ZeroForm, "the zero value is no value of the type"
	}
	return PointerForm, "the zero value is a value like any other"
}

// Form is what FormOf decides.
func (f *Field) Form() Form {
	form, _ := FormOf(f)
	return form
}

// Constant returns the value of a member that always has the same, nil for
// others.
func (f *Field) Constant() *Const {
	c, _ := f.Type.(*Const)
	return c
}

// ZeroIsAbsent reports whether t's zero value says that there is no value, so
// that no pointer is needed.
func ZeroIsAbsent(t Type) bool {
	switch t := t.(type) {
	case *Basic:
		return t.Kind == Raw || t.Kind.IsBytes() || t.Kind == File
	case *Enum:
		return t.ZeroIsAbsent()
	case *List, *Map, *Union, *Pointer:
		return true
	case *Alias:
		return ZeroIsAbsent(t.Of)
	}
	return false
}

// HoldsNull reports whether values of t are raw JSON, null included.
func HoldsNull(t Type) bool {
	switch t := t.(type) {
	case *Basic:
		return t.Kind == Raw
	case *Union:
		return t.Opaque
	case *Alias:
		return HoldsNull(t.Of)
	}
	return false
}
