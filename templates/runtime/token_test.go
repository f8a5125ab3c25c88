package runtime

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	gort "runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// tokenSourceOf returns a source of tokens token-0001, token-0002... with a lifetime, 0 for no end,
// and how many it has given out.
func tokenSourceOf(life time.Duration) (RequestOption, *atomic.Int32) {
	var n atomic.Int32
	return WithTokenSource(func(context.Context) (Token, error) {
		t := Token{AccessToken: fmt.Sprintf("token-%04d", n.Add(1))}
		if life > 0 {
			t.Expiry = time.Now().Add(life)
		}
		return t, nil
	}), &n
}

// newTokenClient is newTestClient with a source of tokens in place of a key.
func newTokenClient(t *testing.T, handler http.HandlerFunc, opts ...RequestOption) *testClient {
	return newTestClient(t, handler, append([]RequestOption{withCredential("key", "")}, opts...)...)
}

func TestTokenIsSent(t *testing.T) {
	source, asked := tokenSourceOf(time.Hour)
	var got http.Header
	c := newTokenClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		answer(w, 200, okNote)
	}, source)
	for range 3 {
		if _, err := c.create(t.Context(), WithBetas("own")); err != nil {
			t.Fatal(err)
		}
	}
	if got.Get("Authorization") != "Bearer token-0001" || got.Get("X-Beta") != "own,token-1" || got.Get("X-Token-Use") != "yes" || got.Get("x-test-key") != "" || asked.Load() != 1 {
		t.Error(got, asked.Load())
	}
	// What a call says counts more than what the client has.
	if _, err := c.create(t.Context(), withCredential("key", testKey)); err != nil || got.Get("Authorization") != "" || got.Get("X-Token-Use") != "" || got.Get("X-Test-Key") != testKey {
		t.Error(err, got)
	}
	if _, err := c.create(t.Context(), WithHeader("Authorization", "mine")); err != nil || got.Get("Authorization") != "mine" || got.Get("X-Token-Use") != "" {
		t.Error(err, got)
	}
	if _, err := c.create(t.Context(), withCredential("token", "static")); err != nil || got.Get("Authorization") != "Bearer static" || got.Get("X-Token-Use") != "" {
		t.Error(err, got)
	}
}

func TestTokenOfAnotherType(t *testing.T) {
	type theirs struct {
		AccessToken string
		Expiry      time.Time
	}
	c := newTokenClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer theirs" {
			t.Error(r.Header)
		}
		answer(w, 200, okNote)
	}, WithTokenSource(func(context.Context) (theirs, error) { return theirs{AccessToken: "theirs"}, nil }))
	if _, err := c.get(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestRefusedToken(t *testing.T) {
	for _, test := range []struct {
		name   string
		good   string // the only token that the server takes
		opts   []RequestOption
		sent   int32
		status int
	}{
		{"the next one is good", "token-0002", []RequestOption{WithMaxRetries(0)}, 2, 0},
		{"none is good", "", nil, 2, 401},
	} {
		source, asked := tokenSourceOf(time.Hour)
		var sent atomic.Int32
		c := newTokenClient(t, func(w http.ResponseWriter, r *http.Request) {
			sent.Add(1)
			b, _ := io.ReadAll(r.Body)
			if r.Header.Get("Authorization") == "Bearer "+test.good && len(b) > 0 {
				answer(w, 200, okNote)
				return
			}
			answer(w, 401, `{"error":{"message":"bad `+r.Header.Get("Authorization")+`"}}`)
		}, source)
		_, err := c.create(t.Context(), test.opts...)
		e, _ := errors.AsType[*Error](err)
		if (err != nil) != (test.status != 0) || e != nil && (e.StatusCode != test.status || strings.Contains(fmt.Sprintf("%+v %s", e, e.Body), "token-0")) {
			t.Errorf("%s: %v", test.name, err)
		}
		if sent.Load() != test.sent || asked.Load() != 2 {
			t.Error(test.name, sent.Load(), asked.Load())
		}
	}
}

// TestRefusedTokenKeepsItsAnswer has no second token: what the server said must not be lost.
func TestRefusedTokenKeepsItsAnswer(t *testing.T) {
	none := errors.New("no more tokens")
	n := 0
	c := newTokenClient(t, func(w http.ResponseWriter, _ *http.Request) { answer(w, 401, `{"error":{"message":"expired"}}`) },
		WithTokenSource(func(context.Context) (Token, error) {
			if n++; n > 1 {
				return Token{}, none
			}
			return Token{AccessToken: "token-0001"}, nil
		}))
	_, err := c.get(t.Context())
	if e, ok := errors.AsType[*Error](err); !ok || e.StatusCode != 401 || !errors.Is(err, none) {
		t.Errorf("%v", err)
	}
}

// TestRefusedTokenOfAStreamedBody can't send the body again.
func TestRefusedTokenOfAStreamedBody(t *testing.T) {
	source, asked := tokenSourceOf(time.Hour)
	sent := 0
	c := newTokenClient(t, func(w http.ResponseWriter, r *http.Request) {
		sent++
		_, _ = io.Copy(io.Discard, r.Body)
		answer(w, 401, `{}`)
	}, source)
	for i := range 2 {
		err := do(t.Context(), c.core, "POST", "/v1/x", io.MultiReader(strings.NewReader("once")), nil, nil)
		if e, ok := errors.AsType[*Error](err); !ok || e.StatusCode != 401 || sent != i+1 || int(asked.Load()) != i+1 {
			t.Error(err, sent, asked.Load())
		}
	}
}

func TestTokenAndRetries(t *testing.T) {
	source, _ := tokenSourceOf(time.Hour)
	var seen []string
	c := newTokenClient(t, func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Header.Get("Authorization"))
		answer(w, []int{500, 401, 500, 200}[len(seen)-1], okNote)
	}, source)
	if _, err := c.create(t.Context(), WithMaxRetries(2)); err != nil || strings.Join(seen, ",") != "Bearer token-0001,Bearer token-0001,Bearer token-0002,Bearer token-0002" {
		t.Error(err, seen)
	}
}

