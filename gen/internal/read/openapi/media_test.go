package openapi

import (
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

func TestMediaTypes(t *testing.T) {
	is := map[string]func(string) bool{
		"json": IsJSON, "lines": IsLines, "records": IsRecords, "events": IsEvents, "form": IsForm, "multipart": IsMultipart, "text": IsText,
	}
	for media, want := range map[string][]string{
		"application/json":                  {"json"},
		"Application/JSON; charset=utf-8":   {"json"},
		"application/problem+json":          {"json"},
		"text/json":                         {"json", "text"},
		"application/x-ndjson":              {"lines"},
		"application/json-seq":              {"lines", "records"},
		"application/GEO+json-seq; a=b":     {"lines", "records"},
		"application/x-jsonlines":           {"lines"},
		"text/event-stream":                 {"events", "text"},
		"application/x-www-form-urlencoded": {"form"},
		"multipart/form-data; boundary=x":   {"multipart"},
		"multipart/mixed":                   {"multipart"},
		"text/plain":                        {"text"},
		"application/atom+xml":              {"text"},
		"application/octet-stream":          nil,
		"*/*":                               nil,
		"":                                  nil,
	} {
		got := map[string]bool{}
		for name, f := range is {
			if f(media) {
				got[name] = true
			}
		}
		for _, name := range want {
			if !got[name] {
				t.Errorf("%q isn't %s", media, name)
			}
			delete(got, name)
		}
		for name := range got {
			t.Errorf("%q is %s", media, name)
		}
	}
	for media, want := range map[string]bool{
		"application/json": true, "application/xml": true, "application/atom+xml": true, "application/yaml": true, "application/jsonl": true,
		"text/event-stream": true, "multipart/form-data": true, "application/x-www-form-urlencoded; charset=utf-8": true, "text/plain": false, "image/png": false,
	} {
		if IsStructured(media) != want {
			t.Errorf("%q: %v", media, !want)
		}
	}
}

// parse makes nodes of YAML that is no document.
func parse(t *testing.T, text string) *node.Node {
	t.Helper()
	var diags diag.List
	f := node.Parse("a.yaml", []byte(text), &diags)
	if f == nil {
		t.Fatal(diags.Err())
	}
	return f.Root
}

func TestPayload(t *testing.T) {
	for _, tt := range []struct{ media, text, want string }{
		{"application/json", "{schema: {title: a}}", "a"},
		{"application/jsonl", "{schema: {title: a}, itemSchema: {title: b}}", "b"},
		{"application/jsonl", "{schema: {title: a}, x-itemSchema: {title: b}}", "b"},
		{"application/geo+json-seq", "{schema: {type: array, items: {title: b}}}", "b"},
		{"text/event-stream", "{schema: {type: array, items: {title: b}}}", "b"},
		{"application/json", "{schema: {title: a, type: array, items: {title: b}}}", "a"},
		{"text/event-stream", "{schema: {title: a, properties: {data: {title: b}}}}", "a"},
		{"text/event-stream", "{itemSchema: {title: a}}", "a"},
		{"text/event-stream", "{itemSchema: {title: a, properties: {data: {title: b}}}}", "b"},
		{"text/event-stream; charset=utf-8", "{itemSchema: {title: a, properties: {data: {title: b, contentSchema: {title: c}}}}}", "c"},
		{"application/jsonl", "{itemSchema: {title: a, properties: {data: {title: b}}}}", "a"},
		{"application/json", "{}", ""},
	} {
		if got := Payload(tt.media, parse(t, tt.text)).Str("title"); got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.media, tt.text, got, tt.want)
		}
	}
}

func TestOperations(t *testing.T) {
	item := parse(t, `
summary: no operation
patch: {operationId: a}
parameters: [{name: x, in: query}, {name: Y, in: header, description: of the item}, {name: x, in: path}]
x-get: {}
get: {operationId: b, parameters: [{name: x, in: query, description: own}, {name: y, in: header, description: own}]}
additionalOperations: {Purge: {operationId: c}}
`)
	got := ""
	for _, op := range Operations(item) {
		got += op.Method + " " + op.Node.Str("operationId") + " "
	}
	if got != "PATCH a GET b Purge c " {
		t.Error(got)
	}
	got = ""
	for _, p := range Parameters(item, item.Get("get")) {
		got += p.Str("in") + " " + p.Str("name") + " " + p.Str("description") + ", "
	}
	if got != "query x own, header y own, path x , " {
		t.Error(got)
	}
	if Operations(nil) != nil || Parameters(nil, nil) != nil {
		t.Error("something of nothing")
	}
}
