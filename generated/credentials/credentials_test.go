package credentials_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/credentials"
)

// server grants the tokens that answer says, and takes those for calls.
type server struct {
	*httptest.Server
	mu     sync.Mutex
	grants []request // what was asked for tokens
	calls  []request
	answer func(n int) (status int, body string)
	refuse map[string]bool // tokens that calls are refused with
}

type request struct {
	header http.Header
	body   string
}

func serve(t *testing.T, answer func(n int) (int, string)) *server {
	t.Helper()
	s := &server{answer: answer, refuse: map[string]bool{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		b, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Request-Id", "req_1")
		if r.URL.Path == "/v1/oauth/token" {
			s.grants = append(s.grants, request{r.Header, string(b)})
			status, body := s.answer(len(s.grants))
			if status == 307 {
				w.Header().Set("Location", "/elsewhere")
			}
			w.WriteHeader(status)
			_, _ = io.WriteString(w, body)
			return
		}
		s.calls = append(s.calls, request{r.Header, string(b)})
		if s.refuse[r.Header.Get("Authorization")] {
			w.WriteHeader(401)
			_, _ = io.WriteString(w, `{"type":"error","error":{"type":"authentication_error","message":"expired"}}`)
			return
		}
		_, _ = io.WriteString(w, `{"input_tokens":1}`)
	}))
	t.Cleanup(s.Close)
	return s
}

// grantsInTurn grants token-1, token-2..., good for an hour.
func grantsInTurn(n int) (int, string) {
	return 200, fmt.Sprintf(`{"access_token":"token-%d","token_type":"Bearer","expires_in":3600,"refresh_token":"refresh-%d"}`, n, n)
}

// clean empties the environment of all that a test doesn't set, and returns the folder for profiles.
func clean(t *testing.T, variables ...string) string {
	t.Helper()
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "ANTHROPIC_") {
			t.Setenv(name, "")
		}
	}
	dir := t.TempDir()
	t.Setenv("ANTHROPIC_CONFIG_DIR", dir)
	for i := 0; i < len(variables); i += 2 {
		t.Setenv(variables[i], variables[i+1])
	}
	return dir
}

