package compat

import (
	"slices"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// allOf is what describes one place: schemas that all apply. A place that has
// several schemas, one for each duplicate, is a []allOf, of which one applies.
type allOf []*node.Node

// maxBranches and maxSpread bound what a schema that multiplies itself can take:
// its alternatives, and the schemas looked at for all of one document.
const (
	maxBranches = 5_000
	maxSpread   = 500_000
)

// branches takes a schema apart into its alternatives: references followed,
// allOf joined, oneOf and anyOf spread. Every alternative is the schemas whose
// own words apply to it.
func (d *document) branches(s allOf) []allOf {
	out := []allOf{nil}
	for _, n := range s {
		out = d.join(n, out, d.spread(n, nil))
	}
	return out
}

// spread is branches for one node. A schema that is an alternative of itself adds
// nothing.
func (d *document) spread(n *node.Node, inside []*node.Node) []allOf {
	if n == nil {
		return []allOf{nil}
	}
	if n.Kind == node.Bool {
		if n.Text == "true" {
			return []allOf{nil}
		}
		return nil
	}
	if d.spreads == maxSpread-1 {
		d.refuse(n, "the schemas refer to each other in too many ways to be compared")
	}
	if d.spreads == maxSpread || slices.Contains(inside, n) {
		return nil
	}
	d.spreads++
	inside = append(slices.Clip(inside), n)
	out := []allOf{{n}}
	if n.Has("$ref") && n.Ref() == nil { // silence would look like agreement
		d.diags.Errorf(n, "this reference has no target")
	}
	if target := n.Ref(); target != nil {
		if d.doc.Version == "3.0" { // words next to a reference mean nothing there
			return d.spread(target, inside)
		}
		out = d.join(n, out, d.spread(target, inside))
	}
	if all := n.Get("allOf"); all != nil {
		for _, it := range all.Items {
			out = d.join(n, out, d.spread(it, inside))
		}
	}
	for _, word := range []string{"oneOf", "anyOf"} {
		if list := n.Get(word); list != nil {
			var some []allOf
			for _, it := range list.Items {
				some = append(some, d.spread(it, inside)...)
			}
			out = d.join(n, out, some)
		}
	}
	return out
}

// join makes every combination of an alternative of each.
func (d *document) join(at *node.Node, a, b []allOf) []allOf {
	if len(a)*len(b) > maxBranches {
		d.refuse(at, "the schema has more than %d alternatives, too many to be compared", maxBranches)
		return nil
	}
	out := make([]allOf, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, both(x, y))
		}
	}
	return out
}

// both is the schemas of two alternatives that apply together, each once.
func both(a, b allOf) allOf {
	out := slices.Clip(a)
	for _, n := range b {
		if !slices.Contains(a, n) {
			out = append(out, n)
		}
	}
	return out
}

// refuse reports a schema that multiplies itself, and ends the work on others.
func (d *document) refuse(at *node.Node, format string, args ...any) {
	if d.spreads < maxSpread {
		d.diags.Errorf(at, format, args...)
	}
	d.spreads = maxSpread
}

// keyOf identifies schemas, in any order.
func keyOf(ids map[*node.Node]int, set []allOf) string {
	var keys []string
	for _, s := range set {
		var b []byte
		for _, n := range s {
			b = strconv.AppendInt(append(b, '&'), int64(identify(ids, n)), 36)
		}
		keys = append(keys, string(b))
	}
	slices.Sort(keys)
	var b []byte
	for _, k := range slices.Compact(keys) {
		b = append(append(b, '|'), k...)
	}
	return string(b)
}

// means reports whether a word next to a reference changes what is allowed.
func means(m node.Member) bool {
	switch m.Key {
	case "$ref", "title", "summary", "description", "default", "deprecated", "example", "examples", "$comment":
		return false
	}
	return !strings.HasPrefix(m.Key, "x-")
}

// identify numbers nodes. A reference with nothing but remarks is its target.
func identify(ids map[*node.Node]int, n *node.Node) int {
	for n.Ref() != nil && !slices.ContainsFunc(n.Members, means) {
		n = n.Ref()
	}
	id, ok := ids[n]
	if !ok {
		id = len(ids) + 1
		ids[n] = id
	}
	return id
}
