package bedrock_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/auth/bearer"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/bedrock"
)

// TestPath invokes models by every kind of name.
func TestPath(t *testing.T) {
	const arn = "arn:aws:bedrock:us-east-1:123456789012:"
	for name, want := range map[string]string{
		"claude-3-sonnet": "claude-3-sonnet",
		model:             "us.anthropic.claude-sonnet-4-5-20250929-v1%3A0",
		arn + "application-inference-profile/xv9example4b": "arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fxv9example4b",
		"a b+c?d#é%": "a%20b%2Bc%3Fd%23%C3%A9%25",
		"../../x":    "..%2F..%2Fx",
	} {
		s := serve(t, ok, stream(chunks(6)...))
		c := client(signed(s))
		p := params()
		p.Model = claude.ModelID(name)
		if _, err := c.Messages.Create(t.Context(), p); err != nil {
			t.Fatal(name, err)
		}
		if _, err := c.Messages.Stream(t.Context(), p).Result(); err != nil {
			t.Fatal(name, err)
		}
		all := s.requests()
		if a, b := all[0].RequestURI, all[1].RequestURI; a != "/model/"+want+"/invoke" || b != "/model/"+want+"/invoke-with-response-stream" {
			t.Error(name, a, b)
		}
	}
	for _, bad := range []string{"", ".", ".."} {
		s := serve(t, ok)
		p := params()
		p.Model = claude.ModelID(bad)
		_, err := client(signed(s)).Messages.Create(t.Context(), p)
		if _, typed := errors.AsType[*claude.RequestError](err); !typed || len(s.requests()) != 0 {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// TestBody looks at what becomes of body and headers.
func TestBody(t *testing.T) {
	s := serve(t, ok)
	p := params()
	p.Extra = json.RawMessage(`{"big":12345678901234567890.10,"model":"ignored?"}`)
	p.Extra = json.RawMessage(`{"big":12345678901234567890.10}`)
	p.UserProfileID = new("uprof_1")
	_, err := client(signed(s)).Messages.Create(t.Context(), p, claude.WithBetas("b", "a"), claude.WithHeader("anthropic-beta", "c, d"),
		claude.WithHeader("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
	if err != nil {
		t.Fatal(err)
	}
	r := s.requests()[0]
	var body map[string]json.RawMessage
	if err := json.Unmarshal([]byte(r.body), &body); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"anthropic_version": `"bedrock-2023-05-31"`, "big": "12345678901234567890.10", "max_tokens": "10", "model": "", "stream": "", "user_profile_id": "",
	} {
		if string(body[name]) != want {
			t.Errorf("%s is %s, not %s", name, body[name], want)
		}
	}
	for _, beta := range []string{`"a"`, `"b"`, `"c"`, `"d"`} {
		if !strings.Contains(string(body["anthropic_beta"]), beta) {
			t.Errorf("anthropic_beta is %s", body["anthropic_beta"])
		}
	}
	if r.Header.Get("Anthropic-Beta") != "" || r.Header.Get("Anthropic-User-Profile-Id") != "uprof_1" || r.URL.RawQuery != "" || r.Header.Get("Anthropic-Version") != "" {
		t.Error(r.URL, r.Header)
	}
	if auth := r.Header.Get("Authorization"); !strings.HasPrefix(auth, "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/") || !strings.Contains(auth, "/us-east-1/bedrock/aws4_request") ||
		strings.Contains(auth, "traceparent") || strings.Contains(auth, "user-agent") || !strings.Contains(auth, "anthropic-user-profile-id") {
		t.Error(auth)
	}
	if r.ContentLength != int64(len(r.body)) {
		t.Error(r.ContentLength)
	}
}

// TestVersionOfTheCaller keeps the version that a body has.
func TestVersionOfTheCaller(t *testing.T) {
	s := serve(t, ok)
	p := params()
	p.Extra = json.RawMessage(`{"anthropic_version":"bedrock-2099-01-01"}`)
	if _, err := client(signed(s)).Messages.Create(t.Context(), p); err != nil || !strings.Contains(s.requests()[0].body, `"anthropic_version":"bedrock-2099-01-01"`) {
		t.Error(err, s.requests())
	}
}

// TestCredentials chooses among those that are named, the environment's and those of a
// configuration of AWS.
func TestCredentials(t *testing.T) {
	static := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "AKIDPROVIDER", SecretAccessKey: "secret", SessionToken: "session"}, nil
	})
	tokens := bearer.TokenProviderFunc(func(context.Context) (bearer.Token, error) { return bearer.Token{Value: "provided"}, nil })
	none := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{}, errors.New("no credentials here")
	})
	for name, test := range map[string]struct {
		config bedrock.Config
		env    string
		want   string // beginning of Authorization, or the error
	}{
		"token":                           {bedrock.Config{BearerToken: "named"}, "environment", "Bearer named"},
		"token of the environment":        {bedrock.Config{}, "environment", "Bearer environment"},
		"blank token of the environment":  {bedrock.Config{AWS: &aws.Config{Credentials: static}}, "  ", "AWS4-HMAC-SHA256 Credential=AKIDPROVIDER/"},
		"environment before AWS's config": {bedrock.Config{AWS: &aws.Config{Credentials: static, BearerAuthTokenProvider: tokens}}, "environment", "Bearer environment"},
		"keys before the environment":     {bedrock.Config{AccessKeyID: "AKIDNAMED", SecretAccessKey: "s"}, "environment", "AWS4-HMAC-SHA256 Credential=AKIDNAMED/"},
		"provider before the environment": {bedrock.Config{Credentials: static}, "environment", "AWS4-HMAC-SHA256 Credential=AKIDPROVIDER/"},
		"single sign-on beside keys":      {bedrock.Config{AWS: &aws.Config{Credentials: static, BearerAuthTokenProvider: tokens}}, "", "AWS4-HMAC-SHA256 Credential=AKIDPROVIDER/"},
		"tokens preferred":                {bedrock.Config{AWS: &aws.Config{Credentials: static, BearerAuthTokenProvider: tokens, AuthSchemePreference: []string{"httpBearerAuth", "sigv4"}}}, "", "Bearer provided"},
		"tokens alone":                    {bedrock.Config{AWS: &aws.Config{BearerAuthTokenProvider: tokens}}, "", "Bearer provided"},
		"nothing in AWS's config":         {bedrock.Config{AWS: &aws.Config{}}, "", "error: no credentials"},
		"a provider that fails":           {bedrock.Config{Credentials: none}, "", "error: no credentials here"},
		"a profile that isn't there":      {bedrock.Config{Profile: "nobody"}, "", "error: nobody"},
		"half a key":                      {bedrock.Config{AccessKeyID: "AKID"}, "", "error: SecretAccessKey"},
		"none at all":                     {bedrock.Config{}, "", "error: no credentials"},
		"none on purpose":                 {bedrock.Config{SkipAuth: true}, "environment", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("AWS_BEARER_TOKEN_BEDROCK", test.env)
			t.Setenv("ANTHROPIC_API_KEY", "first-party")
			s := serve(t, ok)
			test.config.BaseURL, test.config.Region = s.URL, region
			_, err := client(test.config).Messages.Create(t.Context(), params())
			if want, fails := strings.CutPrefix(test.want, "error: "); fails {
				refused, typed := errors.AsType[*platforms.RefusedError](err)
				if !typed || refused.Platform != "Amazon Bedrock" || !strings.Contains(err.Error(), want) || len(s.requests()) > 0 {
					t.Error(err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			h := s.requests()[0].Header
			if a := h.Get("Authorization"); !strings.HasPrefix(a, test.want) || test.want == "" && a != "" || h.Get("X-Api-Key") != "" {
				t.Error(h)
			}
			if strings.HasPrefix(test.want, "Bearer") && h.Get("X-Amz-Date") != "" {
				t.Error("signed, too:", h)
			}
			if strings.Contains(test.want, "AKIDPROVIDER") && h.Get("X-Amz-Security-Token") != "session" {
				t.Error(h)
			}
		})
	}
}

// TestRegion finds the region, and the endpoint of it.
func TestRegion(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "config"), []byte("[default]\nregion = eu-west-3\n[profile other]\nregion = ap-south-1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		config bedrock.Config
		env    map[string]string
		want   string
	}{
		"config":           {bedrock.Config{Region: "us-west-2"}, map[string]string{"AWS_REGION": "eu-west-1"}, "https://bedrock-runtime.us-west-2.amazonaws.com"},
		"AWS_REGION":       {bedrock.Config{}, map[string]string{"AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2"}, "https://bedrock-runtime.eu-west-1.amazonaws.com"},
		"AWS_DEFAULT":      {bedrock.Config{}, map[string]string{"AWS_REGION": " ", "AWS_DEFAULT_REGION": "eu-west-2"}, "https://bedrock-runtime.eu-west-2.amazonaws.com"},
		"file":             {bedrock.Config{}, map[string]string{"AWS_CONFIG_FILE": filepath.Join(dir, "config")}, "https://bedrock-runtime.eu-west-3.amazonaws.com"},
		"profile":          {bedrock.Config{Profile: "other", AccessKeyID: "a", SecretAccessKey: "b"}, map[string]string{"AWS_CONFIG_FILE": filepath.Join(dir, "config"), "AWS_REGION": ""}, "https://bedrock-runtime.ap-south-1.amazonaws.com"},
		"file, with token": {bedrock.Config{BearerToken: "t"}, map[string]string{"AWS_CONFIG_FILE": filepath.Join(dir, "config")}, "https://bedrock-runtime.eu-west-3.amazonaws.com"},
		"China":            {bedrock.Config{Region: "cn-north-1"}, nil, "https://bedrock-runtime.cn-north-1.amazonaws.com.cn"},
		"base URL":         {bedrock.Config{Region: "us-west-2", BaseURL: "https://vpce-1.example.com/x/"}, nil, "https://vpce-1.example.com/x/"},
		"none":             {bedrock.Config{AccessKeyID: "a", SecretAccessKey: "b"}, nil, "https://unconfigured.invalid"},
		"another host":     {bedrock.Config{Region: "evil.example.com/#"}, nil, "https://unconfigured.invalid"},
	} {
		t.Run(name, func(t *testing.T) {
			for k, v := range test.env {
				t.Setenv(k, v)
			}
			p := bedrock.New(test.config)
			if p.PlatformURL() != test.want {
				t.Error(p.PlatformURL())
			}
			if test.want == "https://unconfigured.invalid" {
				_, err := claude.NewClient(claude.WithTransport(p)).Messages.Create(t.Context(), params())
				if _, typed := errors.AsType[*platforms.RefusedError](err); !typed || !strings.Contains(err.Error(), "region") {
					t.Error(err)
				}
			}
		})
	}
}

