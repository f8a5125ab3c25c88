package runtime

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"slices"
	"time"
)

// A RequestOption configures a client or a single call. Given to both, the
// call's wins; of two on the same level, the later.
type RequestOption func(*settings)

// Defaults of the settings.
const (
	defaultRetries        = 2
	defaultAttemptTimeout = 10 * time.Minute
	defaultIdleTimeout    = 10 * time.Minute
	defaultMinBackoff     = 500 * time.Millisecond
	defaultMaxBackoff     = 8 * time.Second
	defaultMaxResponse    = 512 << 20
	defaultMaxEvent       = 256 << 20
	maxRetryAfter         = 60 * time.Second
)

// settings is the outcome of the options. It is copied for each call; its
// slices have no spare capacity in a client, so that a call's appends copy.
type settings struct {
	api         *apiInfo
	baseURL     string
	baseLevel   level // of baseURL
	noEnv       bool
	documented  bool // baseURL is that of the document
	anonymous   bool // no credentials are sent
	level       level
	credentials []credential

	client         *http.Client
	transport      http.RoundTripper // in place of the client's; mostly nil
	transportLevel level
	middleware     []func(http.RoundTripper) http.RoundTripper
	ownClient      bool // client, transport, middleware or noRedirects differ from the client's

	noRedirects bool
	contentType string // of the body; empty for what the document has first

	headers    []headerEdit
	envHeaders []headerEdit // weaker than all that options and params say
	products   []string     // that the User-Agent names besides
	query      []queryEdit
	betas      []string
	autoBetas  bool

	retries        int
	minBackoff     time.Duration
	maxBackoff     time.Duration
	attemptTimeout time.Duration
	timeout        time.Duration
	idleTimeout    time.Duration
	patient        bool // the caller chose how long a call may take

	maxRequest  int64 // 0: as the operation says
	maxResponse int64
	maxEvent    int64
	pageLimit   int
	itemLimit   int

	minPoll, maxPoll time.Duration
	progress         func(any) error

	logger *slog.Logger
	trace  func(context.Context, TraceEvent)
	hook   callHook
	meta   *ResponseMeta
	raw    *RawResponse

	err error // of an option; every call fails with it
}

// level says where a setting comes from: the more specific the higher.
type level uint8

const (
	fromEnvironment level = iota
	fromClient
	fromCall
)

type headerEdit struct {
	name  string
	value secret // it may be one
	del   bool
}

type queryEdit struct {
	name  string
	value secret
}

func defaultSettings(api *apiInfo) settings {
	return settings{
		api:            api,
		level:          fromClient,
		autoBetas:      true,
		retries:        defaultRetries,
		minBackoff:     defaultMinBackoff,
		maxBackoff:     defaultMaxBackoff,
		attemptTimeout: defaultAttemptTimeout,
		idleTimeout:    defaultIdleTimeout,
		maxResponse:    defaultMaxResponse,
		maxEvent:       defaultMaxEvent,
	}
}

func (s *settings) apply(opts []RequestOption) {
	for _, o := range opts {
		if o != nil {
			o(s)
		}
	}
}

// clip takes away the spare capacity of the slices.
func (s *settings) clip() {
	s.credentials = slices.Clip(s.credentials)
	s.middleware = slices.Clip(s.middleware)
	s.headers = slices.Clip(s.headers)
	s.products = slices.Clip(s.products)
	s.query = slices.Clip(s.query)
	s.betas = slices.Clip(s.betas)
}

func (s *settings) fail(text string) {
	if s.err == nil {
		s.err = errors.New(text)
	}
}

// WithBaseURL sets the URL that the paths of the API are appended to, e.g.
// "https://gateway.example.com/petstore". Credentials are sent to its host and
// to no other. The scheme may be http, for gateways on a trusted network. Slashes
// that are too many, a fragment, and a version like /v1 that the paths begin with
// anyway are taken out. A query is sent with every request. User and password are
// sent for basic authentication, unless another credential takes that header.
func WithBaseURL(url string) RequestOption {
	return func(s *settings) { s.baseURL, s.baseLevel, s.documented = url, s.level, false }
}

// WithoutRedirects takes redirects for answers instead of following them. Where the
// document describes the status, the call returns no result and no error, and
// [WithResponse] has the status and the header Location. Other redirects are an [*Error].
func WithoutRedirects() RequestOption {
	return func(s *settings) { s.noRedirects, s.ownClient = true, true }
}

// WithHTTPClient sends requests with a copy of client. The default is a client
// with http.DefaultTransport. A Timeout of client bounds streams too; prefer
// [WithAttemptTimeout].
func WithHTTPClient(client *http.Client) RequestOption {
	return func(s *settings) { s.client, s.ownClient = client, true }
}

// WithMiddleware wraps the transport: wrap receives the next one and returns
// one that calls it. It sees every attempt, with its credentials. Of several,
// the first is the outermost. Middleware given to a call runs inside that of the
// client.
func WithMiddleware(wrap func(next http.RoundTripper) http.RoundTripper) RequestOption {
	return func(s *settings) {
		if wrap == nil {
			s.fail("WithMiddleware: nil function")
			return
		}
		s.middleware, s.ownClient = append(s.middleware, wrap), true
	}
}

