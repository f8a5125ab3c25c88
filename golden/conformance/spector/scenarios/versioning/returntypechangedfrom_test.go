package versioning_test

import (
	"testing"

	"spector.test/api/versioning/returnTypeChangedFrom"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func returnTypeChangedFromClient(t *testing.T) *returnTypeChangedFrom.Client {
	return returnTypeChangedFrom.NewClient(returnTypeChangedFrom.WithBaseURL(check.URL(t) + "/versioning/return-type-changed-from/api-version:v2"))
}

func TestVersioning_ReturnTypeChangedFrom_test(t *testing.T) {
	check.Is(t, "test")(returnTypeChangedFromClient(t).Test.Test(t.Context(), &returnTypeChangedFrom.TestTestParams{Body: "test"}))
}
