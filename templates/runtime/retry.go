package runtime

import (
	"math"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// fault says how an attempt failed without an answer that could be used.
type fault uint8

const (
	faultNone    fault = iota // an answer came, of whatever status
	faultConnect              // the connection failed
	faultTimeout              // the attempt took too long
	faultCut                  // the answer broke off
	faultFinal                // nothing that another attempt would change
)

// outcome is what the decision to retry depends on.
type outcome struct {
	fault      fault
	status     int    // of the answer
	directive  string // header x-should-retry of the answer
	repeatable bool   // the request may be carried out twice
	idempotent bool   // and its method says so
	unsent     bool   // nothing of the request reached the server
	retriable  bool   // the status is one of those after which to try again
	replayable bool   // the body can be sent again
	left       int    // retries that may still be made
}

// shouldRetry decides whether a request is sent again, and says why.
func shouldRetry(o outcome) (retry bool, reason string) {
	retry, reason = worthRetry(o)
	switch {
	case !retry:
		return false, reason
	case o.left <= 0:
		return false, reason + ", but no retries are left"
	case !o.replayable:
		return false, reason + ", but the body can't be sent again"
	}
	return true, reason
}

// worthRetry is shouldRetry without regard to what is possible.
func worthRetry(o outcome) (retry bool, reason string) {
	switch o.fault {
	case faultConnect:
		if o.repeatable || o.unsent {
			return true, "connection failed"
		}
		return false, "connection failed, and the request may have been carried out"
	case faultTimeout:
		if o.repeatable || o.unsent {
			return true, "attempt timed out"
		}
		return false, "attempt timed out, and the request may have been carried out"
	case faultCut:
		if o.idempotent {
			return true, "answer broke off"
		}
		return false, "answer broke off after the request was carried out"
	case faultFinal:
		return false, "not worth another attempt"
	default:
	}
	if o.status >= 200 && o.status < 300 {
		return false, "answered"
	}
	switch o.directive {
	case "true":
		return true, "server asks to retry"
	case "false":
		return false, "server asks not to retry"
	}
	switch {
	case !o.retriable:
		return false, "status " + itoa(o.status) + " is final"
	case !o.repeatable:
		return false, "status " + itoa(o.status) + ", but the request may have been carried out"
	}
	return true, "status " + itoa(o.status)
}

// idempotent reports whether requests of a method may be carried out twice; see
// RFC 9110, section 9.2.2.
func idempotent(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete, http.MethodOptions, http.MethodTrace, "QUERY":
		return true
	}
	return false
}

// rfcStatuses are those after which idempotent requests are sent again if the
// document doesn't say which: the server had no time for them, or failed.
var rfcStatuses = [][2]int{{408, 408}, {429, 429}, {500, 500}, {502, 504}, {506, 599}}

// rule returns what the document says about retries of an operation, or nil.
func (a *attempt) rule() *retryRule { return first(a.op.retry, a.core.api.retry) }

// repeatable reports whether the request may be sent again although it may have
// been carried out.
func (a *attempt) repeatable() bool {
	if rule := a.rule(); rule != nil {
		return slices.Contains(rule.methods, a.op.method)
	}
	return idempotent(a.op.method) || a.op.onceKey != ""
}

// retriable reports whether an answer of a status calls for another attempt.
func (a *attempt) retriable(status int) bool {
	statuses := rfcStatuses
	if rule := a.rule(); rule != nil {
		statuses = rule.statuses
	}
	return slices.ContainsFunc(statuses, func(r [2]int) bool { return r[0] <= status && status <= r[1] })
}

// backoff returns the wait before retry n, counted from 1: a random part, given
// by random in [0,1), of shortest*2^(n-1), or of longest if that is less.
func backoff(n int, shortest, longest time.Duration, random float64) time.Duration {
	d := shortest
	for i := 1; i < n && d < longest; i++ {
		if d > longest/2 {
			d = longest // twice as long may be more than a duration holds
			break
		}
		d *= 2
	}
	if wait := random * float64(min(d, longest)); wait < math.MaxInt64 {
		return time.Duration(wait)
	}
	return longest
}

// retryAfter returns the wait that an answer asks for.
func retryAfter(h http.Header, now time.Time) (time.Duration, bool) {
	if d, ok := parseWait(h.Get("Retry-After-Ms"), time.Millisecond); ok {
		return d, true
	}
	v := h.Get("Retry-After")
	if d, ok := parseWait(v, time.Second); ok {
		return d, true
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(t.Sub(now), 0), true
	}
	return 0, false
}

func parseWait(s string, unit time.Duration) (time.Duration, bool) {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || !(n >= 0) {
		return 0, false
	}
	const most = 365 * 24 * time.Hour
	return time.Duration(min(n*float64(unit), float64(most))), true
}
