package foundry

import (
	"encoding/json"
	"net/http"
)

// message returns what Azure says of an error, in one of its two forms.
func message(resp *http.Response, body []byte) string {
	var e struct {
		Message string `json:"message"`
		Error   struct {
			Message string `json:"message"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &e) == nil {
		if e.Error.Message != "" {
			return e.Error.Message
		}
		if e.Message != "" {
			return e.Message
		}
	}
	return http.StatusText(resp.StatusCode)
}
