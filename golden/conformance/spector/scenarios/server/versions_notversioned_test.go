package server_test

import (
	"testing"

	notversioned "spector.test/api/server/versions/not-versioned"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func versionsNotVersionedClient(t *testing.T) *notversioned.Client {
	return notversioned.NewClient(notversioned.WithBaseURL(check.URL(t)))
}

func TestServer_Versions_NotVersioned_withoutApiVersion(t *testing.T) {
	check.OK(t, versionsNotVersionedClient(t).Server.WithoutAPIVersion(t.Context(), nil))
}

func TestServer_Versions_NotVersioned_withPathApiVersion(t *testing.T) {
	check.OK(t, versionsNotVersionedClient(t).Server.WithPathAPIVersion(t.Context(), "v1.0", nil))
}

func TestServer_Versions_NotVersioned_withQueryApiVersion(t *testing.T) {
	check.OK(t, versionsNotVersionedClient(t).Server.WithQueryAPIVersion(t.Context(), &notversioned.ServerWithQueryAPIVersionParams{APIVersion: "v1.0"}))
}
