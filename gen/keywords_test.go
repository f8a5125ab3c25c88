package gen_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claudegen/claudegen/gen"
	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/load"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

var updateKeywords = flag.Bool("update-keywords", false, "write KEYWORDS.md")

// A keyword is a row of testdata/keywords.tsv.
type keyword struct {
	field
	versions []string
	how      string // "effect", "documentation", "note" or "warning"
	golden   string // the case of what has an effect, and of documentation
	kind     string // of a note
	sample   string // members of an object that has the field and gets a note or warning
	says     string
}

func keywordRows(t *testing.T) []keyword {
	t.Helper()
	data, err := os.ReadFile("testdata/keywords.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []keyword
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")[1:] {
		c := strings.Split(line, "\t")
		if len(c) != 8 {
			t.Fatalf("%d columns: %s", len(c), line)
		}
		out = append(out, keyword{field{c[0], c[1]}, strings.Fields(c[2]), c[3], c[4], c[5], c[6], c[7]})
	}
	return out
}

// TestKeywordRows checks that there is one row for each field that codegen knows, and that no row is without what it
// needs.
func TestKeywordRows(t *testing.T) {
	rows := map[field]bool{}
	for _, k := range keywordRows(t) {
		if rows[k.field] {
			t.Errorf("%v has two rows", k.field)
		}
		rows[k.field] = true
		complete := k.golden != ""
		switch k.how {
		case "effect", "documentation":
		case "note":
			complete = k.kind != "" && k.sample != ""
		case "warning":
			complete = k.sample != ""
		default:
			t.Errorf("%v: no way to say %q", k.field, k.how)
		}
		if !complete || k.says == "" || len(k.versions) == 0 {
			t.Errorf("%v: the row has neither a case nor a note, or says nothing", k.field)
		}
	}
	for role, object := range specObjects {
		for name := range openapi.ObjectOf(role).Fields {
			of := object
			if name == "$ref" && role != openapi.RoleSchema && role != openapi.RolePathItem {
				of = "Reference"
			}
			if !rows[field{of, name}] && notStandard[field{of, name}] == "" {
				t.Errorf("%s.%s has no row", of, name)
			}
		}
	}
}

// notStandard are fields that codegen knows and no version of the specification has.
var notStandard = map[field]string{
	{"Media Type", "x-itemSchema"}:        "itemSchema for OpenAPI 3.1, of codegen bundle",
	{"Discriminator", "x-defaultMapping"}: "likewise",
	{"Header", "name"}:                    "often written, without harm",
	{"Header", "in"}:                      "likewise",
	{"Parameter", "summary"}:              "likewise",
	{"Header", "summary"}:                 "likewise",
	{"Request Body", "summary"}:           "likewise",
	{"Security Scheme", "summary"}:        "likewise",
}

// TestKeywordCases checks that the golden case of a row uses the keyword, and that what is generated depends on it
// exactly if the row says so.
func TestKeywordCases(t *testing.T) {
	byCase := map[string][]keyword{}
	for _, k := range keywordRows(t) {
		if k.golden != "" {
			byCase[k.golden] = append(byCase[k.golden], k)
		}
	}
	for name, rows := range byCase {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, err := openCase(name)
			if err != nil || c.doc == nil {
				t.Fatal("no such case", err)
			}
			used, whole := c.fields(), c.generate(field{})
			for _, k := range rows {
				switch changes := c.generate(k.field) != whole; {
				case !used[k.field]:
					t.Errorf("the document has no %s.%s", k.object, k.name)
				case changes && k.how == "documentation":
					t.Errorf("%s.%s changes what is generated: it has an effect", k.object, k.name)
				case !changes && k.how == "effect":
					t.Errorf("%s.%s changes nothing of what is generated", k.object, k.name)
				}
			}
		})
	}
}

// places are where objects stand in the document that a row is tried in; %s is its members.
var places = map[string]string{
	"OpenAPI":         `%s`,
	"Schema":          `components: {schemas: {A: {%s}}}`,
	"XML":             `components: {schemas: {A: {type: object, xml: {%s}}}}`,
	"Media Type":      `components: {requestBodies: {A: {content: {multipart/mixed: {%s}}}}}`,
	"Encoding":        `components: {requestBodies: {A: {content: {multipart/form-data: {schema: {type: object}, encoding: {a: {%s}}}}}}}`,
	"Response":        `paths: {/b: {get: {operationId: b, responses: {"200": {description: d, %s}}}}}`,
	"Header":          `paths: {/b: {get: {operationId: b, responses: {"200": {description: d, headers: {X-A: {%s}}}}}}}`,
	"Link":            `paths: {/b: {get: {operationId: b, responses: {"200": {description: d, links: {a: {%s}}}}}}}`,
	"Operation":       `paths: {/b: {get: {operationId: b, responses: {"200": {description: d}}, %s}}}`,
	"Callback":        `paths: {/b: {get: {operationId: b, responses: {"200": {description: d}}, callbacks: {c: {%s}}}}}`,
	"Security Scheme": `components: {securitySchemes: {a: {%s}}}`,
	"OAuth Flows":     `components: {securitySchemes: {a: {type: oauth2, flows: {%s}}}}`,
	"OAuth Flow":      `components: {securitySchemes: {a: {type: oauth2, flows: {implicit: {%s}}}}}`,
	"Tag":             `tags: [{name: a}, {%s}]`,
}

