// Package form decides how bodies that are forms are written, and which of their members
// are files.
package form

import (
	"mime"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/describe"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/model/style"
	"github.com/claudegen/claudegen/gen/internal/model/types"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Lower decides how the members of a body are written that is a form: which are files,
// and what the document's Encoding Objects say of each.
func Lower(l *types.Lowerer, op *ir.Operation, mt *node.Node, h types.Hint) {
	f := former{Lowerer: l, op: op, encoding: mt.Get("encoding")}
	for _, o := range f.objects() {
		f.members(o, mt)
	}
	for _, e := range f.encoding.Entries() {
		f.encode(e.Key, e.Value.Target(), h)
	}
}

// former decides how the members of one form are written.
type former struct {
	*types.Lowerer
	op       *ir.Operation
	encoding *node.Node
	known    []string // members of the form
}

// objects returns what the form may be.
func (f *former) objects() []*ir.Object {
	for _, fl := range f.op.Params.Fields {
		if fl.In == ir.AsBody {
			return formObjects(fl.Type)
		}
	}
	return []*ir.Object{f.op.Params}
}

// formObjects returns the objects that values of t may be.
func formObjects(t ir.Type) []*ir.Object {
	var out []*ir.Object
	switch t := t.(type) {
	case *ir.Object:
		out = append(out, t)
	case *ir.Alias:
		out = formObjects(t.Of)
	case *ir.Union:
		for _, v := range t.Variants {
			if o, ok := v.Type.(*ir.Object); ok {
				out = append(out, o)
			}
		}
	}
	return out
}

// members decides which members of a form are files, and what their schemas say of
// the parts that hold them.
func (f *former) members(o *ir.Object, mt *node.Node) {
	at, _ := o.Place.(*node.Node)
	if o == f.op.Params {
		at = mt.Get("schema")
	}
	view := f.Reader.View(at)
	for _, fl := range o.Fields {
		p := view.Prop(fl.Wire)
		if fl.In != ir.InBody || p == nil {
			continue
		}
		f.known = append(f.known, fl.Wire)
		if f.op.Body != ir.MultipartBody {
			continue
		}
		was := fl.Type
		fl.Type = f.formType(fl.Type, p.Nodes, f.contentType(fl.Wire))
		f.forget(was, fl.Type)
		if ir.HoldsFile(fl.Type) && fl.Presence != ir.Required {
			fl.Presence = ir.Optional // a form has no null
		}
		if t := f.partType(fl.Type, p.Nodes); t != "" && f.contentType(fl.Wire) == "" {
			f.setType(fl.Wire, t)
		}
	}
}

// contentType is what the document says of a member: one type, a range or a list.
func (f *former) contentType(name string) string {
	return f.encoding.Get(name).Target().Str("contentType")
}

// field returns what is known of how a member is written.
func (f *former) field(name string) *ir.FormField {
	if have := f.op.FormField(name); have != nil {
		return have
	}
	f.op.Form = append(f.op.Form, ir.FormField{Name: name})
	return &f.op.Form[len(f.op.Form)-1]
}

func (f *former) setType(name, media string) {
	f.field(name).ContentType, f.field(name).JSON = media, openapi.IsJSON(media)
}

// formType returns the type of a member of a multipart form, where what is
// binary is a file, t elsewhere.
func (f *former) formType(t ir.Type, nodes []*node.Node, contentType string) ir.Type {
	v := f.Reader.View(nodes...)
	switch tt := t.(type) {
	case *ir.Pointer:
		if e := f.formType(tt.Elem, nodes, contentType); ir.HoldsFile(e) {
			return e
		}
	case *ir.List:
		if len(v.Items) == 0 {
			break
		}
		if e := f.formType(tt.Elem, v.Items, contentType); e != tt.Elem {
			return &ir.List{Elem: e, Null: tt.Null}
		}
	case *ir.Basic, *ir.Union:
		switch single, list := f.binary(v, 0); {
		case openapi.IsJSON(contentType):
		case list:
			return &ir.List{Elem: types.Basic(ir.File)}
		case single:
			return types.Basic(ir.File)
		case f.mayBeFile(v):
			f.Notes.Ungenerated("text of a part that may be a file", nodes[0], "a part that may be text or a file is a File: the text is its content")
			return types.Basic(ir.File)
		}
	}
	return t
}

// binary reports whether a schema describes a file, or a list of files: a list of one
// is sent as a file is, so that a schema which allows both is one.
func (f *former) binary(v *schema.View, depth int) (single, list bool) {
	if v.Conflict != nil || v.Const != nil || len(v.Enum) > 0 || v.IsObject() || v.Encoding != "" || depth > 10 {
		return false, false
	}
	v.Groups = schema.WithoutConstraints(v.Groups)
	switch {
	case len(v.Groups) > 0:
		for _, a := range f.Reader.Alternatives(v).List {
			one, several := f.binary(a.View, depth+1)
			if !one && !several {
				return false, false
			}
			single, list = single || one, list || several
		}
		return single, list
	case v.Is("array") && len(v.Items) > 0:
		one, _ := f.binary(f.Reader.View(v.Items...), depth+1)
		return false, one
	case len(v.Types) == 0:
		return !v.Never && (v.Media != "" || f.Doc.Version != "3.0"), false
	case len(v.Types) == 1 && v.Is("string"):
		return v.Format == "binary" || v.Media != "" && !isTextual(v.Media), false
	}
	return false, false
}

// mayBeFile reports whether a schema allows a file beside text.
func (f *former) mayBeFile(v *schema.View) bool {
	if len(v.Groups) == 0 {
		return false
	}
	file := false
	for _, a := range f.Reader.Alternatives(v).List {
		one, _ := f.binary(a.View, 1)
		if file = file || one; !one && !(len(a.Types) == 1 && a.Is("string")) {
			return false
		}
	}
	return file
}

// forget takes a union that has become files out of the declarations, unless it stands
// outside of the operation, where others may use it.
func (f *former) forget(was, is ir.Type) {
	u, ok := was.(*ir.Union)
	if !ok || was == is {
		return
	}
	n, _ := u.Place.(*node.Node)
	for n != nil && n != f.op.Place {
		n = n.Parent
	}
	if n == nil {
		return
	}
	gone := []ir.Named{u}
	for _, v := range u.Variants {
		gone = append(gone, v.Type)
	}
	f.API.Types = slices.DeleteFunc(f.API.Types, func(t ir.Named) bool {
		n, _ := t.Declaration().Place.(*node.Node)
		return f.Components[n] == "" && slices.Contains(gone, t)
	})
}

// isTextual reports whether what a media type describes is text, which a string
// can hold.
func isTextual(media string) bool { return openapi.IsText(media) || openapi.IsJSON(media) }

// partType returns the media type of a member by its schema; "" if it is that of all
// such values. OpenAPI 3.1 says that of encoded bytes.
func (f *former) partType(t ir.Type, nodes []*node.Node) string {
	v := f.Reader.View(nodes...)
	if l, ok := t.(*ir.List); ok && len(v.Items) > 0 {
		return f.partType(l.Elem, v.Items)
	}
	switch {
	case v.Encoding != "" && f.Doc.Version != "3.0":
		return concreteType(v.Media, "application/octet-stream")
	case v.Encoding == "":
		return concreteType(v.Media, "")
	}
	return ""
}

// concreteType returns a media type if it is one, and not a range or a list.
func concreteType(media, otherwise string) string {
	if media == "" || strings.ContainsAny(media, "*,") {
		return otherwise
	}
	return media
}

// encode does what the Encoding Object of a member says.
func (f *former) encode(name string, e *node.Node, h types.Hint) {
	typed := f.op.Params.Extra != nil || len(f.objects()) == 0
	if !typed && !slices.Contains(f.known, name) {
		f.Notes.Ungenerated("encoding of a form", e, "the form has no member %q: its encoding has no effect", name)
		return
	}
	if !f.encodeStyle(name, e) {
		f.encodeType(name, e)
	}
	if n := e.Get("headers"); n != nil && f.op.Body != ir.MultipartBody {
		f.Notes.Ungenerated("encoding of a form", n, "the headers have no effect: only the parts of a multipart form have any")
		return
	}
	for _, m := range e.Get("headers").Entries() {
		f.header(name, m.Key, m.Value.Target(), h)
	}
}

// encodeStyle does what style, explode and allowReserved say, beside which contentType
// counts for nothing, and reports whether there are any. OpenAPI 3.0 has them for
// urlencoded forms only; who writes them for another means the same.
func (f *former) encodeStyle(name string, e *node.Node) bool {
	if !e.Has("style") && !e.Has("explode") && !e.Has("allowReserved") {
		return false
	}
	t := f.typeOf(name)
	switch {
	case f.op.Body == ir.MultipartBody && (t == nil || ir.HoldsFile(t)):
		return false // files have no style
	case t != nil && style.Single(t) && !e.Bool("allowReserved"):
		return e.Has("style") || !e.Has("contentType")
	}
	s := f.Style().Stated(e, ir.InQuery)
	s.Reserved = s.Reserved && f.op.Body == ir.FormBody
	if l, ok := t.(*ir.List); ok && style.Single(l.Elem) && s.Kind == ir.FormStyle && s.Explode && !s.Reserved {
		return true // as is written anyway
	}
	if !s.Explode && style.Nests(t) {
		f.Notes.Ungenerated("encoding of a form", e, "style %s has no form for arrays and objects inside the value: they are written as JSON", s.Kind)
	}
	f.field(name).Style = s
	return true
}

// encodeType does what contentType says. A range or a list leaves it to the file.
func (f *former) encodeType(name string, e *node.Node) {
	n := e.Get("contentType")
	media := concreteType(e.Str("contentType"), "")
	if media == "" {
		return
	}
	if _, _, err := mime.ParseMediaType(media); err != nil {
		f.Diags.Warnf(n, "contentType %q is no media type: it has no effect", media)
		return
	}
	f.setType(name, media)
	t := f.typeOf(name)
	switch {
	case openapi.IsJSON(media) || t == nil || ir.HoldsFile(t) || style.Single(t) || style.IsList(t) && style.Single(elemOf(t)):
	case openapi.IsForm(media) && style.IsObject(t):
		f.field(name).Style = ir.Style{Kind: ir.FormContent}
	default:
		f.setType(name, "")
		f.Notes.Ungenerated("encoding of a form", n, "objects and lists are written as JSON in a form, also where they should be %s", media)
	}
}

// typeOf returns the type of a member, nil if the form is not known to have it.
func (f *former) typeOf(name string) ir.Type {
	for _, o := range f.objects() {
		for _, fl := range o.Fields {
			if fl.In == ir.InBody && fl.Wire == name {
				return fl.Type
			}
		}
	}
	return nil
}

// header adds a header of a member's parts: one that is always the same, or a field of
// the params.
func (f *former) header(part, name string, n *node.Node, h types.Hint) {
	switch strings.ToLower(name) {
	case "content-type", "content-disposition", "content-transfer-encoding":
		f.Notes.Ungenerated("encoding of a form", n, "header %s has no effect: the client writes that of every part", name)
		return
	}
	if !isToken(name) {
		f.Diags.Warnf(n, "%q is no name of a header: it has no effect", name)
		return
	}
	sn := n.Get("schema")
	if only := f.Reader.OnlyValue(sn); only != nil && n.Bool("required") {
		c := types.Constant(only)
		f.field(part).Header = append(f.field(part).Header, ir.PartHeader{Name: name, Value: c.Text()})
		return
	}
	t := f.TypeOf(sn, h.Sub(part).Sub(name))
	_, style := f.Style().Of(n, ir.InHeader, "", t.Type)
	fl := &ir.Field{
		Style: style,
		Wire:  part + " " + name, Type: t.Type, Presence: types.Presence(n.Bool("required"), false), In: ir.InPart,
		Doc: describe.Field(f.Reader, n, t.Type), At: n,
	}
	if fl.Doc.Text == "" {
		fl.Doc.Text = "Header " + name + " of the part " + part + "."
	}
	f.op.Params.Fields = append(f.op.Params.Fields, fl)
	f.NameFields(f.op.Params, []*ir.Field{fl}, "")
	fl.Wire = name
	f.field(part).Header = append(f.field(part).Header, ir.PartHeader{Name: name, Field: fl})
}

// isToken reports whether a header can be called so.
func isToken(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
	})
}

