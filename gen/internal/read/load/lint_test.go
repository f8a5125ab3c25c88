package load

import (
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

func TestLint(t *testing.T) {
	files := map[string]string{
		"spec/a.yaml": `openapi: 3.1
info: {title: T, version: "1"}
paths:
  /a:
    get:
      parameters: [{name: q, in: query, schema: {type: string, pattern: '(?<x'}}]
      responses: {200: {description: ok, content: {application/json: {schema: {$ref: b.yaml#/B}}}}}
components:
  schemas:
    A: {type: integer, example: x}
`,
		"spec/b.yaml": "B: {type: object, properties: {a: {$ref: 'a.yaml#/components/schemas/A'}}}\n",
	}
	var diags diag.List
	doc := Load("spec/a.yaml", Options{ReadFile: reader(files)}, &diags)
	Lint(doc, &diags)
	var got []string
	for _, d := range diags.All() {
		got = append(got, d.String())
		if d.Severity != diag.Warning || d.Pos.File == "" {
			t.Error("not a located warning:", d)
		}
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{
		"(/paths/~1a/get/parameters/0/schema)",
		"(/components/schemas/A)",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("want %q in\n%s", want, all)
		}
	}
}

// TestLintRecursive is about shapes that send a validator round in circles: those that kin-openapi survives
// are checked, and the others are said to be left out.
func TestLintRecursive(t *testing.T) {
	for schemas, checked := range map[string]bool{
		"A: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}], example: {a: 1}}":                                                                 false,
		"A: {type: object, allOf: [{$ref: '#/components/schemas/A'}], example: {a: 1}}":                                                                   false,
		"A: {properties: {b: {$ref: '#/components/schemas/A'}}, example: {b: {b: {}}}}":                                                                   false,
		"A: {type: object, properties: {b: {$ref: '#/components/schemas/A'}}, example: {b: {b: 5}}}":                                                      true,
		"A: {type: object, properties: {b: {type: array, items: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}}}, example: {b: [{b: [5]}]}}": true,
		"A: {oneOf: [{$ref: '#/components/schemas/B'}], default: {}}\n    B: {anyOf: [{$ref: '#/components/schemas/A'}]}":                                 false,
	} {
		for _, version := range []string{"3.0.3", "3.1.0"} {
			var diags diag.List
			doc := LoadBytes("a.yaml", []byte("openapi: "+version+"\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    "+schemas+"\n"), Options{}, &diags)
			Lint(doc, &diags)
			all := diags.All()
			if len(all) == 0 || strings.Contains(all[0].Message, "left out") == checked {
				t.Errorf("%s %s: %v", version, schemas, all)
			}
		}
	}
}
