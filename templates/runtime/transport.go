package runtime

import "net/http"

// A platform is a transport that serves the API in another place: a cloud, with
// other paths, credentials and framings. What it sends and receives towards the
// client is what the document says. The interface has no name that both sides would have
// to import, so that one platform serves all packages.
type platform interface {
	http.RoundTripper

	// PlatformURL returns the base URL of requests. It is never empty: what is wrong
	// with a platform is said by RoundTrip.
	PlatformURL() string

	// Over returns a platform like this one that sends through next, unless it was
	// told what to send through.
	Over(next http.RoundTripper) http.RoundTripper
}

// WithTransport sends requests through t in place of [http.DefaultTransport], and in place of the
// Transport that the client of [WithHTTPClient] has. [WithMiddleware] goes around it.
//
// A t may stand for a platform that serves the API in another place, such as a cloud: it
// then has methods PlatformURL and Over. Requests go to the URL that PlatformURL returns, unless WithBaseURL is given beside
// WithTransport, and credentials are the platform's: those of the client are neither
// sent nor asked for, wherever they come from, nor are headers of the environment. It sends through the Transport of WithHTTPClient's client.
// What a platform doesn't have is a [*RequestError].
func WithTransport(t http.RoundTripper) RequestOption {
	return func(s *settings) {
		if t == nil {
			s.fail("WithTransport: nil transport")
			return
		}
		s.transport, s.transportLevel, s.ownClient = t, s.level, true
	}
}

// platform returns the platform that requests go to, or nil if they go to the API's
// own servers.
func (s *settings) platform() platform {
	p, _ := s.transport.(platform)
	return p
}

// platformURL returns the base URL of the platform, unless the caller has given one for it.
func (s *settings) platformURL() string {
	p := s.platform()
	if p == nil || s.baseLevel >= s.transportLevel {
		return ""
	}
	return p.PlatformURL()
}

// roundTripper returns what sends the requests, without middleware. own is the
// transport of the caller's HTTP client.
func (s *settings) roundTripper(own http.RoundTripper) http.RoundTripper {
	switch p := s.platform(); {
	case p != nil && own != nil:
		return p.Over(own)
	case s.transport != nil:
		return s.transport
	case own != nil:
		return own
	}
	return http.DefaultTransport
}

// A refusal is the error of a transport that hasn't sent a request, and never would.
type refusal interface {
	error
	Refused() bool
}
