package sampletest

import (
	"encoding/json"
	"reflect"
	"testing"
)

// sampleType is a type and a document in which all its members are set.
type sampleType struct {
	typ   any // nil pointer
	doc   string
	extra string // value of a member that the type doesn't know, if not any will do
}

// sampleTypes checks that each document survives decoding and encoding, and
// that the type has a place for everything in it.
func sampleTypes(t *testing.T, types []sampleType) {
	for _, c := range types {
		typ := reflect.TypeOf(c.typ).Elem()
		t.Run(typ.Name(), func(t *testing.T) {
			for _, d := range sampleDecoders {
				decode := func(doc string) reflect.Value {
					p := reflect.New(typ)
					if err := d.decode([]byte(doc), p.Interface()); err != nil {
						t.Fatalf("%s: %v\n%s", d.name, err, doc)
					}
					return p
				}
				p := decode(c.doc)
				sampleSaved(t, p.Interface(), func(doc []byte) any { return decode(string(doc)).Interface() })
				for _, s := range sampleSurprises(p.Interface()) {
					t.Errorf("%s: %s\n%s", d.name, s, c.doc)
				}
				sampleEncodes(t, p.Interface(), c.doc)
				sampleEncodes(t, p.Elem().Interface(), c.doc)
				if _, ok := sampleExtra(typ); ok {
					doc, extra := sampleWithExtra(c.doc, c.extra)
					sampleKept(t, decode(doc).Elem(), doc, extra)
				}
			}
		})
	}
}

// sampleWithExtra adds a member that no type knows to an object, and returns it
// and an object with that member only.
func sampleWithExtra(doc, value string) (with, alone string) {
	if value == "" {
		value = `{"any":["thing",1.5,null]}`
	}
	member := `"sample_unknown_member":` + value
	comma := ","
	if doc == "{}" {
		comma = ""
	}
	return doc[:len(doc)-1] + comma + member + "}", "{" + member + "}"
}

// sampleKept checks that a struct made from doc holds the members of extra in
// its field for what it doesn't know, and that it is encoded without loss.
func sampleKept(t *testing.T, v reflect.Value, doc, extra string) {
	t.Helper()
	sampleEncodes(t, v.Addr().Interface(), doc)
	name, _ := sampleExtra(v.Type())
	got, err := json.Marshal(v.FieldByName(name).Interface())
	if err != nil {
		t.Fatal(err)
	}
	if unled := sampleUnled(reflect.ValueOf(got)); unled.Len() > 0 {
		got = unled.Bytes()
	}
	if !reflect.DeepEqual(sampleParse(t, string(got)), sampleParse(t, extra)) {
		t.Errorf("%s is %s, want %s", name, got, extra)
	}
}
