package golden

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/exp/apidiff"
	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen"
)

// diffDir holds pairs of documents. What codegen diff prints of them is pinned by
// the tests of the command.
const diffDir = "diff"

// TestDiffAgainstCompiler compiles both packages of each pair, and holds what
// apidiff says of the compiler's export data against what codegen diff says of
// the packages in memory.
func TestDiffAgainstCompiler(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves out what compiles packages")
	}
	names, err := filepath.Glob(diffDir + "/*.txtar")
	if err != nil || len(names) < 25 {
		t.Fatal(len(names), "pairs", err)
	}
	var pairs []*diffPair
	dir := t.TempDir()
	layOut(t, dir, nil)
	for _, name := range names {
		pairs = append(pairs, newDiffPair(t, dir, name))
	}
	imports := compiled(t, dir)
	for _, p := range pairs {
		t.Run(p.name, func(t *testing.T) { p.check(t, imports) })
	}
}

// diffPair is two packages, and what codegen diff says of them.
type diffPair struct {
	name     string
	old, new string // import paths
	stricter bool   // codegen diff knows better than apidiff
	result   *gen.DiffResult
}

func newDiffPair(t *testing.T, dir, name string) *diffPair {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range a.Files {
		files[f.Name] = string(f.Data)
	}
	older, newer := "old.yaml", "new.yaml"
	if _, ok := files[older]; !ok {
		older, newer = "old/openapi.yaml", "new/openapi.yaml"
	}
	p := &diffPair{name: strings.TrimSuffix(filepath.Base(name), ".txtar"), stricter: option(a, "apidiff", "") == "compatible"}
	if p.result, err = gen.Diff(older, newer, gen.DiffOptions{ReadFile: reader(files)}); err != nil {
		t.Fatal(name, err)
	}
	p.old, p.new = writePackage(t, dir, older, files), writePackage(t, dir, newer, files)
	return p
}

// writePackage generates a package into the module in dir. Equal packages are
// written once, under one import path.
func writePackage(t *testing.T, dir, spec string, files map[string]string) string {
	t.Helper()
	result, err := gen.Generate(gen.Config{Spec: spec, Package: "api", ReadFile: reader(files)})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	for _, f := range result.Files {
		fmt.Fprintf(sum, "%s %d\n%s", f.Name, len(f.Content), f.Content)
	}
	folder := fmt.Sprintf("diff/p%x", sum.Sum(nil)[:8])
	if _, err := gen.Write(filepath.Join(dir, folder), result.Files); err != nil {
		t.Fatal(err)
	}
	return module + "/" + folder
}

// compiled compiles all packages of the module in dir, and returns an importer of
// what the compiler exports of them.
func compiled(t *testing.T, dir string) types.Importer {
	t.Helper()
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Export", "-trimpath", "-gcflags=-N -l -dwarf=false", "./diff/...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.Bytes())
	}
	exports := map[string]string{}
	dec := json.NewDecoder(bytes.NewReader(stdout))
	for {
		var p struct{ ImportPath, Export string }
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		exports[p.ImportPath] = p.Export
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
}

func (p *diffPair) check(t *testing.T, imports types.Importer) {
	older, err := imports.Import(p.old)
	if err != nil {
		t.Fatal(err)
	}
	newer, err := imports.Import(p.new)
	if err != nil {
		t.Fatal(err)
	}
	bump := gen.NoBump
	if p.old != p.new {
		bump = gen.Patch
	}
	var want []string
	for _, c := range apidiff.Changes(older, newer).Changes {
		want = append(want, fmt.Sprint(c.Message, " ", c.Compatible))
		switch {
		case !c.Compatible:
			bump = gen.Major
		case bump != gen.Major:
			bump = gen.Minor
		}
	}
	var got []string
	for _, c := range p.result.Changes {
		line := fmt.Sprint(c.Subject, ": ", c.Message, " ", !c.Breaking)
		known := strings.Contains(c.Message, "no longer implements ") && !slices.Contains(want, line) // that apidiff misses some of these
		if c.Kind == gen.DiffGo && !known {
			got = append(got, line)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes differ (-apidiff +codegen diff):\n%s", diff)
	}
	if p.stricter == (p.result.API == bump) || p.stricter && p.result.API != gen.Major {
		t.Errorf("apidiff asks for %s, codegen diff for %s", bump, p.result.API)
	}
}
