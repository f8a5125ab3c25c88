package faketest

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"unicode/utf8"
)

// Making of an answer the events by which it is streamed: the reverse of what a client
// does with them.

// foldInfo describes how events fold into an answer.
type foldInfo struct {
	tag           string // member that says what an event is
	start, answer string // event that comes first, and its member that is the answer
	lists         []foldList
	merges        []foldMerge
	terminal      string // event that comes last; empty if there is none
}

// foldList describes the events for the elements of a list.
type foldList struct {
	into, at        string // member of the answer, and of the events with the index
	insert, element string // event that starts an element, and its member that is one
	apply, delta    string // event that changes an element, and its member that says how
	end             string // event that ends an element; empty if there is none
	tag, deltaTag   string // members that say what an element and a delta are
	deltas          []foldDelta
}

// foldDelta says how a member of an element comes.
type foldDelta struct {
	element, to string // what the element is, and its member
	delta, from string // what the delta is, and its member
	how         string // append, join, replace or push
}

// foldMerge says which members of an event replace those of the answer.
type foldMerge struct {
	event, from string
	into        string   // member of the answer; empty for the answer itself
	names       []string // members of from; nil if it is no object
	later       []string // those of them that are null before
}

// object is a JSON object.
type object map[string]json.RawMessage

func (o object) text(name string) string {
	var s string
	_ = json.Unmarshal(o[name], &s) // what is no text has none
	return s
}

func (o object) with(name string, v any) object {
	o[name], _ = json.Marshal(v) // nothing here fails
	return o
}

// unfold returns the events of an answer, and fails if they don't make it again.
func unfold[E, R any](info *foldInfo, answer *R, decode func([]byte) (E, error), fold func([]E) (*R, error)) ([]E, error) {
	all, err := encode(answer)
	var o object
	if err == nil {
		err = json.Unmarshal(all, &o)
	}
	if err != nil {
		return nil, err
	}
	var out []E
	for _, event := range info.events(o) {
		b, err := json.Marshal(event)
		if err != nil {
			return nil, err
		}
		e, err := decode(b)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	again, err := fold(out)
	if err != nil {
		return out, fmt.Errorf("the events of the answer: %w", err)
	}
	b, err := encode(again)
	if err == nil && !reflect.DeepEqual(decoded(b), decoded(all)) {
		err = fmt.Errorf("the answer can't be streamed: its events make %s of %s", b, all)
	}
	return out, err
}

func decoded(b []byte) any {
	var v any
	_ = json.Unmarshal(b, &v) // it was encoded
	return v
}

// events takes an answer apart.
func (f *foldInfo) events(answer object) []object {
	begun := maps.Clone(answer)
	var out, last []object
	for _, l := range f.lists {
		var elements []object
		if json.Unmarshal(answer[l.into], &elements) == nil && elements != nil {
			begun[l.into] = json.RawMessage("[]")
		}
		for i, e := range elements {
			out = append(out, f.element(&l, i, e)...)
		}
	}
	for _, m := range f.merges {
		i := slices.IndexFunc(last, func(e object) bool { return e.text(f.tag) == m.event })
		if i < 0 {
			i, last = len(last), append(last, object{}.with(f.tag, m.event))
		}
		m.of(answer, begun, last[i])
	}
	out = append([]object{object{}.with(f.tag, f.start).with(f.answer, begun)}, append(out, last...)...)
	if f.terminal != "" {
		out = append(out, object{}.with(f.tag, f.terminal))
	}
	return out
}

// of puts the members of an answer that come later into an event.
func (m *foldMerge) of(answer, begun, event object) {
	from := answer
	if m.into != "" {
		if m.names == nil {
			if v, ok := answer[m.into]; ok {
				event[m.from] = v
			}
			return
		}
		from = nil
		if json.Unmarshal(answer[m.into], &from) != nil || from == nil {
			return
		}
	}
	members := object{}
	for _, name := range m.names {
		if v, ok := from[name]; ok {
			members[name] = v
			if m.into == "" && slices.Contains(m.later, name) {
				begun[name] = json.RawMessage("null")
			}
		}
	}
	event.with(m.from, members)
}

// element returns the events of one element.
func (f *foldInfo) element(l *foldList, i int, e object) []object {
	var out []object
	kind := e.text(l.tag)
	for n := 0; n < len(l.deltas); {
		end := n + 1
		for end < len(l.deltas) && l.deltas[end].delta == l.deltas[n].delta {
			end++
		}
		for _, d := range pieces(l.deltas[n:end], kind, e) {
			out = append(out, object{}.with(f.tag, l.apply).with(l.at, i).with(l.delta, d.with(l.deltaTag, l.deltas[n].delta)))
		}
		n = end
	}
	out = append([]object{object{}.with(f.tag, l.insert).with(l.at, i).with(l.element, e)}, out...)
	if l.end != "" {
		out = append(out, object{}.with(f.tag, l.end).with(l.at, i))
	}
	return out
}

// pieces takes out of an element what deltas of one type bring: texts in two pieces, lists
// one by one.
func pieces(deltas []foldDelta, kind string, e object) []object {
	out := []object{{}, {}}
	used := [2]bool{}
	var pushed []object
	for _, d := range deltas {
		v := e[d.to]
		if d.element != kind || len(v) == 0 || string(v) == "null" {
			continue
		}
		var list []json.RawMessage
		switch {
		case d.how == "push" && json.Unmarshal(v, &list) == nil:
			for _, item := range list {
				pushed = append(pushed, object{d.from: item})
			}
			e[d.to] = json.RawMessage("[]")
		case d.how == "append" || d.how == "join":
			text := string(v)
			if d.how == "append" {
				text = e.text(d.to)
			}
			e[d.to] = map[string]json.RawMessage{"append": json.RawMessage(`""`), "join": json.RawMessage("{}")}[d.how]
			half := len(text) / 2
			for half > 0 && !utf8.RuneStart(text[half]) {
				half--
			}
			for i, piece := range []string{text[:half], text[half:]} {
				if piece != "" {
					out[i].with(d.from, piece)
					used[i] = true
				}
			}
		case d.how == "replace":
			out[1][d.from], used[1] = v, true
			e[d.to] = json.RawMessage("null")
			if v[0] == '"' {
				e[d.to] = json.RawMessage(`""`)
			}
		}
	}
	var all []object
	for i, o := range out {
		if used[i] {
			all = append(all, o)
		}
	}
	return append(all, pushed...)
}
