package vertex_test

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
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/vertex"
)

// The bases are those that Google documents for each kind of region.
func TestAddress(t *testing.T) {
	for region, want := range map[string]string{
		"global": "https://aiplatform.googleapis.com", "us": "https://aiplatform.us.rep.googleapis.com", "eu": "https://aiplatform.eu.rep.googleapis.com",
		"us-east5": "https://us-east5-aiplatform.googleapis.com", "europe-west1": "https://europe-west1-aiplatform.googleapis.com",
	} {
		if got := vertex.New(vertex.Config{Region: region}).PlatformURL(); got != want {
			t.Errorf("%s: %s, want %s", region, got, want)
		}
	}
	t.Setenv("CLOUD_ML_REGION", "us-central1")
	if got := vertex.New(vertex.Config{Region: " "}).PlatformURL(); got != "https://us-central1-aiplatform.googleapis.com" {
		t.Error(got)
	}
}

// seen is a request as the platform got it.
type seen struct {
	method, path string
	header       http.Header
	body         string
}

// serve returns a server that notes requests, and answers what a function says.
func serve(t *testing.T, answer func(w http.ResponseWriter, n int)) (url string, requests *[]seen) {
	t.Helper()
	requests = new([]seen)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		*requests = append(*requests, seen{r.Method, r.URL.RequestURI(), r.Header, string(b)})
		answer(w, len(*requests))
	}))
	t.Cleanup(srv.Close)
	return srv.URL, requests
}

func reply(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

const message = `{"id":"msg_vrtx_1","type":"message","role":"assistant","model":"claude-x-1","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}`

var events = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":" + strings.Replace(message, `[{"type":"text","text":"hi"}]`, "[]", 1) + "}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"

// tokens counts, and has a token of its own for each.
type tokens struct{ n int }

func (s *tokens) Token() (*oauth2.Token, error) {
	s.n++
	return &oauth2.Token{AccessToken: fmt.Sprint("token-", s.n), Expiry: time.Now().Add(time.Hour)}, nil
}

// client returns a client of Vertex AI at a URL. A key of the API in the environment
// must not show anywhere.
func client(t *testing.T, config vertex.Config, opts ...claude.RequestOption) *claude.Client {
	t.Helper()
	t.Setenv("ANTHROPIC_API_KEY", "sk-first-party")
	t.Setenv("ANTHROPIC_AUTH_TOKEN", "first-party-token")
	t.Setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
	if config.Region == "" {
		config.Region = "us-east5"
	}
	return claude.NewClient(append([]claude.RequestOption{claude.WithTransport(vertex.New(config)), claude.WithRetryBackoff(1, 1)}, opts...)...)
}

func params() *claude.MessageCreateParams {
	return &claude.MessageCreateParams{Model: "claude-3-7-sonnet@20250219", MaxTokens: 5, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("hi <&>"))}}
}

