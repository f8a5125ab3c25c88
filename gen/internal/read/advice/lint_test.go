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
		"(/paths/~1a/get/parameters/0/schema/pattern)",
		"(/components/schemas/A/example)",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("want %q in\n%s", want, all)
		}
	}
}

// TestLintRecursive is about shapes that send a validator round in circles.
func TestLintRecursive(t *testing.T) {
	for schemas, found := range map[string]bool{
		"A: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}], example: {a: 1}}":                                                                 false,
		"A: {type: object, allOf: [{$ref: '#/components/schemas/A'}], example: 1}":                                                                        true,
		"A: {properties: {b: {$ref: '#/components/schemas/A'}}, example: {b: {b: {}}}}":                                                                   false,
		"A: {type: object, properties: {b: {$ref: '#/components/schemas/A'}}, example: {b: {b: 5}}}":                                                      true,
		"A: {type: object, properties: {b: {type: array, items: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}}}, example: {b: [{b: [5]}]}}": true,
		"A: {oneOf: [{$ref: '#/components/schemas/B'}]}\n    B: {anyOf: [{$ref: '#/components/schemas/A'}]}":                                              false,
	} {
		for _, version := range []string{"3.0.3", "3.1.0"} {
			said := lint(t, "openapi: "+version+"\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    "+schemas+"\n", nil)
			if strings.Contains(said, "left out") || strings.Contains(said, "invalid example") != found {
				t.Errorf("%s %s: %s", version, schemas, said)
			}
		}
	}
}

// lint returns what is wrong with a document, of which other files may be part.
func lint(t *testing.T, text string, files map[string]string) string {
	t.Helper()
	var diags diag.List
	doc := load.LoadBytes("spec/a.yaml", []byte(text), load.Options{ReadFile: reader(files)}, &diags)
	if diags.HasErrors() {
		t.Fatal(diags.Err())
	}
	advice.Lint(doc, &diags)
	var said []string
	for _, d := range diags.All() {
		if d.Kind == "" { // what the generator doesn't do is another matter
			said = append(said, d.String())
		}
	}
	return strings.Join(said, "\n")
}

