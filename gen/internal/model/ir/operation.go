package ir

import (
	"regexp"
	"slices"
)

// Events returns how the operation streams, always or by its streaming counterpart; nil
// if it doesn't.
func (op *Operation) Events() *Stream {
	if op.Stream != nil {
		return &op.Stream.Stream
	}
	return op.Result.Stream
}

// Status returns the status of success that comes first in the documentation, 200 if it
// names none.
func (r *Result) Status() int {
	if len(r.Statuses) == 0 || r.Statuses[0] == AnySuccess {
		return 200
	}
	return r.Statuses[0]
}

// Placeholders returns, for each placeholder of the path, the index of its
// argument. One argument may stand in several places.
func (op *Operation) Placeholders() []int {
	var out []int
	for _, name := range placeholder.FindAllStringSubmatch(op.Path, -1) {
		if i := slices.IndexFunc(op.Args, func(a Arg) bool { return a.Wire == name[1] }); i >= 0 {
			out = append(out, i)
		}
	}
	return out
}

var placeholder = regexp.MustCompile(`\{([^{}]*)\}`)

// HasBody reports whether values of o travel as JSON objects or forms: params
// of operations without a body don't.
func (o *Object) HasBody() bool {
	return !o.IsParams || slices.ContainsFunc(o.Fields, func(f *Field) bool { return f.In == InBody })
}

// HasField reports whether a field, of o or of what it embeds, has the Go name.
func (o *Object) HasField(name string) bool {
	named := func(f *Field) bool { return f.Name == name }
	return slices.ContainsFunc(o.Fields, named) || o.Embeds != nil && (o.Embeds.Name == name || slices.ContainsFunc(o.Embeds.Fields, named))
}

// Owner returns the struct that declares a field of o: o, or what it embeds.
func (o *Object) Owner(f *Field) *Object {
	if o.Embeds != nil && slices.Contains(o.Embeds.Fields, f) {
		return o.Embeds
	}
	return o
}

// Given returns the path parameters that callers pass: those that have more than
// one value.
func (op *Operation) Given() []Arg {
	return slices.DeleteFunc(slices.Clone(op.Args), func(a Arg) bool {
		_, constant := a.Type.(*Const)
		return constant
	})
}

// FormField says how a member of a form is written.
type FormField struct {
	Name        string
	ContentType string // "" for that of such values
	JSON        bool   // ContentType is that of JSON
	Style       Style  // as of a query
	Header      []PartHeader
}

// PartHeader is a header of a part of a form: with one value, or that of a field of
// the params.
type PartHeader struct {
	Name, Value string
	Field       *Field
}

// IsForm reports whether the request body is a form.
func (op *Operation) IsForm() bool { return op.Body == FormBody || op.Body == MultipartBody }

// FormField returns how a member of the form is written, or nil for one that is
// written as its value suggests.
func (op *Operation) FormField(name string) *FormField {
	for i := range op.Form {
		if op.Form[i].Name == name {
			return &op.Form[i]
		}
	}
	return nil
}
