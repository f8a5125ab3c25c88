package discriminate

import (
	"maps"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Rule tells an object from others by its members.
type Rule struct {
	Need   []string   // members that must be there, of what is received
	Held   []string   // members that must be there, and may be null
	Checks []ir.Check // what members must be, if they are there
}

// What is compared to tell objects apart by their members: every one with every
// other, here and when one is decoded.
const (
	maxUntagged = 200
	maxCompared = 1_000_000
)

// Rules finds what tells objects apart that have no tag: the members that they
// need, and what those are that several of them have. It reports false if nothing
// does.
func Rules(r schema.Reader, objects []*schema.View) ([]Rule, bool) {
	if len(objects) > maxUntagged {
		return nil, false
	}
	known := make([]facts, len(objects))
	total := 0
	for i, o := range objects {
		total += len(o.Props)
		if total*len(objects) > maxCompared {
			return nil, false
		}
		known[i] = factsOf(r, o)
	}
	for i, f := range known {
		if slices.ContainsFunc(known[i+1:], f.alike) {
			return nil, false
		}
	}
	out := make([]Rule, len(objects))
	for i, o := range objects {
		for _, name := range slices.Sorted(maps.Keys(o.Required)) {
			p := o.Prop(name)
			switch {
			case p == nil: // what is required and described nowhere is mostly another's old name
			case r.Marked("writeOnly", p.Nodes...):
			case mayBeNull(r, r.View(p.Nodes...)):
				out[i].Held = append(out[i].Held, name)
			default:
				out[i].Need = append(out[i].Need, name)
			}
		}
		for _, p := range o.Props {
			if c := known[i][p.Name]; !agreed(known, p.Name) && (c.Kinds != "" || c.Values != nil) {
				out[i].Checks = append(out[i].Checks, c)
			}
		}
	}
	return out, true
}

// mayBeNull reports whether null is a value of v.
func mayBeNull(r schema.Reader, v *schema.View) bool {
	switch {
	case v.Null:
		return true
	case v.Const != nil:
		return v.Const.Kind == node.Null
	case len(v.Enum) > 0:
		return slices.ContainsFunc(v.Enum, func(n *node.Node) bool { return n.Kind == node.Null })
	case len(v.Groups) > 0:
		return r.Alternatives(v).Null
	}
	return Kinds(r, v) == "" // anything
}

// facts are what is known of the members of an object, by their names.
type facts map[string]ir.Check

func factsOf(r schema.Reader, v *schema.View) facts {
	out := make(facts, len(v.Props))
	for _, p := range v.Props {
		m := r.View(p.Nodes...)
		c := ir.Check{Name: p.Name, Values: values(r, m, 0)}
		if c.Values == nil {
			c.Kinds = Kinds(r, m)
		}
		out[p.Name] = c
	}
	return out
}

// alike reports whether objects with these members look the same: their members
// have the same names, and the same is known of each.
func (f facts) alike(other facts) bool {
	return maps.EqualFunc(f, other, ir.Check.Equal)
}

// agreed reports whether all objects that have the member say the same of it:
// then it tells nothing apart, and isn't looked at when one is decoded.
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

// Lists says how arrays with these elements are told apart: by the kinds of JSON
// that their first elements are, or all being objects, by a rule for each. An
// element is nil where it may be anything. It reports false if nothing does.
func Lists(r schema.Reader, elems []*schema.View) (kinds []string, rules []Rule, ok bool) {
	objects, differ := true, true
	for _, e := range elems {
		k := ""
		if e != nil {
			k = Kinds(r, e)
		}
		objects = objects && k == Object
		for _, other := range kinds {
			differ = differ && k != "" && other != "" && !strings.ContainsAny(k, other)
		}
		kinds = append(kinds, k)
	}
	switch {
	case differ:
		return kinds, nil, true
	case objects:
		rules, ok = Rules(r, elems)
	}
	return kinds, rules, ok
}