func write(t *testing.T, path, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

// count makes a call of the API.
func count(t *testing.T, found *credentials.Credentials, opts ...claude.RequestOption) error {
	t.Helper()
	options := credentials.Options(found, claude.WithTokenSource[credentials.Token], claude.WithHeader, claude.WithBaseURL)
	client := claude.NewClient(append(options, opts...)...)
	_, err := client.Messages.CountTokens(t.Context(), &claude.MessageCountTokensParams{Model: "m", Messages: []claude.MessageParam{claude.UserMessage(claude.Text("hi"))}})
	return err
}

func TestOrder(t *testing.T) {
	const federated = `{"authentication":{"type":"oidc_federation","federation_rule_id":"fdrl_profile","identity_token":{"source":"file","path":"PATH"}},"organization_id":"org_profile"}`
	federation := []string{"ANTHROPIC_FEDERATION_RULE_ID", "fdrl_env", "ANTHROPIC_ORGANIZATION_ID", "org_env", "ANTHROPIC_IDENTITY_TOKEN", "jwt-env"}
	for _, test := range []struct {
		name     string
		env      []string
		profiles string // names
		active   string
		want     string // in what is asked for a token; "" for nothing to do
		err      []string
	}{
		{"a key", []string{"ANTHROPIC_API_KEY", "k", "ANTHROPIC_PROFILE", "none"}, "", "", "", nil},
		{"an auth token", []string{"ANTHROPIC_AUTH_TOKEN", "k", "ANTHROPIC_PROFILE", "none"}, "", "", "", nil},
		{"blank keys are none", append([]string{"ANTHROPIC_API_KEY", " ", "ANTHROPIC_AUTH_TOKEN", "", "ANTHROPIC_PROFILE", ""}, federation...), "", "", "fdrl_env", nil},
		{"a profile that is asked for comes before federation", append([]string{"ANTHROPIC_PROFILE", "work"}, federation...), "work default", "default", "fdrl_profile", nil},
		{"and fails if it isn't there", append([]string{"ANTHROPIC_PROFILE", "gone"}, federation...), "default", "", "", []string{`ANTHROPIC_PROFILE="gone"`}},
		{"federation comes before other profiles", federation, "default work", "work", "fdrl_env", nil},
		{"the active profile", nil, "work", "work\n", "fdrl_profile", nil},
		{"the default profile", nil, "default", "", "fdrl_profile", nil},
		{"a part of federation", federation[:2], "", "", "", []string{"no credentials", "lacks ANTHROPIC_ORGANIZATION_ID and ANTHROPIC_IDENTITY_TOKEN_FILE"}},
		{"the active profile isn't there", nil, "default", "gone", "", []string{"no credentials", "profile gone"}},
		{"nothing", nil, "", "", "", []string{"no credentials", "ANTHROPIC_API_KEY", "not set", "there is no profile"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := serve(t, grantsInTurn)
			dir := clean(t, append(test.env, "ANTHROPIC_BASE_URL", s.URL)...)
			write(t, filepath.Join(dir, "jwt"), "jwt-file\n", 0o600)
			for name := range strings.FieldsSeq(test.profiles) {
				write(t, credentials.ProfilePath(dir, name), strings.ReplaceAll(federated, "PATH", filepath.Join(dir, "jwt")), 0o644)
			}
			if test.active != "" {
				write(t, filepath.Join(dir, "active_config"), test.active, 0o644)
			}
			found, err := credentials.Find()
			if test.err != nil {
				for _, want := range test.err {
					if err == nil || !strings.Contains(err.Error(), want) {
						t.Errorf("%v, want %s", err, want)
					}
				}
				if test.err[0] == "no credentials" && !errors.Is(err, credentials.ErrNone) {
					t.Error(err)
				}
				return
			}
			if err != nil || (found == nil) != (test.want == "") {
				t.Fatal(found, err)
			}
			if found == nil {
				return
			}
			if err := count(t, found); err != nil || len(s.grants) != 1 || !strings.Contains(s.grants[0].body, test.want) {
				t.Error(err, s.grants)
			}
		})
	}
}

func TestFederation(t *testing.T) {
	s := serve(t, grantsInTurn)
	dir := clean(t)
	file := filepath.Join(dir, "jwt")
	write(t, file, " jwt-1\n", 0o600)
	c, err := credentials.Federation{RuleID: "fdrl_1", OrganizationID: "org", ServiceAccountID: "svac", WorkspaceID: "w", IdentityToken: credentials.IdentityTokenFile(file)}.Credentials()
	if err != nil {
		t.Fatal(err)
	}
	c.BaseURL = s.URL + "/"
	if err := count(t, c, claude.WithBetas("mine")); err != nil {
		t.Fatal(err)
	}
	const want = `{"grant_type":"urn:ietf:params:oauth:grant-type:jwt-bearer","assertion":"jwt-1","federation_rule_id":"fdrl_1","organization_id":"org","service_account_id":"svac","workspace_id":"w"}`
	if g := s.grants[0]; g.body != want || g.header.Get("anthropic-beta") != "oauth-2025-04-20,oidc-federation-2026-04-01" || g.header.Get("Content-Type") != "application/json" {
		t.Error(g)
	}
	if h := s.calls[0].header; h.Get("Authorization") != "Bearer token-1" || h.Get("anthropic-beta") != "mine,oauth-2025-04-20" || h.Get("x-api-key") != "" || h.Get("anthropic-workspace-id") != "" {
		t.Error(h)
	}
	// The file is read anew, and a refused token replaced.
	write(t, file, "jwt-2", 0o600)
	s.refuse["Bearer token-2"] = true
	if err := count(t, c); err != nil || len(s.grants) != 3 || !strings.Contains(s.grants[2].body, `"jwt-2"`) || s.calls[len(s.calls)-1].header.Get("Authorization") != "Bearer token-3" {
		t.Error(err, s.grants)
	}
}

func TestFederationThatFails(t *testing.T) {
	clean(t)
	federation := credentials.Federation{RuleID: "r", OrganizationID: "o", IdentityToken: func(context.Context) (string, error) { return "hidden-jwt", nil }}
	for name, test := range map[string]struct {
		status int
		body   string
		change func(f *credentials.Federation, c *credentials.Credentials)
		want   []string
	}{
		"refused":      {401, `{"error":"invalid_grant","error_description":"no rule","access_token":"hidden-token"}`, nil, []string{"401", "invalid_grant", "no rule", "req_1", "ANTHROPIC_WORKSPACE_ID"}},
		"in a page":    {502, `<html>hidden</html>`, nil, []string{"502"}},
		"no token":     {200, `{"refresh_token":"hidden"}`, nil, []string{"no access_token"}},
		"another type": {200, `{"access_token":"hidden","token_type":"mac"}`, nil, []string{"no bearer token"}},
		"too much":     {200, `{"access_token":"` + strings.Repeat("x", 1<<20) + `"}`, nil, []string{"1 MiB"}},
		"a redirect":   {307, ``, nil, []string{"307"}},
		"long identity": {200, `{}`, func(f *credentials.Federation, _ *credentials.Credentials) {
			f.IdentityToken = func(context.Context) (string, error) { return strings.Repeat("x", 16<<10+1), nil }
		}, []string{"16385", "16384"}},
		"no identity": {200, `{}`, func(f *credentials.Federation, _ *credentials.Credentials) {
			f.IdentityToken = func(context.Context) (string, error) { return " \n", nil }
		}, []string{"empty"}},
		"no file": {200, `{}`, func(f *credentials.Federation, _ *credentials.Credentials) {
			f.IdentityToken = credentials.IdentityTokenFile("none")
		}, []string{"none"}},
		"not secure": {200, `{}`, func(_ *credentials.Federation, c *credentials.Credentials) {
			c.BaseURL = "http://me:secret-pw@example.com"
		}, []string{"https://"}},
	} {
		s := serve(t, func(int) (int, string) { return test.status, test.body })
		f := federation
		c, _ := f.Credentials()
		if test.change != nil {
			test.change(&f, c)
			base := c.BaseURL
			c, _ = f.Credentials()
			c.BaseURL = base
		}
		if c.BaseURL == "" {
			c.BaseURL = s.URL
		}
		_, err := c.Token(t.Context())
		for _, want := range test.want {
			if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hidden") || strings.Contains(err.Error(), "secret-pw") || len(err.Error()) > 5000 {
				t.Errorf("%s: %v, want %s", name, err, want)
			}
		}
		if len(s.calls) != 0 {
			t.Errorf("%s: followed a redirect", name)
		}
	}
	for _, f := range []credentials.Federation{{}, {RuleID: "r"}, {RuleID: "r", OrganizationID: "o"}} {
		if _, err := f.Credentials(); err == nil || !strings.Contains(err.Error(), "ANTHROPIC_") {
			t.Error(err)
		}
	}
}

