package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const spec = `openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses:
        "200":
          description: All pets.
          content: {application/json: {schema: {type: array, items: {type: string}}}}
`

// command runs codegen and returns its exit code and what it printed.
func command(args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(args, &out, &err)
	return code, out.String(), err.String()
}

func file(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "spec.yaml")
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestGenerateCheck(t *testing.T) {
	doc, dir := file(t, spec), filepath.Join(t.TempDir(), "pets")
	if code, stdout, stderr := command("check", "--spec", doc, "--out", dir); code != exitFindings || !strings.Contains(stdout, "client.gen.go: added") {
		t.Fatalf("check before: %d %q %q", code, stdout, stderr)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Fatal("check wrote something")
	}
	code, _, stderr := command("generate", "--spec", doc, "--out", dir)
	if code != exitOK || !strings.Contains(stderr, "1 operation, ") || !strings.Contains(stderr, " added in ") {
		t.Fatalf("generate: %d %q", code, stderr)
	}
	if code, stdout, stderr := command("check", "--spec", doc, "--out", dir, "-q"); code != exitOK || stdout+stderr != "" {
		t.Fatalf("check after: %d %q %q", code, stdout, stderr)
	}
	if code, _, stderr := command("generate", "--spec", doc, "--out", dir); code != exitOK || !strings.Contains(stderr, "nothing changed") {
		t.Fatalf("generate again: %d %q", code, stderr)
	}
	client, err := os.ReadFile(filepath.Join(dir, "client.gen.go"))
	if err != nil || !bytes.Contains(client, []byte("package pets\n")) {
		t.Errorf("package is not named after its folder: %v", err)
	}
}

func TestBrokenDocument(t *testing.T) {
	doc, dir := file(t, strings.Replace(spec, "type: string", "enum: red", 1)), filepath.Join(t.TempDir(), "pets")
	code, stdout, stderr := command("generate", "--spec", doc, "--out", dir, "-q")
	if code != exitFindings || stdout != "" || !strings.Contains(stderr, "spec.yaml:11:") {
		t.Fatalf("%d %q %q", code, stdout, stderr)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was written")
	}
}

func TestJSON(t *testing.T) {
	doc, dir := file(t, spec), filepath.Join(t.TempDir(), "pets")
	var r struct {
		Operations, Files int
		Changes           []any
		Diagnostics       []struct {
			Severity, Message, Pointer string
			Pos                        struct{ Line, Col int }
		}
	}
	code, stdout, stderr := command("generate", "--spec", doc, "--out", dir, "--json")
	if err := json.Unmarshal([]byte(stdout), &r); code != exitOK || stderr != "" || err != nil {
		t.Fatalf("%d %q %v", code, stderr, err)
	}
	if r.Operations != 1 || r.Files == 0 || len(r.Changes) != r.Files {
		t.Errorf("report %+v", r)
	}
	broken := file(t, "swagger: '2.0'\n")
	code, stdout, _ = command("lint", "--spec", broken, "--json")
	if err := json.Unmarshal([]byte(stdout), &r); code != exitFindings || err != nil || len(r.Diagnostics) != 1 || r.Diagnostics[0].Severity != "error" || r.Diagnostics[0].Pos.Line != 1 {
		t.Errorf("lint: %d %q %v", code, stdout, err)
	}
}

func TestSkipUnsupported(t *testing.T) {
	doc, dir := file(t, spec+`  /trees:
    get:
      operationId: listTrees
      responses: {"200": {description: All trees., content: {application/json: {schema: {enum: tree}}}}}
`), filepath.Join(t.TempDir(), "pets")
	if code, _, stderr := command("generate", "--spec", doc, "--out", dir, "-q"); code != exitFindings || !strings.Contains(stderr, "spec.yaml:15:") {
		t.Fatalf("without the flag: %d %q", code, stderr)
	}
	code, _, stderr := command("generate", "--spec", doc, "--out", dir, "--skip-unsupported")
	if code != exitOK || !strings.Contains(stderr, "codegen: 1 operation (1 operation left out), ") || !strings.Contains(stderr, "spec.yaml:13:5: warning: operation \"listTrees\" is left out") {
		t.Fatalf("%d %q", code, stderr)
	}
	var r struct {
		Operations, LeftOut int
		Diagnostics         []struct{ Severity, Message string }
	}
	code, stdout, _ := command("check", "--spec", doc, "--out", dir, "--skip-unsupported", "--json")
	if err := json.Unmarshal([]byte(stdout), &r); code != exitOK || err != nil || r.Operations != 1 || r.LeftOut != 1 || len(r.Diagnostics) != 2 || r.Diagnostics[0].Severity != "warning" {
		t.Errorf("check: %d %q %v", code, stdout, err)
	}
}

func TestLint(t *testing.T) {
	if code, stdout, stderr := command("lint", "--spec", file(t, spec)); code != exitOK || stdout != "" || !strings.Contains(stderr, "nothing found") {
		t.Errorf("%d %q %q", code, stdout, stderr)
	}
}

