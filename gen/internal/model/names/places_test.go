package names

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// TestNamesAreMadeHere finds identifiers that are put together where schemas and operations are lowered: it is done
// here only.
func TestNamesAreMadeHere(t *testing.T) {
	part := regexp.MustCompile(`^[A-Za-z_]+$`)
	found := 0
	for _, pkg := range []string{"../lower", "../types"} {
		files, err := filepath.Glob(pkg + "/*.go")
		if err != nil || len(files) < 5 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			fset := token.NewFileSet()
			tree, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			found++
			ast.Inspect(tree, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.BinaryExpr:
					if n.Op == token.ADD && (isPart(n.X, part) || isPart(n.Y, part)) {
						t.Errorf("%s: a name is put together", fset.Position(n.Pos()))
					}
				case *ast.AssignStmt:
					if n.Tok == token.ADD_ASSIGN && isPart(n.Rhs[0], part) {
						t.Errorf("%s: a name is put together", fset.Position(n.Pos()))
					}
				}
				return true
			})
		}
	}
	if found < 15 {
		t.Errorf("only %d files were read", found)
	}
}

func isPart(e ast.Expr, part *regexp.Regexp) bool {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return false
	}
	text, err := strconv.Unquote(lit.Value)
	return err == nil && part.MatchString(text)
}
