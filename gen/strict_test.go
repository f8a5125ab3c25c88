package gen

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/spec"
)

// claudeWith is the description of the Claude API with a text of it replaced.
func claudeWith(t *testing.T, file, old, text string) Config {
	t.Helper()
	read := func(name string) ([]byte, error) {
		name = strings.TrimPrefix(name, "spec/")
		data, err := fs.ReadFile(spec.Files, name)
		if name == file && err == nil {
			if !bytes.Contains(data, []byte(old)) {
				t.Errorf("%s has no %s", file, old)
			}
			data = bytes.Replace(data, []byte(old), []byte(text), 1)
		}
		return data, err
	}
	return Config{Spec: "spec/openapi.yaml", Package: "claude", ReadFile: read}
}

// TestStrictClaude puts mistakes into the description of the Claude API that
// only kin-openapi sees. Its settings make them errors.
func TestStrictClaude(t *testing.T) {
	data, err := os.ReadFile("../generated/claude/codegen.yaml")
	if err != nil {
		t.Fatal(err)
	}
	settings, err := ParseConfig("codegen.yaml", data)
	if err != nil || !settings.Strict {
		t.Fatalf("generated/claude/codegen.yaml doesn't ask for strict: %v", err)
	}
	for _, test := range []struct{ file, old, text, want string }{
		{"openapi.yaml", "\ninfo:\n", "\nexternalDocs: {description: More}\ninfo:\n", "url"},
		{"models.yaml", "type: string\n", "type: string\n          example: 5\n", "invalid example: "},
	} {
		c := claudeWith(t, test.file, test.old, test.text)
		result, err := Generate(c)
		if err != nil || len(result.Warnings) != 0 {
			t.Fatalf("%s: not only kin-openapi sees it: %v", test.text, err)
		}
		c.Strict = true
		_, err = Generate(c)
		var found *DiagnosticError
		if !errors.As(err, &found) || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "spec/"+test.file+":") {
			t.Errorf("%s: %v", test.text, err)
		}
		if said := Lint(c); len(said) != 2 || said[0].Severity != SeverityNote || said[1].Severity != SeverityError {
			t.Errorf("%s: lint says %v", test.text, said)
		}
	}
}

// TestStrict makes errors of our own warnings, those of what is generated
// included.
func TestStrict(t *testing.T) {
	const head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n"
	for text, want := range map[string]string{
		"components: {schemas: {A: {type: object, properties: {a: {type: int}}}}}": "unknown type \"int\" is taken as integer",
		"components: {schemas: {A: {type: object, properties: {a: {enum: []}}}}}":  "enum is empty and ignored",
	} {
		c := Config{Spec: "a.yaml", Package: "a", ReadFile: func(string) ([]byte, error) { return []byte(head + text), nil }}
		if _, err := Generate(c); err != nil {
			t.Fatal(err)
		}
		c.Strict = true
		c.Where = func(s ...string) Pos { return Pos{File: strings.Join(s, "."), Line: 7} }
		_, err := Generate(c)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "strict:7: note: warnings are errors, as strict asks") {
			t.Errorf("%s: %v", text, err)
		}
		if _, err := Bundle(c, BundleOptions{}); err == nil {
			t.Errorf("%s: bundle is not strict", text)
		}
	}
	c := Config{Spec: "a.yaml", Package: "a", Strict: true, SkipUnsupported: true}
	if _, err := Generate(c); err == nil || !strings.Contains(err.Error(), "contradict") {
		t.Error(err)
	}
}
