package output

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/write/faketest"
	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/gen/internal/write/tools"
)

// Change says how a file on disk differs from the generated one.
type Change struct {
	Name string     `json:"name"`
	Kind ChangeKind `json:"kind"`
}

// ChangeKind is a kind of difference.
type ChangeKind string

// The kinds of difference.
const (
	Added   ChangeKind = "added"   // not on disk yet
	Changed ChangeKind = "changed" // on disk with other content
	Removed ChangeKind = "removed" // on disk, and no longer generated
)

// Compare reports how the folder dir differs from files. Only files that the
// generator wrote count as removed. A file of others that stands in the way is
// an error.
func Compare(dir string, files []File) ([]Change, error) {
	var out []Change
	wanted := map[string]bool{}
	for _, f := range files {
		wanted[f.Name] = true
		kind, err := compare(filepath.Join(dir, filepath.FromSlash(f.Name)), f.Content)
		if err != nil {
			return nil, err
		}
		if kind != "" {
			out = append(out, Change{f.Name, kind})
		}
	}
	for _, folder := range folders(dir, files) {
		stale, err := stale(dir, folder, wanted)
		if err != nil {
			return nil, err
		}
		for _, name := range stale {
			out = append(out, Change{name, Removed})
		}
	}
	slices.SortFunc(out, func(a, b Change) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// compare says how the file name differs from content; "" if it doesn't.
func compare(name string, content []byte) (ChangeKind, error) {
	if folder, err := os.Stat(filepath.Dir(name)); err == nil && !folder.IsDir() {
		return "", inTheWay(filepath.Dir(name))
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Added, nil
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", inTheWay(name)
	}
	old, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Added, nil // another run removed it meanwhile
	case err != nil:
		return "", err
	case bytes.Equal(old, content):
		return "", nil
	case !Wrote(old):
		return "", inTheWay(name)
	}
	return Changed, nil
}

func inTheWay(name string) error {
	return fmt.Errorf("%s was not written by codegen and stands in the way: move it", name)
}

// folders returns the folders, relative to that of the package, in which the
// generator's files are: those of files, and those of fake servers and tool loops, which
// may hold files though they are no longer wanted.
func folders(dir string, files []File) []string {
	out := []string{"."}
	for _, f := range files {
		if folder := path.Dir(f.Name); folder != "." {
			out = append(out, folder)
		}
	}
	// The package may have had another name when these were written.
	if old, err := os.ReadFile(filepath.Join(dir, clientFile)); err == nil {
		out = append(out, besides(old)...)
	}
	if i := slices.IndexFunc(files, func(f File) bool { return f.Name == clientFile }); i >= 0 {
		out = append(out, besides(files[i].Content)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// clientFile is a file that every generated package has.
const clientFile = "client" + suffix

// besides are the folders of the fake server and the tool loop for a package with such
// a file.
func besides(client []byte) []string {
	parsed, err := parser.ParseFile(token.NewFileSet(), clientFile, client, parser.PackageClauseOnly)
	if err != nil {
		return nil
	}
	return []string{faketest.Package(parsed.Name.Name), tools.Package(parsed.Name.Name)}
}

// stale lists the files of a folder below dir that the generator wrote and no
// longer wants.
func stale(dir, folder string, wanted map[string]bool) ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(folder)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if !e.Type().IsRegular() || !generated(name) || wanted[name] {
			continue
		}
		content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // another run may have removed it meanwhile
			return nil, err
		}
		if Wrote(content) {
			out = append(out, name)
		}
	}
	return out, nil
}

// generated says whether a file has a name that the generator gives.
func generated(name string) bool {
	return strings.HasSuffix(name, suffix) || strings.HasSuffix(name, testSuffix)
}

// Wrote says whether the generator wrote a file with that content.
func Wrote(content []byte) bool { return bytes.HasPrefix(content, []byte(source.Header+"\n")) }
