package googleauth_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"github.com/claudegen/claudegen/generated/platforms/googleauth"
)

// source counts, and returns what a function says.
type source struct {
	n   atomic.Int32
	get func(n int32) (*oauth2.Token, error)
}

func (s *source) Token() (*oauth2.Token, error) { return s.get(s.n.Add(1)) }

func numbered(life time.Duration) func(int32) (*oauth2.Token, error) {
	return func(n int32) (*oauth2.Token, error) {
		return &oauth2.Token{AccessToken: fmt.Sprint("t", n), Expiry: time.Now().Add(life)}, nil
	}
}

// Many callers at once wait for one token; later ones have it as long as it is valid.
func TestOneForAll(t *testing.T) {
	s := &source{get: func(n int32) (*oauth2.Token, error) {
		time.Sleep(5 * time.Millisecond)
		return numbered(time.Hour)(n)
	}}
	a := googleauth.New(s)
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			if token, err := a.Token(context.Background()); err != nil || token.AccessToken != "t1" {
				t.Error(token, err)
			}
		})
	}
	all.Wait()
	a.Drop("another")
	if token, _ := a.Token(t.Context()); token.AccessToken != "t1" {
		t.Error(token)
	}
	a.Drop("t1")
	if token, _ := a.Token(t.Context()); token.AccessToken != "t2" {
		t.Error(token)
	}
}

func TestExpired(t *testing.T) {
	s := &source{get: numbered(time.Second)} // which is too short to be used
	a := googleauth.New(s)
	for _, want := range []string{"t1", "t2"} {
		if token, err := a.Token(t.Context()); err != nil || token.AccessToken != want {
			t.Error(token, err, want)
		}
	}
}

// An error is for those who waited; the next caller tries again.
func TestErrors(t *testing.T) {
	broken := errors.New("broken")
	s := &source{get: func(n int32) (*oauth2.Token, error) {
		switch n {
		case 1:
			return nil, broken
		case 2:
			return &oauth2.Token{}, nil
		}
		return numbered(time.Hour)(n)
	}}
	a := googleauth.New(s)
	if _, err := a.Token(t.Context()); !errors.Is(err, broken) {
		t.Error(err)
	}
	if _, err := a.Token(t.Context()); err == nil {
		t.Error("an empty token is no error")
	}
	if token, err := a.Token(t.Context()); err != nil || token.AccessToken != "t3" {
		t.Error(token, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := googleauth.New(&source{get: func(int32) (*oauth2.Token, error) { select {} }}).Token(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
