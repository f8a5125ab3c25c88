package output

import (
	"github.com/claudegen/claudegen/gen/internal/write/faketest"
	"github.com/claudegen/claudegen/gen/internal/write/source"
	"github.com/claudegen/claudegen/templates"
)

// runtimePath is what the code of fake servers imports where a copy of it
// imports its client.
const runtimePath = "github.com/claudegen/claudegen/templates/runtime"

// Fake adds what all fake servers share to the generated sources of one. The
// client is called name and imported as client.
func Fake(name, client string, sources []source.File) ([]File, error) {
	shared, err := templates.Fake()
	if err != nil {
		return nil, err
	}
	pkg := faketest.Package(name)
	var out []File
	for _, s := range sources {
		out = append(out, File(s))
	}
	t := template{from: "faketest", to: pkg, prefix: pkg + "/runtime_", suffix: suffix, path: runtimePath, client: client}
	copies, err := t.copies(shared)
	return append(out, copies...), err
}
