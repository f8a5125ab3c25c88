package authentication_test

import (
	"errors"
	"testing"

	apikey "spector.test/api/authentication/api-key"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func apiKeyClient(t *testing.T, key string) *apikey.Client {
	return apikey.NewClient(apikey.WithBaseURL(check.URL(t)), apikey.WithAPIKeyAuth(key))
}

func TestAuthentication_ApiKey_valid(t *testing.T) {
	check.OK(t, apiKeyClient(t, "valid-key").Authentication.Valid(t.Context(), nil))
}

func TestAuthentication_ApiKey_invalid(t *testing.T) {
	err := apiKeyClient(t, "invalid-key").Authentication.Invalid(t.Context(), nil)
	e, ok := errors.AsType[*apikey.Error](err)
	if !ok || e.StatusCode != 403 {
		t.Fatalf("got %v, want an error with status 403", err)
	}
	check.SameJSON(t, e.Body, `{"error":"invalid-api-key"}`)
}
