package bedrock_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms/bedrock"
)

// TestClockSkew talks to a server whose clock is an hour ahead, and signs for its time from the first
// refusal on.
func TestClockSkew(t *testing.T) {
	for _, code := range []string{"InvalidSignatureException", "SignatureDoesNotMatch", "RequestTimeTooSkewed", "RequestExpired"} {
		const ahead = time.Hour
		s := serve(t, func(w http.ResponseWriter, r *http.Request) {
			now := time.Now().Add(ahead)
			w.Header().Set("Date", now.UTC().Format(http.TimeFormat))
			at, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
			if err != nil || now.Sub(at).Abs() > 5*time.Minute {
				fails(403, code, "Signature expired")(w, r)
				return
			}
			ok(w, r)
		})
		c := client(signed(s), claude.WithMaxRetries(0))
		for range 2 {
			if _, err := c.Messages.Create(t.Context(), params()); err != nil {
				t.Fatal(code, err)
			}
		}
		if n := len(s.requests()); n != 3 {
			t.Error(code, n, "requests: the second call knows the time")
		}
	}
	// A wrong key is no wrong clock.
	s := serve(t, fails(403, "InvalidSignatureException", "wrong key"))
	_, err := client(signed(s)).Messages.Create(t.Context(), params())
	if !errors.Is(err, claude.ErrAuthentication) || len(s.requests()) != 1 {
		t.Error(err, len(s.requests()))
	}
	// A clock that stays wrong is asked once.
	s = serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", time.Now().Add(time.Duration(len(r.Header))*time.Hour).UTC().Format(http.TimeFormat))
		fails(403, "RequestTimeTooSkewed", "never")(w, r)
	})
	_, err = client(signed(s)).Messages.Create(t.Context(), params())
	if !errors.Is(err, claude.ErrAuthentication) || len(s.requests()) != 2 {
		t.Error(err, len(s.requests()))
	}
}

// TestExpiredCredentials fetches new ones: ahead of time by AWS's cache, and when the server says that they have run out.
func TestExpiredCredentials(t *testing.T) {
	var fetched atomic.Int32
	provider := func(lasts time.Duration) aws.CredentialsProvider {
		fetched.Store(0)
		return aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			id := "AKID" + string('0'+fetched.Add(1))
			return aws.Credentials{AccessKeyID: id, SecretAccessKey: "s", SessionToken: "t", CanExpire: true, Expires: time.Now().Add(lasts)}, nil
		})
	}
	s := serve(t, fails(403, "ExpiredTokenException", "The security token included in the request is expired"), ok)
	c := signed(s)
	c.AccessKeyID, c.Credentials = "", provider(time.Hour)
	cl := client(c, claude.WithMaxRetries(0))
	for range 2 {
		if _, err := cl.Messages.Create(t.Context(), params()); err != nil {
			t.Fatal(err)
		}
	}
	var ids []string
	for _, r := range s.requests() {
		_, id, _ := strings.Cut(r.Header.Get("Authorization"), "Credential=")
		ids = append(ids, id[:5])
	}
	if strings.Join(ids, " ") != "AKID1 AKID2 AKID2" {
		t.Error(ids)
	}
	s = serve(t, ok)
	c = signed(s)
	c.AccessKeyID, c.Credentials = "", provider(-time.Second)
	cl = client(c)
	for range 2 {
		if _, err := cl.Messages.Create(t.Context(), params()); err != nil {
			t.Fatal(err)
		}
	}
	if fetched.Load() != 2 {
		t.Error("credentials that have run out are used:", fetched.Load())
	}
}

// TestCanceledCredentials gives up waiting for credentials with the call.
func TestCanceledCredentials(t *testing.T) {
	s := serve(t, ok)
	c := signed(s)
	c.AccessKeyID = ""
	ctx, cancel := context.WithCancel(t.Context())
	end := make(chan struct{}) // of a fetch that AWS's cache makes for all calls, and doesn't cancel with one
	defer close(end)
	c.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		cancel()
		<-end
		return aws.Credentials{}, errors.New("too late")
	})
	done := make(chan error, 1)
	go func() {
		_, err := client(c).Messages.Create(ctx, params())
		done <- err
	}()
	select {
	case err := <-done:
		if _, typed := errors.AsType[*claude.ConnectionError](err); !typed || !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Fatal("still waiting")
	}
}

