// Package foundry serves the Claude API from Microsoft Foundry.
//
//	client := claude.NewClient(claude.WithTransport(foundry.New(foundry.Config{Resource: "my-resource"})))
//
// The model of a request is the name of the deployment.
package foundry

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/claudegen/claudegen/generated/platforms"
)

// Name is the name of the platform in errors.
const Name = "Microsoft Foundry"

// Scope is what a [Config.Token] function asks Entra ID for.
const Scope = "https://ai.azure.com/.default"

// Config says where and as whom requests are sent. All that is empty is taken from
// the environment.
type Config struct {
	// Resource is the name of the resource, by default ANTHROPIC_FOUNDRY_RESOURCE.
	Resource string
	// BaseURL replaces the address that follows from the resource, by default
	// ANTHROPIC_FOUNDRY_BASE_URL. It includes the path /anthropic.
	BaseURL string
	// Key is the key of the resource, by default ANTHROPIC_FOUNDRY_API_KEY.
	Key string
	// Token returns an access token of Entra ID for [Scope], instead of a key. It is called for
	// every attempt, so it should keep tokens while they are valid, as azidentity's credentials do.
	Token func(ctx context.Context) (string, error)
	// Transport sends the requests; by default that of the client.
	Transport http.RoundTripper
}

// New returns the platform. It doesn't fail: what is wrong is the error of every call, a
// [*platforms.RefusedError].
func New(config Config) *platforms.Transport {
	f := &foundry{token: config.Token, key: strings.TrimSpace(config.Key)}
	spec := platforms.Spec{
		Name: Name, Transport: config.Transport,
		Has:       func(method, path string) bool { return !hasNot(method, path) },
		Authorize: f.authorize, Answer: f.answer,
	}
	resource, base := platforms.First(config.Resource, os.Getenv("ANTHROPIC_FOUNDRY_RESOURCE")), platforms.First(config.BaseURL, os.Getenv("ANTHROPIC_FOUNDRY_BASE_URL"))
	switch {
	case f.token != nil && f.key != "":
		spec.Err = errors.New("set Config.Key or Config.Token, not both")
	case resource != "" && base != "":
		spec.Err = errors.New("set Config.Resource or Config.BaseURL (ANTHROPIC_FOUNDRY_RESOURCE or ANTHROPIC_FOUNDRY_BASE_URL), not both")
	case resource == "" && base == "":
		spec.Err = errors.New("no resource: set Config.Resource or ANTHROPIC_FOUNDRY_RESOURCE, or a base URL")
	case base == "":
		base = "https://" + url.PathEscape(resource) + ".services.ai.azure.com/anthropic"
	}
	if f.token == nil && f.key == "" {
		f.key = platforms.First(os.Getenv("ANTHROPIC_FOUNDRY_API_KEY"))
	}
	if f.token == nil && f.key == "" && spec.Err == nil {
		spec.Err = errors.New("no credential: set Config.Key, Config.Token or ANTHROPIC_FOUNDRY_API_KEY")
	}
	spec.BaseURL = base
	return platforms.New(spec)
}

// hasNot reports what of the API Foundry doesn't serve. Files and skills need a deployment
// that the vendor hosts; the service says so.
var hasNot = platforms.Matching("/v1/models", "/v1/models/...", "/v1/messages/batches", "/v1/messages/batches/...", "/v1/organizations/...", "/v1/complete")

type foundry struct {
	key   string
	token func(context.Context) (string, error)
}

// authorize adds the key, or a token that is asked for anew each time.
func (f *foundry) authorize(c *platforms.Call, out *http.Request) error {
	if f.token == nil {
		out.Header.Set("X-Api-Key", f.key)
		return nil
	}
	token, err := f.token(c.Context())
	switch {
	case err != nil:
		return fmt.Errorf("Config.Token failed: %w", err)
	case strings.TrimSpace(token) == "":
		return errors.New("Config.Token returned an empty token")
	}
	out.Header.Set("Authorization", "Bearer "+token)
	return nil
}

// answer gives errors of Azure's frontend the form of the API's.
func (f *foundry) answer(_ *platforms.Call, resp *http.Response) (again bool, err error) {
	platforms.SetRequestID(resp, "Apim-Request-Id")
	if resp.StatusCode < http.StatusBadRequest {
		return false, nil
	}
	body := platforms.ReadError(resp)
	if !platforms.FirstParty(body) {
		platforms.SetBody(resp, platforms.ErrorBody(platforms.Fault{
			Type: platforms.TypeOf(resp.StatusCode), Message: message(resp, body), RequestID: resp.Header.Get("Request-Id"), Original: body,
		}))
	}
	return false, nil
}
