package sample

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/write/jsondoc"
)

var (
	str  = &ir.Basic{Kind: ir.String}
	num  = &ir.Basic{Kind: ir.Int64}
	when = &ir.Basic{Kind: ir.Time}
)

func object(name string, fields ...*ir.Field) *ir.Object {
	return &ir.Object{Decl: ir.Decl{Name: name}, Fields: fields}
}

func field(wire string, t ir.Type, p ir.Presence) *ir.Field {
	return &ir.Field{Name: wire, Wire: wire, Type: t, Presence: p}
}

func constant(wire, value string) *ir.Field {
	return field(wire, &ir.Const{JSON: jsondoc.Quote(value)}, ir.Required)
}

func TestDocuments(t *testing.T) {
	inner := object("Inner", field("a", str, ir.Required), field("b", num, ir.Optional))
	node := object("Node", field("id", str, ir.Required))
	node.Fields = append(node.Fields, field("next", node, ir.Optional), field("all", &ir.List{Elem: node}, ir.Required), field("prev", node, ir.RequiredNull))
	value := &ir.Union{Decl: ir.Decl{Name: "Value"}}
	list := &ir.Alias{Decl: ir.Decl{Name: "ValueArray"}, Of: &ir.List{Elem: value}}
	value.Variants = []*ir.Variant{{Type: list, Kind: ir.ArrayKind}}
	tree := &ir.Alias{Decl: ir.Decl{Name: "Tree"}}
	tree.Of = &ir.Map{Elem: tree}
	outer := object("Outer", field("in", inner, ir.Required), field("at", when, ir.OptionalNull), field("f", &ir.Basic{Kind: ir.File}, ir.Required))
	for _, c := range []struct {
		what        string
		typ         ir.Type
		full, brief string
	}{
		{"members", outer, `{"in":{"a":"sample_a","b":2},"at":"` + Time + `"}`, `{"in":{"a":"sample_a"},"at":"` + Time + `"}`},
		{
			"recursion", node,
			`{"id":"sample_id","next":{"id":"sample_id","all":[],"prev":null},"all":[{"id":"sample_id","all":[],"prev":null}],"prev":{"id":"sample_id","all":[],"prev":null}}`,
			`{"id":"sample_id","next":{"id":"sample_id","all":[],"prev":null},"all":[{"id":"sample_id","all":[],"prev":null}],"prev":{"id":"sample_id","all":[],"prev":null}}`,
		},
		{"a union of lists of itself", value, `[]`, `[]`},
		{"a map of itself", tree, `{}`, `{}`},
	} {
		if got := string(New().Full(c.typ)); got != c.full || !json.Valid([]byte(got)) {
			t.Errorf("%s, full:\n got %s\nwant %s", c.what, got, c.full)
		}
		if got := string(New().Brief(c.typ)); got != c.brief || !json.Valid([]byte(got)) {
			t.Errorf("%s, brief:\n got %s\nwant %s", c.what, got, c.brief)
		}
		if !New().Finite(c.typ) {
			t.Errorf("%s: not finite", c.what)
		}
	}
}

func TestEndless(t *testing.T) {
	a, b := object("A"), object("B")
	a.Fields = []*ir.Field{field("x", b, ir.Required), field("y", b, ir.Required)}
	b.Fields = []*ir.Field{field("x", a, ir.Required), field("y", a, ir.Required)}
	if New().Finite(a) || New().Finite(b) {
		t.Error("objects that require each other are finite")
	}
	b.Fields[0].Presence, b.Fields[1].Presence = ir.Optional, ir.Optional
	if !New().Finite(a) || !New().Finite(b) {
		t.Error("objects that may end are endless")
	}
}

