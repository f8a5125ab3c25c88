package templates

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"sync"
)

// RuntimeFor returns the files of the runtime that sources need: those that
// declare what sources use, and those that these need in turn. It is found out by
// reading them, so that a new file of the runtime needs no entry anywhere. Sources
// of another package name what they use by a selector.
func RuntimeFor(sources [][]byte) ([]File, error) {
	all, err := parsedRuntime()
	if err != nil {
		return nil, err
	}
	need := map[int]bool{}
	var visit func(uses map[string]bool)
	visit = func(uses map[string]bool) {
		for name := range uses {
			for _, i := range all.homes[name] {
				if !need[i] {
					need[i] = true
					visit(all.uses[i])
				}
			}
		}
	}
	for _, src := range sources {
		f, err := parser.ParseFile(token.NewFileSet(), "", src, 0)
		if err != nil {
			return nil, err
		}
		visit(usesOf(f, true))
	}
	var out []File
	for _, i := range slices.Sorted(maps.Keys(need)) {
		out = append(out, all.files[i])
	}
	return out, nil
}

// runtimeFiles are the files of the runtime, and what they declare and use.
type runtimeFiles struct {
	files    []File
	homes    map[string][]int
	uses     []map[string]bool // of each file
	declared []string          // sorted
}

// parsedRuntime reads the runtime once: most of the time for a small document would go by that. Nothing of
// what it returns may be changed.
var parsedRuntime = sync.OnceValues(func() (*runtimeFiles, error) {
	files, err := Runtime()
	if err != nil {
		return nil, err
	}
	parsed, err := parseAll(files)
	if err != nil {
		return nil, err
	}
	out := &runtimeFiles{files: files, homes: homesOf(parsed)}
	for _, f := range parsed {
		out.uses = append(out.uses, usesOf(f, false))
		for _, d := range f.Decls {
			out.declared = append(out.declared, namesOf(d)...)
		}
	}
	slices.Sort(out.declared)
	return out, nil
})

func parseAll(files []File) ([]*ast.File, error) {
	out := make([]*ast.File, len(files))
	for i, f := range files {
		var err error
		if out[i], err = parser.ParseFile(token.NewFileSet(), f.Name, f.Content, 0); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// homesOf returns the files that declare each identifier, and under ".name" those
// with a method of a type that another file declares. Other methods are where
// their types are.
func homesOf(files []*ast.File) map[string][]int {
	homes := map[string][]int{}
	for i, f := range files {
		for _, d := range f.Decls {
			for _, name := range namesOf(d) {
				homes[name] = append(homes[name], i)
			}
		}
	}
	for i, f := range files {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || slices.Contains(homes[receiver(fn.Recv.List[0].Type)], i) {
				continue
			}
			homes["."+fn.Name.Name] = append(homes["."+fn.Name.Name], i)
		}
	}
	return homes
}

// receiver is the name of a receiver's type.
func receiver(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.StarExpr:
		return receiver(t.X)
	case *ast.IndexExpr:
		return receiver(t.X)
	case *ast.IndexListExpr:
		return receiver(t.X)
	case *ast.Ident:
		return t.Name
	}
	return ""
}

// usesOf returns the identifiers that a file uses and doesn't declare, and, with
// a dot before them, all that it selects. Exported ones that it selects may be of
// the runtime, imported by another package, unless it is a file of the runtime.
func usesOf(f *ast.File, imports bool) map[string]bool {
	uses := map[string]bool{}
	keys := map[*ast.Ident]bool{} // of struct literals, which are no uses
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			uses["."+n.Sel.Name] = true
			if imports && n.Sel.IsExported() {
				uses[n.Sel.Name] = true
			}
		case *ast.KeyValueExpr:
			if id, ok := n.Key.(*ast.Ident); ok {
				keys[id] = true
			}
		}
		return true
	})
	for _, id := range f.Unresolved {
		if !keys[id] {
			uses[id.Name] = true
		}
	}
	return uses
}
