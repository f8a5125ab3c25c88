package lower

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// accumulators lowers x-accumulate for every operation that streams. On an
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
func (l *lowerer) accumulators() {
	made := map[folding]*ir.Accumulator{}
	var walk func(services []*ir.Service)
	walk = func(services []*ir.Service) {
		for _, s := range services {
			for _, op := range s.Ops {
				if op.Stream != nil {
					l.accumulator(op, made)
				}
			}
			walk(s.Children)
		}
	}
	walk(l.api.Services)
}

// folding is what an accumulator is for. Operations that stream the same have one
// in common.
type folding struct {
	events *ir.Union
	result *ir.Object
}

func (l *lowerer) accumulator(op *ir.Operation, made map[folding]*ir.Accumulator) {
	events, ok1 := op.Stream.Event.(*ir.Union)
	result, ok2 := op.Result.Type.(*ir.Object)
	if !ok1 || !ok2 {
		return
	}
	key := folding{events, result}
	if made[key] == nil {
		a := l.newAccumulator(events, result)
		for other := range made {
			if other.result == result {
				a.Name = result.Name + events.Name
			}
		}
		made[key] = a
	}
	if a := made[key]; len(a.Steps) > 0 {
		op.Stream.Result, op.Stream.Fold = result, a
	}
}

func (l *lowerer) newAccumulator(events *ir.Union, result *ir.Object) *ir.Accumulator {
	a := &ir.Accumulator{Name: result.Name, Event: events, Result: result}
	for _, v := range events.Variants {
		o, ok := v.Type.(*ir.Object)
		if !ok {
			continue
		}
		if x := l.nodeOf(o).Get("x-accumulate"); x != nil {
			a.Steps = append(a.Steps, l.foldStep(a, o, x))
		}
	}
	return a
}

// nodeOf returns the schema that o was made from.
func (l *lowerer) nodeOf(o *ir.Object) *node.Node {
	n, _ := o.Place.(*node.Node)
	return n
}

func (l *lowerer) foldStep(a *ir.Accumulator, o *ir.Object, x *node.Node) ir.FoldStep {
	s := ir.FoldStep{Event: o}
	s.Set = l.foldField(o, x, "set")
	s.Insert = l.foldField(o, x, "insert")
	s.Apply = l.foldField(o, x, "apply")
	if s.Insert != nil || s.Apply != nil {
		s.Into = l.foldField(a.Result, x, "into")
		s.At = l.foldField(o, x, "at")
		if !x.Has("into") || !x.Has("at") {
			l.diags.Errorf(x, "x-accumulate needs into, a list of %s, and at, an index", a.Result.Name)
		}
		if s.Into == nil || s.At == nil {
			return s
		}
	}
	if s.Apply != nil {
		l.foldDeltas(&s, x)
	}
	for _, m := range members(x.Get("merge")) {
		merge := ir.FoldMerge{From: field(o, m.Key)}
		if m.Value.Text != "" {
			merge.Into = field(a.Result, m.Value.Text)
		}
		if merge.From == nil || m.Value.Text != "" && (merge.Into == nil || !merges(merge.From, merge.Into)) {
			l.diags.Errorf(m.Value, "x-accumulate: nothing to merge %q with", m.Key)
			continue
		}
		s.Merges = append(s.Merges, merge)
	}
	return s
}

// foldField returns the member of o that x names under key, or nil.
func (l *lowerer) foldField(o *ir.Object, x *node.Node, key string) *ir.Field {
	name := x.Str(key)
	if name == "" {
		return nil
	}
	f := field(o, name)
	if f == nil {
		l.diags.Errorf(x.Get(key), "x-accumulate: %s has no member %q", o.Name, name)
	}
	return f
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

func sameType(a, b ir.Type) bool {
	if la, ok := a.(*ir.List); ok {
		lb, ok := b.(*ir.List)
		return ok && sameType(la.Elem, lb.Elem)
	}
	if ba, ok := a.(*ir.Basic); ok {
		return isBasic(b, ba.Kind)
	}
	return a == b
}

var foldHows = []struct {
	key string
	how ir.FoldHow
}{{"append", ir.FoldAppend}, {"join", ir.FoldJoin}, {"replace", ir.FoldReplace}, {"push", ir.FoldPush}}

// foldDeltas finds, for every delta, the elements that have the member that it
// changes.
func (l *lowerer) foldDeltas(s *ir.FoldStep, x *node.Node) {
	deltas, ok1 := s.Apply.Type.(*ir.Union)
	list, ok2 := s.Into.Type.(*ir.List)
	if !ok1 || !ok2 {
		l.diags.Errorf(x, "x-accumulate: apply must name a union, into a list")
		return
	}
	elements, ok := list.Elem.(*ir.Union)
	if !ok {
		l.diags.Errorf(x, "x-accumulate: into must name a list of a union")
		return
	}
	for _, v := range deltas.Variants {
		d, ok := v.Type.(*ir.Object)
		if !ok {
			continue
		}
		dx := l.nodeOf(d).Get("x-accumulate")
		for _, h := range foldHows {
			for _, m := range members(dx.Get(h.key)) {
				l.foldDelta(s, elements, d, h.how, m)
			}
		}
	}
}

func (l *lowerer) foldDelta(s *ir.FoldStep, elements *ir.Union, d *ir.Object, how ir.FoldHow, m node.Member) {
	fd := ir.FoldDelta{Delta: d, How: how, From: field(d, m.Key)}
	if fd.From == nil {
		l.diags.Errorf(m.Value, "x-accumulate: %s has no member %q", d.Name, m.Key)
		return
	}
	for _, ev := range elements.Variants {
		o, ok := ev.Type.(*ir.Object)
		if !ok {
			continue
		}
		if f := field(o, m.Value.Text); f != nil && foldFits(how, fd.From, f) {
			fd.To = append(fd.To, ir.FoldTarget{Object: o, Field: f})
		}
	}
	if len(fd.To) == 0 {
		l.diags.Errorf(m.Value, "x-accumulate: no variant of %s has a member %q that fits", elements.Name, m.Value.Text)
		return
	}
	s.Deltas = append(s.Deltas, fd)
}

// foldFits reports whether a delta's member can change a field in this way.
func foldFits(how ir.FoldHow, from, to *ir.Field) bool {
	switch how {
	case ir.FoldAppend:
		return isBasic(from.Type, ir.String) && isBasic(to.Type, ir.String)
	case ir.FoldJoin:
		return isBasic(from.Type, ir.String) && isBasic(to.Type, ir.Raw)
	case ir.FoldPush:
		list, ok := to.Type.(*ir.List)
		return ok && compatible(from.Type, list.Elem)
	default:
		return compatible(from.Type, to.Type)
	}
}

// isString reports whether t is a string or an enum of strings.
func isString(t ir.Type) bool {
	e, ok := t.(*ir.Enum)
	return ok && e.Base == ir.String || isBasic(t, ir.String)
}

func isBasic(t ir.Type, k ir.BasicKind) bool {
	b, ok := t.(*ir.Basic)
	return ok && b.Kind == k
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
