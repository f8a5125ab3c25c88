package authentication_test

import (
	"net/http"
	"testing"

	noauth "spector.test/api/authentication/noauth/union"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func TestAuthentication_Noauth_Union_validNoAuth(t *testing.T) {
	// Spector lets any credential pass here.
	seen := ""
	client := noauth.NewClient(noauth.WithBaseURL(check.URL(t)), noauth.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return check.RoundTripper(func(r *http.Request) (*http.Response, error) {
			seen = r.Header.Get("Authorization")
			return next.RoundTrip(r)
		})
	}))
	check.OK(t, client.Authentication.ValidNoAuth(t.Context(), nil))
	check.Equal(t, seen, "")
}

func TestAuthentication_Noauth_Union_validToken(t *testing.T) {
	client := noauth.NewClient(noauth.WithBaseURL(check.URL(t)), noauth.WithOAuth2Auth("https://security.microsoft.com/.default"))
	check.OK(t, client.Authentication.ValidToken(t.Context(), nil))
}
