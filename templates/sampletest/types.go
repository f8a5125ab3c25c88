package sampletest

import (
	"reflect"
	"testing"
)

// sampleType is a type and a document in which all its members are set.
type sampleType struct {
	typ any // nil pointer
	doc string
}

// sampleTypes checks that each document survives decoding and encoding, and
// that the type has a place for everything in it.
func sampleTypes(t *testing.T, types []sampleType) {
	for _, c := range types {
		typ := reflect.TypeOf(c.typ).Elem()
		t.Run(typ.Name(), func(t *testing.T) {
			for _, d := range sampleDecoders {
				p := reflect.New(typ)
				if err := d.decode([]byte(c.doc), p.Interface()); err != nil {
					t.Fatalf("%s: %v\n%s", d.name, err, c.doc)
				}
				for _, s := range sampleSurprises(p.Interface()) {
					t.Errorf("%s: %s\n%s", d.name, s, c.doc)
				}
				sampleEncodes(t, p.Interface(), c.doc)
				sampleEncodes(t, p.Elem().Interface(), c.doc)
			}
		})
	}
}
