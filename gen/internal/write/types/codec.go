package types

import (
	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// fieldType is the Go type of a field, in the form that it has.
//
//	*Thing
func fieldType(f *ir.Field) *j.Statement {
	t := source.Expr(f.Type)
	switch f.Form() {
	case ir.NullableForm:
		return j.Id("Nullable").Types(t)
	case ir.PointerForm:
		return j.Op("*").Add(t)
	default:
		return t
	}
}

// presenceExpr is what the runtime calls a presence.
//
//	optional
func presenceExpr(p ir.Presence) *j.Statement {
	switch p {
	case ir.Required:
		return j.Id("required")
	case ir.RequiredNull:
		return j.Id("nullable")
	default:
		return j.Id("optional")
	}
}

// walkField is the statement that hands a field to the coder.
//
//	textPtr(c, &x.Name, optional)
func walkField(f *ir.Field) []j.Code {
	x := j.Id("x").Dot(f.Name)
	ref := j.Op("&").Add(x)
	walk := walkForm(f, ref)
	if e, ok := f.Type.(*ir.Enum); ok && e.HasBetas() && ir.ZeroIsAbsent(e) && f.Form() != ir.NullableForm {
		return []j.Code{walk, j.Id("enumBetas").Call(j.Id("c"), x, j.Id(helper("betasOf", e)))}
	}
	return []j.Code{walk}
}

// walkForm is the call that walks a field of any form.
//
//	textPtr(c, &x.Name, optional)
func walkForm(f *ir.Field, ref *j.Statement) *j.Statement {
	switch form := f.Form(); {
	case form == ir.NullableForm:
		return j.Id("nullableOf").Call(j.Id("c"), ref, ElemFunc(f.Type))
	case form == ir.PointerForm:
		return walkPointer(f.Type, ref, f.Presence)
	case ir.ZeroIsAbsent(f.Type):
		return walkShaped(f.Type, ref, f.Presence)
	default:
		return walkValue(f.Type, ref)
	}
}

// walkPointer is the call that walks a pointer to a value of type t.
//
//	ptrPet(c, &x.Pet, optional)
func walkPointer(t ir.Type, ref j.Code, p ir.Presence) *j.Statement {
	c, pr := j.Id("c"), presenceExpr(p)
	switch t := t.(type) {
	case *ir.Object:
		return j.Id(helper("ptr", t)).Call(c, ref, pr)
	case *ir.Basic:
		if !ir.ZeroIsAbsent(t) {
			return j.Id(basicFunc(t.Kind)+"Ptr").Call(c, ref, pr)
		}
	}
	return j.Id("ptr").Call(c, ref, pr, ElemFunc(t))
}

// walkValue is the call that walks a value that is there.
//
//	integer(c, &x.Count)
func walkValue(t ir.Type, ref j.Code) *j.Statement {
	c := j.Id("c")
	switch t := t.(type) {
	case *ir.Basic:
		return j.Id(basicFunc(t.Kind)).Call(c, ref)
	case *ir.Enum:
		if t.HasBetas() {
			return j.Id(helper("code", t)).Call(c, ref)
		}
		return j.Id(basicFunc(t.Base)).Call(c, under(&ir.Basic{Kind: t.Base}, ref))
	case *ir.Object:
		return c.Dot("walk").Call(ref)
	default:
		return j.Id(helper("code", t.(ir.Named))).Call(c, ref)
	}
}

// walkShaped deals with types whose zero value is absent.
//
//	list(c, &x.Tags, required, text)
func walkShaped(t ir.Type, ref *j.Statement, p ir.Presence) *j.Statement {
	c, pr := j.Id("c"), presenceExpr(p)
	switch t := t.(type) {
	case *ir.Basic:
		return j.Id(shapedFunc(t.Kind)).Call(c, ref, pr)
	case *ir.Enum:
		return j.Id(map[ir.Presence]string{ir.Required: "text", ir.Optional: "optText", ir.RequiredNull: "nullText"}[p]).Call(c, under(&ir.Basic{Kind: t.Base}, ref))
	case *ir.List:
		return j.Id("list").Call(c, ref, pr, ElemFunc(t.Elem))
	case *ir.Map:
		return j.Id("dict").Call(c, ref, pr, ElemFunc(t.Elem))
	case *ir.Pointer:
		return walkPointer(t.Elem, ref, p)
	case *ir.Alias:
		return walkShaped(t.Of, under(t.Of, ref), p)
	case *ir.Union:
		if t.Opaque {
			return j.Id("raw").Call(c, ref.Clone().Dot("Raw"), pr)
		}
		if p != ir.Required {
			c = c.Dot("when").Call(pr)
		}
		return j.Id(helper("code", t)).Call(c, ref)
	}
	return nil
}

// under converts a pointer to one to the underlying type t: the runtime's
// functions are not generic in what doesn't matter to them, because everything
// generic is compiled for each type.
//
//	(*string)(&x.Mood)
func under(t ir.Type, ref j.Code) *j.Statement {
	return j.Parens(j.Op("*").Add(source.Expr(t))).Call(ref)
}

// basicFunc names the function of the runtime that codes a basic type.
func basicFunc(k ir.BasicKind) string {
	switch k {
	case ir.Bool:
		return "boolean"
	case ir.Int64:
		return "integer"
	case ir.Int32:
		return "integer32"
	case ir.Float64:
		return "number"
	case ir.Float32:
		return "number32"
	case ir.Uint64:
		return "unsigned"
	case ir.Number:
		return "numeric"
	case ir.Time:
		return "timestamp"
	case ir.Date:
		return "date"
	default:
		return "text"
	}
}

func shapedFunc(k ir.BasicKind) string {
	switch k {
	case ir.Bytes:
		return "base64Bytes"
	case ir.BytesURL:
		return "base64URLBytes"
	case ir.File:
		return "file"
	default:
		return "raw"
	}
}

// ElemFunc is a func(*coder, *T) that walks a value of type t.
//
//	func(c *coder, p *Pet) { c.walk(p) }
func ElemFunc(t ir.Type) *j.Statement {
	switch t := t.(type) {
	case *ir.Basic:
		switch t.Kind {
		case ir.Raw, ir.Bytes, ir.BytesURL, ir.File:
			return closure(t, walkShaped(t, j.Id("p"), ir.Required))
		default:
			return j.Id(basicFunc(t.Kind))
		}
	case *ir.Enum:
		if !t.HasBetas() && !ir.Declared(t).Element {
			return closure(t, walkValue(t, j.Id("p")))
		}
	case *ir.Object:
		if !ir.Declared(t).Element {
			return closure(t, walkValue(t, j.Id("p")))
		}
	case *ir.List:
		return closure(t, walkShaped(t, j.Id("p"), elemPresence(t.Null)))
	case *ir.Map:
		return closure(t, walkShaped(t, j.Id("p"), elemPresence(t.Null)))
	case *ir.Pointer:
		return closure(t, walkShaped(t, j.Id("p"), ir.RequiredNull))
	}
	return j.Id(helper("code", t.(ir.Named)))
}

// elemPresence is the presence of an element, which is always there, and may be null.
func elemPresence(null bool) ir.Presence {
	if null {
		return ir.RequiredNull
	}
	return ir.Required
}

// closure is a func(*coder, *T) that does walk.
func closure(t ir.Type, walk *j.Statement) *j.Statement {
	return j.Func().Params(j.Id("c").Op("*").Id("coder"), j.Id("p").Op("*").Add(source.Expr(t))).Block(walk)
}
