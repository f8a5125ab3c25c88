package templates

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed sampletest/*.go
var testSources embed.FS

// TestSupport returns the files that the generated tests of a package share,
// sorted by name.
func TestSupport() ([]File, error) {
	entries, err := fs.ReadDir(testSources, "sampletest")
	if err != nil {
		return nil, err
	}
	var out []File
	for _, e := range entries {
		if e.Name() == "doc.go" || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		b, err := fs.ReadFile(testSources, "sampletest/"+e.Name())
		if err != nil {
			return nil, err
		}
		out = append(out, File{e.Name(), b})
	}
	return out, nil
}
