package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// errNoModule means that a folder is in no module.
var errNoModule = errors.New("there is no go.mod in")

// importPath returns the import path of the package in a folder, which need
// not exist yet, from the go.mod of the module that it is in.
func importPath(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	root, mod, err := findModule(dir)
	if err != nil {
		return "", fmt.Errorf("%w: run \"go mod init MODULE\" in the root folder of your module, or choose a folder within one with --out", err)
	}
	module := modfile.ModulePath(mod)
	if module == "" {
		return "", fmt.Errorf("%s has no module line", filepath.Join(root, "go.mod"))
	}
	rel, err := filepath.Rel(root, abs)
	return path.Join(module, filepath.ToSlash(rel)), err
}

// findModule returns the folder at or above dir that has a go.mod, and that.
func findModule(dir string) (root string, mod []byte, err error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", nil, err
	}
	for root := abs; ; root = filepath.Dir(root) {
		b, err := os.ReadFile(filepath.Join(root, "go.mod"))
		switch {
		case err == nil:
			return root, b, nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", nil, err
		case root == filepath.Dir(root):
			return "", nil, fmt.Errorf("%w %s or above", errNoModule, abs)
		}
	}
}
