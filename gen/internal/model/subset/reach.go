package subset

import "github.com/claudegen/claudegen/gen/internal/model/ir"

// reach is the set of types that something leads to.
type reach map[ir.Named]bool

// reachOf returns what operations lead to.
func reachOf(ops []*ir.Operation) reach {
	r := reach{}
	for _, op := range ops {
		for _, a := range op.Args {
			r.add(a.Type)
		}
		r.add(op.Params)
		r.add(op.Result.Type)
		for _, e := range op.Errors {
			r.add(e.Type)
		}
		if s := op.Result.Stream; s != nil {
			r.add(s.Event)
		}
		if s := op.Stream; s != nil { // what the events fold into is the result
			r.add(s.Event)
		}
	}
	return r
}

// add adds what t leads to. A variant doesn't lead to its unions.
func (r reach) add(t ir.Type) {
	if n, ok := t.(ir.Named); ok {
		if r[n] {
			return
		}
		r[n] = true
	}
	switch t := t.(type) {
	case *ir.List:
		r.add(t.Elem)
	case *ir.Map:
		r.add(t.Elem)
	case *ir.Pointer:
		r.add(t.Elem)
	case *ir.Alias:
		r.add(t.Of)
	case *ir.Object:
		for _, f := range t.Fields {
			r.add(f.Type)
		}
		r.add(t.Extra)
		if t.Embeds != nil {
			r.add(t.Embeds)
		}
	case *ir.Union:
		for _, v := range t.Variants {
			r.add(v.Type)
			if v.Nested != nil {
				r.add(v.Nested)
			}
		}
	case *ir.Answers:
		for _, a := range t.List {
			r.add(a.Type)
		}
	}
}
