package runtime

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Error is an answer that says that the request failed: a status of 300 or
// more, the error event of a stream, or an object that says so under a status that
// doesn't. errors.Is matches it with the Err values of this package: by its type
// or, if that isn't known, by its status.
type Error struct {
	StatusCode int           // as it came, e.g. 429; 200 for the error event of a stream
	Type       string        // as the server names it, e.g. "rate_limit_error"; may be empty
	Message    string        // for people; may be empty
	RequestID  string        // for the server's support; may be empty
	Method     string        // e.g. "POST"
	Path       string        // of the URL
	Attempts   int           // how often the request was sent
	RetryAfter time.Duration // the wait that the server asked for; 0 if none
	Header     http.Header   // with what may be secret left out
	Body       []byte        // as it came, up to 1 MiB; JSON, HTML, anything

	typed  bool        // the document knows Type
	code   int         // status that the body names
	bodies errorBodies // of the operation that failed
}

// status is the one that decides what kind of error e is: that of the answer,
// unless it claims that all is well.
func (e *Error) status() int {
	if e.StatusCode < http.StatusMultipleChoices && e.code != 0 {
		return e.code
	}
	return e.StatusCode
}

// Error says what was called, the status or type, the message and the request id, in
// one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Method + " " + e.Path + ": " + itoa(e.StatusCode))
	if e.Type != "" {
		b.WriteString(" " + oneLine(e.Type, 80))
	} else if t := http.StatusText(e.StatusCode); t != "" {
		b.WriteString(" " + t)
	}
	switch {
	case e.Message != "":
		b.WriteString(": " + oneLine(e.Message, 500))
	case len(e.Body) > 0:
		b.WriteString(": " + beginning(e.Body))
	}
	b.WriteString(trailer(e.RequestID, e.Attempts))
	return b.String()
}

// Is reports whether target is an Err value of this package that e is a case of.
func (e *Error) Is(target error) bool {
	k, ok := target.(*errorKind)
	return ok && k.matches(e)
}

// ResponseError is an answer that began well but can't be used: it is empty, not
// JSON, or not what its type expects ([*DecodeError]), too large ([*SizeError]), or cut off
// ([io.ErrUnexpectedEOF]).
type ResponseError struct {
	StatusCode  int
	ContentType string
	RequestID   string
	Method      string
	Path        string
	Attempts    int
	Body        []byte // the answer, event or line that is at fault, as far as it was read
	Err         error
}

func (e *ResponseError) Error() string {
	var b strings.Builder
	b.WriteString(e.Method + " " + e.Path + ": unusable answer: " + e.Err.Error())
	var d *DecodeError
	if errors.As(e.Err, &d) && len(e.Body) > 0 {
		b.WriteString(", in " + beginning(e.Body))
	}
	b.WriteString(trailer(e.RequestID, e.Attempts))
	return b.String()
}

func (e *ResponseError) Unwrap() error { return e.Err }

// RequestError is a request that was refused before it was sent.
type RequestError struct {
	Operation string // e.g. "messages.create"
	Err       error  // why, e.g. a [*SizeError]
}

func (e *RequestError) Error() string { return e.Operation + ": not sent: " + e.Err.Error() }

func (e *RequestError) Unwrap() error { return e.Err }

// ConnectionError is a request to which no whole answer came: the connection
// failed, or the context was canceled.
type ConnectionError struct {
	Method   string
	Path     string
	Attempts int
	Err      error // its text is without secrets
}

func (e *ConnectionError) Error() string {
	return e.Method + " " + e.Path + ": " + oneLine(e.Err.Error(), 500) + trailer("", e.Attempts)
}

func (e *ConnectionError) Unwrap() error { return e.Err }

// TimeoutError is a call, or the reading of its answer, that took too long. It
// wraps [context.DeadlineExceeded].
type TimeoutError struct {
	Method   string
	Path     string
	Attempts int
	// Limit names what ran out: "attempt" ([WithAttemptTimeout]), "call"
	// ([WithTimeout]), "idle" ([WithIdleTimeout]) or "context", the deadline of the
	// context that the caller gave.
	Limit string
	After time.Duration // the limit; 0 for "context"
}

func (e *TimeoutError) Error() string {
	s := e.Method + " " + e.Path + ": " + e.Limit + " timeout"
	if e.After > 0 {
		s += " after " + e.After.String()
	}
	return s + trailer("", e.Attempts)
}

// Timeout reports true.
func (e *TimeoutError) Timeout() bool { return true }

// Unwrap returns [context.DeadlineExceeded].
func (e *TimeoutError) Unwrap() error { return context.DeadlineExceeded }

// SizeError says that something is larger than it may be.
type SizeError struct {
	What  string // e.g. "request body"
	Limit int64  // in bytes
	Size  int64  // in bytes; -1 if only known to be larger
}

func (e *SizeError) Error() string {
	s := e.What + " is larger than " + strconv.FormatInt(e.Limit, 10) + " bytes"
	if e.Size >= 0 {
		s += ": " + strconv.FormatInt(e.Size, 10)
	}
	return s
}

