package output

import (
	"bytes"
	"strconv"
	"strings"

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
	for _, f := range shared {
		content, err := rename(f, "faketest", pkg)
		if err != nil {
			return nil, err
		}
		content = bytes.Replace(content, []byte(strconv.Quote(runtimePath)), []byte(strconv.Quote(client)), 1)
		out = append(out, File{pkg + "/runtime_" + strings.TrimSuffix(f.Name, ".go") + suffix, content})
	}
	return out, nil
}
