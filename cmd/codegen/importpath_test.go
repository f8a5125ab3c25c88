package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestImportPath(t *testing.T) {
	dir := t.TempDir()
	inner := filepath.Join(dir, "sub")
	if err := os.Mkdir(inner, 0o755); err != nil {
		t.Fatal(err)
	}
	mod := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string]string{
		"module example.com/x\n\ngo 1.26\n":               "example.com/x/sub/client",
		"// a module\nmodule \"example.com/y\" // quoted": "example.com/y/sub/client",
	} {
		mod(text)
		if got, err := importPath(filepath.Join(inner, "client")); err != nil || got != want { // need not exist
			t.Errorf("got %s, %v, want %s", got, err, want)
		}
	}
	mod("module example.com/x\n")
	if got, err := importPath(dir); err != nil || got != "example.com/x" {
		t.Errorf("at the root: %s, %v", got, err)
	}
	mod("go 1.26\n")
	if _, err := importPath(inner); err == nil || !strings.Contains(err.Error(), "no module line") {
		t.Error(err)
	}
}
