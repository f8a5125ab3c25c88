package gen_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/go/packages"

	"github.com/claudegen/claudegen/gen"
)

// FuzzMutate changes documents that are in order in ways that keep them JSON, and
// mostly OpenAPI. What is generated then, operations that can't be left out, must
// be a package that compiles.
func FuzzMutate(f *testing.F) {
	loadOnce(f)
	var seeds []*yaml.Node
	for _, spec := range goldenSpecs(f) {
		var doc yaml.Node
		if yaml.Unmarshal([]byte(spec), &doc) != nil || len(doc.Content) != 1 {
			continue
		}
		aliased := slices.ContainsFunc(collect(&doc, nil), func(n *yaml.Node) bool { return n.Kind == yaml.AliasNode })
		if doc.Content[0].Kind == yaml.MappingNode && !aliased { // an alias may stand for more than memory holds
			seeds = append(seeds, doc.Content[0])
		}
	}
	for i := range seeds {
		f.Add(uint16(i), []byte{})
		f.Add(uint16(i), bytes.Repeat([]byte{byte(i), 17, 3, byte(i * 7), 1}, 4))
	}
	f.Fuzz(func(t *testing.T, seed uint16, script []byte) {
		doc := copyNode(seeds[int(seed)%len(seeds)])
		for n := 0; len(script) >= 5 && n < 20; n++ {
			mutate(doc, script)
			script = script[5:]
		}
		spec := string(appendNode(nil, doc))
		r, err := generateSmall(spec, true)
		checkOutcome(t, r, err)
		if err == nil {
			for _, problem := range typeErrors(t, r.Files) {
				t.Error(problem)
			}
		}
		if t.Failed() {
			t.Log(spec)
		}
	})
}

// keywords are names that mean something in a document or in Go.
var keywords = []string{
	"type", "properties", "required", "additionalProperties", "items", "enum", "const", "oneOf", "anyOf", "allOf", "not", "format", "nullable", "discriminator",
	"propertyName", "mapping", "default", "minimum", "maximum", "description", "title", "deprecated", "readOnly", "prefixItems", "patternProperties",
	"parameters", "requestBody", "responses", "content", "schema", "in", "name", "style", "explode", "security", "tags", "operationId", "servers", "callbacks",
	"application/json", "text/event-stream", "multipart/form-data", "application/x-www-form-urlencoded", "application/octet-stream", "text/plain", "application/x-ndjson",
	"string", "integer", "number", "boolean", "array", "object", "null", "date-time", "date", "byte", "binary", "int32", "float", "int64",
	"200", "204", "default", "2XX", "get", "post", "query", "header", "path", "cookie", "deepObject", "pipeDelimited", "form",
	"x-go-name", "x-beta", "x-enum-varnames", "x-pagination", "x-stream", "x-retry", "x-accumulate", "x-constructors", "x-go-previous-names", "x-go-const-prefix", "itemSchema",
	"Error", "Client", "String", "Extra", "Next", "error", "any", "nil", "len", "params", "ctx", "opts", "s", "x", "Validate", "UnmarshalJSON", "List", "Create", "id", "data", "",
}

// mutate makes one change: what is done, where, and with what, five bytes say.
func mutate(doc *yaml.Node, script []byte) {
	nodes := collect(doc, nil)
	at := nodes[(int(script[1])<<8|int(script[2]))%len(nodes)]
	pick := int(script[3])<<8 | int(script[4])
	other := nodes[pick%len(nodes)]
	words := append(slices.Clone(keywords), hostileTexts...)
	word := words[pick%len(words)]
	if len(nodes) > 2000 {
		return // copies of copies get large
	}
	switch script[0] % 9 {
	case 0:
		*at = *textNode(word)
	case 1:
		rename(at, int(script[2]), word)
	case 2:
		*at = *copyNode(other)
	case 3:
		a, b := copyNode(at), copyNode(other)
		*at, *other = *b, *a
	case 4:
		remove(at, pick)
	case 5:
		values := []yaml.Node{
			{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}, {Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"}, {Kind: yaml.ScalarNode, Tag: "!!bool", Value: "false"},
			{Kind: yaml.ScalarNode, Tag: "!!int", Value: "-1"}, {Kind: yaml.ScalarNode, Tag: "!!float", Value: "1e400"}, {Kind: yaml.MappingNode}, {Kind: yaml.SequenceNode}, *textNode(""),
		}
		*at = values[pick%len(values)]
	case 6:
		if at.Kind == yaml.MappingNode {
			at.Content = append(at.Content, textNode(word), copyNode(other))
		}
	case 7:
		if names := schemaNames(doc); len(names) > 0 {
			*at = yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{textNode("$ref"), textNode("#/components/schemas/" + names[pick%len(names)])}}
		}
	case 8:
		inner := &yaml.Node{Kind: yaml.SequenceNode, Content: []*yaml.Node{copyNode(at), copyNode(other)}}
		*at = yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{textNode([]string{"allOf", "oneOf", "anyOf"}[pick%3]), inner}}
	}
}

func textNode(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s} }

// collect lists the values of a document.
func collect(n *yaml.Node, out []*yaml.Node) []*yaml.Node {
	out = append(out, n)
	for i, c := range n.Content {
		if n.Kind != yaml.MappingNode || i%2 == 1 {
			out = collect(c, out)
		}
	}
	return out
}

// copyNode copies a value.
func copyNode(n *yaml.Node) *yaml.Node {
	out := &yaml.Node{Kind: n.Kind, Tag: n.ShortTag(), Value: n.Value}
	for _, c := range n.Content {
		out.Content = append(out.Content, copyNode(c))
	}
	return out
}

