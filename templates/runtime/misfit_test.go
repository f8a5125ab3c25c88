package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"
)

// part is an object of all kinds of members.
type part struct {
	Count  int64
	Ratio  float64
	On     bool
	When   time.Time
	Name   *string
	Maybe  Nullable[int64]
	Nums   []int64
	Sizes  map[string]int64
	Child  *part
	Own    owned
	Event  event
	Events []event
	Data   json.RawMessage
	Extra  json.RawMessage
}

var partDescriptor = descriptor{name: "Part", members: []member{
	{key: `"count":`}, {key: `"ratio":`}, {key: `"on":`}, {key: `"when":`}, {key: `"name":`}, {key: `"maybe":`}, {key: `"nums":`}, {key: `"sizes":`},
	{key: `"child":`}, {key: `"own":`}, {key: `"event":`}, {key: `"events":`}, {key: `"data":`}, {key: `"kind":`, lit: `"part"`},
}}

func (x *part) field(c *coder, i int) *descriptor {
	switch i {
	case 0:
		integer(c, &x.Count)
	case 1:
		number(c, &x.Ratio)
	case 2:
		boolean(c, &x.On)
	case 3:
		timestamp(c, &x.When)
	case 4:
		textPtr(c, &x.Name, optional)
	case 5:
		nullableOf(c, &x.Maybe, integer)
	case 6:
		list(c, &x.Nums, optional, integer)
	case 7:
		dict(c, &x.Sizes, optional, integer)
	case 8:
		if c.mode == decoding {
			x.Child = nil
			if c.opens() {
				x.Child = new(part)
			}
		}
		c.pointer(x.Child, x.Child == nil, optional)
	case 9:
		c.walk(&x.Own)
	case 10:
		codeEvent(c.when(optional), &x.Event)
	case 11:
		list(c, &x.Events, optional, codeEvent)
	case 12:
		raw(c, &x.Data, optional)
	case 14:
		extra(c, &x.Extra)
	}
	return &partDescriptor
}

// owned is an object whose further members have a type.
type owned struct {
	A, B  int64
	Extra map[string]int64
}

var ownedDescriptor = descriptor{name: "Owned", typed: true, members: []member{{key: `"a":`}, {key: `"b":`}}}

func (x *owned) field(c *coder, i int) *descriptor {
	switch i {
	case 0:
		integer(c, &x.A)
	case 1:
		integer(c, &x.B)
	case 2:
		extraDict(c, &x.Extra, integer)
	}
	return &ownedDescriptor
}

// TestMisfits pins where values are kept that aren't of their type: in the Extra of
// the nearest object, from where they go out again.
func TestMisfits(t *testing.T) {
	const rest = `"name":"n","nums":[1,2]`
	for odd, pointer := range map[string]string{
		`"count":1.5`: "/count", `"count":"7"`: "/count", `"count":{"n":1}`: "/count", `"count":99999999999999999999`: "/count",
		`"ratio":"x"`: "/ratio", `"ratio":1e999`: "/ratio", `"on":"yes"`: "/on", `"when":7`: "/when", `"when":"soon"`: "/when",
		`"maybe":[1]`: "/maybe", `"sizes":{"a":1,"b":"x"}`: "/sizes/b", `"sizes":[]`: "/sizes",
		`"child":[]`: "/child", `"child":"x"`: "/child", `"own":7`: "/own", `"own":{"a":"x","b":2}`: "/own/a", `"own":{"a":1,"more":"x"}`: "/own/more",
		`"events":{"type":"text"}`: "/events",
	} {
		src := `{` + odd + `,` + rest + `}`
		var p part
		misfits, err := decodeNoting(t.Context(), src, &p)
		name, value, _ := strings.Cut(odd, ":")
		if err != nil || p.Name == nil || *p.Name != "n" || len(p.Nums) != 2 || string(p.Extra) != `{`+odd+`}` {
			t.Errorf("%s: %v, %+v, extra %s", src, err, p, p.Extra)
			continue
		}
		if len(misfits) != 1 || misfits[0].Pointer != pointer || misfits[0].Type != "Part" || !strings.Contains(value, string(misfits[0].Raw)) {
			t.Errorf("%s: misfits %v", src, misfits)
		}
		out, err := encodeJSON(&p)
		if err != nil || !strings.Contains(string(out), odd) || strings.Count(string(out), name+":") != 1 {
			t.Errorf("%s went as %s, %v", src, out, err)
		}
		var own part
		var at *DecodeError
		if err := unmarshalJSON([]byte(src), &own); !errors.As(err, &at) || !reflect.DeepEqual(own, p) {
			t.Errorf("%s: %v, %+v", src, err, own)
		}
	}
	var p part
	if err := decodeJSON(`{"nums":[1,"x",3],"own":{"a":"x","b":2},"child":{"count":"a","nums":[4]}}`, &p); err != nil ||
		!reflect.DeepEqual(p.Nums, []int64{1, 0, 3}) || p.Own.B != 2 || p.Child.Nums[0] != 4 || string(p.Child.Extra) != `{"count":"a"}` {
		t.Errorf("%+v %+v %v", p, p.Child, err)
	}
	if want := `{"nums":[1,"x",3],"own":{"a":"x","b":2}}`; string(p.Extra) != want {
		t.Errorf("%s, want %s", p.Extra, want)
	}
	for _, src := range []string{`{"count":{"a":tru}}`, `{"nums":[1,"x",]}`, `{"on":"\x"}`, `{"when":"`, `{"count":1.`} {
		if err := decodeJSON(src, new(part)); err == nil {
			t.Errorf("%s was read", src)
		}
	}
}

