package specialheaders_test

import (
	"testing"

	"spector.test/api/special-headers/repeatability"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func repeatabilityClient(t *testing.T) *repeatability.Client {
	return repeatability.NewClient(repeatability.WithBaseURL(check.URL(t)))
}

func TestSpecialHeaders_Repeatability_immediateSuccess(t *testing.T) {
	var meta repeatability.ResponseMeta
	check.OK(t, repeatabilityClient(t).SpecialHeaders.ImmediateSuccess(t.Context(), &repeatability.SpecialHeaderImmediateSuccessParams{
		RepeatabilityRequestID: "2378d9bc-1726-11ee-be56-0242ac120002",
		RepeatabilityFirstSent: "Tue, 15 Nov 2022 12:45:26 GMT",
	}, repeatability.WithResponse(&meta)))
	check.Equal(t, meta.Header.Get("Repeatability-Result"), "accepted")
}
