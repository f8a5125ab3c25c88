package versioning_test

import (
	"testing"

	"spector.test/api/versioning/renamedFrom"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func renamedFromClient(t *testing.T) *renamedFrom.Client {
	return renamedFrom.NewClient(renamedFrom.WithBaseURL(check.URL(t) + "/versioning/renamed-from/api-version:v2"))
}

func TestVersioning_RenamedFrom_newOp(t *testing.T) {
	check.Is(t, &renamedFrom.NewModel{NewProp: "foo", EnumProp: "newEnumMember", UnionProp: renamedFrom.NewUnionNumber(10)})(renamedFromClient(t).Test.NewOp(t.Context(), &renamedFrom.TestNewOpParams{NewModel: renamedFrom.NewModel{NewProp: "foo", EnumProp: "newEnumMember", UnionProp: renamedFrom.NewUnionNumber(10)}, NewQuery: "bar"}))
}

func TestVersioning_RenamedFrom_NewInterface(t *testing.T) {
	check.Is(t, &renamedFrom.NewModel{NewProp: "foo", EnumProp: "newEnumMember", UnionProp: renamedFrom.NewUnionNumber(10)})(renamedFromClient(t).Interface.NewInterfaceNewOpInNewInterface(t.Context(), &renamedFrom.InterfaceNewInterfaceNewOpInNewInterfaceParams{NewModel: renamedFrom.NewModel{NewProp: "foo", EnumProp: "newEnumMember", UnionProp: renamedFrom.NewUnionNumber(10)}}))
}
