// Package bedrock is Claude on Amazon Bedrock, as a transport for clients of the Claude API:
// [New] for the API of Bedrock's runtime, [NewMantle] for the endpoint that speaks the Claude API itself.
package bedrock

import (
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/claudegen/claudegen/generated/platforms"
	"github.com/claudegen/claudegen/generated/platforms/awsauth"
)

const (
	name    = "Amazon Bedrock"
	version = "bedrock-2023-05-31"
	env     = "AWS_BEARER_TOKEN_BEDROCK"
	beta    = "Anthropic-Beta"
	profile = "Anthropic-User-Profile-Id"
)

// Config says where requests go and with which credential. All of it may be left out.
type Config struct {
	// Region is that of the endpoint and of signatures. The default is AWS_REGION, AWS_DEFAULT_REGION,
	// or what the profile of AWS says.
	Region string

	// BearerToken is an API key of Bedrock. The default is AWS_BEARER_TOKEN_BEDROCK, unless
	// another credential is named here. Without one, requests are signed.
	BearerToken string

	// AccessKeyID, SecretAccessKey and SessionToken are credentials of AWS.
	AccessKeyID, SecretAccessKey, SessionToken string

	// Credentials provide those of AWS. The default is AWS's own chain: the environment, the
	// shared files, single sign-on, the container or the machine.
	Credentials aws.CredentialsProvider

	// Profile is the profile of the shared files. The default is AWS_PROFILE.
	Profile string

	// AWS replaces the configuration that would be loaded from the environment and files.
	AWS *aws.Config

	// BaseURL replaces the endpoint: a VPC endpoint, say, or a gateway.
	BaseURL string

	// SkipAuth sends no credential but what the client adds: for gateways that have one.
	SkipAuth bool

	// Transport sends the requests. The default is that of the client.
	Transport http.RoundTripper

	// MaxFrameBytes bounds a frame of a stream. The default is 16 MiB, the most that AWS sends.
	MaxFrameBytes int
}

// New returns Bedrock's runtime: messages, with or without streams, the legacy completions, and
// the counting of tokens. Models are named as Bedrock names them: by id, inference profile or ARN.
func New(c Config) *platforms.Transport {
	s := platforms.Spec{
		Name: name, BaseURL: c.BaseURL, Transport: c.Transport, KeepCredentials: c.SkipAuth,
		Has: platforms.Matching("POST /v1/messages", "POST /v1/messages/count_tokens", "POST /v1/complete"),
	}
	a, err := c.auth("bedrock")
	s.Err = err
	if s.BaseURL == "" {
		s.BaseURL = "https://bedrock-runtime." + a.region + "." + domain(a.region)
		s.Err = cmp.Or(s.Err, a.needRegion())
	}
	s.Authorize = a.authorize
	s.Rewrite = rewrite
	limit := c.MaxFrameBytes
	if limit <= 0 {
		limit = defaultFrame
	}
	s.Answer = func(call *platforms.Call, resp *http.Response) (bool, error) {
		code := awsauth.Fix(resp)
		if code != "" {
			return a.again(call, resp, code), nil
		}
		return false, answer(call, resp, limit)
	}
	return platforms.New(s)
}

// domain returns that of the endpoints of a region, which is another in China.
func domain(region string) string {
	if strings.HasPrefix(region, "cn-") {
		return "amazonaws.com.cn"
	}
	return "amazonaws.com"
}

// auth is the credential that a configuration comes to.
type auth struct {
	region string
	bearer func(context.Context) (string, error) // nil: requests are signed
	signer *awsauth.Signer                       // nil: they are not
}

// auth chooses the credential: what is named, then the API key of the environment, then AWS's chain. A
// configuration of AWS may prefer tokens, or have nothing else.
func (c Config) auth(service string) (auth, error) {
	src := awsauth.Source{Region: c.Region, Profile: c.Profile, Credentials: c.Credentials, AWS: c.AWS, Static: aws.Credentials{
		AccessKeyID: c.AccessKeyID, SecretAccessKey: c.SecretAccessKey, SessionToken: c.SessionToken,
	}}
	a := auth{region: awsauth.Region(src)}
	token := strings.TrimSpace(c.BearerToken)
	if token == "" && !src.Explicit() {
		token = awsauth.Env(env)
	}
	if c.SkipAuth || token != "" {
		if token != "" && !c.SkipAuth {
			a.bearer = func(context.Context) (string, error) { return token, nil }
		}
		if a.region == "" && c.BaseURL == "" {
			cfg, err := awsauth.Load(src)
			a.region = cfg.Region
			return a, err
		}
		return a, nil
	}
	cfg, err := awsauth.Load(src)
	if err != nil {
		return a, err
	}
	a.region = cfg.Region
	preferred := slices.Index(cfg.AuthSchemePreference, "httpBearerAuth") == 0
	switch {
	case cfg.BearerAuthTokenProvider != nil && (preferred || cfg.Credentials == nil):
		a.bearer = func(ctx context.Context) (string, error) {
			t, err := cfg.BearerAuthTokenProvider.RetrieveBearerToken(ctx)
			return t.Value, err
		}
	case cfg.Credentials == nil:
		return a, errors.New("no credentials: set BearerToken or Credentials in the Config, or " + env + ", or log in with AWS's tools")
	default:
		a.signer = awsauth.NewSigner(cfg, service)
	}
	return a, a.needRegion()
}

