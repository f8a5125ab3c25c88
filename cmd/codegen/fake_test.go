package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFakeFlag(t *testing.T) {
	module := t.TempDir()
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte("module example.com/shop\n\ngo 1.26\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	doc, dir := file(t, spec), filepath.Join(module, "internal", "pets")
	if code, _, stderr := command("generate", "--spec", doc, "--out", dir, "--fake"); code != exitOK {
		t.Fatalf("%d %q", code, stderr)
	}
	server, err := os.ReadFile(filepath.Join(dir, "petstest", "server.gen.go"))
	if err != nil || !bytes.Contains(server, []byte(`"example.com/shop/internal/pets"`)) {
		t.Errorf("the fake server doesn't import the client: %v", err)
	}
	if code, stdout, stderr := command("check", "--spec", doc, "--out", dir, "--fake", "-q"); code != exitOK || stdout+stderr != "" {
		t.Errorf("check: %d %q %q", code, stdout, stderr)
	}
	if code, stdout, _ := command("check", "--spec", doc, "--out", dir); code != exitFindings || !strings.Contains(stdout, "petstest/server.gen.go: removed") {
		t.Errorf("check without --fake: %d %q", code, stdout)
	}
}

func TestFakeFlagWithoutModule(t *testing.T) {
	dir := t.TempDir()
	for root := dir; root != filepath.Dir(root); root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			t.Skip("the temporary folder is in a module")
		}
	}
	out := filepath.Join(dir, "pets")
	code, _, stderr := command("generate", "--spec", file(t, spec), "--out", out, "--fake")
	if code != exitMisuse || !strings.Contains(stderr, "no go.mod") {
		t.Errorf("%d %q", code, stderr)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("something was written")
	}
}
