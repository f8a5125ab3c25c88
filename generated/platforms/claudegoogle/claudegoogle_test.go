package claudegoogle_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/oauth2"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/claudegoogle"
)

const message = `{"id":"msg_1","type":"message","role":"assistant","model":"claude-x-1","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}`

// seen is a request as the platform got it.
type seen struct {
	url, body string
	header    http.Header
}

// elsewhere is a transport that sends everything to one server, whatever host is asked for.
func elsewhere(t *testing.T, requests *[]seen) http.RoundTripper {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/organizations/") {
			reply(w, 200, `{"data":[],"has_more":false,"first_id":null,"last_id":null}`)
			return
		}
		reply(w, 200, message)
	}))
	t.Cleanup(srv.Close)
	return roundTrip(func(r *http.Request) (*http.Response, error) {
		var body []byte
		if r.Body != nil {
			body, _ = io.ReadAll(r.Body)
		}
		*requests = append(*requests, seen{r.URL.String(), string(body), r.Header.Clone()})
		out := r.Clone(r.Context())
		out.URL.Scheme, out.URL.Host = "http", strings.TrimPrefix(srv.URL, "http://")
		out.Body = io.NopCloser(strings.NewReader(string(body)))
		return http.DefaultTransport.RoundTrip(out)
	})
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

var token = oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "test-token"})

// clearEnv takes everything out of the environment that could be found there.
func clearEnv(t *testing.T) {
	t.Helper()
	for _, name := range []string{"ANTHROPIC_GOOGLE_CLOUD_PROJECT", "ANTHROPIC_GOOGLE_CLOUD_LOCATION", "ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID", "ANTHROPIC_GOOGLE_CLOUD_BASE_URL", "GOOGLE_CLOUD_PROJECT"} {
		t.Setenv(name, "")
	}
	t.Setenv("ANTHROPIC_API_KEY", "sk-first-party")
	t.Setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", filepath.Join(t.TempDir(), "none.json"))
}

func create(t *testing.T, config claudegoogle.Config) error {
	t.Helper()
	c := claude.NewClient(claude.WithTransport(claudegoogle.New(config)), claude.WithMaxRetries(0))
	_, err := c.Messages.Create(t.Context(), &claude.MessageCreateParams{Model: "claude-x", MaxTokens: 5, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("hi"))}})
	return err
}

func list(t *testing.T, config claudegoogle.Config) error {
	t.Helper()
	c := claude.NewClient(claude.WithTransport(claudegoogle.New(config)), claude.WithMaxRetries(0))
	_, err := c.Admin.Workspaces.List(t.Context(), nil)
	return err
}

