// Package folding writes what folds the events of a stream into the answer that they
// are parts of.
package folding

import (
	"slices"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/gen/internal/write/types"
)

// Declare writes all that folds the events of a stream.
func Declare(f *j.File, st *ir.StreamMethod) {
	accumulator(f, st.Fold)
	newAccumulator(f, st)
	if text := textOf(st); text != nil {
		textFunc(f, st.Fold, text)
	}
}

// accumulator writes the type that folds the events of a stream.
//
//	func (a *foldPet) add(event PetEvent) error {
//		switch e := event.(type) {
//		case *PetStart:
//			// ...
//		}
//		return nil
//	}
func accumulator(f *j.File, a *ir.Accumulator) {
	if a.Piece != nil {
		pieceAccumulator(f, a)
		return
	}
	typ := "fold" + a.Name
	recv := j.Id("a").Op("*").Id(typ)
	f.Type().Id(typ).Struct(j.Id("fold"), j.Id("out").Op("*").Id(a.Result.Name))
	f.Func().Id("new"+a.Name+"Accumulator").Params().Id("accumulator").Types(j.Id(a.Event.Name), j.Id(a.Result.Name)).
		Block(j.Return(j.Op("&").Id(typ).Values()))
	f.Func().Params(recv).Id("result").Params().Params(j.Op("*").Id(a.Result.Name), j.Error()).
		Block(j.Id("err").Op(":=").Id("a").Dot("flush").Call(), j.Return(j.Id("a").Dot("out"), j.Id("err")))
	f.Func().Params(recv).Id("add").Params(j.Id("event").Id(a.Event.Name)).Error().Block(
		j.Switch(j.Id("e").Op(":=").Id("event").Assert(j.Type())).BlockFunc(func(g *j.Group) {
			for _, s := range a.Steps {
				g.Case(j.Op("*").Id(s.Event.Name)).BlockFunc(func(g *j.Group) { foldStep(g, a, s) })
			}
		}),
		j.Return(j.Nil()),
	)
	for _, s := range a.Steps {
		if s.Apply != nil {
			deltas(f, typ, s)
		}
	}
}

// newAccumulator writes the function with which callers fold events of their own.
//
//	func NewPetAccumulator() *Accumulator[PetEvent, Pet] {
//		return newAccumulator(newPetAccumulator(), "stop", "error")
//	}
func newAccumulator(f *j.File, st *ir.StreamMethod) {
	name, terminal := "New"+st.Fold.Name+"Accumulator", st.Terminal
	if st.Fold.Piece != nil {
		terminal = "" // no piece is the last one: a mark comes after them
	}
	source.Comment(f, ir.Doc{Text: name + " returns what folds events of " + st.Name + " into " + source.Article(st.Result.Name) + ", wherever they come from."}, "")
	f.Func().Id(name).Params().Op("*").Id("Accumulator").Types(j.Id(st.Fold.EventName()), j.Id(st.Result.Name)).
		Block(j.Return(j.Id("newAccumulator").Call(j.Id("new"+st.Fold.Name+"Accumulator").Call(), j.Lit(terminal), j.Lit(st.Failure))))
}

// Text returns the function that says which text an event adds, nil if the document doesn't say.
func Text(st *ir.StreamMethod) *j.Statement {
	switch {
	case st.Fold.Text != nil:
		return pieceText(st.Fold)
	case textOf(st) != nil:
		return j.Id("textOf" + st.Fold.Name)
	}
	return nil
}

// textOf returns the shortcut for the text of what a stream folds into, nil if there is
// none or if no event adds to it.
func textOf(st *ir.StreamMethod) *ir.Shortcut {
	if st.Fold.Piece != nil {
		return nil
	}
	for _, c := range st.Result.Shortcuts {
		if c.Text == nil {
			continue
		}
		for _, s := range st.Fold.Steps {
			for _, d := range s.Deltas {
				if s.Into == c.List && addsTo(d, c) {
					return c
				}
			}
		}
	}
	return nil
}

// addsTo reports whether a delta appends to the text of a shortcut.
func addsTo(d ir.FoldDelta, c *ir.Shortcut) bool {
	return d.How == ir.FoldAppend && d.From.Form() == ir.PlainForm &&
		slices.ContainsFunc(d.To, func(t ir.FoldTarget) bool { return t.Object == c.Elem && t.Field == c.Text })
}

