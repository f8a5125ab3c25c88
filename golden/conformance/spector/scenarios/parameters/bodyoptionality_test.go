package parameters_test

import (
	"testing"

	bodyoptionality "spector.test/api/parameters/body-optionality"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func bodyOptionalityClient(t *testing.T) *bodyoptionality.Client {
	return bodyoptionality.NewClient(bodyoptionality.WithBaseURL(check.URL(t)))
}

func TestParameters_BodyOptionality_requiredExplicit(t *testing.T) {
	check.OK(t, bodyOptionalityClient(t).Parameters.RequiredExplicit(t.Context(), &bodyoptionality.ParameterRequiredExplicitParams{BodyModel: bodyoptionality.BodyModel{Name: "foo"}}))
}

func TestParameters_BodyOptionality_OptionalExplicit(t *testing.T) {
	check.OK(t, bodyOptionalityClient(t).Parameters.OptionalExplicitSet(t.Context(), &bodyoptionality.ParameterOptionalExplicitSetParams{BodyModel: bodyoptionality.BodyModel{Name: "foo"}}))
	check.OK(t, bodyOptionalityClient(t).Parameters.OptionalExplicitOmit(t.Context(), nil))
}

func TestParameters_BodyOptionality_requiredImplicit(t *testing.T) {
	check.OK(t, bodyOptionalityClient(t).Parameters.RequiredImplicit(t.Context(), &bodyoptionality.ParameterRequiredImplicitParams{BodyModel: bodyoptionality.BodyModel{Name: "foo"}}))
}
