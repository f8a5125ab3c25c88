package types

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
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
	return l.typeOfNodes(p.Nodes, h.Sub(p.Name))
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
	case only.Kind == node.Number:
		t = Basic(ir.Int64)
	}
	l.addAlias(u, n, t, kind)
	if a, ok := u.Variants[len(u.Variants)-1].Type.(*ir.Alias); ok && only.Kind == node.String {
		a.Values = []ir.EnumValue{{Name: l.constName(n, u.Name+enumSuffix(only.Text), only.Text), Value: only.Text, Place: n}}
	}
}
