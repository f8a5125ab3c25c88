// Package sample makes JSON documents for the types of an API: for tests that
// decode, encode and send everything that a type can hold. It is pure, and the
// same type always gets the same document.
package sample

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/ir"
)

// Values that stand for all of their kind. The time has a fraction that only
// survives if nothing rounds it.
const (
	Time   = "2026-01-02T03:04:05.123456Z"
	Date   = "2026-01-02"
	Bytes  = "sample" // before base64
	rawDoc = `{"any":["thing",1.5,null]}`
)

// Full returns a document in which every member is set, down to the last. A type
// that contains itself does so once.
func Full(t ir.Type) []byte {
	var m maker
	m.value(t, "")
	return m.buf.Bytes()
}

// Brief returns a document in which every member of t itself is set, and below
// that those that are required.
func Brief(t ir.Type) []byte {
	m := maker{brief: true}
	m.value(t, "")
	return m.buf.Bytes()
}

// FullWith is Full with the given JSON texts in place of some fields' values.
func FullWith(t ir.Type, set map[*ir.Field]string) []byte {
	m := maker{set: set}
	m.value(t, "")
	return m.buf.Bytes()
}

// maker writes a document.
type maker struct {
	buf   bytes.Buffer
	brief bool
	set   map[*ir.Field]string // JSON of fields that are not left to chance
	stack []*ir.Object         // the objects being written
	betas [][]string           // alternatives that the values written so far need
	tag   *tagged
}

// tagged is the member that makes the next object the wanted variant.
type tagged struct{ key, value string }

// value writes a value of type t. name is that of the member it belongs to.
func (m *maker) value(t ir.Type, name string) {
	switch t := t.(type) {
	case *ir.Basic:
		m.buf.WriteString(basic(t.Kind, name))
	case *ir.List:
		m.list(t, name)
	case *ir.Map:
		m.buf.WriteString(`{"key":`)
		m.value(t.Elem, name)
		m.buf.WriteByte('}')
	case *ir.Pointer:
		m.value(t.Elem, name)
	case *ir.Enum:
		m.enum(t, name)
	case *ir.Const:
		m.buf.WriteString(t.JSON)
	case *ir.Alias:
		m.value(t.Of, name)
	case *ir.Union:
		m.union(t, name)
	case *ir.Object:
		m.object(t)
	}
}

func (m *maker) list(t *ir.List, name string) {
	m.buf.WriteByte('[')
	if !m.within(t.Elem) {
		m.value(t.Elem, name)
	}
	m.buf.WriteByte(']')
}

