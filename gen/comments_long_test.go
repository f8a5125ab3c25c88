package gen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestLongFunctionsSayWhy wants a comment on each function of more than twelve lines:
// what is as long as that doesn't say by its name alone why it is there.
func TestLongFunctionsSayWhy(t *testing.T) {
	const short = 12
	for _, root := range []string{".", "../cmd", "../templates"} {
		err := filepath.WalkDir(root, func(name string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			fset := token.NewFileSet()
			file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
			if err != nil {
				return err
			}
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Doc == nil && f.Body != nil {
					at := fset.Position(f.Pos())
					if lines := fset.Position(f.Body.Rbrace).Line - fset.Position(f.Body.Lbrace).Line - 1; lines > short {
						t.Errorf("%s: %s has %d lines and no comment", at, f.Name.Name, lines)
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
