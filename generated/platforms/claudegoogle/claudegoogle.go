// Package claudegoogle serves the Claude API from the Claude Platform on Google Cloud.
//
//	client := claude.NewClient(claude.WithTransport(claudegoogle.New(claudegoogle.Config{Workspace: "wrkspc_..."})))
package claudegoogle

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"strings"

	"golang.org/x/oauth2"

	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/googleauth"
)

// Name is the name of the platform in errors.
const Name = "the Claude Platform on Google Cloud"

// Config says where and as whom requests are sent. All that is empty is taken from
// the environment.
type Config struct {
	// Project is the project's id; by default ANTHROPIC_GOOGLE_CLOUD_PROJECT, GOOGLE_CLOUD_PROJECT,
	// or that of the credentials.
	Project string
	// Location is where it runs; by default ANTHROPIC_GOOGLE_CLOUD_LOCATION, else "global".
	Location string
	// Workspace is the id of the workspace, by default ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID. Calls
	// of the organization need none.
	Workspace string
	// TokenSource has access tokens; by default Google's application default
	// credentials, which are looked for when the first request is sent.
	TokenSource oauth2.TokenSource
	// BaseURL is a gateway that takes paths as the API has them, by default
	// ANTHROPIC_GOOGLE_CLOUD_BASE_URL. Project, Location and Workspace aren't used then.
	BaseURL string
	// NoCredential sends requests without a token: for a gateway that adds one.
	NoCredential bool
	// Transport sends the requests; by default that of the client.
	Transport http.RoundTripper
}

// New returns the platform. It doesn't fail: what is wrong is the error of every call, a
// [*platforms.RefusedError].
func New(config Config) *platforms.Transport {
	p := &platform{
		project:   platforms.First(config.Project, os.Getenv("ANTHROPIC_GOOGLE_CLOUD_PROJECT"), os.Getenv("GOOGLE_CLOUD_PROJECT")),
		location:  platforms.First(config.Location, os.Getenv("ANTHROPIC_GOOGLE_CLOUD_LOCATION"), "global"),
		workspace: platforms.First(config.Workspace, os.Getenv("ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID")),
		tokens:    googleauth.New(config.TokenSource),
	}
	spec := platforms.Spec{
		Name: Name, BaseURL: platforms.First(config.BaseURL, os.Getenv("ANTHROPIC_GOOGLE_CLOUD_BASE_URL")), Transport: config.Transport,
		Has:       func(method, path string) bool { return !hasNot(method, path) },
		Authorize: p.tokens.Authorize, Answer: p.tokens.Answer,
	}
	if spec.BaseURL == "" {
		spec.BaseURL, spec.Rewrite = "https://claude.googleapis.com", p.rewrite
	}
	if config.NoCredential {
		spec.Authorize = nil
		if config.TokenSource != nil {
			spec.Err = errors.New("set Config.TokenSource or Config.NoCredential, not both")
		}
	}
	return platforms.New(spec)
}

// hasNot reports what of the API the platform doesn't serve.
var hasNot = platforms.Matching("/v1/complete", "/v1/user_profiles", "/v1/user_profiles/...")

type platform struct {
	project, location, workspace string
	tokens                       *googleauth.Source
}

// rewrite puts the path below that of the workspace, or of the organization.
func (p *platform) rewrite(c *platforms.Call) error {
	organization := strings.HasPrefix(c.Path, "/v1/organizations/")
	if p.workspace == "" && !organization {
		return errors.New("no workspace: set Config.Workspace or ANTHROPIC_GOOGLE_CLOUD_WORKSPACE_ID")
	}
	project := p.project
	if project == "" {
		var err error
		if project, err = p.tokens.Project(c.Context()); err != nil {
			return err
		}
	}
	if project == "" {
		return errors.New("no project: set Config.Project or ANTHROPIC_GOOGLE_CLOUD_PROJECT")
	}
	under := "/v1/projects/" + url.PathEscape(project) + "/locations/" + url.PathEscape(p.location)
	if organization {
		under += "/claudeOrganization/invoke"
	} else {
		under += "/workspaces/" + url.PathEscape(p.workspace) + "/invoke"
	}
	c.SetPath(under + c.Path)
	return nil
}
