package types

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/number"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// enum lowers a closed or open list of values.
func (l *Lowerer) enum(s *schema.View, h Hint) Typed {
	t := Typed{Null: s.Null}
	var values []*node.Node
	kinds := map[node.Kind]bool{}
	for _, v := range s.Enum {
		if v.Kind == node.Null {
			t.Null = true
			continue
		}
		values = append(values, v)
		kinds[v.Kind] = true
	}
	if len(values) > maxMembers && len(s.Types) == 1 && len(kinds) == 1 {
		l.Diags.Warnf(l.enumNode(s), "%d values, and %d are too many constants: the Go type is that of any such value", len(values), maxMembers)
		t.Type = l.scalar(s.Types[0], s)
		return t
	}
	whole := !slices.ContainsFunc(values, func(v *node.Node) bool { return strings.ContainsAny(v.Text, ".eE") })
	switch {
	case len(kinds) > 1 || len(values) == 0 || kinds[node.Object] || kinds[node.Array]:
		t.Type, t.Null = Basic(ir.Raw), false
		if len(kinds) > 1 {
			l.Diags.Ungenerated("enum of several types", l.enumNode(s), "the enum lists values of several types: Go has raw JSON for it; set a type for them to be read as that")
		}
	case kinds[node.Bool]:
		t.Type = Basic(ir.Bool)
	case kinds[node.String]:
		t.Type = l.newEnum(s, h, ir.String, values)
	case whole:
		t.Type = l.newEnum(s, h, number.Enum(s, values, l.Diags), values)
	default:
		t.Type = Basic(number.Real(s))
	}
	return t
}

// newEnum declares an enum with a constant for each value.
func (l *Lowerer) newEnum(s *schema.View, h Hint, base ir.BasicKind, values []*node.Node) *ir.Enum {
	e := &ir.Enum{Decl: l.declare(s, h), Base: base}
	n := l.enumNode(s)
	l.API.Types = append(l.API.Types, e)
	varNames := n.Strings("x-enum-varnames")
	prefix := e.Name
	if p := n.Str("x-go-const-prefix"); p != "" {
		prefix = names.Exported(p)
	}
	descriptions := n.Strings("x-enum-descriptions")
	betas, deprecated := n.Get("x-beta"), n.Get("x-enum-deprecated")
	place := listed(n)
	seen := map[string]bool{}
	spellings := names.NewSpellings(texts(values))
	for _, v := range values {
		if seen[v.Text] {
			continue
		}
		seen[v.Text] = true
		if !l.Spend(v, sizeOfField+len(prefix)+2*len(v.Text)) {
			break
		}
		ev := ir.EnumValue{Value: v.Text, Betas: betas.Strings(v.Text), Place: v}
		if d := deprecated.Get(v.Text); d != nil {
			ev.Doc.Deprecated = d.Text
		}
		i, ok := place[v.Pos()]
		if ok && i < len(descriptions) {
			ev.Doc.Text = descriptions[i]
		}
		t := names.Thing{Rank: names.Value, At: v, Part: names.Constant, Key: v.Text, Spellings: spellings}
		candidates := names.EnumValue(prefix, v.Text, v.Pointer())
		if ok && i < len(varNames) {
			candidates = names.NamedValue(prefix, varNames[i], v.Text, v.Pointer())
		}
		ev.Name = l.Names.First(t, candidates...)
		e.Values = append(e.Values, ev)
	}
	return e
}

// listed says at which place of n's enum its values stand: some of them may have
// been taken out of the list.
func listed(n *node.Node) map[diag.Pos]int {
	out := map[diag.Pos]int{}
	for i, v := range schema.Items(n.Get("enum")) {
		out[v.Pos()] = i
	}
	return out
}

func texts(values []*node.Node) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = v.Text
	}
	return out
}

// enumNode returns the node that carries the enum, where its extensions stand.
func (l *Lowerer) enumNode(s *schema.View) *node.Node {
	if s.Const != nil && len(s.Enum) == 1 && s.Enum[0] == s.Const && s.Const.Parent != nil {
		return s.Const.Parent
	}
	if len(s.Enum) > 0 && s.Enum[0].Parent != nil && s.Enum[0].Parent.Parent != nil {
		return s.Enum[0].Parent.Parent
	}
	return s.Nodes[0]
}