// TestMisfitsOverTheWire calls a server whose answers have values of other types.
func TestMisfitsOverTheWire(t *testing.T) {
	body := `{"id":"n1","type":"note","text":{"a":1},"count":1.5,"tags":["a",2]}`
	c := newTestClient(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 200, body) })
	var meta ResponseMeta
	n, err := c.create(t.Context(), WithResponse(&meta))
	if err != nil || n.ID != "n1" || n.Text != "" || n.Count != nil || !reflect.DeepEqual(n.Tags, []string{"a", ""}) {
		t.Fatalf("%+v %v", n, err)
	}
	if want := `{"text":{"a":1},"count":1.5,"tags":["a",2]}`; string(n.Extra) != want {
		t.Errorf("%s, want %s", n.Extra, want)
	}
	if len(meta.Misfits) != 3 || meta.Misfits[2].Pointer != "/tags/1" || string(meta.Misfits[2].Raw) != "2" {
		t.Errorf("%v", meta.Misfits)
	}
	body = `["a",1,"b"]`
	codeList := func(c *coder, p *[]string) { list(c, p, required, text) }
	got, err := callAs(t.Context(), c.core, &opGet, []string{"n1"}, noParams{}, codeList, nil)
	var e *ResponseError
	if !reflect.DeepEqual(got, []string{"a", "", "b"}) || !errors.As(err, &e) || string(e.Body) != body {
		t.Errorf("%q %v", got, err)
	}
}

// TestDuplicateMembers pins that of two members the last counts, in fields, in
// Extra and for what tells variants apart, and that only it is sent.
func TestDuplicateMembers(t *testing.T) {
	for src, want := range map[string]string{
		`{"new":1,"new":2,"other":3}`:                                           `{"new":2,"other":3}`,
		`{"new":1,"\u006eew":2}`:                                                `{"new":2}`,
		`{"count":"x","count":2}`:                                               `{"count":2}`,
		`{"count":2,"count":"x"}`:                                               `{"count":"x"}`,
		`{"own":{"a":1},"own":{"b":2}}`:                                         `{"own":{"a":0,"b":2}}`,
		`{"child":{"count":1},"child":{"ratio":2}}`:                             `{"child":{"ratio":2}}`,
		`{"event":{"type":"text","type":"new","text":"a"}}`:                     `{"event":{"type":"text","type":"new","text":"a"}}`,
		`{"event":{"type":"new","type":"text","text":"a"}}`:                     `{"event":{"type":"text","text":"a"}}`,
		`{"events":[{"text":"a","type":"new","type":"text"}]}`:                  `{"events":[{"type":"text","text":"a"}]}`,
		`{"kind":"x","kind":"part","new":1}`:                                    `{"new":1}`,
		`{"kind":"part","kind":"x"}`:                                            `{"kind":"x"}`,
		`{"nums":[1,2],"nums":null,"name":"a","name":null,"on":true,"on":null}`: `{}`,
	} {
		var p, q part
		if err := decodeJSON(src, &p); err != nil {
			t.Error(src, err)
			continue
		}
		if err := decodeJSON(want, &q); err != nil {
			t.Fatal(err)
		}
		got, err := encodeJSON(&p)
		expect, err2 := encodeJSON(&q)
		if err != nil || err2 != nil || !bytes.Equal(got, expect) {
			t.Errorf("%s became\n%s, %v, not\n%s, %v", src, got, err, expect, err2)
		}
	}
	var p part
	for _, src := range []string{`{"count":1,"new":1,"old":1,"ratio":"x"}`, `{"count":"x","new":2,"ratio":3}`} {
		_ = unmarshalJSON([]byte(src), &p)
	}
	if want := `{"new":2,"old":1,"count":"x"}`; p.Ratio != 3 || string(p.Extra) != want {
		t.Errorf("%v %s, want %s", p.Ratio, p.Extra, want)
	}
}

