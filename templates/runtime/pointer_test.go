package runtime

import (
	"errors"
	"testing"
)

func TestDecodeErrorPointer(t *testing.T) {
	for src, want := range map[string]string{
		`{"tags":[7]}`:                 "/tags/0",
		`{"tags":["a",7]}`:             "/tags/1",
		`{"tags":["a","b",{"x":1}]}`:   "/tags/2",
		`{"text":7}`:                   "/text",
		`{"count":"x"}`:                "/count",
		`{"unknown":{"a":[1,{"b":}]}}`: "/unknown/a/1/b",
		`[]`:                           "",
	} {
		var at *DecodeError
		if err := unmarshalJSON([]byte(src), new(note)); !errors.As(err, &at) {
			t.Errorf("%s: error %v is no DecodeError", src, err)
		} else if at.Pointer != want {
			t.Errorf("%s: pointer %q, want %q", src, at.Pointer, want)
		}
	}
}
