package types

import "github.com/claudegen/claudegen/gen/internal/model/ir"

// Mark finds the objects and enums among types that occur in
// lists, in maps, behind pointers or as values that may be missing: these need
// functions of their own. It depends on what is left of the API.
func Mark(types []ir.Named) {
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
