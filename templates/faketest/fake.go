package faketest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime/debug"
	"slices"
	"sync"
	"testing"
	"time"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// fake is what the server and its services share.
type fake struct {
	t       testing.TB
	api     *apiInfo
	routes  []route
	server  *httptest.Server
	closing chan struct{} // closed when the test ends

	mu       sync.Mutex
	scripts  map[slot]handler
	faults   []*pendingFault
	requests []Request
	lenient  bool
	answers  int
	talks    map[*operation]any // the scripts of several answers that count
}

// slot is what a script is for: an operation, or its stream of events.
type slot struct {
	op     *operation
	events bool
}

// handler reads a request and returns what answers it. What is wrong with the
// request is noted in the input.
type handler func(*input) func(*answer)

// newFake starts a server that stops when the test ends.
func newFake(t testing.TB, api *apiInfo) *fake {
	t.Helper()
	f := &fake{t: t, api: api, routes: routesOf(api.operations), closing: make(chan struct{}), scripts: map[slot]handler{}}
	f.server = httptest.NewServer(f)
	t.Cleanup(func() {
		close(f.closing)
		f.server.CloseClientConnections()
		f.server.Close()
	})
	return f
}

// options returns those of a client that talks to the fake with credentials:
// nothing comes from the environment, and retries don't wait long.
func (f *fake) options(credentials ...client.RequestOption) []client.RequestOption {
	return append([]client.RequestOption{
		client.WithoutEnvironment(),
		client.WithBaseURL(f.server.URL),
		client.WithHTTPClient(f.server.Client()),
		client.WithRetryBackoff(time.Millisecond, 10*time.Millisecond),
	}, credentials...)
}

// Request is a request that the server received.
type Request struct {
	Operation string // e.g. "messages.create"; empty if the document has no such operation
	Method    string
	Path      string // as sent, with what is escaped in it
	Query     url.Values
	Header    http.Header
	Body      []byte
}

// Requests returns the requests that the server received so far, in the order
// in which they came. Retries are requests of their own.
func (f *fake) Requests() []Request {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.requests)
}

// AllowUnknown accepts members, variants and query parameters that the document
// doesn't have. Otherwise they fail the test.
func (f *fake) AllowUnknown() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lenient = true
}

// script says how an operation is answered: prepare reads a request and returns
// the call of the test's function, send writes what that returns. The last
// script of an operation counts.
func script[R any](f *fake, op *operation, send func(*answer, R), prepare func(*input) func() (R, error)) {
	setScript(f, slot{op, false}, send, prepare)
}

// scriptEvents is script for requests that ask for events.
func scriptEvents[R any](f *fake, op *operation, send func(*answer, R), prepare func(*input) func() (R, error)) {
	setScript(f, slot{op, true}, send, prepare)
}

func setScript[R any](f *fake, s slot, send func(*answer, R), prepare func(*input) func() (R, error)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.scripts[s] = func(in *input) func(*answer) {
		call := prepare(in)
		return func(a *answer) {
			if v, err := call(); err != nil {
				a.fail(err)
			} else {
				send(a, v)
			}
		}
	}
}

// ServeHTTP answers a request.
func (f *fake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // the client has gone
	}
	op, args := f.route(r)
	a := f.record(w, r, op, body)
	defer a.recovered()
	if op == nil {
		a.refuse(http.StatusNotFound, f.noRoute(r))
		return
	}
	in := newInput(f, op, r, body, args)
	run := f.scripted(slot{op, in.events})
	var answer func(*answer)
	if run != nil {
		answer = run(in)
	}
	in.checkFixed()
	a.fault = f.nextFault(op)
	if !a.delay() {
		return
	}
	if len(in.problems) > 0 {
		a.refuse(http.StatusBadRequest, in.problemText())
		return
	}
	if a.faulted() {
		return
	}
	if answer == nil {
		a.refuse(http.StatusNotImplemented, unscripted(op, in.events))
		return
	}
	answer(a)
}

// record notes a request and returns what will answer it.
func (f *fake) record(w http.ResponseWriter, r *http.Request, op *operation, body []byte) *answer {
	rec := Request{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: r.Header.Clone(), Body: body}
	if op != nil {
		rec.Operation = op.id
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.requests = append(f.requests, rec)
	f.answers++
	if f.api.requestID != "" {
		w.Header().Set(f.api.requestID, fmt.Sprintf("req_fake_%d", f.answers))
	}
	return &answer{fake: f, op: op, w: w, r: r, fault: &Fault{}}
}

func (f *fake) scripted(s slot) handler {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.scripts[s]
}

func (f *fake) allowsUnknown() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.lenient
}

// unscripted says what is missing when nobody scripted an operation.
func unscripted(op *operation, events bool) string {
	call := op.call
	if events {
		call = op.events.call
	}
	return fmt.Sprintf("nobody scripted this: call srv.%s with a function that answers it", call)
}

// recovered reports a panic in the test's function.
func (a *answer) recovered() {
	switch p := recover(); {
	case p == nil:
	case isAbort(p):
		panic(p)
	case a.begun:
		a.errorf("panic: %v\n%s", p, debug.Stack())
		panic(http.ErrAbortHandler)
	default:
		a.broken(fmt.Sprintf("panic: %v\n%s", p, debug.Stack()))
	}
}

func isAbort(p any) bool {
	err, ok := p.(error)
	return ok && errors.Is(err, http.ErrAbortHandler)
}
