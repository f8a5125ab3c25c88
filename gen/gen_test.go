package gen_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

const module = "github.com/claudegen/claudegen"

// writers are the packages that write Go.
var writers = []string{
	"gen/internal/write/source", "gen/internal/write/methods", "gen/internal/write/types", "gen/internal/write/folding", "gen/internal/write/emit", "gen/internal/write/faketest", "gen/internal/write/tools", "gen/internal/write/sampletest",
}

// TestDependencyDirection pins which package may import what. Every package of
// the generator has a line here.
func TestDependencyDirection(t *testing.T) {
	allowed := map[string]string{
		"gen/internal/budget":   "",
		"gen/internal/diag":     "",
		"gen/internal/prose":    "",
		"gen/internal/deadline": "",

		"gen/internal/read/urls":     "diag",
		"gen/internal/read/node":     "diag read/urls",
		"gen/internal/read/spell":    "diag read/node",
		"gen/internal/read/files":    "diag read/node read/spell read/urls",
		"gen/internal/read/overlay":  "deadline diag read/files read/node read/spell",
		"gen/internal/read/openapi":  "budget diag read/files read/node read/spell read/urls",
		"gen/internal/read/rules":    "diag read/node read/openapi read/spell",
		"gen/internal/read/advice":   "deadline diag read/node read/openapi read/urls",
		"gen/internal/read/load":     "diag read/files read/node read/openapi read/overlay read/rules",
		"gen/internal/read/bundle":   "diag read/node read/openapi",
		"gen/internal/read/remote":   "read/urls",
		"gen/internal/read/config":   "diag read/node read/remote read/spell",
		"gen/internal/read/revision": "",

		"gen/internal/model/ir":           "diag",
		"gen/internal/model/names":        "diag read/node",
		"gen/internal/model/schema":       "budget read/node read/openapi",
		"gen/internal/model/discriminate": "model/ir model/schema read/node",
		"gen/internal/model/describe":     "model/ir model/schema read/node",
		"gen/internal/model/types":        "budget diag model/describe model/discriminate model/ir model/names model/number model/schema model/style read/node read/openapi",
		"gen/internal/model/lower":        "diag model/answer model/describe model/event model/extension model/form model/host model/ir model/layout model/names model/payload model/schema model/toolloop model/types read/node read/openapi",
		"gen/internal/model/answer":       "diag model/event model/ir model/names model/payload model/schema model/types read/node read/openapi",
		"gen/internal/model/payload":      "model/ir model/schema read/node read/openapi",
		"gen/internal/model/extension":    "diag model/ir model/names model/pieces model/schema read/node read/openapi",
		"gen/internal/model/pieces":       "diag model/ir read/node",
		"gen/internal/model/toolloop":     "diag model/ir read/node",
		"gen/internal/model/subset":       "diag model/ir read/spell",
		"gen/internal/model/host":         "diag model/describe model/ir model/names model/schema model/types read/node read/openapi read/urls",
		"gen/internal/model/layout":       "model/ir read/openapi",
		"gen/internal/model/style":        "diag model/ir read/node read/openapi",
		"gen/internal/model/event":        "model/ir model/names model/schema model/types read/node read/openapi",
		"gen/internal/model/form":         "model/describe model/ir model/schema model/style model/types read/node read/openapi",
		"gen/internal/model/number":       "diag model/ir model/schema read/node",
		"gen/internal/write/jsondoc":      "",
		"gen/internal/write/styled":       "model/ir write/jsondoc",
		"gen/internal/model/unify":        "diag model/ir",

		"gen/internal/write/docs":       "model/ir prose",
		"gen/internal/write/source":     "model/ir prose",
		"gen/internal/write/methods":    "model/ir write/source",
		"gen/internal/write/types":      "model/ir prose write/jsondoc write/methods write/source",
		"gen/internal/write/folding":    "model/ir write/jsondoc write/source write/types",
		"gen/internal/write/emit":       "model/ir prose write/folding write/methods write/source write/types",
		"gen/internal/write/sample":     "model/ir write/jsondoc write/styled",
		"gen/internal/write/faketest":   "model/ir write/source",
		"gen/internal/write/sampletest": "model/ir write/jsondoc write/sample write/source",
		"gen/internal/write/tools":      "model/ir write/source",
		"gen/internal/write/output":     "write/faketest write/source write/tools templates",

		"gen/internal/compare/values":    "diag model/schema read/node",
		"gen/internal/compare/compat":    "budget compare/values diag read/node read/openapi",
		"gen/internal/compare/goapi":     "diag model/ir write/output",
		"gen/internal/compare/oaschange": "diag read/bundle read/node read/openapi",

		"cmd/codegen":          "gen",
		"spec":                 "",
		"templates":            "",
		"templates/runtime":    "",
		"templates/faketest":   "templates/runtime",
		"templates/sampletest": "",
		"templates/tools":      "templates/tools/chat",
		"templates/tools/chat": "templates/runtime",
	}
	args := []string{"list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./internal/..."}
	for pkg := range allowed {
		if !strings.HasPrefix(pkg, "gen/") {
			args = append(args, module+"/"+pkg)
		}
	}
	out, err := exec.Command("go", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		imports := strings.Fields(line)
		pkg := strings.TrimPrefix(imports[0], module+"/")
		may, ok := allowed[pkg]
		if !ok {
			t.Errorf("%s isn't listed here: say what it may import", pkg)
		}
		for _, imp := range imports[1:] {
			own, ok := strings.CutPrefix(imp, module+"/")
			if ok && !slices.Contains(strings.Fields(may), strings.TrimPrefix(own, "gen/internal/")) {
				t.Errorf("%s must not import %s", pkg, own)
			}
			if strings.Contains(imp, "kin-openapi") && pkg != "gen/internal/read/advice" && pkg != "gen/internal/compare/oaschange" {
				t.Errorf("%s must not import kin-openapi: only advice and oaschange do", pkg)
			}
			if strings.Contains(imp, "jennifer") && !slices.Contains(writers, pkg) {
				t.Errorf("%s must not import jennifer: only what writes Go does", pkg)
			}
		}
	}
}

