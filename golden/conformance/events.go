package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
)

// The vendor's document describes the events of a message, but no answer that
// consists of them. So operations are added that answer one event each, and what
// they answer is put together.

// eventPath is where the mock makes up an event.
const eventPath = "/x-events/"

// eventSchemas are the unions of events in the vendor's document: for all, and
// for betas.
var eventSchemas = map[bool]string{false: "MessageStreamEvent", true: "BetaMessageStreamEvent"}

// withEvents adds an operation for each kind of event.
func withEvents(data []byte) ([]byte, error) {
	return change(data, func(doc any) {
		schemas := member(doc, "components", "schemas")
		paths, _ := member(doc, "paths").(map[string]any)
		for _, name := range eventSchemas {
			variants, _ := member(schemas, name, "oneOf").([]any)
			for i, v := range variants {
				paths[fmt.Sprintf("%s%s/%d", eventPath, name, i)] = map[string]any{"get": map[string]any{
					"responses": map[string]any{"200": map[string]any{
						"description": "An event.",
						"content":     map[string]any{"application/json": map[string]any{"schema": v}},
					}},
				}}
			}
		}
	})
}

func member(v any, path ...string) any {
	for _, key := range path {
		m, _ := v.(map[string]any)
		v = m[key]
	}
	return v
}

// events asks the mock for events and answers a stream of them instead.
func (s *strict) events(res *http.Response) error {
	name := eventSchemas[res.Request.URL.Query().Get("beta") == "true"]
	var out bytes.Buffer
	var last []byte
	for i := 0; ; i++ {
		data, err := s.event(res.Request, fmt.Sprintf("%s%s/%d", eventPath, name, i))
		if err != nil {
			return err
		}
		if data == nil {
			break
		}
		var e struct{ Type string }
		if err := json.Unmarshal(data, &e); err != nil {
			return err
		}
		event := fmt.Appendf(nil, "event: %s\ndata: %s\n\n", e.Type, data)
		if e.Type == "message_stop" {
			last = event
			continue
		}
		out.Write(event)
	}
	out.Write(last)
	return replace(res, http.StatusOK, "text/event-stream", out.Bytes())
}

// event asks the mock for one event; nil if there is none at this path.
func (s *strict) event(like *http.Request, path string) ([]byte, error) {
	req, err := http.NewRequestWithContext(like.Context(), http.MethodGet, s.mock+path, nil)
	if err != nil {
		return nil, err
	}
	for key, values := range like.Header {
		if strings.HasPrefix(key, "X-Steady-") {
			req.Header[key] = slices.Clone(values)
		}
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	if res.StatusCode != http.StatusOK {
		return nil, nil //nolint:nilnil // as said above
	}
	var compact bytes.Buffer
	err = json.Compact(&compact, data)
	return compact.Bytes(), err
}
