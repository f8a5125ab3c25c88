package readmes

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/claudegen/claudegen/gen"
)

// TestFragments puts each fragment of a document where it says that it belongs in
// base.yaml, and generates a client. An extension in it must make a difference.
func TestFragments(t *testing.T) {
	n := 0
	for _, d := range documents(t) {
		for _, b := range d.blocks {
			at, ok := b.notes["at"]
			if b.lang != "yaml" || !ok {
				continue
			}
			n++
			with, err := generate(at, b.text, nil)
			if err != nil {
				t.Errorf("%s: %v", &b, err)
				continue
			}
			for _, extension := range extensions(t, &b) {
				without, err := generate(at, b.text, &extension)
				if err == nil && sameFiles(with, without) {
					t.Errorf("%s: %s changes nothing", &b, extension)
				}
			}
		}
	}
	if n == 0 {
		t.Error("no fragments")
	}
}

// generate makes a client of base.yaml with a fragment in it, but without the
// members of one name.
func generate(at, fragment string, without *string) ([]gen.File, error) {
	data, err := os.ReadFile("base.yaml")
	if err != nil {
		return nil, err
	}
	var doc, part map[string]any
	if err := errors.Join(yaml.Unmarshal(data, &doc), yaml.Unmarshal([]byte(fragment), &part)); err != nil {
		return nil, err
	}
	if without != nil {
		remove(part, *without)
	}
	merge(place(doc, at), part)
	if data, err = yaml.Marshal(doc); err != nil {
		return nil, err
	}
	c := gen.Config{Spec: "document.yaml", Package: "things", ImportPath: "example.com/things", ReadFile: func(string) ([]byte, error) { return data, nil }}
	c.Tools = strings.Contains(string(data), "x-tool-loop")
	for _, found := range gen.Lint(c) {
		err = errors.Join(err, errors.New(found.String()))
	}
	if err != nil {
		return nil, err
	}
	result, err := gen.Generate(c)
	if err != nil {
		return nil, err
	}
	return result.Files, nil
}

// place returns the object at a JSON pointer, which is made if it isn't there.
func place(doc map[string]any, pointer string) map[string]any {
	for key := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if key == "" {
			break
		}
		key = strings.NewReplacer("~1", "/", "~0", "~").Replace(key)
		next, ok := doc[key].(map[string]any)
		if !ok {
			next = map[string]any{}
			doc[key] = next
		}
		doc = next
	}
	return doc
}

// merge adds the members of part to doc.
func merge(doc, part map[string]any) {
	for key, value := range part {
		into, isObject := doc[key].(map[string]any)
		if from, ok := value.(map[string]any); ok && isObject {
			merge(into, from)
		} else {
			doc[key] = value
		}
	}
}

// remove takes the members of one name out, at any depth.
func remove(value any, name string) {
	switch v := value.(type) {
	case map[string]any:
		delete(v, name)
		for _, inner := range v {
			remove(inner, name)
		}
	case []any:
		for _, inner := range v {
			remove(inner, name)
		}
	}
}

// extensions lists the extensions of a block, and its operationId.
func extensions(t *testing.T, b *block) []string {
	t.Helper()
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(b.text), &node); err != nil {
		t.Fatal(err)
	}
	var out []string
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		for i, inner := range n.Content {
			if n.Kind == yaml.MappingNode && i%2 == 0 && (strings.HasPrefix(inner.Value, "x-") || inner.Value == "operationId") {
				out = append(out, inner.Value)
			}
			walk(inner)
		}
	}
	walk(&node)
	return out
}

func sameFiles(a, b []gen.File) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Name != b[i].Name || !bytes.Equal(a[i].Content, b[i].Content) {
			return false
		}
	}
	return true
}

// TestSettings reads the blocks that are a codegen.yaml. Overlays are applied by
// gen/overlay_test.go, which knows of those in the README of the command.
func TestSettings(t *testing.T) {
	n := 0
	for _, d := range documents(t) {
		for _, b := range d.blocks {
			if _, fragment := b.notes["at"]; b.lang != "yaml" || fragment {
				continue
			}
			if strings.HasPrefix(b.text, "overlay:") {
				if b.file != "cmd/codegen/README.md" {
					t.Errorf("%s: no test applies this overlay", &b)
				}
				continue
			}
			n++
			if _, err := gen.ParseConfig(b.String(), []byte(b.text)); err != nil {
				t.Errorf("%s: %v", &b, err)
			}
		}
	}
	if n == 0 {
		t.Error("no settings")
	}
}
