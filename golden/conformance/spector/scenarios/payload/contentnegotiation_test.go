package payload_test

import (
	"testing"

	contentnegotiation "spector.test/api/payload/content-negotiation"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func contentNegotiationClient(t *testing.T, accept string) *contentnegotiation.Client {
	return contentnegotiation.NewClient(contentnegotiation.WithBaseURL(check.URL(t)), contentnegotiation.WithHeader("Accept", accept))
}

func TestPayload_ContentNegotiation_SameBody(t *testing.T) {
	for accept, asset := range map[string]string{"image/png": "image.png", "image/jpeg": "image.jpg"} {
		d, err := contentNegotiationClient(t, accept).ContentNegotiation.SameBodyGetAvatarAsPngSameBodyGetAvatarAsJpeg(t.Context(), nil)
		check.OK(t, err)
		check.Equal(t, d.ContentType, accept)
		check.Content(t, d, check.Asset(t, asset))
	}
}

func TestPayload_ContentNegotiation_DifferentBody(t *testing.T) {
	avatar := func(accept string) any {
		got, err := contentNegotiationClient(t, accept).ContentNegotiation.DifferentBodyGetAvatarAsPngDifferentBodyGetAvatarAsJSON(t.Context(), nil)
		check.OK(t, err)
		return got
	}
	d, ok := avatar("image/png").(*contentnegotiation.Download)
	if !ok {
		t.Fatal("got no image")
	}
	check.Content(t, d, check.Asset(t, "image.png"))
	check.Equal(t, avatar("application/json"), &contentnegotiation.DifferentBodyPngImageAsJSON{Content: check.Asset(t, "image.png")})
}
