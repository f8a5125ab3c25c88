// Package credentials_test holds the files and requests of generated/credentials against those of the vendor's SDK.
package credentials_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/config"
	"github.com/anthropics/anthropic-sdk-go/option"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/credentials"
)

// some returns one of a few texts, among them what JSON escapes.
func some(r *rand.Rand) string {
	return []string{"", "plain", "with \"quotes\"", "a<b>&c", "grüße\u2028", "tab\there"}[r.IntN(6)]
}

// profiles returns the same profile in the types of both modules.
func profiles(r *rand.Rand) (*config.Config, *credentials.Profile) {
	theirs := &config.Config{BaseURL: some(r), OrganizationID: some(r), WorkspaceID: some(r)}
	ours := &credentials.Profile{BaseURL: theirs.BaseURL, OrganizationID: theirs.OrganizationID, WorkspaceID: theirs.WorkspaceID}
	a := &ours.Authentication
	a.CredentialsPath, a.Scope = some(r), some(r)
	if r.IntN(2) == 0 {
		a.Type, a.ClientID, a.ConsoleURL = credentials.UserOAuth, some(r), some(r)
		theirs.AuthenticationInfo = &config.AuthenticationInfo{
			Type: config.AuthenticationTypeUserOAuth, CredentialsPath: a.CredentialsPath,
			UserOAuth: &config.UserOAuth{ClientID: a.ClientID, Scope: a.Scope, ConsoleURL: a.ConsoleURL},
		}
		return theirs, ours
	}
	a.Type, a.FederationRuleID, a.ServiceAccountID = credentials.OIDCFederation, some(r), some(r)
	oidc := config.OIDCFederation{FederationRuleID: a.FederationRuleID, ServiceAccountID: a.ServiceAccountID, Scope: a.Scope}
	if r.IntN(2) == 0 {
		a.IdentityToken = &credentials.IdentityToken{Source: "file", Path: some(r)}
		oidc.IdentityToken = &config.IdentityTokenConfig{Source: config.IdentityTokenSourceFile, Path: a.IdentityToken.Path}
	}
	theirs.AuthenticationInfo = config.NewOIDCFederationAuthentication(oidc)
	theirs.AuthenticationInfo.CredentialsPath = a.CredentialsPath
	return theirs, ours
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%v\n%s", info.Mode(), b)
}

// same writes by one and by the other, and compares the files: bytes and modes.
func same(t *testing.T, path string, theirs, ours func() error) {
	t.Helper()
	if err := theirs(); err != nil {
		t.Fatal(err)
	}
	want := read(t, path)
	if err := ours(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, path); got != want {
		t.Errorf("we write\n%s\nthey write\n%s", got, want)
	}
}

func TestFiles(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	dir := t.TempDir()
	for range 300 {
		theirs, ours := profiles(r)
		path := credentials.ProfilePath(dir, "p")
		if path != config.ProfilePath(dir, "p") {
			t.Fatal(path)
		}
		same(t, path, func() error { return config.SaveProfile(dir, "p", theirs) }, func() error { return credentials.SaveProfile(dir, "p", ours) })
		// What they have written is read, and written again, as it is.
		same(t, path, func() error { return config.SaveProfile(dir, "p", theirs) }, func() error {
			p, err := credentials.LoadProfile(dir, "p")
			if err != nil {
				return err
			}
			return credentials.SaveProfile(dir, "p", p)
		})
		again, err := config.LoadProfile(dir, "p")
		if err != nil {
			t.Fatal(err)
		}
		if again.WorkspaceID != theirs.WorkspaceID || again.AuthenticationInfo.Type != theirs.AuthenticationInfo.Type {
			t.Error(again)
		}
	}
}

func TestTokenFiles(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	path := filepath.Join(t.TempDir(), "credentials", "p.json")
	for range 300 {
		theirs := config.Credentials{
			AccessToken: some(r), RefreshToken: some(r), Scope: some(r), OrganizationUUID: some(r), OrganizationName: some(r),
			AccountEmail: some(r), WorkspaceID: some(r), WorkspaceName: some(r),
		}
		ours := &credentials.Stored{
			AccessToken: theirs.AccessToken, RefreshToken: theirs.RefreshToken, Scope: theirs.Scope, OrganizationUUID: theirs.OrganizationUUID, OrganizationName: theirs.OrganizationName,
			AccountEmail: theirs.AccountEmail, WorkspaceID: theirs.WorkspaceID, WorkspaceName: theirs.WorkspaceName,
		}
		if n := r.Int64N(3); n > 0 {
			ours.ExpiresAt = time.Unix((n-1)*1_800_000_000, 500)
			theirs.ExpiresAt = &ours.ExpiresAt
		}
		same(t, path, func() error { return config.WriteCredentials(path, theirs) }, func() error { return credentials.SaveStored(path, ours) })
		same(t, path, func() error { return config.WriteCredentials(path, theirs) }, func() error {
			s, err := credentials.LoadStored(path)
			if err != nil {
				return err
			}
			return credentials.SaveStored(path, s)
		})
		b, _ := os.ReadFile(path)
		var back config.Credentials
		if err := json.Unmarshal(b, &back); err != nil || back.RefreshToken != theirs.RefreshToken {
			t.Error(err, back)
		}
	}
}

