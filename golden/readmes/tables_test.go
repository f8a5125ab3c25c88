package readmes

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// listed are the files and folders that a README has to name, and how.
var listed = []struct{ readme, glob, prefix string }{
	{"README.md", "*/", ""},
	{"spec/README.md", "*.yaml", ""},
	{"gen/README.md", "internal/*/", "internal/"},
	{"templates/README.md", "runtime/*.go", ""},
	{"templates/README.md", "*/", ""},
	{"generated/README.md", "*/", ""},
	{"generated/examples/README.md", "*/", ""},
	{"golden/README.md", "*/", ""},
}

// TestTablesAreComplete looks in READMEs for what is in their folders: in code,
// or in a link.
func TestTablesAreComplete(t *testing.T) {
	for _, d := range documents(t) {
		for _, l := range listed {
			if l.readme != d.name {
				continue
			}
			pattern, wantDir := strings.CutSuffix(l.glob, "/")
			names, err := filepath.Glob(filepath.Join(root, path.Dir(d.name), pattern))
			if err != nil || len(names) == 0 {
				t.Errorf("%s: nothing like %s: %v", d.name, l.glob, err)
			}
			for _, name := range names {
				info, err := os.Stat(name)
				if err != nil {
					t.Fatal(err)
				}
				base := info.Name()
				if info.IsDir() == wantDir && !strings.HasPrefix(base, ".") && base != "testdata" && !strings.HasSuffix(base, "_test.go") && !mentions(d, l.prefix+base) {
					t.Errorf("%s says nothing of %s", d.name, base)
				}
			}
		}
	}
}

// mentions reports whether a document has a name as code or links to it.
func mentions(d *document, name string) bool {
	for _, s := range d.spans {
		if s == name || strings.HasPrefix(s, name+"/") {
			return true
		}
	}
	for _, l := range d.links {
		if l == name || strings.HasPrefix(l, name+"/") {
			return true
		}
	}
	return false
}

// TestCommandsAreDescribed compares the README of the command with its help.
func TestCommandsAreDescribed(t *testing.T) {
	out, err := exec.Command(filepath.Join(bin, "codegen"), "--help").CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(out), "Available Commands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	commands := regexp.MustCompile(`(?m)^  (\w+)`).FindAllStringSubmatch(list, -1)
	if len(commands) < 5 {
		t.Fatalf("found %d commands", len(commands))
	}
	readme := readFile(t, filepath.Join(root, "cmd/codegen/README.md"))
	for _, c := range commands {
		help, err := exec.Command(filepath.Join(bin, "codegen"), c[1], "--help").CombinedOutput()
		if err != nil {
			t.Fatal(err)
		}
		if c[1] != "help" && !strings.Contains(readme, "codegen "+c[1]) {
			t.Errorf("codegen %s is not described", c[1])
		}
		if c[1] == "completion" || c[1] == "help" {
			continue // cobra's
		}
		for _, flag := range flags.FindAllString(string(help), -1) {
			if flag != "--help" && !regexp.MustCompile(flag+"[^a-z-]").MatchString(readme) {
				t.Errorf("flag %s of codegen %s is not described", flag, c[1])
			}
		}
	}
}

// TestExtensionsAreDescribed compares the README of the document with what the
// generator reads.
func TestExtensionsAreDescribed(t *testing.T) {
	sources, err := filepath.Glob(filepath.Join(root, "gen/internal/model/*/*.go"))
	if err != nil {
		t.Fatal(err)
	}
	readme := readFile(t, filepath.Join(root, "spec/README.md"))
	n := 0
	for _, name := range sources {
		for _, m := range regexp.MustCompile(`"(x-[a-zA-Z-]+)"`).FindAllStringSubmatch(readFile(t, name), -1) {
			if n++; !strings.Contains(readme, m[1]) {
				t.Errorf("spec/README.md says nothing of %s, which %s reads", m[1], filepath.Base(name))
			}
		}
	}
	if n < 15 {
		t.Errorf("found only %d extensions", n)
	}
}
