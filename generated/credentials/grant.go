package credentials

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Limits of a request for a token.
const (
	grantLimit  = 30 * time.Second
	maxGrant    = 1 << 20 // bytes of an answer
	maxReported = 2000    // bytes of an answer's text in an error
)

// granted is what a token server grants.
type granted struct {
	token   Token
	refresh string
}

// grant asks the token server of the API for a token.
func (c *Credentials) grant(ctx context.Context, betas string, body any) (granted, error) {
	target, err := tokenURL(c.BaseURL)
	if err != nil {
		return granted{}, err
	}
	b, err := json.Marshal(body)
	if err != nil {
		return granted{}, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(b))
	if err != nil {
		return granted{}, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "claude-go credentials")
	req.Header.Set("anthropic-beta", betas)
	client := http.Client{Timeout: grantLimit}
	if c.HTTPClient != nil {
		client = *c.HTTPClient
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // the body is a secret
	start := time.Now()
	resp, err := client.Do(req)
	if err != nil {
		return granted{}, fmt.Errorf("asking for a token: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxGrant+1))
	if err != nil {
		return granted{}, fmt.Errorf("asking for a token: reading the answer: %w", err)
	}
	if len(answer) > maxGrant {
		return granted{}, errors.New("asking for a token: the answer has more than 1 MiB")
	}
	if resp.StatusCode != http.StatusOK {
		return granted{}, newGrantError(resp, answer)
	}
	return readGrant(answer, start)
}

// readGrant reads an answer. Nothing of it is in an error: there may be a token in it.
func readGrant(answer []byte, start time.Time) (granted, error) {
	var a struct {
		AccessToken  string `json:"access_token"`
		TokenType    string `json:"token_type"`
		RefreshToken string `json:"refresh_token"`
		ExpiresIn    *int64 `json:"expires_in"`
	}
	if json.Unmarshal(answer, &a) != nil || a.AccessToken == "" {
		return granted{}, errors.New("asking for a token: the answer has no access_token")
	}
	if a.TokenType != "" && !strings.EqualFold(a.TokenType, "bearer") {
		return granted{}, errors.New("asking for a token: the answer has a token that is no bearer token")
	}
	g := granted{Token{AccessToken: a.AccessToken}, a.RefreshToken}
	if a.ExpiresIn != nil {
		g.token.Expiry = start.Add(time.Duration(*a.ExpiresIn) * time.Second)
	}
	return g, nil
}

// tokenURL returns the URL of the token server. Others must not be able to read what is sent there.
func tokenURL(base string) (string, error) {
	if base = strings.TrimSuffix(strings.TrimRight(base, "/"), "/v1"); base == "" {
		base = "https://api.anthropic.com"
	}
	u, err := url.Parse(base)
	if err != nil || u.Host == "" {
		return "", errors.New("the base URL for tokens is invalid")
	}
	host := strings.ToLower(u.Hostname())
	if u.Scheme != "https" && (u.Scheme != "http" || host != "localhost" && host != "127.0.0.1" && host != "::1") {
		return "", fmt.Errorf("no token is asked for at %s: the URL must begin with https://", u.Redacted())
	}
	return base + "/v1/oauth/token", nil
}

// GrantError is the answer of a token server that refuses. It has nothing of the answer but what RFC 6749 has
// for errors.
type GrantError struct {
	StatusCode  int
	RequestID   string
	Code        string // e.g. "invalid_grant"
	Description string

	hint string
}

func newGrantError(resp *http.Response, body []byte) *GrantError {
	e := &GrantError{StatusCode: resp.StatusCode, RequestID: resp.Header.Get("Request-Id")}
	var members map[string]any
	if json.Unmarshal(body, &members) == nil {
		e.Code, _ = members["error"].(string)
		e.Description, _ = members["error_description"].(string)
	}
	e.Code, e.Description = shorten(e.Code), shorten(e.Description)
	return e
}

func shorten(s string) string {
	if len(s) > maxReported {
		return strings.ToValidUTF8(s[:maxReported], "") + "..."
	}
	return s
}

func (e *GrantError) Error() string {
	text := fmt.Sprintf("the token server refused: status %d", e.StatusCode)
	if e.Code != "" {
		text += ": " + e.Code
	}
	if e.Description != "" {
		text += ": " + e.Description
	}
	if e.RequestID != "" {
		text += " (request " + e.RequestID + ")"
	}
	if e.hint != "" {
		text += "; " + e.hint
	}
	return text
}
