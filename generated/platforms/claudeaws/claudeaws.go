// Package claudeaws is the Claude Platform on AWS, as a transport for clients of the Claude API: the API itself,
// paid for and signed for with an account of AWS.
package claudeaws

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/awsauth"
)

const (
	name      = "Claude Platform on AWS"
	service   = "aws-external-anthropic"
	workspace = "Anthropic-Workspace-Id"
)

// Config says where requests go and with which credential.
type Config struct {
	// WorkspaceID is sent with every request that doesn't name a workspace itself. The default
	// is ANTHROPIC_AWS_WORKSPACE_ID. One is required.
	WorkspaceID string

	// Region is that of the endpoint and of signatures. The default is AWS_REGION, AWS_DEFAULT_REGION,
	// or what the profile of AWS says.
	Region string

	// APIKey is a key of the platform. The default is ANTHROPIC_AWS_API_KEY, unless
	// another credential is named here. Without one, requests are signed.
	APIKey string

	// AccessKeyID, SecretAccessKey and SessionToken are credentials of AWS.
	AccessKeyID, SecretAccessKey, SessionToken string

	// Credentials provide those of AWS. The default is AWS's own chain: the environment, the
	// shared files, single sign-on, the container or the machine.
	Credentials aws.CredentialsProvider

	// Profile is the profile of the shared files. The default is AWS_PROFILE.
	Profile string

	// AWS replaces the configuration that would be loaded from the environment and files.
	AWS *aws.Config

	// BaseURL replaces the endpoint. The default is ANTHROPIC_AWS_BASE_URL, else that of the region.
	BaseURL string

	// SkipAuth sends neither credential nor workspace but what the client adds: for gateways
	// that have them.
	SkipAuth bool

	// Transport sends the requests. The default is that of the client.
	Transport http.RoundTripper
}

// New returns the platform. It has all of the API but the organization and the links
// with which users of profiles act.
func New(c Config) *platforms.Transport {
	src := awsauth.Source{Region: c.Region, Profile: c.Profile, Credentials: c.Credentials, AWS: c.AWS, Static: aws.Credentials{
		AccessKeyID: c.AccessKeyID, SecretAccessKey: c.SecretAccessKey, SessionToken: c.SessionToken,
	}}
	a := auth{
		key:       strings.TrimSpace(c.APIKey),
		workspace: cmp.Or(c.WorkspaceID, awsauth.Env("ANTHROPIC_AWS_WORKSPACE_ID")),
		none:      c.SkipAuth,
	}
	if a.key == "" && !src.Explicit() {
		a.key = awsauth.Env("ANTHROPIC_AWS_API_KEY")
	}
	s := platforms.Spec{
		Name: name, BaseURL: cmp.Or(c.BaseURL, awsauth.Env("ANTHROPIC_AWS_BASE_URL")), Transport: c.Transport, KeepCredentials: c.SkipAuth,
		Has: has, Rewrite: a.rewrite, Authorize: a.authorize, Answer: a.answer,
	}
	region := awsauth.Region(src)
	if !a.none && a.key == "" || region == "" && s.BaseURL == "" {
		region, s.Err = a.load(src)
	}
	if s.BaseURL == "" {
		s.BaseURL = fmt.Sprintf("https://%s.%s.api.aws", service, region)
		s.Err = cmp.Or(s.Err, checkRegion(region))
	}
	return platforms.New(s)
}

// has reports whether the platform has an operation.
func has(_, path string) bool {
	return strings.HasPrefix(path, "/v1/") && path != "/v1/organizations" && !strings.HasPrefix(path, "/v1/organizations/") &&
		!platforms.Matching("/v1/user_profiles/{id}/action_urls")("", path)
}

// auth is the credential that a configuration comes to, and the workspace.
type auth struct {
	key       string
	workspace string
	none      bool
	signer    *awsauth.Signer
}

// load reads AWS's configuration and, unless there is a key, makes the signer.
func (a *auth) load(src awsauth.Source) (region string, err error) {
	cfg, err := awsauth.Load(src)
	switch {
	case err != nil || a.none || a.key != "":
		return cfg.Region, err
	case cfg.Credentials == nil:
		return cfg.Region, errors.New("no credentials: set APIKey or Credentials in the Config, or ANTHROPIC_AWS_API_KEY, or log in with AWS's tools")
	}
	a.signer = awsauth.NewSigner(cfg, service)
	return cfg.Region, checkRegion(cfg.Region)
}

// checkRegion says what to do if there is no region. One that isn't the name of a region would make
// another host of the endpoint.
func checkRegion(region string) error {
	bad := strings.ContainsFunc(region, func(r rune) bool {
		return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	switch {
	case region == "":
		return errors.New("no region: set Region in the Config, or AWS_REGION")
	case bad:
		return fmt.Errorf("%q is no region of AWS", region)
	}
	return nil
}

// rewrite adds the workspace.
func (a *auth) rewrite(c *platforms.Call) error {
	if a.none || c.Header.Get(workspace) != "" {
		return nil
	}
	if a.workspace == "" {
		return errors.New("no workspace: set WorkspaceID in the Config, or ANTHROPIC_AWS_WORKSPACE_ID")
	}
	c.Header.Set(workspace, a.workspace)
	return nil
}

func (a *auth) authorize(c *platforms.Call, out *http.Request) error {
	switch {
	case a.none:
	case a.key != "":
		out.Header.Set("X-Api-Key", a.key)
	default:
		return a.signer.Authorize(c, out)
	}
	return nil
}

// answer makes errors of AWS's front door those of the API, and has requests signed anew where
// that helps.
func (a *auth) answer(c *platforms.Call, resp *http.Response) (again bool, err error) {
	code := awsauth.Fix(resp)
	return code != "" && a.signer != nil && a.signer.Again(c, resp, code), nil
}