// needRegion says what to do if there is no region. One that isn't the name of a region would
// make another host of the endpoint.
func (a auth) needRegion() error {
	bad := strings.ContainsFunc(a.region, func(r rune) bool {
		return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	switch {
	case a.region == "" && a.signer == nil && a.bearer == nil:
		return errors.New("no region: set Region or BaseURL in the Config, or AWS_REGION")
	case a.region == "":
		return errors.New("no region: set Region in the Config, or AWS_REGION")
	case bad:
		return fmt.Errorf("%q is no region of AWS", a.region)
	}
	return nil
}

func (a auth) authorize(c *platforms.Call, out *http.Request) error {
	switch {
	case a.bearer != nil:
		token, err := a.bearer(c.Context())
		if err != nil {
			return fmt.Errorf("no token: %w", err)
		}
		out.Header.Set("Authorization", "Bearer "+token)
	case a.signer != nil:
		return a.signer.Authorize(c, out)
	}
	return nil
}

func (a auth) again(c *platforms.Call, resp *http.Response, code string) bool {
	return a.signer != nil && a.signer.Again(c, resp, code)
}

// rewrite makes an invocation of a model of a request: model and stream are said by the path, the
// betas by the body.
func rewrite(c *platforms.Call) error {
	o, err := c.JSON()
	if err != nil {
		return err
	}
	model := o.String("model")
	if model == "" || model == "." || model == ".." {
		return errors.New("the request names no model")
	}
	stream, _ := o.Get("stream")
	o.Delete("model")
	o.Delete("stream")
	if _, ok := o.Get("anthropic_version"); !ok {
		if err := o.Set("anthropic_version", version); err != nil {
			return err
		}
	}
	c.Header.Del("Anthropic-Version") // which the body has
	if betas := list(c.Header.Values(beta)); len(betas) > 0 {
		if err := o.Set("anthropic_beta", betas); err != nil {
			return err
		}
	}
	c.Header.Del(beta)
	c.WithoutQuery("beta", "true")
	path := "/model/" + escape(model)
	switch {
	case c.Path == "/v1/messages/count_tokens":
		c.SetPath(path + "/count-tokens")
		return count(c, o)
	case string(stream) == "true":
		c.SetPath(path + "/invoke-with-response-stream")
		c.Header.Set("Accept", "application/json") // what the frames hold
	default:
		c.SetPath(path + "/invoke")
	}
	c.SetJSON(o)
	return nil
}

// count wraps an invocation whose tokens are to be counted. Bedrock takes it for one that could be
// made, which has a limit of tokens.
func count(c *platforms.Call, o *platforms.Object) error {
	if _, ok := o.Get("max_tokens"); !ok {
		if err := o.Set("max_tokens", 1); err != nil {
			return err
		}
	}
	body, err := json.Marshal(map[string]any{"input": map[string]any{"invokeModel": map[string]any{
		"body": base64.StdEncoding.EncodeToString(o.Bytes()),
	}}})
	c.SetBody(body)
	return err
}

// escape writes a model as one segment of a path. Bedrock wants the colon and the slash of ARNs
// escaped, which url.PathEscape leaves in part.
func escape(model string) string {
	return strings.ReplaceAll(url.QueryEscape(model), "+", "%20")
}

// list returns the parts of lists that are separated by commas.
func list(values []string) []string {
	var out []string
	for _, v := range values {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.TrimSpace(part); part != "" {
				out = append(out, part)
			}
		}
	}
	return out
}

// answer makes of a good answer the API's: a stream of frames is one of events, and a count has
// the API's name.
func answer(c *platforms.Call, resp *http.Response, limit int) error {
	media, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";")
	switch {
	case strings.EqualFold(strings.TrimSpace(media), "application/vnd.amazon.eventstream"):
		resp.Body = newEvents(resp.Body, limit, resp.Header.Get("Request-Id"))
		resp.ContentLength, resp.TransferEncoding = -1, nil
		resp.Header.Del("Content-Length")
		resp.Header.Set("Content-Type", "text/event-stream")
	case c.Path == "/v1/messages/count_tokens" && resp.StatusCode == http.StatusOK:
		return counted(resp)
	}
	return nil
}

// counted gives a count of tokens the name that it has in the API. What is no such answer stays as it is: the
// client says what is wrong with it.
func counted(resp *http.Response) error {
	o, err := platforms.ParseObject(platforms.ReadError(resp))
	if err != nil {
		return nil //nolint:nilerr // see above
	}
	n, ok := o.Get("inputTokens")
	if !ok {
		return nil
	}
	if err := o.Set("input_tokens", n); err != nil {
		return err
	}
	o.Delete("inputTokens")
	platforms.SetBody(resp, o.Bytes())
	return nil
}
