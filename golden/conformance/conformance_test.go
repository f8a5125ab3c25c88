package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// fakeMock says of requests what its paths ask for.
func fakeMock(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("X-Steady-Seed") == "" {
		http.Error(w, "no seed", http.StatusTeapot)
		return
	}
	h := w.Header()
	h.Set("X-Steady-Matched-Path", r.URL.Path)
	h.Set("Content-Type", "application/json")
	switch r.URL.Path {
	case "/fine":
		fmt.Fprint(w, `{"fine":true}`)
	case "/union", "/value":
		h.Set("X-Steady-Error-Count", "1")
		h.Set("X-Steady-Error-1-Code", map[string]string{"/union": "E3012", "/value": "E4004"}[r.URL.Path])
		h.Set("X-Steady-Error-1-Path", "body.a")
		h.Set("X-Steady-Error-1-Message", "it doesn't fit")
		fmt.Fprint(w, `{}`)
	case "/lines":
		h.Set("Content-Type", "application/x-jsonl")
		fmt.Fprint(w, `{"a":1,"_stream":{"index":0}}`+"\n"+`{"a":2,"_stream":{"index":1}}`)
	case "/twin":
		fmt.Fprintf(w, "%q", r.URL.RawQuery)
	case eventPath + "MessageStreamEvent/0":
		fmt.Fprint(w, `{"type": "message_stop"}`)
	case eventPath + "MessageStreamEvent/1":
		fmt.Fprint(w, `{"type": "ping"}`)
	default:
		http.NotFound(w, r)
	}
}

func TestStrict(t *testing.T) {
	upstream := httptest.NewServer(http.HandlerFunc(fakeMock))
	defer upstream.Close()
	s := &strict{mock: upstream.URL, remark: remark.aboutValue}
	s.twins = func(r *http.Request) bool { return r.URL.Path == "/twin" }
	url := s.start()
	defer s.stop()
	for _, c := range []struct {
		path, accept string
		beta         bool
		status       int
		body         string
	}{
		{path: "/fine", status: 200, body: `{"fine":true}`},
		{path: "/fine", accept: "text/event-stream", status: 200, body: "event: ping\ndata: {\"type\":\"ping\"}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"},
		{path: "/union", status: 400, body: `{"error":{"message":"body.a: it doesn't fit (E3012)","type":"invalid_request_error"},"type":"error"}`},
		{path: "/value", status: 200, body: `{}`},
		{path: "/lines", status: 200, body: "{\"a\":1}\n{\"a\":2}\n"},
		{path: "/twin?x=1", status: 200, body: `"x=1"`},
		{path: "/twin?x=1", beta: true, status: 200, body: `"beta=true&x=1"`},
		{path: "/gone", beta: true, status: 404, body: "404 page not found\n"},
	} {
		s.beta.Store(c.beta)
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Accept", c.accept)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || res.StatusCode != c.status || string(body) != c.body {
			t.Errorf("%s: %d %s (%v), want %d %s", c.path, res.StatusCode, body, err, c.status, c.body)
		}
	}
	if got := s.remarks(); !slices.Equal(got, []string{"`a` (range)"}) {
		t.Errorf("remarks %q", got)
	}
	missed, err := s.missed([]byte(`{"paths":{"/fine":{"get":{}},"/other":{"get":{},"post":{}}}}`))
	if err != nil || !slices.Equal(missed, []string{"GET /other", "POST /other"}) {
		t.Errorf("missed %q, %v", missed, err)
	}
}

func TestDocuments(t *testing.T) {
	same := func(what string, got []byte, err error, want string) {
		t.Helper()
		if err != nil || string(got) != want {
			t.Errorf("%s: %s, %v; want %s", what, got, err, want)
		}
	}
	got, err := closed([]byte(`{"a":{"type":"object","properties":{"example":{"type":"object","properties":{}}}},"example":{"type":"object","properties":{}},"u":{"type":"object","properties":{},"anyOf":[]}}`))
	same("closed", got, err, `{"a":{"additionalProperties":false,"properties":{"example":{"additionalProperties":false,"properties":{},"type":"object"}},"type":"object"},"example":{"properties":{},"type":"object"},"u":{"anyOf":[],"properties":{},"type":"object"}}`)
	got, err = madeUp([]byte(`{"properties":{"default":{"default":null,"examples":[1]}},"oneOf":[0,1,2,3,4,5,6,7,8],"max":9223372036854775807}`), 11)
	same("made up", got, err, `{"max":9223372036854775807,"oneOf":[2,3,4,5,6,7,8,0,1],"properties":{"default":{}}}`)

	twin, err := twins([]byte(`{"paths":{"/v1/a/{id}":{"get":{},"post":{}},"/v1/a/{id}?beta=true":{"get":{}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	for request, want := range map[string]bool{"GET /v1/a/b%2Fc": true, "GET /v1/a/b/c": false, "POST /v1/a/b": false} {
		method, path, _ := strings.Cut(request, " ")
		if got := twin(httptest.NewRequestWithContext(t.Context(), method, path, nil)); got != want {
			t.Errorf("%s: %v", request, got)
		}
	}
}

func TestReadEvents(t *testing.T) {
	results, log, err := readEvents([]byte(`{"Action":"output","Output":"building\n"}
{"Action":"output","Test":"T/a/b","Output":"=== RUN T/a/b\n"}
{"Action":"output","Test":"T/a/b","Output":"why\n"}
{"Action":"fail","Test":"T/a/b"}
{"Action":"pass","Test":"T/c"}
{"Action":"fail","Test":"T/a"}
{"Action":"fail","Test":"T"}
{"Action":"skip","Test":"U"}
{"Action":"fail"}
`))
	want := []result{{"T/a/b", "fail", "why\n"}, {"T/c", "pass", ""}, {"U", "skip", ""}}
	if err != nil || log != "building\n" || !slices.Equal(results, want) {
		t.Errorf("%v, %q, %v", results, log, err)
	}
}