// TestExtraWins pins that what Extra says of a member that the document knows is
// what is sent, once.
func TestExtraWins(t *testing.T) {
	p := part{Count: 1, Extra: json.RawMessage(`{"count": 2, "kind":"other", "x":1, "x":2}`), Own: owned{A: 1, Extra: map[string]int64{"a": 5, "z": 1}}}
	b, err := encodeJSON(&p)
	if want := `{"ratio":0,"on":false,"when":"0001-01-01T00:00:00Z","own":{"b":0,"a":5,"z":1},"count":2,"kind":"other","x":2}`; err != nil || string(b) != want {
		t.Errorf("%s, %v, want\n%s", b, err, want)
	}
	params := &noteParams{Text: "t"}
	if err := validate(params); err == nil {
		t.Error("tags aren't missed")
	}
}

// TestNothingPanics passes what callers may pass by mistake.
func TestNothingPanics(t *testing.T) {
	self := &part{}
	self.Child = self
	loop := &part{Sizes: map[string]int64{}}
	loop.Child = &part{Child: loop}
	for name, test := range map[string]struct {
		v       codable
		missing string
		invalid string
	}{
		"nil variant":         {&part{Event: (*textEvent)(nil)}, "/event", ""},
		"nil unknown variant": {&part{Event: (*UnknownVariant)(nil)}, "/event", ""},
		"empty unknown":       {&part{Event: &UnknownVariant{}}, "/event", ""},
		"nil in a list":       {&part{Events: []event{&textEvent{}, (*textEvent)(nil), nil}}, "/events/1 /events/2", ""},
		"nil params":          {(*noteParams)(nil), "/tags", ""},
		"no JSON":             {&part{Data: json.RawMessage(`{"a":`)}, "", "/data"},
		"NaN":                 {&part{Child: &part{Ratio: math.NaN()}}, "", "/child/ratio"},
		"infinity":            {&part{Ratio: math.Inf(-1)}, "", "/ratio"},
		"far time":            {&part{When: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}, "", "/when"},
		"no Extra":            {&part{Child: &part{Extra: json.RawMessage(`[1]`)}}, "", "/child/Extra"},
		"self":                {self, "", "/child"},
		"loop":                {loop, "", "/child"},
		"raw variant":         {&part{Event: &UnknownVariant{Raw: json.RawMessage(`{`)}}, "", "/event"},
	} {
		err := validate(test.v)
		var e *ValidationError
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var invalid []string
		for _, v := range e.Invalid {
			invalid = append(invalid, v.Pointer)
		}
		if strings.Join(e.Pointers, " ") != test.missing || strings.Join(invalid, " ") != test.invalid || len(err.Error()) > 500 {
			t.Errorf("%s: %v", name, err)
		}
		if test.invalid != "" {
			if _, err := encodeJSON(test.v); !errors.As(err, &e) {
				t.Errorf("%s, encoded: %v", name, err)
			}
		} else if !isNil(test.v) {
			if _, err := encodeJSON(test.v); err != nil {
				t.Errorf("%s, encoded: %v", name, err)
			}
		}
		_ = betasOf(orZero(test.v), nil)
	}
}

// tree is a list of lists.
type tree []tree

func codeTree(c *coder, p *tree) { list(c, (*[]tree)(p), required, codeTree) }

// forest is a map of maps.
type forest map[string]forest

func codeForest(c *coder, p *forest) { dict(c, (*map[string]forest)(p), required, codeForest) }

