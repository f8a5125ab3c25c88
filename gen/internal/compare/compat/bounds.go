package compat

import (
	"math/big"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/compare/values"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// lowest and highest are the words for limits. Of several schemas the loosest
// counts.
var (
	lowest  = []string{"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}
	highest = []string{"maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"}
)

// limits compares formats, limits and patterns. A format counts as missing if the
// other document has none or another; a limit only if the other's is tighter.
func (c *comparison) limits(p location, a, b []values.AllOf, at, missing *node.Node) {
	say := func(kind Kind, name string, where *node.Node, detail string) {
		c.report(finding{kind: kind, side: p.side, member: p.member, name: name, at: values.First(where, at), missing: missing, detail: detail})
	}
	theirs := texts(b, "format")
	for _, n := range words(a, "format") {
		if !slices.Contains(theirs, n.Text) {
			say(Format, n.Text, n, "no such format there")
		}
	}
	for i, word := range slices.Concat(lowest, highest) {
		sign := -1
		if i >= len(lowest) {
			sign = 1
		}
		ours, limit := loosest(a, word, sign), loosest(b, word, sign)
		if limit != nil && (ours == nil || compareNumbers(ours, limit) == sign) {
			say(Bound, word, ours, "there "+limit.Text)
		}
	}
	if patterns := texts(b, "pattern"); len(patterns) > 0 && len(words(b, "pattern")) >= len(b) {
		ours := texts(a, "pattern")
		if len(ours) < len(a) || slices.ContainsFunc(ours, func(s string) bool { return !slices.Contains(patterns, s) }) {
			say(Bound, "pattern", nil, "there "+patterns[0])
		}
	}
}

// words are the members of that name, of all schemas.
func words(set []values.AllOf, name string) (out []*node.Node) {
	for _, s := range set {
		for _, n := range s {
			if m := n.Get(name); m != nil {
				out = append(out, m)
			}
		}
	}
	return out
}

func texts(set []values.AllOf, name string) (out []string) {
	for _, n := range words(set, name) {
		out = append(out, n.Text)
	}
	return out
}

// loosest is the lowest or highest of the limits, nil if a schema has none.
func loosest(set []values.AllOf, name string, sign int) (out *node.Node) {
	for _, s := range set {
		var here *node.Node
		for _, n := range words([]values.AllOf{s}, name) {
			if n.Kind == node.Number && (here == nil || compareNumbers(n, here) == -sign) {
				here = n // all apply: the tightest counts
			}
		}
		if here == nil {
			return nil
		}
		if out == nil || compareNumbers(here, out) == sign {
			out = here
		}
	}
	return out
}

func compareNumbers(a, b *node.Node) int {
	// Not big.Rat: a document may say 1e999999999.
	x, okX := new(big.Float).SetPrec(128).SetString(a.Text)
	y, okY := new(big.Float).SetPrec(128).SetString(b.Text)
	if !okX || !okY {
		return 0
	}
	return x.Cmp(y)
}
