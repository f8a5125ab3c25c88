package credentials

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// leastLeft is how long a stored token must be good for to be used.
const leastLeft = 30 * time.Second

// FromProfile returns the credentials of a profile. What it leaves open is taken from the environment:
// ANTHROPIC_BASE_URL, ANTHROPIC_ORGANIZATION_ID, ANTHROPIC_WORKSPACE_ID, ANTHROPIC_FEDERATION_RULE_ID,
// ANTHROPIC_SERVICE_ACCOUNT_ID and ANTHROPIC_IDENTITY_TOKEN_FILE or ANTHROPIC_IDENTITY_TOKEN.
func FromProfile(dir, name string) (*Credentials, error) {
	p, err := LoadProfile(dir, name)
	if err != nil {
		return nil, err
	}
	p.fill()
	path := p.Authentication.CredentialsPath
	if path == "" {
		path = StoredPath(dir, name)
	}
	s := &store{path: path}
	if p.Authentication.Type == OIDCFederation {
		return s.federation(p)
	}
	return s.login(p)
}

// fill takes from the environment what a profile leaves open.
func (p *Profile) fill() {
	a := &p.Authentication
	for _, m := range []struct {
		value *string
		name  string
	}{
		{&p.BaseURL, "ANTHROPIC_BASE_URL"}, {&p.OrganizationID, "ANTHROPIC_ORGANIZATION_ID"}, {&p.WorkspaceID, "ANTHROPIC_WORKSPACE_ID"},
		{&a.FederationRuleID, "ANTHROPIC_FEDERATION_RULE_ID"}, {&a.ServiceAccountID, "ANTHROPIC_SERVICE_ACCOUNT_ID"},
	} {
		if *m.value == "" {
			*m.value = env(m.name)
		}
	}
}

// store is the file with the tokens of a profile.
type store struct {
	path string
	mu   sync.Mutex
	last string // the token that was returned last
}

// fresh returns the token of a file, if it can be used. The one that was returned last can't: it
// is asked for again because it is old or was refused.
func (s *store) fresh(stored *Stored) (Token, bool) {
	t := stored.token()
	if t.AccessToken == "" || t.AccessToken == s.last || !t.Expiry.IsZero() && time.Until(t.Expiry) <= leastLeft {
		return Token{}, false
	}
	s.last = t.AccessToken
	return t, true
}

func (s *Stored) token() Token { return Token{s.AccessToken, s.ExpiresAt} }

// federation returns the credentials of a profile for workload identity federation, whose tokens are kept
// in the file for other programs. A file that can't be used is no reason to fail.
func (s *store) federation(p *Profile) (*Credentials, error) {
	a := p.Authentication
	f := Federation{RuleID: a.FederationRuleID, OrganizationID: p.OrganizationID, ServiceAccountID: a.ServiceAccountID, WorkspaceID: p.WorkspaceID, IdentityToken: identityOfEnvironment()}
	if id := a.IdentityToken; id != nil {
		if id.Source != "file" || id.Path == "" {
			return nil, fmt.Errorf("identity_token needs source \"file\" and a path, not source %q and path %q", id.Source, id.Path)
		}
		f.IdentityToken = IdentityTokenFile(id.Path)
	}
	c, err := f.Credentials()
	if err != nil {
		return nil, err
	}
	c.BaseURL = p.BaseURL
	c.fetch = func(ctx context.Context, c *Credentials) (Token, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		stored, err := LoadStored(s.path)
		if err == nil {
			if t, ok := s.fresh(stored); ok {
				return t, nil
			}
		} else {
			stored = new(Stored)
		}
		t, err := f.exchange(ctx, c)
		if err != nil {
			return Token{}, err
		}
		if s.last = t.AccessToken; !t.Expiry.IsZero() {
			stored.AccessToken, stored.ExpiresAt = t.AccessToken, t.Expiry
			_ = SaveStored(s.path, stored)
		}
		return t, nil
	}
	return c, nil
}

// login returns the credentials of a profile that somebody has logged in to. The file is read for each token: other
// programs renew it too.
func (s *store) login(p *Profile) (*Credentials, error) {
	id := p.Authentication.ClientID
	stored, err := LoadStored(s.path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("the tokens of the profile: %w", err)
	case stored.AccessToken == "":
		return nil, fmt.Errorf("%s has no access_token: log in again", s.path)
	case id == "" && !stored.ExpiresAt.IsZero() && time.Until(stored.token().Expiry) <= leastLeft:
		return nil, s.expired()
	case id != "" && stored.RefreshToken == "":
		return nil, fmt.Errorf("%s has no refresh_token, and the profile has a client_id: log in again", s.path)
	}
	return &Credentials{BaseURL: p.BaseURL, Workspace: p.WorkspaceID, fetch: func(ctx context.Context, c *Credentials) (Token, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		stored, err := LoadStored(s.path)
		if err != nil {
			return Token{}, err
		}
		if id == "" {
			s.last = "" // there is no other
		}
		if t, ok := s.fresh(stored); ok {
			return t, nil
		}
		if id == "" {
			return Token{}, s.expired()
		}
		return s.refresh(ctx, c, id, stored)
	}}, nil
}

func (s *store) expired() error {
	return fmt.Errorf("the token in %s has expired, and without a client_id in the profile it can't be renewed: log in again", s.path)
}

// refresh renews the token of a login, and stores it with all that the file has. The server may replace
// the refresh token: an answer that nobody waits for any more may hold the only one that is still good.
func (s *store) refresh(ctx context.Context, c *Credentials, id string, stored *Stored) (Token, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grantLimit)
	defer cancel()
	g, err := c.grant(ctx, "oauth-2025-04-20", struct {
		ClientID     string `json:"client_id"`
		GrantType    string `json:"grant_type"`
		RefreshToken string `json:"refresh_token"`
	}{id, "refresh_token", stored.RefreshToken})
	if refused, ok := errors.AsType[*GrantError](err); ok {
		// Another program may have been faster, and have stored what the server gave it.
		if now, err := LoadStored(s.path); err == nil && now.RefreshToken != stored.RefreshToken {
			if t, ok := s.fresh(now); ok {
				return t, nil
			}
		}
		switch refused.StatusCode {
		case http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden:
			refused.hint = "log in again"
		}
	}
	if err != nil {
		return Token{}, err
	}
	stored.AccessToken, stored.ExpiresAt = g.token.AccessToken, g.token.Expiry
	if g.refresh != "" {
		stored.RefreshToken = g.refresh
	}
	if err := SaveStored(s.path, stored); err != nil {
		return Token{}, fmt.Errorf("storing the new tokens: %w", err)
	}
	s.last = g.token.AccessToken
	return g.token, nil
}
