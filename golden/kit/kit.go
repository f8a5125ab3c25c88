// Package kit is what the tests of the golden cases share. It is copied into the
// module in which they run, as golden.test/kit.
package kit

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync"
	"testing"

	jsonv2 "github.com/go-json-experiment/json"
)

// Equal fails the test unless got and want are equal.
func Equal[T any](tb testing.TB, got, want T) {
	tb.Helper()
	if !reflect.DeepEqual(got, want) {
		tb.Errorf("got  %#v\nwant %#v", got, want)
	}
}

// JSON fails the test unless got is the same JSON as want: the order of members
// doesn't count, everything else does.
func JSON(tb testing.TB, got []byte, want string) {
	tb.Helper()
	if !reflect.DeepEqual(parse(tb, got), parse(tb, []byte(want))) {
		tb.Errorf("got  %s\nwant %s", got, want)
	}
}

func parse(tb testing.TB, b []byte) any {
	tb.Helper()
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		tb.Fatalf("%s: %v", b, err)
	}
	return exact(v)
}

// exact replaces numbers by fractions, so that 1e3 equals 1000 but no digit is
// lost.
func exact(v any) any {
	switch v := v.(type) {
	case json.Number:
		if r, ok := new(big.Rat).SetString(v.String()); ok {
			return r.String()
		}
	case []any:
		for i := range v {
			v[i] = exact(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = exact(v[k])
		}
	}
	return v
}

// RoundTrip decodes text into a T and encodes it again, through encoding/json
// and through its successor. Nothing may be lost or added.
func RoundTrip[T any](tb testing.TB, text string) T {
	tb.Helper()
	return Recode[T](tb, text, text)
}

// Recode is RoundTrip for a value that is encoded in another form.
func Recode[T any](tb testing.TB, text, want string) T {
	tb.Helper()
	var v1, v2 T
	if err := json.Unmarshal([]byte(text), &v1); err != nil {
		tb.Fatalf("encoding/json: %v", err)
	}
	if err := jsonv2.Unmarshal([]byte(text), &v2); err != nil {
		tb.Fatalf("json/v2: %v", err)
	}
	if !reflect.DeepEqual(v1, v2) {
		tb.Errorf("encoding/json decodes %#v\njson/v2       decodes %#v", v1, v2)
	}
	Encodes(tb, v1, want)
	return v1
}

// Encodes fails the test unless v is encoded as want, through encoding/json and
// through its successor, as a value and through a pointer.
func Encodes(tb testing.TB, v any, want string) {
	tb.Helper()
	p := reflect.New(reflect.TypeOf(v))
	p.Elem().Set(reflect.ValueOf(v))
	for _, v := range []any{v, p.Interface()} {
		b, err := json.Marshal(v)
		if err != nil {
			tb.Fatalf("encoding/json: %v", err)
		}
		JSON(tb, b, want)
		b, err = jsonv2.Marshal(v)
		if err != nil {
			tb.Fatalf("json/v2: %v", err)
		}
		JSON(tb, b, want)
	}
}

// Is returns v as a T, and fails the test if it is something else.
func Is[T any](tb testing.TB, v any) T {
	tb.Helper()
	out, ok := v.(T)
	if !ok {
		tb.Fatalf("got a %T, want a %T", v, out)
	}
	return out
}

// OK fails the test if err is not nil.
func OK(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// Says fails the test unless err has all of the texts in its message.
func Says(tb testing.TB, err error, texts ...string) {
	tb.Helper()
	if err == nil {
		tb.Fatal("no error")
	}
	for _, want := range texts {
		if !strings.Contains(err.Error(), want) {
			tb.Errorf("error %q does not say %q", err, want)
		}
	}
}

// Answer is what a server says.
type Answer struct {
	Status int    // 0 is 200
	Type   string // "" is application/json
	Body   string
	Header http.Header
}

// Request is what arrived at a server.
type Request struct {
	Method string
	URI    string // path and query as sent
	Header http.Header
	Body   string
	Form   map[string][]string // of a form; for a file: its name, a space and its content
}

// Server gives the answers in turn, the last one again and again.
type Server struct {
	*httptest.Server
	mu       sync.Mutex
	requests []Request
	answers  []Answer
}

// Serve starts a server, which is stopped when the test ends.
func Serve(tb testing.TB, answers ...Answer) *Server {
	tb.Helper()
	s := &Server{answers: answers}
	s.Server = httptest.NewServer(s)
	tb.Cleanup(s.Close)
	return s
}

// Requests returns what has arrived.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// Last returns what arrived last.
func (s *Server) Last(tb testing.TB) Request {
	tb.Helper()
	all := s.Requests()
	if len(all) == 0 {
		tb.Fatal("no request has arrived")
	}
	return all[len(all)-1]
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // the client sees a cut connection
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	got := Request{Method: r.Method, URI: r.RequestURI, Header: r.Header, Body: string(body), Form: form(r)}
	s.mu.Lock()
	a := s.answers[min(len(s.requests), len(s.answers)-1)]
	s.requests = append(s.requests, got)
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	if a.Type != "" {
		w.Header().Set("Content-Type", a.Type)
	}
	maps.Copy(w.Header(), a.Header)
	if a.Status != 0 {
		w.WriteHeader(a.Status)
	}
	_, _ = io.WriteString(w, a.Body)
}

// form reads the body of a request that is a form.
func form(r *http.Request) map[string][]string {
	switch kind := r.Header.Get("Content-Type"); {
	case strings.HasPrefix(kind, "multipart/form-data"):
		if r.ParseMultipartForm(1<<20) != nil { //nolint:gosec // the body is in memory already, and comes from a test
			return nil
		}
		out := r.MultipartForm.Value
		for name, files := range r.MultipartForm.File {
			for _, h := range files {
				f, err := h.Open()
				if err != nil {
					return nil
				}
				content, err := io.ReadAll(f)
				_ = f.Close()
				if err != nil {
					return nil
				}
				out[name] = append(out[name], h.Filename+" "+string(content))
			}
		}
		return out
	case strings.HasPrefix(kind, "application/x-www-form-urlencoded"):
		if r.ParseForm() != nil {
			return nil
		}
		return r.PostForm
	}
	return nil
}