// textFunc writes the function that says which text an event adds.
//
//	func textOfPet(event PetEvent) string {
//		switch e := event.(type) {
//		case *PartStart:
//			if v, ok := e.Part.(*TextPart); ok {
//				return v.Text
//			}
//		}
//		return ""
//	}
func textFunc(f *j.File, a *ir.Accumulator, c *ir.Shortcut) {
	is := func(member string, typ *ir.Object, text *ir.Field) *j.Statement {
		return j.If(j.List(j.Id("v"), j.Id("ok")).Op(":=").Id("e").Dot(member).Assert(j.Op("*").Id(typ.Name)), j.Id("ok")).Block(j.Return(j.Id("v").Dot(text.Name)))
	}
	cases := func(g *j.Group) {
		for _, s := range a.Steps {
			switch {
			case s.Into != c.List:
			case s.Insert != nil && s.Insert.Type == ir.ListOf(s.Into.Type).Elem:
				g.Case(j.Op("*").Id(s.Event.Name)).Block(is(s.Insert.Name, c.Elem, c.Text))
			case s.Apply != nil:
				g.Case(j.Op("*").Id(s.Event.Name)).BlockFunc(func(g *j.Group) {
					for _, d := range s.Deltas {
						if addsTo(d, c) {
							g.Add(is(s.Apply.Name, d.Delta, d.From))
						}
					}
				})
			}
		}
	}
	f.Func().Id("textOf"+a.Name).Params(j.Id("event").Id(a.Event.Name)).String().Block(
		j.Switch(j.Id("e").Op(":=").Id("event").Assert(j.Type())).BlockFunc(cases), j.Return(j.Lit("")))
}

// needResult ends a fold that has nothing to fold into.
//
//	if a.out == nil {
//		return errNoResult
//	}
func needResult(g *j.Group) {
	g.If(j.Id("a").Dot("out").Op("==").Nil()).Block(j.Return(j.Id("errNoResult")))
}

// foldStep writes what one event does to the result.
//
//	return insertAt(&a.out.Content, e.Index, v)
func foldStep(g *j.Group, a *ir.Accumulator, s ir.FoldStep) {
	e, out := func(f *ir.Field) *j.Statement { return j.Id("e").Dot(f.Name) }, func() *j.Statement { return j.Id("a").Dot("out") }
	if s.Set != nil {
		g.If(out().Op("!=").Nil()).Block(j.Return(j.Id("errTwoStarts")))
		g.List(j.Id("v"), j.Err()).Op(":=").Id("copyValue").Call(e(s.Set), types.ElemFunc(s.Set.Type))
		g.Add(out()).Op("=").Op("&").Id("v")
		g.Return(j.Err())
		return
	}
	needResult(g)
	switch {
	case s.Insert != nil:
		g.List(j.Id("v"), j.Err()).Op(":=").Id("copyValue").Call(e(s.Insert), types.ElemFunc(s.Insert.Type))
		g.If(j.Err().Op("!=").Nil()).Block(j.Return(j.Err()))
		value := j.Id("v")
		if list := ir.ListOf(s.Into.Type); list.Elem != s.Insert.Type {
			g.List(j.Id("w"), j.Err()).Op(":=").Id("convertValue").Call(j.Id("v"), types.ElemFunc(s.Insert.Type), types.ElemFunc(list.Elem))
			g.If(j.Err().Op("!=").Nil()).Block(j.Return(j.Err()))
			value = j.Id("w")
		}
		emptyJSON(g, a, s, value)
		g.Return(j.Id("insertAt").Call(j.Op("&").Id("a").Dot("fold"), listRef(s.Into, out()), e(s.At), value))
	case s.Apply != nil:
		g.List(j.Id("element"), j.Err()).Op(":=").Id("elementAt").Call(j.Op("&").Id("a").Dot("fold"), listRef(s.Into, out()), e(s.At))
		g.If(j.Err().Op("!=").Nil()).Block(j.Return(j.Err()))
		g.Return(j.Id("a").Dot("apply"+s.Event.Name).Call(j.Id("element"), e(s.Apply)))
	}
	for _, m := range s.Merges {
		foldMerge(g, a, m, e, out)
	}
	if len(s.Merges) > 0 && s.Event.Extra == nil && a.Result.Extra == nil {
		g.Return(j.Id("a").Dot("mergeExtra").Call(j.Op("&").Add(out()).Dot("Extra"), j.Id("e"), j.Id("e").Dot("Extra")))
	}
}

// listRef is a pointer to a list of the result, whatever the list's own name.
//
//	(*[]ContentBlock)(&a.out.Content)
func listRef(f *ir.Field, out *j.Statement) *j.Statement {
	ref := j.Op("&").Add(out).Dot(f.Name)
	if _, named := f.Type.(*ir.Alias); named {
		return j.Parens(j.Op("*").Add(source.Expr(ir.ListOf(f.Type)))).Call(ref)
	}
	return ref
}

