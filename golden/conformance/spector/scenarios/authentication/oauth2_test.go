package authentication_test

import (
	"errors"
	"testing"

	"spector.test/api/authentication/oauth2"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func oauth2Client(t *testing.T, token string) *oauth2.Client {
	return oauth2.NewClient(oauth2.WithBaseURL(check.URL(t)), oauth2.WithOAuth2Auth(token))
}

func TestAuthentication_OAuth2_valid(t *testing.T) {
	check.OK(t, oauth2Client(t, "https://security.microsoft.com/.default").Authentication.Valid(t.Context(), nil))
}

func TestAuthentication_OAuth2_invalid(t *testing.T) {
	err := oauth2Client(t, "invalid").Authentication.Invalid(t.Context(), nil)
	e, ok := errors.AsType[*oauth2.Error](err)
	if !ok || e.StatusCode != 403 {
		t.Fatalf("got %v, want an error with status 403", err)
	}
	check.SameJSON(t, e.Body, `{"error":"invalid-grant"}`)
}
