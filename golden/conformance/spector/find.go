package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
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

// part is what the tests of some scenarios need: a package of tests is compiled as a
// whole, with all clients that its files import.
type part struct {
	tests    []scenarioTest // all in these packages
	packages []string       // below testFolder, e.g. "./type"
	clients  map[string]bool
}

// partFor returns what it takes to run the tests of scenarios that match.
func partFor(tests []scenarioTest, matches func(scenario string) bool) (*part, error) {
	p := &part{clients: map[string]bool{}}
	dirs := map[string]bool{}
	for _, t := range tests {
		if dir := path.Dir(t.file); matches(t.scenario) && !dirs[dir] {
			dirs[dir] = true
			p.packages = append(p.packages, "./"+strings.TrimPrefix(dir, testFolder+"/"))
		}
	}
	read := map[string]bool{}
	for _, t := range tests {
		if !dirs[path.Dir(t.file)] {
			continue
		}
		p.tests = append(p.tests, t)
		if read[t.file] {
			continue
		}
		read[t.file] = true
		imports, err := importsOf(t.file)
		if err != nil {
			return nil, err
		}
		for _, i := range imports {
			p.clients[i] = true
		}
	}
	return p, nil
}

// importsOf returns the import paths of a file.
func importsOf(name string) ([]string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, spec := range file.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
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
