package claude_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

const secretKey = "sk-ant-secret-0123456789"

// printed is everything that v prints as, and every error that it wraps.
func printed(v any) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%v %+v %#v %s %q\n", v, v, v, v, v)
	slog.New(slog.NewTextHandler(&b, nil)).Info("text", "v", v)
	slog.New(slog.NewJSONHandler(&b, nil)).Info("json", "v", v)
	if j, err := json.Marshal(v); err == nil {
		b.Write(j)
	}
	switch e := v.(type) {
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			b.WriteString(printed(inner))
		}
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			b.WriteString(printed(inner))
		}
	}
	return b.String()
}

// TestKeyIsNotPrinted has calls fail in every way while the server repeats the
// key in all it says, and prints what there is to print.
func TestKeyIsNotPrinted(t *testing.T) {
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mode := r.Header.Get("X-Mode")
		key := r.Header.Get("X-Api-Key") + r.Header.Get("Authorization")
		if !strings.Contains(key, secretKey) {
			t.Errorf("%s: the key was not sent", mode) // else nothing is tested
		}
		w.Header().Set("X-Echo", key)
		switch mode {
		case "refused":
			w.WriteHeader(401)
			fmt.Fprintf(w, `{"type":"error","error":{"type":"authentication_error","message":"invalid key %s"}}`, key)
		case "escaped":
			w.WriteHeader(401)
			fmt.Fprintf(w, `{"type":"error","error":{"type":"authentication_error","message":"invalid key \u0073%s"}}`, strings.TrimPrefix(r.Header.Get("X-Api-Key"), "s"))
		case "html":
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprintf(w, "<p>%s", key)
		case "mistyped":
			fmt.Fprintf(w, `{"id":"%s","content":x}`, key)
		case "cut":
			fmt.Fprintf(w, `{"id":"%s","content":`, key)
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		case "error event":
			w.Header().Set("Content-Type", "text/event-stream")
			fmt.Fprintf(w, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":%q}}\n\n", key)
		case "malformed event":
			w.Header().Set("Content-Type", "text/event-stream")
			fmt.Fprintf(w, "event: message_start\ndata: {\"type\":%q,\n\n", key)
		case "redirect":
			http.Redirect(w, r, "ftp://"+secretKey+"@127.0.0.1/"+secretKey, http.StatusTemporaryRedirect)
		case "hang":
			_, _ = io.Copy(io.Discard, r.Body)
			<-r.Context().Done()
		}
	}))
	srv.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	srv.Start()
	defer srv.Close()
	var log bytes.Buffer
	opts := []claude.RequestOption{
		claude.WithBaseURL(srv.URL), claude.WithMaxRetries(1), claude.WithRetryBackoff(0, 0), claude.WithAttemptTimeout(time.Second),
		claude.WithLogger(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))),
	}
	check := func(name string, v any) {
		t.Helper()
		if text := printed(v); strings.Contains(text, secretKey) {
			t.Errorf("%s: %T prints the key:\n%s", name, v, text)
		}
	}
	for scheme, key := range map[string]claude.RequestOption{"key": claude.WithAPIKey(secretKey), "token": claude.WithAuthToken(secretKey)} {
		client := claude.NewClient(append(opts, claude.WithoutEnvironment(), key)...)
		check("client", client)
		check("service", client.Messages)
		check("option", key)
		for _, mode := range []string{"refused", "escaped", "html", "mistyped", "cut", "error event", "malformed event", "redirect", "hang"} {
			if mode == "escaped" && scheme == "token" {
				continue // as with a key
			}
			var meta claude.ResponseMeta
			var err error
			extra := []claude.RequestOption{claude.WithResponse(&meta), claude.WithHeader("X-Mode", mode)}
			if mode == "hang" {
				extra = append(extra, claude.WithAttemptTimeout(30*time.Millisecond))
			}
			if strings.HasSuffix(mode, "event") {
				_, err = client.Messages.Stream(t.Context(), anyParams, extra...).Result()
			} else {
				_, err = client.Messages.Create(t.Context(), anyParams, extra...)
			}
			if !fakeTyped(err) {
				t.Errorf("%s: %T %v", mode, err, err)
			}
			check(mode, err)
			check(mode, meta)
		}
	}
	if log.Len() == 0 || strings.Contains(log.String(), secretKey) {
		t.Errorf("the log has the key, or nothing:\n%s", log.String())
	}
	_, err := claude.NewClient(claude.WithoutEnvironment(), claude.WithBaseURL(srv.URL), claude.WithAPIKey(secretKey+"\r\nX-Evil: 1")).Messages.Create(t.Context(), anyParams)
	if _, ok := errors.AsType[*claude.RequestError](err); !ok {
		t.Errorf("%T %v", err, err)
	}
	check("line break", err)
}