const loginProfile = `{"version":"1.0","authentication":{"type":"user_oauth","client_id":"cli"},"workspace_id":"wrkspc_1"}`

// TestLogin renews the token of a login, and looks at the file after it.
func TestLogin(t *testing.T) {
	s := serve(t, grantsInTurn)
	dir := clean(t, "ANTHROPIC_BASE_URL", s.URL)
	path := credentials.StoredPath(dir, "default")
	write(t, credentials.ProfilePath(dir, "default"), loginProfile, 0o644)
	good := time.Now().Add(time.Hour).Unix()
	write(t, path, fmt.Sprintf(`{"type":"oauth_token","access_token":"stored","expires_at":%d,"refresh_token":"refresh-0","scope":"a b","account_email":"me@example.com","from_tomorrow":{"a":[1]}}`, good), 0o600)
	found, err := credentials.Find()
	if err != nil {
		t.Fatal(err)
	}
	if err := count(t, found); err != nil || len(s.grants) != 0 {
		t.Fatal(err, s.grants)
	}
	if h := s.calls[0].header; h.Get("Authorization") != "Bearer stored" || h.Get("anthropic-workspace-id") != "wrkspc_1" || h.Get("anthropic-beta") != "oauth-2025-04-20" {
		t.Error(h)
	}
	found, _ = credentials.Find() // as another program would
	s.refuse["Bearer stored"] = true
	if err := count(t, found); err != nil || len(s.grants) != 1 {
		t.Fatal(err, s.grants)
	}
	if g := s.grants[0]; g.body != `{"client_id":"cli","grant_type":"refresh_token","refresh_token":"refresh-0"}` || g.header.Get("anthropic-beta") != "oauth-2025-04-20" {
		t.Error(g)
	}
	stored, err := credentials.LoadStored(path)
	if err != nil || stored.AccessToken != "token-1" || stored.RefreshToken != "refresh-1" || stored.Scope != "a b" || stored.AccountEmail != "me@example.com" || string(stored.Extra["from_tomorrow"]) == "" || time.Until(stored.ExpiresAt) < 59*time.Minute {
		t.Errorf("%#v %v", *stored, err)
	}
	info, _ := os.Stat(path)
	entries, _ := os.ReadDir(filepath.Dir(path))
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 || len(entries) != 1 {
		t.Error(info.Mode(), entries)
	}
	if text := fmt.Sprintf("%v %+v %#v", stored, *stored, stored); strings.Contains(text, "token-1") || strings.Contains(text, "refresh-1") {
		t.Error(text)
	}
}