func TestRequests(t *testing.T) {
	url, got := serve(t, func(w http.ResponseWriter, n int) {
		switch n {
		case 2:
			w.Header().Set("Content-Type", "text/event-stream")
			_, _ = io.WriteString(w, events)
		case 3:
			reply(w, 200, `{"input_tokens":7}`)
		default:
			reply(w, 200, message)
		}
	})
	var around []string // what middleware sees: requests of the API
	c := client(t, vertex.Config{Project: "my project", BaseURL: url, TokenSource: &tokens{}}, claude.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			around = append(around, r.URL.Path+" "+r.Header.Get("Authorization"))
			return next.RoundTrip(r)
		})
	}))
	msg, err := c.Messages.Create(t.Context(), params(), claude.WithBetas("context-1m-2025-08-07"))
	if err != nil || msg.ID != "msg_vrtx_1" {
		t.Fatal(msg, err)
	}
	if msg, err := c.Messages.Stream(t.Context(), params()).Result(); err != nil || msg.ID != "msg_vrtx_1" {
		t.Fatal(msg, err)
	}
	if n, err := c.Messages.CountTokens(t.Context(), &claude.MessageCountTokensParams{Model: "claude-x", Messages: params().Messages}); err != nil || n.InputTokens != 7 {
		t.Fatal(n, err)
	}
	const base = "/v1/projects/my%20project/locations/us-east5/publishers/anthropic/models/"
	for i, want := range []seen{
		{path: base + "claude-3-7-sonnet@20250219:rawPredict", body: `{"max_tokens":5,"messages":[{"role":"user","content":[{"type":"text","text":"hi <&>"}]}],"anthropic_version":"vertex-2023-10-16"}`},
		{path: base + "claude-3-7-sonnet@20250219:streamRawPredict", body: `{"max_tokens":5,"messages":[{"role":"user","content":[{"type":"text","text":"hi <&>"}]}],"stream":true,"anthropic_version":"vertex-2023-10-16"}`},
		{path: base + "count-tokens:rawPredict", body: `{"messages":[{"role":"user","content":[{"type":"text","text":"hi <&>"}]}],"model":"claude-x","anthropic_version":"vertex-2023-10-16"}`},
	} {
		r := (*got)[i]
		if r.method != "POST" || r.path != want.path || !sameJSON(r.body, want.body) {
			t.Errorf("%s %s\n%s\nwant %s\n%s", r.method, r.path, r.body, want.path, want.body)
		}
		if r.header.Get("Authorization") != "Bearer token-1" || r.header.Get("X-Api-Key") != "" || r.header.Get("Anthropic-Version") != "" {
			t.Error(r.header)
		}
	}
	if beta := (*got)[0].header.Get("Anthropic-Beta"); beta != "context-1m-2025-08-07" {
		t.Error(beta)
	}
	if around[0] != "/v1/messages " {
		t.Error(around)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func sameJSON(a, b string) bool {
	var x, y any
	if json.Unmarshal([]byte(a), &x) != nil || json.Unmarshal([]byte(b), &y) != nil {
		return false
	}
	p, _ := json.Marshal(x)
	q, _ := json.Marshal(y)
	return string(p) == string(q)
}

// What Vertex AI doesn't have isn't sent, and the error says what and where.
func TestUnsupported(t *testing.T) {
	url, got := serve(t, func(w http.ResponseWriter, _ int) { reply(w, 200, `{}`) })
	c := client(t, vertex.Config{Project: "p", BaseURL: url, TokenSource: &tokens{}})
	_, listed := c.Models.List(t.Context(), nil)
	_, batch := c.Messages.Batches.Get(t.Context(), "b", nil)
	_, file := c.Files.Upload(t.Context(), &claude.FileUploadParams{File: claude.FileBytes("x.txt", []byte("x"))})
	for operation, err := range map[string]error{"GET /v1/models": listed, "GET /v1/messages/batches/b": batch, "POST /v1/files": file} {
		e, ok := errors.AsType[*platforms.UnsupportedError](err)
		if !ok || e.Platform != vertex.Name || e.Operation != operation {
			t.Errorf("%s: %v", operation, err)
		}
	}
	if len(*got) > 0 {
		t.Error(*got)
	}
}

// Errors of Google's frontend become those of the API, with the sentinel that fits.
func TestErrors(t *testing.T) {
	google := `{"error":{"code":%d,"message":"it says so","status":%q}}`
	for name, test := range map[string]struct {
		status int
		body   string
		is     error
		says   string
	}{
		"throttled":     {429, fmt.Sprintf(google, 429, "RESOURCE_EXHAUSTED"), claude.ErrRateLimit, "it says so"},
		"in a list":     {403, "[" + fmt.Sprintf(google, 403, "PERMISSION_DENIED") + "]", claude.ErrPermission, "it says so"},
		"not there":     {404, fmt.Sprintf(google, 404, "NOT_FOUND"), claude.ErrNotFound, "it says so"},
		"the API's own": {400, `{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens"}}`, claude.ErrInvalidRequest, "max_tokens"},
		"a page":        {503, `<html>`, claude.ErrOverloaded, "Service Unavailable"},
	} {
		t.Run(name, func(t *testing.T) {
			url, _ := serve(t, func(w http.ResponseWriter, _ int) { reply(w, test.status, test.body) })
			_, err := client(t, vertex.Config{Project: "p", BaseURL: url, TokenSource: &tokens{}}).Messages.Create(t.Context(), params(), claude.WithMaxRetries(0))
			e, ok := errors.AsType[*claude.Error](err)
			if !ok || !errors.Is(err, test.is) || e.StatusCode != test.status || e.Message != test.says {
				t.Errorf("%#v", err)
			}
		})
	}
}

// A token that is refused is dropped: the request goes out once more with a new one.
func TestExpiredToken(t *testing.T) {
	url, got := serve(t, func(w http.ResponseWriter, n int) {
		if n == 1 {
			reply(w, 401, `{"error":{"code":401,"message":"expired","status":"UNAUTHENTICATED"}}`)
			return
		}
		reply(w, 200, message)
	})
	c := client(t, vertex.Config{Project: "p", BaseURL: url, TokenSource: &tokens{}})
	if _, err := c.Messages.Create(t.Context(), params(), claude.WithMaxRetries(0)); err != nil {
		t.Fatal(err)
	}
	if a, b := (*got)[0].header.Get("Authorization"), (*got)[1].header.Get("Authorization"); a != "Bearer token-1" || b != "Bearer token-2" || (*got)[0].body != (*got)[1].body {
		t.Error(a, b)
	}
}

// hanging never has a token.
type hanging struct{ until chan struct{} }

func (h hanging) Token() (*oauth2.Token, error) {
	<-h.until
	return nil, errors.New("too late")
}

// A caller who doesn't want to wait for a token any longer needn't.
func TestCancelWhileWaitingForToken(t *testing.T) {
	h := hanging{make(chan struct{})}
	defer close(h.until)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := client(t, vertex.Config{Project: "p", BaseURL: "http://127.0.0.1:1", TokenSource: h}).Messages.Create(ctx, params())
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

// The application default credentials are looked for when they are needed, with the
// scope of the platform; their project is the default.
func TestDefaultCredentials(t *testing.T) {
	var asked string
	grant := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		asked = r.Form.Get("grant_type") + " " + r.Form.Get("refresh_token")
		reply(w, 200, `{"access_token":"adc-token","token_type":"Bearer","expires_in":3600}`)
	}))
	defer grant.Close()
	file := filepath.Join(t.TempDir(), "adc.json")
	adc := fmt.Sprintf(`{"type":"authorized_user","client_id":"id","client_secret":"s","refresh_token":"r1","quota_project_id":"","token_uri":%q}`, grant.URL)
	if err := os.WriteFile(file, []byte(adc), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", file)
	t.Setenv("GOOGLE_CLOUD_PROJECT", "of-the-environment")
	url, got := serve(t, func(w http.ResponseWriter, _ int) { reply(w, 200, message) })
	http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	_, err := client(t, vertex.Config{BaseURL: url}).Messages.Create(t.Context(), params())
	if err != nil {
		if strings.Contains(err.Error(), "googleapis.com") {
			t.Skip("the library asks Google for tokens of users, whatever the file says: ", err)
		}
		t.Fatal(err)
	}
	if (*got)[0].header.Get("Authorization") != "Bearer adc-token" || !strings.Contains((*got)[0].path, "/projects/of-the-environment/") || asked != "refresh_token r1" {
		t.Error((*got)[0], asked)
	}
}

// What is missing is said by the first call, with what to set.
func TestMisconfigured(t *testing.T) {
	t.Setenv("CLOUD_ML_REGION", " ")
	t.Setenv("ANTHROPIC_VERTEX_PROJECT_ID", "")
	t.Setenv("GOOGLE_CLOUD_PROJECT", "")
	t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", filepath.Join(t.TempDir(), "none.json"))
	for want, config := range map[string]vertex.Config{
		"CLOUD_ML_REGION":                 {Project: "p", TokenSource: &tokens{}},
		"Config.Project":                  {Region: "global", TokenSource: &tokens{}},
		"there are no Google credentials": {Region: "global", Project: "p"},
		"begin with https://":             {Region: "global", Project: "p", BaseURL: "gateway", TokenSource: &tokens{}},
	} {
		c := claude.NewClient(claude.WithTransport(vertex.New(config)))
		_, err := c.Messages.Create(t.Context(), params())
		if _, ok := errors.AsType[*platforms.RefusedError](err); !ok || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
