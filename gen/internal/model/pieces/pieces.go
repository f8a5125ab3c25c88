// Package pieces lowers x-accumulate where the events of a stream are one object: a piece
// of the answer, in its own form.
package pieces

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Accumulator lowers x-accumulate of an event that is a piece of the result itself:
//
//	pieces:
//	  choices:
//	    by: index
//	    pieces: {delta: {into: message, pieces: {content: append}}}
//	text: choices/delta/content # what Text of the stream yields
//
// Members that it doesn't name replace those of the result, the last one counts.
func Accumulator(event, result *ir.Object, diags *diag.List) *ir.Accumulator {
	f := folder{diags}
	a := &ir.Accumulator{Name: result.Name, Piece: event, Result: result}
	n, _ := event.Place.(*node.Node)
	x := n.Get("x-accumulate")
	if x == nil {
		return a
	}
	for _, m := range x.Entries() {
		if m.Key != "pieces" && m.Key != "text" {
			f.diags.Errorf(m.Value, "x-accumulate of %s, which is no union of events, has pieces and text, not %s", event.Name, m.Key)
		}
	}
	if !x.Has("pieces") {
		f.diags.Errorf(x, "x-accumulate of %s, which is no union of events, needs pieces", event.Name)
		return a
	}
	a.Rule = f.pieces(x.Get("pieces"), event, result)
	if path := x.Str("text"); path != "" {
		a.Text = strings.Split(path, "/")
		if !leadsToText(event, a.Text) {
			f.diags.Errorf(x.Get("text"), "x-accumulate: %q is no path in %s that leads to text", path, event.Name)
		}
	}
	return a
}

type folder struct{ diags *diag.List }

// leadsToText reports whether a path through objects, and lists of objects, ends at a text.
func leadsToText(o *ir.Object, path []string) bool {
	member := o.Named(path[0])
	switch {
	case member == nil:
		return false
	case len(path) == 1:
		return ir.IsBasic(member.Type, ir.String)
	}
	next := partOf(member.Type, ir.ListOf(member.Type) != nil)
	return next != nil && leadsToText(next, path[1:])
}

// pieces lowers the rules of an object, and finds what else the result needs.
func (f *folder) pieces(x *node.Node, from, into *ir.Object) *ir.PieceRule {
	r := &ir.PieceRule{}
	named := map[string]bool{}
	for _, m := range x.Entries() {
		named[m.Key] = true
		if p, ok := f.piece(m, from, into); ok {
			r.Members = append(r.Members, p)
		}
	}
	for _, member := range from.Fields {
		if !named[member.Wire] && anyField(into, member.Wire) == nil {
			r.Members = append(r.Members, ir.PieceMember{From: member.Wire})
		}
	}
	for _, member := range into.Fields {
		if member.Constant() != nil {
			r.Constants = append(r.Constants, member)
		}
	}
	return r
}

// piece lowers the rule of one member: append, or what an object says.
func (f *folder) piece(m node.Member, from, into *ir.Object) (ir.PieceMember, bool) {
	x := m.Value
	p := ir.PieceMember{From: m.Key, Into: m.Key, Text: x.Text == "append", By: x.Str("by")}
	if s := x.Str("into"); s != "" {
		p.Into = s
	}
	for _, k := range x.Entries() {
		if k.Key != "into" && k.Key != "by" && k.Key != "pieces" {
			f.diags.Errorf(k.Value, "x-accumulate: pieces of a member have into, by and pieces, not %s", k.Key)
			return p, false
		}
	}
	if x.Text != "" && !p.Text {
		f.diags.Errorf(x, "x-accumulate: pieces of a member are append, or an object with into, by and pieces")
		return p, false
	}
	a, b := from.Named(p.From), into.Named(p.Into)
	if a == nil || b == nil {
		f.diags.Errorf(x, "x-accumulate: %s has no member %q, or %s no member %q", from.Name, p.From, into.Name, p.Into)
		return p, false
	}
	if p.Text && !(ir.IsBasic(a.Type, ir.String) && ir.IsBasic(b.Type, ir.String)) {
		f.diags.Errorf(x, "x-accumulate: only text is appended, to text")
		return p, false
	}
	inner := x.Get("pieces")
	if inner == nil && p.By == "" {
		return p, true
	}
	fromPart, intoPart := partOf(a.Type, p.By != ""), partOf(b.Type, p.By != "")
	if fromPart == nil || intoPart == nil || p.By != "" && anyField(fromPart, p.By) == nil {
		f.diags.Errorf(x, "x-accumulate: pieces are of objects, and with by of lists of objects that have it, in %s as in %s", from.Name, into.Name)
		return p, false
	}
	p.Rule = f.pieces(inner, fromPart, intoPart)
	return p, true
}

// partOf returns the object that a member is, or has a list of; nil if it is something else.
func partOf(t ir.Type, listed bool) *ir.Object {
	if listed {
		list := ir.ListOf(t)
		if list == nil {
			return nil
		}
		t = list.Elem
	}
	if a, ok := t.(*ir.Alias); ok {
		t = a.Of
	}
	o, _ := t.(*ir.Object)
	return o
}

// anyField returns the member of o with a name, constants too.
func anyField(o *ir.Object, wire string) *ir.Field {
	for _, f := range o.Fields {
		if f.Wire == wire {
			return f
		}
	}
	return nil
}
