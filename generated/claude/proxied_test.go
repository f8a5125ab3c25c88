package claude_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
)

// TestProxiedParams sends what somebody else's request said, in both ways.
func TestProxiedParams(t *testing.T) {
	var bodies []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(b))
		w.WriteHeader(http.StatusBadRequest)
	}))
	defer srv.Close()
	client := claude.NewClient(claude.WithBaseURL(srv.URL), claude.WithAPIKey("k"), claude.WithMaxRetries(0))
	for _, stream := range []string{"true", "false"} {
		var params claude.MessageCreateParams
		in := `{"model":"m","max_tokens":5,"stream":` + stream + `,"messages":[{"role":"user","content":"say \"stream\""}],"later":1}`
		if err := json.Unmarshal([]byte(in), &params); err != nil {
			t.Fatal(err)
		}
		_, _ = client.Messages.Create(t.Context(), &params)
		_, _ = client.Messages.Stream(t.Context(), &params).Result()
	}
	for i, b := range bodies {
		want := i % 2 // only the stream asks for one
		if !json.Valid([]byte(b)) || strings.Count(b, `"stream":true`) != want || strings.Count(b, `"stream":`) != want || !strings.Contains(b, `"later":1`) {
			t.Errorf("%d: %s", i, b)
		}
	}
	if len(bodies) != 4 {
		t.Error(len(bodies))
	}
}

// TestAnswersOfGateways answers a message with what is none.
func TestAnswersOfGateways(t *testing.T) {
	status, body := 200, ""
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	defer srv.Close()
	client := claude.NewClient(claude.WithBaseURL(srv.URL), claude.WithAPIKey("k"), claude.WithMaxRetries(0))
	for _, body = range []string{`{}`, `null`, ``, `<html>`, `{"choices":[]}`, `{"id":"x","type":"message_batch"}`, `{"type":"file","id":"f"}`, `[]`} {
		for _, status = range []int{200, 202} {
			msg, err := client.Messages.Create(t.Context(), anyParams)
			var e *claude.ResponseError
			if msg != nil || !errors.As(err, &e) || e.StatusCode != status || string(e.Body) != body {
				t.Errorf("%d %s: %v, %T %v", status, body, msg, err, err)
			}
			if _, err := client.Models.List(t.Context(), nil); err == nil {
				t.Errorf("%d %s: a page of nothing", status, body)
			}
		}
	}
	status, body = 200, `{"type":"error","error":{"type":"rate_limit_error","message":"slow"},"request_id":"req_1"}`
	_, err := client.Messages.Create(t.Context(), anyParams)
	var e *claude.Error
	if !errors.Is(err, claude.ErrRateLimit) || !errors.As(err, &e) || e.RequestID != "req_1" || e.StatusCode != 200 {
		t.Error(err)
	}
	for _, body = range []string{`{"id":"msg_1","type":"message","content":[],"error":null}`, `{"id":"msg_1","content":[{"type":"text","text":"hi"}]}`} {
		if _, err := client.Messages.Create(t.Context(), anyParams); err != nil {
			t.Errorf("%s: %v", body, err)
		}
	}
	status, body = 429, `{"type":"error","error":{"type":"too_many_tokens","message":"slow"}}`
	if _, err := client.Messages.Create(t.Context(), anyParams); !errors.Is(err, claude.ErrRateLimit) || errors.Is(err, claude.ErrOverloaded) {
		t.Error("the status decides:", err)
	}
	status, body = 529, `{"type":"error","error":{"type":"rate_limit_error","message":"slow"}}`
	if _, err := client.Messages.Create(t.Context(), anyParams); !errors.Is(err, claude.ErrRateLimit) || errors.Is(err, claude.ErrOverloaded) {
		t.Error("a known type comes first:", err)
	}
}
