package extension

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/pieces"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Accumulators lowers x-accumulate for every operation that streams. On an
// event it is one of
//
//	{set: message}                                 # the result starts as this member
//	{insert: content_block, into: content, at: index}
//	{apply: delta, into: content, at: index}       # the schemas of the delta say how
//	{merge: {delta: "", usage: usage}}             # objects whose members replace those of the result
//
// and on a delta, with the delta's member before the element's,
//
//	{append: {text: text}}       # concatenate
//	{join: {partial_json: input}} # pieces of JSON
//	{replace: {signature: signature}}
//	{push: {citation: citations}}
//
// Where the events are one object, it is {pieces: ...}, see package pieces.
func Accumulators(api *ir.API, n Names, diags *diag.List) {
	f := folder{diags: diags, claim: n.Claim, made: map[folding]*ir.Accumulator{}}
	for op := range api.AllOperations() {
		if op.Stream != nil {
			f.accumulator(op)
		}
	}
}

// folder makes accumulators. Operations that stream the same have one in common.
type folder struct {
	diags *diag.List
	claim func(name string, n *node.Node)
	made  map[folding]*ir.Accumulator
}

// folding is what an accumulator is for.
type folding struct {
	events ir.Type
	result *ir.Object
}

// accumulator connects an operation with what its events fold into. Of several for
// one result, the later are named after their events too.
func (f *folder) accumulator(op *ir.Operation) {
	result, ok := op.Result.Type.(*ir.Object)
	if !ok {
		return
	}
	key := folding{op.Stream.Event, result}
	if f.made[key] == nil {
		var a *ir.Accumulator
		switch events := op.Stream.Event.(type) {
		case *ir.Union:
			a = f.newAccumulator(events, result)
		case *ir.Object:
			a = pieces.Accumulator(events, result, f.diags)
		default:
			return
		}
		for other := range f.made {
			if other.result == result {
				a.Name = result.Name + a.EventName()
			}
		}
		if a.Folds() {
			f.claim(names.Accumulator(a.Name), nodeOf(op.Place))
		}
		f.made[key] = a
	}
	if a := f.made[key]; a.Folds() {
		op.Stream.Result, op.Stream.Fold = result, a
	}
}

func (f *folder) newAccumulator(events *ir.Union, result *ir.Object) *ir.Accumulator {
	a := &ir.Accumulator{Name: result.Name, Event: events, Result: result}
	for _, v := range events.Variants {
		o, ok := v.Type.(*ir.Object)
		if !ok {
			continue
		}
		if x := nodeOf(o.Place).Get("x-accumulate"); x != nil {
			a.Steps = append(a.Steps, f.step(a, o, x))
		}
	}
	return a
}

// step says what one variant of the events does. Members that are missing are
// reported, all of them, so a step may come back incomplete.
func (f *folder) step(a *ir.Accumulator, o *ir.Object, x *node.Node) ir.FoldStep {
	s := ir.FoldStep{Event: o}
	s.Set = f.field(o, x, "set")
	s.Insert = f.field(o, x, "insert")
	s.Apply = f.field(o, x, "apply")
	if s.Insert != nil || s.Apply != nil {
		s.Into = f.field(a.Result, x, "into")
		s.At = f.field(o, x, "at")
		if !x.Has("into") || !x.Has("at") {
			f.diags.Errorf(x, "x-accumulate needs into, a list of %s, and at, an index", a.Result.Name)
		}
		if s.Into == nil || s.At == nil {
			return s
		}
	}
	if s.Apply != nil {
		f.deltas(&s, x)
	}
	for _, m := range x.Get("merge").Entries() {
		merge := ir.FoldMerge{From: o.Named(m.Key)}
		if m.Value.Text != "" {
			merge.Into = a.Result.Named(m.Value.Text)
		}
		if merge.From == nil || m.Value.Text != "" && (merge.Into == nil || !merges(merge.From, merge.Into)) {
			f.diags.Errorf(m.Value, "x-accumulate: nothing to merge %q with", m.Key)
			continue
		}
		s.Merges = append(s.Merges, merge)
	}
	return s
}

