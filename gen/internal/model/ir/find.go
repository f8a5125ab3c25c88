package ir

// Named returns the member of o that has a Go field, and the given name in the
// document, or nil.
func (o *Object) Named(wire string) *Field {
	for _, f := range o.Fields {
		if f.Wire == wire && f.Constant() == nil {
			return f
		}
	}
	return nil
}

// IsString reports whether t is a string or an enum of strings.
func IsString(t Type) bool {
	e, ok := t.(*Enum)
	return ok && e.Base == String || IsBasic(t, String)
}

// IsBasic reports whether t is a basic type of a kind.
func IsBasic(t Type, k BasicKind) bool {
	b, ok := t.(*Basic)
	return ok && b.Kind == k
}

// ListForm returns the element type of a list, or of the array variant of a
// union and that variant.
func ListForm(t Type) (*Alias, Type) {
	if list := ListOf(t); list != nil {
		return nil, list.Elem
	}
	if u, ok := t.(*Union); ok {
		for _, v := range u.Variants {
			if a, ok := v.Type.(*Alias); ok && v.Kind == ArrayKind {
				if list := ListOf(a); list != nil {
					return a, list.Elem
				}
			}
		}
	}
	return nil, nil
}

// CountOperations returns how many operations the API has.
func (api *API) CountOperations() int {
	n := 0
	for range api.AllOperations() {
		n++
	}
	return n
}

// HoldsFile reports whether t is a file, or a list or map of files, and so has no form in JSON. A list
// may be one of lists like itself, which hold nothing.
func HoldsFile(t Type) bool {
	for met := map[*Alias]bool{}; ; {
		switch of := t.(type) {
		case *Basic:
			return of.Kind == File
		case *List:
			t = of.Elem
		case *Map:
			t = of.Elem
		case *Pointer:
			t = of.Elem
		case *Alias:
			if met[of] {
				return false
			}
			met[of], t = true, of.Of
		default:
			return false
		}
	}
}

// HasEvents reports whether an operation answers with events, so that the package has what reads them.
func (api *API) HasEvents() bool {
	for op := range api.AllOperations() {
		if op.Events() != nil {
			return true
		}
	}
	return false
}
