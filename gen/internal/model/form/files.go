package form

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/types"
)

// PlaceFiles leaves files where they can be sent: as a whole body, and as parts of
// forms. JSON, headers and queries can't hold any, nor what is received by webhooks:
// what the document calls binary there is a string, as it travels, and noted.
func PlaceFiles(l *types.Lowerer, received []ir.Type) {
	p := filePlacer{Lowerer: l, seen: map[ir.Named]bool{}, forms: map[ir.Named]bool{}, parts: map[*ir.Alias]bool{}}
	for op := range l.API.AllOperations() {
		if op.Body == ir.MultipartBody {
			p.form(op)
		}
	}
	for op := range l.API.AllOperations() {
		p.params(op)
		op.Result.Type = p.without(op.Result.Type)
		for _, e := range op.Errors {
			e.Type = p.without(e.Type)
		}
		if s := op.Events(); s != nil {
			s.Event = p.without(s.Event)
		}
	}
	for _, t := range received {
		p.without(t)
	}
}

// filePlacer takes files out of what is reached by other ways than forms.
type filePlacer struct {
	*types.Lowerer
	seen  map[ir.Named]bool
	forms map[ir.Named]bool // objects that are forms
	parts map[*ir.Alias]bool
}

// params looks at what an operation sends. The members of a form may be files; what
// is inside of them is JSON.
func (p *filePlacer) params(op *ir.Operation) {
	form := op.Body == ir.MultipartBody
	for _, f := range op.Params.Fields {
		whole := f.In == ir.AsBody && op.Body == ir.RawBody
		if !whole && !(form && (f.In == ir.InBody || f.In == ir.AsBody)) {
			p.field(f)
		}
	}
	if op.Params.Extra != nil && !form {
		op.Params.Extra = p.without(op.Params.Extra)
	}
}

// form looks at a form: its own members may be files.
func (p *filePlacer) form(op *ir.Operation) {
	objects := []*ir.Object{op.Params}
	if op.Params.Embeds != nil {
		objects = append(objects, op.Params.Embeds)
	}
	for _, f := range op.Params.Fields {
		if f.In == ir.AsBody {
			objects = append(objects, formObjects(f.Type)...)
		}
	}
	for _, o := range objects {
		p.seen[o], p.forms[o] = true, true
	}
	for _, o := range objects {
		for _, f := range o.Fields {
			if f.In == ir.InBody || f.In == ir.AsBody && len(formObjects(f.Type)) == 0 {
				p.part(f.Type)
			}
		}
		if o.Extra != nil {
			p.part(o.Extra)
		}
	}
}

// part looks at a member of a form, which is a file, files, or JSON.
func (p *filePlacer) part(t ir.Type) {
	switch t := t.(type) {
	case *ir.Basic:
	case *ir.List:
		p.part(t.Elem)
	case *ir.Map:
		p.part(t.Elem)
	case *ir.Pointer:
		p.part(t.Elem)
	case *ir.Alias:
		if !p.parts[t] { // it may hold itself
			p.parts[t] = true
			p.part(t.Of)
		}
	case *ir.Object, *ir.Union:
		p.without(t)
	}
}

// field takes files out of a member, and says so.
func (p *filePlacer) field(f *ir.Field) {
	if t := p.without(f.Type); t != f.Type {
		f.Type = t
		p.Diags.Ungenerated("binary value in text", f.At, "%s is binary where only text can be: it is a string, as it travels; format: byte or contentEncoding: base64 make it bytes", f.Wire)
	}
}

// without returns t with strings in place of files, or t itself if it has none. What
// is declared is changed where it stands.
func (p *filePlacer) without(t ir.Type) ir.Type {
	switch t := t.(type) {
	case *ir.Basic:
		if t.Kind == ir.File {
			return &ir.Basic{Kind: ir.String}
		}
	case *ir.List:
		if e := p.without(t.Elem); e != t.Elem {
			return &ir.List{Elem: e, Null: t.Null}
		}
	case *ir.Map:
		if e := p.without(t.Elem); e != t.Elem {
			return &ir.Map{Elem: e, Null: t.Null}
		}
	case *ir.Pointer:
		if e := p.without(t.Elem); e != t.Elem {
			return &ir.Pointer{Elem: e}
		}
	case ir.Named:
		if o, ok := t.(*ir.Object); ok && p.forms[t] && slices.ContainsFunc(o.Fields, func(f *ir.Field) bool { return f.In == ir.InBody && ir.HoldsFile(f.Type) }) {
			delete(p.forms, t)
			p.Diags.Warnf(o.Place, "%s is a form with files, and is also where only text can be: there its files are sent as their names", o.Name)
		}
		if !p.seen[t] {
			p.seen[t] = true
			p.declared(t)
		}
	}
	return t
}

// declared takes files out of a declaration.
func (p *filePlacer) declared(t ir.Named) {
	switch t := t.(type) {
	case *ir.Object:
		for _, f := range t.Fields {
			p.field(f)
		}
		if t.Extra != nil {
			t.Extra = p.without(t.Extra)
		}
	case *ir.Alias:
		t.Of = p.without(t.Of)
	case *ir.Union:
		for _, v := range t.Variants {
			p.without(v.Type)
		}
	case *ir.Answers:
		for _, a := range t.List {
			if a.Type != nil {
				p.without(a.Type)
			}
		}
	}
}
