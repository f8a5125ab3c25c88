package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"
)

// oauthServer is where the tokens of a scheme come from; see RFC 6749.
type oauthServer struct {
	api    *apiInfo
	scheme string
	url    string // of the server; paths are appended to it
	path   string
	inBody bool // the client names itself in the body, instead of by basic authentication
}

// oauthClient asks such a server for tokens.
type oauthClient struct {
	*oauthServer
	id, secret secret
	opts       []RequestOption
}

// oauthLimit bounds a request for a token that goes on when nobody waits for it any more.
const oauthLimit = time.Minute

// withClientCredentials authenticates with tokens that the client gets for its id and secret.
func withClientCredentials(o *oauthServer, id, password string, scopes []string, opts []RequestOption) RequestOption {
	c := &oauthClient{o, secret{&id}, secret{&password}, opts}
	return withTokens(o.scheme, func(ctx context.Context, client *http.Client) (Token, error) {
		t, err := c.ask(ctx, client, url.Values{"grant_type": {"client_credentials"}, "scope": {strings.Join(scopes, " ")}}, true)
		return t.token, err
	})
}

// withRefreshToken authenticates with tokens that the client gets for a refresh token. The server may
// replace that: keep, if there is one, is told the new one before it is used.
func withRefreshToken(o *oauthServer, id, password, refresh string, keep func(refreshToken string) error, opts []RequestOption) RequestOption {
	c := &oauthClient{o, secret{&id}, secret{&password}, opts}
	current := secret{&refresh}
	var mu sync.Mutex
	return withTokens(o.scheme, func(ctx context.Context, client *http.Client) (Token, error) {
		mu.Lock()
		defer mu.Unlock()
		// An answer that nobody waits for may hold the only refresh token that is still good.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), oauthLimit)
		defer cancel()
		t, err := c.ask(ctx, client, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {*current.text}}, false)
		if err != nil || t.refresh == "" || t.refresh == *current.text {
			return t.token, err
		}
		current = secret{&t.refresh}
		if keep != nil {
			if err := keep(t.refresh); err != nil {
				return Token{}, fmt.Errorf("the new refresh token was not kept: %w", err)
			}
		}
		return t.token, nil
	})
}

// tokenAnswer is what a server grants.
type tokenAnswer struct {
	token   Token
	refresh string
}

// ask sends the request for a token. again says whether it may be sent more than once.
func (c *oauthClient) ask(ctx context.Context, client *http.Client, form url.Values, again bool) (tokenAnswer, error) {
	info := &apiInfo{name: c.api.name, servers: []server{{url: c.url}}, retry: &retryRule{statuses: rfcStatuses}}
	if again {
		info.retry.methods = []string{http.MethodPost}
	}
	opts := append([]RequestOption{WithHTTPClient(client), WithoutEnvironment()}, c.opts...)
	opts = append(opts, WithoutRedirects(), withCredential("a", *c.secret.text), withCredential("b", form.Get("refresh_token")))
	op := &operation{id: c.scheme + " token", method: http.MethodPost, path: c.path}
	if c.inBody || *c.secret.text == "" {
		form.Set("client_id", *c.id.text)
		form.Set("client_secret", *c.secret.text)
	} else {
		info.schemes = []scheme{{id: "client", kind: basicScheme}}
		info.security = [][]string{{"client"}}
		opts = append(opts, withBasic("client", url.QueryEscape(*c.id.text), url.QueryEscape(*c.secret.text)))
	}
	for name, values := range form {
		if values[0] == "" {
			delete(form, name)
		}
	}
	op.body = func(*operation, codable, string) (*payload, error) {
		return bytesPayload([]byte(form.Encode()), "application/x-www-form-urlencoded"), nil
	}
	core := newCore(info, opts)
	if err := secureURL(core.base.baseURL); err != nil {
		return tokenAnswer{}, err
	}
	start := time.Now()
	rep, err := core.text(ctx, op, nil, nil, nil)
	if bad, ok := errors.AsType[*ResponseError](err); ok {
		bad.Body = nil // there may be a token in it
	}
	if err != nil {
		return tokenAnswer{}, err
	}
	return readToken(rep.body, start)
}

// readToken reads the answer of a token server. What is wrong with it is said without
// any part of it.
func readToken(body string, start time.Time) (tokenAnswer, error) {
	var answer struct {
		AccessToken  string `json:"access_token"`
		TokenType    string `json:"token_type"`
		ExpiresIn    any    `json:"expires_in"` // a number; some servers write it as text
		RefreshToken string `json:"refresh_token"`
	}
	if json.Unmarshal([]byte(body), &answer) != nil || answer.AccessToken == "" {
		return tokenAnswer{}, errors.New("the token server answered without an access_token")
	}
	if answer.TokenType != "" && !strings.EqualFold(answer.TokenType, "bearer") {
		return tokenAnswer{}, errors.New("the token server answered with a token that is no bearer token")
	}
	out := tokenAnswer{Token{AccessToken: answer.AccessToken}, answer.RefreshToken}
	if after, ok := parseWait(fmt.Sprint(answer.ExpiresIn), time.Second); ok && after > 0 {
		out.token.Expiry = start.Add(after)
	}
	return out, nil
}

// secureURL refuses to send secrets where others can read them on the way.
func secureURL(base string) error {
	u, err := baseURL(base)
	if err != nil || u.Scheme == "https" {
		return err
	}
	if addr, err := netip.ParseAddr(u.Hostname()); err == nil && addr.IsLoopback() || u.Hostname() == "localhost" {
		return nil
	}
	return errors.New("the URL of a token server must begin with https://")
}
