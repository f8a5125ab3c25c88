package form

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Components makes files of the members of components that are files in the forms whose
// body they are; bodies has them by the params of operations. From OpenAPI 3.1 on, {} is
// a file in a form and any JSON elsewhere, so it is done where a component is for forms
// alone, and all of them agree. Then a program can hold the form in a value of the component.
func Components(l *types.Lowerer, bodies map[*ir.Object]*ir.Object, received []ir.Type) {
	forms := map[*ir.Object][]*ir.Object{} // params, by component
	other := usage(l, received, nil)
	var order []*ir.Object
	for op := range l.API.AllOperations() {
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
	var replaced []*ir.Union
	for _, c := range order {
		if !other[c] {
			replaced = append(replaced, takeFiles(c, forms[c])...)
		}
	}
	forgetUnions(l, received, replaced)
}

// takeFiles gives the members of a component the types that they have in all forms which
// begin with them, and returns the unions that they were before.
func takeFiles(c *ir.Object, forms []*ir.Object) []*ir.Union {
	for i, f := range c.Fields {
		for _, o := range forms {
			if i >= len(o.Fields) || o.Fields[i].Wire != f.Wire || !SameFile(o.Fields[i], forms[0].Fields[i]) {
				return nil
			}
		}
	}
	var replaced []*ir.Union
	for i, f := range c.Fields {
		is := forms[0].Fields[i]
		if !ir.HoldsFile(is.Type) {
			continue
		}
		if u, ok := f.Type.(*ir.Union); ok {
			replaced = append(replaced, u)
		}
		f.Type, f.Presence = is.Type, is.Presence
	}
	return replaced
}

// forgetUnions takes unions that have become files out of the declarations, with the
// variants that are theirs, where nothing else consists of them.
func forgetUnions(l *types.Lowerer, received []ir.Type, unions []*ir.Union) {
	gone := map[ir.Type]bool{}
	for _, u := range unions {
		gone[u] = true
	}
	if len(gone) == 0 {
		return
	}
	needed := usage(l, received, gone)
	for _, u := range unions {
		for _, v := range u.Variants {
			gone[v.Type] = gone[v.Type] || !needed[u]
		}
	}
	l.API.Types = slices.DeleteFunc(l.API.Types, func(t ir.Named) bool {
		n, _ := t.Declaration().Place.(*node.Node)
		return gone[t] && !needed[t] && l.Components[n] == ""
	})
}

// usage returns what operations, what is received and the declarations, but for some,
// consist of. The body of an operation, whose members are in its params, is not in it.
func usage(l *types.Lowerer, received []ir.Type, but map[ir.Type]bool) map[ir.Type]bool {
	used := map[ir.Type]bool{}
	for _, t := range l.API.Types {
		if !but[t] {
			usesOf(t, used)
		}
	}
	for _, t := range received {
		uses(t, used)
	}
	for op := range l.API.AllOperations() {
		uses(op.Result.Type, used)
		if s := op.Events(); s != nil {
			uses(s.Event, used)
		}
		for _, a := range op.Args {
			uses(a.Type, used)
		}
	}
	return used
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
