package emit

import "github.com/claudegen/claudegen/gen/internal/model/ir"

// mark finds the objects and enums among types that occur in
// lists, in maps, behind pointers or as values that may be missing: these need
// functions of their own. It depends on what is left of the API.
func mark(api *ir.API) {
	types := api.Types
	for _, t := range types {
		switch t := t.(type) {
		case *ir.Object:
			t.Element, t.Pointed = false, false
		case *ir.Enum:
			t.Element = false
		}
	}
	for _, t := range types {
		if ir.Declared(t) != t {
			continue
		}
		switch t := t.(type) {
		case *ir.Object:
			for _, f := range t.Fields {
				markField(f)
			}
			if t.Extra != nil {
				markElement(t.Extra, true)
			}
		case *ir.Alias:
			markElement(t.Of, true)
		}
	}
	for op := range api.AllOperations() {
		markPointers(op.Result.Type)
		if s := op.Events(); s != nil {
			markPointers(s.Event)
		}
		for _, a := range op.Args {
			markPointers(a.Type)
		}
		for _, e := range op.Errors {
			markPointers(e.Type)
		}
		if u, ok := op.Result.Type.(*ir.Answers); ok {
			for _, a := range u.List {
				markPointers(a.Type)
			}
		}
	}
}

// markPointers marks the objects behind pointers in lists and maps that no declaration holds, but an answer
// or an argument. The others of their kind are walked where they stand.
func markPointers(t ir.Type) {
	switch t := t.(type) {
	case *ir.List:
		markPointers(t.Elem)
	case *ir.Map:
		markPointers(t.Elem)
	case *ir.Pointer:
		markElement(t, true)
	}
}

func markField(f *ir.Field) {
	form := f.Form()
	if o, ok := f.Type.(*ir.Object); ok && form == ir.PointerForm {
		ir.Declared(o).Pointed = true
		return
	}
	markElement(f.Type, form == ir.PointerForm || form == ir.NullableForm)
}

// markElement marks what is used inside a list, a map or a pointer, since only then
// helpers for it are written.
func markElement(t ir.Type, inside bool) {
	switch t := t.(type) {
	case *ir.List:
		markElement(t.Elem, true)
	case *ir.Map:
		markElement(t.Elem, true)
	case *ir.Pointer:
		if o, ok := t.Elem.(*ir.Object); ok {
			ir.Declared(o).Pointed = true
			return
		}
		markElement(t.Elem, true)
	case *ir.Object:
		t = ir.Declared(t)
		t.Element = t.Element || inside
	case *ir.Enum:
		t = ir.Declared(t)
		t.Element = t.Element || inside
	}
}
