package parameters_test

import (
	"testing"

	"spector.test/api/parameters/basic"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func basicClient(t *testing.T) *basic.Client {
	return basic.NewClient(basic.WithBaseURL(check.URL(t)))
}

func TestParameters_Basic_ExplicitBody_simple(t *testing.T) {
	check.OK(t, basicClient(t).Parameters.ExplicitBodySimple(t.Context(), &basic.ParameterExplicitBodySimpleParams{ExplicitBodyUser: basic.ExplicitBodyUser{Name: "foo"}}))
}

func TestParameters_Basic_ImplicitBody_simple(t *testing.T) {
	check.OK(t, basicClient(t).Parameters.ImplicitBodySimple(t.Context(), &basic.ParameterImplicitBodySimpleParams{Name: "foo"}))
}
