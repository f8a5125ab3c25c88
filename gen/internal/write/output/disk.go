package output

import (
	"io/fs"
	"os"
	"path/filepath"
)

// disk is what the writer does to files. A test can make it fail.
type disk struct {
	// before, if set, is asked before each step, and may refuse it.
	before func(op, name string) error
}

func (d disk) allow(op, name string) error {
	if d.before == nil {
		return nil
	}
	if err := d.before(op, name); err != nil {
		return &fs.PathError{Op: op, Path: name, Err: err}
	}
	return nil
}

func (d disk) mkdirAll(name string) error {
	if err := d.allow("mkdir", name); err != nil {
		return err
	}
	return os.MkdirAll(name, 0o755)
}

// writeFile writes a file, and the folders that it needs.
func (d disk) writeFile(name string, content []byte) error {
	if err := d.mkdirAll(filepath.Dir(name)); err != nil {
		return err
	}
	if err := d.allow("write", name); err != nil {
		_ = os.WriteFile(name, content[:len(content)/2], 0o644) // as a full disk does it
		return err
	}
	return os.WriteFile(name, content, 0o644)
}

func (d disk) link(from, to string) error {
	if err := d.allow("link", to); err != nil {
		return err
	}
	return os.Link(from, to)
}

func (d disk) symlink(target, name string) error {
	if err := d.allow("symlink", name); err != nil {
		return err
	}
	return os.Symlink(target, name)
}

func (d disk) rename(from, to string) error {
	if err := d.allow("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

func (d disk) remove(name string) error {
	if err := d.allow("remove", name); err != nil {
		return err
	}
	return os.Remove(name)
}

func (d disk) exchange(a, b string) error {
	if err := d.allow("exchange", a); err != nil {
		return err
	}
	return exchange(a, b)
}

func (d disk) readDir(name string) ([]fs.DirEntry, error) {
	if err := d.allow("readdir", name); err != nil {
		return nil, err
	}
	return os.ReadDir(name)
}

func (d disk) readFile(name string) ([]byte, error) {
	if err := d.allow("read", name); err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

func (d disk) readlink(name string) (string, error) {
	if err := d.allow("readlink", name); err != nil {
		return "", err
	}
	return os.Readlink(name)
}

func (d disk) lstat(name string) (fs.FileInfo, error) {
	if err := d.allow("lstat", name); err != nil {
		return nil, err
	}
	return os.Lstat(name)
}