// TestLoginRenewedElsewhere is refused because another program has used the refresh token, and takes what that stored.
func TestLoginRenewedElsewhere(t *testing.T) {
	dir := clean(t)
	path := credentials.StoredPath(dir, "p")
	s := serve(t, func(int) (int, string) {
		write(t, path, `{"access_token":"theirs","refresh_token":"refresh-9"}`, 0o600)
		return 400, `{"error":"invalid_grant"}`
	})
	write(t, credentials.ProfilePath(dir, "p"), strings.Replace(loginProfile, `"workspace_id"`, `"base_url":"`+s.URL+`","workspace_id"`, 1), 0o644)
	write(t, path, `{"access_token":"old","expires_at":1,"refresh_token":"refresh-0"}`, 0o600)
	c, err := credentials.FromProfile(dir, "p")
	if err != nil {
		t.Fatal(err)
	}
	if token, err := c.Token(t.Context()); err != nil || token.AccessToken != "theirs" {
		t.Error(token.AccessToken, err)
	}
	if _, err := c.Token(t.Context()); err == nil || !strings.Contains(err.Error(), "log in again") {
		t.Error(err)
	}
}

func TestLoginThatFails(t *testing.T) {
	static := strings.Replace(loginProfile, `,"client_id":"cli"`, "", 1)
	for name, test := range map[string]struct {
		profile, stored string
		mode            os.FileMode
		want            string
	}{
		"readable by others":  {loginProfile, `{"access_token":"a","refresh_token":"r"}`, 0o644, "chmod 600"},
		"of another type":     {loginProfile, `{"type":"key","access_token":"a"}`, 0o600, "oauth_token"},
		"no token":            {loginProfile, `{}`, 0o600, "no access_token"},
		"no refresh token":    {loginProfile, `{"access_token":"a"}`, 0o600, "no refresh_token"},
		"expired for good":    {static, `{"access_token":"a","expires_at":1}`, 0o600, "can't be renewed"},
		"no JSON":             {loginProfile, `hidden`, 0o600, "invalid character"},
		"no authentication":   {`{}`, ``, 0o600, "authentication is missing"},
		"no type":             {`{"authentication":{}}`, ``, 0o600, "authentication.type is missing"},
		"an unknown type":     {`{"authentication":{"type":"magic"}}`, ``, 0o600, "magic"},
		"an unknown source":   {`{"authentication":{"type":"oidc_federation","federation_rule_id":"f","identity_token":{"source":"exec","path":"x"}},"organization_id":"o"}`, ``, 0o600, `"exec"`},
		"federation, no rule": {`{"authentication":{"type":"oidc_federation"},"organization_id":"o"}`, ``, 0o600, "ANTHROPIC_FEDERATION_RULE_ID"},
	} {
		dir := clean(t)
		write(t, credentials.ProfilePath(dir, "p"), test.profile, 0o644)
		write(t, credentials.StoredPath(dir, "p"), test.stored, test.mode)
		if _, err := credentials.FromProfile(dir, "p"); err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "hidden") {
			t.Errorf("%s: %v", name, err)
		}
	}
	dir := clean(t)
	write(t, credentials.ProfilePath(dir, "p"), static, 0o644)
	write(t, filepath.Join(dir, "real"), `{"access_token":"a"}`, 0o600)
	if err := os.MkdirAll(filepath.Join(dir, "credentials"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(dir, "real"), credentials.StoredPath(dir, "p")); err != nil {
		t.Skip(err)
	}
	if _, err := credentials.FromProfile(dir, "p"); err == nil || !strings.Contains(err.Error(), "symbolic link") {
		t.Error(err)
	}
	if err := credentials.SaveStored(credentials.StoredPath(dir, "p"), &credentials.Stored{AccessToken: "b"}); err == nil || !strings.Contains(err.Error(), "symbolic link") {
		t.Error(err)
	}
}

