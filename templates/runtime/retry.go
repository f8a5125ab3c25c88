package runtime

import (
	"net/http"
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
	idempotent bool   // by its method, the request may be carried out twice
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
		return true, "connection failed"
	case faultTimeout:
		return true, "attempt timed out"
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
	case o.status == http.StatusRequestTimeout, o.status == http.StatusConflict,
		o.status == http.StatusTooManyRequests, o.status >= 500:
		return true, "status " + itoa(o.status)
	}
	return false, "status " + itoa(o.status) + " is final"
}

// idempotent reports whether requests of a method may be carried out twice.
func idempotent(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete, http.MethodOptions:
		return true
	}
	return false
}

// backoff returns the wait before retry n, counted from 1: a random part, given
// by random in [0,1), of shortest*2^(n-1), or of longest if that is less.
func backoff(n int, shortest, longest time.Duration, random float64) time.Duration {
	d := shortest
	for i := 1; i < n && d < longest; i++ {
		d *= 2
	}
	return time.Duration(random * float64(min(d, longest)))
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
