package gen_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen"
)

// goldenSpecs are the documents of the golden cases, by file name.
func goldenSpecs(f *testing.F) []string {
	f.Helper()
	var specs []string
	err := filepath.WalkDir("../golden", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".txtar" {
			return err
		}
		a, err := txtar.ParseFile(name)
		if err != nil {
			return err
		}
		for _, file := range a.Files {
			if file.Name == "spec.yaml" || file.Name == "spec.json" {
				specs = append(specs, string(file.Data))
			}
		}
		return nil
	})
	if err != nil || len(specs) == 0 {
		f.Fatalf("%d documents, %v", len(specs), err)
	}
	return specs
}

// generateSmall generates a package of a document, which must be small.
func generateSmall(spec string, skipUnsupported bool) (*gen.Result, error) {
	return gen.Generate(gen.Config{
		Spec: "spec.yaml", Package: "api", ImportPath: "example.com/api", SkipUnsupported: skipUnsupported, MaxValues: 20_000,
		ReadFile: func(name string) ([]byte, error) {
			if name != "spec.yaml" {
				return nil, fs.ErrNotExist
			}
			return []byte(spec), nil
		},
	})
}

// checkOutcome checks that a document is refused with reasons, or that what is
// generated is in order.
func checkOutcome(t *testing.T, r *gen.Result, err error) {
	t.Helper()
	if err != nil {
		d, ok := errors.AsType[*gen.DiagnosticError](err)
		if !ok || len(d.Diagnostics) == 0 || r != nil {
			t.Fatalf("refused without a reason: %v", err)
		}
		for _, one := range d.Diagnostics {
			if one.Message == "" || strings.ContainsAny(one.String(), "\x00\r\u202e\u2028") {
				t.Errorf("diagnostic %q", one)
			}
		}
		return
	}
	names := map[string]bool{}
	for _, f := range r.Files {
		if names[f.Name] || !fileNames.MatchString(f.Name) {
			t.Errorf("file name %q", f.Name)
		}
		names[f.Name] = true
		if !strings.HasPrefix(f.Name, "runtime_") {
			checkFile(t, f)
		}
	}
}

// FuzzGenerate: whatever the bytes of a document are, there is a reason or a
// package, and a package is Go, formatted, and holds nothing but a client.
func FuzzGenerate(f *testing.F) {
	for _, spec := range goldenSpecs(f) {
		f.Add([]byte(spec))
	}
	for _, s := range hostileTexts {
		f.Add([]byte(inEveryPlace(s)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, skip := range []bool{false, true} {
			r, err := generateSmall(string(data), skip)
			checkOutcome(t, r, err)
			if err == nil {
				break
			}
		}
	})
}
