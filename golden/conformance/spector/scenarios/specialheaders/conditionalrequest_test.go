package specialheaders_test

import (
	"testing"

	conditionalrequest "spector.test/api/special-headers/conditional-request"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func conditionalRequestClient(t *testing.T) *conditionalrequest.Client {
	return conditionalrequest.NewClient(conditionalrequest.WithBaseURL(check.URL(t)))
}

func TestSpecialHeaders_ConditionalRequest_postIfUnmodifiedSince(t *testing.T) {
	check.OK(t, conditionalRequestClient(t).SpecialHeaders.PostIfUnmodifiedSince(t.Context(), &conditionalrequest.SpecialHeaderPostIfUnmodifiedSinceParams{IfUnmodifiedSince: new("Fri, 26 Aug 2022 14:38:00 GMT")}))
}

func TestSpecialHeaders_ConditionalRequest_headIfModifiedSince(t *testing.T) {
	check.OK(t, conditionalRequestClient(t).SpecialHeaders.HeadIfModifiedSince(t.Context(), &conditionalrequest.SpecialHeaderHeadIfModifiedSinceParams{IfModifiedSince: new("Fri, 26 Aug 2022 14:38:00 GMT")}))
}

func TestSpecialHeaders_ConditionalRequest_postIfMatch(t *testing.T) {
	check.OK(t, conditionalRequestClient(t).SpecialHeaders.PostIfMatch(t.Context(), &conditionalrequest.SpecialHeaderPostIfMatchParams{IfMatch: new("\"valid\"")}))
}

func TestSpecialHeaders_ConditionalRequest_postIfNoneMatch(t *testing.T) {
	check.OK(t, conditionalRequestClient(t).SpecialHeaders.PostIfNoneMatch(t.Context(), &conditionalrequest.SpecialHeaderPostIfNoneMatchParams{IfNoneMatch: new("\"invalid\"")}))
}
