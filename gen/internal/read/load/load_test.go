package load

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

const head = "openapi: 3.1.0\ninfo: {title: T, version: \"1\"}\n"

func mustLoad(t *testing.T, root string, files map[string]string) *openapi.Document {
	t.Helper()
	doc, problems := loadFiles(root, files)
	if problems != "" || doc == nil {
		t.Fatalf("unexpected diagnostics:\n%s", problems)
	}
	return doc
}

func TestRefsAcrossFiles(t *testing.T) {
	doc := mustLoad(t, "./spec/openapi.yaml", map[string]string{
		"spec/openapi.yaml": head + `paths:
  /a: {$ref: paths/a.yaml}
components:
  schemas:
    A: {$ref: 'schemas.json#/A', description: here}
    Tree: {properties: {kids: {items: {$ref: 'schemas.json#/Tree'}}}}
`,
		"spec/paths/a.yaml": "get: {responses: {200: {content: {a/b: {schema: {$ref: '../openapi.yaml#/components/schemas/A'}}}}}}\n",
		"spec/schemas.json": `{"A": {"$ref": "#/B"}, "B": {"type": "object"}, "Tree": {"$ref": "openapi.yaml#/components/schemas/Tree"}}`,
	})
	schemas := doc.Root.Get("components").Get("schemas")
	b := doc.Files[2].Root.Get("B")
	if got := schemas.Get("A").Target(); got != b {
		t.Errorf("A is %v %s", got.Pos(), got.Pointer())
	}
	if got := schemas.Get("A").Ref(); got == b || got.Key() != "A" {
		t.Error("Ref is not one step")
	}
	body := doc.Root.Get("paths").Get("/a").Target().Get("get").Get("responses").Get("200").Get("content").Get("a/b").Get("schema")
	if body.Target() != b {
		t.Error("the same schema through two files has two identities")
	}
	tree := schemas.Get("Tree")
	if tree.Get("properties").Get("kids").Get("items").Target() != tree {
		t.Error("a circle through a file does not come back to the same node")
	}
	var names []string
	for _, f := range doc.Files {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "spec/openapi.yaml spec/paths/a.yaml spec/schemas.json" {
		t.Error(got)
	}
}

// TestSelf checks what references mean in files that say by $self where they are published.
func TestSelf(t *testing.T) {
	head := strings.Replace(head, "3.1.0", "3.2.0", 1)
	doc := mustLoad(t, "spec/a.yaml", map[string]string{
		"spec/a.yaml": head + `$self: https://api.example.com/v1/a.yaml
components:
  schemas:
    Own: {$ref: 'https://api.example.com/v1/a.yaml#/components/schemas/Pet'}
    Relative: {$ref: 'a.yaml#/components/schemas/Pet'}
    Beside: {$ref: 'parts/b.yaml#/components/schemas/B'}
    Named: {$ref: '../common/b.yaml#/components/schemas/B'}
    Pet: {type: object}
`,
		"spec/parts/b.yaml": head + `$self: https://api.example.com/common/b.yaml
components: {schemas: {B: {type: string}, Back: {$ref: '../v1/a.yaml#/components/schemas/Pet'}}}
`,
	})
	schemas, b := doc.Root.Get("components").Get("schemas"), doc.Files[1].Root.Get("components").Get("schemas").Get("B")
	for name, want := range map[string]*node.Node{"Own": schemas.Get("Pet"), "Relative": schemas.Get("Pet"), "Beside": b, "Named": b} {
		if got := schemas.Get(name).Target(); got != want {
			t.Errorf("%s is %v %s", name, got.Pos(), got.Pointer())
		}
	}
}

// TestIDs checks what references mean in schemas that have a $id.
func TestIDs(t *testing.T) {
	doc := mustLoad(t, "spec/a.yaml", map[string]string{
		"spec/a.yaml": head + `components:
  schemas:
    A: {$id: 'https://example.com/x/a', $anchor: top, properties: {own: {$ref: '#/$defs/D'}, b: {$ref: b}, top: {$ref: '#top'}, doc: {$ref: '#/components/schemas/B'}}, $defs: {D: {}}}
    B: {$id: 'https://example.com/x/b', $anchor: top, properties: {own: {$ref: '#/$defs/D'}, a: {$ref: '../x/a#/$defs/D'}, top: {$ref: '#top'}}, $defs: {D: {}}}
    F: {$ref: f.yaml}
    G: {$id: 'sub/', properties: {g: {$ref: g.yaml}}}
    U: {properties: {a: {$ref: 'https://example.com/x/a'}}}
`,
		"spec/f.yaml":     "$id: https://example.com/x/f.yaml\nproperties: {h: {$ref: h.yaml}}\n",
		"spec/h.yaml":     "$id: https://example.com/x/h.yaml\nproperties: {f: {$ref: f.yaml}, a: {$ref: a}}\n",
		"spec/sub/g.yaml": "type: object\n",
	})
	schemas := doc.Root.Get("components").Get("schemas")
	a, b, f := schemas.Get("A"), schemas.Get("B"), schemas.Get("F").Target()
	h := f.At("properties", "h").Target()
	for name, pair := range map[string][2]*node.Node{
		"A's own":          {a.At("properties", "own").Target(), a.At("$defs", "D")},
		"A's b":            {a.At("properties", "b").Target(), b},
		"A's anchor":       {a.At("properties", "top").Target(), a},
		"A's of the doc":   {a.At("properties", "doc").Target(), b},
		"B's own":          {b.At("properties", "own").Target(), b.At("$defs", "D")},
		"B's pointer in A": {b.At("properties", "a").Target(), a.At("$defs", "D")},
		"B's anchor":       {b.At("properties", "top").Target(), b},
		"back to F":        {h.At("properties", "f").Target(), f},
		"A from a file":    {h.At("properties", "a").Target(), a},
		"A by its $id":     {schemas.Get("U").At("properties", "a").Target(), a},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s %s", name, pair[0].Pos(), pair[0].Pointer())
		}
	}
	if h.Tree().Name != "spec/h.yaml" || schemas.Get("G").At("properties", "g").Target().Tree().Name != "spec/sub/g.yaml" {
		t.Error("files beside each other")
	}
}

