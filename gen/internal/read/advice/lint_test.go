package advice_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/advice"
	"github.com/claudegen/claudegen/gen/internal/read/load"
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
	doc := load.Load("spec/a.yaml", load.Options{ReadFile: reader(files)}, &diags)
	advice.Lint(doc, &diags)
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
			doc := load.LoadBytes("a.yaml", []byte("openapi: "+version+"\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    "+schemas+"\n"), load.Options{}, &diags)
			advice.Lint(doc, &diags)
			all := diags.All()
			if len(all) == 0 || strings.Contains(all[0].Message, "left out") == checked {
				t.Errorf("%s %s: %v", version, schemas, all)
			}
		}
	}
}

const head = "openapi: 3.1.0\ninfo: {title: T, version: \"1\"}\npaths: {}\ncomponents:\n  schemas:\n"

// TestRemoteLint checks that kin-openapi gets remote files from the document, whatever their spelling.
func TestRemoteLint(t *testing.T) {
	remote := map[string]string{
		"a.yaml":                     head + "    A: {$ref: 'HTTPS://Example.com/b.yaml#/B'}\n    C: {$ref: l.yaml#/C}\n",
		"https://example.com/b.yaml": "B: {type: object, properties: {c: {$ref: 'x/../c.yaml#/C'}}}\n",
		"https://example.com/c.yaml": "C: {type: string, pattern: '('}\n",
		"l.yaml":                     "C: {type: string}\n",
	}
	var diags diag.List
	doc := load.Load("a.yaml", load.Options{ReadFile: reader(remote), ReadRemote: reader(remote)}, &diags)
	var lint diag.List
	advice.Lint(doc, &lint)
	if diags.HasErrors() || len(lint.All()) != 1 || !strings.Contains(lint.All()[0].Message, "error parsing regexp") {
		t.Error(diags.All(), lint.All())
	}
}

func reader(files map[string]string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if s, ok := files[name]; ok {
			return []byte(s), nil
		}
		return nil, fs.ErrNotExist
	}
}
