package parameters_test

import (
	"testing"

	"spector.test/api/parameters/path"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func pathClient(t *testing.T) *path.Client {
	return path.NewClient(path.WithBaseURL(check.URL(t)))
}

func TestParameters_Path_normal(t *testing.T) {
	check.OK(t, pathClient(t).Parameters.Normal(t.Context(), "foo", nil))
}

func TestParameters_Path_optional(t *testing.T) {
	check.OK(t, pathClient(t).Parameters.OptionalWithout(t.Context(), nil))
	check.OK(t, pathClient(t).Parameters.Optional(t.Context(), "foo", nil))
}
