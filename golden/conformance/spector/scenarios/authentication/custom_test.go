package authentication_test

import (
	"errors"
	"testing"

	"spector.test/api/authentication/http/custom"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func customClient(t *testing.T, key string) *custom.Client {
	return custom.NewClient(custom.WithBaseURL(check.URL(t)), custom.WithHTTP(key))
}

func TestAuthentication_Http_Custom_valid(t *testing.T) {
	check.OK(t, customClient(t, "valid-key").Authentication.Valid(t.Context(), nil))
}

func TestAuthentication_Http_Custom_invalid(t *testing.T) {
	err := customClient(t, "invalid-key").Authentication.Invalid(t.Context(), nil)
	e, ok := errors.AsType[*custom.Error](err)
	if !ok || e.StatusCode != 403 {
		t.Fatalf("got %v, want an error with status 403", err)
	}
	check.SameJSON(t, e.Body, `{"error":"invalid-api-key"}`)
}