// TestUnsupported asks for what Bedrock doesn't have.
func TestUnsupported(t *testing.T) {
	s := serve(t, ok)
	c := client(signed(s))
	for want, call := range map[string]func() error{
		"GET /v1/models":             func() error { _, err := c.Models.List(t.Context(), nil); return err },
		"GET /v1/models/claude":      func() error { _, err := c.Models.Get(t.Context(), "claude", nil); return err },
		"GET /v1/messages/batches/b": func() error { _, err := c.Messages.Batches.Get(t.Context(), "b", nil); return err },
		"POST /v1/files": func() error {
			_, err := c.Files.Upload(t.Context(), &claude.FileUploadParams{File: claude.FileBytes("a", nil)})
			return err
		},
		"GET /v1/files/f/content": func() error { _, err := c.Files.Download(t.Context(), "f", nil); return err },
	} {
		err := call()
		e, typed := errors.AsType[*platforms.UnsupportedError](err)
		if !typed || e.Platform != "Amazon Bedrock" || e.Operation != want {
			t.Error(want, err)
		}
	}
	resp, err := (&http.Client{Transport: bedrock.New(signed(s))}).Get("https://api.anthropic.com/v1/user_profiles/u")
	if _, typed := errors.AsType[*platforms.UnsupportedError](err); !typed {
		t.Error(err)
		resp.Body.Close()
	}
	if len(s.requests()) != 0 {
		t.Error("sent")
	}
}

