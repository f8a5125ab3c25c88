package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tree writes files into a new folder, makes that the working directory, and
// returns it.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	return dir
}

func contains(t *testing.T, name, text string) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(b, []byte(text)) {
		t.Errorf("%s has no %q: %v", name, text, err)
	}
}

func TestSettingsOfTheWorkingDirectory(t *testing.T) {
	tree(t, map[string]string{
		"go.mod":           "module example.com/shop\n",
		"api/openapi.yaml": spec,
		"codegen.yaml":     "spec: api/openapi.yaml\nout: internal/pets\npackage: animals\nfake: true\n",
	})
	if code, stdout, stderr := command("generate"); code != exitOK || stdout != "" || !strings.Contains(stderr, "reading api/openapi.yaml") {
		t.Fatalf("%d %q %q", code, stdout, stderr)
	}
	contains(t, "internal/pets/client.gen.go", "package animals\n")
	contains(t, "internal/pets/animalstest/server.gen.go", `"example.com/shop/internal/pets"`)
	for args, want := range map[string]int{
		"check":                        exitOK,
		"check --config codegen.yaml":  exitOK,
		"check --fake=false":           exitFindings,
		"check --package pets":         exitFindings,
		"check --out other":            exitFindings,
		"check --spec embedded:claude": exitFindings,
		"lint":                         exitOK,
		"bundle --out all.yaml":        exitOK,
	} {
		if code, _, stderr := command(strings.Fields(args)...); code != want {
			t.Errorf("%s: %d %s", args, code, stderr)
		}
	}
}

func TestSettingsElsewhere(t *testing.T) {
	dir := tree(t, map[string]string{
		"api/openapi.yaml":  spec,
		"pets/codegen.yaml": "spec: ../api/openapi.yaml\nout: .\n",
		"work/keep":         "",
	})
	t.Chdir("work")
	if code, _, stderr := command("generate", "--config", "../pets/codegen.yaml"); code != exitOK {
		t.Fatalf("%d %q", code, stderr)
	}
	contains(t, filepath.Join(dir, "pets", "client.gen.go"), "package pets\n")
}

func TestSettingsMisuse(t *testing.T) {
	tree(t, map[string]string{
		"go.mod":        "module example.com/shop\n",
		"openapi.yaml":  spec,
		"wrong.yaml":    "spec: openapi.yaml\n\nuot: pets\n",
		"no-spec.yaml":  "out: pets\n",
		"bad-spec.yaml": "spec: none.yaml\nout: pets\n",
		"no-out.yaml":   "spec: openapi.yaml\n",
		"other.yaml":    "spec: embedded:other\nout: pets\n",
		"pkg.yaml":      "spec: openapi.yaml\nout: pets\npackage: Pets\n",
		"mine/mine.go":  "package menagerie\n",
		"mine.yaml":     "spec: openapi.yaml\nout: mine\npackage: pets\n",
		"file-out.yaml": "spec: openapi.yaml\nout: openapi.yaml\n",
	})
	for name, want := range map[string]string{
		"missing.yaml":  "missing.yaml",
		"wrong.yaml":    `wrong.yaml:3:1: there is no setting "uot"; did you mean out?`,
		"no-spec.yaml":  "no document: say --spec FILE, or spec: FILE in codegen.yaml; --spec embedded:claude",
		"bad-spec.yaml": "none.yaml: no such file: name the document with --spec, or with spec: in codegen.yaml",
		"no-out.yaml":   "no folder to write to: say --out FOLDER, or out: FOLDER in codegen.yaml",
		"other.yaml":    "codegen carries no document embedded:other, only embedded:claude",
		"pkg.yaml":      `package name "Pets" is no Go package name`,
		"mine.yaml":     "is of package menagerie, not pets: choose another folder with --out, or say --package menagerie",
		"file-out.yaml": "--out must be a folder",
	} {
		code, stdout, stderr := command("generate", "--config", name)
		if code != exitMisuse || stdout != "" || !strings.HasPrefix(stderr, "codegen: ") || !strings.Contains(stderr, want) {
			t.Errorf("%s: %d %q %q", name, code, stdout, stderr)
		}
	}
	if _, err := os.Stat("pets"); err == nil {
		t.Error("something was written")
	}
}