// trailer says what support asks for first.
func trailer(requestID string, attempts int) string {
	var parts []string
	if requestID != "" {
		parts = append(parts, "request id "+oneLine(requestID, 80))
	}
	if attempts > 1 {
		parts = append(parts, itoa(attempts)+" attempts")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// beginning quotes the beginning of a body.
func beginning(body []byte) string {
	const most = 160
	return fmt.Sprintf("%q", oneLine(string(body[:min(len(body), 4*most)]), most))
}

// oneLine makes a text from outside fit for a line of a log.
func oneLine(s string, most int) string {
	s = strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "\uFFFD"), func(r rune) bool {
		return r <= ' ' || r == 0x7f
	}), " ")
	if len(s) <= most {
		return s
	}
	for most > 0 && s[most]&0xC0 == 0x80 {
		most-- // not in the middle of a character
	}
	return s[:most] + "..."
}

// describe fills in type, message and request id from an error's body, in the
// forms that are common: {"error":{"type":...,"message":...}}, {"error":"..."},
// {"type":...,"message":...} and {"errors":[{"message":...}]}, problem details of RFC 9457, and
// all of them as the data of an event.
func (e *Error) describe(body string) {
	d := coder{mode: decoding, src: toValid(bare(body))}
	d.space()
	top := d.texts("error", "errors[]", "type", "code", "status", "message", "detail", "detail[]", "title", "error_description", "request_id")
	if d.err != nil || top == nil {
		return
	}
	e.code = first(statusIn(top["status"]), statusIn(top["code"]))
	if inner := top["error"]; strings.HasPrefix(inner, "{") {
		d := coder{mode: decoding, src: inner}
		in := d.texts("type", "code", "status", "message")
		e.Type = first(in["type"], noNumber(in["status"]), noNumber(in["code"]))
		e.Message = in["message"]
		e.code = first(statusIn(in["code"]), statusIn(in["status"]), e.code)
	} else {
		e.Type = first(top["type"], noNumber(top["code"]))
		e.Message = first(top["message"], top["error_description"], inner)
		if top["error_description"] != "" {
			e.Type = first(e.Type, inner) // as OAuth has it
		}
	}
	if e.Type == "about:blank" {
		e.Type = "" // RFC 9457: there is nothing to say beyond the status
	}
	e.Message = first(e.Message, e.problem(top["title"], top["detail"]), e.firstOf(top["errors[]"]), e.firstOf(top["detail[]"]))
	if e.RequestID == "" {
		e.RequestID = top["request_id"]
	}
}

// bare is an error's body without what it may be wrapped in: a byte order mark, an event.
func bare(body string) string {
	body = strings.TrimPrefix(body, byteOrderMark)
	if data, ok := eventData(body); ok {
		return data
	}
	return body
}

// problem joins what problem details say of an error: the kind, unless that is what the
// status says, and the case.
func (e *Error) problem(title, detail string) string {
	if detail == "" {
		return title
	}
	if title == "" || strings.EqualFold(title, http.StatusText(e.StatusCode)) || strings.HasPrefix(detail, title) {
		return detail
	}
	return title + ": " + detail
}

// firstOf returns what the first of a list of errors says: it is a text or an object.
func (e *Error) firstOf(list string) string {
	d := coder{mode: decoding, src: list}
	if list == "" || !d.open('[') {
		return ""
	}
	if d.peek() == '"' {
		return d.str()
	}
	in := d.texts("message", "msg", "title", "detail")
	return first(in["message"], in["msg"], e.problem(in["title"], in["detail"]))
}

// statusIn reads a status that an error's body names; 0 for what is none.
func statusIn(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 300 && n < 1000 {
		return n
	}
	return 0
}

// noNumber returns s unless it is a number, which is no name of a type.
func noNumber(s string) string {
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return ""
	}
	return s
}

// eventData returns the data of the first event that has some, if text is a
// stream of events: gateways answer requests for streams in this form, whatever
// the status.
func eventData(text string) (string, bool) {
	head := strings.TrimLeft(text, "\uFEFF \t\r\n")
	if !strings.HasPrefix(head, "event:") && !strings.HasPrefix(head, "data:") && !strings.HasPrefix(head, ":") && !strings.HasPrefix(head, "id:") {
		return "", false
	}
	var data []string
	for line := range strings.SplitSeq(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(head), "\n") {
		if line == "" && data != nil {
			break
		}
		if value, ok := strings.CutPrefix(line, "data:"); ok {
			data = append(data, strings.TrimPrefix(value, " "))
		}
	}
	return strings.Join(data, "\n"), data != nil
}

// first returns the first of several values that isn't the zero value.
func first[T comparable](vs ...T) T {
	var none T
	for _, v := range vs {
		if v != none {
			return v
		}
	}
	return none
}

// texts returns those members of the next object that have one of the names:
// strings without quotes, objects and numbers as JSON, and as JSON also arrays where the
// name is followed by []. Whatever else they hold is skipped.
func (c *coder) texts(names ...string) map[string]string {
	if !c.open('{') {
		return nil
	}
	out := map[string]string{}
	if c.shut('}') {
		return out
	}
	for c.err == nil {
		name := c.name()
		wanted := false
		for _, n := range names {
			wanted = wanted || n == name
		}
		switch b := c.peek(); {
		case wanted && b == '"':
			out[name] = c.str()
		case wanted && (b == '{' || b == '-' || '0' <= b && b <= '9'):
			start := c.pos
			c.skip()
			out[name] = c.src[start:c.pos]
		case b == '[' && slices.Contains(names, name+"[]"):
			start := c.pos
			c.skip()
			out[name+"[]"] = c.src[start:c.pos]
		default:
			c.skip()
		}
		if c.err != nil || !c.more('}') {
			break
		}
	}
	return out
}
