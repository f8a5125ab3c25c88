package schema_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/load"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// document returns the component schemas of a document, and a reader for them.
func document(t testing.TB, version, schemas string) (*node.Node, schema.Reader) {
	t.Helper()
	var b strings.Builder
	b.WriteString("openapi: " + version + "\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n")
	for line := range strings.Lines(strings.Trim(schemas, "\n")) {
		b.WriteString("    " + strings.TrimLeft(line, "\t"))
	}
	var diags diag.List
	doc := load.LoadBytes("spec.yaml", []byte(b.String()), load.Options{}, &diags)
	if diags.HasErrors() {
		t.Fatal(diags.Err())
	}
	all := doc.Root.Get("components").Get("schemas")
	return all, schema.Reader{
		AloneRefs: doc.Version == "3.0",
		Named:     func(n *node.Node) bool { return n.Parent == all },
	}
}

// show writes what a view says, in one line.
func show(v *schema.View) string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	switch {
	case v.Conflict != nil:
		add("%s against %s", v.Conflict.Type, v.Conflict.Other)
	case v.Types != nil:
		add("[%s]", strings.Join(v.Types, " "))
	}
	if v.Null {
		add("null")
	}
	if v.Format != "" {
		add("format %s", v.Format)
	}
	if v.Const != nil {
		add("const %s", v.Const.AppendJSON(nil))
	}
	for _, e := range v.Enum {
		add("=%s", e.AppendJSON(nil))
	}
	for _, p := range v.Props {
		name := p.Name
		if v.Required[p.Name] {
			name += "!"
		}
		add("%s:%d", name, len(p.Nodes))
	}
	if v.Closed {
		add("closed")
	}
	if v.Further() != nil {
		add("more")
	}
	if v.Tuple {
		add("tuple")
	}
	if len(v.Items) > 0 {
		add("items:%d", len(v.Items))
	}
	for _, g := range v.Groups {
		add("one of %d", len(g.Alternatives))
	}
	if v.Never {
		add("never")
	}
	if v.IsObject() {
		add("object")
	}
	for _, d := range v.Doubts {
		add("doubt %s", d.Text)
	}
	return strings.Join(out, " ")
}

