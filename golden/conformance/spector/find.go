package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

// scenarioTest is a test of a scenario, which is called after it.
type scenarioTest struct {
	scenario string
	file     string // e.g. "scenarios/type/array_test.go"
	first    int    // line
	last     int    // line
}

// findTests finds the tests below dir in their sources.
func findTests(dir string) ([]scenarioTest, error) {
	var tests []scenarioTest
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, f := range testFuncs(file) {
			tests = append(tests, scenarioTest{
				scenario: strings.TrimPrefix(f.Name.Name, "Test"),
				file:     filepath.ToSlash(name),
				first:    files.Position(f.Pos()).Line,
				last:     files.Position(f.End()).Line,
			})
		}
		return nil
	})
	return tests, err
}

func testFuncs(file *ast.File) []*ast.FuncDecl {
	var out []*ast.FuncDecl
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Test") {
			out = append(out, f)
		}
	}
	return out
}

// importName is the name by which a file knows an import.
func importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return path.Base(strings.Trim(spec.Path.Value, `"`))
}
