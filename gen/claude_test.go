package gen_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

// claudeConfig is how the Makefile generates the client.
func claudeConfig(t *testing.T, spec string) gen.Config {
	t.Helper()
	name := "../generated/claude/codegen.yaml"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	c, err := gen.ParseConfig(name, data)
	if err != nil {
		t.Fatal(err)
	}
	if c.Spec != filepath.FromSlash("../spec/openapi.yaml") || c.Out != filepath.FromSlash("../generated/claude") {
		t.Fatalf("%s: spec %s, out %s", name, c.Spec, c.Out)
	}
	c.Spec, c.ImportPath = spec, module+"/generated/claude"
	return c.Config
}

func TestGeneratedIsCurrent(t *testing.T) {
	r, err := gen.Generate(claudeConfig(t, "../spec/openapi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	changes, err := gen.Compare("../generated/claude", r.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes {
		t.Errorf("generated/claude/%s would be %s: run make generate", c.Name, c.Kind)
	}
	overview, err := gen.Docs(claudeConfig(t, "../spec/openapi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile("../generated/claude/api.md"); err != nil || !bytes.Equal(got, overview.Files[0].Content) {
		t.Errorf("generated/claude/api.md is out of date (%v): run make generate", err)
	}
}

// TestBundle writes the document as one file, in every form there is, and
// generates from it what the many files give. So does the copy that codegen carries.
func TestBundle(t *testing.T) {
	want, err := gen.Generate(claudeConfig(t, "../spec/openapi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := gen.Generate(claudeConfig(t, gen.EmbeddedClaude))
	if err != nil {
		t.Fatal(err)
	}
	compareFiles(t, want.Files, embedded.Files)
	for name, o := range map[string]gen.BundleOptions{
		"bundle.yaml":     {},
		"bundle.json":     {JSON: true},
		"bundle-3.1.yaml": {Version: "3.1"},
		"bundle-3.1.json": {Version: "3.1", JSON: true},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := gen.Bundle(gen.Config{Spec: "../spec/openapi.yaml"}, o)
			if err != nil {
				t.Fatal(err)
			}
			if o.Version == "3.1" {
				for _, word := range []string{"itemSchema", "defaultMapping"} {
					if bytes.Contains(data, []byte(" "+word+":")) || bytes.Contains(data, []byte(`"`+word+`"`)) {
						t.Errorf("%s is no word of OpenAPI 3.1", word)
					}
				}
			}
			c := claudeConfig(t, name)
			c.ReadFile = func(file string) ([]byte, error) {
				if file != name {
					return nil, os.ErrNotExist
				}
				return data, nil
			}
			if findings := gen.Lint(c); len(findings) > 0 {
				t.Errorf("the bundle is not valid: %v", findings)
			}
			got, err := gen.Generate(c)
			if err != nil {
				t.Fatal(err)
			}
			compareFiles(t, want.Files, got.Files)
		})
	}
}

// TestChangeStaysInItsArea changes one schema of the document, and takes one
// operation away.
func TestChangeStaysInItsArea(t *testing.T) {
	edit := func(file, old, replacement string) *gen.Result {
		t.Helper()
		c := claudeConfig(t, "../spec/openapi.yaml")
		c.ReadFile = func(name string) ([]byte, error) {
			b, err := os.ReadFile(name)
			if err == nil && filepath.Base(name) == file {
				if bytes.Count(b, []byte(old)) != 1 {
					t.Fatalf("%q is not once in %s", old, file)
				}
				b = bytes.Replace(b, []byte(old), []byte(replacement), 1)
			}
			return b, err
		}
		r, err := gen.Generate(c)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	changes := func(r *gen.Result) []gen.Change {
		t.Helper()
		out, err := gen.Compare("../generated/claude", r.Files)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	constant := "          type: string\n          const: disabled\n"
	got := changes(edit("messages.yaml", constant, constant+"        because: {type: string}\n"))
	want := []gen.Change{{Name: "messages.gen.go", Kind: gen.Changed}, {Name: "types_gen_test.go", Kind: gen.Changed}, {Name: "unions_gen_test.go", Kind: gen.Changed}}
	if !slices.Equal(got, want) {
		t.Errorf("another member changes %v", got)
	}
	got = changes(edit("openapi.yaml", "  /v1/complete:\n    $ref: legacy.yaml#/paths/~1v1~1complete\n", ""))
	want = []gen.Change{
		{Name: "claudetest/legacy.gen.go", Kind: gen.Removed},
		{Name: "claudetest/server.gen.go", Kind: gen.Changed},
		{Name: "client.gen.go", Kind: gen.Changed},
		{Name: "legacy.gen.go", Kind: gen.Removed},
		{Name: "operations_gen_test.go", Kind: gen.Changed},
		{Name: "types_gen_test.go", Kind: gen.Changed},
	}
	if !slices.Equal(got, want) {
		t.Errorf("a removed operation changes %v", got)
	}
}

func compareFiles(t *testing.T, want, got []gen.File) {
	t.Helper()
	if len(want) != len(got) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
	for _, w := range want {
		i := slices.IndexFunc(got, func(g gen.File) bool { return g.Name == w.Name })
		if i < 0 {
			t.Errorf("%s is missing", w.Name)
		} else if !bytes.Equal(w.Content, got[i].Content) {
			t.Errorf("%s differs", w.Name)
		}
	}
}
