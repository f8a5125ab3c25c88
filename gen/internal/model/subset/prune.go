package subset

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// prune takes everything out of the API that isn't kept, and what refers to it.
func prune(api *ir.API, ops []*ir.Operation, kept reach) {
	pages := map[*ir.Object]bool{}
	for _, op := range ops {
		if op.Paging != nil && !keepsPaging(op.Paging) {
			op.Paging = nil
		}
		pruneWaits(op, ops)
		if op.Paging != nil && op.Paging.Page != nil {
			pages[op.Paging.Page] = true
		}
		pruneLoop(op, kept)
		if op.Stream != nil && op.Stream.Fold != nil {
			pruneFold(op.Stream.Fold, kept)
		}
	}
	api.Types = slices.DeleteFunc(api.Types, func(t ir.Named) bool { return !kept[t] })
	notKept := func(u *ir.Union) bool { return !kept[u] }
	for _, t := range api.Types {
		switch t := t.(type) {
		case *ir.Object:
			t.Variant = slices.DeleteFunc(t.Variant, notKept)
			t.Constructors = slices.DeleteFunc(t.Constructors, func(c *ir.Constructor) bool { return !keepsConstructor(t, c, kept) })
			t.Shortcuts = slices.DeleteFunc(t.Shortcuts, func(c *ir.Shortcut) bool { return !keepsShortcut(t, c, kept) })
			t.Markers = slices.DeleteFunc(t.Markers, func(m *ir.Marker) bool { return !keepsMarker(t, m, kept) })
			if !pages[t] {
				t.Page = nil
			}
		case *ir.Alias:
			t.Variant = slices.DeleteFunc(t.Variant, notKept)
		case *ir.Union:
			t.Super = slices.DeleteFunc(t.Super, notKept)
		}
	}
	api.Services = pruneServices(api.Services, ops)
	pruneSchemes(api, ops)
	pruneServers(api, ops)
}

// pruneServers keeps the servers of the API and those that an operation has.
func pruneServers(api *ir.API, ops []*ir.Operation) {
	kept := map[diag.Location]bool{}
	for _, op := range ops {
		kept[op.Place] = true
	}
	api.Named = slices.DeleteFunc(api.Named, func(s ir.NamedServer) bool {
		return s.Of != nil && !slices.ContainsFunc(s.Of, func(at diag.Location) bool { return kept[at] })
	})
}

func pruneServices(services []*ir.Service, ops []*ir.Operation) []*ir.Service {
	for _, s := range services {
		s.Ops = slices.DeleteFunc(s.Ops, func(op *ir.Operation) bool { return !slices.Contains(ops, op) })
		s.Children = pruneServices(s.Children, ops)
	}
	return slices.DeleteFunc(services, func(s *ir.Service) bool { return len(s.Ops)+len(s.Children) == 0 })
}

// pruneSchemes keeps the credentials that an operation takes, and those that
// are the rule.
func pruneSchemes(api *ir.API, ops []*ir.Operation) {
	used := map[string]bool{}
	use := func(security [][]string) {
		for _, set := range security {
			for _, id := range set {
				used[id] = true
			}
		}
	}
	use(api.Security)
	for _, op := range ops {
		use(op.Security)
	}
	for _, s := range api.Schemes {
		if used[s.ID] && s.Of != "" {
			used[s.Of] = true
		}
	}
	api.Schemes = slices.DeleteFunc(api.Schemes, func(s ir.Scheme) bool { return !used[s.ID] })
}

// has reports whether o still has the field; nil is no field to look for.
func has(o *ir.Object, f *ir.Field) bool { return f == nil || slices.Contains(o.Fields, f) }

// keepsConstructor reports whether everything is there that c needs to make o.
func keepsConstructor(o *ir.Object, c *ir.Constructor, kept reach) bool {
	if c.Recv != nil && !kept[c.Recv] {
		return false
	}
	return !slices.ContainsFunc(c.Args, func(a ir.ConstructorArg) bool {
		return !has(o, a.Field) || a.From != nil && !has(c.Recv, a.From) || a.Wrap != nil && !kept[a.Wrap]
	}) && !slices.ContainsFunc(c.Set, func(s ir.SetField) bool { return !has(o, s.Field) })
}

