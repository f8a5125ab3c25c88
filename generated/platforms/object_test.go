package platforms_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/claudegen/claudegen/generated/platforms"
)

func TestObject(t *testing.T) {
	const text = " { \"a\" : 12345678901234567890.10 ,\"model\":\"x\",\n\"b\\u0061\":[ 1e400,{\"model\":\"in\\\"ner}\"} ], \"model\":\"last\",\"stream\": true} "
	o, err := platforms.ParseObject([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if string(o.Bytes()) != text || o.String("model") != "last" || o.String("a") != "" || o.String("none") != "" {
		t.Errorf("%s", o.Bytes())
	}
	if raw, ok := o.Get("ba"); !ok || string(raw) != `[ 1e400,{"model":"in\"ner}"} ]` {
		t.Errorf("%s", raw)
	}
	if !o.Delete("model") || o.Delete("model") {
		t.Error("both members of the name go")
	}
	if o.Set("stream", []string{"x"}) != nil || o.Set("v", json.RawMessage("1.0")) != nil || o.Set("f", func() {}) == nil {
		t.Error("Set")
	}
	const want = `{"a" : 12345678901234567890.10,"b\u0061":[ 1e400,{"model":"in\"ner}"} ],"stream":["x"],"v":1.0}`
	if got := string(o.Bytes()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, bad := range []string{"", "[]", "{", `{"a":1}x`, "null", `{"a"}`, "\x89PNG"} {
		if _, err := platforms.ParseObject([]byte(bad)); err == nil {
			t.Errorf("%q is no object", bad)
		}
	}
}

// FuzzObject compares the members with those that encoding/json finds.
func FuzzObject(f *testing.F) {
	f.Add([]byte(`{"a":{"b":[1,"}"]},"c":"\\\"","a":null}`))
	f.Add([]byte("{\t}\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		o, err := platforms.ParseObject(b)
		var want map[string]json.RawMessage
		if json.Unmarshal(b, &want) != nil || want == nil {
			if err == nil {
				t.Fatalf("%q is no object", b)
			}
			return
		}
		if err != nil {
			t.Fatalf("%q: %v", b, err)
		}
		for name, raw := range want {
			if got, ok := o.Get(name); !ok || string(got) != string(raw) {
				t.Fatalf("%q: %q is %q, not %q", b, name, got, raw)
			}
		}
		if err := o.Set("added", 1); err != nil {
			t.Fatal(err)
		}
		want["added"] = json.RawMessage("1")
		var got map[string]json.RawMessage
		if err := json.Unmarshal(o.Bytes(), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%q became %q: %v", b, o.Bytes(), err)
		}
	})
}
