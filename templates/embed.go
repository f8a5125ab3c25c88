// Package templates holds the code that generated packages carry a copy of. The
// sources are ordinary Go, compiled and tested where they are: the folder runtime
// is in every client, the folder faketest in every fake server, the folder tools in every
// tool loop, the folder sampletest beside generated tests.
package templates

import (
	"embed"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

//go:embed runtime/*.go faketest/*.go sampletest/*.go tools/*.go
var sources embed.FS

// File is a source file.
type File struct {
	Name    string // e.g. "json_scan.go"
	Group   string // of what is joined with it, e.g. "json"
	Content []byte

	place int // within the group
}

// Runtime returns the files of the runtime, tests left out, sorted by name.
func Runtime() ([]File, error) { return read("runtime") }

// Fake returns the files that fake servers share, as Runtime does. They import
// the runtime, in whose place a copy imports its client.
func Fake() ([]File, error) { return read("faketest") }

// Tools returns the files that tool loops share, as Runtime does. They import the
// package tools/chat, in whose place a copy imports its client.
func Tools() ([]File, error) { return read("tools") }

// TestSupport returns the files that the generated tests of a package share, as
// Runtime does.
func TestSupport() ([]File, error) { return read("sampletest") }

// read returns the templates of a folder, without their tests and what stands in the
// place of generated code.
func read(dir string) ([]File, error) {
	entries, err := fs.ReadDir(sources, dir)
	if err != nil {
		return nil, err
	}
	var out []File
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "_test.go") || e.Name() == "doc.go" || e.Name() == "standin.go" {
			continue
		}
		b, err := fs.ReadFile(sources, dir+"/"+e.Name())
		if err != nil {
			return nil, err
		}
		f := File{Name: e.Name(), Content: b}
		f.Group, f.place = groupOf(dir, f.Name)
		out = append(out, f)
	}
	return out, nil
}

// Reserved returns the identifiers that the runtime declares, sorted.
func Reserved() ([]string, error) {
	all, err := parsedRuntime()
	if err != nil {
		return nil, err
	}
	return slices.Clone(all.declared), nil
}

// FakeNames returns the identifiers that fake servers share, sorted.
func FakeNames() ([]string, error) {
	files, err := Fake()
	if err != nil {
		return nil, err
	}
	return declared(files)
}

// Chat is the name under which the files that tool loops share import tools/chat.
const Chat = "api"

// ToolNames returns all identifiers in the files that tool loops share but Chat, sorted.
func ToolNames() ([]string, error) {
	files, err := Tools()
	if err != nil {
		return nil, err
	}
	parsed, err := parseAll(files)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && id.Name != Chat {
				names[id.Name] = true
			}
			return true
		})
	}
	return slices.Sorted(maps.Keys(names)), nil
}

// declared returns the identifiers of the top-level declarations, sorted.
func declared(files []File) ([]string, error) {
	var out []string
	for _, f := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name, f.Content, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range parsed.Decls {
			out = append(out, namesOf(d)...)
		}
	}
	slices.Sort(out)
	return out, nil
}

// namesOf returns the identifiers of a top-level declaration.
func namesOf(d ast.Decl) []string {
	var out []string
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			out = append(out, d.Name.Name)
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				out = append(out, s.Name.Name)
			case *ast.ValueSpec:
				for _, id := range s.Names {
					out = append(out, id.Name)
				}
			}
		}
	}
	return out
}
