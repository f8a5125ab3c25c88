package payload_test

import (
	"testing"

	mediatype "spector.test/api/payload/media-type"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func mediaTypeClient(t *testing.T) *mediatype.Client {
	return mediatype.NewClient(mediatype.WithBaseURL(check.URL(t)))
}

func TestPayload_MediaType_StringBody_sendAsText(t *testing.T) {
	check.OK(t, mediaTypeClient(t).Payload.StringBodySendAsText(t.Context(), &mediatype.PayloadStringBodySendAsTextParams{Body: "{cat}"}))
}

func TestPayload_MediaType_StringBody_getAsText(t *testing.T) {
	check.Is(t, "{cat}")(mediaTypeClient(t).Payload.StringBodyGetAsText(t.Context(), nil))
}

func TestPayload_MediaType_StringBody_sendAsJson(t *testing.T) {
	check.OK(t, mediaTypeClient(t).Payload.StringBodySendAsJSON(t.Context(), &mediatype.PayloadStringBodySendAsJSONParams{Body: "foo"}))
}

func TestPayload_MediaType_StringBody_getAsJson(t *testing.T) {
	check.Is(t, "foo")(mediaTypeClient(t).Payload.StringBodyGetAsJSON(t.Context(), nil))
}
