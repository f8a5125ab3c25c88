package bedrock

import (
	"cmp"
	"net/http"

	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/awsauth"
)

// NewMantle returns the endpoint of Bedrock that speaks the Claude API: messages and all below them. The token of the Config
// is AWS_BEARER_TOKEN_BEDROCK, else ANTHROPIC_AWS_API_KEY; the BaseURL is ANTHROPIC_BEDROCK_MANTLE_BASE_URL.
func NewMantle(c Config) *platforms.Transport {
	c.BaseURL = cmp.Or(c.BaseURL, awsauth.Env("ANTHROPIC_BEDROCK_MANTLE_BASE_URL"))
	named := c.Credentials != nil || c.AccessKeyID != "" || c.Profile != ""
	if c.BearerToken == "" && !named && awsauth.Env(env) == "" {
		c.BearerToken = awsauth.Env("ANTHROPIC_AWS_API_KEY")
	}
	s := platforms.Spec{
		Name: name, BaseURL: c.BaseURL, Transport: c.Transport, KeepCredentials: c.SkipAuth,
		Has:     platforms.Matching("/v1/messages", "/v1/messages/..."),
		Rewrite: profileInBody,
	}
	a, err := c.auth("bedrock-mantle")
	s.Err = err
	if s.BaseURL == "" {
		s.BaseURL = "https://bedrock-mantle." + a.region + ".api.aws/anthropic"
		s.Err = cmp.Or(s.Err, a.needRegion())
	}
	s.Authorize = a.authorize
	s.Answer = func(call *platforms.Call, resp *http.Response) (bool, error) {
		code := awsauth.Fix(resp)
		return code != "" && a.again(call, resp, code), nil
	}
	return platforms.New(s)
}

// profileInBody moves the user's profile from the header, which Mantle doesn't read, into the
// body. What the body says itself counts.
func profileInBody(c *platforms.Call) error {
	id := c.Header.Get(profile)
	if id == "" || c.Method != http.MethodPost || c.Path != "/v1/messages" && c.Path != "/v1/messages/count_tokens" {
		return nil
	}
	o, err := c.JSON()
	if err != nil {
		return nil //nolint:nilerr // a body that is no object goes as it is, with the header
	}
	if _, ok := o.Get("user_profile_id"); !ok {
		if err := o.Set("user_profile_id", id); err != nil {
			return err
		}
	}
	c.Header.Del(profile)
	c.SetJSON(o)
	return nil
}
