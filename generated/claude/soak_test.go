package claude_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// fakeFault is a fault at random, or none.
func fakeFault() claudetest.Fault {
	switch rand.IntN(10) {
	case 0:
		return claudetest.Fault{Status: []int{408, 429, 500, 529}[rand.IntN(4)], RetryAfter: time.Millisecond}
	case 1:
		return claudetest.Fault{CutConnection: true}
	case 2:
		return claudetest.Fault{CutBody: new(rand.IntN(400))}
	case 3:
		return claudetest.Fault{CutStream: new(rand.IntN(8))}
	case 4:
		return claudetest.Fault{BadJSON: true}
	case 5:
		return claudetest.Fault{Delay: time.Duration(rand.IntN(450)) * time.Millisecond}
	}
	return claudetest.Fault{}
}

// fakeTyped reports whether err is one of the types that callers are promised.
func fakeTyped(err error) bool {
	var (
		a *claude.Error
		b *claude.ResponseError
		c *claude.ConnectionError
		d *claude.TimeoutError
	)
	return errors.As(err, &a) || errors.As(err, &b) || errors.As(err, &c) || errors.As(err, &d)
}

// TestSoak makes 2,000 calls at once against random faults. Each has to be
// answered or to fail with a typed error, and no goroutine may be left.
func TestSoak(t *testing.T) {
	calls := 2000
	if testing.Short() {
		calls = 200
	}
	before := runtime.NumGoroutine()
	transport := &http.Transport{MaxIdleConnsPerHost: 50}
	t.Run("calls", func(t *testing.T) {
		srv := claudetest.NewServer(t)
		srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { return fakeMessage("ok"), nil })
		srv.Messages.Stream(func(*claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
			return fakeEvents("o", "k"), nil
		})
		for range 2 * calls {
			srv.Fault(fakeFault())
		}
		client := srv.Client(claude.WithHTTPClient(&http.Client{Transport: transport}), claude.WithAttemptTimeout(300*time.Millisecond), claude.WithIdleTimeout(300*time.Millisecond))
		answered := fakeSoak(t, client, calls)
		if answered == 0 { // how many depends on how busy the machine is
			t.Error("not one call was answered")
		}
	})
	transport.CloseIdleConnections()
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}

// fakeSoak makes the calls, 50 at a time, and returns how many were answered.
func fakeSoak(t *testing.T, client *claude.Client, calls int) int {
	t.Helper()
	var all sync.WaitGroup
	var mu sync.Mutex
	answered := 0
	work := make(chan int)
	for range 50 {
		all.Go(func() {
			for i := range work {
				ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
				var m *claude.Message
				var err error
				if i%2 == 0 {
					m, err = client.Messages.Create(ctx, fakeQuestion())
				} else {
					s := client.Messages.Stream(ctx, fakeQuestion())
					m, err = s.Result()
					_ = s.Close()
				}
				cancel()
				mu.Lock()
				switch {
				case err == nil && m != nil && len(m.Content) == 1:
					answered++
				case err == nil || !fakeTyped(err):
					t.Errorf("%+v, %T %v", m, err, err)
				}
				mu.Unlock()
			}
		})
	}
	for i := range calls {
		work <- i
	}
	close(work)
	all.Wait()
	return answered
}
