package types

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/number"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Constant is the type of a member that is always the value at n, and has no Go
// field for that.
func Constant(n *node.Node) *ir.Const { return &ir.Const{JSON: string(n.AppendJSON(nil))} }

// memberType returns the type of a property. What is required and has one value
// needs no Go field: the codec writes it.
func (l *Lowerer) memberType(p *schema.Prop, required bool, h Hint) Typed {
	if required {
		if n := l.Reader.OnlyValue(p.Nodes...); n != nil {
			return Typed{Type: Constant(n)}
		}
	}
	if len(p.Nodes) == 1 {
		return l.TypeOf(p.Nodes[0], h.Sub(p.Name))
	}
	return l.merged(p.Nodes, l.inherited(p, h))
}

// inherited is the hint for a property that several schemas describe: it is called after the one that
// inherits from the others, which may be inherited in turn.
func (l *Lowerer) inherited(p *schema.Prop, h Hint) Hint {
	for _, n := range p.Nodes {
		owner := n
		for owner != nil && l.Components[owner] == "" {
			owner = owner.Parent
		}
		if owner == nil || owner == h.Of {
			continue
		}
		if same := l.known(owner).Prop(p.Name); same != nil && slices.Equal(same.Nodes, p.Nodes) {
			h, _ = l.home(owner)
		}
	}
	return h.Sub(p.Name)
}

// onlyVariant adds a variant that is no object and has one value. Its type is
// that of all such values, so that one that the document doesn't know yet can be
// read; a text that is listed gets a constant.
func (l *Lowerer) onlyVariant(u *ir.Union, n, only *node.Node, kind ir.JSONKind) {
	t := ir.Type(Basic(ir.String))
	switch {
	case only.Kind == node.Bool:
		t = Basic(ir.Bool)
	case only.Kind == node.Number && strings.ContainsAny(only.Text, ".eE"):
		t = Basic(ir.Float64)
	case only.Kind == node.Number && !number.WholeOf(only).IsInt64():
		t = Basic(ir.Number)
	case only.Kind == node.Number:
		t = Basic(ir.Int64)
	}
	l.addAlias(u, n, t, kind)
	if a, ok := u.Variants[len(u.Variants)-1].Type.(*ir.Alias); ok && only.Kind == node.String {
		a.Values = []ir.EnumValue{{Name: l.DeclareAs(n, names.Value, names.Constant, names.EnumValue(u.Name, only.Text, n.Pointer())), Value: only.Text, Place: n}}
	}
}
