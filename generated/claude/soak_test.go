package claude_test

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// fakeFault is a fault at random, or none.
func fakeFault(rnd *rand.Rand) claudetest.Fault {
	switch rnd.IntN(10) {
	case 0:
		return claudetest.Fault{Status: []int{400, 408, 413, 429, 500, 529}[rnd.IntN(6)], RetryAfter: time.Millisecond}
	case 1:
		return claudetest.Fault{CutConnection: true}
	case 2:
		return claudetest.Fault{CutBody: new(rnd.IntN(400))}
	case 3:
		return claudetest.Fault{CutStream: new(rnd.IntN(8))}
	case 4:
		return claudetest.Fault{BadJSON: true}
	case 5:
		return claudetest.Fault{Delay: time.Duration(rnd.IntN(450)) * time.Millisecond}
	}
	return claudetest.Fault{}
}

// fakeTyped reports whether err is one of the types that calls which were sent
// are promised to fail with.
func fakeTyped(err error) bool {
	var (
		a *claude.Error
		b *claude.ResponseError
		c *claude.ConnectionError
		d *claude.TimeoutError
	)
	return errors.As(err, &a) || errors.As(err, &b) || errors.As(err, &c) || errors.As(err, &d)
}

// fakeSeed chooses the faults: at random, or again those of SOAK_SEED.
func fakeSeed(t *testing.T) uint64 {
	t.Helper()
	seed := rand.Uint64()
	if s := os.Getenv("SOAK_SEED"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("SOAK_SEED=%d", seed)
	return seed
}

// TestSoak makes 2,000 calls, 50 at a time, against random faults. Each has to be
// answered or to fail with a typed error, and no goroutine may be left.
func TestSoak(t *testing.T) {
	calls := 2000
	if testing.Short() {
		calls = 200
	}
	rnd := rand.New(rand.NewPCG(fakeSeed(t), 0))
	before := runtime.NumGoroutine()
	transport := &http.Transport{MaxIdleConnsPerHost: 50}
	t.Run("calls", func(t *testing.T) {
		srv := claudetest.NewServer(t)
		fakeSoakAnswers(srv)
		for range 3 * calls {
			srv.Fault(fakeFault(rnd))
		}
		client := srv.Client(claude.WithHTTPClient(&http.Client{Transport: transport}), claude.WithAttemptTimeout(300*time.Millisecond), claude.WithIdleTimeout(300*time.Millisecond))
		answered := fakeSoak(t, client, calls)
		if answered == 0 { // how many depends on how busy the machine is
			t.Error("not one call was answered")
		}
		t.Logf("%d of %d calls were answered, with %d requests", answered, calls, len(srv.Requests()))
	})
	transport.CloseIdleConnections()
	for deadline := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

const fakeContent = "what a file holds"

func fakeSoakAnswers(srv *claudetest.Server) {
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { return fakeMessage("ok"), nil })
	srv.Messages.Stream(func(*claude.MessageCreateParams) ([]claude.MessageStreamEvent, error) {
		return fakeEvents("o", "k"), nil
	})
	srv.Messages.Batches.Results(func(string, *claude.MessageBatchResultsParams) ([]claude.MessageBatchResultLine, error) {
		return make([]claude.MessageBatchResultLine, 3), nil
	})
	srv.Models.List(func(p *claude.ModelListParams) (*claude.ModelList, error) {
		page := &claude.ModelList{Data: make([]claude.Model, 2), LastID: new("next"), HasMore: p.AfterID == nil}
		return page, nil
	})
	srv.Files.Upload(func(p *claude.FileUploadParams) (*claude.FileMetadata, error) {
		return &claude.FileMetadata{ID: "file_1"}, nil
	})
	srv.Files.Download(func(string, *claude.FileDownloadParams) (claude.File, error) {
		return claude.FileBytes("a", []byte(fakeContent)), nil
	})
}

// fakeSoakCalls are the calls to make. They report whether the answer is what
// the server said, which is asked only of calls that don't fail.
var fakeSoakCalls = []func(context.Context, *claude.Client) (bool, error){
	func(ctx context.Context, c *claude.Client) (bool, error) {
		m, err := c.Messages.Create(ctx, fakeQuestion())
		return err == nil && len(m.Content) == 1, err
	},
	func(ctx context.Context, c *claude.Client) (bool, error) {
		s := c.Messages.Stream(ctx, fakeQuestion())
		defer s.Close()
		m, err := s.Result()
		return err == nil && len(m.Content) == 1, err
	},
	func(ctx context.Context, c *claude.Client) (bool, error) { // leaves a stream in the middle
		s := c.Messages.Stream(ctx, fakeQuestion())
		defer s.Close()
		for _, err := range s.Events() {
			return true, err
		}
		return false, nil
	},
	func(ctx context.Context, c *claude.Client) (bool, error) {
		s := c.Messages.Batches.Results(ctx, "batch_1", nil)
		defer s.Close()
		n := 0
		for _, err := range s.All() {
			if err != nil {
				return false, err
			}
			n++
		}
		return n == 3, nil
	},
	func(ctx context.Context, c *claude.Client) (bool, error) {
		n := 0
		for _, err := range c.Models.All(ctx, nil) {
			if err != nil {
				return false, err
			}
			n++
		}
		return n == 4, nil
	},
	func(ctx context.Context, c *claude.Client) (bool, error) {
		f, err := c.Files.Upload(ctx, &claude.FileUploadParams{File: claude.FileReader("a", io.MultiReader(strings.NewReader(fakeContent)))})
		return err == nil && f.ID == "file_1", err
	},
	func(ctx context.Context, c *claude.Client) (bool, error) {
		d, err := c.Files.Download(ctx, "file_1", nil)
		if err != nil {
			return false, err
		}
		defer d.Close()
		b, err := io.ReadAll(d)
		return string(b) == fakeContent, err
	},
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
				ok, err := fakeSoakCalls[i%len(fakeSoakCalls)](ctx, client)
				cancel()
				mu.Lock()
				switch {
				case err == nil && ok:
					answered++
				case err == nil:
					t.Errorf("call %d: the answer is not what was sent", i)
				case !fakeTyped(err):
					t.Errorf("call %d: %T %v", i, err, err)
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