// TestMantle sends the API's own requests, signed for another service or with a token.
func TestMantle(t *testing.T) {
	create := func(c *claude.Client, opts ...claude.RequestOption) error {
		p := params()
		p.UserProfileID = new("uprof_1")
		_, err := c.Messages.Create(t.Context(), p, opts...)
		return err
	}
	mantle := func(c bedrock.Config, opts ...claude.RequestOption) *claude.Client {
		return claude.NewClient(append([]claude.RequestOption{claude.WithTransport(bedrock.NewMantle(c))}, opts...)...)
	}
	s := serve(t, ok)
	if err := create(mantle(signed(s)), claude.WithBetas("x")); err != nil {
		t.Fatal(err)
	}
	r := s.requests()[0]
	if r.URL.Path != "/v1/messages" || !strings.Contains(r.body, `"model":"`+model) || !strings.Contains(r.body, `"user_profile_id":"uprof_1"`) || r.Header.Get("Anthropic-User-Profile-Id") != "" ||
		!strings.Contains(r.Header.Get("Anthropic-Beta"), "x") || r.Header.Get("Anthropic-Version") == "" || !strings.Contains(r.Header.Get("Authorization"), "/us-east-1/bedrock-mantle/aws4_request") {
		t.Error(r.URL, r.Header, r.body)
	}
	for name, test := range map[string]struct {
		config bedrock.Config
		env    map[string]string
		want   string
	}{
		"token":             {bedrock.Config{BearerToken: "named"}, map[string]string{"AWS_BEARER_TOKEN_BEDROCK": "e"}, "Bearer named"},
		"first variable":    {bedrock.Config{}, map[string]string{"AWS_BEARER_TOKEN_BEDROCK": "one", "ANTHROPIC_AWS_API_KEY": "two"}, "Bearer one"},
		"second variable":   {bedrock.Config{}, map[string]string{"ANTHROPIC_AWS_API_KEY": "two", "ANTHROPIC_API_KEY": "not this"}, "Bearer two"},
		"keys before these": {bedrock.Config{AccessKeyID: "AKID", SecretAccessKey: "s", Region: region}, map[string]string{"ANTHROPIC_AWS_API_KEY": "two"}, "AWS4-HMAC-SHA256 Credential=AKID/"},
		"none on purpose":   {bedrock.Config{SkipAuth: true, AccessKeyID: "AKID", SecretAccessKey: "s"}, map[string]string{"ANTHROPIC_AWS_API_KEY": "two"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, ok)
			for k, v := range test.env {
				t.Setenv(k, v)
			}
			t.Setenv("ANTHROPIC_BEDROCK_MANTLE_BASE_URL", s.URL+"/anthropic")
			if err := create(mantle(test.config)); err != nil {
				t.Fatal(err)
			}
			h := s.requests()[0].Header
			if a := h.Get("Authorization"); !strings.HasPrefix(a, test.want) || test.want == "" && a != "" || h.Get("X-Api-Key") != "" || s.requests()[0].URL.Path != "/anthropic/v1/messages" {
				t.Error(h)
			}
		})
	}
	if url := bedrock.NewMantle(bedrock.Config{Region: "eu-west-1", BearerToken: "t"}).PlatformURL(); url != "https://bedrock-mantle.eu-west-1.api.aws/anthropic" {
		t.Error(url)
	}
	for _, c := range []bedrock.Config{{}, {BearerToken: "t"}, {BaseURL: s.URL, AccessKeyID: "a", SecretAccessKey: "b"}} {
		if err := create(mantle(c)); err == nil || !strings.Contains(err.Error(), "region") && !strings.Contains(err.Error(), "credentials") {
			t.Error(err)
		}
	}
	c := mantle(signed(s))
	if _, err := c.Models.List(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "doesn't have GET /v1/models") {
		t.Error(err)
	}
	// What middleware makes of a body is what is signed and sent, also if it forgets GetBody.
	change := claude.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			r = r.Clone(r.Context())
			r.Body = io.NopCloser(strings.NewReader(`{"model":"changed"}`))
			r.ContentLength = int64(len(`{"model":"changed"}`))
			return next.RoundTrip(r)
		})
	})
	s = serve(t, ok)
	if _, err := mantle(signed(s), change).Messages.Create(t.Context(), params()); err != nil || s.requests()[0].body != `{"model":"changed"}` {
		t.Error(err, s.requests())
	}
}

// TestMantleProfile moves the user's profile where Mantle reads it.
func TestMantleProfile(t *testing.T) {
	for body, want := range map[string]string{
		`{"model":"m"}`:                     `{"model":"m","user_profile_id":"uprof_1"}`,
		`{"user_profile_id":"own","n":1.0}`: `{"user_profile_id":"own","n":1.0}`,
		`["not an object"]`:                 `["not an object"]`,
	} {
		s := serve(t, ok)
		p := bedrock.NewMantle(signed(s))
		req, err := http.NewRequest(http.MethodPost, s.URL+"/v1/messages", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Anthropic-User-Profile-Id", "uprof_1")
		resp, err := p.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if r := s.requests()[0]; r.body != want || (r.Header.Get("Anthropic-User-Profile-Id") == "") == strings.HasPrefix(body, "[") {
			t.Error(r.body, r.Header)
		}
	}
}
