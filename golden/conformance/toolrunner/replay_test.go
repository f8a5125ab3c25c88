package toolrunner

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

// TestReplay has our loop hold every conversation that was recorded: the tools return what they
// returned then, and the server answers what it answered.
func TestReplay(t *testing.T) {
	loops, turns := map[string]int{}, 0
	for _, r := range recordings(t) {
		t.Run(r.name, func(t *testing.T) {
			r.replay(t)
			module, _, _ := strings.Cut(r.name, "/")
			loops[module]++
			turns += len(r.exchanges)
		})
	}
	t.Logf("replayed: %v, %d turns", loops, turns)
	if loops["anthropic-sdk-go"] < 10 || loops["fantasy"] < 20 {
		t.Errorf("recordings are missing: %v", loops)
	}
}

func (r *recording) replay(t *testing.T) {
	var mu sync.Mutex
	var sent []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		mu.Lock()
		defer mu.Unlock()
		if sent = append(sent, string(body)); err != nil || len(sent) > len(r.exchanges) {
			http.Error(w, "nothing more was recorded", http.StatusNotFound)
			return
		}
		answer := &r.exchanges[len(sent)-1].Response
		w.Header().Set("Content-Type", answer.contentType())
		w.WriteHeader(answer.Code)
		_, _ = io.WriteString(w, answer.Body)
	}))
	defer srv.Close()

	first := members(t, r.exchanges[0].Request.Body)
	streaming := string(first["stream"]) == "true" || strings.Contains(strings.ToLower(r.exchanges[0].Request.URL), "stream")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	client := claude.NewClient(claude.WithBaseURL(srv.URL), claude.WithAPIKey("none"), claude.WithMaxRetries(0))
	opts := append(r.edited(), claudetools.Tools(r.tools(t, first, cancel)...), claudetools.MaxTurns(len(r.exchanges)), claudetools.Streaming(streaming))
	run := claudetools.Run(ctx, client, r.params(t, first), opts...)
	last, err := run.Result()

	for i, x := range r.exchanges {
		if i >= len(sent) {
			t.Fatalf("%d requests were sent, %d recorded: %v", len(sent), len(r.exchanges), err)
		}
		if diff := cmp.Diff(form(t, x.Request.Body), form(t, sent[i])); diff != "" {
			t.Errorf("request %d (-recorded +ours):\n%s", i+1, diff)
		}
	}
	r.end(t, last, err, streaming)
}

// end looks at what a conversation came to.
func (r *recording) end(t *testing.T, last *claude.Message, err error, streaming bool) {
	most, over := errors.AsType[*claudetools.MaxTurnsError](err)
	canceled := strings.Contains(r.name, "cancel")
	switch {
	case last == nil:
		t.Fatal(err)
	case canceled && !errors.Is(err, context.Canceled), !canceled && err != nil && !over:
		t.Error(err)
	case over != (last.StopReason == claude.StopReasonToolUse && !canceled):
		t.Errorf("ended with %s: %v", last.StopReason, err)
	case over && len(most.Messages) == 0:
		t.Error("the conversation is lost")
	}
	if streaming {
		return // its events are the answer, and what they make is tested elsewhere
	}
	got, err := json.Marshal(last)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(form(t, r.exchanges[len(r.exchanges)-1].Response.Body), form(t, string(got))); diff != "" {
		t.Errorf("last answer (-recorded +ours):\n%s", diff)
	}
}

// params are those of the first request, without its tools.
func (r *recording) params(t *testing.T, first map[string]json.RawMessage) *claude.MessageCreateParams {
	t.Helper()
	rest := map[string]json.RawMessage{}
	for name, value := range first {
		if name != "tools" && name != "stream" && name != "anthropic_version" {
			rest[name] = value
		}
	}
	if rest["model"] == nil {
		rest["model"] = json.RawMessage(`"in-the-path"`)
	}
	raw, err := json.Marshal(rest)
	if err != nil {
		t.Fatal(err)
	}
	p := new(claude.MessageCreateParams)
	if err := json.Unmarshal(raw, p); err != nil {
		t.Fatal(err)
	}
	return p
}

