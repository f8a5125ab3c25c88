package form

import (
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/types"
)

// Components makes files of the members of components that are files in the forms whose
// body they are; bodies has them by the params of operations. From OpenAPI 3.1 on, {} is
// a file in a form and any JSON elsewhere, so it is done where a component is for forms
// alone, and all of them agree. Then a program can hold the form in a value of the component.
func Components(l *types.Lowerer, bodies map[*ir.Object]*ir.Object, received []ir.Type) {
	other := map[ir.Type]bool{}
	for _, t := range l.API.Types {
		usesOf(t, other)
	}
	for _, t := range received {
		uses(t, other)
	}
	forms := map[*ir.Object][]*ir.Object{} // params, by component
	var order []*ir.Object
	for op := range l.API.AllOperations() {
		uses(op.Result.Type, other)
		if s := op.Events(); s != nil {
			uses(s.Event, other)
		}
		for _, a := range op.Args {
			uses(a.Type, other)
		}
		c := bodies[op.Params]
		switch {
		case op.Body != ir.MultipartBody:
			other[op.Params], other[c] = true, true
		case c != nil:
			if forms[c] == nil {
				order = append(order, c)
			}
			forms[c] = append(forms[c], op.Params)
		}
	}
	for _, c := range order {
		if !other[c] {
			takeFiles(c, forms[c])
		}
	}
}

// takeFiles gives the members of a component the types that they have in all forms which
// begin with them.
func takeFiles(c *ir.Object, forms []*ir.Object) {
	for i, f := range c.Fields {
		for _, o := range forms {
			if i >= len(o.Fields) || o.Fields[i].Wire != f.Wire || !SameFile(o.Fields[i], forms[0].Fields[i]) {
				return
			}
		}
	}
	for i, f := range c.Fields {
		if was := forms[0].Fields[i]; holdsFile(was.Type) {
			f.Type, f.Presence = was.Type, was.Presence
		}
	}
}

// usesOf adds the types that a declaration consists of.
func usesOf(t ir.Named, found map[ir.Type]bool) {
	switch t := t.(type) {
	case *ir.Object:
		for _, f := range t.Fields {
			uses(f.Type, found)
		}
		uses(t.Extra, found)
	case *ir.Alias:
		uses(t.Of, found)
	case *ir.Union:
		for _, v := range t.Variants {
			uses(v.Type, found)
		}
	case *ir.Answers:
		for _, a := range t.List {
			uses(a.Type, found)
		}
	}
}

// uses adds t, and what a list or a map of it holds.
func uses(t ir.Type, found map[ir.Type]bool) {
	switch t := t.(type) {
	case *ir.List:
		uses(t.Elem, found)
	case *ir.Map:
		uses(t.Elem, found)
	case *ir.Pointer:
		uses(t.Elem, found)
	case ir.Named:
		found[t] = true
	}
}
