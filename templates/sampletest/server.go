package sampletest

import (
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// sampleRequest is a request as it arrives.
type sampleRequest struct {
	method string
	path   string
	query  url.Values
	header http.Header
	body   string
	form   []samplePart
}

// sampleServer remembers the request that it got last, and answers as it is
// told. It gets one request at a time.
type sampleServer struct {
	answer sampleAnswer
	got    sampleRequest
	err    error
}

// start starts the server and returns its URL.
func (s *sampleServer) start(t *testing.T) string {
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	return srv.URL
}

// ServeHTTP notes what it got and answers as the test says.
func (s *sampleServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.got, s.err = sampleRead(r)
	switch s.answer.kind {
	case sampleNothing:
		w.WriteHeader(http.StatusNoContent)
		return
	case sampleContent:
		w.Header().Set("Content-Disposition", `attachment; filename="sample.bin"`)
	}
	w.Header().Set("Content-Type", s.answer.contentType)
	if s.answer.status != 0 {
		w.WriteHeader(s.answer.status)
	}
	_, _ = io.WriteString(w, s.answer.body) // a client that went away will say so
}

// sampleRead takes a request apart into what a test compares, without what HTTP adds.
func sampleRead(r *http.Request) (sampleRequest, error) {
	got := sampleRequest{method: r.Method, path: r.URL.EscapedPath(), query: sampleQuery(r.URL.RawQuery), header: r.Header.Clone()}
	for _, name := range []string{"User-Agent", "Accept-Encoding", "Content-Length", "Transfer-Encoding", "Connection"} {
		got.header.Del(name)
	}
	if all := got.header.Get("Cookie"); all != "" {
		got.header["Cookie"] = strings.Split(all, "; ")
	}
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err == nil {
		got.header.Set("Content-Type", media)
	}
	if strings.HasPrefix(media, "multipart/") {
		got.form, err = sampleForm(multipart.NewReader(r.Body, params["boundary"]))
		return got, err
	}
	b, err := io.ReadAll(r.Body)
	got.body = string(b)
	return got, err
}

// sampleForm reads the parts of a multipart form.
func sampleForm(r *multipart.Reader) ([]samplePart, error) {
	var out []samplePart
	for {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return out, err
		}
		b, err := io.ReadAll(p)
		if err != nil {
			return out, err
		}
		_, params, err := mime.ParseMediaType(p.Header.Get("Content-Disposition"))
		if err != nil {
			return out, err
		}
		out = append(out, samplePart{params["name"], params["filename"], p.Header.Get("Content-Type"), string(b)}) // FileName drops folders
	}
}

// sampleHeader makes a header of "Name: value" lines.
func sampleHeader(lines []string) http.Header {
	h := http.Header{}
	for _, l := range lines {
		name, value, _ := strings.Cut(l, ": ")
		h.Add(name, value)
	}
	return h
}

// sampleQuery parses a query. One that is malformed is its own only member.
func sampleQuery(raw string) url.Values {
	q, err := url.ParseQuery(raw)
	if err != nil {
		return url.Values{"": {raw}}
	}
	return q
}

// check compares the request that arrived with the one that should have.
func (s *sampleServer) check(t *testing.T, want sampleRequest) {
	t.Helper()
	if s.err != nil {
		t.Errorf("reading the request: %v", s.err)
	}
	got := s.got
	if got.method != want.method || got.path != want.path {
		t.Errorf("got  %s %s\nwant %s %s", got.method, got.path, want.method, want.path)
	}
	if !reflect.DeepEqual(got.query, want.query) {
		t.Errorf("query\n got %v\nwant %v", got.query, want.query)
	}
	sampleCompareHeaders(t, got.header, want.header)
	if !slices.Equal(got.form, want.form) {
		t.Errorf("parts of the form\n got %q\nwant %q", got.form, want.form)
	}
	switch {
	case len(want.form) > 0 || got.body == want.body:
	case !strings.HasSuffix(want.header.Get("Content-Type"), "json"):
		t.Errorf("body\n got %s\nwant %s", got.body, want.body)
	case !reflect.DeepEqual(sampleParse(t, got.body), sampleParse(t, want.body)):
		t.Errorf("body\n got %s\nwant %s", got.body, want.body)
	}
}

func sampleCompareHeaders(t *testing.T, got, want http.Header) {
	t.Helper()
	for name, values := range want {
		if g := got[name]; !slices.Equal(slices.Sorted(slices.Values(g)), slices.Sorted(slices.Values(values))) {
			t.Errorf("header %s\n got %q\nwant %q", name, g, values)
		}
	}
	for name, values := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("header %s should not be there: %q", name, values)
		}
	}
}