// TestGeneratedImports pins that the client, its fake and the examples import the
// standard library and each other, in tests too.
func TestGeneratedImports(t *testing.T) {
	cmd := exec.Command("go", "list", "-f", `{{join .Imports "\n"}}{{"\n"}}{{join .TestImports "\n"}}{{"\n"}}{{join .XTestImports "\n"}}`, "./...")
	cmd.Dir = "../generated"
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for imp := range strings.FieldsSeq(string(out)) {
		n++
		if first, _, _ := strings.Cut(imp, "/"); strings.Contains(first, ".") && !strings.HasPrefix(imp, module+"/generated/") {
			t.Errorf("a package imports %s", imp)
		}
	}
	if n == 0 {
		t.Error("no package imports anything")
	}
}

const petstore = `openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets/{id}:
    get:
      operationId: pets.get
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses:
        "200":
          description: A pet.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
`

func generate(t *testing.T, spec string) (*gen.Result, error) {
	t.Helper()
	return gen.Generate(gen.Config{
		Spec: "spec.yaml", Package: "pets",
		ReadFile: func(string) ([]byte, error) { return []byte(spec), nil },
	})
}

func TestGenerateIsDeterministic(t *testing.T) {
	first, err := generate(t, petstore)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		again, err := generate(t, petstore)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.EqualFunc(first.Files, again.Files, func(a, b gen.File) bool {
			return a.Name == b.Name && bytes.Equal(a.Content, b.Content)
		}) {
			t.Fatal("two runs wrote different files")
		}
	}
}

func TestGenerateRefusesPackageNames(t *testing.T) {
	for _, name := range []string{"", "main", "Pets", "a-b", "a/b", "type", "a\nb"} {
		if _, err := gen.Generate(gen.Config{Spec: "spec.yaml", Package: name}); err == nil {
			t.Errorf("package name %q was accepted", name)
		}
	}
}

func TestGenerateReportsEverythingAndReturnsNothing(t *testing.T) {
	broken := strings.ReplaceAll(petstore, "schemas/Pet", "schemas/Cat")
	r, err := generate(t, broken)
	var d *gen.DiagnosticError
	if !errors.As(err, &d) || len(d.Diagnostics) == 0 || r != nil {
		t.Fatalf("got %v, %v", r, err)
	}
	if got := d.Diagnostics[0].String(); !strings.HasPrefix(got, "spec.yaml:12:") {
		t.Errorf("diagnostic %q doesn't say where", got)
	}
}

// TestWrite goes through the life of a generated folder.
func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pets")
	result, err := generate(t, petstore)
	if err != nil {
		t.Fatal(err)
	}
	changes, err := gen.Write(dir, result.Files)
	if err != nil || len(changes) != len(result.Files) {
		t.Fatalf("first write: %d changes, %v", len(changes), err)
	}
	if changes, err = gen.Write(dir, result.Files); err != nil || len(changes) != 0 {
		t.Fatalf("second write: %v, %v", changes, err)
	}
	write(t, dir, "mine.go", "package pets\n")
	write(t, dir, "mine.gen.go", "package pets\n")
	write(t, dir, "old.gen.go", "// Code generated by codegen. DO NOT EDIT.\n\npackage pets\n")
	if changes, err = gen.Write(dir, result.Files); err != nil || len(changes) != 1 || changes[0] != (gen.Change{Name: "old.gen.go", Kind: gen.Removed}) {
		t.Fatalf("with a stale file: %v, %v", changes, err)
	}
	for _, keep := range []string{"mine.go", "mine.gen.go"} {
		if _, err := os.Stat(filepath.Join(dir, keep)); err != nil {
			t.Error(err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != len(result.Files)+2 {
		t.Errorf("%d files in the folder, %v", len(entries), err)
	}
}

func TestWriteRefusesToOverwriteOthers(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "client.gen.go", "package mine\n")
	result, err := generate(t, petstore)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := gen.Write(dir, result.Files); err == nil || !strings.Contains(err.Error(), "client.gen.go") {
		t.Fatalf("got %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("something was written: %v, %v", entries, err)
	}
}

func write(t *testing.T, dir, name, content string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