// TestForeignFile checks that a file which codegen did not write, and which has
// the name of one that it would, keeps everything from being written.
func TestForeignFile(t *testing.T) {
	tree(t, map[string]string{"openapi.yaml": spec, "pets/client.gen.go": "package pets // mine\n"})
	code, _, stderr := command("generate", "--spec", "openapi.yaml", "--out", "pets")
	if code != exitMisuse || !strings.Contains(stderr, filepath.Join("pets", "client.gen.go")+" was not written by codegen and stands in the way: move it") {
		t.Errorf("%d %q", code, stderr)
	}
	if entries, err := os.ReadDir("pets"); len(entries) != 1 || err != nil {
		t.Errorf("something was written: %v %v", entries, err)
	}
}

// TestPackageOfOwnFiles checks that a package has the name that its author's
// files have.
func TestPackageOfOwnFiles(t *testing.T) {
	tree(t, map[string]string{
		"openapi.yaml":       spec,
		"api-v1/a_test.go":   "package pets_test\n",
		"api-v1/gen.go":      "//go:build ignore\n\npackage main\n",
		"api-v1/old.gen.go":  "// Code generated by codegen. DO NOT EDIT.\n\npackage older\n",
		"api-v1/README":      "",
		"api-v1/sub.go/keep": "",
	})
	if code, _, stderr := command("generate", "--spec", "openapi.yaml", "--out", "api-v1"); code != exitOK {
		t.Fatalf("%d %q", code, stderr)
	}
	contains(t, "api-v1/client.gen.go", "package pets\n")
	if _, err := os.Stat("api-v1/old.gen.go"); err == nil {
		t.Error("a stale file was left")
	}
}

func TestCompletion(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if code, stdout, _ := command("completion", shell); code != exitOK || !strings.Contains(stdout, "codegen") {
			t.Errorf("%s: %d", shell, code)
		}
	}
	for args, want := range map[string]string{
		"gen":               "generate",
		"generate --spec ":  "embedded:claude",
		"generate --over":   "--overlay",
		"generate --betas ": "none",
	} {
		words := strings.Split(args, " ")
		if code, stdout, _ := command(append([]string{"__complete"}, words...)...); code != exitOK || !strings.Contains(stdout, want) {
			t.Errorf("%q: %d %q", args, code, stdout)
		}
	}
}

func TestHelpHasExamples(t *testing.T) {
	for _, c := range newRoot(new(bytes.Buffer), new(bytes.Buffer)).Commands() {
		if c.Example == "" || c.Long == "" {
			t.Errorf("%s: the help says too little", c.Name())
		}
	}
}

// TestSubsetFlags checks that flags choose operations and betas, and that
// messages say where a choice that makes no sense was made.
func TestSubsetFlags(t *testing.T) {
	tree(t, map[string]string{
		"go.mod":       "module example.com/shop\n",
		"openapi.yaml": spec,
		"codegen.yaml": "spec: openapi.yaml\nout: pets\ninclude:\n  - pets.listDogs\n",
	})
	for _, test := range []struct{ args, want string }{
		{"generate", "codegen.yaml:4:5: there is no operation pets.listDogs; did you mean pets.listPets?\n"},
		{"generate --include cats", "--include: there is no operation cats\n"},
		{"generate --include listPets", ""},
		{"check --include pets", ""},
		{"check --include pets.list*", ""},
		{"check --include= --betas all", ""},
		{"check --include= --betas none", ""},
		{"check --include= --betas a,b", "--betas: there is no beta a\n--betas: there is no beta b\n"},
		{"check --include= --exclude pets", "--exclude: no operation is left\n"},
	} {
		code, _, stderr := command(append(strings.Fields(test.args), "-q")...)
		if stderr != test.want || (code == exitOK) != (test.want == "") {
			t.Errorf("%s: %d %q, want %q", test.args, code, stderr, test.want)
		}
	}
}