// TestErrorKinds answers each documented kind of error, with its type and with
// its status alone. It has to match its own value and no other.
func TestErrorKinds(t *testing.T) {
	kinds := []struct {
		err    error
		typ    string
		status int
	}{
		{claude.ErrInvalidRequest, "invalid_request_error", 400}, {claude.ErrAuthentication, "authentication_error", 401},
		{claude.ErrBilling, "billing_error", 402}, {claude.ErrPermission, "permission_error", 403}, {claude.ErrNotFound, "not_found_error", 404},
		{claude.ErrRequestTooLarge, "request_too_large", 413}, {claude.ErrRateLimit, "rate_limit_error", 429}, {claude.ErrAPI, "api_error", 500},
		{claude.ErrTimeout, "timeout_error", 504}, {claude.ErrOverloaded, "overloaded_error", 529},
	}
	status, body := 0, ""
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("request-id", "req_1")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	defer srv.Close()
	client := claude.NewClient(claude.WithoutEnvironment(), claude.WithBaseURL(srv.URL), claude.WithAPIKey("k"), claude.WithMaxRetries(0))
	for i, want := range kinds {
		status = want.status
		for _, body = range []string{"", "<html>", `{"type":"error","error":{"type":"` + want.typ + `","message":"no"},"request_id":"req_1"}`} {
			_, err := client.Messages.Create(t.Context(), anyParams)
			for j, other := range kinds {
				if errors.Is(err, other.err) != (i == j) {
					t.Errorf("%d %s: errors.Is(%v) is %v", status, body, other.err, i != j)
				}
			}
			var e *claude.Error
			if !errors.As(err, &e) || e.StatusCode != status || e.RequestID != "req_1" || e.Method != http.MethodPost || e.Path != "/v1/messages" || e.Attempts != 1 || string(e.Body) != body {
				t.Errorf("%d %s: %#v", status, body, err)
			}
		}
	}
	status, body = 429, `{"type":"error","error":{"type":"overloaded_error","message":"no"}}`
	if _, err := client.Messages.Create(t.Context(), anyParams); !errors.Is(err, claude.ErrOverloaded) || errors.Is(err, claude.ErrRateLimit) {
		t.Error("the type counts more than the status:", err)
	}
}

// TestLimits reads the limits that the API reports, and has calls refused that
// are beyond those of the document.
func TestLimits(t *testing.T) {
	reset := time.Now().Add(time.Minute).UTC().Truncate(time.Second)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > 32<<20 {
			t.Error("was sent")
		}
		for name, value := range map[string]string{
			"requests-limit": "50", "requests-remaining": "49", "requests-reset": reset.Format(time.RFC3339),
			"input-tokens-limit": "30000", "input-tokens-remaining": "29000", "input-tokens-reset": reset.Format(time.RFC3339), "tokens-remaining": "7",
		} {
			w.Header().Set("anthropic-ratelimit-"+name, value)
		}
		_, _ = io.WriteString(w, (&turn{}).message("[]", `"end_turn"`, ""))
	}))
	defer srv.Close()
	client := claude.NewClient(claude.WithoutEnvironment(), claude.WithBaseURL(srv.URL), claude.WithAPIKey("k"))
	var meta claude.ResponseMeta
	if _, err := client.Messages.Create(t.Context(), anyParams, claude.WithResponse(&meta)); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]claude.RateLimit{
		"requests": {Limit: 50, Remaining: 49, Reset: reset}, "input-tokens": {Limit: 30000, Remaining: 29000, Reset: reset}, "tokens": {Limit: -1, Remaining: 7},
	} {
		if got := meta.RateLimits[name]; got != want {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
	var refused *claude.RequestError
	large := *anyParams
	large.Messages = []claude.MessageParam{claude.UserMessage(claude.Text(strings.Repeat("x", 32<<20)))}
	_, err := client.Messages.Create(t.Context(), &large)
	var size *claude.SizeError
	if !errors.As(err, &refused) || !errors.As(err, &size) || size.Limit != 32<<20 || size.Size <= size.Limit {
		t.Errorf("%T %v", err, err)
	}
	long := *anyParams
	long.MaxTokens = 64_000
	if _, err = client.Messages.Create(t.Context(), &long); !errors.As(err, &refused) || !strings.Contains(err.Error(), "stream") {
		t.Errorf("%T %v", err, err)
	}
	if _, err = client.Messages.Create(t.Context(), &long, claude.WithTimeout(time.Hour)); err != nil {
		t.Error("the caller is patient:", err)
	}
}

// TestRetriesAreCounted pins that the number of attempts is sent and reported.
func TestRetriesAreCounted(t *testing.T) {
	srv := claudetest.NewServer(t)
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { return fakeMessage("ok"), nil })
	srv.Fault(claudetest.Fault{Status: 529, Times: 2})
	var meta claude.ResponseMeta
	if _, err := srv.Client().Messages.Create(t.Context(), fakeQuestion(), claude.WithResponse(&meta)); err != nil || meta.Attempts != 3 {
		t.Error(meta, err)
	}
	for i, r := range srv.Requests() {
		if got := r.Header.Get("X-Stainless-Retry-Count"); got != fmt.Sprint(i) {
			t.Errorf("request %d: retry count %q", i, got)
		}
	}
}