func elemOf(t ir.Type) ir.Type {
	switch t := t.(type) {
	case *ir.Alias:
		return elemOf(t.Of)
	case *ir.List:
		return t.Elem
	}
	return nil
}

// SameFile reports whether neither of two fields is for files, or both are in the same
// way: what a form makes a file may be something else in the component.
func SameFile(a, b *ir.Field) bool {
	if !ir.HoldsFile(a.Type) && !ir.HoldsFile(b.Type) {
		return true
	}
	prefix, _, _ := ir.GoType(a.Type)
	other, _, _ := ir.GoType(b.Type)
	return ir.HoldsFile(a.Type) == ir.HoldsFile(b.Type) && prefix == other && a.Presence == b.Presence
}

// NoForm says why a body can't be written as a form; "" if it can.
func NoForm(t ir.Type, schema *node.Node) string {
	switch t := t.(type) {
	case *ir.Object, *ir.Map, *ir.Union:
		return ""
	case *ir.Alias:
		return NoForm(t.Of, schema)
	case *ir.Basic:
		if t.Kind == ir.Raw && schema != nil {
			return "" // an object without a member that the document knows
		}
	}
	if schema == nil {
		return "the form has no schema"
	}
	return "a form has to be an object, and the schema is of something else"
}

// AsGiven is the type of a body that is called a form and isn't written as one.
func AsGiven(op *ir.Operation) ir.Type {
	if op.Body == ir.MultipartBody {
		return types.Basic(ir.File) // whose ContentType has the boundary
	}
	return types.Basic(ir.String)
}
