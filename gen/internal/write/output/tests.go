package output

import (
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
	t := template{from: "sampletest", to: name + "_test", prefix: "sample_", suffix: testSuffix}
	copies, err := t.copies(shared)
	return Sort(append(out, copies...)), err
}
