package platforms

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// UnsupportedError is a request for something that the platform doesn't have. It was
// not sent.
type UnsupportedError struct {
	Platform  string // e.g. "Amazon Bedrock"
	Operation string // e.g. "GET /v1/models", or what of an operation it is
}

func (e *UnsupportedError) Error() string { return e.Platform + " doesn't have " + e.Operation }

// Refused reports true: the request was not sent, and needn't be tried again.
func (e *UnsupportedError) Refused() bool { return true }

// RefusedError is a request that was not sent: the configuration of the platform is wrong,
// or there is no credential.
type RefusedError struct {
	Platform string
	Err      error
}

func (e *RefusedError) Error() string { return e.Platform + ": " + e.Err.Error() }

func (e *RefusedError) Unwrap() error { return e.Err }

// Refused reports true: the request was not sent, and needn't be tried again.
func (e *RefusedError) Refused() bool { return true }

// Fault is what an error says, in the API's terms.
type Fault struct {
	Type      string // e.g. "rate_limit_error"; mostly [TypeOf] the status
	Message   string
	RequestID string
	Original  []byte // what the platform said, if that was JSON
}

// ErrorBody writes a fault as the API writes errors, in answers and in events. What the
// platform said stands in the member "original".
func ErrorBody(f Fault) []byte {
	type detail struct {
		Type    string `json:"type"`
		Message string `json:"message"`
	}
	body := struct {
		Type      string          `json:"type"`
		Error     detail          `json:"error"`
		RequestID string          `json:"request_id,omitempty"`
		Original  json.RawMessage `json:"original,omitempty"`
	}{Type: "error", Error: detail{f.Type, f.Message}, RequestID: f.RequestID}
	if body.Error.Type == "" {
		body.Error.Type = "api_error"
	}
	if json.Valid(f.Original) {
		body.Original = f.Original
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(body) // of strings and JSON
	return bytes.TrimSpace(b.Bytes())
}

// TypeOf returns the type of the API's errors of a status.
func TypeOf(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "authentication_error"
	case http.StatusPaymentRequired:
		return "billing_error"
	case http.StatusForbidden:
		return "permission_error"
	case http.StatusNotFound:
		return "not_found_error"
	case http.StatusRequestEntityTooLarge:
		return "request_too_large"
	case http.StatusTooManyRequests:
		return "rate_limit_error"
	case http.StatusRequestTimeout, http.StatusGatewayTimeout:
		return "timeout_error"
	case http.StatusServiceUnavailable, 529:
		return "overloaded_error"
	}
	if status >= 400 && status < 500 {
		return "invalid_request_error"
	}
	return "api_error"
}

// FirstParty reports whether a body is an error as the API writes them.
func FirstParty(body []byte) bool {
	var e struct {
		Type  string `json:"type"`
		Error struct {
			Type string `json:"type"`
		} `json:"error"`
	}
	return json.Unmarshal(body, &e) == nil && e.Type == "error" && e.Error.Type != ""
}

// ReadError reads the body of an error, up to 1 MiB, and leaves it to be read again.
func ReadError(resp *http.Response) []byte {
	body, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<20)) // what there is
	_ = resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(body))
	resp.ContentLength, resp.TransferEncoding = int64(len(body)), nil
	return body
}

// SetBody replaces the body of an answer by JSON. The one that was there is closed.
func SetBody(resp *http.Response, body []byte) {
	_ = resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(body))
	resp.ContentLength, resp.TransferEncoding, resp.Uncompressed = int64(len(body)), nil, false
	if resp.Header == nil {
		resp.Header = http.Header{}
	}
	resp.Header.Set("Content-Type", "application/json")
	resp.Header.Set("Content-Length", strconv.Itoa(len(body)))
	resp.Header.Del("Content-Encoding")
}

// SetRequestID gives an answer the header in which the API has the request's id, from the one in
// which the platform has it.
func SetRequestID(resp *http.Response, from string) {
	if id := resp.Header.Get(from); id != "" && resp.Header.Get("Request-Id") == "" {
		resp.Header.Set("Request-Id", strings.TrimSpace(id))
	}
}
