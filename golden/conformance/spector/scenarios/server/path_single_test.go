package server_test

import (
	"testing"

	"spector.test/api/server/path/single"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func pathSingleClient(t *testing.T) *single.Client {
	return single.NewClient(single.WithBaseURL(check.URL(t)))
}

func TestServer_Path_Single_myOp(t *testing.T) {
	check.OK(t, pathSingleClient(t).Server.MyOp(t.Context(), nil))
}
