package load

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

var update = flag.Bool("update", false, "write what the cases want")

// TestCases loads the first file of each archive under testdata/cases and compares the diagnostics, word for
// word, with the file "want". The comment of an archive says what it pins.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files, want := map[string]string{}, ""
			for i, f := range a.Files {
				if f.Name == "want" {
					want = string(f.Data)
					a.Files = a.Files[:i]
					break
				}
				files[f.Name] = string(f.Data)
			}
			doc, got := loadFiles(a.Files[0].Name, files)
			if doc == nil && got == "" {
				t.Error("no document, and no reason")
			}
			if *update {
				a.Files = append(a.Files, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("diagnostics (-want +got), -update writes them:\n%s", diff)
			}
		})
	}
}

// loadFiles loads from memory and gives the diagnostics, a line each.
func loadFiles(root string, files map[string]string) (*openapi.Document, string) {
	var diags diag.List
	doc := Load(root, Options{ReadFile: reader(files)}, &diags)
	var b strings.Builder
	for _, d := range diags.All() {
		b.WriteString(d.String())
		b.WriteByte('\n')
	}
	return doc, b.String()
}

func reader(files map[string]string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if s, ok := files[name]; ok {
			return []byte(s), nil
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
}