// Where requests go, by configuration and environment.
func TestURLs(t *testing.T) {
	type call func(*testing.T, claudegoogle.Config) error
	for name, test := range map[string]struct {
		config claudegoogle.Config
		env    map[string]string
		call   call
		want   string // the beginning
	}{
		"workspace":                  {claudegoogle.Config{Project: "p", Location: "us-central1", Workspace: "wrkspc_1"}, nil, create, "https://claude.googleapis.com/v1/projects/p/locations/us-central1/workspaces/wrkspc_1/invoke/v1/messages"},
		"global by default":          {claudegoogle.Config{Project: "p", Workspace: "w"}, nil, create, "https://claude.googleapis.com/v1/projects/p/locations/global/workspaces/w/invoke/v1/messages"},
		"organization, no workspace": {claudegoogle.Config{Project: "p"}, nil, list, "https://claude.googleapis.com/v1/projects/p/locations/global/claudeOrganization/invoke/v1/organizations/workspaces"},
		"of the environment": {claudegoogle.Config{}, map[string]string{"ANTHROPIC_GOOGLE_CLOUD_PROJECT": "a", "GOOGLE_CLOUD_PROJECT": "g", "ANTHROPIC_GOOGLE_CLOUD_LOCATION": "eu", "ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID": "w"}, create,
			"https://claude.googleapis.com/v1/projects/a/locations/eu/workspaces/w/invoke/v1/messages"},
		"Google's project":       {claudegoogle.Config{Workspace: "w"}, map[string]string{"GOOGLE_CLOUD_PROJECT": "g"}, create, "https://claude.googleapis.com/v1/projects/g/locations/global/workspaces/w/"},
		"given beats found":      {claudegoogle.Config{Project: "p", Workspace: "w", Location: "l"}, map[string]string{"ANTHROPIC_GOOGLE_CLOUD_PROJECT": "a", "ANTHROPIC_GOOGLE_CLOUD_LOCATION": "x", "ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID": "y"}, create, "https://claude.googleapis.com/v1/projects/p/locations/l/workspaces/w/"},
		"a gateway takes all":    {claudegoogle.Config{BaseURL: "https://proxy.test/x"}, nil, create, "https://proxy.test/x/v1/messages"},
		"and the organization":   {claudegoogle.Config{BaseURL: "https://proxy.test/x"}, nil, list, "https://proxy.test/x/v1/organizations/workspaces"},
		"gateway of environment": {claudegoogle.Config{Project: "p", Workspace: "w"}, map[string]string{"ANTHROPIC_GOOGLE_CLOUD_BASE_URL": "https://env.test"}, create, "https://env.test/v1/messages"},
		"names are escaped":      {claudegoogle.Config{Project: "p/../q", Workspace: "w?x"}, nil, create, "https://claude.googleapis.com/v1/projects/p%2F..%2Fq/locations/global/workspaces/w%3Fx/invoke/v1/messages"},
	} {
		t.Run(name, func(t *testing.T) {
			clearEnv(t)
			for k, v := range test.env {
				t.Setenv(k, v)
			}
			var got []seen
			test.config.Transport, test.config.TokenSource = elsewhere(t, &got), token
			if err := test.call(t, test.config); err != nil {
				t.Fatal(err)
			}
			r := got[0]
			if !strings.HasPrefix(r.url, test.want) {
				t.Errorf("%s, want %s", r.url, test.want)
			}
			if r.header.Get("Authorization") != "Bearer test-token" || r.header.Get("X-Api-Key") != "" {
				t.Error(r.header)
			}
		})
	}
}

// What is wrong is said before anything is sent, and before a token is fetched.
func TestRefused(t *testing.T) {
	for want, config := range map[string]claudegoogle.Config{
		"ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID": {Project: "p"},
		"ANTHROPIC_GOOGLE_CLOUD_PROJECT":      {Workspace: "w", TokenSource: token},
		"there are no Google credentials":     {Project: "p", Workspace: "w"},
		"not both":                            {Project: "p", Workspace: "w", NoCredential: true, TokenSource: token},
	} {
		clearEnv(t)
		var got []seen
		config.Transport = elsewhere(t, &got)
		err := create(t, config)
		if _, ok := errors.AsType[*platforms.RefusedError](err); !ok || !strings.Contains(err.Error(), want) || len(got) > 0 {
			t.Errorf("got %v, want %q; sent %v", err, want, got)
		}
	}
	clearEnv(t)
	c := claude.NewClient(claude.WithTransport(claudegoogle.New(claudegoogle.Config{Project: "p", Workspace: "w", TokenSource: token})))
	_, err := c.Completions.Create(t.Context(), &claude.CompletionCreateParams{Model: "x", Prompt: "y", MaxTokensToSample: 1}) //nolint:staticcheck // what is deprecated too
	if e, ok := errors.AsType[*platforms.UnsupportedError](err); !ok || e.Operation != "POST /v1/complete" {
		t.Error(err)
	}
}

// A gateway that has a credential of its own gets none.
func TestNoCredential(t *testing.T) {
	clearEnv(t)
	var got []seen
	if err := create(t, claudegoogle.Config{Project: "p", Workspace: "w", NoCredential: true, Transport: elsewhere(t, &got)}); err != nil {
		t.Fatal(err)
	}
	if h := got[0].header; h.Get("Authorization") != "" || h.Get("X-Api-Key") != "" {
		t.Error(h)
	}
}

func reply(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}
