package runtime

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// ResponseMeta is what an answer says beside its body; see [WithResponse].
type ResponseMeta struct {
	StatusCode int
	RequestID  string
	Header     http.Header          // as it came, without cookies
	Attempts   int                  // how often the request was sent
	RateLimits map[string]RateLimit // by what is limited, e.g. "requests" or "input-tokens"
	// Misfits are the first values that are of another type than the document says. The
	// rest of the answer is read as if they weren't there; where they stood in an object,
	// its Extra holds the member. Those of a stream come as its events are read.
	Misfits []*DecodeError
}

// RateLimit is a limit on the caller, as it stood when the answer was made.
type RateLimit struct {
	Limit     int64     // allowed in a period; -1 if the server didn't say
	Remaining int64     // left in this period; -1 if the server didn't say
	Reset     time.Time // when it is full again; zero if the server didn't say
}

// rateLimits reads the headers PREFIX-NAME-limit, -remaining and -reset.
func rateLimits(h http.Header, prefix string, now time.Time) map[string]RateLimit {
	if prefix == "" {
		return nil
	}
	prefix = http.CanonicalHeaderKey(prefix)
	out := map[string]RateLimit{}
	for key, vs := range h {
		rest, ok := strings.CutPrefix(key, prefix)
		i := strings.LastIndexByte(rest, '-')
		if !ok || len(vs) == 0 {
			continue
		}
		name, what := strings.ToLower(rest[:max(i, 0)]), strings.ToLower(rest[i+1:])
		l, seen := out[name]
		if !seen {
			l = RateLimit{Limit: -1, Remaining: -1}
		}
		if l.set(what, vs[0], now) {
			out[name] = l
		}
	}
	return out
}

// set stores a header's value, and reports whether it was one to store.
func (l *RateLimit) set(what, value string, now time.Time) bool {
	if what == "reset" {
		t, ok := parseReset(value, now)
		if ok {
			l.Reset = t
		}
		return ok
	}
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return false
	}
	switch what {
	case "limit":
		l.Limit = n
	case "remaining":
		l.Remaining = n
	default:
		return false
	}
	return true
}

// parseReset reads a time: RFC 3339, or the seconds or the duration until it.
func parseReset(s string, now time.Time) (time.Time, bool) {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t, true
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && n >= 0 && n < 1e9 {
		return now.Add(time.Duration(n * float64(time.Second))), true
	}
	if d, err := time.ParseDuration(s); err == nil {
		return now.Add(d), true
	}
	return time.Time{}, false
}
