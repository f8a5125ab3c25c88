package gen_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestRoomsAreSmall holds the packages of the generator to a size that can be read in
// one go, and its files and those of the templates. What grows beyond it is cut by what its parts decide.
func TestRoomsAreSmall(t *testing.T) {
	const maxFile, maxPackage = 500, 1500
	packages := map[string]int{}
	look := func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		lines := bytes.Count(data, []byte("\n"))
		if lines > maxFile {
			t.Errorf("%s has %d lines, more than %d", name, lines, maxFile)
		}
		if !strings.HasSuffix(name, "_test.go") && !strings.HasPrefix(name, "..") {
			packages[filepath.Dir(name)] += lines
		}
		return nil
	}
	for _, root := range []string{".", "../templates"} {
		if err := filepath.WalkDir(root, look); err != nil {
			t.Fatal(err)
		}
	}
	for dir, lines := range packages {
		if lines > maxPackage {
			t.Errorf("gen/%s has %d lines without its tests, more than %d", dir, lines, maxPackage)
		}
	}
}
