package versioning_test

import (
	"testing"

	"spector.test/api/versioning/madeOptional"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func madeOptionalClient(t *testing.T) *madeOptional.Client {
	server := madeOptional.ServerEndpointVersioningMadeOptionalAPIVersionVersion{Endpoint: check.URL(t), Version: madeOptional.ServerEndpointVersioningMadeOptionalAPIVersionVersionVersionV2}
	return madeOptional.NewClient(madeOptional.WithBaseURL(server.URL()))
}

func TestVersioning_MadeOptional_test(t *testing.T) {
	check.Is(t, &madeOptional.TestModel{Prop: "foo"})(madeOptionalClient(t).Test.Test(t.Context(), &madeOptional.TestTestParams{TestModel: madeOptional.TestModel{Prop: "foo"}}))
}
