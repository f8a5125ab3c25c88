package authentication_test

import (
	"testing"

	"spector.test/api/authentication/union"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func TestAuthentication_Union_validKey(t *testing.T) {
	client := union.NewClient(union.WithBaseURL(check.URL(t)), union.WithAPIKeyAuth("valid-key"))
	check.OK(t, client.Authentication.ValidKey(t.Context(), nil))
}

func TestAuthentication_Union_validToken(t *testing.T) {
	client := union.NewClient(union.WithBaseURL(check.URL(t)), union.WithOAuth2Auth("https://security.microsoft.com/.default"))
	check.OK(t, client.Authentication.ValidToken(t.Context(), nil))
}
