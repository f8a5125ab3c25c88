package server_test

import (
	"testing"

	"spector.test/api/server/versions/versioned"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func versionsVersionedClient(t *testing.T) *versioned.Client {
	return versioned.NewClient(versioned.WithBaseURL(check.URL(t)))
}

func TestServer_Versions_Versioned_withoutApiVersion(t *testing.T) {
	check.OK(t, versionsVersionedClient(t).Server.WithoutAPIVersion(t.Context(), nil))
}

func TestServer_Versions_Versioned_withPathApiVersion(t *testing.T) {
	check.OK(t, versionsVersionedClient(t).Server.WithPathAPIVersion(t.Context(), "2022-12-01-preview", nil))
}

func TestServer_Versions_Versioned_withQueryOldApiVersion(t *testing.T) {
	check.OK(t, versionsVersionedClient(t).Server.WithQueryOldAPIVersion(t.Context(), &versioned.ServerWithQueryOldAPIVersionParams{APIVersion: "2021-01-01-preview"}))
}

func TestServer_Versions_Versioned_withQueryApiVersion(t *testing.T) {
	check.OK(t, versionsVersionedClient(t).Server.WithQueryAPIVersion(t.Context(), &versioned.ServerWithQueryAPIVersionParams{APIVersion: "2022-12-01-preview"}))
}