// TestView pins what schemas say together. The view is that of A.
func TestView(t *testing.T) {
	for _, tt := range []struct{ name, version, schemas, want string }{
		{"nothing", "3.1.0", `A: {}`, ``},
		{"type and format", "3.1.0", `A: {type: string, format: date}`, `[string] format date`},
		{"null in a list of types", "3.1.0", `A: {type: [string, 'null']}`, `[string] null`},
		{"one type under two names", "3.1.0", `A: {type: [string, boolean, text]}`, `[string boolean]`},
		{"nullable", "3.0.3", `A: {type: string, nullable: true}`, `[string] null`},
		{"only null", "3.1.0", `A: {type: ['null', 'null']}`, `[] null`},
		{"integers are numbers", "3.1.0", `A: {allOf: [{type: [number, string]}, {type: [integer, boolean]}]}`, `[integer]`},
		{"a type that doesn't exist may be any", "3.1.0", `A: {type: [string, 'null', strange]}`, `null`},
		{"no type is left", "3.1.0", `A: {allOf: [{type: string}, {type: array}]}`, `array against string`},
		{"only null is left", "3.1.0", `A: {allOf: [{type: [string, 'null']}, {type: 'null'}]}`, `[] null`},
		{"not even null is left", "3.1.0", `A: {allOf: [{type: 'null'}, {type: string}]}`, `string against null`},
		{"null twice", "3.1.0", `A: {allOf: [{type: ['null']}, {type: ['null']}]}`, `[] null`},
		{"a property of two branches", "3.1.0", `A: {allOf: [{properties: {x: {type: string}}}, {required: [x], properties: {x: {enum: [a]}}}]}`, `x!:2 object`},
		{"the same branch twice", "3.1.0", "A: {allOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/C'}]}\nB: {properties: {x: {}}}\nC: {allOf: [{$ref: '#/components/schemas/B'}]}", `x:1 object`},
		{"allOf in a circle", "3.1.0", "A: {type: object, allOf: [{$ref: '#/components/schemas/B'}]}\nB: {allOf: [{$ref: '#/components/schemas/A'}], properties: {x: {}}}", `[object] x:1 object`},
		{"keywords beside a reference", "3.1.0", "A: {$ref: '#/components/schemas/B', required: [x]}\nB: {type: object, properties: {x: {}}}", `[object] x!:1 object`},
		{"which 3.0 ignores", "3.0.3", "A: {$ref: '#/components/schemas/B', required: [x]}\nB: {type: object, properties: {x: {}}}", `[object] x:1 object`},
		{"the shorter enum", "3.1.0", `A: {allOf: [{enum: [a, b]}, {enum: [b]}]}`, `="b"`},
		{"what both enums list", "3.1.0", `A: {allOf: [{enum: [a, b, c]}, {enum: [c, x, b]}]}`, `="c" ="b"`},
		{"enums with nothing in common", "3.1.0", `A: {allOf: [{enum: [a, b]}], enum: [c]}`, `="c" doubt an enum of "c" and one of "a", "b" hold at once and have nothing in common: the former is read`},
		{"two constants", "3.1.0", `A: {allOf: [{const: a}], const: b}`, `const "b" doubt the constants "b" and "a" hold at once: the former is read`},
		{"texts in an enum of integers", "3.1.0", `A: {type: integer, enum: ["0", 1.0, 1e3, x]}`, `[integer] =0 =1 =1000 doubt "0" is no integer: 0 is read doubt "x" is no integer and is ignored`},
		{"numbers in an enum of texts", "3.0.3", `A: {type: string, enum: [5, 7, true, null]}`, `[string] ="5" ="7" ="true" =null doubt 5 is no string: "5" is read doubt 7 is no string: "7" is read doubt true is no string: "true" is read`},
		{"texts in an enum of booleans", "3.0.3", `A: {type: boolean, enum: ["true"]}`, `[boolean] =true doubt "true" is no boolean: true is read`},
		{"a constant of another type", "3.1.0", `A: {type: integer, const: "7"}`, `[integer] const 7 doubt "7" is no integer: 7 is read`},
		{"an enum beside array", "3.0.3", `A: {type: array, items: {type: string}, enum: [a, b]}`, `[array] items:1 doubt "a" is no array and is ignored doubt "b" is no array and is ignored`},
		{"null by one of two branches", "3.1.0", `A: {allOf: [{type: [object, 'null']}, {type: object}]}`, `[object] object`},
		{"null by the only branch", "3.1.0", `A: {allOf: [{type: [object, 'null']}]}`, `[object] null object`},
		{"null beside what has no type", "3.1.0", `A: {allOf: [{type: [object, 'null']}, {properties: {x: {}}}]}`, `[object] null x:1 object`},
		{"nullable beside allOf", "3.0.3", `A: {type: object, nullable: true, allOf: [{type: object}]}`, `[object] null object`},
		{"nullable in a branch", "3.0.3", `A: {type: object, allOf: [{type: object, nullable: true}]}`, `[object] object`},
		{"null beside a schema without it", "3.1.0", `A: {type: [object, 'null'], allOf: [{type: object}]}`, `[object] null object doubt null is among the types here, but not among those of the schemas that hold besides: it is taken for allowed`},
		{"a map by unevaluatedProperties", "3.1.0", `A: {type: object, unevaluatedProperties: {type: string}}`, `[object] more object`},
		{"which 3.0 doesn't have", "3.0.3", `A: {type: object, unevaluatedProperties: {type: string}}`, `[object] object`},
		{"unevaluatedProperties beside allOf", "3.1.0", `A: {allOf: [{properties: {x: {}}}], unevaluatedProperties: {not: {}}}`, `x:1 closed object`},
		{"unevaluatedProperties where all are evaluated", "3.1.0", `A: {type: object, additionalProperties: true, unevaluatedProperties: false}`, `[object] object`},
		{"const", "3.1.0", `A: {const: 1.50}`, `const 1.50`},
		{"closed", "3.1.0", `A: {type: object, additionalProperties: false}`, `[object] closed object`},
		{"a map without a type", "3.1.0", `A: {additionalProperties: {type: string}}`, `more object`},
		{"one pattern", "3.1.0", `A: {type: object, patternProperties: {'^x': {type: string}}}`, `[object] more object`},
		{"two patterns", "3.1.0", `A: {type: object, patternProperties: {'^x': {type: string}, '^y': {type: string}}}`, `[object] object`},
		{"tuple", "3.1.0", `A: {type: array, prefixItems: [{}], items: {type: string}}`, `[array] tuple items:1`},
		{"false", "3.1.0", `A: {allOf: [false]}`, `never`},
		{"a variant of what it inherits from", "3.1.0", "A: {allOf: [{$ref: '#/components/schemas/U'}, {properties: {x: {}}}]}\nU: {properties: {t: {}}, oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}\nB: {type: object}", `t:1 x:1 object`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all, r := document(t, tt.version, tt.schemas)
			if got := show(r.View(all.Get("A"))); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestMarked pins where readOnly and writeOnly may stand.
func TestMarked(t *testing.T) {
	for _, tt := range []struct {
		name, version, schemas string
		want                   bool
	}{
		{"on the schema", "3.0.3", `A: {type: string, readOnly: true}`, true},
		{"not at all", "3.0.3", `A: {type: string, readOnly: false}`, false},
		{"on what is referred to", "3.0.3", "A: {$ref: '#/components/schemas/B'}\nB: {type: string, readOnly: true}", true},
		{"beside a reference", "3.1.0", "A: {$ref: '#/components/schemas/B', readOnly: true}\nB: {type: string}", true},
		{"which 3.0 ignores", "3.0.3", "A: {$ref: '#/components/schemas/B', readOnly: true}\nB: {type: string}", false},
		{"on a branch", "3.0.3", "A: {allOf: [{$ref: '#/components/schemas/B'}]}\nB: {allOf: [{type: string}, {readOnly: true}]}", true},
		{"on a member", "3.0.3", "A: {type: object, properties: {x: {readOnly: true}}}", false},
		{"in a circle", "3.1.0", "A: {allOf: [{$ref: '#/components/schemas/A'}]}", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all, r := document(t, tt.version, tt.schemas)
			if got := r.Marked("readOnly", all.Get("A")); got != tt.want {
				t.Errorf("got %t", got)
			}
		})
	}
}

// TestAlternatives pins what the variants of A are.
func TestAlternatives(t *testing.T) {
	for _, tt := range []struct{ name, schemas, want string }{
		{"null is taken out", `A: {oneOf: [{type: string}, {type: integer}, {type: 'null'}]}`, "[string]; [integer]; null"},
		{"an alternative that may be null", `A: {oneOf: [{type: [string, 'null']}, {type: integer}]}`, "[string] null; [integer]; null"},
		{"inner unions lend their variants", "A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: boolean}]}\nB: {anyOf: [{type: string}, {type: integer}]}", "[string]; [integer]; [boolean]"},
		{"but not those with members", "A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: boolean}]}\nB: {properties: {x: {}}, anyOf: [{type: string}, {type: integer}]}", "x:1 one of 2 object; [boolean]"},
		{"each once", "A: {oneOf: [{$ref: '#/components/schemas/B'}, {$ref: '#/components/schemas/B'}]}\nB: {type: string}", "[string]"},
		{"members beside oneOf", `A: {properties: {x: {}}, oneOf: [{properties: {y: {}}}, {properties: {z: {}}}]}`, "y:1 x:1 object; z:1 x:1 object"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all, r := document(t, "3.1.0", tt.schemas)
			alts := r.Alternatives(r.View(all.Get("A")))
			var out []string
			for _, a := range alts.List {
				out = append(out, show(a.View))
			}
			if alts.Null {
				out = append(out, "null")
			}
			if got := strings.Join(out, "; "); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestIntersect(t *testing.T) {
	for _, tt := range []struct{ a, b, want []string }{
		{[]string{"string"}, []string{"string", "object"}, []string{"string"}},
		{[]string{"number"}, []string{"integer"}, []string{"integer"}},
		{[]string{"integer"}, []string{"number"}, []string{"integer"}},
		{[]string{"number"}, []string{"integer", "number"}, []string{"number", "integer"}},
		{[]string{"string"}, []string{"array"}, nil},
		{nil, []string{"array"}, nil},
	} {
		if got := schema.Intersect(tt.a, tt.b); !slices.Equal(got, tt.want) {
			t.Errorf("Intersect(%v, %v) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestResolve(t *testing.T) {
	all, r := document(t, "3.1.0", `
		A: {type: object, properties: {
			plain: {$ref: '#/components/schemas/B'},
			documented: {description: Text., $ref: '#/components/schemas/B'},
			wrapped: {description: Text., allOf: [{$ref: '#/components/schemas/B'}]},
			named: {$ref: '#/components/schemas/C'},
			narrowed: {$ref: '#/components/schemas/B', enum: [a]}}}
		B: {type: string}
		C: {allOf: [{$ref: '#/components/schemas/B'}]}`)
	props := all.Get("A").Get("properties")
	for name, want := range map[string]*node.Node{
		"plain": all.Get("B"), "documented": all.Get("B"), "wrapped": all.Get("B"), "named": all.Get("C"), "narrowed": props.Get("narrowed"),
	} {
		if got := r.Resolve(props.Get(name)); got != want {
			t.Errorf("%s leads to %s, want %s", name, got.Pointer(), want.Pointer())
		}
	}
}