func TestMappingTargets(t *testing.T) {
	doc := mustLoad(t, "a.yaml", map[string]string{"a.yaml": head + `components:
  schemas:
    A:
      oneOf: [{$ref: '#/components/schemas/Cat'}]
      discriminator: {propertyName: k, mapping: {cat: Cat, dog: '#/components/schemas/Cat'}}
    Cat: {}
`})
	schemas := doc.Root.Get("components").Get("schemas")
	for _, m := range schemas.Get("A").Get("discriminator").Get("mapping").Members {
		if m.Value.Ref() != schemas.Get("Cat") {
			t.Errorf("%s does not lead to Cat", m.Key)
		}
	}
}

// TestHostile is about documents that try to take more than they are given. Each is refused with a place.
func TestHostile(t *testing.T) {
	laughs := head + "paths: {}\nx-a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 12; i++ {
		a := fmt.Sprintf("*a%d", i-1)
		laughs += fmt.Sprintf("x-a%d: &a%d [%s]\n", i, i, strings.Repeat(a+", ", 9)+a)
	}
	merges := head + "paths: {}\nx-a0: &a0 {k: v}\n"
	for i := 1; i < 40; i++ {
		merges += fmt.Sprintf("x-a%d: &a%d {<<: [*a%d, *a%d], p: *a%d}\n", i, i, i-1, i-1, i-1)
	}
	deep := func(n int, open, end string) string { return strings.Repeat(open, n) + strings.Repeat(end, n) }
	tests := []struct{ name, file, data, want string }{
		{"laughs", "a.yaml", laughs, "aliases repeat more than"},
		{"merges", "a.yaml", merges, "aliases repeat more than"},
		{"deep JSON", "a.json", `{"openapi": "3.1.0", "x": ` + deep(20_000, "[", "]") + "}", "nested more than 500 levels"},
		{"deep JSON objects", "a.json", deep(9_000, `{"a":`, "}"), "nested more than 500 levels"},
		{"deep YAML", "a.yaml", head + "x: " + deep(9_000, "[", "]"), "nested more than 500 levels"},
		{"very deep YAML", "a.yaml", head + "x: " + deep(100_000, "[", "]"), "not valid YAML: exceeded max depth"},
		{"unclosed", "a.yaml", head + "x: " + strings.Repeat("[", 5_000), "not valid YAML"},
		{"binary", "a.yaml", "\x7fELF\x01\x00\x00\xff", "a.yaml:1:1: the file is binary"},
		{"gzip", "a.json", "\x1f\x8b\x08\xff\xff", "the file is binary"},
		{"UTF-16", "a.yaml", "\xff\xfeo\x00", "the file is UTF-16"},
		{"UTF-16 without mark", "a.json", "{\x00\"\x00o\x00", "a.json:1:1: the file is UTF-16"},
		{"UTF-16 big-endian", "a.yaml", "\x00o\x00p\x00e", "a.yaml:1:1: the file is UTF-16"},
		{"UTF-8", "a.yaml", "openapi: 3.1.0\nx: \"é\xff\"\n", "a.yaml:2:6: invalid UTF-8"},
		{"NUL", "a.yaml", "openapi: 3.1.0\nx: \x00\n", "a.yaml:2:4: NUL character"},
		{"control", "a.yaml", "openapi: 3.1.0\nx: \x07\n", "a.yaml:2:4: control character"},
		{"pointer", "a.yaml", head + "components: {schemas: {A: {$ref: '#" + strings.Repeat("/a", 10_000) + "'}}}", "$ref is longer than"},
		{"pointer through itself", "a.yaml", head + "components: {schemas: {A: {$ref: '#/components/schemas/A/b/c'}}}", "too many references"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, got := loadFiles(tt.file, map[string]string{tt.file: tt.data})
			if !strings.Contains(got, tt.want) || len(got) > 2000 {
				t.Errorf("want %q, got %.2000s", tt.want, got)
			}
			if d := time.Since(start); d > 20*time.Second {
				t.Error("took", d)
			}
		})
	}
}

