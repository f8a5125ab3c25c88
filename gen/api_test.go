package gen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestAPI checks that the package can be read on pkg.go.dev: its types are not
// other names for ones that are not shown there, and their fields say what they are.
func TestAPI(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	types := 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok || !spec.Name.IsExported() {
				return true
			}
			types++
			if spec.Assign.IsValid() {
				t.Errorf("%s: %s is an alias", name, spec.Name)
			}
			body, ok := spec.Type.(*ast.StructType)
			if !ok {
				return true
			}
			for _, f := range body.Fields.List {
				switch {
				case len(f.Names) == 0:
					if _, selected := f.Type.(*ast.SelectorExpr); selected {
						t.Errorf("%s: %s embeds a type of another package", name, spec.Name)
					}
				case f.Names[0].IsExported() && f.Doc == nil && f.Comment == nil:
					t.Errorf("%s: %s.%s has no comment", name, spec.Name, f.Names[0])
				}
			}
			return true
		})
	}
	if types < 15 {
		t.Errorf("only %d types", types)
	}
}