func rename(n *yaml.Node, i int, name string) {
	if n.Kind == yaml.MappingNode && len(n.Content) > 0 {
		n.Content[i*2%len(n.Content)] = textNode(name)
	}
}

func remove(n *yaml.Node, i int) {
	switch {
	case len(n.Content) == 0:
	case n.Kind == yaml.MappingNode:
		i = i * 2 % len(n.Content)
		n.Content = slices.Delete(n.Content, i, i+2)
	case n.Kind == yaml.SequenceNode:
		n.Content = slices.Delete(n.Content, i%len(n.Content), i%len(n.Content)+1)
	}
}

func schemaNames(doc *yaml.Node) (names []string) {
	for i := 0; i+1 < len(doc.Content); i += 2 {
		if doc.Content[i].Value != "components" {
			continue
		}
		for c := doc.Content[i+1]; i+1 < len(c.Content); i += 2 {
			if c.Content[i].Value == "schemas" {
				for k := 0; k+1 < len(c.Content[i+1].Content); k += 2 {
					names = append(names, c.Content[i+1].Content[k].Value)
				}
			}
		}
		break
	}
	return names
}

// appendNode writes a value as JSON. Of members with one name, the first is kept.
func appendNode(b []byte, n *yaml.Node) []byte {
	switch n.Kind {
	case yaml.MappingNode:
		b = append(b, '{')
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key := n.Content[i].Value
			if seen[key] {
				continue
			}
			if len(seen) > 0 {
				b = append(b, ',')
			}
			seen[key] = true
			b = append(append(b, quoteJSON(key)...), ':')
			b = appendNode(b, n.Content[i+1])
		}
		return append(b, '}')
	case yaml.SequenceNode:
		b = append(b, '[')
		for i, c := range n.Content {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendNode(b, c)
		}
		return append(b, ']')
	default:
		if tag := n.ShortTag(); (tag == "!!int" || tag == "!!float" || tag == "!!bool" || tag == "!!null") && json.Valid([]byte(n.Value)) {
			return append(b, n.Value...)
		}
		return append(b, quoteJSON(n.Value)...)
	}
}

// loadOnce loads what type-checking needs before a fuzz target's first input: on a machine that is busy that takes
// longer than the ten seconds after which an input counts as hung.
func loadOnce(f *testing.F) {
	f.Helper()
	if _, err := importedByPackages(); err != nil {
		f.Fatal(err)
	}
}

// typeErrors are the errors that a compiler would report in a package of
// generated files, those of the runtime aside.
func typeErrors(t *testing.T, files []gen.File) (problems []string) {
	t.Helper()
	imported, err := importedByPackages()
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{
		Importer: imported,
		Error: func(err error) {
			if e, ok := err.(types.Error); !ok || !strings.HasPrefix(e.Fset.Position(e.Pos).Filename, "runtime_") { //nolint:errorlint // it is one
				problems = append(problems, fmt.Sprint(err))
			}
		},
	}
	var parsed []*ast.File
	for _, f := range files {
		file, err := parsedFile(f, false)
		if err != nil {
			return append(problems, err.Error())
		}
		parsed = append(parsed, file)
	}
	_, _ = conf.Check("example.com/api", fileSet, parsed, nil) // Error has been told
	forget(parsed)
	return problems
}

// fileSet has the places of all files that were parsed to be type-checked.
var fileSet = token.NewFileSet()

// sharedFiles are those of the runtime, which is the same for many documents, by their content.
var sharedFiles sync.Map

// forget makes room in fileSet, but for what is shared.
func forget(files []*ast.File) {
	for _, f := range files {
		if at := fileSet.File(f.FileStart); at != nil && !sharedName(at.Name()) {
			fileSet.RemoveFile(at)
		}
	}
}

// sharedName reports whether a file of this name is a copy of templates.
func sharedName(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, "runtime_") || strings.HasPrefix(base, "sample_")
}

// parsedFile parses a file, one of the runtime once.
func parsedFile(f gen.File, bodies bool) (*ast.File, error) {
	shared := sharedName(f.Name)
	type key struct {
		content string
		bodies  bool
	}
	k := key{bodies: bodies}
	if shared {
		k.content = f.Name + string(f.Content)
		if file, ok := sharedFiles.Load(k); ok {
			return file.(*ast.File), nil
		}
	}
	file, err := parser.ParseFile(fileSet, f.Name, f.Content, parser.SkipObjectResolution)
	if err != nil || !shared {
		return file, err
	}
	if !bodies {
		withoutBodies(file)
	}
	sharedFiles.Store(k, file)
	return file, nil
}

// withoutBodies empties the functions of the runtime: it has tests of its own, and
// checking it takes most of the time.
func withoutBodies(file *ast.File) {
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			fn.Body = &ast.BlockStmt{List: []ast.Stmt{&ast.ExprStmt{X: &ast.CallExpr{Fun: ast.NewIdent("panic"), Args: []ast.Expr{ast.NewIdent("nil")}}}}}
		}
	}
}

// importedByPackages has the packages that the runtime, and so any generated
// package, imports.
var importedByPackages = sync.OnceValues(func() (importer, error) {
	loaded, err := packages.Load(&packages.Config{Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps | packages.NeedExportFile},
		"../templates/runtime", "../templates/faketest", "../templates/sampletest", "context", "iter", "time", "encoding/json")
	if err != nil {
		return nil, err
	}
	out := importer{}
	packages.Visit(loaded, func(p *packages.Package) bool {
		if p.Types != nil {
			out[p.PkgPath] = p.Types
		}
		return true
	}, nil)
	return out, nil
})

type importer map[string]*types.Package

// Import finds a package.
func (i importer) Import(path string) (*types.Package, error) {
	if p := i[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}