// WithHeader sets a request header, in place of any that the client would send.
func WithHeader(name, value string) RequestOption {
	return func(s *settings) {
		s.headers = append(s.headers, headerEdit{name: name, value: secret{&value}})
	}
}

// WithoutHeader takes out a request header that the client would send.
func WithoutHeader(name string) RequestOption {
	return func(s *settings) {
		s.headers = append(s.headers, headerEdit{name: name, value: secret{new("")}, del: true})
	}
}

// WithQuery adds a parameter to the query of the URL.
func WithQuery(name, value string) RequestOption {
	return func(s *settings) { s.query = append(s.query, queryEdit{name, secret{&value}}) }
}

// WithMaxRetries sets how often a failed request is sent again; the default is
// 2, and 0 turns retries off.
func WithMaxRetries(n int) RequestOption {
	return func(s *settings) { s.retries = max(n, 0) }
}

// WithRetryBackoff bounds the wait before a retry for which the server names
// no time. The n-th wait is a random part of shortest*2^n, and never more than
// longest. The defaults are 500 ms and 8 s.
func WithRetryBackoff(shortest, longest time.Duration) RequestOption {
	return func(s *settings) { s.minBackoff, s.maxBackoff = max(shortest, 0), max(longest, 0) }
}

// WithAttemptTimeout bounds each attempt, until the answer has been read or, for
// streams and downloads, until its header has arrived. The default is 10
// minutes; 0 turns it off. A call fails with a [*TimeoutError] after the last.
func WithAttemptTimeout(d time.Duration) RequestOption {
	return func(s *settings) { s.attemptTimeout, s.patient = d, true }
}

// WithTimeout bounds a whole call: all attempts, the waits between them and the
// reading of the answer, also of a stream or download. There is no default.
// The error is a [*TimeoutError].
func WithTimeout(d time.Duration) RequestOption {
	return func(s *settings) { s.timeout, s.patient = d, true }
}

// WithIdleTimeout bounds the wait for the next bytes of a stream or download.
// The default is 10 minutes; 0 turns it off. The error is a [*TimeoutError].
func WithIdleTimeout(d time.Duration) RequestOption {
	return func(s *settings) { s.idleTimeout = d }
}

// WithLogger logs each attempt at debug level: method, path, status, time and
// headers, with credentials left out. Bodies are not logged.
func WithLogger(logger *slog.Logger) RequestOption {
	return func(s *settings) { s.logger = logger }
}

// WithTrace calls trace after each attempt, in the goroutine of the call.
func WithTrace(trace func(context.Context, TraceEvent)) RequestOption {
	return func(s *settings) { s.trace = trace }
}

// WithCallHook calls hook at the beginning of each call. The context that it returns
// is that of the call, its attempts, and what waits for them; the function that it
// returns is called once, when the call has failed or its answer has been read, streams
// and downloads to their end. The error is that of the call; what goes wrong while a stream is read
// is seen by middleware. The operation is named as in the document, e.g. "messages.create".
func WithCallHook(hook func(ctx context.Context, operation string) (context.Context, func(error))) RequestOption {
	return func(s *settings) { s.hook = hook }
}

// WithResponse stores status, headers, request id and rate limits of the answer
// to a call's last attempt in meta, also if the call fails. Without an answer, only
// the number of attempts is set. Give each call its own.
func WithResponse(meta *ResponseMeta) RequestOption {
	return func(s *settings) { s.meta = meta }
}

// WithMaxRequestBytes bounds the size of a request's body, in place of the limit
// that the operation has: a gateway may take more, or less. 0 and less mean that
// there is no limit. The error is a [*SizeError].
func WithMaxRequestBytes(n int64) RequestOption {
	return func(s *settings) { s.maxRequest = atLeastOne(n) }
}

// WithMaxResponseBytes bounds the size, after decompression, of an answer that
// is read as a whole; the default is 512 MiB. The error is a [*SizeError].
func WithMaxResponseBytes(n int64) RequestOption {
	return func(s *settings) { s.maxResponse = atLeastOne(n) }
}

// WithMaxEventBytes bounds an event or line of a stream; the default is 256 MiB.
// The error is a [*SizeError].
func WithMaxEventBytes(n int64) RequestOption {
	return func(s *settings) { s.maxEvent = atLeastOne(n) }
}

// atLeastOne reads a limit, of which zero and less mean that there is none.
func atLeastOne(n int64) int64 {
	if n <= 0 {
		return math.MaxInt64 - 1
	}
	return n
}

// WithPageLimit ends All after n pages; 0 is no limit.
func WithPageLimit(n int) RequestOption {
	return func(s *settings) { s.pageLimit = n }
}

// WithItemLimit ends All after n items; 0 is no limit.
func WithItemLimit(n int) RequestOption {
	return func(s *settings) { s.itemLimit = n }
}

// WithoutCredentials sends no credentials, and asks for none: for gateways that
// add them. Without it, a call that needs a credential and has none is refused
// before it is sent.
func WithoutCredentials() RequestOption {
	return func(s *settings) { s.anonymous = true }
}

// WithoutEnvironment makes NewClient ignore environment variables. It means
// nothing to a call.
func WithoutEnvironment() RequestOption {
	return func(s *settings) { s.noEnv = true }
}
