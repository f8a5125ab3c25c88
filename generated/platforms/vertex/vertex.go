// Package vertex serves the Claude API from Google's Vertex AI.
//
//	client := claude.NewClient(claude.WithTransport(vertex.New(vertex.Config{Region: "global"})))
package vertex

import (
	"errors"
	"net/http"
	"net/url"
	"os"

	"golang.org/x/oauth2"

	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/googleauth"
)

// Name is the name of the platform in errors.
const Name = "Vertex AI"

// version is what bodies say instead of the version header.
const version = "vertex-2023-10-16"

// Config says where and as whom requests are sent. All that is empty is taken from
// the environment.
type Config struct {
	// Region is "global", "us", "eu" or a region such as "us-east5"; by default
	// CLOUD_ML_REGION.
	Region string
	// Project is the project's id; by default ANTHROPIC_VERTEX_PROJECT_ID, GOOGLE_CLOUD_PROJECT,
	// or that of the credentials.
	Project string
	// TokenSource has access tokens; by default Google's application default
	// credentials, which are looked for when the first request is sent.
	TokenSource oauth2.TokenSource
	// BaseURL replaces the address that follows from the region; by default
	// ANTHROPIC_VERTEX_BASE_URL.
	BaseURL string
	// Transport sends the requests; by default that of the client.
	Transport http.RoundTripper
}

// New returns the platform. It doesn't fail: what is wrong is the error of every call, a
// [*platforms.RefusedError].
func New(config Config) *platforms.Transport {
	v := &vertex{
		region:  platforms.First(config.Region, os.Getenv("CLOUD_ML_REGION")),
		project: platforms.First(config.Project, os.Getenv("ANTHROPIC_VERTEX_PROJECT_ID"), os.Getenv("GOOGLE_CLOUD_PROJECT")),
		tokens:  googleauth.New(config.TokenSource),
	}
	spec := platforms.Spec{
		Name: Name, BaseURL: platforms.First(config.BaseURL, os.Getenv("ANTHROPIC_VERTEX_BASE_URL")), Transport: config.Transport,
		Has:     platforms.Matching("POST /v1/messages", "POST /v1/messages/count_tokens"),
		Rewrite: v.rewrite, Authorize: v.tokens.Authorize, Answer: v.tokens.Answer,
	}
	if v.region == "" {
		spec.Err = errors.New(`no region: set Config.Region or CLOUD_ML_REGION, to "global" for instance`)
	}
	if spec.BaseURL == "" {
		spec.BaseURL = address(v.region)
	}
	return platforms.New(spec)
}

// address returns the base URL of a region.
func address(region string) string {
	switch region {
	case "global":
		return "https://aiplatform.googleapis.com"
	case "us", "eu":
		return "https://aiplatform." + region + ".rep.googleapis.com"
	}
	return "https://" + url.PathEscape(region) + "-aiplatform.googleapis.com"
}

type vertex struct {
	region, project string
	tokens          *googleauth.Source
}

// rewrite moves the model from the body to the path. Betas stay a header.
func (v *vertex) rewrite(c *platforms.Call) error {
	body, err := c.JSON()
	if err != nil {
		return err
	}
	project := v.project
	if project == "" {
		if project, err = v.tokens.Project(c.Context()); err != nil {
			return err
		}
	}
	if project == "" {
		return errors.New("no project: set Config.Project or GOOGLE_CLOUD_PROJECT")
	}
	model, method := "count-tokens", "rawPredict"
	if c.Path == "/v1/messages" {
		if model = body.String("model"); model == "" {
			return errors.New("the request names no model")
		}
		body.Delete("model")
		if stream, _ := body.Get("stream"); string(stream) == "true" {
			method = "streamRawPredict"
		}
	}
	if _, ok := body.Get("anthropic_version"); !ok {
		if err := body.Set("anthropic_version", version); err != nil {
			return err
		}
	}
	c.Header.Del("Anthropic-Version")
	c.WithoutQuery("beta", "true")
	c.SetPath("/v1/projects/" + url.PathEscape(project) + "/locations/" + url.PathEscape(v.region) + "/publishers/anthropic/models/" + url.PathEscape(model) + ":" + method)
	c.SetJSON(body)
	return nil
}
