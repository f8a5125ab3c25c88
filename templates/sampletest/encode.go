package sampletest

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"reflect"
	"strings"
	"testing"
)

// sampleParse decodes a document into what encoding/json makes of any value.
func sampleParse(t *testing.T, doc string) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(doc))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, doc)
	}
	return v
}

// sampleEncoders are the ways in which programs turn values into JSON.
var sampleEncoders = append([]sampleEncoder{{"encoding/json", json.Marshal}, {"slog", sampleLog}}, sampleV2Encoders...)

type sampleEncoder struct {
	name   string
	encode func(v any) ([]byte, error)
}

// sampleDecoders are the ways in which programs read a type from JSON.
var sampleDecoders = append([]sampleDecoder{{"encoding/json", json.Unmarshal}}, sampleV2Decoders...)

type sampleDecoder struct {
	name   string
	decode func(b []byte, p any) error
}

// sampleLog encodes v as an attribute of a log record.
func sampleLog(v any) ([]byte, error) {
	var b bytes.Buffer
	slog.New(slog.NewJSONHandler(&b, nil)).Info("sample", "value", v)
	var line struct {
		Value json.RawMessage `json:"value"`
	}
	err := json.Unmarshal(b.Bytes(), &line)
	return line.Value, err
}

// sampleEncodes checks that every encoder turns v into a document equal to doc.
func sampleEncodes(t *testing.T, v any, doc string) {
	t.Helper()
	want := sampleParse(t, doc)
	for _, e := range sampleEncoders {
		got, err := e.encode(v)
		if err != nil {
			t.Errorf("%s: %v", e.name, err)
		} else if !reflect.DeepEqual(sampleParse(t, string(got)), want) {
			t.Errorf("%s gives another document\n got %s\nwant %s", e.name, got, doc)
		}
	}
}

// sampleSaved checks that a value which is saved and read again is equal to what it
// was, and is saved as the same bytes.
func sampleSaved(t *testing.T, v any, decode func(doc []byte) any) {
	t.Helper()
	for _, e := range sampleEncoders {
		saved, err := e.encode(v)
		if err != nil {
			t.Errorf("%s: %v", e.name, err)
			continue
		}
		again := decode(saved)
		if !reflect.DeepEqual(again, v) {
			t.Errorf("%s: saved and read again, it is another value\n got %+v\nwant %+v\n%s", e.name, again, v, saved)
		}
		if b, err := e.encode(again); err != nil || !bytes.Equal(b, saved) {
			t.Errorf("%s: saved again as\n%s\nand before as\n%s", e.name, b, saved)
		}
	}
}
