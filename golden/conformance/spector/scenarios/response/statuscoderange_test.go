package response_test

import (
	"errors"
	"testing"

	statuscoderange "spector.test/api/response/status-code-range"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func statusCodeRangeClient(t *testing.T) *statuscoderange.Client {
	return statuscoderange.NewClient(statuscoderange.WithBaseURL(check.URL(t)))
}

func TestResponse_StatusCodeRange_errorResponseStatusCodeInRange(t *testing.T) {
	err := statusCodeRangeClient(t).Response.ErrorResponseStatusCodeInRange(t.Context(), nil)
	e, ok := errors.AsType[*statuscoderange.Error](err)
	if !ok || e.StatusCode != 494 {
		t.Fatalf("got %v, want an error with status 494", err)
	}
	check.SameJSON(t, e.Body, `{"code":"request-header-too-large","message":"Request header too large"}`)
}

func TestResponse_StatusCodeRange_errorResponseStatusCode404(t *testing.T) {
	err := statusCodeRangeClient(t).Response.ErrorResponseStatusCode404(t.Context(), nil)
	e, ok := errors.AsType[*statuscoderange.Error](err)
	if !ok || e.StatusCode != 404 {
		t.Fatalf("got %v, want an error with status 404", err)
	}
	check.SameJSON(t, e.Body, `{"code":"not-found","resourceId":"resource1"}`)
}
