package lower

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// tagOf returns the member that tells the objects apart: that of the
// discriminator, or one that has different constants in each of them.
func (l *lowerer) tagOf(s *schema, objects []alternative) string {
	if d := s.disc; d != nil && d.Str("propertyName") != "" {
		return d.Str("propertyName")
	}
	if len(objects) < 2 {
		return ""
	}
	for _, p := range objects[0].view.props {
		seen := map[string]bool{}
		ok := true
		for _, o := range objects {
			q := o.view.prop(p.name)
			if q == nil || len(l.constants(q)) == 0 {
				ok = false
				break
			}
			for _, c := range l.constants(q) {
				ok = ok && !seen[c]
				seen[c] = true
			}
			if !ok {
				break
			}
		}
		if ok {
			return p.name
		}
	}
	return ""
}

// constants returns the string values that a property may have, if listed.
func (l *lowerer) constants(p *prop) []string {
	var out []string
	for _, v := range l.values(l.view(p.nodes...), 0) {
		var text string
		if v[0] == '"' && json.Unmarshal([]byte(v), &text) == nil {
			out = append(out, text)
		}
	}
	return out
}

// tags returns, for each of the objects, the values of the tag that choose it:
// those that the discriminator maps to it; its constants unless they are mapped
// or, as in a list that a base has for all, those of others too; or else its name.
func (l *lowerer) tags(s *schema, objects []alternative, tag string) [][]string {
	out := make([][]string, len(objects))
	if tag == "" {
		return out
	}
	mapped := map[string]bool{}
	for _, m := range members(s.disc.Get("mapping")) {
		if i := l.mappedTo(m.Value, objects); i >= 0 {
			out[i] = append(out[i], m.Key)
			mapped[m.Key] = true
		}
	}
	constants := make([][]string, len(objects))
	count := map[string]int{}
	for i, o := range objects {
		if p := o.view.prop(tag); p != nil {
			constants[i] = l.constants(p)
		}
		for _, c := range constants[i] {
			count[c]++
		}
	}
	without := l.mappedTo(firstOfKeys(s.disc, "defaultMapping", "x-defaultMapping"), objects)
	if s.disc == nil {
		without = optionalTag(objects, tag)
	}
	for i, o := range objects {
		for _, c := range constants[i] {
			if !mapped[c] && (count[c] == 1 || len(constants[i]) == 1) {
				out[i] = append(out[i], c)
			}
		}
		if i == without {
			out[i] = append(out[i], "") // chosen where the tag is missing
		}
		if len(out[i]) == 0 && l.components[o.nodes[0]] != "" {
			out[i] = append(out[i], o.nodes[0].Key())
		}
	}
	return out
}

// mappedTo returns the index of the object that a value of a discriminator's
// mapping leads to, or -1.
func (l *lowerer) mappedTo(n *node.Node, objects []alternative) int {
	t := l.mapped(n)
	if t == nil {
		return -1
	}
	t = l.through(t)
	return slices.IndexFunc(objects, func(o alternative) bool { return slices.Contains(o.nodes, t) })
}