// emptyJSON writes the statement that gives members whose JSON arrives in pieces
// a value at their start:
//
//	switch x := v.(type) {
//	case *ToolUseBlock:
//		emptyJSON(&x.Input)
//	}
func emptyJSON(g *j.Group, a *ir.Accumulator, s ir.FoldStep, value *j.Statement) {
	var cases []j.Code
	seen := map[*ir.Field]bool{}
	for _, other := range a.Steps {
		if other.Apply == nil || other.Into != s.Into {
			continue
		}
		for _, d := range other.Deltas {
			for _, t := range d.To {
				if d.How == ir.FoldJoin && t.Field.Presence == ir.Required && !seen[t.Field] {
					seen[t.Field] = true
					cases = append(cases, j.Case(j.Op("*").Id(t.Object.Name)).Block(j.Id("emptyJSON").Call(j.Op("&").Id("x").Dot(t.Field.Name))))
				}
			}
		}
	}
	if len(cases) > 0 {
		g.Switch(j.Id("x").Op(":=").Add(value.Clone()).Assert(j.Type())).Block(cases...)
	}
}

// foldMerge merges one member of an event into the result: an object member by
// member, anything else as a whole. One that is absent changes nothing.
//
//	if e.Usage != nil {
//		a.out.Usage = e.Usage
//	}
func foldMerge(g *j.Group, a *ir.Accumulator, m ir.FoldMerge, e func(*ir.Field) *j.Statement, out func() *j.Statement) {
	if m.Into != nil && !(plainObject(m.From) && plainObject(m.Into)) {
		assign := j.Add(out()).Dot(m.Into.Name).Op("=").Add(e(m.From))
		if set := isSet(m.From, e(m.From)); set != nil {
			assign = j.If(set).Block(assign)
		}
		g.Add(assign)
		return
	}
	dst, dstType := out(), ir.Type(a.Result)
	if m.Into != nil {
		dst, dstType = j.Op("&").Add(out()).Dot(m.Into.Name), m.Into.Type
	}
	g.If(
		j.Err().Op(":=").Id("mergeValue").Call(dst, j.Op("&").Add(e(m.From)), types.ElemFunc(dstType), types.ElemFunc(m.From.Type)),
		j.Err().Op("!=").Nil(),
	).Block(j.Return(j.Err()))
}

// plainObject reports whether the field is a struct, not behind anything.
func plainObject(f *ir.Field) bool {
	_, ok := f.Type.(*ir.Object)
	return ok && f.Form() == ir.PlainForm
}

// isSet is the condition that a field which may be absent is there, nil if it
// always is.
//
//	e.Usage != nil
func isSet(f *ir.Field, x *j.Statement) *j.Statement {
	enum, _ := f.Type.(*ir.Enum)
	switch {
	case f.Form() == ir.NullableForm:
		return x.Dot("state").Op("!=").Id("stateAbsent")
	case enum != nil && enum.ZeroIsAbsent():
		return x.Op("!=").Lit("")
	case f.Form() == ir.PointerForm || ir.ZeroIsAbsent(f.Type):
		return x.Op("!=").Nil()
	}
	return nil
}

// deltas writes the method that applies the variants of a delta:
//
//	switch d := delta.(type) {
//	case *TextDelta:
//		switch x := element.(type) {
//		case *TextBlock:
//			a.appendText(&x.Text, d.Text)
//			return a.keepExtra(&x.Extra, d, d.Extra)
//		}
//		return a.misfit(element, d, foldRule{foldAppend, "text", "text"})
//	}
//	return a.newer(element, delta)
func deltas(f *j.File, typ string, s ir.FoldStep) {
	list := ir.ListOf(s.Into.Type)
	f.Func().Params(j.Id("a").Op("*").Id(typ)).Id("apply"+s.Event.Name).
		Params(j.Id("element").Add(source.Expr(list.Elem)), j.Id("delta").Add(source.Expr(s.Apply.Type))).Error().Block(
		j.Switch(j.Id("d").Op(":=").Id("delta").Assert(j.Type())).BlockFunc(func(g *j.Group) {
			for _, group := range byDelta(s.Deltas) {
				g.Case(j.Op("*").Id(group[0].Delta.Name)).Block(
					j.Switch(j.Id("x").Op(":=").Id("element").Assert(j.Type())).BlockFunc(func(g *j.Group) {
						for _, t := range targets(group) {
							g.Case(j.Op("*").Id(t.object.Name)).BlockFunc(func(g *j.Group) {
								for _, w := range t.work {
									applyDelta(g, w.delta, w.field)
								}
								if group[0].Delta.Extra == nil && t.object.Extra == nil {
									g.Return(j.Id("a").Dot("keepExtra").Call(j.Op("&").Id("x").Dot("Extra"), j.Id("d"), j.Id("d").Dot("Extra")))
								} else {
									g.Return(j.Nil())
								}
							})
						}
					}),
					j.Return(j.Id("a").Dot("misfit").Call(foldRules(group)...)))
			}
		}),
		j.Return(j.Id("a").Dot("newer").Call(j.Id("element"), j.Id("delta"))),
	)
}

