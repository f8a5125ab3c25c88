// Package googleauth is the credential of platforms on Google Cloud: access tokens of
// an [oauth2.TokenSource], or of the application default credentials.
package googleauth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/google"

	"github.com/claudegen/claudegen/generated/platforms"
)

// Scope is that of the tokens.
const Scope = "https://www.googleapis.com/auth/cloud-platform"

// Source has tokens. Nothing is looked for before the first is asked for.
type Source struct {
	given oauth2.TokenSource

	mu      sync.Mutex
	current *fetch
}

// fetch is a look for credentials or a token, which all callers wait for that come
// meanwhile.
type fetch struct {
	done    chan struct{}
	source  oauth2.TokenSource
	project string
	token   *oauth2.Token
	err     error
}

// New returns a source of the tokens of ts or, if it is nil, of the application default
// credentials: see [google.FindDefaultCredentials].
func New(ts oauth2.TokenSource) *Source { return &Source{given: ts} }

// Token returns a token that is valid. One that expires soon is replaced first; callers
// who come meanwhile wait for the same.
func (s *Source) Token(ctx context.Context) (*oauth2.Token, error) {
	f, err := s.fetch(ctx)
	if err != nil {
		return nil, err
	}
	return f.token, nil
}

// Project returns the project of the credentials; empty if they have none.
func (s *Source) Project(ctx context.Context) (string, error) {
	f, err := s.fetch(ctx)
	if err != nil {
		return "", err
	}
	return f.project, nil
}

// Drop forgets a token that was refused, and the credentials that it came from.
func (s *Source) Drop(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.current; f != nil && f.ended() && f.token != nil && f.token.AccessToken == token {
		s.current = nil
	}
}

// Authorize adds a token to what is sent, as platforms do it.
func (s *Source) Authorize(c *platforms.Call, out *http.Request) error {
	t, err := s.Token(c.Context())
	if err == nil {
		t.SetAuthHeader(out)
	}
	return err
}

// Answer reads the errors of Google's frontend, and drops a token that was refused: the request is
// sent once more with another.
func (s *Source) Answer(_ *platforms.Call, resp *http.Response) (again bool, err error) {
	if resp.StatusCode == http.StatusUnauthorized && resp.Request != nil {
		s.Drop(strings.TrimPrefix(resp.Request.Header.Get("Authorization"), "Bearer "))
		again = true
	}
	return again, ReadError(resp)
}

// fetch returns what holds a valid token, and fetches one if need be.
func (s *Source) fetch(ctx context.Context) (*fetch, error) {
	s.mu.Lock()
	f := s.current
	if f == nil || f.ended() && !f.token.Valid() {
		next := &fetch{done: make(chan struct{}), source: s.given}
		if f != nil && f.source != nil {
			next.source, next.project = f.source, f.project
		}
		s.current, f = next, next
		go f.run(context.WithoutCancel(ctx)) // for all who wait, not for the first alone
	}
	s.mu.Unlock()
	select {
	case <-f.done:
		return f, f.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (f *fetch) ended() bool {
	select {
	case <-f.done:
		return true
	default:
		return false
	}
}

// run looks for credentials, if there are none yet, and fetches a token.
func (f *fetch) run(ctx context.Context) {
	defer close(f.done)
	if f.source == nil {
		c, err := google.FindDefaultCredentials(ctx, Scope)
		if err != nil {
			f.err = fmt.Errorf("there are no Google credentials: %w", err)
			return
		}
		f.source, f.project = c.TokenSource, c.ProjectID
	}
	f.token, f.err = f.source.Token()
	switch {
	case f.err != nil:
		f.err = fmt.Errorf("no token could be had from Google: %w", f.err)
	case f.token == nil || f.token.AccessToken == "":
		f.token, f.err = nil, errors.New("the source of tokens returned an empty one")
	}
}
