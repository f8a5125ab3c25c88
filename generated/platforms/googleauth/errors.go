package googleauth

import (
	"encoding/json"
	"net/http"

	"github.com/claudegen/claudegen/generated/platforms"
)

// status is an error as Google's services write it, alone or in a list.
type status struct {
	Error struct {
		Message string `json:"message"`
		Status  string `json:"status"`
	} `json:"error"`
}

// types are the API's types of errors that the HTTP status alone doesn't tell.
var types = map[string]string{
	"RESOURCE_EXHAUSTED": "rate_limit_error",
	"UNAUTHENTICATED":    "authentication_error",
	"PERMISSION_DENIED":  "permission_error",
	"NOT_FOUND":          "not_found_error",
	"DEADLINE_EXCEEDED":  "timeout_error",
	"UNAVAILABLE":        "overloaded_error",
}

// ReadError makes of an error that a service of Google's answers one of the API. One
// that is the API's own stays as it is, and so does every other answer.
func ReadError(resp *http.Response) error {
	if resp.StatusCode < http.StatusBadRequest {
		return nil
	}
	body := platforms.ReadError(resp)
	if platforms.FirstParty(body) {
		return nil
	}
	f := platforms.Fault{Type: platforms.TypeOf(resp.StatusCode), RequestID: resp.Header.Get("Request-Id"), Original: body}
	var one status
	var list []status
	if json.Unmarshal(body, &list) == nil && len(list) > 0 {
		one = list[0]
	} else if json.Unmarshal(body, &one) != nil {
		f.Message = http.StatusText(resp.StatusCode) // a page of a proxy, for instance
	}
	if t := types[one.Error.Status]; t != "" {
		f.Type = t
	}
	if one.Error.Message != "" {
		f.Message = one.Error.Message
	}
	if f.Message == "" {
		f.Message = http.StatusText(resp.StatusCode)
	}
	platforms.SetBody(resp, platforms.ErrorBody(f))
	return nil
}
