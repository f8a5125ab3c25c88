package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// undeclaredQuery is the mock's code for a query parameter that the document
// doesn't have.
const undeclaredQuery = "E3015"

// remark is what the mock has to say about a request.
type remark struct{ code, path, message string }

// aboutValue reports whether the remark is about a bound, a pattern or a format
// that a value doesn't fit.
func (r remark) aboutValue() bool { return strings.HasPrefix(r.code, "E4") }

// valueCodes are the mock's codes for values that have the right type.
var valueCodes = map[string]string{
	"E4001": "format", "E4002": "pattern", "E4003": "length", "E4004": "range", "E4005": "size", "E4007": "multiple",
}

// short says what is wrong with which member, wherever it is.
func (r remark) short() string {
	return fmt.Sprintf("`%s` (%s)", r.path[strings.LastIndexByte(r.path, '.')+1:], cmp.Or(valueCodes[r.code], r.code))
}

func (r remark) String() string { return r.path + ": " + r.message + " (" + r.code + ")" }

// strict stands between tests and mock. The mock lets requests pass that don't
// fit if it is not sure whose fault that is, a value that is none of the
// variants of a union among them, and tells it in headers: strict refuses them.
type strict struct {
	mock   string
	remark func(remark) bool        // reports whether a remark is no reason to refuse
	twins  func(*http.Request) bool // reports whether the document has the request's operation once more, with beta=true
	beta   atomic.Bool              // call the twin where there is one
	count  atomic.Int64             // of requests

	server  *httptest.Server
	mu      sync.Mutex
	reached map[string]bool // operations, such as "GET /v1/models"
	noted   map[string]bool // remarks that were no reason to refuse
}

func (s *strict) start() string {
	s.reached, s.noted = map[string]bool{}, map[string]bool{}
	target, err := url.Parse(s.mock)
	if err != nil {
		panic(err) // made by startMock
	}
	s.server = httptest.NewServer(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Header.Del("Accept-Encoding")
			if s.beta.Load() && s.twins(r.In) {
				q := r.Out.URL.Query()
				q.Set("beta", "true")
				r.Out.URL.RawQuery = q.Encode()
			}
			// A new answer each time, and the same ones in each run.
			n := s.count.Add(1)
			r.Out.Header.Set("X-Steady-Seed", strconv.FormatInt(n, 10))
			r.Out.Header.Set("X-Steady-Array-Size", strconv.FormatInt(1+n%4, 10))
		},
		ModifyResponse: s.modify,
	})
	return s.server.URL
}

func (s *strict) stop() { s.server.Close() }

func (s *strict) modify(res *http.Response) error {
	s.note(res)
	var refused []string
	for _, r := range remarks(res.Header) {
		if s.remark(r) {
			s.mu.Lock()
			s.noted[r.short()] = true
			s.mu.Unlock()
			continue
		}
		refused = append(refused, r.String())
	}
	if len(refused) > 0 {
		return replace(res, http.StatusBadRequest, "application/json", errorBody(refused))
	}
	switch {
	case strings.HasSuffix(res.Header.Get("Content-Type"), "jsonl"):
		return withoutCounters(res)
	case res.StatusCode == http.StatusOK && res.Request.Header.Get("Accept") == "text/event-stream":
		return s.events(res)
	}
	return nil
}

func errorBody(refused []string) []byte {
	data, err := json.Marshal(map[string]any{
		"type":  "error",
		"error": map[string]string{"type": "invalid_request_error", "message": strings.Join(refused, "; ")},
	})
	if err != nil {
		panic(err) // strings
	}
	return data
}

// remarks reads what the mock has to say from its headers.
func remarks(h http.Header) []remark {
	n, _ := strconv.Atoi(h.Get("X-Steady-Error-Count"))
	var out []remark
	for i := range n {
		prefix := fmt.Sprintf("X-Steady-Error-%d-", i+1)
		r := remark{h.Get(prefix + "Code"), h.Get(prefix + "Path"), h.Get(prefix + "Message")}
		if r.code == "" {
			r.message = "one of several remarks that the mock doesn't tell"
		}
		out = append(out, r)
	}
	return out
}

// withoutCounters takes away the member that the mock adds to every line.
func withoutCounters(res *http.Response) error {
	data, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	_ = res.Body.Close()
	var out bytes.Buffer
	for line := range bytes.Lines(data) {
		var members map[string]json.RawMessage
		if json.Unmarshal(line, &members) != nil {
			out.Write(line)
			continue
		}
		delete(members, "_stream")
		if err := json.NewEncoder(&out).Encode(members); err != nil {
			return err
		}
	}
	return replace(res, res.StatusCode, res.Header.Get("Content-Type"), out.Bytes())
}

// replace puts another answer in place of one.
func replace(res *http.Response, status int, contentType string, body []byte) error {
	_ = res.Body.Close()
	res.StatusCode, res.Status = status, strconv.Itoa(status)+" "+http.StatusText(status)
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	res.Header.Set("Content-Type", contentType)
	res.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return nil
}

// note remembers that an operation was called.
func (s *strict) note(res *http.Response) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reached[s.operation(res)] = true
}

func (s *strict) operation(res *http.Response) string {
	return operationName(res.Request.Method, res.Header.Get("X-Steady-Matched-Path"))
}

func operationName(method, path string) string { return strings.ToUpper(method) + " " + path }

// missed lists the operations of the document that nobody called.
func (s *strict) missed(document []byte) ([]string, error) {
	all, err := operations(document)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	all = slices.DeleteFunc(all, func(op string) bool { return s.reached[op] })
	slices.Sort(all)
	return all, nil
}

// remarks lists what the mock said that was no reason to refuse.
func (s *strict) remarks() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]string, 0, len(s.noted))
	for r := range s.noted {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}
