package runtime

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"time"
)

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

// gaveUp is the error of a call that ended while it waited for the next attempt.
func (a *attempt) gaveUp(cause, last error) error {
	if t := a.timeout(a.call, a.number); t != nil {
		return t
	}
	return a.connectionError(fmt.Errorf("%w, waiting to retry after: %w", cause, last), a.number)
}

// canceled returns a context's error together with its cause.
func canceled(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if errors.Is(cause, err) {
		return cause
	}
	return fmt.Errorf("%w: %w", err, cause)
}

// path returns the URL's path, without the query, which may hold a credential.
func (r *request) path() string { return r.url.EscapedPath() }

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
