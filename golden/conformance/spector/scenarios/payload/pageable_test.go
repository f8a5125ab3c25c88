package payload_test

import (
	"testing"

	"spector.test/api/payload/pageable"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func pageableClient(t *testing.T) *pageable.Client {
	return pageable.NewClient(pageable.WithBaseURL(check.URL(t)))
}

// OpenAPI doesn't say how one page leads to the next, so the tests do what a
// caller does without a paginator.

var (
	firstPets  = []pageable.Pet{{ID: "1", Name: "dog"}, {ID: "2", Name: "cat"}}
	secondPets = []pageable.Pet{{ID: "3", Name: "bird"}, {ID: "4", Name: "fish"}}
)

// The URL of the next page is a member of the answer like others.

func TestPayload_Pageable_ServerDrivenPagination_link(t *testing.T) {
	first, err := pageableClient(t).Payload.ServerDrivenPaginationLink(t.Context(), nil)
	check.OK(t, err)
	check.Equal(t, first.Pets, firstPets)
	second, err := pageableClient(t).Payload.ServerDrivenPaginationLink(t.Context(), nil, pageable.WithMiddleware(check.At(t, first.NextField)))
	check.OK(t, err)
	check.Equal(t, second.Pets, secondPets)
	if second.NextField != nil {
		t.Fatalf("the last page leads to %s", *second.NextField)
	}
}

func TestPayload_Pageable_ServerDrivenPagination_linkString(t *testing.T) {
	first, err := pageableClient(t).Payload.ServerDrivenPaginationLinkString(t.Context(), nil)
	check.OK(t, err)
	check.Equal(t, first.Pets, firstPets)
	second, err := pageableClient(t).Payload.ServerDrivenPaginationLinkString(t.Context(), nil, pageable.WithMiddleware(check.At(t, first.NextField)))
	check.OK(t, err)
	check.Equal(t, second.Pets, secondPets)
	if second.NextField != nil {
		t.Fatalf("the last page leads to %s", *second.NextField)
	}
}

func TestPayload_Pageable_ServerDrivenPagination_nestedLink(t *testing.T) {
	first, err := pageableClient(t).Payload.ServerDrivenPaginationNestedLink(t.Context(), nil)
	check.OK(t, err)
	check.Equal(t, first.NestedItems.Pets, firstPets)
	second, err := pageableClient(t).Payload.ServerDrivenPaginationNestedLink(t.Context(), nil, pageable.WithMiddleware(check.At(t, first.NestedNext.NextField)))
	check.OK(t, err)
	check.Equal(t, second.NestedItems.Pets, secondPets)
	if second.NestedNext.NextField != nil {
		t.Fatalf("the last page leads to %s", *second.NestedNext.NextField)
	}
}

func TestPayload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryResponseBody(t *testing.T) {
	params := &pageable.PayloadContinuationTokenRequestQueryResponseBodyParams{Foo: new("foo"), Bar: new("bar")}
	first, err := pageableClient(t).Payload.ContinuationTokenRequestQueryResponseBody(t.Context(), params)
	check.OK(t, err)
	check.Equal(t, first.Pets, firstPets)
	params.Token = first.NextToken
	second, err := pageableClient(t).Payload.ContinuationTokenRequestQueryResponseBody(t.Context(), params)
	check.OK(t, err)
	check.Equal(t, second.Pets, secondPets)
}

func TestPayload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryResponseHeader(t *testing.T) {
	params := &pageable.PayloadContinuationTokenRequestQueryResponseHeaderParams{Foo: new("foo"), Bar: new("bar")}
	var meta pageable.ResponseMeta
	first, err := pageableClient(t).Payload.ContinuationTokenRequestQueryResponseHeader(t.Context(), params, pageable.WithResponse(&meta))
	check.OK(t, err)
	check.Equal(t, first.Pets, firstPets)
	params.Token = new(meta.Header.Get("next-token"))
	second, err := pageableClient(t).Payload.ContinuationTokenRequestQueryResponseHeader(t.Context(), params)
	check.OK(t, err)
	check.Equal(t, second.Pets, secondPets)
}

func TestPayload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryNestedResponseBody(t *testing.T) {
	params := &pageable.PayloadContinuationTokenRequestQueryNestedResponseBodyParams{Foo: new("foo"), Bar: new("bar")}
	first, err := pageableClient(t).Payload.ContinuationTokenRequestQueryNestedResponseBody(t.Context(), params)
	check.OK(t, err)
	check.Equal(t, first.NestedItems.Pets, firstPets)
	params.Token = first.NestedNext.NextToken
	second, err := pageableClient(t).Payload.ContinuationTokenRequestQueryNestedResponseBody(t.Context(), params)
	check.OK(t, err)
	check.Equal(t, second.NestedItems.Pets, secondPets)
}

func TestPayload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderResponseBody(t *testing.T) {
	params := &pageable.PayloadContinuationTokenRequestHeaderResponseBodyParams{Foo: new("foo"), Bar: new("bar")}
	first, err := pageableClient(t).Payload.ContinuationTokenRequestHeaderResponseBody(t.Context(), params)
	check.OK(t, err)
	check.Equal(t, first.Pets, firstPets)
	params.Token = first.NextToken
	second, err := pageableClient(t).Payload.ContinuationTokenRequestHeaderResponseBody(t.Context(), params)
	check.OK(t, err)
	check.Equal(t, second.Pets, secondPets)
}

func TestPayload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderResponseHeader(t *testing.T) {
	params := &pageable.PayloadContinuationTokenRequestHeaderResponseHeaderParams{Foo: new("foo"), Bar: new("bar")}
	var meta pageable.ResponseMeta
	first, err := pageableClient(t).Payload.ContinuationTokenRequestHeaderResponseHeader(t.Context(), params, pageable.WithResponse(&meta))
	check.OK(t, err)
	check.Equal(t, first.Pets, firstPets)
	params.Token = new(meta.Header.Get("next-token"))
	second, err := pageableClient(t).Payload.ContinuationTokenRequestHeaderResponseHeader(t.Context(), params)
	check.OK(t, err)
	check.Equal(t, second.Pets, secondPets)
}

func TestPayload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderNestedResponseBody(t *testing.T) {
	params := &pageable.PayloadContinuationTokenRequestHeaderNestedResponseBodyParams{Foo: new("foo"), Bar: new("bar")}
	first, err := pageableClient(t).Payload.ContinuationTokenRequestHeaderNestedResponseBody(t.Context(), params)
	check.OK(t, err)
	check.Equal(t, first.NestedItems.Pets, firstPets)
	params.Token = first.NestedNext.NextToken
	second, err := pageableClient(t).Payload.ContinuationTokenRequestHeaderNestedResponseBody(t.Context(), params)
	check.OK(t, err)
	check.Equal(t, second.NestedItems.Pets, secondPets)
}

func TestPayload_Pageable_PageSize_listWithoutContinuation(t *testing.T) {
	got, err := pageableClient(t).Payload.PageSizeListWithoutContinuation(t.Context(), nil)
	check.OK(t, err)
	check.Equal(t, got.Pets, append(firstPets[:2:2], secondPets...))
}

func TestPayload_Pageable_PageSize_listWithPageSize(t *testing.T) {
	got, err := pageableClient(t).Payload.PageSizeListWithPageSize(t.Context(), &pageable.PayloadPageSizeListWithPageSizeParams{PageSize: new(int32(2))})
	check.OK(t, err)
	check.Equal(t, got.Pets, firstPets)
	got, err = pageableClient(t).Payload.PageSizeListWithPageSize(t.Context(), &pageable.PayloadPageSizeListWithPageSizeParams{PageSize: new(int32(4))})
	check.OK(t, err)
	check.Equal(t, got.Pets, append(firstPets[:2:2], secondPets...))
}