// TestTokenByAge lets time pass between calls: tokens of two minutes and more are used, older ones renewed.
func TestTokenByAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var n atomic.Int32
		tokens := &tokenCache{fetch: func(ctx context.Context, _ *http.Client) (Token, error) {
			select {
			case <-time.After(time.Second):
			case <-ctx.Done():
				return Token{}, ctx.Err()
			}
			if n.Add(1) == 4 {
				return Token{}, errors.New("the server is down")
			}
			return Token{fmt.Sprint("t", n.Load()), time.Now().Add(10 * time.Minute)}, nil
		}}
		for _, step := range []struct {
			after time.Duration
			want  string
			slow  bool
		}{
			{0, "t1", true},
			{10*time.Minute - 121*time.Second, "t1", false},
			{time.Second, "t1", false}, // 120 s: a new one is on its way
			{2 * time.Second, "t2", false},
			{10*time.Minute - 32*time.Second, "t2", false}, // little more than 30 s
			{0, "t2", false},
			{2 * time.Second, "t3", false},
			{9 * time.Minute, "t3", false}, // the fourth fails, and nobody notices
			{2 * time.Second, "t3", false}, // nor is the server asked at once again
			{6 * time.Second, "t3", false},
			{2 * time.Second, "t5", false},
			{9*time.Minute + 35*time.Second, "t6", true}, // 25 s: waited for
		} {
			time.Sleep(step.after)
			start := time.Now()
			got, err := tokens.get(t.Context(), nil)
			if err != nil || got != step.want || (time.Since(start) >= time.Second) != step.slow {
				t.Errorf("after %v: %s, %v, took %v; want %s", step.after, got, err, time.Since(start), step.want)
			}
			synctest.Wait()
		}
		time.Sleep(time.Hour)
	})
}

func TestTokenIsFetchedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		tokens := &tokenCache{fetch: func(ctx context.Context, _ *http.Client) (Token, error) {
			n++
			time.Sleep(5 * time.Second)
			return Token{AccessToken: "t"}, ctx.Err()
		}}
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i+1)*300*time.Millisecond)
				defer cancel()
				got, err := tokens.get(ctx, nil)
				if early := i < 16; early != errors.Is(err, context.DeadlineExceeded) || !early && got != "t" {
					t.Error(i, got, err)
				}
			})
		}
		wg.Wait()
		if n != 1 {
			t.Error(n)
		}
	})
}

// TestTokenNobodyWaitsFor ends a source when the last of those who wait for it has gone.
func TestTokenNobodyWaitsFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := 0
		tokens := &tokenCache{fetch: func(ctx context.Context, _ *http.Client) (Token, error) {
			<-ctx.Done()
			ended++
			return Token{}, ctx.Err()
		}}
		for want := range 2 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			if _, err := tokens.get(ctx, nil); !errors.Is(err, context.DeadlineExceeded) {
				t.Error(err)
			}
			cancel()
			synctest.Wait()
			if ended != want+1 {
				t.Error(ended)
			}
		}
	})
}

