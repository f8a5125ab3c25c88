// Package output lays a generated package out on disk. It is the only package
// of the generator that touches it.
package output

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/templates"
)

// File is a file of a generated package.
type File struct {
	Name    string // relative to the package's folder, slash-separated
	Content []byte
}

// Suffixes of the files that belong to the generator: sources and tests.
const (
	suffix     = ".gen.go"
	testSuffix = "_gen_test.go"
)

// Package adds to the generated sources the files of the runtime that they and
// others, such as a fake server, need, and the others, and sorts the files.
func Package(name string, sources []source.File, others []File) ([]File, error) {
	out := slices.Clone(others)
	for _, s := range sources {
		out = append(out, File(s))
	}
	contents := make([][]byte, len(out))
	for i, f := range out {
		contents[i] = f.Content
	}
	runtime, err := templates.RuntimeFor(contents)
	if err != nil {
		return nil, err
	}
	for _, r := range runtime {
		content, err := rename(r, "runtime", name)
		if err != nil {
			return nil, err
		}
		out = append(out, File{"runtime_" + strings.TrimSuffix(r.Name, ".go") + suffix, content})
	}
	return Sort(out), nil
}

// Sort puts files in the order of their names.
func Sort(files []File) []File {
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return files
}

// rename gives a template, of the package from, the header and the package
// clause of the generated package.
func rename(f templates.File, from, name string) ([]byte, error) {
	clause := []byte("package " + from + "\n")
	i := bytes.Index(f.Content, clause)
	if i < 0 {
		return nil, fmt.Errorf("template %s has no package clause", f.Name)
	}
	var b bytes.Buffer
	b.WriteString(source.Header + "\n\n")
	if bytes.HasPrefix(f.Content, []byte("//go:build ")) {
		b.Write(f.Content[:bytes.IndexByte(f.Content, '\n')])
		b.WriteString("\n\n")
	}
	b.WriteString("package " + name + "\n")
	b.Write(f.Content[i+len(clause):])
	return b.Bytes(), nil
}
