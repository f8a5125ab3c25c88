package versioning_test

import (
	"testing"

	"spector.test/api/versioning/added"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func addedClient(t *testing.T) *added.Client {
	server := added.ServerEndpointVersioningAddedAPIVersionVersion{Endpoint: check.URL(t), Version: added.ServerEndpointVersioningAddedAPIVersionVersionVersionV2}
	return added.NewClient(added.WithBaseURL(server.URL()))
}

func TestVersioning_Added_v1(t *testing.T) {
	check.Is(t, &added.ModelV1{Prop: "foo", EnumProp: "enumMemberV2", UnionProp: added.UnionV1Number(10)})(addedClient(t).Root.V1(t.Context(), &added.RootV1Params{ModelV1: added.ModelV1{Prop: "foo", EnumProp: "enumMemberV2", UnionProp: added.UnionV1Number(10)}, HeaderV2: "bar"}))
}

func TestVersioning_Added_v2(t *testing.T) {
	check.Is(t, &added.ModelV2{Prop: "foo", EnumProp: "enumMember", UnionProp: added.UnionV2String("bar")})(addedClient(t).Root.V2(t.Context(), &added.RootV2Params{ModelV2: added.ModelV2{Prop: "foo", EnumProp: "enumMember", UnionProp: added.UnionV2String("bar")}}))
}

func TestVersioning_Added_InterfaceV2(t *testing.T) {
	check.Is(t, &added.ModelV2{Prop: "foo", EnumProp: "enumMember", UnionProp: added.UnionV2String("bar")})(addedClient(t).InterfaceV2.InterfaceV2V2InInterface(t.Context(), &added.InterfaceV2InterfaceV2V2InInterfaceParams{ModelV2: added.ModelV2{Prop: "foo", EnumProp: "enumMember", UnionProp: added.UnionV2String("bar")}}))
}