// keepsShortcut reports whether everything is there that c picks.
func keepsShortcut(o *ir.Object, c *ir.Shortcut, kept reach) bool {
	return has(o, c.List) && kept[c.Elem] && has(c.Elem, c.Text)
}

// keepsMarker reports whether there is something left to mark. What isn't kept of it is
// taken out.
func keepsMarker(o *ir.Object, m *ir.Marker, kept reach) bool {
	m.Targets = slices.DeleteFunc(m.Targets, func(t ir.FoldTarget) bool { return !kept[t.Object] || !has(t.Object, t.Field) })
	if m.Plain != nil && (!kept[m.Plain] || !kept[m.Text] || !has(m.Text, m.TextField)) {
		m.Plain = nil
	}
	return has(o, m.List) && kept[m.Elems] && (m.Wrap == nil || kept[m.Wrap]) && len(m.Targets) > 0
}

// pruneWaits takes out what waits for a member that is no longer there, what splits such
// a list, and the results of an operation that isn't kept.
func pruneWaits(op *ir.Operation, ops []*ir.Operation) {
	answer, _ := op.Result.Type.(*ir.Object)
	if op.Poll != nil && !has(answer, op.Poll.Field) {
		op.Poll = nil
	}
	if s := op.Split; s != nil {
		elem := ir.ListOf(s.List.Type).Elem.(*ir.Object)
		if !has(op.Params, s.List) || !has(elem, s.Key) {
			op.Split = nil
		} else if s.Results != nil && (!slices.Contains(ops, s.Results) || !has(answer, s.ID) || !has(s.Results.Result.Type.(*ir.Object), s.LineKey)) {
			s.Results = nil
		}
	}
}

// keepsPaging reports whether every member is there that leads from page to page.
func keepsPaging(p *ir.Paging) bool {
	path := func(o *ir.Object, path ir.Path) bool {
		for _, f := range path {
			if !has(o, f) {
				return false
			}
			o, _ = f.Type.(*ir.Object)
		}
		return true
	}
	link := func(l *ir.PageLink) bool {
		if l == nil {
			return true
		}
		from := p.Page
		if l.Item {
			from, _ = p.List.Elem.(*ir.Object)
		}
		return path(from, l.Value) && path(p.Page, l.More)
	}
	return path(p.Page, p.Items) && path(p.Page, p.Total) && link(p.Next) && link(p.Prev)
}

// pruneLoop takes out of a tool loop what is no longer there.
func pruneLoop(op *ir.Operation, kept reach) {
	l := op.Loop
	if l == nil {
		return
	}
	if !has(op.Params, l.Turns) || !has(op.Params, l.Tools) || !kept[l.Define] {
		op.Loop = nil
		return
	}
	if l.Choice != nil && !has(op.Params, l.Choice.Field) {
		l.Choice = nil
	}
	l.Carry = slices.DeleteFunc(l.Carry, func(c ir.LoopCarry) bool { return !has(op.Params, c.Field) })
	if l.UsageOf != nil && !kept[l.UsageOf] {
		l.Usage, l.UsageOf = nil, nil
	}
	if l.Result.Block != nil && !kept[l.Result.Block] {
		l.Result.Block = nil
	}
}

// pruneFold takes out of a fold what is no longer there to be folded.
func pruneFold(a *ir.Accumulator, kept reach) {
	a.Steps = slices.DeleteFunc(a.Steps, func(s ir.FoldStep) bool {
		return !kept[s.Event] || !has(s.Event, s.Set) || !has(s.Event, s.Insert) || !has(s.Event, s.Apply) || !has(s.Event, s.At) || !has(a.Result, s.Into)
	})
	for i := range a.Steps {
		s := &a.Steps[i]
		s.Merges = slices.DeleteFunc(s.Merges, func(m ir.FoldMerge) bool { return !has(s.Event, m.From) || !has(a.Result, m.Into) })
		for j := range s.Deltas {
			d := &s.Deltas[j]
			d.To = slices.DeleteFunc(d.To, func(t ir.FoldTarget) bool { return !kept[t.Object] || !has(t.Object, t.Field) })
		}
		s.Deltas = slices.DeleteFunc(s.Deltas, func(d ir.FoldDelta) bool { return !kept[d.Delta] || !has(d.Delta, d.From) || len(d.To) == 0 })
	}
}
