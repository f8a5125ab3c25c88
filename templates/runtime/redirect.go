package runtime

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// httpClient returns a copy of the caller's client with middleware and with
// redirects under control.
func (c *core) httpClient(s *settings) *http.Client {
	client := http.Client{}
	if s.client != nil {
		client = *s.client
	}
	next := s.roundTripper(client.Transport)
	for _, v := range slices.Backward(s.middleware) {
		if next = v(next); next == nil {
			s.fail("WithMiddleware: the function returned no transport")
			break
		}
	}
	client.Transport = next
	if s.noRedirects {
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		return &client
	}
	then := client.CheckRedirect
	client.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if err := checkRedirect(req, via); err != nil {
			return err
		}
		if err := keepMethod(req, via); err != nil {
			return err
		}
		if then != nil {
			return then(req, via)
		}
		if len(via) >= 10 {
			return errRedirects
		}
		return nil
	}
	return &client
}

// A redirectError is a redirect that is not followed. Another attempt would
// meet it again.
type redirectError struct{ text string }

func (e *redirectError) Error() string { return e.text }

var (
	errRedirects = &redirectError{"stopped after 10 redirects"}
	errDowngrade = &redirectError{"refused a redirect from https to http"}
)

// checkRedirect refuses to go from https to http, and leaves behind, on the way
// to another host, port or scheme, all headers but those that say what kind of
// request it is: any of the others may be a credential, which net/http can't
// know. A way back doesn't bring them back.
func checkRedirect(req *http.Request, via []*http.Request) error {
	last := via[len(via)-1]
	if last.URL.Scheme == "https" && req.URL.Scheme != "https" {
		return errDowngrade
	}
	home := true
	for _, hop := range append(via[1:len(via):len(via)], req) {
		home = home && sameOrigin(via[0].URL, hop.URL)
	}
	if home {
		return nil
	}
	for name := range req.Header {
		switch name {
		case "Accept", "Accept-Encoding", "Content-Type", "User-Agent":
		default:
			delete(req.Header, name)
		}
	}
	return nil
}

// keepMethod undoes what net/http makes of requests that are redirected by 301,
// 302 or 303: a GET without a body, whose answer would be taken for that of the
// call. On the way to the same host the request is repeated as it was; where the
// server says to look elsewhere for the outcome (303), or leads to another host,
// the redirect is the answer.
func keepMethod(req *http.Request, via []*http.Request) error {
	first := via[0]
	if req.Method == first.Method {
		return nil
	}
	if req.Response.StatusCode == http.StatusSeeOther || !sameOrigin(first.URL, req.URL) {
		return http.ErrUseLastResponse
	}
	req.Method = first.Method
	if first.Body == nil || first.Body == http.NoBody {
		return nil
	}
	if first.GetBody == nil {
		return http.ErrUseLastResponse // the body can't be read again
	}
	body, err := first.GetBody()
	if err != nil {
		return err
	}
	req.Body, req.GetBody, req.ContentLength = body, first.GetBody, first.ContentLength
	for _, name := range []string{"Content-Type", "Content-Encoding", "Content-Language", "Content-Location"} {
		if v, ok := first.Header[name]; ok {
			req.Header[name] = v
		}
	}
	return nil
}

func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && strings.EqualFold(a.Hostname(), b.Hostname()) && port(a) == port(b)
}

func port(u *url.URL) string {
	if p := u.Port(); p != "" {
		return p
	}
	if u.Scheme == "https" {
		return "443"
	}
	return "80"
}

// finalError reports whether a failure to connect will repeat itself.
func finalError(err error) bool {
	var redirect *redirectError
	return errors.As(err, &redirect) || certificateError(err)
}
