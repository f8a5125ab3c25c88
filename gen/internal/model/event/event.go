// Package event decides what a stream of server-sent events repeats: the data of each, or
// whole events that their names tell apart.
package event

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Lower lowers what a stream of server-sent events repeats: a union of whole events
// that their names tell apart, or the data of each.
func Lower(l *types.Lowerer, s *ir.Stream, mt *node.Node, h types.Hint) {
	h = h.Called(names.Event(h.Name))
	if alts := whole(l, mt); alts != nil {
		s.Whole = true
		for _, a := range alts {
			if isTextData(l, a.Prop("data")) {
				known := namesOf(l, a)
				if known == nil {
					known = []string{""} // an event without a name
				}
				s.Texts = append(s.Texts, known...)
			}
		}
		s.Event = l.TypeOf(openapi.Item("text/event-stream", mt), h).Type
		return
	}
	data := openapi.Payload("text/event-stream", mt)
	v := l.Reader.View(l.Reader.Resolve(data))
	if data != nil && v.Is("string") && types.HoldsJSON(v) {
		s.Event = types.Basic(ir.Raw) // JSON that nothing describes
		return
	}
	s.Text = data != nil && v.Is("string") && v.Encoding == "" && v.Format != "binary"
	s.Event = l.TypeOf(data, h).Type
}

// whole lists the alternatives of a stream's items if these describe events with
// their fields, and if names tell them apart.
func whole(l *types.Lowerer, mt *node.Node) []schema.Alternative {
	item := openapi.Item("text/event-stream", mt)
	if item == nil {
		return nil
	}
	v := l.Reader.View(l.Reader.Resolve(item))
	if len(v.Groups) == 0 {
		return nil
	}
	alts := l.Reader.Alternatives(v).List
	named := false
	for _, a := range alts {
		if len(a.Props) == 0 || slices.ContainsFunc(a.Props, func(p *schema.Prop) bool { return !openapi.IsEventField(p.Name) }) {
			return nil
		}
		named = named || len(namesOf(l, a)) > 0
	}
	if !named || len(alts) < 2 {
		return nil
	}
	return alts
}

// namesOf lists the names of the events that an alternative is about.
func namesOf(l *types.Lowerer, a schema.Alternative) (out []string) {
	p := a.Prop("event")
	if p == nil {
		return nil
	}
	v := l.Reader.View(p.Nodes...)
	if v.Const != nil {
		return []string{v.Const.Text}
	}
	for _, n := range v.Enum {
		out = append(out, n.Text)
	}
	return out
}

// isTextData reports whether the data of an event are text that isn't JSON.
func isTextData(l *types.Lowerer, p *schema.Prop) bool {
	if p == nil {
		return false
	}
	v := l.Reader.View(p.Nodes...)
	return !types.HoldsJSON(v) && (v.Is("string") || v.Const != nil && v.Const.Kind == node.String)
}

// MarkData marks the schemas of the data of whole events, before anything is typed: the
// JSON that they say is in the text is what Go has.
func MarkData(l *types.Lowerer) {
	var walk func(n *node.Node)
	walk = func(n *node.Node) {
		for _, m := range n.Entries() {
			if n.Key() == "content" && openapi.IsEvents(m.Key) {
				for _, a := range whole(l, m.Value.Target()) {
					if p := a.Prop("data"); p != nil {
						for _, d := range p.Nodes {
							l.EventData[d], l.EventData[l.Reader.Resolve(d)] = true, true
						}
					}
				}
			}
			walk(m.Value)
		}
		if n != nil {
			for _, it := range n.Items {
				walk(it)
			}
		}
	}
	for _, f := range l.Doc.Files {
		walk(f.Root)
	}
}
