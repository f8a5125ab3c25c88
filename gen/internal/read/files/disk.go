package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

type errTooLarge int64

func (e errTooLarge) Error() string {
	return fmt.Sprintf("the file is larger than %d bytes", int64(e))
}

var (
	errNotRegular = errors.New("not a regular file")
	errFolder     = errors.New("a folder")
)

// readDisk reads a file within a limit. A pipe may be what the user names, but a document cannot make us wait on
// one.
func readDisk(name string, limit int64, anyKind bool) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errFolder
	}
	if !anyKind && !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	if info.Size() > limit {
		return nil, errTooLarge(limit)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return readLimited(f, limit)
}

// readBelow reads a file that a document refers to. It must be below the folder dir, links followed.
func readBelow(dir, name string, limit int64) ([]byte, error) {
	root, err := os.OpenRoot(filepath.FromSlash(dir))
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	below, err := filepath.Rel(filepath.FromSlash(dir), filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	info, err := root.Stat(below)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := root.Open(below)
	if err != nil {
		return nil, err
	}
	return readLimited(f, limit)
}

func readLimited(f *os.File, limit int64) ([]byte, error) {
	defer func() { _ = f.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		return nil, errTooLarge(limit)
	}
	return data, err
}

// Problem says what is wrong with a file without the system call and the name, which the message
// has already.
func Problem(err error) string {
	var pathErr *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file"
	case errors.As(err, &pathErr):
		return "cannot read the file: " + pathErr.Err.Error()
	case errors.Is(err, errNotRegular):
		return "it is not a regular file"
	case errors.Is(err, errFolder):
		return "it is a folder: name the file of the document in it"
	}
	if large, ok := errors.AsType[errTooLarge](err); ok {
		return large.Error()
	}
	return "cannot read the file: " + err.Error()
}
