package versioning_test

import (
	"testing"

	"spector.test/api/versioning/renamedFrom"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func renamedFromClient(t *testing.T) *renamedFrom.Client {
	server := renamedFrom.ServerEndpointVersioningRenamedFromAPIVersionVersion{Endpoint: check.URL(t), Version: renamedFrom.ServerEndpointVersioningRenamedFromAPIVersionVersionVersionV2}
	return renamedFrom.NewClient(renamedFrom.WithBaseURL(server.URL()))
}

func TestVersioning_RenamedFrom_newOp(t *testing.T) {
	check.Is(t, &renamedFrom.NewModel{NewProp: "foo", EnumProp: "newEnumMember", UnionProp: renamedFrom.NewUnionNumber(10)})(renamedFromClient(t).Test.NewOp(t.Context(), &renamedFrom.TestNewOpParams{NewModel: renamedFrom.NewModel{NewProp: "foo", EnumProp: "newEnumMember", UnionProp: renamedFrom.NewUnionNumber(10)}, NewQuery: "bar"}))
}

func TestVersioning_RenamedFrom_NewInterface(t *testing.T) {
	check.Is(t, &renamedFrom.NewModel{NewProp: "foo", EnumProp: "newEnumMember", UnionProp: renamedFrom.NewUnionNumber(10)})(renamedFromClient(t).Interface.NewInterfaceNewOpInNewInterface(t.Context(), &renamedFrom.InterfaceNewInterfaceNewOpInNewInterfaceParams{NewModel: renamedFrom.NewModel{NewProp: "foo", EnumProp: "newEnumMember", UnionProp: renamedFrom.NewUnionNumber(10)}}))
}
