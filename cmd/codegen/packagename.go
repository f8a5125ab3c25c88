package main

import (
	"errors"
	"fmt"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/claudegen/claudegen/gen"
)

// packageName returns the name of the package in a folder, which need not exist
// yet: the one asked for, or that of the Go files there which codegen did not
// write, or that of the folder. It is an error to ask for another than those
// files have.
func packageName(dir, asked string) (string, error) {
	file, own, err := ownPackage(dir)
	switch {
	case err != nil:
		return "", err
	case own != "" && asked != "" && own != asked:
		return "", fmt.Errorf("%s is of package %s, not %s: choose another folder with --out, or say --package %s", file, own, asked, own)
	case own != "":
		return own, nil
	case asked != "":
		return asked, nil
	}
	abs, err := filepath.Abs(dir)
	return strings.ToLower(filepath.Base(abs)), err
}

// ownPackage returns the package of the first Go file of a folder that codegen
// did not write and that is built here, and the file's name.
func ownPackage(dir string) (file, name string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", "", fmt.Errorf("%w: --out must be a folder", err)
	}
	for _, e := range entries {
		file = filepath.Join(dir, e.Name())
		built, err := build.Default.MatchFile(dir, e.Name())
		if e.IsDir() || filepath.Ext(file) != ".go" || !built || err != nil {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil || gen.Wrote(data) {
			continue
		}
		if parsed, err := parser.ParseFile(token.NewFileSet(), file, data, parser.PackageClauseOnly); err == nil {
			name = parsed.Name.Name
			if strings.HasSuffix(e.Name(), "_test.go") {
				name = strings.TrimSuffix(name, "_test")
			}
			return file, name, nil
		}
	}
	return "", "", nil
}
