package tools

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	api "github.com/claudegen/claudegen/templates/tools/chat"
)

// TestConversations runs random conversations, with tools that do all that tools do, that are
// canceled, closed or left at any point. What was said can always be sent, no tool runs twice,
// and nothing goes on: a bubble of synctest ends when all of its goroutines have.
func TestConversations(t *testing.T) {
	for seed := range uint64(300) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { converse(t, rand.New(rand.NewPCG(seed, 1))) })
		})
	}
}

// converse runs one conversation and looks at it.
func converse(t *testing.T, rng *rand.Rand) {
	s := &script{}
	ends := randomAnswers(rng, s)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var ran []string
	opts := []Option{Tools(zoo()...), MaxParallel(1 + rng.IntN(4)), CallTimeout(50 * time.Millisecond), Streaming(rng.IntN(2) == 0), Approve(func(_ context.Context, c *Call) error {
		ran = append(ran, c.ID)
		if rng.IntN(8) == 0 {
			return errors.New("not now")
		}
		return nil
	})}
	most := len(s.answers) + 1
	if rng.IntN(4) == 0 {
		most = 1 + rng.IntN(len(s.answers))
		opts = append(opts, MaxTurns(most))
	}
	run := Run(ctx, s.client(), asks("go"), opts...)
	defer time.Sleep(2 * time.Minute) // for tools that don't heed their context
	if rng.IntN(10) == 0 {
		abandon(t, rng.IntN(12), run)
		return
	}
	stopped := interrupt(rng, run, cancel)
	last, err := run.Result()
	cancel()
	switch cut := (*CutCallError)(nil); {
	case s.wrong != nil:
		t.Error(s.wrong)
	case stopped() && errors.Is(err, context.Canceled): // whatever the script says
	case most < len(s.answers):
		if e, ok := errors.AsType[*MaxTurnsError](err); !ok || e.Turns != most || valid(e.Messages) != nil {
			t.Errorf("after %d turns: %v", most, err)
		}
	case ends == "cut":
		if !errors.As(err, &cut) {
			t.Errorf("the last call is cut: %v", err)
		}
	case err != nil || last != s.answers[len(s.answers)-1]:
		t.Errorf("got %v, %v", last, err)
	}
	if err := valid(run.Messages()); err != nil {
		t.Error(err)
	}
	if slices.Sort(ran); len(slices.Compact(slices.Clone(ran))) != len(ran) {
		t.Errorf("a call ran twice: %q", ran)
	}
	if u := run.Usage(); u.In != 2*int64(len(s.sent)) && err == nil {
		t.Errorf("%d turns cost %+v", len(s.sent), u)
	}
}

// abandon closes a run that nobody reads to its end.
func abandon(t *testing.T, n int, run *Runner) {
	for range run.Events() {
		if n--; n <= 0 {
			break
		}
	}
	_ = run.Close()
	if err := valid(run.Messages()); err != nil {
		t.Error(err)
	}
}

// randomAnswers makes a script, and says how it ends.
func randomAnswers(rng *rand.Rand, s *script) string {
	names := []string{"ok", "ok", "fail", "panic", "exit", "slow", "slow", "hang", "stubborn", "unknown"}
	inputs := []string{`{"n":1}`, `{"n":7}`, `{"n":40}`, `{"n":90}`, `{"n":"1"}`, `{}`, `[1]`}
	ids := 0
	calls := func() []api.Block {
		blocks := []api.Block{{Kind: "text", Text: "thinking"}}
		for range 1 + rng.IntN(5) {
			ids++
			blocks = append(blocks, call(fmt.Sprint("id", ids), names[rng.IntN(len(names))], inputs[rng.IntN(len(inputs))]))
			if rng.IntN(12) == 0 {
				blocks = append(blocks, api.Block{Kind: "handover"})
			}
		}
		ids++
		return append(blocks, call(fmt.Sprint("id", ids), "ok", `{"n":1}`))
	}
	for range rng.IntN(5) {
		if rng.IntN(4) == 0 {
			s.answers = append(s.answers, says("pause", api.Block{Kind: "text", Text: "wait"}))
		} else {
			s.answers = append(s.answers, says("calls", calls()...))
		}
	}
	switch rng.IntN(4) {
	case 0:
		s.answers = append(s.answers, says("limit", calls()...))
		return "cut"
	case 1:
		s.answers = append(s.answers, says("refusal", calls()...))
	default:
		s.answers = append(s.answers, says("done", api.Block{Kind: "text", Text: "so"}))
	}
	return ""
}

// interrupt does something to a run at a random point, and says afterwards whether that can
// have ended it.
func interrupt(rng *rand.Rand, run *Runner, cancel context.CancelFunc) func() bool {
	stopped := false
	stop := func() { stopped = true; cancel() }
	n := rng.IntN(12)
	switch rng.IntN(5) {
	case 0: // by the clock
		timer := time.AfterFunc(time.Duration(rng.IntN(100))*time.Millisecond, func() { stop() })
		return func() bool { return !timer.Stop() }
	case 1: // by whoever reads the events
		for range run.Events() {
			if n--; n == 0 {
				stop()
			}
		}
	case 2: // leaves, and closes
		for range run.Events() {
			if n--; n <= 0 {
				break
			}
		}
		stopped = true
		_ = run.Close()
	case 3: // leaves, and comes back for the result
		for range run.Events() {
			if n--; n <= 0 {
				break
			}
		}
	}
	return func() bool { return stopped }
}
