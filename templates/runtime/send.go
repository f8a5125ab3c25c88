package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	mathrand "math/rand/v2" // crypto/rand is imported by what stands beside it in a generated package
	"net/http"
	"slices"
	"sync/atomic"
	"time"
)

// Causes with which contexts are canceled, to tell the limits apart.
var (
	errAttemptTimeout = errors.New("attempt timeout")
	errCallTimeout    = errors.New("call timeout")
	errIdleTimeout    = errors.New("idle timeout")
	errDone           = errors.New("call is done")
)

// run sends r, and tells the hook of it.
func (r *request) run(ctx context.Context) (*reply, error) {
	if hook := r.set.hook; hook != nil {
		return r.hooked(ctx, hook)
	}
	return r.attempts(ctx)
}

// attempts sends r until it is answered or there is no use in going on.
func (r *request) attempts(ctx context.Context) (*reply, error) {
	call, end := ctx, func() {}
	if r.set.timeout > 0 {
		var cancel context.CancelFunc
		call, cancel = context.WithTimeoutCause(ctx, r.set.timeout, errCallTimeout)
		end = cancel
	}
	var rep *reply
	handedOn := false
	defer func() {
		if !handedOn { // also if a function of the caller's panics
			if rep != nil {
				rep.abandon()
			}
			end()
		}
	}()
	var err error
	for n := 1; ; n++ {
		a := &attempt{request: r, number: n, call: call, endCall: end}
		start := time.Now()
		last := err
		rep, err = a.send()
		if a.keyless && last != nil { // the answer that refused the last token says more
			err = fmt.Errorf("%w; and for another token: %w", last, err)
		}
		o := a.outcome()
		retry, reason := shouldRetry(o)
		var wait time.Duration
		if err != nil && a.renew(o) {
			retry, reason = true, "token was refused"
		} else if retry {
			wait, retry, reason = a.wait(reason)
		}
		r.observe(call, a, err, time.Since(start), retry, reason, wait)
		if err == nil {
			handedOn = r.want != wantBody
			rep.caller = ctx
			return rep, nil
		}
		if !retry {
			return nil, err
		}
		if cause := sleep(call, wait); cause != nil {
			return nil, a.gaveUp(cause, err)
		}
	}
}

// sleep waits, or returns early with the context's error.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// attempt is one sending of a request.
type attempt struct {
	*request
	number  int
	call    context.Context
	endCall func()

	fault   fault
	unsent  bool           // no connection was made
	keyless bool           // there was no token to send
	resp    *http.Response // once there is an answer; its body may be gone
	upload  upload
}

// upload is what is known about the body of an attempt. A transport may be
// reading it in a goroutine of its own.
type upload struct {
	touched atomic.Bool
	err     atomic.Pointer[error] // of reading the body
}

// outcome is what is known after an attempt for deciding whether another may follow.
func (a *attempt) outcome() outcome {
	o := outcome{
		fault:      a.fault,
		repeatable: a.repeatable(),
		idempotent: idempotent(a.op.method) || a.op.onceKey != "",
		unsent:     a.unsent,
		replayable: a.body == nil || a.body.replayable || !a.upload.touched.Load(),
		left:       a.set.retries + min(a.tokens.renewed, 1) - (a.number - 1),
	}
	if a.resp != nil {
		o.status = a.resp.StatusCode
		o.retriable = a.retriable(o.status)
		o.directive = a.resp.Header.Get("X-Should-Retry")
	}
	return o
}

// wait returns the time before the next attempt, unless waiting has no use.
func (a *attempt) wait(reason string) (d time.Duration, retry bool, why string) {
	d = backoff(a.number, a.set.minBackoff, a.set.maxBackoff, mathrand.Float64()) //nolint:gosec // jitter is no secret
	if a.resp != nil && a.fault == faultNone {
		// To ask for no wait at all is no reason to hurry: the backoff stands.
		if asked, ok := retryAfter(a.resp.Header, time.Now()); ok && asked > 0 {
			if asked > maxRetryAfter {
				return 0, false, reason + ", but the server asks to wait " + asked.String()
			}
			d = asked
		}
	}
	if deadline, ok := a.call.Deadline(); ok && time.Until(deadline) <= d {
		return 0, false, reason + ", but the deadline comes first"
	}
	return d, true, reason
}

// send makes one attempt. The error is what the caller gets if it is the last.
func (a *attempt) send() (*reply, error) {
	ctx, cancel := context.WithCancelCause(a.call)
	timer := newTimer(a.set.attemptTimeout, func() { cancel(errAttemptTimeout) })
	returned := false
	defer func() {
		if !returned { // a transport of the caller's panics
			timer.stop()
			cancel(errDone)
		}
	}()
	rep, err := a.exchange(ctx)
	returned = true
	timer.stop()
	if err != nil || a.want == wantBody {
		cancel(errDone)
		return rep, err
	}
	endCall := a.endCall
	rep.end = func(cause error) {
		cancel(cause)
		endCall()
	}
	return rep, nil
}

