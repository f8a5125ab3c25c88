package runtime

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	mathrand "math/rand/v2" // crypto/rand is imported by what stands beside it in a generated package
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
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

// reply is an answer of a good status. body is set if the answer was to be read
// as a whole; otherwise resp.Body is still open and end has to be called.
type reply struct {
	req      *request
	resp     *http.Response
	body     string
	partial  bool // the body has been decoded but for some of its values
	attempts int
	ctx      context.Context
	caller   context.Context   // of the call, as the caller made it
	end      func(cause error) // frees what the call holds; safe to call twice
	load     func() error      // reads the body, if it has not been read
}

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

// closeWith closes the body when ctx is done: a transport that doesn't know
// contexts would go on reading. stop takes that back.
func (rep *reply) closeWith(ctx context.Context) (stop func() bool) {
	body := rep.resp.Body
	return context.AfterFunc(ctx, func() { _ = body.Close() })
}

// abandon frees an answer that nobody will read.
func (rep *reply) abandon() {
	_ = rep.resp.Body.Close()
	if rep.end != nil {
		rep.end(errDone)
	}
}

// readBody reads an answer as a whole.
func (a *attempt) readBody(rep *reply) error {
	body, err := readString(rep.resp.Body, rep.resp.ContentLength, a.set.maxResponse)
	_ = rep.resp.Body.Close()
	rep.body = body
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*SizeError](err); ok {
		a.fault = faultFinal
		return rep.responseError(err)
	}
	if rep.ctx.Err() != nil {
		return a.failed(rep.ctx, err)
	}
	a.fault = faultCut
	return rep.responseError(cutOff(err))
}

// cutOff makes errors of reading a body recognizable as such.
func cutOff(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return io.ErrUnexpectedEOF
	}
	return fmt.Errorf("%w: %w", io.ErrUnexpectedEOF, err)
}

// refused reads an answer that says that the request failed.
func (a *attempt) refused(rep *reply) error {
	const most = 1 << 20
	var body []byte
	switch {
	case rep.resp.StatusCode < http.StatusOK: // the body is the connection itself, and doesn't end
	case mediaType(rep.resp.Header) == "text/event-stream":
		body = firstEvent(rep.resp.Body, most) // the connection may stay open
	default:
		body, _ = io.ReadAll(io.LimitReader(rep.resp.Body, most)) // what there is
	}
	_ = rep.resp.Body.Close()
	if rep.ctx.Err() != nil && context.Cause(rep.ctx) != errAttemptTimeout {
		return a.failed(rep.ctx, rep.ctx.Err())
	}
	e := rep.newError(string(body))
	if to := rep.resp.Header.Get("Location"); to != "" && e.StatusCode/100 == 3 && e.Message == "" {
		e.Message = hide("the answer points to "+to+", where a "+a.op.method+" request is not sent", rep.req.secrets())
	}
	return e
}

// firstEvent reads r until an event with data is complete.
func firstEvent(r io.Reader, most int) []byte {
	var out []byte
	buf := make([]byte, 4<<10)
	for len(out) < most {
		n, err := r.Read(buf[:min(len(buf), most-len(out))])
		out = append(out, buf[:n]...)
		text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(out))
		if i := strings.Index(text, "data:"); err != nil || i >= 0 && strings.Contains(text[i:], "\n\n") {
			break
		}
	}
	return out
}

// newError makes an Error of an answer whose body or event is given.
func (rep *reply) newError(body string) *Error {
	secrets := rep.req.secrets()
	body = hide(body, secrets)
	e := &Error{
		StatusCode: rep.resp.StatusCode,
		RequestID:  rep.requestID(),
		Method:     rep.req.op.method,
		Path:       rep.req.path(),
		Attempts:   rep.attempts,
		Header:     rep.req.core.api.redact(rep.resp.Header, secrets),
		Body:       []byte(body),
	}
	e.RetryAfter, _ = retryAfter(rep.resp.Header, time.Now())
	e.describe(body)
	e.typed = slices.Contains(rep.req.core.api.errorTypes, e.Type)
	// In JSON, they may have stood there in escapes that nobody has thought of.
	e.Message, e.Type, e.RequestID = hide(e.Message, secrets), hide(e.Type, secrets), hide(e.RequestID, secrets)
	return e
}

func (rep *reply) requestID() string {
	return rep.req.requestID(rep.resp.Header)
}

// requestID returns what the server calls the request, without secrets.
func (r *request) requestID(h http.Header) string {
	name := r.core.api.requestID
	if name == "" || h.Get(name) == "" {
		return ""
	}
	return hide(h.Get(name), r.secrets())
}

