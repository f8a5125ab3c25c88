package compat

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/load"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

var every = flag.Int("every", 61, "take every so manyth mutation")

// spec is the document of the Claude API.
const spec = "../../../../spec/openapi.yaml"

// mutation removes one thing from a file of the document and says what Wire
// then has to report.
type mutation struct {
	file string
	kind Kind
	name string // the end of what is reported, e.g. "/max_tokens"
	line int    // where it stands
	do   func() (undo func())
}

// TestMutations removes one thing after the other from a copy of the document of
// the Claude API: members, values, variants, parameters and operations. Each
// time the comparison reports that thing and nothing else, at its place. Of the
// thousands of things it takes some; -every 1 takes all, which is a matter of
// minutes.
func TestMutations(t *testing.T) {
	whole := loadSpec(t, nil)
	if r := Wire(whole, loadSpec(t, nil), Options{All: true, Bounds: true}, &diag.List{}); len(r.Differences) > 0 || r.Operations < 160 {
		t.Fatalf("the document differs from itself: %v", r)
	}
	files, mutations := mutable(t)
	counts := map[Kind]int{}
	for i := 0; i < len(mutations); i += *every {
		m := mutations[i]
		counts[m.kind]++
		undo := m.do()
		data, err := yaml.Marshal(files[m.file])
		undo()
		if err != nil {
			t.Fatal(err)
		}
		t.Run(fmt.Sprintf("%s:%d", m.file, m.line), func(t *testing.T) {
			t.Parallel()
			changed := loadSpec(t, map[string][]byte{m.file: data})
			r := Wire(whole, changed, Options{OneWay: true, All: true}, &diag.List{})
			if problem := verdict(m, r.Differences); problem != "" {
				t.Errorf("without %s %s: %s", m.kind, m.name, problem)
			}
		})
	}
	for _, kind := range []Kind{Member, Value, Variant, Parameter} {
		if *every <= 61 && counts[kind] < 3 {
			t.Errorf("only %d of kind %s", counts[kind], kind)
		}
	}
}

// verdict says what is wrong with what was found. A thing that requests and
// answers share is reported once for each.
func verdict(m mutation, found []Difference) string {
	if len(found) == 0 {
		return "nothing is reported"
	}
	sides := map[string]bool{}
	for _, d := range found {
		ok := d.Kind == m.kind && strings.HasSuffix(d.Subject(), m.name)
		if m.kind != Variant { // which is reported where it is defined
			ok = ok && strings.HasSuffix(d.Pos.File, "/spec/"+m.file) && d.Pos.Line == m.line
		}
		if !ok || sides[d.Side] {
			return fmt.Sprintf("%d differences, such as\n%s\nand %s", len(found), found[0].String(), d.String())
		}
		sides[d.Side] = true
	}
	return ""
}

// loadSpec loads the document with some of its files replaced.
func loadSpec(t *testing.T, changed map[string][]byte) *openapi.Document {
	t.Helper()
	var diags diag.List
	doc := load.Load(spec, load.Options{ReadFile: func(name string) ([]byte, error) {
		for file, data := range changed {
			if strings.HasSuffix(name, "/spec/"+file) {
				return data, nil
			}
		}
		return os.ReadFile(name)
	}}, &diags)
	if diags.HasErrors() {
		t.Fatal(diags.Err())
	}
	return doc
}

// mutable parses the files and lists what can be removed from them.
func mutable(t *testing.T) (files map[string]*yaml.Node, all []mutation) {
	t.Helper()
	files = map[string]*yaml.Node{}
	root := filepath.Dir(spec)
	names, err := filepath.Glob(root + "/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob(root + "/*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, more...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var n yaml.Node
		if err := yaml.Unmarshal(data, &n); err != nil {
			t.Fatal(err)
		}
		file, err := filepath.Rel(root, name)
		if err != nil {
			t.Fatal(err)
		}
		files[file] = n.Content[0]
		for _, section := range []string{"paths", "components"} {
			if s := get(n.Content[0], section); s != nil {
				all = walk(all, file, s, section)
			}
		}
	}
	return files, all
}

// walk lists what can be removed below a node.
func walk(all []mutation, file string, n *yaml.Node, under string) []mutation {
	if n.Kind == yaml.SequenceNode {
		for _, it := range n.Content {
			all = walk(all, file, it, "")
		}
		return all
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case under == "properties":
			all = append(all, mutation{file, Member, "/" + k.Value, k.Line, remove(n, k, 2)})
		case k.Value == "enum" && v.Kind == yaml.SequenceNode && len(v.Content) > 1 && get(n, "x-enum-varnames") == nil:
			for _, it := range v.Content {
				all = append(all, mutation{file, Value, fmt.Sprintf("%q", it.Value), it.Line, remove(v, it, 1)})
			}
		case (k.Value == "oneOf" || k.Value == "anyOf") && get(n, "discriminator") != nil:
			for _, it := range v.Content {
				all = append(all, mutation{file, Variant, "", it.Line, removeVariant(n, v, it)})
			}
		case k.Value == "parameters" && v.Kind == yaml.SequenceNode:
			for _, it := range v.Content {
				if in := get(it, "in"); in != nil && in.Value == "query" {
					all = append(all, mutation{file, Parameter, "query." + get(it, "name").Value, it.Line, remove(v, it, 1)})
				}
			}
		}
		if under == "" || k.Value != "example" && k.Value != "examples" && k.Value != "default" && !strings.HasPrefix(k.Value, "x-") {
			if under == "properties" {
				all = walk(all, file, v, "") // a member may be called properties
			} else {
				all = walk(all, file, v, k.Value)
			}
		}
	}
	return all
}

func get(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// remove takes an item, or a key with its value, out of a node.
func remove(from, item *yaml.Node, count int) func() func() {
	return func() func() {
		old := from.Content
		i := slices.Index(old, item)
		from.Content = slices.Delete(slices.Clone(old), i, i+count)
		return func() { from.Content = old }
	}
}

// removeVariant takes a variant out, and out of the mapping.
func removeVariant(union, list, item *yaml.Node) func() func() {
	return func() func() {
		undo := []func(){remove(list, item, 1)()}
		mapping := get(get(union, "discriminator"), "mapping")
		for i := 0; mapping != nil && i+1 < len(mapping.Content); i += 2 {
			if ref := get(item, "$ref"); ref != nil && mapping.Content[i+1].Value == ref.Value {
				undo = append(undo, remove(mapping, mapping.Content[i], 2)())
				break
			}
		}
		return func() {
			for _, f := range slices.Backward(undo) {
				f()
			}
		}
	}
}
