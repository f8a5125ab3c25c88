package types

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
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
		t.Type = scalar(s.Types[0], s.Format)
		return t
	}
	whole := true
	for _, v := range values {
		whole = whole && !strings.ContainsAny(v.Text, ".eE")
	}
	switch {
	case len(kinds) > 1 || len(values) == 0 || kinds[node.Object] || kinds[node.Array]:
		t.Type, t.Null = Basic(ir.Raw), false
	case kinds[node.Bool]:
		t.Type = Basic(ir.Bool)
	case kinds[node.String]:
		t.Type = l.newEnum(s, h, ir.String, values)
	case whole:
		t.Type = l.newEnum(s, h, ir.Int64, values)
	default:
		t.Type = Basic(ir.Float64)
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
	seen := map[string]bool{}
	for i, v := range values {
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
		if i < len(descriptions) {
			ev.Doc.Text = descriptions[i]
		}
		if i < len(varNames) {
			ev.Name = l.constName(v, prefixed(prefix, varNames[i]), v.Text)
		} else {
			ev.Name = l.constName(v, prefix+enumSuffix(v.Text), v.Text)
		}
		e.Values = append(e.Values, ev)
	}
	return e
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

// prefixed is the constant for a name that the document gives a value. Most documents
// name values within their enum, so that many enums have an AUTO.
func prefixed(prefix, name string) string {
	if full := names.Exported(name); strings.HasPrefix(full, prefix) {
		return full
	}
	if name == strings.ToUpper(name) {
		name = strings.ToLower(name) // SHOUTED
	}
	return prefix + enumSuffix(name)
}

// enumSuffix is what a value adds to the enum's name.
func enumSuffix(v string) string {
	e := names.Exported(v)
	if len(v) > 0 && v[0] >= '0' && v[0] <= '9' {
		return strings.TrimPrefix(e, "X")
	}
	if strings.HasPrefix(e, "X") && !strings.HasPrefix(strings.ToUpper(v), "X") {
		return strings.TrimPrefix(e, "X")
	}
	return e
}

// constName claims a name for an enum's value. Values that differ only in case
// or separators keep what tells them apart.
func (l *Lowerer) constName(n *node.Node, name, value string) string {
	return l.DeclareAs(n, name, name+"_"+plainName(value), name+"Value")
}

// plainName keeps letters and digits of s and writes all else as code points.
func plainName(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_':
			b.WriteRune(r)
		default:
			b.WriteString("U" + strings.ToUpper(hex(r)))
		}
	}
	return b.String()
}

func hex(r rune) string {
	const digits = "0123456789abcdef"
	var out []byte
	for ; r > 0 || len(out) < 4; r >>= 4 {
		out = append([]byte{digits[r&15]}, out...)
	}
	return string(out)
}
