// Package awsauth is what the platforms of AWS have in common: credentials and the region from where AWS
// keeps them, Signature Version 4, and errors as AWS writes them.
package awsauth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"github.com/claudegen/claudegen/generated/platforms"
)

// Source says where credentials and the region come from. The zero Source is what AWS's own
// tools take: the environment, the shared files, single sign-on, the container or the machine.
type Source struct {
	Region      string
	Profile     string
	Credentials aws.CredentialsProvider
	Static      aws.Credentials // if it has a key
	AWS         *aws.Config
}

// Explicit reports whether the source names credentials, so that what the environment
// has doesn't come before them.
func (s Source) Explicit() bool {
	return s.Credentials != nil || s.Static.AccessKeyID != "" || s.Profile != ""
}

// Region returns the region of the source or of the environment, or an empty text.
func Region(s Source) string {
	region := s.Region
	if region == "" && s.AWS != nil {
		region = s.AWS.Region
	}
	for _, name := range []string{"AWS_REGION", "AWS_DEFAULT_REGION"} {
		if region == "" && s.Profile == "" {
			region = Env(name)
		}
	}
	return region
}

// Env returns the value of a variable. One that is blank counts as not set.
func Env(name string) string { return strings.TrimSpace(os.Getenv(name)) }

// Load completes the source to a configuration of AWS: with a region, if any is known, and a
// provider of credentials. It reads files, and no network.
func Load(s Source) (aws.Config, error) {
	cfg := aws.Config{}
	switch {
	case s.AWS != nil:
		cfg = s.AWS.Copy()
	case (s.Credentials == nil && s.Static.AccessKeyID == "") || Region(s) == "":
		var opts []func(*config.LoadOptions) error
		if s.Profile != "" {
			opts = append(opts, config.WithSharedConfigProfile(s.Profile))
		}
		var err error
		if cfg, err = config.LoadDefaultConfig(context.Background(), opts...); err != nil {
			return cfg, fmt.Errorf("the configuration of AWS: %w", err)
		}
	}
	if region := Region(s); region != "" {
		cfg.Region = region
	}
	switch {
	case s.Static.AccessKeyID != "":
		if s.Static.SecretAccessKey == "" {
			return cfg, errors.New("AccessKeyID without SecretAccessKey")
		}
		cfg.Credentials = credentials.StaticCredentialsProvider{Value: s.Static}
	case s.Credentials != nil:
		cfg.Credentials = s.Credentials
	}
	if _, cached := cfg.Credentials.(*aws.CredentialsCache); cfg.Credentials != nil && !cached {
		cfg.Credentials = aws.NewCredentialsCache(cfg.Credentials)
	}
	return cfg, nil
}

// A Signer signs requests with Signature Version 4. It is safe for concurrent use.
type Signer struct {
	service     string
	region      string
	credentials aws.CredentialsProvider
	signer      *v4.Signer
	skew        atomic.Int64     // what the clock of AWS is ahead of ours
	now         func() time.Time // ours
}

// NewSigner returns a signer for a service.
func NewSigner(cfg aws.Config, service string) *Signer {
	return &Signer{service: service, region: cfg.Region, credentials: cfg.Credentials, signer: v4.NewSigner(), now: time.Now}
}

// Authorize signs what is sent, with the hash of all of the body.
func (s *Signer) Authorize(c *platforms.Call, out *http.Request) error {
	sum, err := c.SHA256()
	if err != nil {
		return err
	}
	creds, err := s.credentials.Retrieve(c.Context())
	if err != nil {
		return fmt.Errorf("no credentials of AWS: %w", err)
	}
	at := s.now().Add(time.Duration(s.skew.Load()))
	c.Note = signed{creds, at}
	out.ContentLength = max(c.Size(), 0)
	return s.sign(out, creds, sum, at)
}

// signed says what a request was signed with, and when.
type signed struct {
	credentials aws.Credentials
	at          time.Time
}

// sign signs host, length, type, and the headers that mean something to AWS or to the API. All others
// stay unsigned: what stands between here and AWS may change them.
func (s *Signer) sign(out *http.Request, creds aws.Credentials, sum string, at time.Time) error {
	shadow := &http.Request{
		Method: out.Method, URL: out.URL, Host: out.Host, ContentLength: out.ContentLength, Header: http.Header{},
	}
	for name, vs := range out.Header {
		if name == "Content-Type" || strings.HasPrefix(name, "X-Amz-") || strings.HasPrefix(name, "Anthropic-") {
			shadow.Header[name] = vs
		}
	}
	if err := s.signer.SignHTTP(out.Context(), creds, shadow, sum, s.service, s.region, at); err != nil {
		return err
	}
	for _, name := range []string{"Authorization", "X-Amz-Date", "X-Amz-Security-Token"} {
		delete(out.Header, name)
		if v, ok := shadow.Header[name]; ok {
			out.Header[name] = v
		}
	}
	return nil
}

// Again reports whether a request that was refused may succeed if it is signed anew: since our clock
// is wrong, which is put right, or since the credentials have run out, which are thrown away.
func (s *Signer) Again(c *platforms.Call, resp *http.Response, code string) bool {
	with, ok := c.Note.(signed)
	if !ok || resp.StatusCode/100 != 4 {
		return false
	}
	switch code {
	case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture",
		"InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure":
		return s.adjust(with.at, resp.Header.Get("Date"))
	case "ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException", "InvalidClientTokenId":
		cache, ok := s.credentials.(*aws.CredentialsCache)
		if !ok || !with.credentials.CanExpire {
			return false
		}
		cache.Invalidate()
		return true
	}
	return false
}

// adjust takes the server's time for the right one if a request was signed for another
// that is so far away that AWS refuses it.
func (s *Signer) adjust(signedAt time.Time, date string) bool {
	const tolerated = 4 * time.Minute // AWS takes five
	server, err := http.ParseTime(date)
	if err != nil || server.Sub(signedAt).Abs() < tolerated {
		return false
	}
	s.skew.Store(int64(server.Sub(s.now())))
	return true
}
