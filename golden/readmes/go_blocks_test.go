package readmes

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen"
)

const claudegen = "github.com/claudegen/claudegen"

// packages are those that Go blocks use without importing them.
var packages = map[string]string{
	"credentials": claudegen + "/generated/credentials",
	"claude":      claudegen + "/generated/claude", "claudetest": claudegen + "/generated/claude/claudetest", "claudetools": claudegen + "/generated/claude/claudetools",
	"context": "context", "errors": "errors", "fmt": "fmt", "io": "io", "log": "log", "slog": "log/slog", "http": "net/http", "os": "os",
	"strings": "strings", "testing": "testing", "time": "time", "iter": "iter", "big": "math/big", "json": "encoding/json",
}

// goldenCase is the package that the README of the golden cases tests.
const goldenCase = "unions/mapping"

// TestGoBlocks compiles all Go blocks in one module, and runs the tests in them. The
// module is called golden.test, as is that of the golden cases, so that tests of
// those work, too.
func TestGoBlocks(t *testing.T) {
	dir := t.TempDir()
	layOutModule(t, dir, "golden.test")
	layOutCase(t, dir)
	n := 0
	for _, d := range documents(t) {
		for _, b := range d.blocks {
			if b.lang != "go" {
				continue
			}
			source, err := wrap(&b)
			if err != nil {
				t.Errorf("%s: %v", &b, err)
				continue
			}
			n++
			name := "block.go"
			if strings.Contains(source, "\nfunc Test") {
				name = "block_test.go"
			}
			writeFile(t, filepath.Join(dir, fmt.Sprintf("block%d", n), name), source)
		}
	}
	if n == 0 {
		t.Fatal("no Go blocks")
	}
	cmd := exec.Command("go", "test", "-vet=off", "./...")
	cmd.Dir, cmd.Env = dir, moduleEnv()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// wrap makes a file of a block.
func wrap(b *block) (string, error) {
	abs, err := filepath.Abs(filepath.Join(root, b.file))
	if err != nil {
		return "", err
	}
	text := fmt.Sprintf("//line %s:%d\n%s", abs, b.line, b.text)
	if clause.MatchString(b.text) {
		return text, nil
	}
	const head = "package block\n"
	f, err := parser.ParseFile(token.NewFileSet(), b.file, head+text, parser.SkipObjectResolution)
	if err == nil {
		return head + imports(f) + text, nil
	}
	body := "func _(" + b.notes["with"] + ") error {\n" + text + "\n"
	f, err = parser.ParseFile(token.NewFileSet(), b.file, head+body+"return nil }", parser.SkipObjectResolution)
	if err != nil {
		return "", fmt.Errorf("neither declarations nor statements: %w", err)
	}
	return head + imports(f) + body + uses(f) + "return nil }\n", nil
}

var clause = regexp.MustCompile(`(?m)^package \w+$`)

// imports declares the packages that a file uses.
func imports(f *ast.File) string {
	used := map[string]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && packages[x.Name] != "" {
				used[packages[x.Name]] = true
			}
		}
		return true
	})
	var out strings.Builder
	for _, path := range slices.Sorted(maps.Keys(used)) {
		fmt.Fprintf(&out, "import %q\n", path)
	}
	return out.String()
}

// uses uses what the only function of a file declares, as the fragment of which
// it was made need not.
func uses(f *ast.File) string {
	var out strings.Builder
	for _, s := range f.Decls[0].(*ast.FuncDecl).Body.List {
		assign, ok := s.(*ast.AssignStmt)
		if !ok || assign.Tok != token.DEFINE {
			continue
		}
		for _, x := range assign.Lhs {
			if id := x.(*ast.Ident); id.Name != "_" {
				out.WriteString("_ = " + id.Name + "\n")
			}
		}
	}
	return out.String()
}

// layOutModule writes the files of a module that uses those of this repository.
func layOutModule(t *testing.T, dir, name string) {
	t.Helper()
	abs, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	mod := readFile(t, filepath.Join(root, "go.mod"))
	mod = strings.Replace(mod, "module "+claudegen, "module "+name, 1)
	mod += "\ntool " + claudegen + "/cmd/codegen\n"
	for path, folder := range map[string]string{
		claudegen: abs, claudegen + "/generated": filepath.Join(abs, "generated"), packages["claudetools"]: filepath.Join(abs, "generated", "claude", "claudetools"),
		packages["credentials"]: filepath.Join(abs, "generated", "credentials"),
	} {
		mod += "\nrequire " + path + " v0.0.0\n\nreplace " + path + " => " + folder + "\n"
	}
	writeFile(t, filepath.Join(dir, "go.mod"), mod)
	writeFile(t, filepath.Join(dir, "go.sum"), readFile(t, filepath.Join(root, "go.sum")))
}

// moduleEnv is the environment in which the go command works in such a module.
func moduleEnv() []string { return append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off") }

// layOutCase adds what the tests of a golden case import.
func layOutCase(t *testing.T, dir string) {
	t.Helper()
	writeFile(t, filepath.Join(dir, "kit", "kit.go"), readFile(t, "../kit/kit.go"))
	a, err := txtar.ParseFile(filepath.Join("..", goldenCase+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "spec.yaml" })
	result, err := gen.Generate(gen.Config{Spec: "spec.yaml", Package: "api", ReadFile: func(string) ([]byte, error) { return a.Files[i].Data, nil }})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Files {
		writeFile(t, filepath.Join(dir, goldenCase, f.Name), string(f.Content))
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func writeFile(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}
