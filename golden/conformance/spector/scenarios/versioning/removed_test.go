package versioning_test

import (
	"testing"

	"spector.test/api/versioning/removed"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func removedClient(t *testing.T, version string) *removed.Client {
	server := removed.ServerEndpointVersioningRemovedAPIVersionVersion{Endpoint: check.URL(t), Version: removed.ServerEndpointVersioningRemovedAPIVersionVersionVersion(version)}
	return removed.NewClient(removed.WithBaseURL(server.URL()))
}

func TestVersioning_Removed_v2(t *testing.T) {
	check.Is(t, &removed.ModelV2{Prop: "foo", EnumProp: "enumMemberV2", UnionProp: removed.UnionV2String("bar")})(
		removedClient(t, "v2").Root.V2(t.Context(), &removed.RootV2Params{ModelV2: removed.ModelV2{Prop: "foo", EnumProp: "enumMemberV2", UnionProp: removed.UnionV2String("bar")}}))
}

// The first and the newest version have the same model. The one between has no
// document here.
func TestVersioning_Removed_modelV3(t *testing.T) {
	for _, version := range []string{"v1", "v2"} {
		check.Is(t, &removed.ModelV3{ID: "123", EnumProp: "enumMemberV1"})(
			removedClient(t, version).Root.ModelV3(t.Context(), &removed.RootModelV3Params{ModelV3: removed.ModelV3{ID: "123", EnumProp: "enumMemberV1"}}))
	}
}
