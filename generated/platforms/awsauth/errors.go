package awsauth

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/claudegen/claudegen/generated/platforms"
)

// RequestID is the header in which AWS says which request it was.
const RequestID = "X-Amzn-Requestid"

// Fix makes of an error of AWS one of the API, and gives any answer the API's header of the request's
// id. It returns how AWS calls the error; an empty text if there is none.
func Fix(resp *http.Response) (code string) {
	platforms.SetRequestID(resp, RequestID)
	if resp.StatusCode < http.StatusBadRequest {
		return ""
	}
	body := platforms.ReadError(resp)
	if platforms.FirstParty(body) {
		return ""
	}
	var said struct {
		Type    string `json:"__type"`
		Code    string `json:"code"`
		Message string `json:"message"` // encoding/json takes Message, too
	}
	if json.Unmarshal(body, &said) != nil && resp.Header.Get("X-Amzn-Errortype") == "" {
		return "" // a page of a proxy, say: it stays as it came
	}
	code = shortCode(cmp.Or(resp.Header.Get("X-Amzn-Errortype"), said.Type, said.Code))
	f := Fault(code, said.Message, body)
	f.Type = cmp.Or(f.Type, platforms.TypeOf(resp.StatusCode))
	f.RequestID = resp.Header.Get("Request-Id")
	platforms.SetBody(resp, platforms.ErrorBody(f))
	return code
}

// Fault writes down an error by the name that AWS gives it. The type is empty for one
// that is not known.
func Fault(code, message string, original []byte) platforms.Fault {
	text := message
	if code != "" {
		text = strings.TrimSuffix(code+": "+message, ": ")
	}
	return platforms.Fault{Type: typeOf(code), Message: text, Original: original}
}

// shortCode takes away what may stand around the name of an error, as in
// "aws.protocoltests#ThrottlingException:http://internal.amazon.com/".
func shortCode(s string) string {
	s, _, _ = strings.Cut(s, ":")
	return strings.TrimSpace(s[strings.LastIndexByte(s, '#')+1:])
}

// typeOf returns the API's type of an error of AWS, whose name may begin with a small letter: so do those
// in streams. It is empty for one that is not known.
func typeOf(code string) string {
	switch strings.TrimSuffix(strings.ToLower(code), "exception") {
	case "throttling", "toomanyrequests", "servicequotaexceeded", "requestlimitexceeded":
		return "rate_limit_error"
	case "accessdenied":
		return "permission_error"
	case "unrecognizedclient", "invalidclienttokenid", "invalidsignature", "signaturedoesnotmatch", "incompletesignature", "missingauthenticationtoken",
		"expiredtoken", "requestexpired", "requesttimetooskewed", "requestinthefuture", "authfailure":
		return "authentication_error"
	case "validation":
		return "invalid_request_error"
	case "resourcenotfound":
		return "not_found_error"
	case "modeltimeout":
		return "timeout_error"
	case "modelerror", "modelstreamerror", "internalserver", "internalfailure", "internalserviceerror":
		return "api_error"
	case "modelnotready", "serviceunavailable":
		return "overloaded_error"
	}
	return ""
}
