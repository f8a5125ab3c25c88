package main

import (
	"os"
	"strings"
	"testing"
)

func TestInit(t *testing.T) {
	tree(t, map[string]string{"go.mod": "module example.com/shop\n\ngo 1.26\n", "api/openapi.yaml": spec})
	code, stdout, stderr := command("init", "internal/pets", "--spec", "api/openapi.yaml")
	if code != exitOK || stdout != "" || !strings.Contains(stderr, "go get -tool "+toolPath) || !strings.Contains(stderr, "go generate ./internal/pets") {
		t.Fatalf("%d %q %q", code, stdout, stderr)
	}
	contains(t, "internal/pets/codegen.yaml", "spec: ../../api/openapi.yaml\n")
	contains(t, "internal/pets/generate.go", "package pets\n\n//go:generate go tool codegen generate\n")
	for _, kept := range []string{"generate.go", "codegen.yaml"} {
		before, _, stderr := command("init", "internal/pets", "--spec", "api/openapi.yaml")
		if before != exitMisuse || !strings.Contains(stderr, "is there already: init replaces no file") {
			t.Errorf("%d %q", before, stderr)
		}
		if err := os.Remove("internal/pets/" + kept); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat("internal/pets/" + kept); err == nil {
			t.Error("init wrote one of two files")
		}
		if code, _, _ := command("init", "internal/pets", "--spec", "api/openapi.yaml"); code != exitMisuse {
			t.Errorf("one of two files is there: %d", code)
		}
		if err := os.RemoveAll("internal/pets"); err != nil {
			t.Fatal(err)
		}
		if code, _, stderr := command("init", "internal/pets", "--spec", "api/openapi.yaml", "-q"); code != exitOK || stderr != "" {
			t.Errorf("%d %q", code, stderr)
		}
	}
	t.Chdir("internal/pets") // as go generate does
	if code, _, stderr := command("generate"); code != exitOK {
		t.Fatalf("%d %q", code, stderr)
	}
	contains(t, "client.gen.go", "package pets\n")
}

func TestInitHere(t *testing.T) {
	tree(t, map[string]string{
		"go.mod": "module example.com/shop\n\ngo 1.26\n\ntool " + toolPath + "\n", "own.go": "package shop\n",
	})
	code, _, stderr := command("init")
	if code != exitOK || strings.Contains(stderr, "go get") || !strings.Contains(stderr, "go generate .\n") {
		t.Errorf("%d %q", code, stderr)
	}
	contains(t, "codegen.yaml", "spec: embedded:claude\n\n")
	contains(t, "codegen.yaml", "package: shop\n")
}

// TestInitFinds checks which document init takes where none is named, and that it says so.
func TestInitFinds(t *testing.T) {
	tree(t, map[string]string{"go.mod": "module example.com/shop\n\ngo 1.26\n"})
	for _, test := range []struct{ add, want, says string }{
		{"notes.yaml", "spec: embedded:claude\n", "no openapi.yaml or the like here: chose embedded:claude"},
		{"shop-openapi-v2.json", "spec: ../shop-openapi-v2.json\n", "chose the document shop-openapi-v2.json; --spec FILE names another"},
		{"swagger.json", "spec: ../swagger.json\n", "chose the document swagger.json, not shop-openapi-v2.json;"},
		{"openapi.json", "spec: ../openapi.json\n", "chose the document openapi.json, not swagger.json, shop-openapi-v2.json;"},
		{"openapi.overlay.yaml", "spec: ../openapi.json\n", "chose the document openapi.json, not swagger.json, shop-openapi-v2.json;"},
		{"openapi.yaml", "spec: ../openapi.yaml\n", "chose the document openapi.yaml, not openapi.json, swagger.json, shop-openapi-v2.json;"},
		{"pets/openapi.yml", "spec: openapi.yml\n", "chose the document pets/openapi.yml, not openapi.yaml, openapi.json, swagger.json and 1 more;"},
	} {
		if err := os.MkdirAll("pets", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(test.add, []byte(spec), 0o644); err != nil {
			t.Fatal(err)
		}
		code, stdout, stderr := command("init", "pets")
		if code != exitOK || stdout != "" || !strings.HasPrefix(stderr, "codegen: "+test.says) {
			t.Errorf("%s: %d %q %q", test.add, code, stdout, stderr)
		}
		contains(t, "pets/codegen.yaml", test.want)
		for _, name := range []string{"codegen.yaml", "generate.go"} {
			if err := os.Remove("pets/" + name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestInitMisuse(t *testing.T) {
	tree(t, map[string]string{"own/own.go": "package own\n"})
	for args, want := range map[string]string{
		"init a b":                 "accepts at most 1 arg",
		"init no-good":             `package name "no-good" is no Go package name`,
		"init pets --spec x.yaml":  "x.yaml: no such file",
		"init own --package pets":  "is of package own, not pets",
		"init pets --package Pets": `package name "Pets" is no Go package name`,
	} {
		if code, _, stderr := command(strings.Fields(args)...); code != exitMisuse || !strings.Contains(stderr, want) {
			t.Errorf("%s: %d %q", args, code, stderr)
		}
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) != 1 {
		t.Errorf("something was written: %v %v", entries, err)
	}
}

func TestInitSchema(t *testing.T) {
	if code, stdout, stderr := command("init", "--schema"); code != exitOK || stderr != "" || !strings.Contains(stdout, `"title": "codegen.yaml"`) {
		t.Errorf("%d %q %q", code, stdout, stderr)
	}
}
