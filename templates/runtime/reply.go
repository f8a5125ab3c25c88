package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
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
		bodies:     rep.req.op.errors,
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
