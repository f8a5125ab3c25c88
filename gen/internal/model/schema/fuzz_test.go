package schema_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

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
// that are listed side by side those are left that all lists allow.
func FuzzMerge(f *testing.F) {
	f.Add([]byte("allOf of null"), false)
	f.Add([]byte{2, 0, 1, 6, 2, 0, 1, 0}, true)
	f.Add([]byte{3, 9, 1, 0, 1, 6, 1, 2, 0, 9, 1, 2, 6, 1, 2, 0}, false)
	f.Fuzz(func(t *testing.T, data []byte, old bool) {
		w := &writer{data: data}
		sides(t, w)
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
