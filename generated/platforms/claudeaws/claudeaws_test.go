package claudeaws_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/claudeaws"
)

// TestMain hides the environment and the files of whoever runs the tests.
func TestMain(m *testing.M) {
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "ANTHROPIC_") {
			os.Unsetenv(name)
		}
	}
	os.Setenv("AWS_CONFIG_FILE", "/nonexistent")
	os.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
	os.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	os.Exit(m.Run())
}

const message = `{"id":"msg_1","type":"message","role":"assistant","model":"claude","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}`

// got is a request that came, with its body.
type got struct {
	*http.Request
	body string
}

func serve(t *testing.T, handlers ...http.HandlerFunc) (string, *[]got) {
	t.Helper()
	all := &[]got{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		*all = append(*all, got{r, string(b)})
		handlers[min(len(*all), len(handlers))-1](w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, all
}

func ok(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Request-Id", "req_first_party")
	_, _ = io.WriteString(w, message)
}

func client(c claudeaws.Config) *claude.Client {
	return claude.NewClient(claude.WithTransport(claudeaws.New(c)), claude.WithRetryBackoff(0, 0))
}

func create(t *testing.T, c *claude.Client, opts ...claude.RequestOption) error {
	t.Helper()
	_, err := c.Messages.Create(t.Context(), &claude.MessageCreateParams{
		Model: claude.ModelClaudeSonnet5_5, MaxTokens: 10, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("hi"))},
	}, opts...)
	return err
}

// keys has credentials of AWS.
func keys(c claudeaws.Config) claudeaws.Config {
	c.AccessKeyID, c.SecretAccessKey = "AKIDEXAMPLE", "secret"
	return c
}

// TestCredentials chooses among what is named and the environment's.
func TestCredentials(t *testing.T) {
	const sigV4 = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"
	base := claudeaws.Config{WorkspaceID: "ws", Region: "us-east-1"}
	with := func(change func(*claudeaws.Config)) claudeaws.Config {
		c := base
		change(&c)
		return c
	}
	session := keys(base)
	session.SessionToken = "session"
	for name, test := range map[string]struct {
		config         claudeaws.Config
		env            string
		key, signature string
	}{
		"key":                     {with(func(c *claudeaws.Config) { c.APIKey = "named" }), "", "named", ""},
		"key of the environment":  {base, "environment", "environment", ""},
		"key before environment":  {with(func(c *claudeaws.Config) { c.APIKey = "named" }), "environment", "named", ""},
		"keys of AWS before that": {keys(base), "environment", "", sigV4},
		"with a session":          {session, "", "", sigV4},
		"none on purpose":         {keys(with(func(c *claudeaws.Config) { c.SkipAuth = true })), "environment", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			url, all := serve(t, ok)
			t.Setenv("ANTHROPIC_AWS_API_KEY", test.env)
			t.Setenv("ANTHROPIC_API_KEY", "should-not-appear")
			t.Setenv("ANTHROPIC_AWS_BASE_URL", url)
			if err := create(t, client(test.config), claude.WithBetas("x")); err != nil {
				t.Fatal(err)
			}
			r := (*all)[0]
			workspace := "ws"
			if test.config.SkipAuth {
				workspace = ""
			}
			a := r.Header.Get("Authorization")
			if r.Header.Get("X-Api-Key") != test.key || !strings.HasPrefix(a, test.signature) || test.signature == "" && a != "" ||
				r.Header.Get("Anthropic-Workspace-Id") != workspace || r.URL.Path != "/v1/messages" || r.URL.RawQuery != "beta=true" {
				t.Error(r.URL, r.Header)
			}
			if test.signature != "" && (!strings.Contains(a, "/us-east-1/aws-external-anthropic/aws4_request") || !strings.Contains(a, "anthropic-workspace-id") || r.Header.Get("X-Amz-Date") == "") {
				t.Error(a)
			}
			if r.Header.Get("X-Amz-Security-Token") != test.config.SessionToken {
				t.Error(r.Header)
			}
		})
	}
}

