package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Write makes the folder dir hold files, and reports what it changed. Files
// that are as they should be are not touched. A file that stands in the way
// and that the generator did not write is an error, before anything is
// written. Whenever the process is killed, the folder holds the old package or
// the new one, if the system can exchange two folders (see swap.go).
func Write(dir string, files []File) (_ []Change, err error) {
	if _, err := Compare(dir, files); err != nil {
		return nil, err // before a folder is made, and with the name that the caller knows
	}
	if dir, err = actual(dir); err != nil {
		return nil, err
	}
	parent := filepath.Dir(dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return nil, err
	}
	unlock, err := lock(parent)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := clean(dir); err != nil {
		return nil, err
	}
	changes, err := Compare(dir, files)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	return changes, apply(dir, changes, contents(files))
}

// actual is the absolute path of a folder that need not exist, itself no link.
func actual(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return dir, nil
	}
	return filepath.EvalSymlinks(dir)
}

func contents(files []File) map[string][]byte {
	out := make(map[string][]byte, len(files))
	for _, f := range files {
		out[f.Name] = f.Content
	}
	return out
}

// apply chooses how to write.
func apply(dir string, changes []Change, content map[string][]byte) error {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		if create(dir, content) == nil {
			return nil
		}
	} else if len(changes) > 1 {
		if err := swap(dir, changes, content); !errors.Is(err, errCannotSwap) {
			return err
		}
	}
	return oneByOne(dir, changes, content)
}

// create writes a folder that isn't there yet beside its place, and renames it.
func create(dir string, content map[string][]byte) error {
	s := stagingOf(dir)
	for name, b := range content {
		if err := writeFile(s.copied(name), b); err != nil {
			return errors.Join(err, s.discard())
		}
	}
	return errors.Join(os.Rename(s.copied("."), dir), s.discard())
}

// oneByOne writes what is new in a folder inside dir, and puts it into place
// file by file when all of it is on disk. For a single file that is as good as
// swap; for more it is the way of systems that can do no better.
func oneByOne(dir string, changes []Change, content map[string][]byte) (err error) {
	inner := filepath.Join(dir, innerFolder)
	defer func() { err = errors.Join(err, os.RemoveAll(inner)) }()
	for _, c := range changes {
		if c.Kind == Removed {
			continue
		}
		if err := writeFile(filepath.Join(inner, filepath.FromSlash(c.Name)), content[c.Name]); err != nil {
			return err
		}
	}
	for _, c := range changes {
		if err := place(dir, inner, c); err != nil {
			return err
		}
	}
	return nil
}

// innerFolder is where oneByOne writes. Nothing else is ever in it.
const innerFolder = ".codegen-new"

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
