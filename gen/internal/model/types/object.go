package types

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/describe"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// object lowers a schema with properties to a struct.
func (l *Lowerer) object(key string, s *schema.View, h Hint) *ir.Object {
	o := &ir.Object{Decl: l.declare(s, h)}
	h.Name = o.Name
	l.types[key] = Typed{Type: o, Null: s.Null} // known to its own members
	l.API.Types = append(l.API.Types, o)
	o.Betas = describe.Betas(s.Nodes[0])
	l.Fields(o, s, h)
	if further := s.Further(); further != nil {
		o.Extra = l.Element(further, h.Sub("value"))
	}
	return o
}

// Fields adds the schema's properties to o.
func (l *Lowerer) Fields(o *ir.Object, s *schema.View, h Hint) {
	if l.TooMany(s.Nodes[0], len(s.Props), "properties", "describe a map with additionalProperties") {
		return
	}
	for _, p := range s.Props {
		n := p.Nodes[len(p.Nodes)-1]
		if !l.Spend(n, len(p.Name)+FieldSize(n)) {
			return
		}
		t := l.memberType(p, s.Required[p.Name], h)
		f := &ir.Field{
			Wire:     p.Name,
			Type:     t.Type,
			Presence: Presence(s.Required[p.Name], t.Null),
			Betas:    describe.Betas(n),
			Doc:      describe.Field(l.Reader, n, t.Type),
			At:       n,
		}
		f.Name = l.FieldName(o, n, GoName(n, p.Name), "")
		o.Fields = append(o.Fields, f)
	}
}

func Presence(required, null bool) ir.Presence {
	switch {
	case required && null:
		return ir.RequiredNull
	case required:
		return ir.Required
	case null:
		return ir.OptionalNull
	}
	return ir.Optional
}

// reservedFields are the methods and fields that every struct has.
var reservedFields = map[string]bool{
	"Extra": true, "MarshalJSON": true, "UnmarshalJSON": true, "MarshalJSONTo": true, "UnmarshalJSONFrom": true,
	"Validate": true, "Next": true, "Previous": true,
}

// FieldName returns a name for the member at n that no other field of o has. Where properties
// differ only in case or separators, the later ones say so.
func (l *Lowerer) FieldName(o *ir.Object, n *node.Node, name, suffix string) string {
	taken := l.takenFields(o)
	free := func(n string) bool {
		if reservedFields[n] {
			return false
		}
		if taken != nil {
			return !taken[n]
		}
		for _, f := range o.Fields {
			if f.Name == n {
				return false
			}
		}
		return true
	}
	candidates := []string{name, name + suffix, name + "Field"}
	for i := range maxAlike {
		candidates = append(candidates, name+strings.Repeat("_", i+1))
	}
	for _, candidate := range candidates {
		if free(candidate) {
			if taken != nil {
				taken[candidate] = true
			}
			return candidate
		}
	}
	l.Diags.Errorf(n, "more than %d members of %s have the Go name %s: set x-go-name to another", maxAlike, o.Name, name)
	return name
}

// maxAlike is how many members may differ in no letter and no digit.
const maxAlike = 16

// takenFields has the names of o's fields, or is nil if there are few.
func (l *Lowerer) takenFields(o *ir.Object) map[string]bool {
	if len(o.Fields) < schema.Many {
		return nil
	}
	taken, ok := l.fieldNames[o]
	if !ok {
		taken = make(map[string]bool, 2*len(o.Fields))
		for _, f := range o.Fields {
			taken[f.Name] = true
		}
		l.fieldNames[o] = taken
	}
	return taken
}
