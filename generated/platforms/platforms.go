// Package platforms is what the transports of clouds have in common: [http.RoundTripper]s that take
// requests to the Claude API as its document describes them, and send to a platform what it
// takes instead. The packages below, each a module of its own, are the platforms.
//
// The package knows net/http and nothing of any generated package, so that a platform serves
// every client that is made from the document: give it to the option WithTransport of
// the client, or to an [http.Client].
package platforms

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Spec says what a platform does with requests and answers. All of it must be safe for
// concurrent use.
type Spec struct {
	// Name is what people call the platform, such as "Amazon Bedrock".
	Name string

	// BaseURL is what paths are appended to. It may be empty beside an Err.
	BaseURL string

	// Err is what is wrong with the configuration. Every request is refused with it.
	Err error

	// Transport sends the requests. If it is nil, the transport of the client does, or
	// [http.DefaultTransport].
	Transport http.RoundTripper

	// KeepCredentials leaves the headers with which clients of the API authenticate in
	// the request: for gateways to a platform.
	KeepCredentials bool

	// Has reports whether the platform has an operation, by its method and path. Paths
	// begin with "/v1/" and are escaped. [Matching] makes such a function.
	Has func(method, path string) bool

	// Rewrite makes of a request the platform's, but for the credential.
	Rewrite func(*Call) error

	// Authorize adds the credential to what is sent, each time that it is sent. The body is that
	// of the call.
	Authorize func(*Call, *http.Request) error

	// Answer makes of an answer the API's. If it returns again, the request is sent once
	// more: with another credential, since Authorize is called anew. An answer with which
	// that happens needn't be closed.
	Answer func(*Call, *http.Response) (again bool, err error)
}

// Transport is a platform. It is safe for concurrent use. The zero Transport isn't one: use [New].
type Transport struct {
	spec Spec
	base *url.URL
	next http.RoundTripper
}

// New returns the platform that a spec describes. It doesn't fail: what is wrong is the
// error of every request.
func New(spec Spec) *Transport {
	t := &Transport{spec: spec, next: spec.Transport}
	u, err := url.Parse(strings.TrimSpace(spec.BaseURL))
	switch {
	case t.spec.Err != nil:
	case err != nil:
		t.spec.Err = errors.New("the base URL is invalid") // it may hold a password
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		t.spec.Err = errors.New("the base URL must begin with https:// or http:// and a host")
	}
	if t.spec.Err != nil {
		u = &url.URL{Scheme: "https", Host: "unconfigured.invalid"}
	}
	u.Fragment, u.RawFragment = "", ""
	t.base = u
	return t
}

// PlatformURL returns the URL that paths of the API are appended to. Clients ask for it
// and send their requests there.
func (t *Transport) PlatformURL() string { return t.base.String() }

// Over returns the platform with next as what sends the requests, unless its
// configuration names another. Clients pass the transport of their HTTP client.
func (t *Transport) Over(next http.RoundTripper) http.RoundTripper {
	if t.spec.Transport != nil || next == nil {
		return t
	}
	u := *t
	u.next = next
	return &u
}

// CloseIdleConnections closes those of what sends the requests; see [http.Client.CloseIdleConnections].
func (t *Transport) CloseIdleConnections() {
	if c, ok := t.sender().(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

func (t *Transport) sender() http.RoundTripper {
	if t.next == nil {
		return http.DefaultTransport
	}
	return t.next
}

// RoundTrip sends a request of the API to the platform. A request that isn't sent, since
// the platform has nothing like it or there is no credential, is an [*UnsupportedError] or a
// [*RefusedError].
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	c := newCall(t, req)
	defer c.release()
	if t.spec.Err != nil {
		return nil, c.Refuse(t.spec.Err)
	}
	if t.spec.Has != nil && !t.spec.Has(c.Method, c.Path) {
		return nil, &UnsupportedError{Platform: t.spec.Name, Operation: c.Method + " " + c.Path}
	}
	if t.spec.Rewrite != nil {
		if err := t.spec.Rewrite(c); err != nil {
			return nil, c.ended(err)
		}
	}
	for first := true; ; first = false {
		resp, again, err := t.try(c)
		if err != nil || !again || !first || !c.Replayable() {
			return resp, err
		}
		discard(resp)
	}
}

// try sends a request once.
func (t *Transport) try(c *Call) (resp *http.Response, again bool, err error) {
	out := c.Clone(c.Context())
	if t.spec.Authorize != nil {
		if err := t.spec.Authorize(c, out); err != nil {
			return nil, false, c.ended(err)
		}
	}
	if err := c.attach(out); err != nil {
		return nil, false, err
	}
	if resp, err = t.sender().RoundTrip(out); err != nil {
		return nil, false, err
	}
	if t.spec.Answer != nil {
		if again, err = t.spec.Answer(c, resp); err != nil {
			_ = resp.Body.Close()
			return nil, false, err
		}
	}
	pointElsewhere(resp)
	return resp, again, nil
}

// pointElsewhere makes errors of redirects: nobody follows one with the credential of a
// platform, and a path of the platform means nothing to the client.
func pointElsewhere(resp *http.Response) {
	to := resp.Header.Get("Location")
	if resp.StatusCode/100 != 3 || to == "" {
		return
	}
	discard(resp)
	resp.Header.Del("Location")
	SetBody(resp, ErrorBody(Fault{Message: "the platform points to " + to + ", where the request is not sent"}))
}

// discard reads what is left of a short answer, so that its connection can be used again.
func discard(resp *http.Response) {
	_, _ = io.CopyN(io.Discard, resp.Body, 64<<10)
	_ = resp.Body.Close()
}

// Matching returns a function that reports whether an operation is one of those given, such as
// "POST /v1/messages" and "GET /v1/files/{id}". A pattern that ends in "/..." has all
// below it, and one without a method all methods.
func Matching(patterns ...string) func(method, path string) bool {
	return func(method, path string) bool {
		for _, p := range patterns {
			m, want, ok := strings.Cut(p, " ")
			if !ok {
				m, want = method, p
			}
			if m == method && matches(want, path) {
				return true
			}
		}
		return false
	}
}

// matches reports whether a path is of a pattern, segment by segment.
func matches(pattern, path string) bool {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	for i, w := range want {
		switch {
		case w == "..." && i == len(want)-1 && len(got) > i:
			return true
		case i >= len(got) || w != got[i] && (!strings.HasPrefix(w, "{") || got[i] == ""):
			return false
		}
	}
	return len(want) == len(got)
}

// First returns the first text that isn't blank, without the space around it: a setting that is
// given, or that of one of the variables that stand for it.
func First(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}
