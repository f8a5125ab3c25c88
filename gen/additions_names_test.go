package gen_test

import (
	"flag"
	"fmt"
	"go/types"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen"
	"github.com/claudegen/claudegen/gen/internal/compare/goapi"
	"github.com/claudegen/claudegen/gen/internal/model/names"
	"github.com/claudegen/claudegen/gen/internal/write/output"
)

var (
	documents = flag.String("documents", "", "folder with documents to add things to, besides those that are here")
	rounds    = flag.Int("rounds", 1, "how often to add a thing of each kind to each document")
	seed      = flag.Uint64("seed", 1, "of the places where things are added")
)

// TestAdditionsRenameNothing adds things of every kind at random places of documents, and
// compares the APIs of the packages: what was there is there, and is what it was.
// All things are added at once, and one by one if something is wrong, which says which it is.
func TestAdditionsRenameNothing(t *testing.T) {
	total := map[string]int{}
	for _, name := range documentsToAddTo(t) {
		t.Run(filepath.Base(name), func(t *testing.T) { addTo(t, name, total) })
	}
	if t.Failed() {
		return
	}
	sum := 0
	for _, k := range additions {
		if sum += total[k.kind]; total[k.kind] == 0 {
			t.Errorf("no document has a place for a %s", k.kind)
		}
	}
	t.Logf("%d additions to %d documents: %v", sum, len(documentsToAddTo(t)), total)
}

// documentsToAddTo are spec/, documents of golden cases, and those of -documents.
func documentsToAddTo(t *testing.T) []string {
	t.Helper()
	out := []string{"../spec/openapi.yaml", "../golden/names/shared.txtar", "../golden/names/inline_collisions.txtar", "../golden/operations/shared_params.txtar",
		"../golden/operations/same_names.txtar", "../golden/operations/services.txtar"}
	if *documents == "" {
		return out
	}
	more, err := filepath.Glob(filepath.Join(*documents, "*"))
	if err != nil || len(more) == 0 {
		t.Fatal("no documents in ", *documents, err)
	}
	return append(out, more...)
}

// addTo adds things to a document and counts them by kind.
func addTo(t *testing.T, name string, total map[string]int) {
	skip := t.Fatal // what is here can be generated from
	if *documents != "" && strings.HasPrefix(name, *documents) {
		skip = t.Skip
	}
	data, err := bundled(name)
	if err != nil {
		skip("can't be generated from as it is: ", err)
	}
	base, err := parseValue(data)
	if err != nil {
		t.Fatal(err)
	}
	older, err := packageOf(base)
	if err != nil {
		skip("can't be generated from as it is: ", err)
	}
	taken := namesFromPlaces(base, older.Types)
	for i := range *rounds {
		together := adder{r: rand.New(rand.NewPCG(*seed, uint64(i))), doc: base.clone(), taken: taken}
		for _, k := range additions {
			if k.add(&together) != "" {
				total[k.kind]++
			}
		}
		if len(renamed(t, older, together.doc)) == 0 {
			continue
		}
		for _, k := range additions {
			// The same place needn't be taken again, but the seed is that of the test.
			for j := range uint64(4) {
				alone := adder{r: rand.New(rand.NewPCG(*seed+j, uint64(i))), doc: base.clone(), taken: taken}
				what := k.add(&alone)
				if what == "" {
					continue
				}
				if broken := renamed(t, older, alone.doc); len(broken) > 0 {
					t.Errorf("%s %s:\n\t%s", k.kind, what, strings.Join(broken[:min(len(broken), 5)], "\n\t"))
					break
				}
			}
		}
		t.Errorf("round %d: all things together:\n\t%s", i, strings.Join(renamed(t, older, together.doc), "\n\t"))
	}
}

// bundled returns a document as one file in JSON. That of a golden case is called spec.yaml there.
func bundled(name string) ([]byte, error) {
	c := gen.Config{Spec: name}
	if strings.HasSuffix(name, ".txtar") {
		a, err := txtar.ParseFile(name)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "spec.yaml" })
		if i < 0 {
			return nil, fmt.Errorf("%s has no spec.yaml", name)
		}
		c.Spec, c.ReadFile = "spec.yaml", func(string) ([]byte, error) { return a.Files[i].Data, nil }
	}
	return gen.Bundle(c, gen.BundleOptions{JSON: true})
}

// packageOf generates from a document and type-checks what comes out.
func packageOf(doc *value) (p goapi.Package, err error) {
	text := doc.append(nil)
	r, err := gen.Generate(gen.Config{Spec: "doc.json", Package: "api", ReadFile: func(name string) ([]byte, error) {
		if name != "doc.json" {
			return nil, os.ErrNotExist
		}
		return text, nil
	}})
	if err != nil {
		return p, err
	}
	var files []output.File
	for _, f := range r.Files {
		files = append(files, output.File{Name: f.Name, Content: f.Content})
	}
	return goapi.Check("api", files)
}

// renamed lists what a program can no longer use, or uses as something else. That an inline
// type is no longer equal to another, since one of them has more now, is no new name.
func renamed(t *testing.T, older goapi.Package, doc *value) []string {
	t.Helper()
	newer, err := packageOf(doc)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range goapi.Compare(older, newer) {
		if !c.Compatible && !ownNow(older, c.Message) {
			out = append(out, c.Symbol+": "+c.Message)
		}
	}
	return out
}

// ownNow reports whether a change is that of an alias, which became a type of its own under
// its name.
func ownNow(older goapi.Package, message string) bool {
	_, to, ok := strings.Cut(message, " to ")
	if !ok || !strings.HasPrefix(message, "changed from ") {
		return false
	}
	name, ok := older.Types.Scope().Lookup(strings.TrimSuffix(strings.TrimPrefix(strings.TrimLeft(to, "[]*"), "Nullable["), "]")).(*types.TypeName)
	return ok && name.IsAlias()
}

// namesFromPlaces are the exported names of a package that no component has.
func namesFromPlaces(doc *value, p *types.Package) []string {
	components := map[string]bool{}
	for _, key := range doc.get("components", "schemas").keys() {
		for _, name := range names.ComponentType(key) { // the suffixes are for what has lost its name
			components[name] = true
		}
	}
	return slices.DeleteFunc(p.Scope().Names(), func(n string) bool {
		return components[n] || !p.Scope().Lookup(n).Exported() || names.Exported(n) != n
	})
}
