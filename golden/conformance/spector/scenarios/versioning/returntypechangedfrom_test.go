package versioning_test

import (
	"testing"

	"spector.test/api/versioning/returnTypeChangedFrom"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func returnTypeChangedFromClient(t *testing.T) *returnTypeChangedFrom.Client {
	server := returnTypeChangedFrom.ServerEndpointVersioningReturnTypeChangedFromAPIVersionVersion{Endpoint: check.URL(t), Version: returnTypeChangedFrom.ServerEndpointVersioningReturnTypeChangedFromAPIVersionVersionVersionV2}
	return returnTypeChangedFrom.NewClient(returnTypeChangedFrom.WithBaseURL(server.URL()))
}

func TestVersioning_ReturnTypeChangedFrom_test(t *testing.T) {
	check.Is(t, "test")(returnTypeChangedFromClient(t).Test.Test(t.Context(), &returnTypeChangedFrom.TestTestParams{Body: "test"}))
}
