package faketest

import (
	"slices"

	j "github.com/dave/jennifer/jen"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// conversation writes the method that scripts several answers, which are streamed if a
// request asks for events.
//
//	func (s *PetService) Script(answers ...*pets.Pet) *Conversation[pets.PetCreateParams] {
//		c, answer := converse[pets.PetCreateParams](s.fake, &opPetCreate, answers)
//		s.Create(func(p *pets.PetCreateParams) (*pets.Pet, error) { return answer(p) })
//		s.Stream(func(p *pets.PetCreateParams) ([]pets.PetEvent, error) {
//			v, err := answer(p)
//			if err != nil {
//				return nil, err
//			}
//			return PetEvents(v)
//		})
//		return c
//	}
func (k *faker) conversation(f *j.File, s *ir.Service, op *ir.Operation) {
	name := "Script"
	if op.Name != "Create" {
		name += op.Name
	}
	for _, other := range s.Ops {
		if other.Name == name || other.Stream != nil && other.Stream.Name == name {
			return // it would be another method
		}
	}
	params, result := k.of(op.Params.Name), j.Op("*").Add(k.of(op.Stream.Result.Name))
	talk := j.Id("Conversation").Types(params.Clone())
	source.Comment(f, ir.Doc{Text: name + " answers requests of " + op.ID + ", streamed or not, with one answer each, in their order. A request beyond the last fails the test, and so does an answer that nobody has asked for when it ends.\n\n" + op.HTTP + " " + op.Path}, "")
	f.Func().Params(j.Id("s").Op("*").Id(s.TypeName)).Id(name).Params(j.Id("answers").Op("...").Add(result)).Op("*").Add(talk).Block(
		j.List(j.Id("c"), j.Id("answer")).Op(":=").Id("converse").Types(params).Call(j.Id("s").Dot("fake"), j.Op("&").Id(op.Var), j.Id("answers")),
		j.Id("s").Dot(op.Name).Call(j.Func().Params(k.innerParams(op)...).Params(result.Clone(), j.Error()).Block(j.Return(j.Id("answer").Call(j.Id("p"))))),
		j.Id("s").Dot(op.Stream.Name).Call(j.Func().Params(k.innerParams(op)...).Params(j.Index().Add(k.typ(op.Stream.Event)), j.Error()).Block(
			j.List(j.Id("v"), j.Err()).Op(":=").Id("answer").Call(j.Id("p")),
			j.If(j.Err().Op("!=").Nil()).Block(j.Return(j.Nil(), j.Err())),
			j.Return(j.Id(op.Stream.Fold.Name+"Events").Call(j.Id("v"))),
		)),
		j.Return(j.Id("c")),
	)
}

// unfolding writes the function that makes events of an answer, and what it has to know.
//
//	func PetEvents(v *pets.Pet) ([]pets.PetEvent, error) {
//		return unfold(&foldPet, v, pets.UnmarshalPetEvent, func(events []pets.PetEvent) (*pets.Pet, error) {
//			a := pets.NewPetAccumulator()
//			for _, e := range events {
//				if err := a.Add(e); err != nil {
//					return nil, err
//				}
//			}
//			return a.Result()
//		})
//	}
func (k *faker) unfolding(f *j.File, st *ir.StreamMethod) {
	a := st.Fold
	name, result, event := a.Name+"Events", j.Op("*").Add(k.of(a.Result.Name)), k.of(a.Event.Name)
	f.Var().Id("fold" + a.Name).Op("=").Add(foldInfo(st))
	source.Comment(f, ir.Doc{Text: name + " returns the events by which an answer is streamed. An error says that there are none that make this answer again; the events that come nearest stand beside it."}, "")
	list := j.Index().Add(event)
	f.Func().Id(name).Params(j.Id("v").Add(result)).Params(list, j.Error()).Block(
		j.Return(j.Id("unfold").Call(j.Op("&").Id("fold"+a.Name), j.Id("v"), k.of(a.Event.Decode),
			j.Func().Params(j.Id("events").Add(list.Clone())).Params(result.Clone(), j.Error()).Block(
				j.Id("a").Op(":=").Add(k.of("New"+a.Name+"Accumulator")).Call(),
				j.For(j.List(j.Id("_"), j.Id("e")).Op(":=").Range().Id("events")).Block(
					j.If(j.Err().Op(":=").Id("a").Dot("Add").Call(j.Id("e")), j.Err().Op("!=").Nil()).Block(j.Return(j.Nil(), j.Err())),
				),
				j.Return(j.Id("a").Dot("Result").Call()),
			))),
	)
}

// foldInfo describes how events fold into an answer.
//
//	foldInfo{tag: "type", start: "start", answer: "pet", terminal: "stop"}
func foldInfo(st *ir.StreamMethod) *j.Statement {
	a := st.Fold
	var v source.Literal
	v.Text("tag", a.Event.Tag)
	var lists, merges []j.Code
	for _, s := range a.Steps {
		if s.Set != nil {
			v.Text("start", tagOf(a.Event, s.Event))
			v.Text("answer", s.Set.Wire)
		}
		if s.Insert != nil {
			lists = append(lists, foldList(st, s))
		}
		for _, m := range s.Merges {
			merges = append(merges, foldMerge(a, s, m))
		}
	}
	if lists != nil {
		v.Add("lists", j.Index().Id("foldList").Values(lists...))
	}
	if merges != nil {
		v.Add("merges", j.Index().Id("foldMerge").Values(merges...))
	}
	if slices.ContainsFunc(a.Event.Variants, func(x *ir.Variant) bool { return slices.Contains(x.Tags, st.Terminal) }) {
		v.Text("terminal", st.Terminal)
	}
	return j.Id("foldInfo").Add(v.Lines())
}

// tagOf returns what says that a value of a union is an object of that type.
func tagOf(u *ir.Union, o *ir.Object) string {
	for _, v := range u.Variants {
		if v.Type == ir.Named(o) && len(v.Tags) > 0 {
			return v.Tags[0]
		}
	}
	return ""
}

// foldList describes the events for the elements of a list.
//
//	{into: "toys", at: "index", insert: "toy_start", element: "toy"}
func foldList(st *ir.StreamMethod, insert ir.FoldStep) *j.Statement {
	a := st.Fold
	var v source.Literal
	v.Text("into", insert.Into.Wire)
	v.Text("at", insert.At.Wire)
	v.Text("insert", tagOf(a.Event, insert.Event))
	v.Text("element", insert.Insert.Wire)
	elements, _ := ir.ListOf(insert.Into.Type).Elem.(*ir.Union)
	var deltas []j.Code
	for _, s := range a.Steps {
		if s.Apply == nil || s.Into != insert.Into || elements == nil {
			continue
		}
		u := s.Apply.Type.(*ir.Union)
		v.Text("apply", tagOf(a.Event, s.Event))
		v.Text("delta", s.Apply.Wire)
		v.Text("tag", elements.Tag)
		v.Text("deltaTag", u.Tag)
		for _, d := range s.Deltas {
			for _, t := range d.To {
				deltas = append(deltas, j.Line().Values(j.Lit(tagOf(elements, t.Object)), j.Lit(t.Field.Wire), j.Lit(tagOf(u, d.Delta)), j.Lit(d.From.Wire), j.Lit(foldHows[d.How])))
			}
		}
		break
	}
	v.Text("end", endOf(a, st.Terminal, insert.At.Wire))
	if deltas != nil {
		v.Add("deltas", j.Index().Id("foldDelta").Values(append(deltas, j.Line())...))
	}
	return v.Values()
}

var foldHows = map[ir.FoldHow]string{ir.FoldAppend: "append", ir.FoldJoin: "join", ir.FoldReplace: "replace", ir.FoldPush: "push"}

// endOf returns the event that ends an element: one that does nothing and has an index
// only. "" if there is none.
func endOf(a *ir.Accumulator, terminal, at string) string {
	for _, v := range a.Event.Variants {
		o, ok := v.Type.(*ir.Object)
		if !ok || len(v.Tags) == 0 || v.Tags[0] == terminal || slices.ContainsFunc(a.Steps, func(s ir.FoldStep) bool { return s.Event == o }) {
			continue
		}
		var have []string
		for _, f := range o.Fields {
			if f.Constant() == nil {
				have = append(have, f.Wire)
			}
		}
		if slices.Equal(have, []string{at}) {
			return v.Tags[0]
		}
	}
	return ""
}

// foldMerge says which members of an event replace those of the answer.
//
//	{event: "update", from: "change", names: []string{"mood"}, later: []string{"mood"}}
func foldMerge(a *ir.Accumulator, s ir.FoldStep, m ir.FoldMerge) *j.Statement {
	var v source.Literal
	v.Text("event", tagOf(a.Event, s.Event))
	v.Text("from", m.From.Wire)
	if m.Into != nil {
		v.Text("into", m.Into.Wire)
	}
	var names, later []string
	if o, ok := m.From.Type.(*ir.Object); ok {
		for _, f := range o.Fields {
			if f.Constant() != nil {
				continue
			}
			names = append(names, f.Wire)
			if i := slices.IndexFunc(a.Result.Fields, func(g *ir.Field) bool { return g.Wire == f.Wire && g.Presence == ir.RequiredNull }); i >= 0 && m.Into == nil {
				later = append(later, f.Wire)
			}
		}
	}
	if names != nil {
		v.Add("names", source.Strings(names))
	}
	if later != nil {
		v.Add("later", source.Strings(later))
	}
	return v.Values()
}
