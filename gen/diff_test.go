package gen_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claudegen/claudegen/gen"
)

func diff(older, newer string, more map[string]string) (*gen.DiffResult, error) {
	return gen.Diff("old.yaml", "new.yaml", gen.DiffOptions{ReadFile: func(name string) ([]byte, error) {
		if data, ok := more[name]; ok {
			return []byte(data), nil
		}
		return []byte(map[string]string{"old.yaml": older, "new.yaml": newer}[name]), nil
	}})
}

func TestDiffReportsBothDocuments(t *testing.T) {
	broken := strings.ReplaceAll(petstore, "schemas/Pet", "schemas/Cat")
	r, err := diff(broken, "swagger: '2.0'\n", nil)
	var d *gen.DiagnosticError
	if !errors.As(err, &d) || r != nil {
		t.Fatal(r, err)
	}
	for _, name := range []string{"old.yaml:", "new.yaml:"} {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("nothing about %s in %v", name, err)
		}
	}
}

// TestDiffWithoutOasdiff compares documents that can't be bundled, because two of
// their files have a parameter of one name. The wire is compared all the same, and
// a note says how.
func TestDiffWithoutOasdiff(t *testing.T) {
	split := strings.Replace(petstore, `{name: id, in: path, required: true, schema: {type: string}}`, `{$ref: "a.yaml#/components/parameters/P"}
        - {$ref: "b.yaml#/components/parameters/P"}`, 1)
	files := map[string]string{
		"a.yaml": "components: {parameters: {P: {name: id, in: path, required: true, schema: {type: string}}}}\n",
		"b.yaml": "components: {parameters: {P: {name: limit, in: query, schema: {type: integer}}}}\n",
	}
	changed := strings.Replace(split, "required: [name]\n      properties:\n        name: {type: string}", "required: [name]\n      properties:\n        name: {type: integer}\n        age: {type: integer}", 1)
	r, err := diff(split, changed, files)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "oasdiff can't compare these documents") || !strings.Contains(r.Notes[0], "component P is in two files") {
		t.Errorf("notes %q", r.Notes)
	}
	var got []string
	for _, c := range r.Changes {
		if c.Kind == gen.DiffWire {
			got = append(got, c.String())
		}
	}
	want := []string{
		`new.yaml:20:9: wire: breaking: GET /pets/{id}: response /name integer: only in the new document: there only string [type]`,
		`new.yaml:20:9: wire: GET /pets/{id}: response /name string: only in the old document: there only integer [type]`,
		`new.yaml:21:9: wire: GET /pets/{id}: response /age: only in the new document: no such member there [member]`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if r.Bump != gen.Major {
		t.Errorf("bump %s", r.Bump)
	}
}

// TestDiffWithoutEnd compares schemas that are used twice at every level, which
// oasdiff would take hours for.
func TestDiffWithoutEnd(t *testing.T) {
	doc := func(leaf string) string {
		var b strings.Builder
		b.WriteString(strings.Replace(petstore, "name: {type: string}", `name: {$ref: "#/components/schemas/S0"}`, 1))
		for i := range 30 {
			fmt.Fprintf(&b, "    S%d: {type: object, properties: {a: {$ref: \"#/components/schemas/S%d\"}, b: {$ref: \"#/components/schemas/S%d\"}}}\n", i, i+1, i+1)
		}
		return b.String() + "    S30: {type: object, properties: {x: {type: " + leaf + "}}}\n"
	}
	r, err := diff(doc("string"), doc("integer"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Bump != gen.Major || r.Breaking(gen.DiffWire) != 1 || len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "too many ways lead through their schemas") {
		t.Errorf("%s %d %q", r.Bump, r.Breaking(gen.DiffWire), r.Notes)
	}
}

// TestDiffPrintsNothing compares documents in which types, pointers and values, are no
// longer variants of two unions each. Standard output belongs to the program.
func TestDiffPrintsNothing(t *testing.T) {
	const head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n" +
		"    Name: {type: string, enum: [a, b]}\n    Cat: {type: object, required: [id], properties: {id: {type: string}}}\n    List: {type: array, items: {type: string}}\n"
	unions := func(variants string) string {
		return head + "    A: {oneOf: [{type: integer}" + variants + "]}\n    B: {oneOf: [{type: integer}" + variants + "]}\n"
	}
	all := ", {$ref: '#/components/schemas/Name'}, {$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/List'}"
	printed, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	before := os.Stdout
	os.Stdout = printed
	r, err := diff(unions(all), unions(", {type: boolean}"), nil)
	same := os.Stdout == printed
	os.Stdout = before
	if err != nil || !same {
		t.Fatal(err, same)
	}
	if data, err := os.ReadFile(printed.Name()); err != nil || len(data) > 0 {
		t.Errorf("printed: %s %v", data, err)
	}
	lost := 0
	for _, c := range r.Changes {
		if strings.Contains(c.Message, "no longer implements") {
			lost++
		}
	}
	if lost != 4 {
		t.Errorf("%d lost variants: %v", lost, r.Changes)
	}
}

// TestDiffOfEqualTypes gives one of two equal inline schemas more. The names that
// shared a type stay, so that it is no break, and the report says that they part.
func TestDiffOfEqualTypes(t *testing.T) {
	older := `
openapi: 3.1.0
info: {title: Tracker, version: "1"}
paths:
  /issue:
    get:
      operationId: issues.get
      responses:
        "200":
          description: OK
          content:
            application/json:
              schema:
                type: object
                properties:
                  user: {type: object, properties: {id: {type: integer}}}
                  closed_by: {type: object, properties: {id: {type: integer}}}
                  mode: {enum: [a, b]}
                  mood: {enum: [a, b]}
`
	newer := strings.Replace(older, "closed_by: {type: object, properties: {", "closed_by: {type: object, properties: {name: {type: string}, ", 1)
	newer = strings.Replace(newer, "mode: {enum: [a, b]}", "mode: {enum: [a, b, c]}", 1)
	r, err := diff(older, newer, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range r.Changes {
		if c.Kind == gen.DiffGo {
			got = append(got, fmt.Sprint(c.Subject, ": ", c.Message, " ", c.Breaking))
		}
	}
	want := []string{
		"IssueGetResponseClosedBy: no longer the same type as IssueGetResponseUser false",
		"IssueGetResponseClosedBy.Name: added false",
		"IssueGetResponseModeC: added false",
		"IssueGetResponseMood: no longer the same type as IssueGetResponseMode false",
	}
	if d := cmp.Diff(want, got); d != "" || r.API != gen.Minor {
		t.Error(r.API, d)
	}
}
