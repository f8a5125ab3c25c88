package values

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Members are those of a variant, or of several that count as one.
type Members struct {
	List   []*member
	ByName map[string]*member
	Count  int        // how many variants there are
	Named  []AllOf    // of members whose names are not known
	Open   *node.Node // where such members are allowed without a schema
	Closed int        // how many variants refuse them
}

type member struct {
	Name     string
	At       *node.Node
	Schemas  []AllOf
	Required int // in how many variants
}

// MembersOf joins variants: what one of them has, all have; what one of them may
// leave out may be left out.
func MembersOf(variants []*Object, side string) *Members {
	m := &Members{ByName: map[string]*member{}, Count: len(variants)}
	for _, v := range variants {
		m.add(v, side)
	}
	return m
}

// add joins the members of one more variant to those of the others.
func (m *Members) add(v *Object, side string) {
	for _, name := range v.names() {
		s := v.member(name)
		if hidden(s, side) {
			continue
		}
		one := m.ByName[name]
		if one == nil {
			one = &member{Name: name, At: s[0]}
			m.ByName[name] = one
			m.List = append(m.List, one)
		}
		one.Schemas = append(one.Schemas, s)
		if slices.ContainsFunc(v.Schema, func(n *node.Node) bool { return slices.Contains(n.Strings("required"), name) }) {
			one.Required++
		}
	}
	m.addUnnamed(v)
}

// addUnnamed adds what a variant says about members that it doesn't name. Saying
// nothing promises nothing, unless it names none at all.
func (m *Members) addUnnamed(v *Object) {
	said := false
	for _, n := range v.Schema {
		for _, word := range []string{"additionalProperties", "unevaluatedProperties"} {
			a := n.Get(word)
			switch {
			case a == nil:
				continue
			case a.Kind == node.Object && !v.reader.Value([]AllOf{{a}}).unlimited():
				m.Named = append(m.Named, AllOf{a})
			case a.Kind == node.Bool && a.Text == "false":
				m.Closed++
			default:
				m.Open = First(m.Open, a)
			}
			said = true
		}
		if p := n.Get("patternProperties"); p != nil {
			for _, x := range p.Members {
				m.Named = append(m.Named, AllOf{x.Value})
			}
			said = said || len(p.Members) > 0
		}
	}
	if !said && len(v.names()) == 0 {
		m.Open = First(m.Open, Definition(v.Schema))
	}
}

// hidden reports whether a member doesn't travel in that direction.
func hidden(s AllOf, side string) bool {
	word := map[string]string{"request": "readOnly", "response": "writeOnly"}[side]
	return word != "" && slices.ContainsFunc(s, func(n *node.Node) bool { return n.Bool(word) || n.Target().Bool(word) })
}

// names are those of the members, in the author's order.
func (o *Object) names() (names []string) {
	for _, n := range o.Schema {
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
func (o *Object) member(name string) (s AllOf) {
	for _, n := range o.Schema {
		if p := n.Get("properties").Get(name); p != nil {
			s = append(s, p)
		}
	}
	return s
}

// tag is the constants that a member can have, if those are all that it can have.
func (o *Object) tag(name string) []string {
	if tag, ok := o.tags[name]; ok {
		return tag
	}
	var tag []string
	if s := o.member(name); s != nil {
		v := o.reader.Value([]AllOf{s})
		if str := v.Scalars["string"]; str != nil && str.Open == nil && len(v.Scalars) == 1 && v.Array == nil && v.Objects == nil && v.Anything == nil {
			for _, l := range str.Values {
				tag = append(tag, l.Text)
			}
		}
	}
	if o.tags == nil {
		o.tags = map[string][]string{}
	}
	o.tags[name] = tag
	return tag
}
