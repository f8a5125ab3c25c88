package gen_test

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

var yamlBlock = regexp.MustCompile("(?s)```yaml\n(overlay: .*?)```")

// TestDocumentedOverlays applies the overlays of the command's README to the
// document and looks for what they add.
func TestDocumentedOverlays(t *testing.T) {
	readme, err := os.ReadFile("../cmd/codegen/README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := yamlBlock.FindAllSubmatch(readme, -1)
	if len(blocks) != 2 {
		t.Fatalf("%d overlays in the README", len(blocks))
	}
	base, err := gen.Generate(gen.Config{Spec: "../spec/openapi.yaml", Package: "claude"})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []map[string][]string{
		{"messages.gen.go": {"Mood MessageCreateParamsMood `json:\"mood,omitzero\"`", "MessageCreateParamsMoodCalm ", "mood-2026-01-01"}},
		{"content.gen.go": {"//   - [*SketchBlock]", "type SketchBlock struct", "case \"sketch\":", "func (*SketchBlock) isContentBlock()", "func (*SketchBlock) isContentBlockParam()"}},
	} {
		got, err := gen.Generate(gen.Config{
			Spec: "../spec/openapi.yaml", Package: "claude", Overlays: []string{"overlay.yaml"},
			ReadFile: func(name string) ([]byte, error) {
				if name == "overlay.yaml" {
					return blocks[i][1], nil
				}
				return os.ReadFile(name)
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		onlyThere := changedFiles(base.Files, got.Files)
		for name, lines := range want {
			content := string(fileNamed(got.Files, name))
			for _, line := range lines {
				if !strings.Contains(squeeze(content), squeeze(line)) {
					t.Errorf("overlay %d: %s has no %s", i+1, name, line)
				}
			}
			onlyThere = slices.DeleteFunc(onlyThere, func(s string) bool { return s == name })
		}
		if len(onlyThere) > 0 {
			t.Errorf("overlay %d changes %v too", i+1, onlyThere)
		}
	}
}

// squeeze takes away what alignment adds.
func squeeze(s string) string { return regexp.MustCompile(`[ \t]+`).ReplaceAllString(s, " ") }

func fileNamed(files []gen.File, name string) []byte {
	for _, f := range files {
		if f.Name == name {
			return f.Content
		}
	}
	return nil
}

func changedFiles(old, now []gen.File) (out []string) {
	for _, f := range now {
		if !bytes.Equal(f.Content, fileNamed(old, f.Name)) {
			out = append(out, f.Name)
		}
	}
	return out
}

// TestOverlayBombs gives targets that select values in more ways than there is time or memory for.
func TestOverlayBombs(t *testing.T) {
	const doc = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {type: object, properties: {a: {type: object, properties: {a: {type: string}}}}}}}\n"
	for _, target := range []string{
		"$" + strings.Repeat("["+strings.Repeat("*,", 30)+"*]", 6),
		"$..[*,*]" + strings.Repeat("[*,*]", 12),
	} {
		files := map[string]string{"a.yaml": doc, "o.yaml": "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n- {target: '" + target + "', remove: true}\n"}
		_, err := gen.Generate(gen.Config{Spec: "a.yaml", Package: "a", Overlays: []string{"o.yaml"}, ReadFile: func(name string) ([]byte, error) { return []byte(files[name]), nil }})
		if err == nil || !strings.Contains(err.Error(), "o.yaml:4:4: the target selects values in ") {
			t.Errorf("%s: %v", target, err)
		}
	}
}
