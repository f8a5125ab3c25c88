package output

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/templates"
)

// Tests adds what tests of generated packages share to those of a package.
func Tests(name string, sources []source.File) ([]File, error) {
	shared, err := templates.TestSupport()
	if err != nil {
		return nil, err
	}
	var out []File
	for _, s := range sources {
		out = append(out, File(s))
	}
	for _, f := range shared {
		content, err := rename(f, "sampletest", name+"_test")
		if err != nil {
			return nil, err
		}
		out = append(out, File{"sample_" + strings.TrimSuffix(f.Name, ".go") + testSuffix, content})
	}
	return Sort(out), nil
}