// TestCircles ends with slices and maps that hold themselves, more than once.
func TestCircles(t *testing.T) {
	self := make(tree, 3)
	self[0], self[1], self[2] = self, self, self
	maps := forest{}
	maps["a"], maps["b/c"] = maps, maps
	for want, v := range map[string]codable{
		"/0": walker(func(c *coder) { codeTree(c, &self) }), "/a": walker(func(c *coder) { codeForest(c, &maps) }),
	} {
		for name, err := range map[string]error{"validate": validate(v), "encode": func() error { _, err := encodeJSON(v); return err }()} {
			var e *ValidationError
			if !errors.As(err, &e) || len(e.Invalid) != 1 || e.Invalid[0].Pointer != want {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// TestRawIsMended pins that raw JSON goes out as valid UTF-8, without halves of
// characters.
func TestRawIsMended(t *testing.T) {
	for in, want := range map[string]string{
		`"\ud800"`: "\"\uFFFD\"", `"\ud83d\ude00"`: `"😀"`, `"\\ud800\uDC00x"`: "\"\\\\ud800\uFFFDx\"", "\"\xff\"": "\"\uFFFD\"", `{"\ud800":1}`: "{\"\uFFFD\":1}",
	} {
		b, err := encodeJSON(&note{Meta: json.RawMessage(in), Extra: json.RawMessage(`{"new":` + in + `}`)})
		if err != nil || strings.Count(string(b), want) != 2 {
			t.Errorf("%s went as %s, %v", in, b, err)
		}
	}
}

// nest is an object in itself, told by a tag.
type nest struct {
	In    nested
	Text  string
	Extra json.RawMessage
}

type nested interface {
	codable
	isNested()
}

var nestDescriptor = descriptor{name: "Nest", members: []member{{key: `"in":`}, {key: `"text":`}, {key: `"type":`, lit: `"nest"`}}}

func (*nest) isNested()           {}
func (*UnknownVariant) isNested() {}

func (x *nest) field(c *coder, i int) *descriptor {
	switch i {
	case 0:
		codeNested(c.when(optional), &x.In)
	case 1:
		optText(c, &x.Text)
	case 3:
		extra(c, &x.Extra)
	}
	return &nestDescriptor
}

func codeNested(c *coder, p *nested) {
	if variant(c, *p) {
		*p, _ = decodeByTag(c, "type", func(tag string) codable {
			if tag == "nest" {
				return new(nest)
			}
			return &UnknownVariant{Type: tag}
		}).(nested)
	}
}

// TestLinearTime reads and writes what is nested deeply, with what is needed early
// at the end, and must not take longer for each level.
func TestLinearTime(t *testing.T) {
	const depth = 2000
	long := strings.Repeat("x", 1000)
	text := func(more string) string {
		return strings.Repeat(`{"new":"`+long+`","in":`, depth) + `{"type":"nest"}` + strings.Repeat(`,"text":"`+long+`","type":"nest"`+more+`}`, depth)
	}
	for name, src := range map[string]string{
		"tag last": text(""), "Extra everywhere": text(`,"more":1,"a":2`), "named twice": text(`,"type":"nest"`), "misfits": text(`,"text":{"a":[1,2,3]}`),
		"misfits that aren't": text(`,"text":1,"text":"a"`),
	} {
		start := time.Now()
		var v nested
		w := walker(func(c *coder) { codeNested(c, &v) })
		if err := decodeJSON(src, w); err != nil {
			t.Fatal(name, err)
		}
		out, err := encodeJSON(w)
		if err != nil || len(out) < depth*len(long)*2 && name != "misfits that aren't" && name != "misfits" {
			t.Error(name, len(out), len(src), err)
		}
		if err := validate(w); err != nil {
			t.Error(name, err)
		}
		if took := time.Since(start); took > 3*time.Second {
			t.Errorf("%s: %d bytes took %v", name, len(src), took)
		}
	}
}

// TestManyMisfits reads a long list of which nothing fits.
func TestManyMisfits(t *testing.T) {
	src := `{"nums":[1` + strings.Repeat(`,"a long text that is no number"`, 100_000) + `],"name":"n"}`
	start := time.Now()
	var p part
	misfits, err := decodeNoting(t.Context(), src, &p)
	if err != nil || len(misfits) != maxMisfits || len(p.Nums) != 100_001 || *p.Name != "n" || len(p.Extra) != len(src)-len(`,"name":"n"`) {
		t.Error(err, len(misfits), len(p.Nums), len(p.Extra))
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Error("took", took)
	}
}

// TestLongNameWithEscapes reads a name of which the scanner has looked beyond the end
// once before.
func TestLongNameWithEscapes(t *testing.T) {
	src := `{"aaaaaaaaaaaaaaaaaaaaaaaaa\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb":1,"text":"t","x":"` + strings.Repeat("y", 100) + `"}`
	var n note
	if err := decodeJSON(src, &n); err != nil || n.Text != "t" {
		t.Error(err, n)
	}
}
