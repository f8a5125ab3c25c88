package types

import (
	"maps"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/describe"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// object lowers a schema with properties to a struct.
func (l *Lowerer) object(key string, s *schema.View, h Hint) *ir.Object {
	o := &ir.Object{Decl: l.declare(s, h)}
	h.Name = o.Name
	l.types[key] = Typed{Type: o, Null: s.Null} // known to its own members
	l.API.Types = append(l.API.Types, o)
	o.Betas, o.Open = describe.Betas(s.Nodes[0]), s.Open
	l.later(func() {
		l.Fields(o, s, h)
		if further := s.Further(); further != nil {
			o.Extra = l.Element(further, h.Called(names.MapValue(h.Name)))
		}
	})
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
		f.ReadOnly, f.WriteOnly = l.Reader.Marked("readOnly", p.Nodes...), l.Reader.Marked("writeOnly", p.Nodes...)
		o.Fields = append(o.Fields, f)
	}
	l.NameFields(o, o.Fields)
	for _, name := range slices.Sorted(maps.Keys(s.Required)) {
		if s.Prop(name) == nil {
			l.Notes.Ungenerated("required member without a schema", s.Nodes[0], "required %s has no effect: no property has that name, so it is neither asked for nor expected", diag.Quote(name))
		}
	}
}

// Presence is that of a member which the document requires or not, and which may be null or not.
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

// NameFields names fields of o. In the parameters of an operation, those that aren't in the body say where
// they are if their name is taken.
func (l *Lowerer) NameFields(o *ir.Object, fields []*ir.Field, others ...string) {
	taken := map[string]bool{}
	for _, name := range others {
		taken[name] = true
	}
	for _, f := range o.Fields {
		taken[f.Name] = true
	}
	members := make([]names.Field, len(fields))
	for i, f := range fields {
		n, _ := f.At.(*node.Node)
		members[i] = names.Field{Key: f.Wire, Asked: n.Str("x-go-name")}
		if f.In != ir.InBody {
			members[i].In = n.Str("in")
		}
	}
	for i, name := range names.Fields(members, taken) {
		fields[i].Name = name
		if name == "" {
			fields[i].Name = names.Exported(fields[i].Wire)
			l.Diags.Errorf(fields[i].At, "more than %d members of %s have the Go name %s: set x-go-name to another", names.MaxAlike, o.Name, fields[i].Name)
		}
	}
}