// TestLintValid is about what 3.1 and 3.2 have and kin-openapi doesn't know, or judges by rules of 3.0. Where the construct is wrong in an
// older version, that is said; beside it, mistakes are still found.
func TestLintValid(t *testing.T) {
	files := map[string]string{
		"spec/tree.yaml":  "type: object\nproperties:\n  children: {type: array, items: {$ref: '#'}}\n",
		"spec/media.yaml": "components:\n  schemas: {Name: {type: string}}\n  mediaTypes:\n    J: {schema: {$ref: '#/components/schemas/Name'}}\n",
	}
	for name, test := range map[string]struct{ since, head, components, response string }{
		"$self":             {"3.2", "$self: https://example.com/a.yaml\n", "", ""},
		"server name":       {"3.2", "servers: [{url: 'https://example.com', name: main}]\n", "", ""},
		"empty default":     {"3.0", "servers: [{url: '{base}/v1', variables: {base: {default: ''}}}]\n", "", ""},
		"tag":               {"3.2", "tags: [{name: a, summary: A, kind: nav}, {name: b, parent: a}]\n", "", ""},
		"pathItems":         {"3.1", "", "  pathItems: {P: {get: {operationId: p, responses: {'200': {description: ok}}}}}\n", ""},
		"mediaTypes":        {"3.2", "", "  mediaTypes: {J: {schema: {type: string}}}\n", "description: d, content: {application/json: {$ref: '#/components/mediaTypes/J'}}"},
		"mediaTypes beside": {"3.2", "", "", "description: d, content: {application/json: {$ref: 'media.yaml#/components/mediaTypes/J'}}"},
		"no description":    {"3.2", "", "", "summary: s"},
		"itemSchema":        {"3.2", "", "", "description: d, content: {text/event-stream: {itemSchema: {type: string}}}"},
		"prefixEncoding":    {"3.2", "", "", "description: d, content: {multipart/mixed: {schema: {type: array}, prefixEncoding: [{contentType: text/plain}], itemEncoding: {contentType: text/plain}}}"},
		"nested encoding":   {"3.2", "", "", "description: d, content: {multipart/form-data: {schema: {type: object}, encoding: {a: {encoding: {b: {contentType: text/plain}}}}}}"},
		"dataValue":         {"3.2", "", "", "description: d, content: {application/json: {schema: {type: integer}, examples: {a: {dataValue: 5}}}}"},
		"serializedValue":   {"3.2", "", "", "description: d, content: {application/json: {schema: {type: integer}, examples: {a: {serializedValue: '5'}, b: {dataValue: 5, serializedValue: '5'}}}}"},
		"component example": {"3.2", "", "  examples: {E: {serializedValue: '5'}, D: {dataValue: 1}}\n", ""},
		"defaultMapping":    {"3.2", "", "  schemas: {A: {oneOf: [{$ref: '#/components/schemas/B'}], discriminator: {propertyName: t, defaultMapping: B}}, B: {type: object, properties: {t: {type: string}}}}\n", ""},
		"oauth2MetadataUrl": {"3.2", "", "  securitySchemes: {o: {type: oauth2, deprecated: true, oauth2MetadataUrl: 'https://example.com', flows: {}}}\n", ""},
		"device flow":       {"3.2", "", "  securitySchemes: {o: {type: oauth2, flows: {deviceAuthorization: {deviceAuthorizationUrl: 'https://example.com', tokenUrl: 'https://example.com', scopes: {}}}}}\n", ""},
		"nodeType":          {"3.2", "", "  schemas: {A: {type: object, xml: {nodeType: element}}}\n", ""},
		"unknown keyword":   {"3.1", "", "  schemas: {A: {type: object, kind: animal}}\n", ""},
		"anchor":            {"3.1", "", "  schemas: {A: {$anchor: here, type: object, properties: {a: {$ref: '#here'}}}}\n", ""},
		"file as a schema":  {"3.0", "", "", "description: d, content: {application/json: {schema: {$ref: tree.yaml}}}"},
		"null example":      {"3.0", "", "", "description: d, content: {application/json: {schema: {type: object}, examples: {a: {value: null}}}}"},
		"external example":  {"3.0", "", "", "description: d, content: {application/json: {schema: {type: object}, examples: {a: {externalValue: 'https://example.com'}}}}"},
		"example of XML":    {"3.0", "", "", "description: d, content: {application/xml: {schema: {type: object}, example: <a/>}, text/xml: {schema: {type: object}, examples: {a: {value: <a/>}}}}"},
		"untyped circle":    {"3.0", "", "  schemas: {A: {properties: {a: {$ref: '#/components/schemas/A'}}}}\n", ""},
	} {
		if test.response == "" {
			test.response = "description: d"
		}
		document := func(version, mistake string) string {
			if !strings.Contains(test.components, "schemas:") {
				test.components += "  schemas: {}\n"
			}
			return "openapi: " + version + ".0\n" + test.head + "info: {title: T, version: '1'}\npaths:\n  /a: {get: {operationId: a, parameters: [{name: q, in: query, schema: {type: string" + mistake +
				"}}], responses: {'200': {" + test.response + "}}}}\ncomponents:\n" + test.components
		}
		for _, version := range []string{"3.0", "3.1", "3.2"} {
			if version < test.since {
				continue
			}
			if said := lint(t, document(version, ""), files); said != "" {
				t.Errorf("%s in %s: %s", name, version, said)
			}
			if said := lint(t, document(version, ", default: 5"), files); !strings.Contains(said, "invalid default") || strings.Count(said, "\n") > 0 ||
				!strings.Contains(said, "(/paths/~1a/get/parameters/0/schema/default)") {
				t.Errorf("%s in %s: the mistake beside it: %s", name, version, said)
			}
		}
	}
}

// TestLintVersions checks that what is right in a later version only is still found.
func TestLintVersions(t *testing.T) {
	for member, want := range map[string]string{
		"servers: [{url: 'https://example.com', name: main}]": "[name]",
		"tags: [{name: a, kind: nav}]":                        "[kind]",
		"$self: https://example.com":                          "[$self]",
		"components: {mediaTypes: {}}":                        "[mediaTypes]",
	} {
		if said := lint(t, "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n"+member+"\n", nil); !strings.Contains(said, want) {
			t.Errorf("%s: %q", member, said)
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