// responseError wraps what is wrong with the answer.
func (rep *reply) responseError(err error) *ResponseError {
	return rep.partError(err, rep.body)
}

// partError is responseError for a part of the answer: an event or a line.
func (rep *reply) partError(err error, part string) *ResponseError {
	secrets := rep.req.secrets()
	return &ResponseError{
		StatusCode:  rep.resp.StatusCode,
		ContentType: hide(rep.resp.Header.Get("Content-Type"), secrets),
		RequestID:   rep.requestID(),
		Method:      rep.req.op.method,
		Path:        rep.req.path(),
		Attempts:    rep.attempts,
		Body:        []byte(hide(part, secrets)),
		Err:         conceal(err, secrets),
	}
}

// path returns the URL's path, without the query, which may hold a credential.
func (r *request) path() string { return r.url.EscapedPath() }

// failed classifies an attempt that got no answer.
func (a *attempt) failed(ctx context.Context, err error) error {
	if d, ok := ctx.Deadline(); ok && !time.Now().Before(d) {
		select {
		case <-ctx.Done(): // a dialer may see the deadline before the context does
		case <-time.After(100 * time.Millisecond): // and some contexts never do
		}
	}
	if t := a.timeout(ctx, a.number); t != nil {
		a.fault = faultFinal
		if t.Limit == "attempt" {
			a.fault, a.unsent = faultTimeout, unsent(err)
		}
		return t
	}
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err // without the URL
	}
	switch {
	case a.call.Err() != nil:
		a.fault = faultFinal
		err = canceled(a.call)
	case finalError(err):
		a.fault = faultFinal
	default:
		a.fault, a.unsent = faultConnect, unsent(err)
	}
	return a.connectionError(err, a.number)
}

// canceled returns a context's error together with its cause.
func canceled(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if errors.Is(cause, err) {
		return cause
	}
	return fmt.Errorf("%w: %w", err, cause)
}

func (r *request) connectionError(err error, attempts int) *ConnectionError {
	return &ConnectionError{
		Method: r.op.method, Path: r.path(), Attempts: attempts,
		Err: conceal(err, r.secrets()),
	}
}

// timeout returns the limit that ended ctx, or nil if none did.
func (r *request) timeout(ctx context.Context, attempts int) *TimeoutError {
	if ctx.Err() == nil {
		return nil
	}
	t := &TimeoutError{Method: r.op.method, Path: r.path(), Attempts: attempts}
	switch cause := context.Cause(ctx); {
	case cause == errAttemptTimeout:
		t.Limit, t.After = "attempt", r.set.attemptTimeout
	case cause == errCallTimeout:
		t.Limit, t.After = "call", r.set.timeout
	case cause == errIdleTimeout:
		t.Limit, t.After = "idle", r.set.idleTimeout
	case ctx.Err() == context.DeadlineExceeded:
		t.Limit = "context"
	default:
		return nil
	}
	return t
}

// gaveUp is the error of a call that ended while it waited for the next attempt.
func (a *attempt) gaveUp(cause, last error) error {
	if t := a.timeout(a.call, a.number); t != nil {
		return t
	}
	return a.connectionError(fmt.Errorf("%w, waiting to retry after: %w", cause, last), a.number)
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

// unsent reports whether an error is one of making the connection, so that
// surely nothing was sent.
func unsent(err error) bool {
	if _, ok := errors.AsType[*net.DNSError](err); ok {
		return true
	}
	op, ok := errors.AsType[*net.OpError](err)
	return ok && (op.Op == "dial" || op.Op == "proxyconnect")
}

// certificateError reports whether the other side couldn't prove who it is.
func certificateError(err error) bool {
	var c *tls.CertificateVerificationError
	return errors.As(err, &c)
}

// setMeta stores what is known about an attempt: at first only that it is made.
func (a *attempt) setMeta() {
	if a.set.meta == nil {
		return
	}
	if a.resp == nil {
		*a.set.meta = ResponseMeta{Attempts: a.number}
		return
	}
	*a.set.meta = ResponseMeta{
		StatusCode: a.resp.StatusCode,
		Header:     receivedHeader(a.resp.Header, a.secrets()),
		Attempts:   a.number,
		RateLimits: rateLimits(a.resp.Header, a.core.api.rateLimitPrefix, time.Now()),
	}
	a.set.meta.RequestID = a.requestID(a.resp.Header)
}