// TestErrors gives those of AWS the API's types, with the id and what was said.
func TestErrors(t *testing.T) {
	for code, test := range map[string]struct {
		status int
		is     error
		sent   int
	}{
		"ThrottlingException":           {429, claude.ErrRateLimit, 3},
		"ServiceQuotaExceededException": {400, claude.ErrRateLimit, 1},
		"AccessDeniedException":         {403, claude.ErrPermission, 1},
		"UnrecognizedClientException":   {403, claude.ErrAuthentication, 1},
		"ExpiredTokenException":         {403, claude.ErrAuthentication, 1}, // these credentials can't be renewed
		"ValidationException":           {400, claude.ErrInvalidRequest, 1},
		"ResourceNotFoundException":     {404, claude.ErrNotFound, 1},
		"ModelTimeoutException":         {408, claude.ErrTimeout, 3},
		"ModelErrorException":           {424, claude.ErrAPI, 1},
		"ModelNotReadyException":        {429, claude.ErrOverloaded, 3},
		"InternalServerException":       {500, claude.ErrAPI, 3},
		"ServiceUnavailableException":   {503, claude.ErrOverloaded, 3},
		"SomethingNewException":         {413, claude.ErrRequestTooLarge, 1},
	} {
		s := serve(t, fails(test.status, code, "because"))
		_, err := client(signed(s)).Messages.Create(t.Context(), params())
		e, typed := errors.AsType[*claude.Error](err)
		if !typed || !errors.Is(err, test.is) || e.RequestID != "req-1" || e.Message != code+": because" || e.StatusCode != test.status ||
			len(s.requests()) != test.sent || !strings.Contains(string(e.Body), `"original":{"message":"because"}`) {
			t.Error(code, err, len(s.requests()))
		}
		dates := map[string]bool{}
		for _, r := range s.requests() {
			dates[r.Header.Get("Authorization")] = true
		}
		if test.sent > 1 && dates[""] {
			t.Error("a retry without a signature")
		}
	}
	page := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte("<h1>proxy says no</h1>"))
	})
	_, err := client(signed(page)).Messages.Create(t.Context(), params())
	if e, typed := errors.AsType[*claude.Error](err); !typed || !errors.Is(err, claude.ErrPermission) || string(e.Body) != "<h1>proxy says no</h1>" {
		t.Error("what isn't AWS's stays as it came:", err)
	}
}