// TestKeywordNotes tries each row that says that a document gets a note or warning, in every version that has the
// keyword: it must be located at the field, or at the object around it that has no effect as a whole.
func TestKeywordNotes(t *testing.T) {
	for _, k := range keywordRows(t) {
		if k.sample == "" {
			continue
		}
		for _, version := range k.versions {
			if version == "older" {
				version = "3.1"
			}
			text := fmt.Sprintf("openapi: %s.0\ninfo: {title: T, version: '1'}\n", version) + fmt.Sprintf(places[k.object], k.sample) + "\n"
			files := readFrom(map[string][]byte{"spec.yaml": []byte(text)})
			result, err := gen.Generate(gen.Config{Spec: "spec.yaml", Package: "api", ReadFile: files})
			if err != nil {
				t.Errorf("%v in %s: %v", k.field, version, err)
				continue
			}
			at := pointerOf(k.field, files)
			if at == "" {
				t.Errorf("%v in %s: the sample doesn't use it:\n%s", k.field, version, text)
			}
			if !slices.ContainsFunc(result.Warnings, func(d gen.Diagnostic) bool {
				return d.Kind == k.kind && d.Severity.String() == k.how && d.Pos.Line > 2 && d.Pointer != "" &&
					(strings.HasPrefix(at, d.Pointer) || strings.HasPrefix(d.Pointer, at))
			}) {
				t.Errorf("%v in %s: no %s %q at %s in\n%s%v", k.field, version, k.how, k.kind, at, text, result.Warnings)
			}
		}
	}
}

// pointerOf is where the document has a field.
func pointerOf(f field, read func(string) ([]byte, error)) string {
	doc := load.Load("spec.yaml", load.Options{ReadFile: read}, new(diag.List))
	for _, n := range doc.Nodes {
		for _, m := range n.Members {
			if fieldOf(n, m.Key) == f {
				return m.Pointer()
			}
		}
	}
	return ""
}

// TestKeywordTable checks that KEYWORDS.md is what the rows say.
func TestKeywordTable(t *testing.T) {
	var b strings.Builder
	b.WriteString(`# Keywords

What each field of OpenAPI 3.0.4, 3.1.1 and 3.2.0 and each keyword of JSON Schema does: in what is generated, with a [golden case](../golden/README.md) that shows it,
or in no place, and then a document that uses it gets a note with its place, which ` + "`codegen lint`" + ` lists and ` + "`codegen generate`" + ` counts. What is *documentation* says
nothing about what is sent, and is neither shown nor noted. "older" is JSON Schema before 2020-12. Members that begin with ` + "`x-`" + ` are extensions: see
[spec/](../spec/README.md) for those that codegen knows. A member that no version has gets a warning, in a schema a note, and the word that may be meant.

The rows are made from [testdata/keywords.tsv](testdata/keywords.tsv) by ` + "`go test ./gen -run TestKeywordTable -update-keywords`" + `. Tests try each: a keyword that has
an effect is taken out of its case, and something else must be generated; a note must be there where a document uses the keyword.
`)
	object := ""
	for _, k := range keywordRows(t) {
		if k.object != object {
			object = k.object
			fmt.Fprintf(&b, "\n## %s\n\n| field | in | does | shown by |\n|---|---|---|---|\n", object)
		}
		shown := "`" + k.golden + "`"
		switch k.how {
		case "documentation":
			shown = "documentation"
		case "note":
			shown = "note: " + k.kind
		case "warning":
			shown = "warning"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.name, span(k.versions), k.says, shown)
	}
	if *updateKeywords {
		if err := os.WriteFile("KEYWORDS.md", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("KEYWORDS.md")
	if diff := cmp.Diff(b.String(), string(got)); err != nil || diff != "" {
		t.Errorf("KEYWORDS.md is not what the rows say; -update-keywords writes it: %v\n%s", err, diff)
	}
}

// span writes versions, which follow each other, e.g. "3.1, 3.2".
func span(versions []string) string {
	if len(versions) == 3 {
		return "all"
	}
	return strings.Join(versions, ", ")
}