// optionalTag returns the index of the only alternative that needn't have the
// tag, or -1: an object without one can be nothing else.
func optionalTag(objects []alternative, tag string) int {
	at := -1
	for i, o := range objects {
		if o.view.required[tag] {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// mapped resolves a value of a discriminator's mapping: a reference or the
// name of a component.
func (l *lowerer) mapped(n *node.Node) *node.Node {
	if n == nil {
		return nil
	}
	if t := n.Ref(); t != nil {
		return t
	}
	return n.File.Root.Get("components").Get("schemas").Get(n.Text)
}

// tell makes sure that the objects can be told apart: each by tags that no
// other has, or else by members.
func (l *lowerer) tell(u *ir.Union, s *schema, objects []alternative) {
	if u.Opaque {
		return
	}
	var vs []*ir.Variant
	for _, v := range u.Variants {
		if v.Kind == ir.ObjectKind {
			vs = append(vs, v)
		}
	}
	seen, tagged := map[string]bool{}, true
	for _, v := range vs {
		tagged = tagged && len(v.Tags) > 0
		for _, t := range v.Tags {
			if seen[t] {
				l.duplicateTag(u, s, t)
				tagged = false
			}
			seen[t] = true
		}
	}
	if u.Tag != "" && tagged {
		return
	}
	u.Tag = ""
	if !l.byMembers(vs, views(objects)) {
		u.Opaque = true
	}
}

func views(alts []alternative) []*schema {
	var out []*schema
	for _, a := range alts {
		out = append(out, a.view)
	}
	return out
}

// tellLists makes sure that the arrays can be told apart by their first elements:
// by what kinds of JSON they are, or all being objects, by their members.
func (l *lowerer) tellLists(u *ir.Union, lists []*ir.Variant, elems []*schema) {
	objects, differ := true, true
	for i, a := range lists {
		objects = objects && a.Elems == jsonObject
		for _, b := range lists[i+1:] {
			differ = differ && a.Elems != "" && b.Elems != "" && !strings.ContainsAny(a.Elems, b.Elems)
		}
	}
	if !differ && (!objects || !l.byMembers(lists, elems)) {
		u.Opaque = true
	}
}

func (l *lowerer) duplicateTag(u *ir.Union, s *schema, tag string) {
	if s.disc != nil {
		l.diags.Warnf(s.disc, "two variants of %s have %s %q: they are told apart by their members, or not at all", u.Name, u.Tag, tag)
	}
}

// What is compared to tell objects apart by their members: every one with every
// other, here and when one is decoded.
const (
	maxUntagged = 200
	maxCompared = 1_000_000
)

// byMembers finds what tells objects apart that have no tag: the members that
// they need, and what those are that several of them have.
func (l *lowerer) byMembers(vs []*ir.Variant, objects []*schema) bool {
	if len(vs) != len(objects) || len(vs) > maxUntagged {
		return false
	}
	known := make([]facts, len(objects))
	total := 0
	for i, a := range objects {
		total += len(a.props)
		if total*len(objects) > maxCompared {
			return false
		}
		known[i] = l.factsOf(a)
	}
	for i, a := range known {
		if slices.ContainsFunc(known[i+1:], a.alike) {
			return false
		}
	}
	for i, a := range objects {
		for r := range a.required {
			vs[i].Need = append(vs[i].Need, r)
		}
		slices.Sort(vs[i].Need)
		for _, p := range a.props {
			if c := known[i][p.name]; !agreed(known, p.name) && (c.Kinds != "" || c.Values != nil) {
				vs[i].Checks = append(vs[i].Checks, c)
			}
		}
	}
	return true
}

// facts are what is known of the members of an object, by their names.
type facts map[string]ir.Check

func (l *lowerer) factsOf(s *schema) facts {
	out := make(facts, len(s.props))
	for _, p := range s.props {
		v := l.view(p.nodes...)
		c := ir.Check{Name: p.name, Values: l.values(v, 0)}
		if c.Values == nil {
			c.Kinds = l.kindsOf(v, 0)
		}
		out[p.name] = c
	}
	return out
}

// alike reports whether objects with these members look the same: their members
// have the same names, and the same is known of each.
func (f facts) alike(other facts) bool {
	return maps.EqualFunc(f, other, ir.Check.Equal)
}

// agreed reports whether all objects that have the member say the same of it.
func agreed(all []facts, name string) bool {
	var first *ir.Check
	for _, f := range all {
		c, ok := f[name]
		switch {
		case !ok:
		case first == nil:
			first = &c
		case !first.Equal(c):
			return false
		}
	}
	return true
}

// The kinds of JSON, as the first bytes of their values.
const (
	jsonString = `"`
	jsonNumber = "0"
	jsonBool   = "tf"
	jsonArray  = "["
	jsonObject = "{"
)

func kindOfJSON(v string) string {
	if v[0] == '-' || '0' <= v[0] && v[0] <= '9' {
		return jsonNumber
	}
	return v[:1]
}

// maxNested is how far alternatives of a member are looked into.
const maxNested = 5

// kindsOf returns the kinds of JSON that values of s are, besides null; "" if
// they may be any.
func (l *lowerer) kindsOf(s *schema, depth int) string {
	var out string
	switch {
	case s.contradictory || s.never || depth > maxNested:
	case s.constant != nil:
		out = kindOfNodes([]*node.Node{s.constant})
	case len(s.enum) > 0:
		out = kindOfNodes(s.enum)
	case len(s.groups) == 1:
		for _, a := range s.groups[0].alternatives {
			if isNull(l.through(a)) {
				continue
			}
			kinds := l.kindsOf(l.view(a), depth+1)
			if kinds == "" {
				return ""
			}
			out = bothKinds(out, kinds)
		}
	case len(s.types) > 0:
		for _, t := range s.types {
			out = bothKinds(out, kindOfType[t])
		}
	case s.isObject():
		out = jsonObject
	case len(s.items) > 0:
		out = jsonArray
	}
	return out
}

var kindOfType = map[string]string{
	"string": jsonString, "integer": jsonNumber, "number": jsonNumber, "boolean": jsonBool, "array": jsonArray, "object": jsonObject,
}

func kindOfNodes(ns []*node.Node) string {
	var out string
	for _, n := range ns {
		if !n.IsNull() {
			out = bothKinds(out, kindOfJSON(string(n.AppendJSON(nil))))
		}
	}
	return out
}

// bothKinds adds kinds to others, in one order for all.
func bothKinds(a, b string) string {
	var out strings.Builder
	for _, k := range jsonString + jsonNumber + jsonBool + jsonArray + jsonObject {
		if strings.ContainsRune(a, k) || strings.ContainsRune(b, k) {
			out.WriteRune(k)
		}
	}
	return out.String()
}

// values returns the JSON of the values that s lists, besides null; nil if it
// allows others.
func (l *lowerer) values(s *schema, depth int) []string {
	var out []string
	switch {
	case s.contradictory || s.never || depth > maxNested:
	case s.constant != nil:
		out = jsonOf([]*node.Node{s.constant})
	case len(s.enum) > 0:
		out = jsonOf(s.enum)
	case len(s.groups) == 1:
		for _, a := range s.groups[0].alternatives {
			if isNull(l.through(a)) {
				continue
			}
			vs := l.values(l.view(a), depth+1)
			if vs == nil {
				return nil
			}
			out = append(out, vs...)
		}
	}
	return out
}

// jsonOf returns the JSON of scalars; nil if there are other values.
func jsonOf(ns []*node.Node) []string {
	var out []string
	for _, n := range ns {
		switch n.Kind {
		case node.Null:
		case node.Array, node.Object:
			return nil
		default:
			out = append(out, string(n.AppendJSON(nil)))
		}
	}
	return out
}
