// Package sample makes JSON documents for the types of an API: for tests that
// decode, encode and send everything that a type can hold. It is pure, and the
// same type always gets the same document.
package sample

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
)

// Values that stand for all of their kind. The time has a fraction that only
// survives if nothing rounds it.
const (
	Time     = "2026-01-02T03:04:05.123456Z"
	Date     = "2026-01-02"
	Bytes    = "sample"  // before base64
	BytesURL = "samp~~?" // before base64url: it has a character and an end of its own there
	rawDoc   = `{"any":["thing",1.5,null]}`
)

// Full returns a document in which every member is set, down to the last. A type
// that contains itself does so once.
func (s *Set) Full(t ir.Type) []byte { return s.FullWith(t, nil) }

// Brief returns a document in which every member of t itself is set, and below
// that those that are required.
func (s *Set) Brief(t ir.Type) []byte {
	m := maker{of: s, brief: true}
	m.value(t, "")
	return m.buf.Bytes()
}

// FullWith is Full with the given JSON texts in place of some fields' values.
func (s *Set) FullWith(t ir.Type, set map[*ir.Field]string) []byte {
	m := maker{of: s, set: set}
	m.value(t, "")
	return m.buf.Bytes()
}

// maker writes a document.
type maker struct {
	of    *Set
	cost  int // of the document so far, see limits.go
	buf   bytes.Buffer
	brief bool
	set   map[*ir.Field]string // JSON of fields that are not left to chance
	betas [][]string           // alternatives that the values written so far need
	tags  []tagged

	stack   []*ir.Object // the objects being written
	open    []ir.Named   // unions and aliases being written inside the last of them
	minimal bool         // whether the last of them gets required members only
	spread  bool         // whether they are in a list that has all variants already
	endless bool         // whether it can't come to an end
}

// tagged is a member that makes the next object the wanted variant; without a
// value, it is left out. lit is its JSON where the object has no such member.
type tagged struct{ key, value, lit string }

// value writes a value of type t. name is that of the member it belongs to.
func (m *maker) value(t ir.Type, name string) {
	m.spend(1)
	switch t := t.(type) {
	case *ir.Basic:
		m.buf.WriteString(basic(t.Kind, name))
	case *ir.List:
		m.list(t, name)
	case *ir.Map:
		m.dict(t, name)
	case *ir.Pointer:
		m.pointer(t, name)
	case *ir.Enum:
		m.enum(t, name)
	case *ir.Const:
		m.buf.WriteString(t.JSON)
	case *ir.Alias:
		if len(t.Values) > 0 {
			m.buf.WriteString(jsondoc.Quote(t.Values[0].Value))
			return
		}
		if of, ok := t.Of.(*ir.Basic); ok && of.Kind == ir.Raw && t.FormOf != nil {
			m.buf.WriteString(rawForms[t.Form]) // any other is another variant
			return
		}
		defer m.enter(t)()
		m.value(t.Of, name)
	case *ir.Union:
		defer m.enter(t)()
		m.union(t, name)
	case *ir.Object:
		m.object(t)
	}
}

func (m *maker) list(t *ir.List, name string) {
	m.buf.WriteByte('[')
	u, ok := underlying(t.Elem).(*ir.Union)
	switch {
	case m.ends(t.Elem):
	case ok && !u.Opaque && !m.brief && !m.minimal && !m.spread:
		m.variants(u, name)
	default:
		m.value(t.Elem, name)
	}
	m.buf.WriteByte(']')
}

// variants writes one of each variant, as the elements of a list. Lists inside
// of them have one element, or the document would be too long.
func (m *maker) variants(u *ir.Union, name string) {
	defer m.enter(u)()
	m.spread = true
	defer func() { m.spread = false }()
	first := true
	for _, v := range u.Variants {
		if m.turns(v.Type) >= forever {
			continue
		}
		if !first {
			m.buf.WriteByte(',')
		}
		first = false
		m.variant(u, v, name)
	}
}

func (m *maker) dict(t *ir.Map, name string) {
	m.buf.WriteByte('{')
	if !m.ends(t.Elem) {
		m.buf.WriteString(`"key":`)
		m.value(t.Elem, name)
	}
	m.buf.WriteByte('}')
}

