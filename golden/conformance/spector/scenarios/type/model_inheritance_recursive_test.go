package type_test

import (
	"testing"

	"spector.test/api/type/model/inheritance/recursive"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func modelInheritanceRecursiveClient(t *testing.T) *recursive.Client {
	return recursive.NewClient(recursive.WithBaseURL(check.URL(t)))
}

func TestType_Model_Inheritance_Recursive_put(t *testing.T) {
	check.OK(t, modelInheritanceRecursiveClient(t).Type.Put(t.Context(), &recursive.TypePutParams{
		Extension: []recursive.Extension{{Level: 1, Extension: []recursive.Extension{{Level: 2}}}, {Level: 1}},
	}))
}

func TestType_Model_Inheritance_Recursive_get(t *testing.T) {
	check.Is(t, &recursive.Extension{Extension: []recursive.Extension{{Level: 1, Extension: []recursive.Extension{{Level: 2}}}, {Level: 1}}})(modelInheritanceRecursiveClient(t).Type.Get(t.Context(), nil))
}
