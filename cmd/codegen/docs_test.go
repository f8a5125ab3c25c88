package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDocs(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/shop\n\ngo 1.26\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	pkg := filepath.Join(dir, "pets")
	if err := os.Mkdir(pkg, 0o755); err != nil {
		t.Fatal(err)
	}
	doc, out := file(t, spec), filepath.Join(pkg, "api.md")
	run := func(wantCode int, want string, more ...string) {
		t.Helper()
		code, stdout, stderr := command(append([]string{"docs", "--spec", doc, "--out", out}, more...)...)
		if code != wantCode || !strings.Contains(stdout+stderr, want) {
			t.Errorf("%v: %d %q %q", more, code, stdout, stderr)
		}
	}
	content := func() string {
		t.Helper()
		b, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	run(exitFindings, "api.md: added", "--check")
	if _, err := os.Stat(out); err == nil {
		t.Fatal("--check wrote something")
	}
	run(exitOK, "1 added")
	run(exitOK, "nothing changed", "--check")
	run(exitOK, "nothing changed")
	if !strings.Contains(content(), "(https://pkg.go.dev/example.com/shop/pets#PetService.ListPets)") {
		t.Error(content())
	}
	run(exitFindings, "api.md: changed", "--check", "--import-path", "example.com/other")
	run(exitOK, "1 changed", "--import-path", "example.com/other", "--package", "zoo")
	if !strings.Contains(content(), "\n# zoo\n") || !strings.Contains(content(), "(https://pkg.go.dev/example.com/other#") {
		t.Error(content())
	}
	if err := os.WriteFile(out, []byte("# Mine\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	run(exitMisuse, "was not written by codegen")
	if content() != "# Mine\n" {
		t.Error("someone's file is gone")
	}
}

func TestDocsOfBrokenDocument(t *testing.T) {
	out := filepath.Join(t.TempDir(), "api.md")
	code, _, stderr := command("docs", "--spec", file(t, "swagger: '2.0'\n"), "--out", out)
	if code != exitFindings || !strings.Contains(stderr, "spec.yaml:1:") {
		t.Errorf("%d %q", code, stderr)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("something was written")
	}
}
