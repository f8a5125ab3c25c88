package runtime

import (
	"io"
	"net/http"
)

// RawResponse is an answer as the server sent it; see [WithRawResponse].
type RawResponse struct {
	StatusCode int
	Header     http.Header // with all that is in it, cookies too
	Body       []byte      // what has been read of it, without compression
}

// WithRawResponse stores the answer to a call's last attempt in raw: also if the call
// fails, or can't read it. The body of a stream or a download grows while that is read.
// Nothing is taken out of it: mind what it holds before you log it. Give each call its own.
func WithRawResponse(raw *RawResponse) RequestOption {
	return func(s *settings) { s.raw = raw }
}

// record stores an answer for the caller who asked for it.
func (a *attempt) record(resp *http.Response) {
	if raw := a.set.raw; raw != nil {
		*raw = RawResponse{StatusCode: resp.StatusCode, Header: resp.Header.Clone()}
		resp.Body = &recorded{resp.Body, raw}
	}
}

// recorded is a body of which a copy is kept.
type recorded struct {
	io.ReadCloser
	raw *RawResponse
}

func (r *recorded) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	r.raw.Body = append(r.raw.Body, p[:n]...)
	return n, err
}
