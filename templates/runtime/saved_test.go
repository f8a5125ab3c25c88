package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// batchParams is a list of what may be sent alone.
type batchParams struct{ Items []noteParams }

var batchParamsDescriptor = descriptor{name: "BatchParams", members: []member{{key: `"items":`}}}

func (x *batchParams) field(c *coder, i int) *descriptor {
	if i == 0 {
		list(c, &x.Items, required, func(c *coder, p *noteParams) { c.walk(p) })
	}
	return &batchParamsDescriptor
}

// TestSavedParams pins that params keep what travels outside of the body when they
// are saved and loaded, that it isn't in the body, and is refused in a batch.
func TestSavedParams(t *testing.T) {
	p := goodParams()
	p.User, p.After, p.Kinds, p.Betas = "u", "a", []string{"x", "y"}, []string{"b"}
	b, err := encodeJSON(p)
	if want := `{"text":"hi","tags":["a"],"query:after_id":"a","query:kinds[]":["x","y"],"header:X-User":"u","header:X-Beta":["b"]}`; err != nil || string(b) != want {
		t.Errorf("%s, %v, want\n%s", b, err, want)
	}
	var q noteParams
	if err := unmarshalJSON(b, &q); err != nil || !reflect.DeepEqual(&q, p) {
		t.Errorf("%+v %v", q, err)
	}
	body, err := encodeWith(p, "", true)
	if want := `{"text":"hi","tags":["a"]}`; err != nil || string(body) != want {
		t.Errorf("%s, %v, want %s", body, err, want)
	}
	var e *ValidationError
	err = validate(&batchParams{Items: []noteParams{*goodParams(), *p}})
	if !errors.As(err, &e) || len(e.Invalid) != 4 || e.Invalid[2].Pointer != "/items/1/X-User" {
		t.Error(err)
	}
	if err := validate(&batchParams{Items: []noteParams{*goodParams()}}); err != nil {
		t.Error(err)
	}
}

// TestSavedByStrangers reads params that somebody else wrote: they set what the operation
// has parameters for, and no other header.
func TestSavedByStrangers(t *testing.T) {
	var p noteParams
	in := `{"text":"hi","tags":["a"],"header:X-User":"u","header:X-Api-Key":"theirs","header:Authorization":"theirs","header:Cookie":"theirs","header:x-user":"theirs","cookie:X-User":"theirs","query:X-User":"theirs"}`
	if err := unmarshalJSON([]byte(in), &p); err != nil {
		t.Fatal(err)
	}
	c := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		for name, values := range r.Header {
			if strings.Contains(strings.Join(values, " "), "theirs") {
				t.Error(name, values)
			}
		}
		if r.Header.Get("X-User") != "u" || strings.Contains(r.URL.RawQuery, "theirs") {
			t.Error(r.URL, r.Header)
		}
		_, _ = io.WriteString(w, `{"id":"n","type":"note","text":"t"}`)
	})
	if _, err := call(t.Context(), c.core, &opCreate, nil, &p, new(note), nil); err != nil {
		t.Error(err)
	}
}

// TestNullableAlone puts a Nullable into a struct that isn't generated.
func TestNullableAlone(t *testing.T) {
	type own struct {
		Text   Nullable[string]           `json:"text,omitzero"`
		Count  Nullable[int64]            `json:"count,omitempty"` //nolint:modernize // what callers write
		Many   Nullable[[]string]         `json:"many"`
		In     *Nullable[bool]            `json:"in,omitempty"`
		Values map[string]Nullable[int64] `json:"values,omitempty"`
	}
	yes := Value(true)
	full := own{Value("a"), Value[int64](0), Value([]string{"x"}), &yes, map[string]Nullable[int64]{"a": Value[int64](7), "b": Null[int64]()}}
	for _, test := range []struct {
		v    own
		want string
	}{
		{full, `{"text":"a","count":0,"many":["x"],"in":true,"values":{"a":7,"b":null}}`},
		{own{Text: Null[string](), Count: Null[int64](), Many: Null[[]string]()}, `{"text":null,"count":null,"many":null}`},
	} {
		b, err := json.Marshal(test.v)
		var back own
		if err2 := json.Unmarshal(b, &back); err != nil || err2 != nil || string(b) != test.want || !reflect.DeepEqual(back, test.v) || !cmp.Equal(back, test.v) {
			t.Errorf("%s, %v, %v, want %s", b, err, err2, test.want)
		}
	}
	if diff := cmp.Diff(full, own{}); !strings.Contains(diff, "text") && !strings.Contains(diff, "Text") {
		t.Error(diff)
	}
	if got := fmt.Sprintf("%v %+v %v %v %#v %s", full.Text, full.Count, full.Many, Null[int64](), Value("q"), Nullable[string]{}); got != `a 0 [x] null "q" absent` {
		t.Error(got)
	}
}

// TestShow prints values.
func TestShow(t *testing.T) {
	n := int64(3)
	if got := show(&note{ID: "a", Count: &n, Meta: json.RawMessage(`{"x":1}`)}); got != `Note{"id":"a","type":"note","text":"","count":3,"meta":{"x":1}}` {
		t.Error(got)
	}
	self := &part{}
	self.Child = self
	if got := show(self); !strings.HasPrefix(got, "Part(") || len(got) > 200 {
		t.Error(got)
	}
	if got := show((*note)(nil)) + fmt.Sprint(&UnknownVariant{Raw: json.RawMessage(`{}`)}); got != "<nil>UnknownVariant{}" {
		t.Error(got)
	}
}
