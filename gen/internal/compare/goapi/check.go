// Package goapi says what a change does to the Go API of a generated package.
// The packages are type-checked in memory.
package goapi

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen/internal/write/output"
)

// std holds the declarations of other packages that generated ones refer to.
// Reading the real ones takes seconds, and needs a Go installation and the
// module of the JSON package where the command runs.
//
//go:embed std.txtar
var std []byte

// Check type-checks the declarations of a generated package. That they are not
// in order is a bug in codegen.
func Check(name string, files []output.File) (p Package, err error) {
	if p.Types, err = check(name, files, false); err == nil {
		p.unmarked, err = check(name, files, true)
	}
	return p, err
}

// check type-checks a package, with or without the methods that mark the variants
// of unions.
func check(name string, files []output.File, unmarked bool) (*types.Package, error) {
	im := &importer{fset: token.NewFileSet(), sources: map[string][]output.File{}, done: map[string]*types.Package{}, unmarked: unmarked}
	for _, f := range txtar.Parse(std).Files {
		folder := path.Dir(f.Name)
		im.sources[folder] = append(im.sources[folder], output.File{Name: f.Name, Content: f.Data})
	}
	im.sources[name] = files
	return im.Import(name)
}

// importer type-checks the packages that it has the sources of, and takes all
// others for empty: they occur in function bodies only.
type importer struct {
	fset    *token.FileSet
	sources map[string][]output.File // by import path
	done    map[string]*types.Package

	unmarked bool // without the methods that mark the variants of unions
}

// Import makes an importer what go/types asks for.
func (im *importer) Import(name string) (*types.Package, error) {
	if p := im.done[name]; p != nil {
		return p, nil
	}
	var files []*ast.File
	for _, f := range im.sources[name] {
		tree, err := parser.ParseFile(im.fset, f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		if im.unmarked {
			tree.Decls = slices.DeleteFunc(tree.Decls, isMarker)
		}
		files = append(files, tree)
	}
	if files == nil {
		p := types.NewPackage(name, packageName(name))
		p.MarkComplete()
		im.done[name] = p
		return p, nil
	}
	conf := types.Config{IgnoreFuncBodies: true, Importer: im, Sizes: types.SizesFor("gc", "amd64")}
	p, err := conf.Check(name, im.fset, files, nil)
	if err != nil {
		return nil, fmt.Errorf("the declarations of package %s are not Go, which is a bug in codegen: %w", name, err)
	}
	im.done[name] = p
	return p, nil
}

// isMarker reports whether a declaration is a method such as
//
//	func (*TextBlock) isContentBlock() {}
func isMarker(d ast.Decl) bool {
	f, ok := d.(*ast.FuncDecl)
	return ok && f.Recv != nil && !f.Name.IsExported() && f.Type.Results == nil && len(f.Type.Params.List) == 0 && f.Body != nil && len(f.Body.List) == 0
}

// packageName is the name of a package of which nothing but the path is known.
func packageName(importPath string) string {
	dir, base := path.Split(importPath)
	if dir != "" && len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" {
		return path.Base(dir)
	}
	return base
}