// timer calls a function after a while; with a limit of zero, never.
type timer struct{ t *time.Timer }

func newTimer(d time.Duration, f func()) timer {
	if d <= 0 {
		return timer{}
	}
	return timer{time.AfterFunc(d, f)}
}

func (t timer) stop() {
	if t.t != nil {
		t.t.Stop()
	}
}

// exchange sends the request and reads as much of the answer as is wanted.
func (a *attempt) exchange(ctx context.Context) (*reply, error) {
	if ctx.Err() != nil {
		return nil, a.failed(ctx, ctx.Err())
	}
	req, err := a.httpRequest(ctx)
	if err != nil {
		a.fault = faultFinal
		return nil, &RequestError{a.op.id, err}
	}
	if err := a.authorize(ctx, req.Header); err != nil {
		a.keyless = true
		if ctx.Err() != nil {
			return nil, a.failed(ctx, err)
		}
		a.fault = faultFinal
		return nil, &RequestError{a.op.id, conceal(err, a.secrets())}
	}
	a.log(ctx, req)
	a.setMeta()
	resp, err := a.client.Do(req) // the reply closes the body
	if err != nil {
		if bad := a.upload.err.Load(); bad != nil && ctx.Err() == nil {
			a.fault = faultFinal
			return nil, &RequestError{a.op.id, *bad}
		}
		if why, ok := errors.AsType[refusal](err); ok && why.Refused() && ctx.Err() == nil {
			a.fault = faultFinal
			return nil, &RequestError{a.op.id, conceal(why, a.secrets())}
		}
		return nil, a.failed(ctx, err)
	}
	a.resp = resp
	a.setMeta()
	rep := &reply{req: a.request, resp: resp, attempts: a.number, ctx: ctx}
	stop := rep.closeWith(ctx)
	if a.want == wantBody {
		defer stop()
	}
	if err := rep.decodeContent(); err != nil {
		a.fault = faultFinal
		_ = resp.Body.Close()
		return nil, err
	}
	a.record(resp)
	if (resp.StatusCode < 200 || resp.StatusCode >= 300) && !a.wanted(resp.StatusCode) {
		return nil, a.refused(rep)
	}
	if err := rep.whole(); err != nil {
		a.fault = faultFinal
		_ = resp.Body.Close()
		return nil, err
	}
	if a.want == wantBody {
		return rep, a.readBody(rep)
	}
	return rep, nil
}

// wanted reports whether a redirect is the answer that the caller asks for.
func (a *attempt) wanted(status int) bool {
	return a.set.noRedirects && (a.want == wantBody || a.want == wantDownload) && slices.Contains(a.op.redirects, status)
}

// httpRequest makes the request of an attempt.
func (a *attempt) httpRequest(ctx context.Context) (*http.Request, error) {
	u := *a.url
	req := (&http.Request{
		Method: a.op.method, URL: &u, Host: first(a.host, u.Host), Header: a.header.Clone(),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}).WithContext(ctx)
	if h := a.core.api.retryHeader; h != "" {
		req.Header.Set(h, itoa(a.number-1))
	}
	if a.body == nil {
		return req, nil
	}
	if a.body.size == 0 {
		req.Body = http.NoBody
		return req, nil
	}
	body, err := a.body.open()
	if err != nil {
		return nil, err
	}
	req.Body, req.ContentLength = a.watch(ctx, body), a.body.size
	if a.body.replayable {
		req.GetBody = func() (io.ReadCloser, error) {
			body, err := a.body.open()
			if err != nil {
				return nil, err
			}
			return a.watch(ctx, body), nil
		}
	}
	return req, nil
}

// watch returns body in the form in which a transport gets it.
func (a *attempt) watch(ctx context.Context, body io.ReadCloser) io.ReadCloser {
	if a.body.contextBody != nil {
		body = a.body.contextBody(ctx, body)
	}
	return &watchedBody{body, &a.upload}
}

// watchedBody notes that a body was read from, and errors that are not the
// network's.
type watchedBody struct {
	io.ReadCloser
	seen *upload
}

func (b *watchedBody) Read(p []byte) (int, error) {
	b.seen.touched.Store(true)
	n, err := b.ReadCloser.Read(p)
	if err != nil && err != io.EOF && !errors.Is(err, fs.ErrClosed) {
		b.seen.err.Store(&err)
	}
	return n, err
}
