package versioning_test

import (
	"testing"

	"spector.test/api/versioning/madeOptional"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func madeOptionalClient(t *testing.T) *madeOptional.Client {
	return madeOptional.NewClient(madeOptional.WithBaseURL(check.URL(t) + "/versioning/made-optional/api-version:v2"))
}

func TestVersioning_MadeOptional_test(t *testing.T) {
	check.Is(t, &madeOptional.TestModel{Prop: "foo"})(madeOptionalClient(t).Test.Test(t.Context(), &madeOptional.TestTestParams{TestModel: madeOptional.TestModel{Prop: "foo"}}))
}
