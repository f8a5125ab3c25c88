// Package output lays a generated package out on disk. It is the only package
// of the generator that touches it.
package output

import (
	"cmp"
	"slices"

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
	t := template{from: "runtime", to: name, prefix: "runtime_", suffix: suffix}
	copies, err := t.copies(runtime)
	if err != nil {
		return nil, err
	}
	out = append(out, copies...)
	return Sort(out), nil
}

// Sort puts files in the order of their names.
func Sort(files []File) []File {
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return files
}
