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

// suffix marks the files that belong to the generator.
const suffix = ".gen.go"

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
		content, err := rename(r, name)
		if err != nil {
			return nil, err
		}
		out = append(out, File{"runtime_" + strings.TrimSuffix(r.Name, ".go") + suffix, content})
	}
	slices.SortFunc(out, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// rename gives a file of the runtime the header and the package clause of the
// generated package.
func rename(f templates.File, name string) ([]byte, error) {
	clause := []byte("package runtime\n")
	i := bytes.Index(f.Content, clause)
	if i < 0 {
		return nil, fmt.Errorf("runtime file %s has no package clause", f.Name)
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
	stale, err := stale(dir, wanted)
	if err != nil {
		return nil, err
	}
	for _, name := range stale {
		out = append(out, Change{name, Removed})
	}
	slices.SortFunc(out, func(a, b Change) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// stale lists the files that the generator wrote and no longer wants.
func stale(dir string, wanted map[string]bool) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), suffix) || wanted[e.Name()] {
			continue
		}
		mine, err := hasHeader(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		if mine {
			out = append(out, e.Name())
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
		if err := os.WriteFile(filepath.Join(staging, filepath.Base(c.Name)), content[c.Name], 0o644); err != nil {
			return err
		}
	}
	for _, c := range changes {
		target := filepath.Join(dir, filepath.FromSlash(c.Name))
		if c.Kind == Removed {
			err = os.Remove(target)
		} else {
			err = os.Rename(filepath.Join(staging, filepath.Base(c.Name)), target)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
