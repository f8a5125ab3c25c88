package config

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

func parse(text string) (*File, []string) {
	var diags diag.List
	f := Parse("dir/codegen.yaml", []byte(text), &diags)
	var said []string
	for _, d := range diags.All() {
		said = append(said, d.String())
	}
	return f, said
}

func TestParse(t *testing.T) {
	f, said := parse(`# settings
codegen: v0.3.0
spec: embedded:claude
package: claude
out: .
include: [messages.create, models]
exclude:
  - models.get
betas: [files-api-2025-04-14]
overlays: [a.yaml]
roots: [../components]
allow-remote: ["*", "https://example.com"]
fake: true
tests: false
strict: true
skip-unsupported: true
`)
	want := &File{
		Codegen: "v0.3.0", Spec: "embedded:claude", Package: "claude", Out: ".", Include: []string{"messages.create", "models"}, Exclude: []string{"models.get"},
		Betas: []string{"files-api-2025-04-14"}, Overlays: []string{"a.yaml"}, Roots: []string{"../components"}, Remote: []string{"*", "https://example.com"}, Fake: true, Strict: true, Skip: true,
	}
	if diff := cmp.Diff(want, f, cmpopts.IgnoreUnexported(File{})); diff != "" || said != nil {
		t.Errorf("%s\n%v", diff, said)
	}
	for path, pos := range map[string]string{"include 1": "6:28", "exclude 0": "8:5", "fake": "13:1", "nothing": "", "include 7": ""} {
		want := strings.TrimSuffix("dir/codegen.yaml:"+pos, ":")
		if got := f.Where(strings.Fields(path)...).String(); got != want {
			t.Errorf("%s is at %s, want %s", path, got, want)
		}
	}
}

func TestParseNothing(t *testing.T) {
	for _, text := range []string{"", "# spec: x\n\n  # out: y", "{}"} {
		if f, said := parse(text); said != nil || !cmp.Equal(f, &File{}, cmpopts.IgnoreUnexported(File{})) {
			t.Errorf("%q: %+v %v", text, f, said)
		}
	}
}

func TestBetas(t *testing.T) {
	for text, want := range map[string][]string{"betas: all": nil, "betas: none": {}, "betas: []": {}, "": nil} {
		if f, said := parse(text); said != nil || !cmp.Equal(f.Betas, want) {
			t.Errorf("%q: %#v %v", text, f.Betas, said)
		}
	}
}

func TestProblems(t *testing.T) {
	for text, want := range map[string]string{
		"spec: a\nincludes: [a]\n": `dir/codegen.yaml:2:1: there is no setting "includes"; did you mean include? (/includes)`,
		"zzz: 1":                   `dir/codegen.yaml:1:1: there is no setting "zzz": there are allow-remote, betas, codegen, exclude, fake, include, out, overlays, package, roots, skip-unsupported, spec, strict, tests, tools (/zzz)`,
		"spec: [a]":                `dir/codegen.yaml:1:1: spec must be text, not an array (/spec)`,
		"package: ''":              `dir/codegen.yaml:1:1: package must be text, not empty text (/package)`,
		"include: a":               `dir/codegen.yaml:1:1: include must be a list, such as [a, b], not "a" (/include)`,
		"exclude:\n  - a\n  - 2\n": `dir/codegen.yaml:3:5: an item of exclude must be text, not a number (/exclude/1)`,
		"betas: some":              `dir/codegen.yaml:1:1: betas must be all, none or a list of beta headers, not "some" (/betas)`,
		"codegen: 0.3.0":           `dir/codegen.yaml:1:1: codegen must be a version such as v0.3.0, not "0.3.0" (/codegen)`,
		"codegen: 1":               `dir/codegen.yaml:1:1: codegen must be a version such as v0.3.0, not a number (/codegen)`,
		"tests: yes":               `dir/codegen.yaml:1:1: tests must be true or false, not "yes" (/tests)`,
		"fake:":                    `dir/codegen.yaml:1:1: fake must be true or false, not null (/fake)`,
		"allow-remote: [x]":        `dir/codegen.yaml:1:16: "x" is not a URL: write https://HOST/, or https://HOST/FOLDER/ for less, or * for everything (/allow-remote/0)`,
		"allow-remote: true":       `dir/codegen.yaml:1:1: allow-remote must be a list, such as [a, b], not a boolean (/allow-remote)`,
		"- a":                      `dir/codegen.yaml:1:1: settings are an object, such as {spec: openapi.yaml, out: .}, not an array`,
		"spec: a\nspec: b\n":       `dir/codegen.yaml:2:1: `,
		"a: [":                     `dir/codegen.yaml:`,
		"a: \x00":                  `dir/codegen.yaml:1:4: `,
	} {
		if _, said := parse(text); len(said) != 1 || !strings.HasPrefix(said[0], want) {
			t.Errorf("%q: %q, want %q", text, said, want)
		}
	}
}