// TestTokenOfAnotherProgram reads a token without a client_id each time: another program renews it.
func TestTokenOfAnotherProgram(t *testing.T) {
	dir := clean(t)
	write(t, credentials.ProfilePath(dir, "p"), strings.Replace(loginProfile, `,"client_id":"cli"`, "", 1), 0o644)
	write(t, credentials.StoredPath(dir, "p"), `{"access_token":"a"}`, 0o600)
	c, err := credentials.FromProfile(dir, "p")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"a", "a", "b"} {
		write(t, credentials.StoredPath(dir, "p"), `{"access_token":"`+want+`"}`, 0o600)
		if token, err := c.Token(t.Context()); err != nil || token.AccessToken != want {
			t.Error(token.AccessToken, err)
		}
	}
}

// TestFederationOfAProfile keeps the token in the profile's file for other programs.
func TestFederationOfAProfile(t *testing.T) {
	s := serve(t, grantsInTurn)
	dir := clean(t, "ANTHROPIC_IDENTITY_TOKEN", "jwt")
	write(t, credentials.ProfilePath(dir, "p"), `{"authentication":{"type":"oidc_federation","federation_rule_id":"f"},"organization_id":"o","workspace_id":"w","base_url":"`+s.URL+`"}`, 0o644)
	for range 2 {
		c, err := credentials.FromProfile(dir, "p")
		if err != nil {
			t.Fatal(err)
		}
		if err := count(t, c); err != nil || len(s.grants) != 1 || !strings.Contains(s.grants[0].body, `"workspace_id":"w"`) {
			t.Error(err, s.grants)
		}
	}
	if h := s.calls[1].header; h.Get("Authorization") != "Bearer token-1" || h.Get("anthropic-workspace-id") != "" {
		t.Error(h)
	}
	s.refuse["Bearer token-1"] = true // in the file, and not good any more
	c, _ := credentials.FromProfile(dir, "p")
	if err := count(t, c); err != nil || len(s.grants) != 2 {
		t.Error(err, len(s.grants))
	}
}

func TestProfiles(t *testing.T) {
	dir := clean(t)
	names, err := credentials.ListProfiles(dir)
	if err != nil || len(names) != 0 {
		t.Error(names, err)
	}
	p := new(credentials.Profile)
	if err := json.Unmarshal([]byte(`{"authentication":{"type":"user_oauth","new":1},"later":"x"}`), p); err != nil {
		t.Fatal(err)
	}
	p.Authentication.CredentialsPath = credentials.StoredPath(dir, "b")
	for _, name := range []string{"b", "a"} {
		if err := credentials.SaveProfile(dir, name, p); err != nil {
			t.Fatal(err)
		}
	}
	const want = `{
  "version": "1.0",
  "authentication": {
    "type": "user_oauth",
    "new": 1
  },
  "later": "x"
}`
	if b, _ := os.ReadFile(credentials.ProfilePath(dir, "b")); string(b) != want {
		t.Errorf("%s", b)
	}
	if names, err := credentials.ListProfiles(dir); err != nil || fmt.Sprint(names) != "[a b]" {
		t.Error(names, err)
	}
	if err := credentials.SetActiveProfile(dir, "a"); err != nil {
		t.Error(err)
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "active_config")); string(b) != "a\n" {
		t.Errorf("%q", b)
	}
	for range 2 {
		if err := credentials.DeleteProfile(dir, "a"); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "active_config")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	for _, bad := range []string{"", ".", "..", "a/b", `a\b`, "../a", "a b", "a\x00"} {
		for _, err := range []error{credentials.SaveProfile(dir, bad, p), credentials.SetActiveProfile(dir, bad), credentials.DeleteProfile(dir, bad), func() error { _, err := credentials.LoadProfile(dir, bad); return err }()} {
			if err == nil || !strings.Contains(err.Error(), "no name of a profile") {
				t.Errorf("%q: %v", bad, err)
			}
		}
	}
}

func TestDefaultDir(t *testing.T) {
	clean(t, "ANTHROPIC_CONFIG_DIR", "", "XDG_CONFIG_HOME", "/xdg", "HOME", "/home/me", "APPDATA", `C:\Data`)
	if runtime.GOOS == "windows" {
		if got := credentials.DefaultDir(); got != `C:\Data\Anthropic` {
			t.Error(got)
		}
		return
	}
	if got := credentials.DefaultDir(); got != "/xdg/anthropic" {
		t.Error(got)
	}
	t.Setenv("XDG_CONFIG_HOME", " ")
	if got := credentials.DefaultDir(); got != "/home/me/.config/anthropic" {
		t.Error(got)
	}
	t.Setenv("ANTHROPIC_CONFIG_DIR", "/mine")
	if got := credentials.DefaultDir(); got != "/mine" {
		t.Error(got)
	}
}
