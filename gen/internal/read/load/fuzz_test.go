package load

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// FuzzLoad: whatever the bytes, there is no panic, the tree is one, and references end.
func FuzzLoad(f *testing.F) {
	names, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(data).Files {
			if file.Name != "want" {
				f.Add(file.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		files := map[string]string{"a.yaml": string(data), "b.yaml": "A: {$ref: 'a.yaml#/components/schemas/A'}\n"}
		o := Options{ReadFile: reader(files), MaxNodes: 20_000, MaxDepth: 100}
		for _, name := range []string{"a.yaml", "a.json"} {
			var diags diag.List
			doc := LoadBytes(name, data, o, &diags)
			for _, d := range diags.All() {
				if s := d.String(); s == "" || d.Message == "" || d.Pos.File == "" {
					t.Errorf("diagnostic without text or place: %q", s)
				}
			}
			if doc == nil {
				if !diags.HasErrors() {
					t.Error("no document, and no reason")
				}
				continue
			}
			for _, file := range doc.Files {
				checkTree(t, file.Root)
				_ = file.Root.AppendJSON(nil)
			}
		}
	})
}

func checkTree(t *testing.T, n *node.Node) {
	if n.Target().Ref() != nil {
		t.Errorf("%s: references do not end", n.Pointer())
	}
	if p := n.Pos(); p.Line < 1 || p.Col < 1 {
		t.Errorf("%s: no place", n.Pointer())
	}
	for _, m := range n.Members {
		if m.Value.Parent != n || m.Value.Key() != m.Key || n.Get(m.Key) != m.Value {
			t.Errorf("%s: member is not linked to its object", m.Pointer())
		}
		checkTree(t, m.Value)
	}
	for _, it := range n.Items {
		if it.Parent != n {
			t.Errorf("%s: item is not linked to its array", it.Pointer())
		}
		checkTree(t, it)
	}
}
