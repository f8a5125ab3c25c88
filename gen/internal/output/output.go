// Package output lays a generated package out on disk. It is the only package
// of the generator that touches it.
package output

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/emit"
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

func generated(name string) bool {
	return strings.HasSuffix(name, suffix) || strings.HasSuffix(name, testSuffix)
}

// Package adds the runtime to the generated sources and sorts the files.
func Package(name string, sources []emit.File) ([]File, error) {
	runtime, err := templates.Runtime()
	if err != nil {
		return nil, err
	}
	out := make([]File, 0, len(sources)+len(runtime))
	for _, s := range sources {
		out = append(out, File(s))
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
	b.WriteString(emit.Header + "\n\n")
	b.WriteString("package " + name + "\n")
	b.Write(f.Content[i+len(clause):])
	return b.Bytes(), nil
}

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
// generator wrote count as removed.
func Compare(dir string, files []File) ([]Change, error) {
	var out []Change
	wanted := map[string]bool{}
	for _, f := range files {
		wanted[f.Name] = true
		old, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			out = append(out, Change{f.Name, Added})
		case err != nil:
			return nil, err
		case !bytes.Equal(old, f.Content):
			out = append(out, Change{f.Name, Changed})
		}
	}
	for _, folder := range folders(files) {
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
		if e.IsDir() || !generated(name) || wanted[name] {
			continue
		}
		mine, err := hasHeader(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		if mine {
			out = append(out, name)
		}
	}
	return out, nil
}

func hasHeader(name string) (bool, error) {
	b, err := os.ReadFile(name)
	return bytes.HasPrefix(b, []byte(emit.Header+"\n")), err
}

// Write makes the folder dir hold files, and reports what it changed. Files
// that are as they should be are not touched. A file that stands in the way
// and that the generator did not write is an error, before anything is
// written.
func Write(dir string, files []File) ([]Change, error) {
	changes, err := Compare(dir, files)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	for _, c := range changes {
		if c.Kind != Changed {
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(c.Name))
		if mine, err := hasHeader(name); err != nil || !mine {
			return nil, errors.Join(err, fmt.Errorf("%s was not written by codegen and stands in the way: move it", name))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	content := map[string][]byte{}
	for _, f := range files {
		content[f.Name] = f.Content
	}
	return changes, replace(dir, changes, content)
}

// replace writes what is new under temporary names, and puts it into place
// when all of it is on disk.
func replace(dir string, changes []Change, content map[string][]byte) (err error) {
	staging, err := os.MkdirTemp(dir, ".codegen-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(staging)) }()
	for _, c := range changes {
		if c.Kind == Removed {
			continue
		}
		if err := writeFile(filepath.Join(staging, filepath.FromSlash(c.Name)), content[c.Name]); err != nil {
			return err
		}
	}
	for _, c := range changes {
		if err := place(dir, staging, c); err != nil {
			return err
		}
	}
	return nil
}

// place puts a file that was written, or its absence, where it belongs.
func place(dir, staging string, c Change) error {
	name := filepath.FromSlash(c.Name)
	target := filepath.Join(dir, name)
	if c.Kind != Removed {
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.Rename(filepath.Join(staging, name), target)
	}
	if err := os.Remove(target); err != nil {
		return err
	}
	if path.Dir(c.Name) != "." {
		_ = os.Remove(filepath.Dir(target)) // if nothing else is in it
	}
	return nil
}

func writeFile(name string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, content, 0o644)
}
