package extension

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Constructors lowers x-constructors of all schemas. An entry is
//
//	name: UserMessage            # Go function, or method if there is from
//	from: Message                # the members are taken from a value of this schema
//	args: [content]              # members to pass
//	variadic: content            # the one to pass as ...T
//	error: content               # the one to pass as a Go error, whose text it becomes
//	set: {role: user}            # members with a value of their own, texts and booleans
func Constructors(api *ir.API, n Names, diags *diag.List) {
	b := builder{Names: n, diags: diags, components: map[string]*ir.Object{}}
	b.find(api)
	for o := range api.Objects() {
		for _, x := range schema.Items(nodeOf(o.Place).Get("x-constructors")) {
			b.constructor(o, x)
		}
	}
}

// Names is what constructors need to know about names.
type Names struct {
	Component func(*node.Node) bool           // reports whether a schema is a component
	Claim     func(name string, n *node.Node) // takes a top-level name, or reports that it is taken
}

// builder makes constructors.
type builder struct {
	Names
	diags      *diag.List
	components map[string]*ir.Object // by their keys in the document
}

// find finds the objects that are components.
func (b *builder) find(api *ir.API) {
	for o := range api.Objects() {
		if node := nodeOf(o.Place); b.Component(node) {
			b.components[node.Key()] = o
		}
	}
}

// constructor lowers one entry. A name that is no member is reported, and the rest
// of the entry is looked at all the same.
func (b *builder) constructor(o *ir.Object, x *node.Node) {
	c := &ir.Constructor{Name: names.Exported(x.Str("name")), Doc: ir.Doc{Text: x.Str("description")}}
	if from := x.Str("from"); from != "" {
		c.Recv = b.components[from]
		if c.Recv == nil {
			b.diags.Errorf(x.Get("from"), "from must name an object schema")
			return
		}
	} else {
		b.Claim(c.Name, x)
	}
	for _, arg := range x.Strings("args") {
		f := o.Named(arg)
		if f == nil {
			b.diags.Errorf(x.Get("args"), "%s has no member %q", o.Name, arg)
			continue
		}
		a := ir.ConstructorArg{Name: names.Unexported(arg), Field: f}
		if c.Recv != nil {
			b.fromReceiver(o, c, &a, x)
		} else if x.Str("variadic") == arg {
			a.Wrap, a.Elem = ir.ListForm(f.Type)
			if a.Elem == nil {
				b.diags.Errorf(x, "member %q has no array form and can't be variadic", arg)
				continue
			}
		}
		if x.Str("error") == arg {
			if a.Error = stringForm(f.Type); a.Error == nil && !ir.IsBasic(f.Type, ir.String) {
				b.diags.Errorf(x.Get("error"), "member %q can't be the text of an error: it is no string", arg)
				continue
			}
			a.IsError = true
			if !slices.Contains(x.Strings("args"), "err") {
				a.Name = "err"
			}
		}
		c.Args = append(c.Args, a)
	}
	for _, m := range x.Get("set").Entries() {
		f := o.Named(m.Key)
		if f == nil {
			b.diags.Errorf(m.Value, "%s has no member %q", o.Name, m.Key)
			continue
		}
		if !settableBool(f, m.Value) && (!settable(f) || m.Value.Kind != node.String) {
			b.diags.Errorf(m.Value, "member %q can't be set to a text: only strings that are always there can", m.Key)
			continue
		}
		c.Set = append(c.Set, ir.SetField{Field: f, Value: m.Value.Text})
	}
	o.Constructors = append(o.Constructors, c)
}

// settable reports whether a quoted text can be assigned to a member in Go.
func settable(f *ir.Field) bool {
	form := f.Form()
	return (form == ir.PlainForm || form == ir.ZeroForm) && ir.IsString(f.Type)
}

// settableBool reports whether a member is a boolean, and the value one.
func settableBool(f *ir.Field, value *node.Node) bool {
	form := f.Form()
	return ir.IsBasic(f.Type, ir.Bool) && (form == ir.PlainForm || form == ir.PointerForm) && value.Kind != node.String && (value.Text == "true" || value.Text == "false")
}

// fromReceiver connects a member with that of the same name in the receiver.
// Where the receiver holds a list of one union and the member takes a list of
// another, each element becomes a value of the second, so that one thing has one type
// in what is sent, whether it was an answer, made by hand or read from a file.
func (b *builder) fromReceiver(o *ir.Object, c *ir.Constructor, a *ir.ConstructorArg, x *node.Node) {
	a.From = c.Recv.Named(a.Field.Wire)
	if a.From == nil {
		b.diags.Errorf(x, "%s has no member %q to take", c.Recv.Name, a.Field.Wire)
		return
	}
	if _, union := a.Field.Type.(*ir.Union); union && a.From.Type == a.Field.Type && a.From.Presence == a.Field.Presence {
		return // as it is
	}
	a.Wrap, a.Elem = ir.ListForm(a.Field.Type)
	from, to := elementUnions(a)
	if from == nil || to == nil {
		if a.Wrap != nil || !sameType(a.From.Type, a.Field.Type) || a.From.Presence != a.Field.Presence {
			b.diags.Errorf(x, "member %q of %s has another type in %s: refer to one schema in both", a.Field.Wire, c.Recv.Name, o.Name)
		}
		return
	}
	if from != to {
		a.Sent = from
		echoed{}.unions(from, to)
	}
}

// PointConstructors makes the constructors of variants and of params return pointers. It is
// called when all variants know their unions.
func PointConstructors(api *ir.API) {
	for o := range api.Objects() {
		for _, c := range o.Constructors {
			c.Pointer = len(o.Variant) > 0 || o.IsParams
		}
	}
}

// elementUnions returns the unions of which the receiver has, and the member
// takes, a list.
func elementUnions(a *ir.ConstructorArg) (from, to *ir.Union) {
	if have := ir.ListOf(a.From.Type); have != nil {
		from, _ = have.Elem.(*ir.Union)
	}
	to, _ = a.Elem.(*ir.Union)
	return from, to
}
