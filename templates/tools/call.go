package tools

import (
	"context"
	"encoding/json"
	"errors"
	"runtime/debug"
	"sync/atomic"
	"time"
)

// Call is a call of a tool.
type Call struct {
	ID    string
	Name  string
	Input json.RawMessage // in a call of which a part is missing, what there is

	tool    *Tool
	members map[string]json.RawMessage // of the call in the answer
	wrong   error                      // why it can't run
}

// CallOf returns the call that a tool's context is for; nil for another context.
func CallOf(ctx context.Context) *Call {
	c, _ := ctx.Value(callKey{}).(*Call)
	return c
}

type callKey struct{}

// outcome is what came of a call.
type outcome struct {
	value any
	err   error
	took  time.Duration
}

// batch is the calls of one answer.
type batch struct {
	calls    []*Call
	outcomes []outcome
	finished chan int // indexes of calls, as they end
	left     int
	started  bool
}

func newBatch(calls []*Call) *batch {
	return &batch{calls: calls, outcomes: make([]outcome, len(calls)), finished: make(chan int, len(calls)), left: len(calls)}
}

// start finds out which calls may run, one by one, and runs these at the same time,
// at most limit of them.
func (b *batch) start(ctx context.Context, o *options) {
	b.started = true
	var run []int
	for i, c := range b.calls {
		if err := mayRun(ctx, c, o.approve); err != nil {
			b.outcomes[i].err = err
			b.finished <- i
			continue
		}
		run = append(run, i)
	}
	var next atomic.Int64
	for range min(o.parallel, len(run)) {
		go func() {
			for n := int(next.Add(1)) - 1; n < len(run); n = int(next.Add(1)) - 1 {
				b.outcomes[run[n]] = invoke(ctx, b.calls[run[n]], o.timeout)
				b.finished <- run[n]
			}
		}()
	}
}

// mayRun returns why a call doesn't run.
func mayRun(ctx context.Context, c *Call, approve []func(context.Context, *Call) error) error {
	if c.wrong != nil {
		return c.wrong
	}
	if err := checkInput(c.tool.check, c.Input); err != nil {
		return err
	}
	for _, ask := range approve {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := ask(ctx, c); err != nil {
			return &RefusedError{err}
		}
	}
	return nil
}

// grace is how long a tool whose context has ended may take to return. One that
// doesn't heed its context is left behind then.
const grace = time.Second

// invoke runs a call until it returns, or until its time is over.
func invoke(ctx context.Context, c *Call, timeout time.Duration) outcome {
	if err := ctx.Err(); err != nil {
		return outcome{err: err}
	}
	if c.tool.timeout != 0 {
		timeout = c.tool.timeout
	}
	begin := time.Now()
	own, cancel := limit(context.WithValue(ctx, callKey{}, c), timeout)
	defer cancel()
	done := make(chan outcome, 1)
	go func() { handle(own, c, done) }()
	var o outcome
	select {
	case o = <-done:
	case <-own.Done():
		late := time.NewTimer(grace)
		defer late.Stop()
		select {
		case o = <-done:
		case <-late.C:
			o.err = own.Err()
		}
	}
	if o.err != nil && own.Err() != nil {
		o = outcome{err: context.Cause(own)}
	}
	o.took = time.Since(begin)
	return o
}

func limit(ctx context.Context, timeout time.Duration) (context.Context, context.CancelFunc) {
	if timeout <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeoutCause(ctx, timeout, &CallTimeoutError{timeout})
}

// handle calls the tool's function. One that panics, or ends its goroutine, has failed.
func handle(ctx context.Context, c *Call, done chan<- outcome) {
	o := outcome{err: errors.New("the tool ended without a result")}
	defer func() {
		if v := recover(); v != nil {
			o = outcome{err: &PanicError{v, debug.Stack()}}
		}
		done <- o
	}()
	value, err := c.tool.handle(ctx, c.Input)
	o = outcome{value: value, err: err}
}
