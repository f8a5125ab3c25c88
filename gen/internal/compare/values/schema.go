package values

import (
	"slices"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// AllOf is what describes one place: schemas that all apply. A place that has
// several schemas, one for each duplicate, is a []allOf, of which one applies.
type AllOf []*node.Node

// maxBranches and maxSpread bound what a schema that multiplies itself can take:
// its alternatives, and the schemas looked at for all of one document.
const (
	maxBranches = 5_000
	maxSpread   = 500_000
)

// Reader reads what the schemas of one document say.
type Reader struct {
	siblings bool // words next to a reference count, as they do since 3.1
	values   map[string]*Value
	ids      map[*node.Node]int
	spreads  int // schemas looked at so far
	Diags    *diag.List
}

// NewReader is a reader of a document of that version of OpenAPI, e.g. "3.1".
func NewReader(version string, diags *diag.List) *Reader {
	return &Reader{siblings: version != "3.0", values: map[string]*Value{}, ids: map[*node.Node]int{}, Diags: diags}
}

// branches takes a schema apart into its alternatives: references followed,
// allOf joined, oneOf and anyOf spread. Every alternative is the schemas whose
// own words apply to it.
func (d *Reader) branches(s AllOf) []AllOf {
	out := []AllOf{nil}
	for _, n := range s {
		out = d.join(n, out, d.spread(n, nil))
	}
	return out
}

// spread is branches for one node. A schema that is an alternative of itself adds
// nothing.
func (d *Reader) spread(n *node.Node, inside []*node.Node) []AllOf {
	if n == nil {
		return []AllOf{nil}
	}
	if n.Kind == node.Bool {
		if n.Text == "true" {
			return []AllOf{nil}
		}
		return nil
	}
	if d.spreads == maxSpread-1 {
		d.Refuse(n, "the schemas refer to each other in too many ways to be compared")
	}
	if d.spreads == maxSpread || slices.Contains(inside, n) {
		return nil
	}
	d.spreads++
	inside = append(slices.Clip(inside), n)
	out := []AllOf{{n}}
	if n.Has("$ref") && n.Ref() == nil { // silence would look like agreement
		d.Diags.Errorf(n, "this reference has no target")
	}
	if target := n.Ref(); target != nil {
		if !d.siblings { // words next to a reference mean nothing there
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
			var some []AllOf
			for _, it := range list.Items {
				some = append(some, d.spread(it, inside)...)
			}
			out = d.join(n, out, some)
		}
	}
	return out
}

// join makes every combination of an alternative of each.
func (d *Reader) join(at *node.Node, a, b []AllOf) []AllOf {
	if len(a)*len(b) > maxBranches {
		d.Refuse(at, "the schema has more than %d alternatives, too many to be compared", maxBranches)
		return nil
	}
	out := make([]AllOf, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, both(x, y))
		}
	}
	return out
}

// both is the schemas of two alternatives that apply together, each once.
func both(a, b AllOf) AllOf {
	out := slices.Clip(a)
	for _, n := range b {
		if !slices.Contains(a, n) {
			out = append(out, n)
		}
	}
	return out
}

// Refuse reports a schema that multiplies itself, and ends the work on others.
func (d *Reader) Refuse(at *node.Node, format string, args ...any) {
	if d.spreads < maxSpread {
		d.Diags.Errorf(at, format, args...)
	}
	d.spreads = maxSpread
}

// KeyOf identifies schemas, in any order.
func KeyOf(ids map[*node.Node]int, set []AllOf) string {
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
