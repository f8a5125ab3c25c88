package versioning_test

import (
	"testing"

	"spector.test/api/versioning/typeChangedFrom"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func typeChangedFromClient(t *testing.T) *typeChangedFrom.Client {
	server := typeChangedFrom.ServerEndpointVersioningTypeChangedFromAPIVersionVersion{Endpoint: check.URL(t), Version: typeChangedFrom.ServerEndpointVersioningTypeChangedFromAPIVersionVersionVersionV2}
	return typeChangedFrom.NewClient(typeChangedFrom.WithBaseURL(server.URL()))
}

func TestVersioning_TypeChangedFrom_test(t *testing.T) {
	check.Is(t, &typeChangedFrom.TestModel{Prop: "foo", ChangedProp: "bar"})(typeChangedFromClient(t).Test.Test(t.Context(), &typeChangedFrom.TestTestParams{TestModel: typeChangedFrom.TestModel{Prop: "foo", ChangedProp: "bar"}, Param: "baz"}))
}
