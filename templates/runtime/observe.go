package runtime

import (
	"context"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

// TraceEvent is one attempt of a call, after it has ended; see [WithTrace].
type TraceEvent struct {
	Operation  string // e.g. "messages.create"
	Method     string // e.g. "POST"
	Path       string // of the URL
	Attempt    int    // counted from 1
	StatusCode int    // 0 if no answer came
	RequestID  string
	Duration   time.Duration // until the answer was read or handed on
	Err        error         // nil if the attempt succeeded
	Retry      bool          // another attempt follows
	Reason     string        // why, or why not
	Wait       time.Duration // before the next attempt
}

// callHook is told of the beginning and the end of a call; see [WithCallHook].
type callHook func(ctx context.Context, operation string) (context.Context, func(error))

// hooked runs r between the beginning and the end that the hook is told of.
func (r *request) hooked(ctx context.Context, hook callHook) (rep *reply, err error) {
	ctx, done := hook(ctx, r.op.id)
	end := sync.OnceFunc(func() { done(err) })
	defer func() {
		if rep == nil || rep.end == nil { // also if a function of the caller's panics
			end()
		}
	}()
	rep, err = r.attempts(ctx)
	if rep != nil && rep.end != nil {
		free := rep.end
		rep.end = func(cause error) {
			free(cause)
			end()
		}
	}
	return rep, err
}

// observe tells the trace function and the logger about an attempt.
func (r *request) observe(ctx context.Context, a *attempt, err error, took time.Duration, retry bool, reason string, wait time.Duration) {
	debug := r.set.logger != nil && r.set.logger.Enabled(ctx, slog.LevelDebug)
	if r.set.trace == nil && !debug {
		return
	}
	e := TraceEvent{
		Operation: r.op.id, Method: r.op.method, Path: r.path(), Attempt: a.number,
		Duration: took, Err: err, Retry: retry, Reason: reason, Wait: wait,
	}
	var h http.Header
	if a.resp != nil {
		h = a.resp.Header
		e.StatusCode = a.resp.StatusCode
		e.RequestID = r.requestID(h)
	}
	if r.set.trace != nil {
		r.set.trace(ctx, e)
	}
	if !debug {
		return
	}
	attrs := []slog.Attr{
		slog.String("operation", e.Operation), slog.Int("attempt", e.Attempt), slog.Int("status", e.StatusCode),
		slog.String("request_id", e.RequestID), slog.Duration("duration", took), slog.String("outcome", reason),
		slog.Any("header", r.core.api.redact(h, r.secrets())),
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	}
	if retry {
		attrs = append(attrs, slog.Duration("retry_in", wait))
	}
	r.set.logger.LogAttrs(ctx, slog.LevelDebug, "received response", attrs...)
}

// log tells the logger what is about to be sent.
func (a *attempt) log(ctx context.Context, req *http.Request) {
	if a.set.logger == nil || !a.set.logger.Enabled(ctx, slog.LevelDebug) {
		return
	}
	secrets := a.secrets()
	a.set.logger.LogAttrs(ctx, slog.LevelDebug, "sending request",
		slog.String("operation", a.op.id), slog.Int("attempt", a.number),
		slog.String("method", a.op.method), slog.String("host", req.URL.Host), slog.String("path", a.path()),
		slog.Int64("bytes", req.ContentLength), slog.Any("header", a.core.api.redact(req.Header, secrets)))
}
