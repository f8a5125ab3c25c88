package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"syscall"
)

// Write makes the folder dir hold files, and reports what it changed. Files
// that are as they should be are not touched. A file that stands in the way
// and that the generator did not write is an error, before anything is
// written. Whenever the process is killed, the folder holds the old package or
// the new one, if the system can exchange two folders (see swap.go).
func Write(dir string, files []File) ([]Change, error) { return disk{}.write(dir, files) }

// write is Write on a disk that may fail.
func (d disk) write(dir string, files []File) ([]Change, error) {
	if _, err := Compare(dir, files); err != nil {
		return nil, err // before a folder is made, and with the name that the caller knows
	}
	dir, unlock, err := d.lock(dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := d.clean(dir); err != nil {
		return nil, err
	}
	changes, err := Compare(dir, files)
	if err != nil || len(changes) == 0 {
		return nil, err
	}
	return changes, d.apply(dir, changes, contents(files))
}

// lock waits until no other run writes a folder, one that holds it or one in it, and returns
// the folder's path. While another run exchanges a folder above, what is in that has another path,
// so it is asked for again when nobody does; only then are folders made.
func (d disk) lock(name string) (dir string, unlock func(), err error) {
	for range 1000 {
		dir, err = actual(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // on its way
		}
		if err != nil {
			return "", nil, err
		}
		there := filepath.Dir(dir)
		for {
			if _, err := os.Lstat(there); !errors.Is(err, fs.ErrNotExist) || filepath.Dir(there) == there {
				break
			}
			there = filepath.Dir(there)
		}
		unlock, err = lock(there)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return "", nil, err
		}
		again, err := actual(name)
		switch {
		case err == nil && again == dir && there == filepath.Dir(dir):
			return dir, unlock, nil
		case err == nil && again == dir:
			if err := d.mkdirAll(filepath.Dir(dir)); err != nil {
				unlock()
				return "", nil, err
			}
		}
		unlock()
	}
	return "", nil, fmt.Errorf("%s is another folder each time one looks", name)
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
func (d disk) apply(dir string, changes []Change, content map[string][]byte) error {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		err := d.create(dir, content)
		if err == nil || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EIO) {
			return err
		}
	} else if len(changes) > 1 {
		if err := d.swap(dir, changes, content); !errors.Is(err, errCannotSwap) {
			return err
		}
	}
	return d.oneByOne(dir, changes, content)
}

// create writes a folder that isn't there yet beside its place, and renames it.
func (d disk) create(dir string, content map[string][]byte) error {
	s := d.staging(dir)
	for name, b := range content {
		if err := s.writeFile(s.copied(name), b); err != nil {
			return errors.Join(err, s.discard())
		}
	}
	return errors.Join(s.rename(s.copied("."), dir), s.discard())
}

// oneByOne writes what is new in a folder inside dir, and puts it into place
// file by file when all of it is on disk. For a single file that is as good as
// swap; for more it is the way of systems that can do no better.
func (d disk) oneByOne(dir string, changes []Change, content map[string][]byte) (err error) {
	inner := filepath.Join(dir, innerFolder)
	defer func() { err = errors.Join(err, d.clear(inner)) }()
	for _, c := range changes {
		if c.Kind == Removed {
			continue
		}
		if err := d.writeFile(filepath.Join(inner, filepath.FromSlash(c.Name)), content[c.Name]); err != nil {
			return err
		}
	}
	for _, c := range changes {
		if err := d.place(dir, inner, c); err != nil {
			return err
		}
	}
	return nil
}

// innerFolder is where oneByOne writes. Nothing else is ever in it.
const innerFolder = ".codegen-new"

// place puts a file that was written, or its absence, where it belongs.
func (d disk) place(dir, staging string, c Change) error {
	name := filepath.FromSlash(c.Name)
	target := filepath.Join(dir, name)
	if c.Kind != Removed {
		if err := d.mkdirAll(filepath.Dir(target)); err != nil {
			return err
		}
		return d.rename(filepath.Join(staging, name), target)
	}
	if err := d.remove(target); err != nil {
		return err
	}
	if path.Dir(c.Name) != "." {
		_ = d.remove(filepath.Dir(target)) // if nothing else is in it
	}
	return nil
}

// clear removes the folder in which oneByOne writes, and what it wrote there. Anything
// else in it is somebody's.
func (d disk) clear(inner string) error {
	entries, err := d.readDir(inner)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if info, err := d.lstat(inner); err != nil || !info.IsDir() {
		return errors.Join(err, inTheWay(inner))
	}
	for _, e := range entries {
		name := filepath.Join(inner, e.Name())
		switch {
		case err != nil:
		case e.IsDir():
			err = d.clear(name)
		case e.Type().IsRegular() && generated(name):
			err = d.removeIf(name, partlyWritten)
		}
	}
	if err == nil {
		err = d.remove(inner)
	}
	if err != nil {
		return fmt.Errorf("%s holds files that codegen can't tell from yours: move what you need and remove it (%w)", inner, err)
	}
	return nil
}
