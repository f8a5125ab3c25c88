package bundle

import (
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/load"
)

// TestPlaces looks up every key of a bundle in the many files that it was made
// of.
func TestPlaces(t *testing.T) {
	var diags diag.List
	doc := load.Load("../../../../spec/openapi.yaml", load.Options{}, &diags)
	m := WriteMapped(doc, &diags)
	if m == nil || diags.HasErrors() {
		t.Fatal(diags.Err())
	}
	lines := strings.Split(string(m.Data), "\n")
	files := map[string][]string{}
	for _, f := range doc.Files {
		files[f.Name] = strings.Split(string(f.Data), "\n")
	}
	keys := 0
	for _, p := range m.places {
		at := m.Place(p.line, p.col)
		if at != diag.Location(p.from) {
			continue // an item and its first key are at one place
		}
		key := p.from.Key()
		if key == "" {
			continue
		}
		keys++
		pos := at.Pos()
		here := strings.Trim(string([]rune(lines[p.line-1])[p.col-1:]), `"' `)
		there := strings.Trim(string([]rune(files[pos.File][pos.Line-1])[pos.Col-1:]), `"' `)
		if !strings.HasPrefix(here, key) || !strings.HasPrefix(there, key) {
			t.Fatalf("key %q at %d:%d of the bundle: %q; at %s: %q", key, p.line, p.col, here, pos, there)
		}
	}
	if keys < 10_000 || len(files) < 10 {
		t.Errorf("%d keys, %d files", keys, len(files))
	}
	if m.Place(0, 1) != nil || m.Place(len(lines)+1, 1) == nil {
		t.Error("a position before the first key has a place, or one behind the last has none")
	}
}
