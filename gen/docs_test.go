package gen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	mdast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tableast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen"
)

// symbols lists what the package in a folder declares, under the names by which
// pkg.go.dev knows it: Type, Type.Method, Type.Field, Constant. It says of each
// whether it is a function or a method.
func symbols(t *testing.T, dir string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	files, err := filepath.Glob(filepath.Join(dir, "*.gen.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no package in %s: %v", dir, err)
	}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			declared(d, out)
		}
	}
	return out
}

func declared(d ast.Decl, out map[string]bool) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil {
			recv := d.Recv.List[0].Type
			if star, ok := recv.(*ast.StarExpr); ok {
				recv = star.X
			}
			if id, ok := recv.(*ast.Ident); ok {
				name = id.Name + "." + name
			}
		}
		out[name] = true
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				out[s.Name.Name] = false
				if st, ok := s.Type.(*ast.StructType); ok {
					for _, f := range st.Fields.List {
						for _, n := range f.Names {
							out[s.Name.Name+"."+n.Name] = false
						}
					}
				}
			case *ast.ValueSpec:
				for _, n := range s.Names {
					out[n.Name] = false
				}
			}
		}
	}
}

// TestDocsNameWhatIsThere follows the links of the overview of the Claude
// client, and looks for the methods of its services there.
func TestDocsNameWhatIsThere(t *testing.T) {
	result, err := gen.Docs(claudeConfig(t, "../spec/openapi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	have := symbols(t, "../generated/claude")
	linked := map[string]bool{}
	doc := result.Files[0].Content
	walkMarkdown(t, doc, func(n mdast.Node) {
		l, ok := n.(*mdast.Link)
		if !ok {
			return
		}
		u, err := url.Parse(string(l.Destination))
		if err != nil {
			t.Error(err)
			return
		}
		linked[u.Fragment] = true
		if _, ok := have[u.Fragment]; u.Host == "pkg.go.dev" && u.Fragment != "" && !ok {
			t.Errorf("%s: the package has no such symbol", u)
		}
	})
	methods := 0
	for name, isFunc := range have {
		service, _, _ := strings.Cut(name, ".")
		if _, isService := have[service+".core"]; !isFunc || !isService || !ast.IsExported(name) {
			continue
		}
		if methods++; !linked[name] {
			t.Errorf("%s is not in the overview", name)
		}
	}
	if methods < 200 {
		t.Errorf("the client has only %d methods", methods)
	}
}

func TestDocsWithoutImportPath(t *testing.T) {
	c := gen.Config{Spec: "spec.yaml", Package: "pets", ReadFile: func(string) ([]byte, error) { return []byte(petstore), nil }}
	result, err := gen.Docs(c)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(result.Files[0].Content); strings.Contains(got, "pkg.go.dev") || !strings.Contains(got, "| `Get` | `GET /pets/{id}` | `id`, `PetGetParams` | `Pet` |  |\n") {
		t.Error(got)
	}
}

// TestDocsAreInert renders the overviews of the golden cases: there is no HTML
// but spans of code, links lead to pkg.go.dev, headings or what a viewer makes
// of an address, and all rows have as many cells as their table.
func TestDocsAreInert(t *testing.T) {
	cases, err := filepath.Glob("../golden/docs/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "want/api.md" })
		if i < 0 {
			t.Fatalf("%s has no overview", name)
		}
		doc := a.Files[i].Data
		walkMarkdown(t, doc, func(n mdast.Node) {
			switch n := n.(type) {
			case *mdast.HTMLBlock:
				if got := string(n.Lines().Value(doc)); got != gen.DocsHeader+"\n" {
					t.Errorf("%s: HTML %q", name, got)
				}
			case *mdast.RawHTML:
				if got := string(n.Segments.Value(doc)); got != "<code>" && got != "</code>" {
					t.Errorf("%s: HTML %q", name, got)
				}
			case *mdast.Link:
				if to := string(n.Destination); !strings.HasPrefix(to, "https://pkg.go.dev/golden.test/docs/") && !strings.HasPrefix(to, "#") {
					t.Errorf("%s: link to %s", name, to)
				}
			case *mdast.Heading, *mdast.List, *mdast.Emphasis, *mdast.Image, *mdast.FencedCodeBlock, *mdast.ThematicBreak, *mdast.Blockquote:
				if lines := string(n.Text(doc)); strings.Contains(lines, "no ") { //nolint:staticcheck // the plain text is what is wanted
					t.Errorf("%s: %s is %s", name, lines, n.Kind())
				}
			case *tableast.TableRow:
				if n.ChildCount() != 5 {
					t.Errorf("%s: a row has %d cells", name, n.ChildCount())
				}
			}
		})
	}
}

func walkMarkdown(t *testing.T, doc []byte, visit func(mdast.Node)) {
	t.Helper()
	root := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(doc))
	err := mdast.Walk(root, func(n mdast.Node, entering bool) (mdast.WalkStatus, error) {
		if entering {
			visit(n)
		}
		return mdast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
