package goapi_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen"
	"github.com/claudegen/claudegen/gen/internal/compare/goapi"
	"github.com/claudegen/claudegen/gen/internal/write/output"
)

// TestCheck type-checks what the generator makes of the golden cases and of the
// Claude API: std.txtar must have all that their declarations use. Where it
// lacks something, the error says what.
func TestCheck(t *testing.T) {
	names, err := filepath.Glob("../../../../golden/*/*.txtar")
	if err != nil || len(names) < 50 {
		t.Fatal(len(names), "cases", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{}
		for _, f := range a.Files {
			files[f.Name] = f.Data
		}
		for _, spec := range []string{"spec.yaml", "spec.json"} {
			if _, used := files["use_test.go"]; !used || files[spec] == nil {
				continue
			}
			check(t, name, gen.Config{Spec: spec, Package: "api", SkipUnsupported: true, ReadFile: func(name string) ([]byte, error) {
				if data, ok := files[name]; ok {
					return data, nil
				}
				return nil, fs.ErrNotExist
			}})
		}
	}
	check(t, "the Claude API", gen.Config{Spec: "../../../../spec/openapi.yaml", Package: "claude"})
}

func check(t *testing.T, name string, c gen.Config) {
	t.Helper()
	result, err := gen.Generate(c)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	var files []output.File
	for _, f := range result.Files {
		files = append(files, output.File(f))
	}
	p, err := goapi.Check(c.Package, files)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if p.Types.Scope().Lookup("NewClient") == nil {
		t.Errorf("%s: no NewClient", name)
	}
}

func TestCheckRefuses(t *testing.T) {
	for content, want := range map[string]string{
		"package api\n\nvar X = http.None\n":                      "undefined: http",
		"package api\n\nimport \"net/http\"\n\nvar X http.None\n": "undefined: http.None",
		"package api\n\nfunc {\n":                                 "expected 'IDENT'",
	} {
		if _, err := goapi.Check("api", []output.File{{Name: "x.gen.go", Content: []byte(content)}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", content, err)
		}
	}
}