// TestNotGenerated checks that what has no effect is counted by generate and check,
// and listed by lint and in reports.
func TestNotGenerated(t *testing.T) {
	doc, dir := file(t, spec+`          headers: {X-A: {schema: {type: string}}, X-B: {schema: {type: string}}}
components:
  schemas:
    Pet: {type: object, not: {required: [a]}}
`), filepath.Join(t.TempDir(), "pets")
	const line = "not generated: 2 response headers, 1 use of not\n"
	for _, args := range [][]string{{"generate", "--spec", doc, "--out", dir}, {"check", "--spec", doc, "--out", dir}, {"lint", "--spec", doc}} {
		code, _, stderr := command(args...)
		if code != exitOK || !strings.HasSuffix(stderr, line) {
			t.Errorf("%s: %d %q", args[0], code, stderr)
		}
		if located := strings.Count(stderr, "spec.yaml:12:"); (args[0] == "lint") != (located == 2) {
			t.Errorf("%s lists them %d times", args[0], located)
		}
		if code, stdout, stderr := command(append(args, "-q")...); code != exitOK || stdout+stderr != "" {
			t.Errorf("%s -q: %d %q %q", args[0], code, stdout, stderr)
		}
		var r struct {
			Diagnostics  []struct{ Kind string }
			NotGenerated []struct {
				Kind   string
				Number int
			}
		}
		code, stdout, _ := command(append(args, "--json")...)
		if err := json.Unmarshal([]byte(stdout), &r); code != exitOK || err != nil || len(r.Diagnostics) != 3 || r.Diagnostics[0].Kind != "response header" ||
			len(r.NotGenerated) != 2 || r.NotGenerated[0].Kind != "response header" || r.NotGenerated[0].Number != 2 {
			t.Errorf("%s --json: %d %s %v", args[0], code, stdout, err)
		}
	}
	broken := file(t, spec+"          headers: {X-A: {schema: {enum: a}}}\n")
	if code, _, stderr := command("generate", "--spec", broken, "--out", dir, "-q"); code != exitFindings || strings.Contains(stderr, "note:") {
		t.Errorf("with an error: %d %q", code, stderr)
	}
}

// TestRoots checks that a document whose files lie beside its folder is refused with
// a flag that makes it generate, and that no other folder is read then.
func TestRoots(t *testing.T) {
	tree(t, map[string]string{
		"api/spec.yaml":            strings.Replace(spec, "items: {type: string}", "items: {$ref: ../components/pet.yaml}", 1),
		"components/pet.yaml":      "type: object\nproperties: {tag: {$ref: tags/tag.yaml}}\n",
		"components/tags/tag.yaml": "type: string\n",
		"secret/pet.yaml":          "type: object\n",
		"conf/codegen.yaml":        "spec: ../api/spec.yaml\npackage: pets\nout: ../pets\nroots: [../components]\n",
	})
	generate := []string{"generate", "--spec", "api/spec.yaml", "--out", "pets", "-q"}
	code, _, stderr := command(generate...)
	if code != exitFindings || !strings.Contains(stderr, "is outside the folder of api/spec.yaml: move the file there, or say --root components (") {
		t.Fatalf("%d %q", code, stderr)
	}
	components, err := filepath.Abs("components")
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		append(generate, "--root", "components"), append(generate, "--root", components), append(generate, "--root", "secret", "--root", "."),
		{"lint", "--spec", "api/spec.yaml", "--root", "components"}, {"generate", "--config", "conf/codegen.yaml"},
		{"diff", "api/spec.yaml", "api/spec.yaml", "--root", "components"}, {"diff", "api/spec.yaml", "api/spec.yaml", "--wire", "--root", "components"},
	} {
		if code, _, stderr := command(args...); code != exitOK {
			t.Errorf("%v: %d %q", args, code, stderr)
		}
	}
	if code, _, stderr := command(append(generate, "--root", "secret")...); code != exitFindings || !strings.Contains(stderr, "--root components") {
		t.Errorf("another folder: %d %q", code, stderr)
	}
	if err := os.Remove("components/pet.yaml"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("..", "secret", "pet.yaml"), "components/pet.yaml"); err != nil {
		t.Skip(err)
	}
	if code, _, stderr := command(append(generate, "--root", "components")...); code != exitFindings {
		t.Errorf("a link out of the folder: %d %q", code, stderr)
	}
}

func TestMisuse(t *testing.T) {
	for _, args := range [][]string{
		{"generate"},
		{"generate", "--spec", "x.yaml"},
		{"generate", "--nonsense"},
		{"frobnicate"},
		{"generate", "--spec", file(t, spec), "--out", t.TempDir(), "--package", "no-good"},
	} {
		if code, _, stderr := command(args...); code != exitMisuse || !strings.HasPrefix(stderr, "codegen: ") {
			t.Errorf("%v: %d %q", args, code, stderr)
		}
	}
}

// TestStrict checks that generate, check and lint take a mistake that only
// kin-openapi sees for an error if they are told to, by flag or by settings.
func TestStrict(t *testing.T) {
	tree(t, map[string]string{
		"spec.yaml":    strings.Replace(spec, "items: {type: string}", "items: {type: string, default: 5}", 1),
		"codegen.yaml": "spec: spec.yaml\npackage: pets\nout: pets\n",
		"strict.yaml":  "spec: spec.yaml\npackage: pets\nout: pets\nstrict: true\n",
	})
	if code, _, stderr := command("generate"); code != exitOK {
		t.Fatalf("%d %q", code, stderr)
	}
	for _, args := range []string{"generate --strict", "check --strict", "lint --strict", "generate --config strict.yaml", "check --config strict.yaml", "lint --config strict.yaml"} {
		code, _, stderr := command(strings.Fields(args)...)
		if code != exitFindings || !strings.Contains(stderr, "spec.yaml:11:") || strings.Contains(stderr, "warning: ") || !strings.Contains(stderr, "invalid default") {
			t.Errorf("%s: %d %q", args, code, stderr)
		}
	}
	if code, _, stderr := command("check", "--config", "strict.yaml", "--strict=false"); code != exitOK {
		t.Errorf("%d %q", code, stderr)
	}
	if code, _, stderr := command("generate", "--strict", "--skip-unsupported"); code != exitMisuse || !strings.Contains(stderr, "contradict each other") {
		t.Errorf("%d %q", code, stderr)
	}
}