func TestVariants(t *testing.T) {
	text := object("Text", constant("type", "text"), field("text", str, ir.Required))
	other := object("Other", field("type", str, ir.Optional))
	other.Extra = num
	u := &ir.Union{Tag: "type", Unknown: "UnknownU", Variants: []*ir.Variant{
		{Type: text, Tags: []string{"text"}}, {Type: other, Tags: []string{"x", "y", ""}},
	}}
	var got []string
	for _, v := range New().Variants(u) {
		got = append(got, v.Name+" "+v.Tag+" "+string(v.JSON)+" "+string(v.Extra))
	}
	want := []string{
		`Text text {"type":"text","text":"sample_text"} ` + rawDoc,
		`Other x {"type":"x"} 1`,
		`Other y {"type":"y"} 1`,
		`Other  {} 1`,
		`UnknownU ` + unknownTag + ` {"type":"` + unknownTag + `","a":{"b":[1,null]}} `,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	everything := &ir.Union{}
	for _, k := range []ir.JSONKind{ir.ObjectKind, ir.ArrayKind, ir.StringKind, ir.NumberKind, ir.BoolKind} {
		everything.Variants = append(everything.Variants, &ir.Variant{Type: &ir.Alias{Of: str}, Kind: k})
	}
	for _, v := range New().Variants(everything) {
		if v.Unknown {
			t.Errorf("%s is unknown to a union of everything", v.JSON)
		}
	}
}

func TestRequest(t *testing.T) {
	in := func(f *ir.Field, p ir.Place) *ir.Field { f.In = p; return f }
	list := &ir.List{Elem: str}
	pair := object("Pair", field("a", str, ir.Required), field("b", num, ir.Required))
	beta := field("n", num, ir.Optional)
	beta.Betas = []string{"one", "two"}
	api := &ir.API{
		Schemes:  []ir.Scheme{{ID: "key", Kind: ir.SchemeQuery, Name: "k"}, {ID: "token", Kind: ir.SchemeBearer}},
		Security: [][]string{{"key"}},
		Betas:    ir.BetaTransport{Header: "x-beta", Query: "beta=true"},
	}
	op := &ir.Operation{
		HTTP: "POST", Path: "/é/{a b}/{n}?fixed=1", Body: ir.JSONBody, MediaType: "application/json",
		Args: []ir.Arg{{Wire: "a b", Type: str}, {Wire: "n", Type: num}},
		Fixed: []ir.FixedParam{
			{In: ir.InHeader, Name: "version", Value: "1"}, {In: ir.InQuery, Name: "v w", Value: "1/2"}, {In: ir.InCookie, Name: "k", Value: "x"},
		},
		Betas: []string{"one", "three"},
		Params: object("Params", beta, in(field("list", list, ir.Optional), ir.InQuery), styledField("comma", list, ir.InQuery, ir.Style{Kind: ir.FormStyle}),
			styledField("deep", pair, ir.InQuery, ir.Style{Kind: ir.DeepStyle, Explode: true}), styledField("members", pair, ir.InQuery, ir.Style{Kind: ir.FormStyle, Explode: true}),
			styledField("object", pair, ir.InQuery, ir.Style{Kind: ir.FormStyle}), styledField("h", list, ir.InHeader, ir.Style{Kind: ir.SimpleStyle}), in(field("c", str, ir.Optional), ir.InCookie)),
	}
	r := New().RequestOf(api, op)
	if want := "/%C3%A9/sample_a_b%2Fa%3Fb%23c%25d%20%C3%A9/2"; r.Path != want {
		t.Errorf("path\n got %s\nwant %s", r.Path, want)
	}
	if want := "fixed=1&v+w=1%2F2&list=sample_list&list=sample_list&comma=sample_comma,sample_comma&deep%5Ba%5D=sample_a&deep%5Bb%5D=2" +
		"&a=sample_a&b=2&object=a,sample_a,b,2&beta=true&k=sample_key"; r.Query != want {
		t.Errorf("query\n got %s\nwant %s", r.Query, want)
	}
	if want := []string{"Content-Type: application/json", "Cookie: c=sample_c", "Cookie: k=x", "h: sample_h,sample_h", "version: 1", "x-beta: three,two"}; !slices.Equal(r.Header, want) {
		t.Errorf("header\n got %q\nwant %q", r.Header, want)
	}
	if want := `{"n":2}`; string(r.Body) != want {
		t.Errorf("body: got %s, want %s", r.Body, want)
	}
}

// styledField is an optional parameter in a style.
func styledField(wire string, t ir.Type, place ir.Place, style ir.Style) *ir.Field {
	f := field(wire, t, ir.Optional)
	f.In, f.Style = place, style
	return f
}

// TestLarge makes documents for types whose members lead to each other in 2^n ways.
func TestLarge(t *testing.T) {
	levels := func(n int, p ir.Presence, in func(ir.Type) ir.Type) *ir.Object {
		o := object("S0", field("x", str, ir.Required))
		for range n {
			o = object("S", field("p", in(o), p), field("q", in(o), p))
		}
		return o
	}
	plain := func(t ir.Type) ir.Type { return t }
	list := func(t ir.Type) ir.Type { return &ir.List{Elem: t} }
	for _, c := range []struct {
		what   string
		typ    ir.Type
		finite bool
	}{
		{"twelve levels of what is required", levels(12, ir.Required, plain), true},
		{"forty levels of what is required", levels(40, ir.Required, plain), false},
		{"forty levels of what may be missing", levels(40, ir.Optional, plain), true},
		{"forty levels of lists", levels(40, ir.Required, list), true},
	} {
		set := New()
		if got := set.Finite(c.typ); got != c.finite {
			t.Errorf("%s: finite %v", c.what, got)
		}
		if doc := set.Full(c.typ); c.finite && (!json.Valid(doc) || len(doc) > 2<<20) {
			t.Errorf("%s: %d bytes", c.what, len(doc))
		}
	}
	tree := &ir.Alias{Decl: ir.Decl{Name: "Tree"}}
	tree.Of = &ir.List{Elem: tree}
	if ir.HoldsFile(tree) {
		t.Error("a list of itself holds a file")
	}
}