var foldHows = map[ir.FoldHow]string{ir.FoldAppend: "foldAppend", ir.FoldJoin: "foldJoin", ir.FoldReplace: "foldReplace", ir.FoldPush: "foldPush"}

// foldRules are the arguments that say how a delta changes an element that the
// document doesn't know.
func foldRules(group []ir.FoldDelta) []j.Code {
	out := []j.Code{j.Id("element"), j.Id("d")}
	for _, d := range group {
		to := d.From.Wire
		if len(d.To) > 0 {
			to = d.To[0].Field.Wire
		}
		out = append(out, j.Id("foldRule").Values(j.Id(foldHows[d.How]), j.Lit(d.From.Wire), j.Lit(to)))
	}
	return out
}

// byDelta groups what belongs to one variant of the delta.
func byDelta(ds []ir.FoldDelta) [][]ir.FoldDelta {
	var out [][]ir.FoldDelta
	for _, d := range ds {
		if n := len(out); n > 0 && out[n-1][0].Delta == d.Delta {
			out[n-1] = append(out[n-1], d)
		} else {
			out = append(out, []ir.FoldDelta{d})
		}
	}
	return out
}

type deltaWork struct {
	delta ir.FoldDelta
	field *ir.Field
}

type deltaTarget struct {
	object *ir.Object
	work   []deltaWork
}

// targets turns deltas with their targets around: targets with their deltas.
func targets(ds []ir.FoldDelta) []*deltaTarget {
	var out []*deltaTarget
	for _, d := range ds {
	next:
		for _, t := range d.To {
			for _, have := range out {
				if have.object == t.Object {
					have.work = append(have.work, deltaWork{d, t.Field})
					continue next
				}
			}
			out = append(out, &deltaTarget{t.Object, []deltaWork{{d, t.Field}}})
		}
	}
	return out
}

// applyDelta writes the statement that changes one field.
//
//	a.appendText(&x.Text, d.Text)
func applyDelta(g *j.Group, d ir.FoldDelta, to *ir.Field) {
	from, target := j.Id("d").Dot(d.From.Name), j.Id("x").Dot(to.Name)
	optional := d.From.Form() == ir.PointerForm
	set := func(body ...j.Code) {
		if optional {
			g.If(j.Id("d").Dot(d.From.Name).Op("!=").Nil()).Block(body...)
			return
		}
		for _, b := range body {
			g.Add(b)
		}
	}
	value := from
	if optional && d.How != ir.FoldReplace {
		value = j.Op("*").Add(from)
	}
	switch d.How {
	case ir.FoldAppend:
		fn := "appendText"
		if to.Form() == ir.PointerForm {
			fn = "appendOptText"
		}
		set(j.Id("a").Dot(fn).Call(j.Op("&").Add(target), value))
	case ir.FoldJoin:
		set(j.Id("a").Dot("joinJSON").Call(j.Id("x"), j.Op("&").Add(target), value))
	case ir.FoldPush:
		elem := ir.ListOf(to.Type).Elem
		if elem == d.From.Type {
			g.Add(target.Clone()).Op("=").Append(target, value)
			return
		}
		g.List(j.Id("v"), j.Err()).Op(":=").Id("convertValue").Call(value, types.ElemFunc(d.From.Type), types.ElemFunc(elem))
		g.If(j.Err().Op("!=").Nil()).Block(j.Return(j.Err()))
		g.Add(target.Clone()).Op("=").Append(target, j.Id("v"))
	case ir.FoldReplace:
		replaceField(g, d, to)
	}
}

// replaceField assigns, whatever the two fields' presences.
//
//	x.Signature = d.Signature
func replaceField(g *j.Group, d ir.FoldDelta, to *ir.Field) {
	from, target := j.Id("d").Dot(d.From.Name), j.Id("x").Dot(to.Name)
	pointer := d.From.Form() == ir.PointerForm
	switch form := to.Form(); {
	case pointer == (form == ir.PointerForm) && (d.From.Form() == ir.NullableForm) == (form == ir.NullableForm):
		g.Add(target).Op("=").Add(from)
	case form == ir.PointerForm:
		g.Add(target).Op("=").New(from)
	case form == ir.NullableForm && pointer:
		g.If(from.Clone().Op("!=").Nil()).Block(j.Add(target).Op("=").Id("Value").Call(j.Op("*").Add(from)))
	case form == ir.NullableForm:
		g.Add(target).Op("=").Id("Value").Call(from)
	default:
		g.If(from.Clone().Op("!=").Nil()).Block(j.Add(target).Op("=").Op("*").Add(from))
	}
}
