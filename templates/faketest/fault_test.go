package faketest

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestFaults(t *testing.T) {
	f, r := start(t)
	scriptNotes(f)
	const body, stream = `{"type":"a","text":"b"}`, `{"type":"a","text":"b","stream":true}`
	const cut = "unexpected EOF"
	for _, test := range []struct {
		name    string
		fault   Fault
		body    string
		status  int // 0: no answer
		want    string
		without string
	}{
		{"none", Fault{}, body, 200, `{"text":"b","type":"a"}`, cut},
		{"status", Fault{Status: 529}, body, 529, `"overloaded_error"`, cut},
		{"connection", Fault{CutConnection: true}, body, 0, "", "connection refused"},
		{"body at once", Fault{CutBody: new(0)}, body, 200, cut, "{"},
		{"body", Fault{CutBody: new(5)}, body, 200, `{"tex ` + cut, "type"},
		{"body of a stream", Fault{CutBody: new(20)}, stream, 200, "event: start\ndata: { unexpected EOF", "stop"},
		{"body beyond its end", Fault{CutBody: new(500)}, body, 200, `{"text":"b","type":"a"}`, cut},
		{"bad JSON", Fault{BadJSON: true}, body, 200, `{"bad": `, cut},
		{"bad event", Fault{BadJSON: true}, stream, 200, "data: {\"bad\": \n\nevent: stop", cut},
		{"stream at once", Fault{CutStream: new(0)}, stream, 200, cut, "event"},
		{"stream", Fault{CutStream: new(1)}, stream, 200, "event: start", "stop"},
		{"stream at its end", Fault{CutStream: new(2)}, stream, 200, cut, "nothing"},
		{"stream beyond its end", Fault{CutStream: new(3)}, stream, 200, "event: stop", cut},
		{"error of a body", Fault{Status: 500, CutBody: new(3)}, body, 500, cut, "error"},
	} {
		f.Fault(test.fault)
		resp, got := send(t, f, "POST", "/notes", test.body)
		switch {
		case test.status == 0 && resp == nil:
		case resp == nil || resp.StatusCode != test.status || !strings.Contains(got, test.want) || strings.Contains(got, test.without):
			t.Errorf("%s: %v %q", test.name, resp, got)
		}
	}
	r.want(t)
	if len(f.faults) != 0 {
		t.Errorf("%d faults are left", len(f.faults))
	}
}

func TestFaultQueue(t *testing.T) {
	f, r := start(t)
	scriptNotes(f)
	f.Fault(Fault{Operation: "notes.create", Status: 500, Times: 2, RetryAfter: 2 * time.Second})
	f.Fault(Fault{})
	f.Fault(Fault{Status: 503, Times: -1})
	f.Fault(Fault{Operation: "notes.creat"})
	r.want(t, `no operation "notes.creat"`, "notes.create, ")
	var got []int
	for _, path := range []string{"/notes", "/notes/mine", "/notes", "/notes", "/notes/mine"} {
		method, body := http.MethodGet, ""
		if path == "/notes" {
			method, body = http.MethodPost, `{"type":"a","text":"b"}`
		}
		resp, _ := send(t, f, method, path, body)
		got = append(got, resp.StatusCode)
		if (resp.StatusCode == http.StatusInternalServerError) != (resp.Header.Get("Retry-After") == "2") {
			t.Error(resp.Header)
		}
	}
	if want := []int{500, 200, 500, 503, 503}; len(got) != len(want) || got[0] != 500 || got[1] != 200 || got[2] != 500 || got[3] != 503 || got[4] != 503 {
		t.Errorf("got %v, want %v", got, want)
	}
	r.want(t)
}

func TestFaultOfUnscripted(t *testing.T) {
	f, r := start(t)
	f.Fault(Fault{Status: 500})
	if resp, _ := send(t, f, "GET", "/lines", ""); resp.StatusCode != http.StatusInternalServerError {
		t.Error(resp.Status)
	}
	r.want(t)
}

func TestDelay(t *testing.T) {
	f, r := start(t)
	f.Fault(Fault{Delay: 30 * time.Millisecond})
	began := time.Now()
	send(t, f, "GET", "/notes/mine", "")
	if d := time.Since(began); d < 30*time.Millisecond {
		t.Error(d)
	}
	f.Fault(Fault{Delay: time.Hour})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.server.URL+"/notes/mine", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if resp, err := f.server.Client().Do(req); err == nil {
		_ = resp.Body.Close()
		t.Error(resp.Status)
	}
	r.want(t)
}
