package server_test

import (
	"testing"

	"spector.test/api/server/path/multiple"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func pathMultipleClient(t *testing.T) *multiple.Client {
	server := multiple.ServerEndpointServerPathMultipleAPIVersion{Endpoint: check.URL(t), APIVersion: multiple.ServerEndpointServerPathMultipleAPIVersionAPIVersionV1_0}
	return multiple.NewClient(multiple.WithBaseURL(server.URL()))
}

func TestServer_Path_Multiple_noOperationParams(t *testing.T) {
	check.OK(t, pathMultipleClient(t).Root.NoOperationParams(t.Context(), nil))
}

func TestServer_Path_Multiple_withOperationPathParam(t *testing.T) {
	check.OK(t, pathMultipleClient(t).Root.WithOperationPathParam(t.Context(), "test", nil))
}