func basic(k ir.BasicKind, name string) string {
	switch k {
	case ir.Bool:
		return "true"
	case ir.Int64, ir.Int32:
		// Small, as nobody knows the bounds, and not the same for all members.
		return strconv.Itoa(1 + len(name)%9)
	case ir.Float64, ir.Float32:
		return "0.5"
	case ir.Time:
		return Quote(Time)
	case ir.Date:
		return Quote(Date)
	case ir.Bytes:
		return `"c2FtcGxl"`
	case ir.Raw:
		return rawDoc
	default:
		return Quote(Text(name))
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
	v := EnumValue(t)
	switch {
	case v == nil:
		m.buf.WriteString(basic(t.Base, name))
		return
	case t.Base == ir.String:
		m.buf.WriteString(Quote(v.Value))
	default:
		m.buf.WriteString(v.Value)
	}
	m.need(v.Betas)
}

// EnumValue returns the value that stands for all of t: the first that is not
// deprecated. It is nil if there is none at all.
func EnumValue(t *ir.Enum) *ir.EnumValue {
	for i := range t.Values {
		if v := &t.Values[i]; v.Doc.Deprecated == "" && v.Value != "" {
			return v
		}
	}
	if len(t.Values) > 0 {
		return &t.Values[0]
	}
	return nil
}

// need notes that what is being written needs a beta.
func (m *maker) need(alternatives []string) {
	if len(alternatives) > 0 {
		m.betas = append(m.betas, alternatives)
	}
}

// union writes the first variant, or the first that doesn't lead back to where
// the document already is.
func (m *maker) union(u *ir.Union, name string) {
	if len(u.Variants) == 0 {
		m.buf.WriteString(rawDoc)
		return
	}
	v := u.Variants[0]
	for _, other := range u.Variants {
		if !m.within(other.Type) {
			v = other
			break
		}
	}
	m.variant(u, v, name)
}

func (m *maker) variant(u *ir.Union, v *ir.Variant, name string) {
	if u.Tag != "" && len(v.Tags) > 0 {
		m.tag = &tagged{u.Tag, v.Tags[0]}
	}
	m.value(v.Type, name)
	m.tag = nil
}

// object writes an object: all of its members the first time, the required ones
// inside itself and, in brief documents, below the top.
func (m *maker) object(o *ir.Object) {
	tag := m.tag
	m.tag = nil
	minimal := m.brief && len(m.stack) > 0 || m.within(o)
	m.stack = append(m.stack, o)
	defer func() { m.stack = m.stack[:len(m.stack)-1] }()
	m.need(o.Betas)
	m.buf.WriteByte('{')
	first := true
	for _, f := range o.Fields {
		if f.In != ir.InBody || holdsFile(f.Type) || minimal && f.Presence != ir.Required && f.Presence != ir.RequiredNull && !tag.is(f) {
			continue
		}
		if !first {
			m.buf.WriteByte(',')
		}
		first = false
		m.member(f, tag, minimal)
	}
	if tag != nil && !declares(o, tag.key) {
		if !first {
			m.buf.WriteByte(',')
		}
		m.buf.WriteString(Quote(tag.key) + ":" + Quote(tag.value))
	}
	m.buf.WriteByte('}')
}

func (t *tagged) is(f *ir.Field) bool { return t != nil && t.key == f.Wire }

func (m *maker) member(f *ir.Field, tag *tagged, minimal bool) {
	m.buf.WriteString(Quote(f.Wire) + ":")
	if _, ok := f.Type.(*ir.Const); !ok || f.Presence != ir.Required {
		m.need(f.Betas)
	}
	text, chosen := m.set[f]
	switch {
	case chosen:
		m.buf.WriteString(text)
	case tag.is(f) && !isConst(f):
		m.buf.WriteString(Quote(tag.value))
	case minimal && f.Presence == ir.RequiredNull && m.within(f.Type):
		m.buf.WriteString("null")
	default:
		m.value(f.Type, f.Wire)
	}
}

func isConst(f *ir.Field) bool {
	_, ok := f.Type.(*ir.Const)
	return ok
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

// within reports whether t is, or would be written as, an object that is being
// written.
func (m *maker) within(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Object:
		for _, o := range m.stack {
			if o == t {
				return true
			}
		}
	case *ir.List:
		return m.within(t.Elem)
	case *ir.Map:
		return m.within(t.Elem)
	case *ir.Pointer:
		return m.within(t.Elem)
	case *ir.Alias:
		return m.within(t.Of)
	case *ir.Union:
		for _, v := range t.Variants {
			if !m.within(v.Type) {
				return false
			}
		}
		return len(t.Variants) > 0
	}
	return false
}

// holdsFile reports whether values of t have no form in JSON.
func holdsFile(t ir.Type) bool {
	switch t := t.(type) {
	case *ir.Basic:
		return t.Kind == ir.File
	case *ir.List:
		return holdsFile(t.Elem)
	case *ir.Map:
		return holdsFile(t.Elem)
	case *ir.Pointer:
		return holdsFile(t.Elem)
	case *ir.Alias:
		return holdsFile(t.Of)
	}
	return false
}

// HasFile reports whether o has members that don't travel in JSON although
// they are part of the body.
func HasFile(o *ir.Object) bool {
	for _, f := range o.Fields {
		if f.In == ir.InBody && holdsFile(f.Type) {
			return true
		}
	}
	return false
}

// Quote writes s as a JSON string.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == '`':
			b.WriteString(`\u00`)
			b.WriteByte("0123456789abcdef"[r>>4])
			b.WriteByte("0123456789abcdef"[r&15])
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
