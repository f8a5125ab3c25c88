package foundry_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/foundry"
)

const message = `{"id":"msg_1","type":"message","role":"assistant","model":"my-deployment","content":[{"type":"text","text":"hi"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}`

// seen is a request as the platform got it.
type seen struct {
	method, path, body string
	header             http.Header
}

// serve returns a server that notes requests, and answers what a function says.
func serve(t *testing.T, answer func(w http.ResponseWriter, n int)) (url string, requests *[]seen) {
	t.Helper()
	requests = new([]seen)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		*requests = append(*requests, seen{r.Method, r.URL.RequestURI(), string(b), r.Header})
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

func good(w http.ResponseWriter, _ int) { reply(w, 200, message) }

// clearEnv takes everything out of the environment that could be found there, and puts
// in what must not be.
func clearEnv(t *testing.T) {
	t.Helper()
	for _, name := range []string{"ANTHROPIC_FOUNDRY_RESOURCE", "ANTHROPIC_FOUNDRY_BASE_URL", "ANTHROPIC_FOUNDRY_API_KEY"} {
		t.Setenv(name, "")
	}
	t.Setenv("ANTHROPIC_API_KEY", "sk-first-party")
	t.Setenv("ANTHROPIC_AUTH_TOKEN", "first-party-token")
	t.Setenv("ANTHROPIC_BASE_URL", "http://127.0.0.1:1")
}

func client(config foundry.Config) *claude.Client {
	return claude.NewClient(claude.WithTransport(foundry.New(config)), claude.WithRetryBackoff(1, 1))
}

func create(t *testing.T, c *claude.Client, opts ...claude.RequestOption) error {
	t.Helper()
	_, err := c.Messages.Create(t.Context(), &claude.MessageCreateParams{Model: "my-deployment", MaxTokens: 5, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("hi"))}}, opts...)
	return err
}

// With a key, requests are those of the API, with Foundry's key.
func TestKey(t *testing.T) {
	clearEnv(t)
	url, got := serve(t, good)
	if err := create(t, client(foundry.Config{BaseURL: url + "/anthropic", Key: "azure-key"})); err != nil {
		t.Fatal(err)
	}
	r := (*got)[0]
	if r.path != "/anthropic/v1/messages" || !strings.Contains(r.body, `"model":"my-deployment"`) || r.header.Get("X-Api-Key") != "azure-key" || r.header.Get("Authorization") != "" || r.header.Get("Anthropic-Version") == "" {
		t.Error(r)
	}
}

// A token is asked for with the context of the call, anew for every attempt.
func TestToken(t *testing.T) {
	clearEnv(t)
	type key struct{}
	url, got := serve(t, func(w http.ResponseWriter, n int) {
		if n == 1 {
			reply(w, 503, `{}`)
			return
		}
		good(w, n)
	})
	n := 0
	c := client(foundry.Config{BaseURL: url, Token: func(ctx context.Context) (string, error) {
		n++
		return fmt.Sprint(ctx.Value(key{}), n), nil
	}})
	ctx := context.WithValue(t.Context(), key{}, "token-")
	if _, err := c.Messages.Create(ctx, &claude.MessageCreateParams{Model: "m", MaxTokens: 1, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("hi"))}}); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Bearer token-1", "Bearer token-2"} {
		if h := (*got)[i].header; h.Get("Authorization") != want || h.Get("X-Api-Key") != "" {
			t.Errorf("%d: %v, want %s", i, h, want)
		}
	}
}

// What is wrong is said before anything is sent, with what to set.
func TestRefused(t *testing.T) {
	failure := errors.New("no network")
	for want, config := range map[string]foundry.Config{
		"ANTHROPIC_FOUNDRY_API_KEY":  {Resource: "r"},
		"ANTHROPIC_FOUNDRY_RESOURCE": {Key: "k"},
		"Config.Key or Config.Token": {Resource: "r", Key: "k", Token: func(context.Context) (string, error) { return "t", nil }},
		"not both":                   {Resource: "r", BaseURL: "https://gateway.test/anthropic", Key: "k"},
		"an empty token":             {Resource: "r", Token: func(context.Context) (string, error) { return " ", nil }},
		"no network":                 {Resource: "r", Token: func(context.Context) (string, error) { return "", failure }},
	} {
		clearEnv(t)
		err := create(t, client(config))
		if _, ok := errors.AsType[*platforms.RefusedError](err); !ok || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
		if want == failure.Error() && !errors.Is(err, failure) {
			t.Error("the reason can't be told:", err)
		}
	}
}

// Where requests go, by configuration and environment.
func TestURLs(t *testing.T) {
	for want, test := range map[string]struct {
		config foundry.Config
		env    map[string]string
	}{
		"https://res.services.ai.azure.com/anthropic": {foundry.Config{Resource: "res", Key: "k"}, nil},
		"https://env.services.ai.azure.com/anthropic": {foundry.Config{}, map[string]string{"ANTHROPIC_FOUNDRY_RESOURCE": "env", "ANTHROPIC_FOUNDRY_API_KEY": "k"}},
		"https://new.services.ai.azure.com/anthropic": {foundry.Config{Resource: "new", Key: "k"}, map[string]string{"ANTHROPIC_FOUNDRY_RESOURCE": "old"}},
		"https://gateway.test/anthropic/":             {foundry.Config{Key: "k"}, map[string]string{"ANTHROPIC_FOUNDRY_BASE_URL": "https://gateway.test/anthropic/"}},
	} {
		clearEnv(t)
		for k, v := range test.env {
			t.Setenv(k, v)
		}
		if got := foundry.New(test.config).PlatformURL(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// What Foundry doesn't have isn't sent.
func TestUnsupported(t *testing.T) {
	clearEnv(t)
	url, got := serve(t, good)
	c := client(foundry.Config{BaseURL: url, Key: "k"})
	_, models := c.Models.List(t.Context(), nil)
	_, batch := c.Messages.Batches.Get(t.Context(), "b", nil)
	_, organization := c.Admin.Workspaces.List(t.Context(), nil)
	for operation, err := range map[string]error{"GET /v1/models": models, "GET /v1/messages/batches/b": batch, "GET /v1/organizations/workspaces": organization} {
		if e, ok := errors.AsType[*platforms.UnsupportedError](err); !ok || e.Platform != foundry.Name || e.Operation != operation {
			t.Errorf("%s: %v", operation, err)
		}
	}
	if len(*got) > 0 {
		t.Error(*got)
	}
}

// Errors of Azure's frontend become those of the API.
func TestErrors(t *testing.T) {
	for body, want := range map[string]string{
		`{"error":{"code":"429","message":"slow down"}}`:                              "slow down",
		`{"statusCode":429,"message":"slower"}`:                                       "slower",
		`{"type":"error","error":{"type":"rate_limit_error","message":"of the API"}}`: "of the API",
		`<html>`: "Too Many Requests",
	} {
		clearEnv(t)
		url, _ := serve(t, func(w http.ResponseWriter, _ int) {
			w.Header().Set("Apim-Request-Id", "azure-1")
			reply(w, 429, body)
		})
		err := create(t, client(foundry.Config{BaseURL: url, Key: "k"}), claude.WithMaxRetries(0))
		e, ok := errors.AsType[*claude.Error](err)
		if !ok || !errors.Is(err, claude.ErrRateLimit) || e.Message != want || e.RequestID != "azure-1" {
			t.Errorf("%s: %v", body, err)
		}
	}
}