// field returns the member of o that x names under key, or nil.
func (f *folder) field(o *ir.Object, x *node.Node, key string) *ir.Field {
	name := x.Str(key)
	if name == "" {
		return nil
	}
	member := o.Named(name)
	if member == nil {
		f.diags.Errorf(x.Get(key), "x-accumulate: %s has no member %q", o.Name, name)
	}
	return member
}

// merges reports whether a member of an event can be merged into one of the
// result: two objects, or two fields of one type.
func merges(from, into *ir.Field) bool {
	_, ok1 := from.Type.(*ir.Object)
	_, ok2 := into.Type.(*ir.Object)
	if ok1 && ok2 && from.Presence == ir.Required && into.Presence == ir.Required {
		return true
	}
	return from.Presence == into.Presence && sameType(from.Type, into.Type)
}

var foldHows = []struct {
	key string
	how ir.FoldHow
}{{"append", ir.FoldAppend}, {"join", ir.FoldJoin}, {"replace", ir.FoldReplace}, {"push", ir.FoldPush}}

// foldDeltas finds, for every delta, the elements that have the member that it
// changes.
func (f *folder) deltas(s *ir.FoldStep, x *node.Node) {
	deltas, ok1 := s.Apply.Type.(*ir.Union)
	list := ir.ListOf(s.Into.Type)
	if !ok1 || list == nil {
		f.diags.Errorf(x, "x-accumulate: apply must name a union, into a list")
		return
	}
	elements, ok := list.Elem.(*ir.Union)
	if !ok {
		f.diags.Errorf(x, "x-accumulate: into must name a list of a union")
		return
	}
	for _, v := range deltas.Variants {
		d, ok := v.Type.(*ir.Object)
		if !ok {
			continue
		}
		dx := nodeOf(d.Place).Get("x-accumulate")
		for _, h := range foldHows {
			for _, m := range dx.Get(h.key).Entries() {
				f.delta(s, elements, d, h.how, m)
			}
		}
	}
}

// delta finds the elements that one member of a delta changes: those that have the
// member that it names, of a type that fits.
func (f *folder) delta(s *ir.FoldStep, elements *ir.Union, d *ir.Object, how ir.FoldHow, m node.Member) {
	fd := ir.FoldDelta{Delta: d, How: how, From: d.Named(m.Key)}
	if fd.From == nil {
		f.diags.Errorf(m.Value, "x-accumulate: %s has no member %q", d.Name, m.Key)
		return
	}
	for _, ev := range elements.Variants {
		o, ok := ev.Type.(*ir.Object)
		if !ok {
			continue
		}
		if to := o.Named(m.Value.Text); to != nil && foldFits(how, fd.From, to) {
			fd.To = append(fd.To, ir.FoldTarget{Object: o, Field: to})
		}
	}
	if len(fd.To) == 0 {
		f.diags.Errorf(m.Value, "x-accumulate: no variant of %s has a member %q that fits", elements.Name, m.Value.Text)
		return
	}
	s.Deltas = append(s.Deltas, fd)
}

// foldFits reports whether a delta's member can change a field in this way.
func foldFits(how ir.FoldHow, from, to *ir.Field) bool {
	switch how {
	case ir.FoldAppend:
		return ir.IsBasic(from.Type, ir.String) && ir.IsBasic(to.Type, ir.String)
	case ir.FoldJoin:
		return ir.IsBasic(from.Type, ir.String) && ir.IsBasic(to.Type, ir.Raw)
	case ir.FoldPush:
		list := ir.ListOf(to.Type)
		return list != nil && compatible(from.Type, list.Elem)
	default:
		return compatible(from.Type, to.Type)
	}
}

// compatible reports whether a value of one type is a value of the other, or
// can be read as one because both are unions over the same tags.
func compatible(a, b ir.Type) bool {
	if a == b {
		return true
	}
	ba, ok1 := a.(*ir.Basic)
	bb, ok2 := b.(*ir.Basic)
	if ok1 && ok2 {
		return ba.Kind == bb.Kind
	}
	ua, ok1 := a.(*ir.Union)
	ub, ok2 := b.(*ir.Union)
	return ok1 && ok2 && strings.EqualFold(ua.Tag, ub.Tag)
}
