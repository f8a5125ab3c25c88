package types

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/number"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// stringsOnly lowers a union of strings: to an open enum if values are listed,
// else to a string.
func (l *Lowerer) stringsOnly(s *schema.View, alts []schema.Alternative, h Hint) ir.Type {
	var values []*node.Node
	var carrier *node.Node
	for _, a := range alts {
		v := a.View
		if v.Const != nil {
			if v.Const.Kind != node.String {
				return nil
			}
			values = append(values, v.Const)
			continue
		}
		if len(v.Types) != 1 || v.Types[0] != "string" {
			return nil
		}
		if len(v.Enum) > 0 && carrier == nil {
			carrier = a.Nodes[0]
		}
		values = append(values, v.Enum...)
	}
	values = slices.DeleteFunc(slices.Clone(values), func(n *node.Node) bool { return n.Kind != node.String })
	if len(values) == 0 {
		return Basic(ir.String)
	}
	// A list of its own that has a name lends the union that name and type.
	if carrier != nil && !l.isComponent(s) && l.Components[carrier] != "" && len(l.View(carrier).Enum) == len(values) {
		return l.TypeOf(carrier, h).Type
	}
	s.Enum = values
	return l.newEnum(s, h, ir.String, values)
}

// kinds lowers a schema with several types, e.g. [string, integer].
func (l *Lowerer) kinds(key string, s *schema.View, h Hint) ir.Type {
	if len(s.Types) == 2 && s.Is("integer") && s.Is("number") {
		return Basic(ir.Number)
	}
	u, h := l.newUnion(key, s, s.Null, h)
	for _, t := range s.Types {
		if t == "integer" && s.Is("number") {
			continue
		}
		switch t {
		case "array":
			inner := *s
			inner.Types = []string{t}
			inner.Nodes = []*node.Node{l.Reader.WithoutGroups(s)}
			l.addAlias(u, s.Nodes[0], l.array(key+t, &inner, h.Sub("array")), ir.ArrayKind)
		case "object":
			inner := *s
			inner.Types = []string{t}
			inner.Nodes = []*node.Node{l.Reader.WithoutGroups(s)}
			switch o := l.objectOrMap(key+t, &inner, h.Sub("object")).(type) {
			case *ir.Object:
				u.Variants = append(u.Variants, &ir.Variant{Type: o, Kind: ir.ObjectKind})
			default:
				l.addAlias(u, s.Nodes[0], o, ir.ObjectKind)
			}
		default:
			l.addAlias(u, s.Nodes[0], l.kindScalar(t, s), kindOfType(t))
		}
	}
	return u
}

// kindOfType returns the kind of the JSON of values of a type.
func kindOfType(t string) ir.JSONKind {
	switch t {
	case "array":
		return ir.ArrayKind
	case "string":
		return ir.StringKind
	case "integer", "number":
		return ir.NumberKind
	case "boolean":
		return ir.BoolKind
	}
	return ir.ObjectKind
}

// Basic is a type without a declaration.
func Basic(k ir.BasicKind) *ir.Basic { return &ir.Basic{Kind: k} }

// kindScalar is the type that a schema of several types has where a value is of
// type t. Integers are numbers.
func (l *Lowerer) kindScalar(t string, s *schema.View) ir.Type {
	if t == "number" && s.Is("integer") {
		return Basic(ir.Number)
	}
	return l.scalar(t, s)
}

// scalar returns the Go type of values of s that are of type t, which is no array and no object. Formats that
// Go has no type for, and those that don't belong to the type, are left to the server.
func (l *Lowerer) scalar(t string, s *schema.View) ir.Type {
	switch t {
	case "boolean":
		return Basic(ir.Bool)
	case "integer":
		return Basic(number.Integer(s))
	case "number":
		return Basic(number.Real(s))
	case "string":
		return l.text(s)
	}
	return Basic(ir.Raw)
}
