package extension

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Shortcuts lowers x-shortcuts and x-markers of all schemas. A shortcut is
//
//	name: Text        # Go method
//	list: content     # member that is a list of a union
//	of: TextBlock     # schema of the elements that are wanted
//	text: text        # member of theirs, a string, whose texts are joined; without it, the elements
//
// and a marker
//
//	name: SetCacheControl          # Go function
//	list: content
//	member: cache_control          # an object that elements may have
//	text: {schema: TextBlockParam, member: text} # the element that a mere text stands for
func Shortcuts(api *ir.API, n Names, diags *diag.List) {
	s := shortcuts{builder{Names: n, diags: diags, components: map[string]*ir.Object{}}}
	s.find(api)
	for o := range api.Objects() {
		for _, x := range schema.Items(nodeOf(o.Place).Get("x-shortcuts")) {
			s.shortcut(o, x)
		}
		for _, x := range schema.Items(nodeOf(o.Place).Get("x-markers")) {
			s.marker(o, x)
		}
	}
}

// shortcuts makes shortcuts and markers.
type shortcuts struct{ builder }

// shortcut lowers one entry of x-shortcuts.
func (s *shortcuts) shortcut(o *ir.Object, x *node.Node) {
	c := &ir.Shortcut{Name: names.Exported(x.Str("name")), Doc: ir.Doc{Text: x.Str("description")}}
	if x.Str("name") == "" || o.HasField(c.Name) || slices.ContainsFunc(o.Shortcuts, func(other *ir.Shortcut) bool { return other.Name == c.Name }) {
		s.diags.Errorf(x, "x-shortcuts needs a name that %s has no member or other shortcut of", o.Name)
		return
	}
	var elems *ir.Union
	if c.List, _, elems = s.list(o, x, "x-shortcuts"); elems == nil {
		return
	}
	if c.Elem = s.variant(elems, x.Get("of"), x, "x-shortcuts"); c.Elem == nil {
		return
	}
	if name := x.Str("text"); name != "" {
		c.Text = c.Elem.Named(name)
		if c.Text == nil || !ir.IsBasic(c.Text.Type, ir.String) || c.Text.Form() != ir.PlainForm {
			s.diags.Errorf(x.Get("text"), "x-shortcuts: %s has no member %q that is a string and always there", c.Elem.Name, name)
			return
		}
	}
	o.Shortcuts = append(o.Shortcuts, c)
}

// list returns the member of o that an entry names, a list of a union or a union with
// such a list, the variant that is the list, and the union of its elements.
func (s *shortcuts) list(o *ir.Object, x *node.Node, what string) (*ir.Field, *ir.Alias, *ir.Union) {
	f := o.Named(x.Str("list"))
	if f == nil {
		s.diags.Errorf(x, "%s: %s has no member %q for list", what, o.Name, x.Str("list"))
		return nil, nil, nil
	}
	wrap, elem := ir.ListForm(f.Type)
	elems, _ := elem.(*ir.Union)
	if elems == nil || elems.Opaque || f.Form() == ir.NullableForm {
		s.diags.Errorf(x.Get("list"), "%s: member %q is no list of a union whose variants can be told apart", what, f.Wire)
		return nil, nil, nil
	}
	return f, wrap, elems
}

// variant returns the variant of a union that a schema's name stands for.
func (s *shortcuts) variant(u *ir.Union, name, x *node.Node, what string) *ir.Object {
	if name != nil {
		o := s.components[name.Text]
		if o != nil && slices.ContainsFunc(u.Variants, func(v *ir.Variant) bool { return v.Type == ir.Named(o) }) {
			return o
		}
		x = name
	}
	s.diags.Errorf(x, "%s must name an object schema that is a variant of %s", what, u.Name)
	return nil
}

// marker lowers one entry of x-markers.
func (s *shortcuts) marker(o *ir.Object, x *node.Node) {
	m := &ir.Marker{Name: names.Exported(x.Str("name")), Param: names.Unexported(x.Str("member")), Doc: ir.Doc{Text: x.Str("description")}}
	if slices.Contains([]string{"x", "v", "elements", "text", "ok"}, m.Param) { // what the function calls something else
		m.Param = "value"
	}
	if m.List, m.Wrap, m.Elems = s.list(o, x, "x-markers"); m.Elems == nil {
		return
	}
	for _, v := range m.Elems.Variants {
		t, ok := v.Type.(*ir.Object)
		if !ok {
			continue
		}
		f := t.Named(x.Str("member"))
		if f == nil || f.Form() != ir.PointerForm {
			continue
		}
		value, ok := f.Type.(*ir.Object)
		if !ok || m.Value != nil && m.Value != value {
			continue
		}
		m.Value = value
		m.Targets = append(m.Targets, ir.FoldTarget{Object: t, Field: f})
	}
	if m.Value == nil {
		s.diags.Errorf(x, "x-markers: no variant of %s has an optional member %q that is an object", m.Elems.Name, x.Str("member"))
		return
	}
	if t := x.Get("text"); t != nil {
		if m.Text = s.variant(m.Elems, t.Get("schema"), t, "x-markers: text"); m.Text == nil {
			return
		}
		m.TextField, m.Plain = m.Text.Named(t.Str("member")), stringForm(m.List.Type)
		if m.TextField == nil || !ir.IsBasic(m.TextField.Type, ir.String) || m.TextField.Form() != ir.PlainForm || m.Plain == nil || m.Wrap == nil {
			s.diags.Errorf(t, "x-markers: text needs a member %q that may be a string, and {schema, member} of an element that holds one", m.List.Wire)
			return
		}
	}
	s.Claim(m.Name, x)
	o.Markers = append(o.Markers, m)
}

// stringForm returns the variant of a union that is a string, or nil.
func stringForm(t ir.Type) *ir.Alias {
	if u, ok := t.(*ir.Union); ok {
		for _, v := range u.Variants {
			if a, ok := v.Type.(*ir.Alias); ok && v.Kind == ir.StringKind && ir.IsBasic(a.Of, ir.String) {
				return a
			}
		}
	}
	return nil
}

// BetaNames lowers the names of x-betas: headers that stand for no member, with what they
// do.
//
//	names: {faster-2026-01-01: Enables a faster delivery.}
func BetaNames(x *node.Node, claim func(name string, n *node.Node)) []ir.BetaName {
	var out []ir.BetaName
	for _, m := range x.Get("names").Entries() {
		n := ir.BetaName{Name: names.Beta(m.Key), Value: m.Key, Doc: ir.Doc{Text: m.Value.Text}, Place: m.Value}
		claim(n.Name, m.Value)
		out = append(out, n)
	}
	return out
}