// TestCount counts tokens, which has an operation of its own.
func TestCount(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"inputTokens": 42}`))
	})
	n, err := client(signed(s)).Messages.CountTokens(t.Context(), &claude.MessageCountTokensParams{
		Model: model, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("hi"))},
	})
	if err != nil || n.InputTokens != 42 {
		t.Fatal(n, err)
	}
	r := s.requests()[0]
	var body struct {
		Input struct{ InvokeModel struct{ Body string } }
	}
	if err := json.Unmarshal([]byte(r.body), &body); err != nil {
		t.Fatal(err)
	}
	inner, err := base64.StdEncoding.DecodeString(body.Input.InvokeModel.Body)
	if err != nil || r.RequestURI != "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/count-tokens" ||
		!strings.Contains(string(inner), `"anthropic_version":"bedrock-2023-05-31"`) || strings.Contains(string(inner), `"model"`) || !strings.Contains(string(inner), `"max_tokens":1`) {
		t.Error(r.RequestURI, string(inner), err)
	}
}

// TestMiddleware sees the API on both sides of it.
func TestMiddleware(t *testing.T) {
	s := serve(t, stream(chunks(6)...))
	var seen string
	spy := claude.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			seen = r.URL.Path + r.Header.Get("Authorization")
			resp, err := next.RoundTrip(r)
			if err == nil {
				seen += " " + resp.Header.Get("Content-Type")
			}
			return resp, err
		})
	})
	if _, err := client(signed(s), spy).Messages.Stream(t.Context(), params()).Result(); err != nil || seen != "/v1/messages text/event-stream" {
		t.Error(err, seen)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