// TestTokenOfADroppedClient forgets a client while a new token is fetched in the background.
func TestTokenOfADroppedClient(t *testing.T) {
	ended := make(chan struct{})
	func() {
		n := 0
		c := newCore(&testAPI, []RequestOption{WithoutEnvironment(), WithTokenSource(func(ctx context.Context) (Token, error) {
			if n++; n > 1 {
				<-ctx.Done()
				close(ended)
			}
			return Token{"t", time.Now().Add(time.Minute)}, nil
		})})
		for range 2 {
			if _, err := c.base.credential("token").source.get(t.Context(), nil); err != nil {
				t.Error(err)
			}
		}
	}()
	eventually(t, "the source goes on", func() bool {
		gort.GC()
		select {
		case <-ended:
			return true
		default:
			return false
		}
	})
}

func TestSourcesThatFail(t *testing.T) {
	c := newTokenClient(t, func(http.ResponseWriter, *http.Request) { t.Error("was sent") })
	for name, source := range map[string]func(context.Context) (Token, error){
		"disk on fire":      func(context.Context) (Token, error) { return Token{}, errors.New("disk on fire") },
		"returned none":     func(context.Context) (Token, error) { return Token{}, nil },
		"panicked: oh":      func(context.Context) (Token, error) { panic("oh") },
		"didn't return":     func(context.Context) (Token, error) { gort.Goexit(); return Token{}, nil },
		"control character": func(context.Context) (Token, error) { return Token{AccessToken: "a-secret\r\nX: y"}, nil },
	} {
		_, err := c.get(t.Context(), WithTokenSource(source))
		if e, ok := errors.AsType[*RequestError](err); !ok || !strings.Contains(e.Error(), name) || strings.Contains(e.Error(), "a-secret") {
			t.Errorf("%s: %T %v", name, err, err)
		}
	}
	if _, err := c.get(t.Context(), WithTokenSource[Token](nil)); err == nil || !strings.Contains(err.Error(), "nil function") {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.get(ctx, WithTokenSource(func(ctx context.Context) (Token, error) { <-ctx.Done(); return Token{}, ctx.Err() })); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	_, err := c.get(t.Context(), WithTimeout(10*time.Millisecond), WithTokenSource(func(ctx context.Context) (Token, error) { <-ctx.Done(); return Token{}, ctx.Err() }))
	if e, ok := errors.AsType[*TimeoutError](err); !ok || e.Limit != "call" {
		t.Errorf("%T %v", err, err)
	}
}

func TestTokenStaysSecret(t *testing.T) {
	var log bytes.Buffer
	source, _ := tokenSourceOf(time.Hour)
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(fmt.Sprint(r.Header), "token-0") {
			t.Error(r.Header)
		}
		answer(w, 200, okNote)
	}))
	defer elsewhere.Close()
	var meta ResponseMeta
	c := newTokenClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == "GET" {
			http.Redirect(w, r, elsewhere.URL, http.StatusTemporaryRedirect)
			return
		}
		w.Header().Set("X-Echo", r.Header.Get("Authorization"))
		answer(w, 400, `{"error":{"message":"`+r.Header.Get("Authorization")+`"}}`)
	}, source, WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))), WithResponse(&meta))
	_, err := c.get(t.Context())
	_, bad := c.create(t.Context())
	token := Token{AccessToken: "token-0001"}
	slog.New(slog.NewTextHandler(&log, nil)).Info("t", "token", token)
	text := fmt.Sprintf("%+v %#v %v %s %+v %v %+v", bad, bad, meta, token, token, c.core, c.base)
	if err != nil || strings.Contains(text+log.String(), "token-0") || log.Len() == 0 {
		t.Error(err, text, log.String())
	}
}

func TestMissingTokenIsSaid(t *testing.T) {
	c := newTokenClient(t, func(http.ResponseWriter, *http.Request) { t.Error("was sent") })
	_, err := call(t.Context(), c.core, &opGet, []string{"n"}, noParams{}, new(note), []RequestOption{WithHTTPClient(nil)})
	if err == nil || !strings.Contains(err.Error(), "; or WithTokenSource") || !strings.Contains(err.Error(), "WithToken (or RUNTIME_TEST_TOKEN in the environment), or ") {
		t.Error(err)
	}
}