// schema compiles the JSON Schema that editors use.
func schema(t *testing.T) (*jsonschema.Schema, map[string]any) {
	t.Helper()
	data, err := os.ReadFile("../../../codegen.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s, doc.(map[string]any)
}

// valid validates YAML text.
func valid(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

// TestSchemaAgrees checks that Parse and the schema accept the same.
func TestSchemaAgrees(t *testing.T) {
	s, doc := schema(t)
	known := slices.Sorted(maps.Keys(keys))
	if diff := cmp.Diff(known, slices.Sorted(maps.Keys(doc["properties"].(map[string]any)))); diff != "" {
		t.Error(diff)
	}
	values := []string{`""`, "a", "all", "none", "mirror", "std", "true", "false", "1", "null", "{}", "{a: b}", "[]", "[a]", "[a, b]", `[""]`, "[1]", "[[a]]", "[true]", `["*"]`, "[https://example.com/a/]", "[http://a@b/]", "[ftp://b/]", "v0.3.0", "v1.02.3", "v1.2.3-rc.1", "v1.2", "latest"}
	accepted := map[string]int{}
	for _, key := range append(known, "unknown") {
		for _, value := range values {
			text := fmt.Sprintf("%s: %s\n", key, value)
			_, said := parse(text)
			if err := valid(t, s, text); (err == nil) != (said == nil) {
				t.Errorf("%s: schema says %v, Parse says %v", strings.TrimSpace(text), err, said)
			}
			if said == nil {
				accepted[key]++
			}
		}
	}
	if len(accepted) != len(known) {
		t.Errorf("no value is right for some keys: %v", accepted)
	}
}

// TestNew checks what init writes, as it is and with every example in its
// comments made true.
func TestNew(t *testing.T) {
	s, _ := schema(t)
	for _, name := range []string{"embedded:claude", "openapi.yaml", "../a b/#1: [x].yaml", "null", "12", "été.yaml"} {
		text, err := New("https://example.com/schema.json", name, "null")
		if err != nil {
			t.Fatal(err)
		}
		if err := valid(t, s, text); err != nil {
			t.Error(err)
		}
		if f, said := parse(text); said != nil || f.Spec != name || f.Package != "null" || f.Out != "." {
			t.Errorf("%s: %+v %v", text, f, said)
		}
	}
	text, err := New("https://example.com/schema.json", "a.yaml", "a")
	if err != nil {
		t.Fatal(err)
	}
	all := regexp.MustCompile(`(?m)^# ([a-z-]+: .*)$`).ReplaceAllString(strings.SplitAfterN(text, "\n", 2)[1], "$1")
	if err := valid(t, s, all); err != nil {
		t.Error(err)
	}
	f, said := parse(all)
	if said != nil || len(f.root.Members) != len(keys) {
		t.Errorf("%d of %d settings are shown: %v\n%s", len(f.root.Members), len(keys), said, all)
	}
}
