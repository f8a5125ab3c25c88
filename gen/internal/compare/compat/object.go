package compat

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// members are those of a variant, or of several that count as one.
type members struct {
	list   []*member
	byName map[string]*member
	count  int        // how many variants there are
	named  []allOf    // of members whose names are not known
	open   *node.Node // where such members are allowed without a schema
	closed int        // how many variants refuse them
}

type member struct {
	name     string
	at       *node.Node
	schemas  []allOf
	required int // in how many variants
}

// membersOf joins variants: what one of them has, all have; what one of them may
// leave out may be left out.
func membersOf(variants []*object, side string) *members {
	m := &members{byName: map[string]*member{}, count: len(variants)}
	for _, v := range variants {
		m.add(v, side)
	}
	return m
}

// add joins the members of one more variant to those of the others.
func (m *members) add(v *object, side string) {
	for _, name := range v.names() {
		s := v.member(name)
		if hidden(s, side) {
			continue
		}
		one := m.byName[name]
		if one == nil {
			one = &member{name: name, at: s[0]}
			m.byName[name] = one
			m.list = append(m.list, one)
		}
		one.schemas = append(one.schemas, s)
		if slices.ContainsFunc(v.schema, func(n *node.Node) bool { return slices.Contains(n.Strings("required"), name) }) {
			one.required++
		}
	}
	m.addUnnamed(v)
}

// addUnnamed adds what a variant says about members that it doesn't name. Saying
// nothing promises nothing, unless it names none at all.
func (m *members) addUnnamed(v *object) {
	said := false
	for _, n := range v.schema {
		for _, word := range []string{"additionalProperties", "unevaluatedProperties"} {
			a := n.Get(word)
			switch {
			case a == nil:
				continue
			case a.Kind == node.Object && !v.doc.value([]allOf{{a}}).unlimited():
				m.named = append(m.named, allOf{a})
			case a.Kind == node.Bool && a.Text == "false":
				m.closed++
			default:
				m.open = first(m.open, a)
			}
			said = true
		}
		if p := n.Get("patternProperties"); p != nil {
			for _, x := range p.Members {
				m.named = append(m.named, allOf{x.Value})
			}
			said = said || len(p.Members) > 0
		}
	}
	if !said && len(v.names()) == 0 {
		m.open = first(m.open, definition(v.schema))
	}
}

// hidden reports whether a member doesn't travel in that direction.
func hidden(s allOf, side string) bool {
	word := map[string]string{"request": "readOnly", answerSide: "writeOnly"}[side]
	return word != "" && slices.ContainsFunc(s, func(n *node.Node) bool { return n.Bool(word) || n.Target().Bool(word) })
}

// names are those of the members, in the author's order.
func (o *object) names() (names []string) {
	for _, n := range o.schema {
		p := n.Get("properties")
		if p == nil {
			continue
		}
		for _, m := range p.Members {
			if !slices.Contains(names, m.Key) {
				names = append(names, m.Key)
			}
		}
	}
	return names
}

// member is the schema of one member, nil if there is none of that name.
func (o *object) member(name string) (s allOf) {
	for _, n := range o.schema {
		if p := n.Get("properties").Get(name); p != nil {
			s = append(s, p)
		}
	}
	return s
}

// tag is the constants that a member can have, if those are all that it can have.
func (o *object) tag(name string) []string {
	if tag, ok := o.tags[name]; ok {
		return tag
	}
	var tag []string
	if s := o.member(name); s != nil {
		v := o.doc.value([]allOf{s})
		if str := v.scalars["string"]; str != nil && str.open == nil && len(v.scalars) == 1 && v.array == nil && v.objects == nil && v.anything == nil {
			for _, l := range str.values {
				tag = append(tag, l.text)
			}
		}
	}
	if o.tags == nil {
		o.tags = map[string][]string{}
	}
	o.tags[name] = tag
	return tag
}
