package schema_test

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/lower"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/load"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// writer makes schemas of bytes: every byte chooses, and there is always one more.
type writer struct {
	data  []byte
	depth int
}

func (w *writer) choose(n int) int {
	if len(w.data) == 0 {
		return 0
	}
	b := w.data[0]
	w.data = w.data[1:]
	return int(b) % n
}

func (w *writer) one(of ...string) string { return of[w.choose(len(of))] }

// some returns up to three of them, in brackets.
func (w *writer) some(of ...string) string {
	var out []string
	for range w.choose(4) {
		out = append(out, w.one(of...))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

var (
	typeNames = []string{"string", "integer", "number", "boolean", "array", "object", `"null"`}
	constants = []string{`"a"`, `"b"`, `""`, "0", "1", "1.5", "-1e400", "true", "false", "null", "[]", "{}"}
)

// schema writes a schema of the keywords that merging has to do with.
func (w *writer) schema() string {
	w.depth++
	defer func() { w.depth-- }()
	var out []string
	seen := map[string]bool{}
	add := func(key, value string) {
		if !seen[key] {
			seen[key] = true
			out = append(out, key+": "+value)
		}
	}
	for range w.choose(4) {
		choices := 9
		if w.depth < 5 {
			choices = 15
		}
		switch w.choose(choices) {
		case 0, 1:
			add("type", w.some(typeNames...))
		case 2:
			add("type", w.one(typeNames...))
		case 3:
			add("enum", w.some(constants...))
		case 4:
			add("const", w.one(constants...))
		case 5:
			add("format", w.one("date", "date-time", "byte", "binary", "int32", "float", "uuid"))
		case 6:
			add(w.one("minimum", "maximum", "exclusiveMinimum", "minLength", "maxItems"), w.one("0", "1", "3"))
		case 7:
			add("$ref", "'#/components/schemas/"+w.one("A", "B", "C")+"'")
		case 8:
			add("required", w.one("[x]", "[y, t]"))
		case 9, 10:
			add("allOf", "["+w.schema()+", "+w.schema()+"]")
		case 11:
			add(w.one("oneOf", "anyOf"), "["+w.schema()+", "+w.schema()+"]")
		case 12:
			add("properties", "{x: "+w.schema()+", t: "+w.schema()+"}")
		case 13:
			add("items", w.schema())
		case 14:
			add(w.one("additionalProperties", "patternProperties: {a"), w.schema())
			if seen["patternProperties: {a"] {
				out[len(out)-1] += "}"
				delete(seen, "patternProperties: {a")
				seen["patternProperties"] = true
			}
		}
	}
	return "{" + strings.Join(out, ", ") + "}"
}

// FuzzMerge merges type lists, enums, constants, bounds and formats by allOf, in
// circles too, and asks for unions of the results. Nothing panics, and of types
// that are listed side by side those are left that all lists allow; of values those
// that a validator accepts.
func FuzzMerge(f *testing.F) {
	f.Add([]byte("allOf of null"), false)
	f.Add([]byte{2, 0, 1, 6, 2, 0, 1, 0}, true)
	f.Add([]byte{3, 9, 1, 0, 1, 6, 1, 2, 0, 9, 1, 2, 6, 1, 2, 0}, false)
	f.Fuzz(func(t *testing.T, data []byte, old bool) {
		w := &writer{data: data}
		sides(t, w)
		accepted(t, w)
		version := "3.1.0"
		if old {
			version = "3.0.3"
		}
		text := fmt.Sprintf("openapi: %s\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A: %s\n    B: %s\n    C: %s\n",
			version, w.schema(), w.schema(), w.schema())
		var diags diag.List
		doc := load.LoadBytes("spec.yaml", []byte(text), load.Options{}, &diags)
		if doc == nil || diags.HasErrors() {
			return
		}
		lower.Lower(doc, lower.Options{Package: "api"}, &diags)
	})
}

// sides merges lists of types, and compares with what each of them allows.
func sides(t *testing.T, w *writer) {
	lists := [][]string{}
	var branches []string
	for range 1 + w.choose(3) {
		var types []string
		for range 1 + w.choose(3) {
			types = append(types, w.one(typeNames...))
		}
		lists = append(lists, types)
		branches = append(branches, "{type: ["+strings.Join(types, ", ")+"]}")
	}
	var diags diag.List
	file := node.Parse("a.yaml", []byte("{allOf: ["+strings.Join(branches, ", ")+"]}"), &diags)
	v := schema.Reader{Named: func(*node.Node) bool { return false }}.View(file.Root)
	for _, typ := range typeNames[:6] {
		all := true
		for _, l := range lists {
			all = all && (slices.Contains(l, typ) || typ == "integer" && slices.Contains(l, "number"))
		}
		got := v.Conflict == nil && (v.Is(typ) || typ == "integer" && v.Is("number"))
		if got != all {
			t.Errorf("%v: %s is allowed: %t, want %t: %s", lists, typ, got, all, show(v))
		}
	}
}

// instances are values that branches may allow.
var instances = []string{`"a"`, `"b"`, `""`, "0", "1", "1.0", "1.5", "3", "4", "-2", "true", "false", "null", "[]", "{}"}

// accepted merges types, enums, constants, bounds and formats, and compares which values are left with
// what a validator of JSON Schema says. Where the merged schema has doubts, it reads what can't be
// meant as something else on purpose: then nothing is lost, but more may be taken.
func accepted(t *testing.T, w *writer) {
	text, formats := branchesOf(w)
	loaded, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("a.json", loaded); err != nil {
		t.Fatal(err)
	}
	validator, err := c.Compile("a.json")
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	var diags diag.List
	v := schema.Reader{Named: func(*node.Node) bool { return false }}.View(node.Parse("a.json", []byte(text), &diags).Root)
	if v.Format != "" && !slices.Contains(formats, v.Format) {
		t.Errorf("format %q is none of %v", v.Format, formats)
	}
	for _, instance := range instances {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(instance))
		if err != nil {
			t.Fatal(err)
		}
		want := validator.Validate(value) == nil
		if instance == "null" && v.Conflict != nil {
			continue // what no type but null satisfies is raw JSON
		}
		got := allows(v, node.Parse("v.json", []byte(instance), &diags).Root)
		if want && !got || got && !want && len(v.Doubts) == 0 {
			t.Errorf("%s is accepted: %t, want %t: %s\n%s", instance, got, want, show(v), text)
		}
	}
}

// branchesOf writes an allOf of up to three branches, and lists their formats.
func branchesOf(w *writer) (text string, formats []string) {
	values := []string{`"a"`, `"b"`, `""`, "0", "1", "1.5", "true", "false", "null"}
	var branches []string
	for range 1 + w.choose(3) {
		members := map[string]string{}
		for range w.choose(4) {
			switch w.choose(5) {
			case 0:
				types := []string{strconv.Quote(strings.Trim(w.one(typeNames...), `"`)), strconv.Quote(strings.Trim(w.one(typeNames...), `"`))}
				slices.Sort(types) // a list names each once
				members["type"] = "[" + strings.Join(slices.Compact(types), ", ") + "]"
			case 1:
				members["enum"] = "[" + w.one(values[:4]...) + ", " + w.one(values[4:]...) + "]"
			case 2:
				members["const"] = w.one(values...)
			case 3:
				members[w.one("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")] = w.one("0", "1", "3")
			case 4:
				format := w.one("date", "byte", "int32", "uuid")
				formats = append(formats, format)
				members["format"] = fmt.Sprintf("%q", format)
			}
		}
		var out []string
		for _, key := range slices.Sorted(maps.Keys(members)) {
			out = append(out, fmt.Sprintf("%q: %s", key, members[key]))
		}
		branches = append(branches, "{"+strings.Join(out, ", ")+"}")
	}
	return `{"allOf": [` + strings.Join(branches, ", ") + "]}", formats
}

// allows reports whether a merged schema has room for a value.
func allows(v *schema.View, value *node.Node) bool {
	kind := schema.TypeOf(value)
	if _, whole := schema.Whole(value.Text); whole && value.Kind == node.Number {
		kind = "integer"
	}
	ok := v.Conflict == nil
	if v.Types != nil {
		ok = ok && (v.Is(kind) || kind == "integer" && v.Is("number") || kind == "null" && v.Null)
	}
	if len(v.Enum) > 0 {
		ok = ok && slices.ContainsFunc(v.Enum, func(n *node.Node) bool { return schema.Same(n, value) })
	}
	if v.Const != nil {
		ok = ok && schema.Same(v.Const, value)
	}
	if value.Kind != node.Number {
		return ok
	}
	n, _ := new(big.Rat).SetString(value.Text)
	if v.Low != nil {
		low, _ := new(big.Rat).SetString(v.Low.Text)
		at := n.Cmp(low)
		ok = ok && (at > 0 || at == 0 && v.Low.Key() == "minimum")
	}
	if v.High != nil {
		high, _ := new(big.Rat).SetString(v.High.Text)
		at := n.Cmp(high)
		ok = ok && (at < 0 || at == 0 && v.High.Key() == "maximum")
	}
	return ok
}
