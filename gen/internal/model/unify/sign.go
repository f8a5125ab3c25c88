package unify

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"reflect"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// hidden are the fields of the IR that say nothing about a type: what it is
// called and where it stands, and what is made of it later. Everything else
// counts, so that what the IR gets to say of types tells them apart from then on.
var hidden = map[string]bool{
	"Decl.Name": true, "Decl.Area": true, "Decl.Place": true, "Decl.Aliases": true, "Decl.Inline": true, "Decl.Class": true, "Decl.Same": true,
	"Field.At":       true,
	"EnumValue.Name": true, "EnumValue.Place": true,
	"Object.Variant": true, "Object.Element": true, "Object.Pointed": true, "Object.Answer": true,
	"Enum.Element":  true,
	"Alias.Variant": true,
	"Union.Unknown": true, "Union.Decode": true,
}

// classifier reads types member by member.
type classifier struct {
	ids  map[ir.Named]int // of the classes that are known
	last int
}

// parts returns the declared types that t consists of.
func (c *classifier) parts(t ir.Named) []ir.Named {
	var out []ir.Named
	v := visitor{named: func(n ir.Named) { out = append(out, n) }, text: func(string) {}}
	v.declaration(t)
	return out
}

// sign returns the hash of all that shows of t. Types that it consists of count
// by their class.
func (c *classifier) sign(t ir.Named) [sha256.Size]byte {
	h := sha256.New()
	v := visitor{
		named: func(n ir.Named) { number(h, 'n', c.ids[n]) },
		text:  func(s string) { number(h, 't', len(s)); h.Write([]byte(s)) },
	}
	v.declaration(t)
	return [sha256.Size]byte(h.Sum(nil))
}

func number(h hash.Hash, kind byte, n int) {
	h.Write(binary.AppendVarint([]byte{kind}, int64(n)))
}

// visitor is told what a type is made of, in an order that depends on its kind
// alone.
type visitor struct {
	named func(ir.Named)
	text  func(string)
	of    ir.Named // the type
}

// declaration visits what t's declaration shows.
func (v visitor) declaration(t ir.Named) {
	v.of = t
	v.text(reflect.TypeOf(t).String())
	v.fields(reflect.ValueOf(t).Elem())
}

func (v visitor) fields(s reflect.Value) {
	for i := range s.NumField() {
		f := s.Type().Field(i)
		if !hidden[s.Type().Name()+"."+f.Name] {
			v.value(s.Field(i))
		}
	}
}

// value writes one value of the IR in a form that is equal for what is equal.
func (v visitor) value(x reflect.Value) {
	switch x.Kind() {
	case reflect.Interface, reflect.Pointer:
		v.reference(x)
	case reflect.Slice:
		v.text("[")
		for i := range x.Len() {
			v.value(x.Index(i))
		}
		v.text("]")
	case reflect.Struct:
		v.fields(x)
	case reflect.String:
		v.text(x.String())
	case reflect.Bool:
		v.text(map[bool]string{true: "true", false: "false"}[x.Bool()])
	case reflect.Int, reflect.Int64, reflect.Int32, reflect.Int16, reflect.Int8:
		v.text(string(binary.AppendVarint(nil, x.Int())))
	case reflect.Uint, reflect.Uint64, reflect.Uint32, reflect.Uint16, reflect.Uint8:
		v.text(string(binary.AppendUvarint(nil, x.Uint())))
	default:
		panic("unify: no rule for a " + x.Type().String() + " in the IR")
	}
}

// reference visits what a pointer or an interface holds: a declared type, or
// what belongs to the type that is visited.
func (v visitor) reference(x reflect.Value) {
	if x.IsNil() {
		v.text("nil")
		return
	}
	switch n := x.Interface().(type) {
	case ir.Named:
		if a, ok := n.(*ir.Alias); ok && a.FormOf != nil && a.FormOf == v.of {
			v.text("form") // it is part of the union, and equal to the forms of equal unions
			v.value(reflect.ValueOf(a.Of))
			v.value(reflect.ValueOf(a.Values))
			return
		}
		v.named(n)
		return
	case diag.Location:
		panic("unify: a location in the IR that isn't hidden") // it tells all types apart
	}
	if x.Kind() == reflect.Interface {
		x = x.Elem()
		v.text(x.Type().String())
	}
	v.value(x.Elem())
}
