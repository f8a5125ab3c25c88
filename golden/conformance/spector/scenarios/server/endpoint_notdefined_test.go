package server_test

import (
	"testing"

	notdefined "spector.test/api/server/endpoint/not-defined"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func endpointNotDefinedClient(t *testing.T) *notdefined.Client {
	return notdefined.NewClient(notdefined.WithBaseURL(check.URL(t)))
}

func TestServer_Endpoint_NotDefined_valid(t *testing.T) {
	check.OK(t, endpointNotDefinedClient(t).Server.Valid(t.Context(), nil))
}
