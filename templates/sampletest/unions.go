package sampletest

import (
	"encoding/json"
	"reflect"
	"testing"
)

// sampleUnion has documents for the variants of a union.
type sampleUnion struct {
	decode   any // func([]byte) (Union, error)
	variants []sampleVariant
}

// sampleVariant is a document and the Go type that it has to become.
type sampleVariant struct {
	name  string
	doc   string
	extra string // value of a member that the type doesn't know, if not any will do
	tag   string // of a document that the package doesn't know
}

// sampleUnknown is the Go type of documents that no variant fits.
const sampleUnknown = "UnknownVariant"

// sampleUnions checks that each document becomes its variant and is encoded
// without loss, unknown members and variants included.
func sampleUnions(t *testing.T, unions []sampleUnion) {
	for _, u := range unions {
		t.Run(reflect.TypeOf(u.decode).Out(0).Name(), func(t *testing.T) {
			for _, v := range u.variants {
				t.Run(v.name, func(t *testing.T) { v.check(t, u.decode) })
			}
		})
	}
}

// check decodes a sample of the variant, wants its type, and encodes it again.
func (v *sampleVariant) check(t *testing.T, decode any) {
	got := sampleDecode(t, decode, v.doc)
	typ := reflect.TypeOf(got)
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if typ.Name() != v.name {
		t.Fatalf("decoded into %T, want %s\n%s", got, v.name, v.doc)
	}
	sampleEncodes(t, got, v.doc)
	sampleSaved(t, got, func(doc []byte) any { return sampleDecode(t, decode, string(doc)) })
	if v.name == sampleUnknown {
		v.checkUnknown(t, got)
		return
	}
	for _, s := range sampleSurprises(got) {
		t.Errorf("%s\n%s", s, v.doc)
	}
	if _, ok := sampleExtra(typ); ok {
		v.checkExtra(t, decode, typ)
	}
}

func (v *sampleVariant) checkUnknown(t *testing.T, got any) {
	r := reflect.ValueOf(got).Elem()
	if tag := r.FieldByName("Type").String(); tag != v.tag {
		t.Errorf("Type is %q, want %q", tag, v.tag)
	}
	if raw := string(r.FieldByName("Raw").Bytes()); raw != v.doc {
		t.Errorf("Raw is %s, want %s", raw, v.doc)
	}
}

// checkExtra adds a member that the type doesn't know, which Extra keeps.
func (v *sampleVariant) checkExtra(t *testing.T, decode any, typ reflect.Type) {
	doc, extra := sampleWithExtra(v.doc, v.extra)
	got := sampleDecode(t, decode, doc)
	if gt := reflect.TypeOf(got); gt.Kind() != reflect.Pointer || gt.Elem() != typ {
		t.Fatalf("with an unknown member decoded into %T, want *%s\n%s", got, typ, doc)
	}
	sampleKept(t, reflect.ValueOf(got).Elem(), doc, extra)
}

// sampleDecode calls a func([]byte) (T, error).
func sampleDecode(t *testing.T, decode any, doc string) any {
	t.Helper()
	out := reflect.ValueOf(decode).Call([]reflect.Value{reflect.ValueOf([]byte(doc))})
	if err, _ := reflect.TypeAssert[error](out[1]); err != nil {
		t.Fatalf("decoding: %v\n%s", err, doc)
	}
	if out[0].Kind() == reflect.Interface && out[0].IsNil() {
		t.Fatalf("decoded into nil\n%s", doc)
	}
	return out[0].Interface()
}

// sampleOpaque is a union that keeps raw JSON, a method that decodes it as one
// of its variants, and a document of that variant.
type sampleOpaque struct {
	as  any // func(Union) (Variant, error)
	doc string
}

// sampleOpaques checks that each document is kept as it is, and that it can be
// decoded as the variant.
func sampleOpaques(t *testing.T, opaques []sampleOpaque) {
	for _, o := range opaques {
		fn := reflect.ValueOf(o.as)
		t.Run(fn.Type().In(0).Name()+"/"+fn.Type().Out(0).Name(), func(t *testing.T) {
			p := reflect.New(fn.Type().In(0))
			if err := json.Unmarshal([]byte(o.doc), p.Interface()); err != nil {
				t.Fatal(err)
			}
			sampleEncodes(t, p.Interface(), o.doc)
			out := fn.Call([]reflect.Value{p.Elem()})
			if err, _ := reflect.TypeAssert[error](out[1]); err != nil {
				t.Fatalf("%v\n%s", err, o.doc)
			}
			for _, s := range sampleSurprises(out[0].Interface()) {
				t.Errorf("%s\n%s", s, o.doc)
			}
			sampleEncodes(t, out[0].Interface(), o.doc)
		})
	}
}
