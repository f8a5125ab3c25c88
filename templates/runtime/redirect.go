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
	next := client.Transport
	if next == nil {
		next = http.DefaultTransport
	}
	for _, v := range slices.Backward(s.middleware) {
		next = v(next)
	}
	client.Transport = next
	then := client.CheckRedirect
	client.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if err := checkRedirect(req, via); err != nil {
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
