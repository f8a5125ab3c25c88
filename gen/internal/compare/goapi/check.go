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
	sources := map[string][]output.File{name: files}
	for _, f := range txtar.Parse(std).Files {
		folder := path.Dir(f.Name)
		sources[folder] = append(sources[folder], output.File{Name: f.Name, Content: f.Data})
	}
	im := &importer{fset: token.NewFileSet(), sources: sources, trees: map[string][]*ast.File{}, done: map[string]*types.Package{}}
	if p.Types, err = im.Import(name); err != nil {
		return p, err
	}
	for _, tree := range im.trees[name] { // the trees have been used, and are as they were
		tree.Decls = slices.DeleteFunc(tree.Decls, isMarker)
	}
	im.done = map[string]*types.Package{}
	p.unmarked, err = im.Import(name)
	return p, err
}

// importer type-checks the packages that it has the sources of, and takes all
// others for empty: they occur in function bodies only.
type importer struct {
	fset    *token.FileSet
	sources map[string][]output.File // by import path
	trees   map[string][]*ast.File   // likewise, once they are parsed
	done    map[string]*types.Package
}

// Import makes an importer what go/types asks for.
func (im *importer) Import(name string) (*types.Package, error) {
	if p := im.done[name]; p != nil {
		return p, nil
	}
	files, err := im.parsed(name)
	if err != nil {
		return nil, err
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

// parsed returns the files of a package, each parsed once.
func (im *importer) parsed(name string) ([]*ast.File, error) {
	if trees, ok := im.trees[name]; ok {
		return trees, nil
	}
	var trees []*ast.File
	for _, f := range im.sources[name] {
		tree, err := parser.ParseFile(im.fset, f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		trees = append(trees, tree)
	}
	im.trees[name] = trees
	return trees, nil
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
