package faketest

import (
	"encoding/json"
	"errors"
	"math"
	"net/http"
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

// errorType returns the type that the document has for a status.
func (a *answer) errorType(status int) string {
	for _, k := range a.fake.api.errors {
		if k.status == status {
			return k.typ
		}
	}
	if status < http.StatusInternalServerError {
		return "invalid_request_error"
	}
	return "api_error"
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
	contentType := "application/json"
	if e.Body != nil && !json.Valid(e.Body) {
		contentType = http.DetectContentType(e.Body)
	}
	a.sendBytes(e.StatusCode, contentType, a.errorBody(e))
}

// errorBody is the body of an error, or the data of an error event.
func (a *answer) errorBody(e *client.Error) []byte {
	if e.Body != nil {
		return e.Body
	}
	type inner struct {
		Type    string `json:"type"`
		Message string `json:"message"`
	}
	b, err := encode(struct {
		Type      string `json:"type"`
		Error     inner  `json:"error"`
		RequestID string `json:"request_id,omitempty"`
	}{"error", inner{e.Type, e.Message}, a.w.Header().Get(a.fake.api.requestID)})
	if err != nil {
		return []byte("{}")
	}
	return b
}
