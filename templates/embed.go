// Package templates holds the runtime that every generated package carries a
// copy of. The sources are ordinary Go, in the folder runtime, where they are
// compiled and tested.
package templates

import (
	"embed"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"slices"
	"strings"
)

//go:embed runtime/*.go
var sources embed.FS

// File is a source file of the runtime.
type File struct {
	Name    string // e.g. "codec.go"
	Content []byte
}

// Runtime returns the files of the runtime, tests left out, sorted by name.
func Runtime() ([]File, error) {
	entries, err := fs.ReadDir(sources, "runtime")
	if err != nil {
		return nil, err
	}
	var out []File
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		b, err := fs.ReadFile(sources, "runtime/"+e.Name())
		if err != nil {
			return nil, err
		}
		out = append(out, File{e.Name(), b})
	}
	return out, nil
}

// Reserved returns the exported identifiers that the runtime declares, sorted.
func Reserved() ([]string, error) {
	files, err := Runtime()
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range parsed.Decls {
			out = append(out, declared(d)...)
		}
	}
	slices.Sort(out)
	return out, nil
}

// declared returns the exported identifiers of a top-level declaration.
func declared(d ast.Decl) []string {
	var out []string
	add := func(id *ast.Ident) {
		if id.IsExported() {
			out = append(out, id.Name)
		}
	}
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			add(d.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				add(s.Name)
			case *ast.ValueSpec:
				for _, id := range s.Names {
					add(id)
				}
			}
		}
	}
	return out
}
