package faketest

import (
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"slices"
	"strconv"
	"time"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// Error returns an error for a function that answers an operation: the server
// answers with the status and a body of the type and message. An empty type is
// the one that the document has for the status. What else the error holds, such
// as RetryAfter, Header or a Body of another form, is sent too.
func Error(status int, typ, message string) *client.Error {
	return &client.Error{StatusCode: status, Type: typ, Message: message}
}

// ErrorWith returns an error for a function that answers an operation, with a body that the
// client's ErrorBody returns: the server answers with the status and with body as JSON, or without a body if
// that is nil. Set Content-Type in the Header of the error where a status has bodies of several media types.
func ErrorWith(status int, body any) *client.Error {
	if body == nil {
		return &client.Error{StatusCode: status, Body: []byte{}}
	}
	b, err := encode(body)
	if err != nil {
		return Error(http.StatusInternalServerError, "", "the body of status "+strconv.Itoa(status)+" is no JSON: "+err.Error())
	}
	return &client.Error{StatusCode: status, Body: b}
}

// fail answers with an error of the test's function: an [*Error] as it is, one of
// the Err values of the client as its status, any other as status 500.
func (a *answer) fail(err error) { a.sendError(a.errorOf(err)) }

// errorOf completes an error.
func (a *answer) errorOf(err error) *client.Error {
	if e, ok := errors.AsType[*client.Error](err); ok {
		out := *e
		if out.StatusCode < http.StatusMultipleChoices {
			out.StatusCode = http.StatusInternalServerError
		}
		if out.Type == "" {
			out.Type = a.errorType(out.StatusCode)
		}
		return &out
	}
	for _, k := range a.fake.api.errors {
		if probe := Error(k.status, k.typ, err.Error()); k.status != 0 && errors.Is(probe, err) {
			return probe
		}
	}
	return Error(http.StatusInternalServerError, a.errorType(http.StatusInternalServerError), err.Error())
}

// errorType returns the type that the document has for a status, or else for the
// general one of its class, 400 or 500; empty if it has neither.
func (a *answer) errorType(status int) string {
	general := http.StatusBadRequest
	if status >= http.StatusInternalServerError {
		general = http.StatusInternalServerError
	}
	for _, s := range []int{status, general} {
		for _, k := range a.fake.api.errors {
			if k.status == s {
				return k.typ
			}
		}
	}
	return ""
}

// sendError answers with an error as the API writes it.
func (a *answer) sendError(e *client.Error) {
	e = a.errorOf(e)
	h := a.w.Header()
	for name, values := range e.Header {
		h[http.CanonicalHeaderKey(name)] = values
	}
	if e.RequestID != "" && a.fake.api.requestID != "" {
		h.Set(a.fake.api.requestID, e.RequestID)
	}
	if d := e.RetryAfter; d > 0 {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(d.Seconds()))))
		h.Set("Retry-After-Ms", strconv.FormatFloat(float64(d)/float64(time.Millisecond), 'f', -1, 64))
	}
	contentType, body := "application/json", e.Body
	switch {
	case body != nil && !json.Valid(body):
		contentType = http.DetectContentType(body)
	case body == nil && !slices.ContainsFunc(a.fake.api.errors, func(k errorKind) bool { return k.typ != "" }):
		contentType, body = "application/problem+json", problemOf(e)
	case body == nil:
		body = a.errorBody(e)
	}
	if said := e.Header.Get("Content-Type"); said != "" {
		contentType = said
	}
	a.sendBytes(e.StatusCode, contentType, body)
}

// problemOf is the body of an error of an API that has no types of errors: what
// RFC 9457 calls a problem.
func problemOf(e *client.Error) []byte {
	title := ""
	if e.Message != "" { // else clients take the title for the message
		title = http.StatusText(e.StatusCode)
	}
	return errorJSON(struct {
		Type   string `json:"type,omitempty"`
		Title  string `json:"title,omitempty"`
		Status int    `json:"status"`
		Detail string `json:"detail,omitempty"`
	}{e.Type, title, e.StatusCode, e.Message})
}

// errorBody is the body of an error of an API that has types of them, or the data of
// an error event.
func (a *answer) errorBody(e *client.Error) []byte {
	if e.Body != nil {
		return e.Body
	}
	type inner struct {
		Type    string `json:"type,omitempty"`
		Message string `json:"message"`
	}
	return errorJSON(struct {
		Type      string `json:"type"`
		Error     inner  `json:"error"`
		RequestID string `json:"request_id,omitempty"`
	}{"error", inner{e.Type, e.Message}, a.w.Header().Get(a.fake.api.requestID)})
}

// errorJSON encodes the body of an error.
func errorJSON(v any) []byte {
	b, err := encode(v)
	if err != nil {
		return []byte("{}")
	}
	return b
}
