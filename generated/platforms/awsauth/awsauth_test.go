package awsauth

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/claudegen/claudegen/generated/platforms"
)

const (
	key    = "AKIDEXAMPLE"
	secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
)

// signedBy sends a request to a platform that signs for a service, and returns what would have been sent.
func signedBy(t *testing.T, service string, at time.Time, token string, req *http.Request) *http.Request {
	t.Helper()
	cfg := aws.Config{Region: "us-east-1", Credentials: aws.NewCredentialsCache(aws.CredentialsProviderFunc(nil))}
	cfg, err := Load(Source{Region: "us-east-1", Static: aws.Credentials{AccessKeyID: key, SecretAccessKey: secret, SessionToken: token}, AWS: &cfg})
	if err != nil {
		t.Fatal(err)
	}
	s := NewSigner(cfg, service)
	s.now = func() time.Time { return at }
	var sent *http.Request
	p := platforms.New(platforms.Spec{Name: "AWS", BaseURL: "https://" + req.URL.Host, Authorize: s.Authorize, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		sent = r
		_, _ = io.Copy(io.Discard, r.Body)
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody}, nil
	})})
	resp, err := p.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	return sent
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func request(t *testing.T, method, url, body string) *http.Request {
	t.Helper()
	var r io.Reader
	if body != "" {
		r = strings.NewReader(body)
	}
	req, err := http.NewRequest(method, url, r)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

// TestVectors signs requests of the test suite that AWS has published for Signature Version 4.
func TestVectors(t *testing.T) {
	at := time.Date(2015, 8, 30, 12, 36, 0, 0, time.UTC)
	for name, v := range map[string]struct{ method, url, signature string }{
		"get-vanilla":                      {"GET", "https://example.amazonaws.com/", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
		"get-vanilla-query-order-key-case": {"GET", "https://example.amazonaws.com/?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"},
		"post-vanilla":                     {"POST", "https://example.amazonaws.com/", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"},
	} {
		sent := signedBy(t, "service", at, "", request(t, v.method, v.url, ""))
		want := "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=" + v.signature
		if got := sent.Header.Get("Authorization"); got != want {
			t.Errorf("%s\n got %s\nwant %s", name, got, want)
		}
	}
}

// TestCanonical computes signatures by what the specification says, in a few lines that share
// nothing with the signer: of paths with ARNs, queries, bodies and headers of all kinds.
func TestCanonical(t *testing.T) {
	at := time.Date(2026, 11, 26, 21, 0, 0, 0, time.UTC)
	const arn = "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fxv9example4b/invoke"
	for _, v := range []struct{ path, query, body, token string }{
		{arn, "", `{"a":1}`, ""},
		{arn, "", `{"a":1}`, "session"},
		{"/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke-with-response-stream", "", `{}`, ""},
		{"/model/a%20b%2Bc~d_e/count-tokens", "", "x", ""},
		{"/v1/files", "limit=10&after_id=file_1&beta=true", "", ""},
		{"/anthropic/v1/messages", "beta=true", strings.Repeat("x", 1<<20), ""},
	} {
		req := request(t, "POST", "https://host.example.com"+v.path+"?"+v.query, v.body)
		for _, h := range []string{"Content-Type: application/json", "Anthropic-Beta: a,b", "Anthropic-Workspace-Id: w", "User-Agent: claude-go", "Traceparent: 00", "Baggage: x", "X-Stainless-Retry-Count: 1"} {
			name, value, _ := strings.Cut(h, ": ")
			req.Header.Set(name, value)
		}
		sent := signedBy(t, "bedrock", at, v.token, req)
		auth := sent.Header.Get("Authorization")
		_, names, _ := strings.Cut(auth, "SignedHeaders=")
		names, signature, _ := strings.Cut(names, ", Signature=")
		for _, unsigned := range []string{"user-agent", "traceparent", "baggage", "x-stainless-retry-count", "authorization"} {
			if slices.Contains(strings.Split(names, ";"), unsigned) {
				t.Error(unsigned, "is signed:", names)
			}
		}
		for _, must := range []string{"host", "x-amz-date", "content-type", "anthropic-beta", "anthropic-workspace-id"} {
			if !slices.Contains(strings.Split(names, ";"), must) {
				t.Error(must, "is not signed:", names)
			}
		}
		if want := signature4(sent, names, v.body, "20261126T210000Z"); signature != want {
			t.Errorf("%s: got %s, want %s", v.path, signature, want)
		}
		if sent.Header.Get("X-Amz-Security-Token") != v.token {
			t.Error("session token", sent.Header)
		}
	}
}

// signature4 is the specification: canonical request, string to sign, derived key.
func signature4(r *http.Request, names, body, date string) string {
	hash := func(s string) string { h := sha256.Sum256([]byte(s)); return hex.EncodeToString(h[:]) }
	mac := func(key []byte, s string) []byte {
		h := hmac.New(sha256.New, key)
		h.Write([]byte(s))
		return h.Sum(nil)
	}
	var path strings.Builder
	for _, b := range []byte(r.URL.EscapedPath()) { // once more than on the wire
		if b == '%' {
			path.WriteString("%25")
		} else {
			path.WriteByte(b)
		}
	}
	query := strings.Split(r.URL.RawQuery, "&")
	slices.Sort(query)
	var headers strings.Builder
	for n := range strings.SplitSeq(names, ";") {
		v := r.Header.Get(n)
		switch n {
		case "host":
			v = r.URL.Host
		case "content-length":
			v = strconv.Itoa(len(body))
		}
		headers.WriteString(n + ":" + v + "\n")
	}
	canonical := strings.Join([]string{r.Method, path.String(), strings.Join(query, "&"), headers.String(), names, hash(body)}, "\n")
	scope := date[:8] + "/us-east-1/bedrock/aws4_request"
	text := "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + hash(canonical)
	k := mac(mac(mac(mac([]byte("AWS4"+secret), date[:8]), "us-east-1"), "bedrock"), "aws4_request")
	return hex.EncodeToString(mac(k, text))
}

func TestShortCode(t *testing.T) {
	for in, want := range map[string]string{
		"ThrottlingException": "ThrottlingException", "ThrottlingException:http://internal/": "ThrottlingException",
		"com.amazon.coral#ThrottlingException:x": "ThrottlingException", "": "", "#": "",
	} {
		if got := shortCode(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
