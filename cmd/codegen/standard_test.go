package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// stdin makes text the standard input of the test.
func stdin(t *testing.T, text string) {
	t.Helper()
	f, err := os.Open(file(t, text))
	if err != nil {
		t.Fatal(err)
	}
	old := os.Stdin
	os.Stdin = f
	t.Cleanup(func() {
		os.Stdin = old
		_ = f.Close()
	})
}

// TestStandardInput generates, bundles and lints a document that no file holds, which refers to one.
func TestStandardInput(t *testing.T) {
	tree(t, map[string]string{"pet.yaml": "Pet: {type: object, properties: {name: {type: string}}}\n"})
	doc := strings.Replace(spec, "{type: string}", "{$ref: 'pet.yaml#/Pet'}", 1)
	stdin(t, doc)
	if code, _, stderr := command("generate", "-", "--out", "pets"); code != exitOK {
		t.Fatalf("%d %q", code, stderr)
	}
	contains(t, "pets/pets.gen.go", "Name *string")
	stdin(t, doc)
	code, stdout, stderr := command("bundle", "--spec", "-", "--out", "-", "-q")
	if code != exitOK || stderr != "" || !strings.HasPrefix(stdout, "openapi: ") || !strings.Contains(stdout, " name:\n") {
		t.Errorf("%d %q %q", code, stdout, stderr)
	}
	stdin(t, strings.Replace(spec, "type: string", "enum: red", 1))
	if code, _, stderr := command("lint", "-"); code != exitFindings || !strings.Contains(stderr, "stdin:11:") || !strings.HasSuffix(stderr, "\ncodegen: 1 error\n") {
		t.Errorf("%d %q", code, stderr)
	}
	stdin(t, "")
	if code, _, stderr := command("lint", "-"); code != exitFindings || !strings.Contains(stderr, "stdin") {
		t.Errorf("nothing: %d %q", code, stderr)
	}
}

// TestDocumentArgument checks that a document behind the command is that of --spec.
func TestDocumentArgument(t *testing.T) {
	doc, dir := file(t, spec), filepath.Join(t.TempDir(), "pets")
	for _, args := range [][]string{
		{"generate", doc, "--out", dir}, {"check", "--out", dir, doc}, {"lint", doc}, {"bundle", doc, "--out", filepath.Join(t.TempDir(), "all.yaml")}, {"docs", doc, "--out", filepath.Join(t.TempDir(), "api.md")},
	} {
		if code, _, stderr := command(args...); code != exitOK {
			t.Errorf("%v: %d %q", args, code, stderr)
		}
		if code, _, stderr := command(append(args, "--spec", doc)...); code != exitMisuse || !strings.Contains(stderr, "two documents: ") {
			t.Errorf("%v twice: %d %q", args, code, stderr)
		}
	}
}

func TestSuggestions(t *testing.T) {
	for args, want := range map[string]string{
		"genrate":               "Did you mean this?\n\tgenerate",
		"generate --spce x":     "unknown flag: --spce: did you mean --spec?",
		"generate --pakage=x":   "did you mean --package?",
		"generate -spec x":      "did you mean --spec?",
		"generate -out=x":       "did you mean --out?",
		"diff --one-wai a b":    "did you mean --one-way?",
		"lint --zzzzzzzz":       "unknown flag: --zzzzzzzz: codegen lint --help lists the flags",
		"generate --spec":       "flag needs an argument: --spec",
		"generate --fake=maybe": `invalid argument "maybe"`,
	} {
		if code, _, stderr := command(strings.Fields(args)...); code != exitMisuse || !strings.Contains(stderr, want) {
			t.Errorf("%s: %d %q", args, code, stderr)
		}
	}
}

// TestLastLine checks the summary of a document that can't be used.
func TestLastLine(t *testing.T) {
	doc := file(t, strings.Replace(spec, "type: string", "enum: red, maximum: 3, nonsense: 1", 1)+"      colour: red\n")
	for name, want := range map[string]string{"generate": ": nothing written\n", "check": ": nothing compared\n"} {
		code, _, stderr := command(name, doc, "--out", filepath.Join(t.TempDir(), "pets"))
		last := stderr[strings.LastIndex(strings.TrimSuffix(stderr, "\n"), "\n")+1:]
		if code != exitFindings || !strings.HasPrefix(last, "codegen: 1 error") || !strings.HasSuffix(last, want) {
			t.Errorf("%s: %d %q", name, code, stderr)
		}
		t.Log(last)
	}
}

// TestCheckDiff checks that check --diff shows the lines that differ, and not more than anybody reads.
func TestCheckDiff(t *testing.T) {
	doc, dir := file(t, spec), filepath.Join(t.TempDir(), "pets")
	if code, _, stderr := command("generate", doc, "--out", dir); code != exitOK {
		t.Fatal(stderr)
	}
	name := filepath.Join(dir, "client.gen.go")
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(content), "package pets\n", "package pets\n\nvar edited = 1\n", 1)
	if err := os.WriteFile(name, []byte(edited), 0o644); err != nil {
		t.Fatal(err)
	}
	code, without, _ := command("check", doc, "--out", dir, "-q")
	if code != exitFindings || without != "client.gen.go: changed\n" {
		t.Errorf("%d %q", code, without)
	}
	code, stdout, _ := command("check", doc, "--out", dir, "-q", "--diff")
	if code != exitFindings || !strings.HasPrefix(stdout, "client.gen.go: changed\n--- client.gen.go (on disk)\n+++ client.gen.go (generated)\n@@ ") || !strings.Contains(stdout, "\n-var edited = 1\n") {
		t.Errorf("%d %q", code, stdout)
	}
	edited = strings.ReplaceAll(string(content), "\n\n", "\n \n") + strings.Repeat("// \n", 1000)
	if err := os.WriteFile(name, []byte(edited), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, stdout, _ := command("check", doc, "--out", dir, "-q", "--diff"); strings.Count(stdout, "\n") != maxFileLines+2 || !strings.HasSuffix(stdout, " more lines\n") {
		t.Errorf("%d lines: %q", strings.Count(stdout, "\n"), stdout)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if code, stdout, _ := command("check", doc, "--out", dir, "-q", "--diff"); code != exitFindings || stdout != "client.gen.go: added\n" {
		t.Errorf("%d %q", code, stdout)
	}
}
