package gen

import (
	"errors"
	"fmt"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
	"github.com/claudegen/claudegen/gen/internal/write/output"
	"github.com/claudegen/claudegen/gen/internal/write/sampletest"
)

// tests returns the files with the tests of a package.
func tests(c *Config, doc *openapi.Document, api *ir.API) ([]File, error) {
	if c.ImportPath == "" {
		return nil, errors.New("tests need the import path of the package")
	}
	c.progress("writing tests")
	sources, err := sampletest.Files(api, sampletest.Config{ImportPath: c.ImportPath, Operations: slices.DeleteFunc(doc.Operations(), leftOut(api))})
	if errors.Is(err, sampletest.ErrTooLarge) {
		return nil, err
	}
	if err != nil {
		return nil, fmt.Errorf("generated test is not Go, which is a bug in codegen: %w", err)
	}
	return filesOf(output.Tests(c.Package, sources))
}

// leftOut reports which of the documented operations were not asked for.
func leftOut(api *ir.API) func(string) bool {
	left := map[string]bool{}
	for _, op := range api.LeftOut {
		left[op.HTTP+" "+op.Path] = true
	}
	return func(op string) bool { return left[op] }
}