func TestActive(t *testing.T) {
	dir := t.TempDir()
	same(t, config.ActiveConfigPath(dir), func() error { return config.SetActiveProfile(dir, "a.b-c") }, func() error { return credentials.SetActiveProfile(dir, "a.b-c") })
	for _, name := range []string{"a", "", ".", "..", "...", "a/b", `a\b`, "A_1.x-y", "ä", "a b", "a\n"} {
		theirs := config.SetActiveProfile(dir, name)
		ours := credentials.SetActiveProfile(dir, name)
		if (theirs == nil) != (ours == nil) {
			t.Errorf("%q: %v, and theirs %v", name, ours, theirs)
		}
	}
	for _, set := range [][2]string{{"ANTHROPIC_CONFIG_DIR", "/a"}, {"XDG_CONFIG_HOME", "/x"}, {"HOME", "/h"}} {
		for _, name := range []string{"ANTHROPIC_CONFIG_DIR", "XDG_CONFIG_HOME"} {
			t.Setenv(name, "")
			_ = os.Unsetenv(name)
		}
		t.Setenv(set[0], set[1])
		if got, want := credentials.DefaultDir(), config.DefaultDir(); got != want {
			t.Errorf("%v: %s, and theirs %s", set, got, want)
		}
	}
}

// TestRequests lets both clients make a call from the same files, and compares what they send for a token and for the call.
func TestRequests(t *testing.T) {
	var seen []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json")
		line := fmt.Sprint(r.Method, " ", r.URL.Path, " ", r.Header.Get("anthropic-beta"), " ", r.Header.Get("Authorization"), " ", r.Header.Get("X-Api-Key"), " ", r.Header.Get("Anthropic-Workspace-Id"))
		if r.URL.Path == "/v1/oauth/token" {
			line += " " + r.Header.Get("Content-Type") + " " + canonical(b)
			seen = append(seen, line)
			_, _ = io.WriteString(w, `{"access_token":"granted","token_type":"Bearer","expires_in":600,"refresh_token":"rotated"}`)
			return
		}
		seen = append(seen, line)
		_, _ = io.WriteString(w, `{"data":[],"has_more":false,"first_id":null,"last_id":null}`)
	}))
	defer srv.Close()
	dir := t.TempDir()
	for _, name := range []string{"ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_PROFILE", "ANTHROPIC_FEDERATION_RULE_ID", "ANTHROPIC_ORGANIZATION_ID", "ANTHROPIC_IDENTITY_TOKEN", "ANTHROPIC_IDENTITY_TOKEN_FILE", "ANTHROPIC_WORKSPACE_ID", "ANTHROPIC_SERVICE_ACCOUNT_ID"} {
		t.Setenv(name, "")
		_ = os.Unsetenv(name)
	}
	t.Setenv("ANTHROPIC_CONFIG_DIR", dir)
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	jwt := filepath.Join(dir, "jwt")
	if err := os.WriteFile(jwt, []byte("a.b.c\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, profile, stored string }{
		{"federation", `{"authentication":{"type":"oidc_federation","federation_rule_id":"fdrl","service_account_id":"svac","identity_token":{"source":"file","path":"` + jwt + `"}},"organization_id":"org","workspace_id":"w"}`, ""},
		{"login", `{"authentication":{"type":"user_oauth","client_id":"cli"},"workspace_id":"w"}`, `{"type":"oauth_token","access_token":"old","expires_at":1,"refresh_token":"r"}`},
		{"login that is good", `{"authentication":{"type":"user_oauth"}}`, `{"access_token":"static"}`},
	} {
		var both [2][]string
		for i, call := range []func() error{
			func() error {
				client := anthropic.NewClient(option.WithMaxRetries(0))
				_, err := client.Models.List(context.Background(), anthropic.ModelListParams{})
				return err
			},
			func() error {
				found, err := credentials.Find()
				if err != nil {
					return err
				}
				client := claude.NewClient(credentials.Options(found, claude.WithTokenSource[credentials.Token], claude.WithHeader, claude.WithBaseURL)...)
				_, err = client.Models.List(context.Background(), nil)
				return err
			},
		} {
			seen = nil
			write(t, credentials.ProfilePath(dir, "default"), test.profile)
			_ = os.Remove(credentials.StoredPath(dir, "default"))
			if test.stored != "" {
				write(t, credentials.StoredPath(dir, "default"), test.stored)
			}
			if err := call(); err != nil {
				t.Fatal(test.name, i, err)
			}
			both[i] = seen
		}
		if fmt.Sprint(both[0]) != fmt.Sprint(both[1]) || len(both[0]) == 0 {
			t.Errorf("%s: they send\n%s\nwe send\n%s", test.name, strings.Join(both[0], "\n"), strings.Join(both[1], "\n"))
		}
	}
}

// canonical returns JSON with sorted members.
func canonical(b []byte) string {
	var v any
	if json.Unmarshal(b, &v) != nil {
		return string(b)
	}
	out, _ := json.Marshal(v)
	return string(out)
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