func (m *maker) pointer(t *ir.Pointer, name string) {
	if m.ends(t.Elem) {
		m.buf.WriteString("null")
		return
	}
	m.value(t.Elem, name)
}

// basic is the JSON of a sample of a type that Go or the runtime has.
func basic(k ir.BasicKind, name string) string {
	switch k {
	case ir.Bool:
		return "true"
	case ir.Int64, ir.Int32, ir.Uint64:
		// Small, as nobody knows the bounds, and not the same for all members.
		return strconv.Itoa(1 + len(name)%9)
	case ir.Float64, ir.Float32:
		return "0.5"
	case ir.Number:
		return "12345678901234567890.5"
	case ir.Time:
		return jsondoc.Quote(Time)
	case ir.Date:
		return jsondoc.Quote(Date)
	case ir.Bytes:
		return `"c2FtcGxl"`
	case ir.BytesURL:
		return `"c2FtcH5-Pw"`
	case ir.Raw:
		return rawDoc
	default:
		return jsondoc.Quote(Text(name))
	}
}

// Text is the text that a member called name gets.
func Text(name string) string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9', r == '_':
			return r
		case r == '-' || r == '.' || r == ' ':
			return '_'
		}
		return -1
	}, name)
	return strings.TrimSuffix("sample_"+plain, "_")
}

func (m *maker) enum(t *ir.Enum, name string) {
	v := m.enumValue(t)
	switch {
	case v == nil:
		m.buf.WriteString(basic(t.Base, name))
		return
	case t.Base == ir.String:
		m.buf.WriteString(jsondoc.Quote(v.Value))
	default:
		m.buf.WriteString(v.Value)
	}
	m.need(v.Betas)
}

// enumValue returns the value that stands for all of t: one that needs a beta,
// if the document is to be full, or else the first that is not deprecated. It is
// nil if there is none at all.
func (m *maker) enumValue(t *ir.Enum) *ir.EnumValue {
	var first *ir.EnumValue
	for i := range t.Values {
		v := &t.Values[i]
		if v.Doc.Deprecated != "" || v.Value == "" {
			continue
		}
		if len(v.Betas) > 0 && !m.brief && !m.minimal {
			return v
		}
		if first == nil && len(v.Betas) == 0 {
			first = v
		}
	}
	if first == nil && len(t.Values) > 0 {
		return &t.Values[0]
	}
	return first
}

// need notes that what is being written needs a beta.
func (m *maker) need(alternatives []string) {
	if len(alternatives) > 0 {
		m.betas = append(m.betas, alternatives)
	}
}

// union writes a variant that doesn't lead back to where the document already
// is: the first, or if the document is to be full, the first that is a list.
func (m *maker) union(u *ir.Union, name string) {
	if len(u.Variants) == 0 {
		m.buf.WriteString(rawDoc)
		return
	}
	v := u.Variants[0]
	least := m.rank(v)
	for _, other := range u.Variants[1:] {
		if n := m.rank(other); n < least {
			v, least = other, n
		}
	}
	m.variant(u, v, name)
}

// rank is lower for variants that are to be preferred.
func (m *maker) rank(v *ir.Variant) int {
	n := 2 * m.turns(v.Type)
	if o, ok := v.Type.(*ir.Object); ok && needsFile(o) {
		n += forever // no document holds one
	}
	if v.Kind != ir.ArrayKind && !m.brief && !m.minimal {
		n++
	}
	if o, ok := v.Type.(*ir.Object); ok && o.Extra != nil && v.Lead != "" {
		n += forever // encoded outside of the union, it has no tag
	}
	return n
}

func (m *maker) variant(u *ir.Union, v *ir.Variant, name string) {
	m.tags = nil
	if u.Tag != "" && len(v.Tags) > 0 {
		m.tags = tagsOf(u, v, v.Tags[0])
	}
	m.value(v.Type, name)
	m.tags = nil
}

// tagsOf returns the members that make an object the variant v of u: the tag, and those
// of unions that tell it further apart.
func tagsOf(u *ir.Union, v *ir.Variant, tag string) []tagged {
	out := []tagged{{u.Tag, tag, cmp.Or(v.Lead, jsondoc.Quote(tag))}}
	if v.Nested == nil {
		return out
	}
	for _, w := range v.Nested.Variants {
		switch {
		case w.Type != v.Type:
		case w.Rest || len(w.Tags) == 0:
			return append(out, tagsOf(v.Nested, w, unknownTag)...)
		default:
			return append(out, tagsOf(v.Nested, w, w.Tags[0])...)
		}
	}
	return out
}