// tools are those of the first request: what is a name, a description and a schema is made
// anew. They return what a later request has as their result.
func (r *recording) tools(t *testing.T, first map[string]json.RawMessage, cancel context.CancelFunc) []*claudetools.Tool {
	t.Helper()
	results := r.results(t)
	handle := func(ctx context.Context, _ json.RawMessage) (any, error) {
		result, ok := results[claudetools.CallOf(ctx).ID]
		if !ok && strings.Contains(r.name, "cancel") {
			cancel()
			<-ctx.Done()
			return nil, ctx.Err()
		}
		if result == nil {
			return "nothing was recorded", nil
		}
		blocks := any([]claude.ToolResultContentBlockParam(result.Content))
		if result.IsError {
			return nil, &claudetools.ContentError{Content: blocks}
		}
		return blocks, nil
	}
	var list []json.RawMessage
	if raw := first["tools"]; raw != nil {
		if err := json.Unmarshal(raw, &list); err != nil {
			t.Fatal(err)
		}
	}
	var out []*claudetools.Tool
	for _, raw := range list {
		m := members(t, string(raw))
		var name, about string
		_ = json.Unmarshal(m["name"], &name)
		_ = json.Unmarshal(m["description"], &about)
		plain := m["input_schema"] != nil
		for member := range m {
			plain = plain && slices.Contains([]string{"name", "description", "input_schema"}, member)
		}
		if plain {
			out = append(out, claudetools.NewRaw(name, about, m["input_schema"], handle))
			continue
		}
		definition, err := claude.UnmarshalToolUnionParam(raw)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, claudetools.NewDefined(definition, handle))
	}
	return out
}

// result is what a tool returned.
type result struct {
	Content claude.ToolResultBlockParamContentArray `json:"content"`
	IsError bool                                    `json:"is_error"`
}

// results are those in the last request, by the id of the call.
func (r *recording) results(t *testing.T) map[string]*result {
	t.Helper()
	var body struct {
		Messages []struct {
			Content []json.RawMessage
		}
	}
	if err := json.Unmarshal([]byte(r.exchanges[len(r.exchanges)-1].Request.Body), &body); err != nil {
		t.Fatal(err)
	}
	out := map[string]*result{}
	for _, m := range body.Messages {
		for _, block := range m.Content {
			var id struct {
				ID string `json:"tool_use_id"`
			}
			if json.Unmarshal(block, &id) == nil && id.ID != "" {
				res := new(result)
				if err := json.Unmarshal(block, res); err != nil {
					t.Fatalf("%s: %v", block, err)
				}
				out[id.ID] = res
			}
		}
	}
	return out
}

func members(t *testing.T, text string) map[string]json.RawMessage {
	t.Helper()
	var m map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatalf("%v: %.200s", err, text)
	}
	return m
}

// form is JSON in one of the forms that mean the same to the API.
func form(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v: %.200s", err, text)
	}
	m, ok := v.(map[string]any)
	if !ok {
		return v
	}
	for _, name := range []string{"anthropic_version", "stream"} {
		delete(m, name) // of the way it travels
	}
	if m["type"] != "message" {
		delete(m, "model") // of other platforms, it stands in the path
	}
	return same(m)
}

// same takes out what is the default: nulls, empty lists of tools, results that are no error,
// calls that the model makes itself. Text alone is one block of text.
func same(v any) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = same(v[i])
		}
	case map[string]any:
		for name, inner := range v {
			inner = same(inner)
			v[name] = inner
			list, isList := inner.([]any)
			switch {
			case inner == nil, name == "tools" && isList && len(list) == 0, name == "is_error" && inner == false,
				name == "caller" && fmt.Sprint(inner) == "map[type:direct]", name == "type" && inner == "custom":
				delete(v, name)
			case name == "content" || name == "system":
				if s, ok := inner.(string); ok {
					v[name] = []any{map[string]any{"type": "text", "text": s}}
				}
			}
		}
	}
	return v
}
