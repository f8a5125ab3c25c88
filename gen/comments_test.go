package gen_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestComments holds what pkg.go.dev shows, and how files look, against rules: in
// the Claude client and in what the golden cases want. Fields are no part of it:
// their names stand right below the text, which is the document's own.
func TestComments(t *testing.T) {
	read := func(dir, suffix string) {
		names, err := filepath.Glob(filepath.Join(dir, "*"+suffix))
		if err != nil || len(names) == 0 {
			t.Fatal(dir, err)
		}
		for _, name := range names {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(filepath.Base(name), "runtime_") {
				checkLooks(t, name, b)
			}
		}
	}
	read("../generated/claude", ".gen.go")
	read("../generated/claude/claudetest", ".gen.go")
	cases, err := filepath.Glob("../golden/*/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal(err)
	}
	for _, c := range cases {
		a, err := txtar.ParseFile(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if strings.HasPrefix(f.Name, "want/") && strings.HasSuffix(f.Name, ".gen.go") {
				checkLooks(t, c+":"+f.Name, f.Data)
			}
		}
	}
}

// checkLooks checks one file.
func checkLooks(t *testing.T, name string, src []byte) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Error(err)
		return
	}
	if text := f.Doc.Text(); text != "" && !strings.HasPrefix(text, "Package "+f.Name.Name+" ") {
		t.Errorf("%s: the package comment begins %q", name, clipped(text))
	}
	begins := func(id *ast.Ident, docs ...*ast.CommentGroup) {
		for _, d := range docs {
			if text := d.Text(); id.IsExported() && text != "" && !strings.HasPrefix(text, id.Name+" ") {
				t.Errorf("%s: the comment on %s begins %q", fset.Position(d.Pos()), id.Name, clipped(text))
			}
		}
	}
	end := 0
	for _, d := range f.Decls {
		start := d.Pos()
		switch d := d.(type) {
		case *ast.FuncDecl:
			start = docPos(d.Doc, start)
			begins(d.Name, d.Doc)
			if d.Name.Name == "field" {
				checkCases(t, fset, d, src)
			}
		case *ast.GenDecl:
			start = docPos(d.Doc, start)
			for _, s := range d.Specs {
				checkSpec(d, s, begins)
			}
			if d.Tok == token.IMPORT {
				checkImports(t, fset, d)
			}
		}
		if line := fset.Position(start).Line; end > 0 && line < end+2 {
			t.Errorf("%s: no blank line before the declaration", fset.Position(start))
		}
		end = fset.Position(d.End()).Line
	}
}

// checkSpec checks the comment of a type, constant or variable. That of a group
// speaks of all that is in it.
func checkSpec(d *ast.GenDecl, s ast.Spec, begins func(*ast.Ident, ...*ast.CommentGroup)) {
	switch s := s.(type) {
	case *ast.TypeSpec:
		begins(s.Name, s.Doc, d.Doc)
	case *ast.ValueSpec:
		begins(s.Names[0], s.Doc)
		if !d.Lparen.IsValid() {
			begins(s.Names[0], d.Doc)
		}
	}
}

// checkImports checks that the standard library comes first, in a group of its own.
func checkImports(t *testing.T, fset *token.FileSet, d *ast.GenDecl) {
	t.Helper()
	before, line := true, 0 // whether the import before is of the standard library, and its line
	for i, s := range d.Specs {
		root, _, _ := strings.Cut(s.(*ast.ImportSpec).Path.Value, "/")
		std, at := !strings.Contains(root, "."), fset.Position(s.Pos()).Line
		if i > 0 && (std && !before || (std == before) != (at == line+1)) {
			t.Errorf("%s: imports are not grouped", fset.Position(s.Pos()))
		}
		before, line = std, at
	}
}

// checkCases checks that cases with the number of a member say which it is.
func checkCases(t *testing.T, fset *token.FileSet, d *ast.FuncDecl, src []byte) {
	t.Helper()
	lines := bytes.Split(src, []byte("\n"))
	ast.Inspect(d, func(n ast.Node) bool {
		if c, ok := n.(*ast.CaseClause); ok && !bytes.Contains(lines[fset.Position(c.Pos()).Line-1], []byte(": // ")) {
			t.Errorf("%s: the case doesn't say its member", fset.Position(c.Pos()))
		}
		return true
	})
}

func docPos(doc *ast.CommentGroup, decl token.Pos) token.Pos {
	if doc != nil {
		return doc.Pos()
	}
	return decl
}

func clipped(s string) string { return s[:min(len(s), 60)] }