// object writes an object: all of its members the first time, the required ones
// inside itself and, in brief documents, below the top.
func (m *maker) object(o *ir.Object) {
	tags := m.tags
	m.tags = nil
	m.spend(len(o.Fields))
	if m.endless = m.endless || m.tooLarge() || m.turns(o) >= maxTurns; m.endless {
		m.buf.WriteString("null")
		return
	}
	defer m.descend(o)()
	m.need(o.Betas)
	m.buf.WriteByte('{')
	first := true
	for _, f := range o.Fields {
		tag := tagOf(tags, f)
		if !m.wants(f, tag) {
			continue
		}
		if !first {
			m.buf.WriteByte(',')
		}
		first = false
		m.member(f, tag)
	}
	for _, tag := range tags {
		if tag.value == "" || declares(o, tag.key) {
			continue
		}
		if !first {
			m.buf.WriteByte(',')
		}
		first = false
		m.buf.WriteString(jsondoc.Quote(tag.key) + ":" + tag.lit)
	}
	m.buf.WriteByte('}')
}

// tagOf returns the tag that f is, nil if it is none.
func tagOf(tags []tagged, f *ir.Field) *tagged {
	for i := range tags {
		if tags[i].key == f.Wire {
			return &tags[i]
		}
	}
	return nil
}

// tagJSON is the JSON of a tag in a field of type t.
func tagJSON(t ir.Type, value string) string {
	var k ir.BasicKind
	switch t := underlying(t).(type) {
	case *ir.Basic:
		k = t.Kind
	case *ir.Enum:
		k = t.Base
	}
	switch k {
	case ir.String, ir.Time, ir.Date, ir.Bytes, ir.File:
		return jsondoc.Quote(value)
	case ir.Bool:
		if value == unknownTag {
			return "false"
		}
	default:
		if value == unknownTag {
			return unknownNumber
		}
	}
	return value
}

// wants reports whether f is to be written.
func (m *maker) wants(f *ir.Field, tag *tagged) bool {
	switch {
	case f.In != ir.InBody || ir.HoldsFile(f.Type):
		return false
	case f.Presence == ir.Required || f.Presence == ir.RequiredNull:
		return true
	case tag != nil:
		return tag.value != ""
	}
	return !m.minimal
}

// member writes a member with its value: the one that is asked for, the tag of a
// variant, or any that the type allows.
func (m *maker) member(f *ir.Field, tag *tagged) {
	m.buf.WriteString(jsondoc.Quote(f.Wire) + ":")
	if f.Constant() == nil {
		m.need(f.Betas)
	}
	text, chosen := m.set[f]
	switch {
	case chosen:
		m.buf.WriteString(text)
	case tag != nil && f.Constant() == nil:
		m.buf.WriteString(tagJSON(f.Type, tag.value))
	case f.Presence == ir.RequiredNull && m.ends(f.Type):
		m.buf.WriteString("null")
	default:
		m.value(f.Type, f.Wire)
	}
}

// declares reports whether o has a member of that name.
func declares(o *ir.Object, wire string) bool {
	for _, f := range o.Fields {
		if f.In == ir.InBody && f.Wire == wire {
			return true
		}
	}
	return false
}

// needsFile reports whether o is nothing without a file.
func needsFile(o *ir.Object) bool {
	for _, f := range o.Fields {
		if f.Presence == ir.Required && ir.HoldsFile(f.Type) {
			return true
		}
	}
	return false
}

// HasFile reports whether o has members that don't travel in JSON although
// they are part of the body.
func HasFile(o *ir.Object) bool {
	for _, f := range o.Fields {
		if f.In == ir.InBody && ir.HoldsFile(f.Type) {
			return true
		}
	}
	return false
}

// rawForms are samples of raw JSON of each kind.
var rawForms = map[ir.JSONKind]string{
	ir.ObjectKind: `{"any":["thing",1.5,null]}`, ir.ArrayKind: `["any",1.5,null]`, ir.StringKind: `"any"`, ir.NumberKind: "1.5", ir.BoolKind: "true",
}
