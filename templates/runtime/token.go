package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"
	"weak"
)

// A Token is a credential that is good for a while. It prints as "[redacted]".
type Token struct {
	AccessToken string
	Expiry      time.Time // zero if it doesn't expire
}

// Format keeps the token out of what is printed.
func (Token) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, redacted) }

// LogValue keeps the token out of logs.
func (Token) LogValue() slog.Value { return slog.StringValue(redacted) }

// WithTokenSource authenticates with tokens that source returns, as bearer tokens or as
// the document says. A token is used while it has more than two minutes left. One with
// less is used too, and a new one is asked for in the background; with less than 30
// seconds left, the new one is waited for. An answer of status 401 drops the token, and
// the request is sent once more with a new one.
//
// Calls that need a token at one time share one call of source. Its context ends
// when nobody waits for it any more. Give the option to a client rather than to calls,
// since tokens are kept by the option. Any struct with these two fields will do
// as a T, so that a source made for another package fits here.
func WithTokenSource[T ~struct {
	AccessToken string
	Expiry      time.Time
}](source func(ctx context.Context) (T, error)) RequestOption {
	return withSource("", source)
}

// withSource is WithTokenSource for a scheme; an empty one stands for all that take tokens.
func withSource[T ~struct {
	AccessToken string
	Expiry      time.Time
}](scheme string, source func(ctx context.Context) (T, error)) RequestOption {
	if source == nil {
		return func(s *settings) { s.fail("WithTokenSource: nil function") }
	}
	return withTokens(scheme, func(ctx context.Context, _ *http.Client) (Token, error) {
		t, err := source(ctx)
		return Token(t), err
	})
}

// withTokens sets where the credential of a scheme comes from; an empty scheme stands for all that
// take tokens.
func withTokens(scheme string, fetch tokenFetch) RequestOption {
	tokens := &tokenCache{fetch: fetch}
	return func(s *settings) {
		for i := range s.api.schemes {
			if sch := &s.api.schemes[i]; sch.tokens != nil && (scheme == "" || scheme == sch.id) {
				s.credentials = append(s.credentials, credential{sch.id, secret{new("")}, s.level, tokens})
			}
		}
	}
}

// sentWith are the headers that requests with a token from a source must carry.
type sentWith []headerValue

func (s sentWith) header() []headerValue { return s }

// tokenFetch gets a new token. client is that of the call that needs it.
type tokenFetch func(ctx context.Context, client *http.Client) (Token, error)

// How long before its end a token is renewed, and how.
const (
	tokenAhead = 120 * time.Second // in the background
	tokenLeast = 30 * time.Second  // before it is used
	tokenLimit = 60 * time.Second  // for what happens in the background
	tokenPause = 5 * time.Second   // after that has failed
)

// tokenCache keeps a token, and renews it.
type tokenCache struct {
	fetch tokenFetch

	mu     sync.Mutex
	token  Token        // without a text: none
	flight *tokenFlight // a fetch that is under way, or whose outcome nobody has taken yet
	paused time.Time    // until when nothing is fetched in the background
}

// tokenFlight is one call of a source. Its goroutine knows nothing of the cache, so that
// a client which is dropped in the meantime ends it.
type tokenFlight struct {
	done       chan struct{}
	token      Token
	err        error
	cancel     context.CancelFunc
	background bool
	waiting    int
}

// get returns a token that can be sent.
func (c *tokenCache) get(ctx context.Context, client *http.Client) (string, error) {
	c.mu.Lock()
	c.land()
	if t := c.token; t.AccessToken != "" {
		left := tokenAhead + 1
		if !t.Expiry.IsZero() {
			left = time.Until(t.Expiry)
		}
		if left > tokenLeast {
			if left <= tokenAhead && c.flight == nil && time.Now().After(c.paused) {
				c.start(ctx, client, true)
			}
			c.mu.Unlock()
			return t.AccessToken, nil
		}
	}
	f := c.flight
	if f == nil {
		f = c.start(ctx, client, false)
	}
	f.waiting++
	c.mu.Unlock()
	select {
	case <-f.done:
		return f.token.AccessToken, f.err
	case <-ctx.Done():
		c.leave(f)
		return "", ctx.Err()
	}
}

// leave stops waiting. A flight that nobody waits for any more ends.
func (c *tokenCache) leave(f *tokenFlight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f.waiting--; f.waiting > 0 || f.background {
		return
	}
	f.cancel()
	if c.flight == f {
		c.flight = nil
	}
}

// land takes the outcome of a flight that has ended.
func (c *tokenCache) land() {
	f := c.flight
	if f == nil {
		return
	}
	select {
	case <-f.done:
	default:
		return
	}
	f.cancel()
	c.flight = nil
	if f.err == nil {
		c.token = f.token
	} else if f.background {
		c.paused = time.Now().Add(tokenPause)
	}
}

// start calls the source. What belongs to the call that needs the token, such as its
// trace, goes along; when that call ends, others may still be waiting.
func (c *tokenCache) start(ctx context.Context, client *http.Client, background bool) *tokenFlight {
	ctx = context.WithoutCancel(ctx)
	f := &tokenFlight{done: make(chan struct{}), background: background}
	if background {
		ctx, f.cancel = context.WithTimeout(ctx, tokenLimit)
	} else {
		ctx, f.cancel = context.WithCancel(ctx)
	}
	c.flight = f
	go f.run(ctx, c.fetch, client)
	if background {
		f.watch(weak.Make(c))
	}
	return f
}

// watch ends a flight whose cache is gone. It looks from time to time: a cleanup of the garbage
// collector's must not end what a test with testing/synctest has begun.
func (f *tokenFlight) watch(c weak.Pointer[tokenCache]) {
	time.AfterFunc(time.Second, func() {
		select {
		case <-f.done:
			return
		default:
		}
		if c.Value() == nil {
			f.cancel()
			return
		}
		f.watch(c)
	})
}

// run calls the source, which may panic or end its goroutine.
func (f *tokenFlight) run(ctx context.Context, fetch tokenFetch, client *http.Client) {
	f.err = errors.New("the source of tokens didn't return")
	defer func() {
		if p := recover(); p != nil {
			f.err = fmt.Errorf("the source of tokens panicked: %v", p)
		}
		close(f.done)
	}()
	t, err := fetch(ctx, client)
	if err == nil && t.AccessToken == "" {
		err = errors.New("the source of tokens returned none, and no error")
	}
	t.Expiry = t.Expiry.Round(0) // by the clock on the wall, which goes on while the machine sleeps
	f.token, f.err = t, err
}

// drop forgets a token that was refused.
func (c *tokenCache) drop(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.land()
	if c.token.AccessToken == token {
		c.token = Token{}
	}
}