// TestManyMistakes: a document that is wrong everywhere takes no more time than one that is right.
func TestManyMistakes(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"openapi": "3.1.0", "info": {}, "components": {"schemas": {`)
	for i := range 200_000 {
		fmt.Fprintf(&b, `"S%d": {"$ref": "#/components/schemas/T%d", "propertes": 1}, `, i, i)
	}
	b.WriteString(`"Last": {}}}}`)
	var diags diag.List
	start := time.Now()
	LoadBytes("a.json", []byte(b.String()), Options{}, &diags)
	if all := diags.All(); len(all) < 1000 || !strings.Contains(all[len(all)-1].Message, "more problems are not shown") {
		t.Error(len(all))
	}
	if d := time.Since(start); d > 20*time.Second {
		t.Error("took", d)
	}
}

func TestLimits(t *testing.T) {
	schema := head + "components: {schemas: {A: {$ref: b.yaml}, B: {$ref: c.yaml}}}\n"
	files := map[string]string{"a.yaml": schema, "b.yaml": "{}", "c.yaml": "{}"}
	for _, tt := range []struct {
		o    Options
		want string
	}{
		{Options{MaxBytes: 20}, "larger than 20 bytes"},
		{Options{MaxFiles: 2}, "more than 2 files"},
		{Options{MaxNodes: 5}, "more than 5 values"},
		{Options{MaxDepth: 2}, "nested more than 2 levels"},
		{Options{}, ""},
	} {
		tt.o.ReadFile = reader(files)
		var diags diag.List
		Load("a.yaml", tt.o, &diags)
		if err := diags.Err(); (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) {
			t.Errorf("want %q, got %v", tt.want, err)
		}
	}
}

func TestDisk(t *testing.T) {
	dir := t.TempDir()
	write := func(name, data string) string {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		return p
	}
	root := write("spec/a.yaml", head+"components: {schemas: {A: {$ref: ../b.yaml}}}\n")
	write("b.yaml", "type: object\n")
	for _, outside := range []bool{false, true} {
		var diags diag.List
		doc := Load(root, Options{AllowOutside: outside}, &diags)
		if diags.HasErrors() == outside {
			t.Errorf("outside %v: %v", outside, diags.Err())
		}
		if outside && doc.Root.Get("components").Get("schemas").Get("A").Target().Str("type") != "object" {
			t.Error("not resolved")
		}
	}
	overlay := write("o.yaml", "overlay: 1.0.0\ninfo: {title: O, version: \"1\"}\nactions: [{target: $.info, update: {title: changed}}]\n")
	root = write("spec/c.yaml", head+"paths: {}\n")
	var diags diag.List
	if doc := Load(root, Options{Overlays: []string{overlay}}, &diags); diags.HasErrors() || doc.Root.Get("info").Str("title") != "changed" {
		t.Error("an overlay outside the folder of the document:", diags.Err())
	}
	for name, want := range map[string]string{
		filepath.Join(dir, "none.yaml"): "no such file", dir: "it is a folder",
	} {
		var diags diag.List
		if doc := Load(name, Options{}, &diags); doc != nil || !strings.Contains(fmt.Sprint(diags.Err()), want) {
			t.Errorf("want %q, got %v", want, diags.Err())
		}
	}
}