// TestConfig looks for what is missing, and where requests go.
func TestConfig(t *testing.T) {
	for name, test := range map[string]struct {
		config claudeaws.Config
		env    map[string]string
		url    string // or the error
	}{
		"region":             {claudeaws.Config{WorkspaceID: "w", APIKey: "k", Region: "us-west-2"}, nil, "https://aws-external-anthropic.us-west-2.api.aws"},
		"AWS_REGION":         {claudeaws.Config{WorkspaceID: "w", APIKey: "k"}, map[string]string{"AWS_REGION": "eu-west-1"}, "https://aws-external-anthropic.eu-west-1.api.aws"},
		"variable":           {claudeaws.Config{WorkspaceID: "w", APIKey: "k", Region: "us-west-2"}, map[string]string{"ANTHROPIC_AWS_BASE_URL": "https://env.example.com"}, "https://env.example.com"},
		"base URL":           {claudeaws.Config{WorkspaceID: "w", APIKey: "k", Region: "us-west-2", BaseURL: "https://named.example.com"}, map[string]string{"ANTHROPIC_AWS_BASE_URL": "https://env.example.com"}, "https://named.example.com"},
		"no region":          {claudeaws.Config{WorkspaceID: "w", APIKey: "k"}, nil, "error: no region"},
		"no region to sign":  {keys(claudeaws.Config{WorkspaceID: "w", BaseURL: "https://named.example.com"}), nil, "error: no region"},
		"no workspace":       {claudeaws.Config{APIKey: "k", Region: "us-west-2"}, nil, "error: no workspace"},
		"blank workspace":    {claudeaws.Config{APIKey: "k", Region: "us-west-2"}, map[string]string{"ANTHROPIC_AWS_WORKSPACE_ID": " "}, "error: no workspace"},
		"no credentials":     {claudeaws.Config{WorkspaceID: "w", Region: "us-west-2"}, nil, "error: no credentials"},
		"no such profile":    {claudeaws.Config{WorkspaceID: "w", Region: "us-west-2", Profile: "nobody"}, nil, "error: nobody"},
		"workspace variable": {claudeaws.Config{APIKey: "k", Region: "us-west-2"}, map[string]string{"ANTHROPIC_AWS_WORKSPACE_ID": "w"}, "https://aws-external-anthropic.us-west-2.api.aws"},
		"skipped":            {claudeaws.Config{SkipAuth: true, BaseURL: "https://gateway.example.com"}, nil, "https://gateway.example.com"},
	} {
		t.Run(name, func(t *testing.T) {
			for k, v := range test.env {
				t.Setenv(k, v)
			}
			p := claudeaws.New(test.config)
			want, bad := strings.CutPrefix(test.url, "error: ")
			if !bad {
				if p.PlatformURL() != want {
					t.Error(p.PlatformURL())
				}
				return
			}
			err := create(t, claude.NewClient(claude.WithTransport(p)))
			if e, typed := errors.AsType[*platforms.RefusedError](err); !typed || e.Platform != "Claude Platform on AWS" || !strings.Contains(err.Error(), want) {
				t.Error(err)
			}
		})
	}
}

// TestWorkspaceOfACall is sent in place of the configuration's.
func TestWorkspaceOfACall(t *testing.T) {
	url, all := serve(t, ok)
	c := client(keys(claudeaws.Config{WorkspaceID: "ws", Region: "us-east-1", BaseURL: url}))
	if err := create(t, c, claude.WithHeader("anthropic-workspace-id", "other")); err != nil || (*all)[0].Header.Get("Anthropic-Workspace-Id") != "other" {
		t.Error(err)
	}
}

// TestOperations has all of the API but the organization and the links of users' profiles.
func TestOperations(t *testing.T) {
	url, all := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"data":[],"has_more":false,"first_id":null,"last_id":null}`)
	})
	p := claudeaws.New(keys(claudeaws.Config{WorkspaceID: "ws", Region: "us-east-1", BaseURL: url}))
	c := claude.NewClient(claude.WithTransport(p))
	if _, err := c.Models.List(t.Context(), nil); err != nil || len(*all) != 1 {
		t.Error(err)
	}
	for path, has := range map[string]bool{
		"/v1/user_profiles/u": true, "/v1/user_profiles/u/action_urls": false, "/v1/organizations/me": false, "/v1/organizations": false,
		"/v1/files/f/content?x=1": true, "/v1/skills?limit=1&beta=true": true, "/api/other": false,
	} {
		resp, err := (&http.Client{Transport: p}).Get("https://api.anthropic.com" + path)
		_, unsupported := errors.AsType[*platforms.UnsupportedError](err)
		if err == nil {
			resp.Body.Close()
		}
		if has != (err == nil) || !has != unsupported {
			t.Error(path, err)
		}
	}
}

// TestUpload signs a file that is read while it is sent, and takes the beginning of it from the disk.
func TestUpload(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	url, all := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
		func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"id":"f","type":"file","filename":"a","mime_type":"text/plain","size_bytes":1,"created_at":"2026-01-01T00:00:00Z"}`)
		})
	path := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(path, []byte(strings.Repeat("x", 1<<20)), 0o600); err != nil {
		t.Fatal(err)
	}
	c := client(keys(claudeaws.Config{WorkspaceID: "ws", Region: "us-east-1", BaseURL: url}))
	if _, err := c.Files.Upload(t.Context(), &claude.FileUploadParams{File: claude.FilePath(path)}); err != nil {
		t.Fatal(err)
	}
	if len(*all) != 2 || (*all)[0].body != (*all)[1].body || len((*all)[0].body) < 1<<20 {
		t.Error(len(*all), "requests")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Error("temporary files are left:", left, err)
	}
}

// TestErrors gives those of AWS's front door the API's types, and leaves the API's as they are.
func TestErrors(t *testing.T) {
	url, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Amzn-Errortype", "AccessDeniedException")
		w.Header().Set("X-Amzn-Requestid", "amzn-1")
		w.WriteHeader(http.StatusForbidden)
		_, _ = io.WriteString(w, `{"Message":"User is not authorized"}`)
	}, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Request-Id", "req_1")
		w.Header().Set("X-Amzn-Requestid", "amzn-2")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = io.WriteString(w, `{"type":"error","error":{"type":"invalid_request_error","message":"no"}}`)
	})
	c := client(keys(claudeaws.Config{WorkspaceID: "ws", Region: "us-east-1", BaseURL: url}))
	err := create(t, c)
	if e, typed := errors.AsType[*claude.Error](err); !typed || !errors.Is(err, claude.ErrPermission) || e.RequestID != "amzn-1" || e.Message != "AccessDeniedException: User is not authorized" {
		t.Error(err)
	}
	err = create(t, c)
	if e, typed := errors.AsType[*claude.Error](err); !typed || !errors.Is(err, claude.ErrInvalidRequest) || e.RequestID != "req_1" || e.Message != "no" {
		t.Error(err)
	}
}
