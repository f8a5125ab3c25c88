package claude_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
)

// answering returns a client of a server that answers everything alike, and where the body
// of the last request will be.
func answering(t *testing.T, header http.Header, body string) (*claude.Client, *string) {
	t.Helper()
	sent := new(string)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		*sent = string(b)
		maps.Copy(w.Header(), header)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(srv.Close)
	return claude.NewClient(claude.WithBaseURL(srv.URL), claude.WithAPIKey("k"), claude.WithMaxRetries(0)), sent
}

const cited = `{"id":"m1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"hi","citations":[` +
	`{"type":"char_location","cited_text":"a","document_index":0,"document_title":null,"file_id":null,"start_char_index":0,"end_char_index":1}]}],` +
	`"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":2,"cache_read_input_tokens":3}}`

// TestSavedHistory saves a conversation between two calls: what goes out again has nothing
// that the request's type hasn't.
func TestSavedHistory(t *testing.T) {
	client, sent := answering(t, http.Header{"Content-Type": {"application/json"}}, cited)
	msg, err := client.Messages.Create(t.Context(), anyParams)
	if err != nil {
		t.Fatal(err)
	}
	params := *anyParams
	params.Messages = []claude.MessageParam{claude.UserMessage(claude.Text("x")), msg.ToParam()}
	saved, err := json.Marshal(params.Messages)
	if err != nil {
		t.Fatal(err)
	}
	whole, err := json.Marshal(&params)
	if err != nil {
		t.Fatal(err)
	}
	var loaded claude.MessageCreateParams
	params.Messages = nil
	if err := errors.Join(json.Unmarshal(saved, &params.Messages), json.Unmarshal(whole, &loaded)); err != nil {
		t.Fatal(err)
	}
	for _, p := range []*claude.MessageCreateParams{&params, &loaded} {
		if _, err := client.Messages.Create(t.Context(), p); err != nil || strings.Contains(*sent, "file_id") || !strings.Contains(*sent, `"cited_text":"a"`) {
			t.Error(*sent, err)
		}
	}
	if kept, err := json.Marshal(msg); err != nil || !strings.Contains(string(kept), `"file_id":null`) {
		t.Errorf("%s %v", kept, err) // an answer is saved as it came
	}
}

// TestPageInPlaceOfAFile downloads what a proxy says.
func TestPageInPlaceOfAFile(t *testing.T) {
	const page = "<!DOCTYPE html><title>Sign in</title>"
	for name, test := range map[string]struct {
		header http.Header
		ok     bool
	}{
		"page":           {http.Header{"Content-Type": {"text/html; charset=utf-8"}}, false},
		"file by name":   {http.Header{"Content-Type": {"text/html"}, "Content-Disposition": {`attachment; filename="a.html"`}}, true},
		"from the API":   {http.Header{"Content-Type": {"text/html"}, "Request-Id": {"req_1"}}, true},
		"file as octets": {http.Header{"Content-Type": {"application/octet-stream"}}, true},
	} {
		client, _ := answering(t, test.header, page)
		file, err := client.Files.Download(t.Context(), "f", nil)
		if test.ok {
			b, bad := io.ReadAll(file)
			if err != nil || bad != nil || string(b) != page {
				t.Errorf("%s: %s %v %v", name, b, err, bad)
			}
			continue
		}
		var e *claude.ResponseError
		if !errors.As(err, &e) || e.StatusCode != http.StatusOK || string(e.Body) != page {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestValuesRead prints values and what holds them, and looks for addresses.
func TestValuesRead(t *testing.T) {
	var msg claude.Message
	if err := json.Unmarshal([]byte(cited), &msg); err != nil {
		t.Fatal(err)
	}
	params := *anyParams
	params.Temperature, params.ServiceTier = new(0.5), "auto"
	params.Tools = []claude.ToolUnionParam{&claude.ToolParam{Name: "t", Description: new("d")}}
	page := claude.ModelList{Data: []claude.Model{{ID: "m", MaxTokens: new(int64(5))}}, FirstID: new("m")}
	client, _ := answering(t, http.Header{"Content-Type": {"application/json"}}, `{"data":[],"has_more":false,"first_id":"a","last_id":null}`)
	fetched, err := client.Models.List(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	values := []any{
		msg, &msg, msg.Usage, &msg.Usage, msg.Content, msg.Content[0], msg.ToParam(), params, &params, params.Tools, page, &page, *fetched, fetched,
		claude.UnknownContentBlock{}, (*claude.Message)(nil), []claude.Model{{MaxTokens: new(int64(1))}}, struct{ Usage claude.Usage }{msg.Usage},
	}
	address := regexp.MustCompile(`0x[0-9a-f]{6,}|0xc0|PANIC`)
	for _, v := range values {
		var logged bytes.Buffer
		for _, h := range []slog.Handler{slog.NewTextHandler(&logged, nil), slog.NewJSONHandler(&logged, nil)} {
			slog.New(h).Info("value", "v", v)
		}
		for _, text := range []string{fmt.Sprint(v), fmt.Sprintf("%v", v), fmt.Sprintf("%+v", v), fmt.Sprintf("%s", v), logged.String()} {
			if address.MatchString(text) {
				t.Errorf("%T: %s", v, text)
			}
		}
	}
}

// TestNothingOfCallersPanics passes lists and elements that are nil, also of a type, to
// unions and constructors.
func TestNothingOfCallersPanics(t *testing.T) {
	client, sent := answering(t, http.Header{"Content-Type": {"application/json"}}, cited)
	user := func(blocks ...claude.ContentBlockParam) []claude.MessageParam {
		return []claude.MessageParam{claude.UserMessage(blocks...)}
	}
	for name, test := range map[string]struct {
		change func(*claude.MessageCreateParams)
		want   string // the pointer of what is missing, or a part of what is sent
	}{
		"nil list":               {func(p *claude.MessageCreateParams) { p.Messages[0].Content = claude.MessageParamContentArray(nil) }, "/messages/0/content"},
		"nil list in an option":  {func(p *claude.MessageCreateParams) { p.System = claude.SystemPromptArray(nil) }, `"system":[]`},
		"no blocks":              {func(p *claude.MessageCreateParams) { p.Messages = user() }, "/messages/0/content"},
		"nil block":              {func(p *claude.MessageCreateParams) { p.Messages = user(nil) }, "/messages/0/content/0"},
		"typed nil block":        {func(p *claude.MessageCreateParams) { p.Messages = user((*claude.TextBlockParam)(nil)) }, "/messages/0/content/0"},
		"nil unknown block":      {func(p *claude.MessageCreateParams) { p.Messages = user((*claude.UnknownContentBlockParam)(nil)) }, "/messages/0/content/0"},
		"empty unknown block":    {func(p *claude.MessageCreateParams) { p.Messages = user(&claude.UnknownContentBlockParam{}) }, "/messages/0/content/0"},
		"result of nothing":      {func(p *claude.MessageCreateParams) { p.Messages = user(claude.ToolResult("id")) }, `"tool_use_id":"id"`},
		"nil in a result":        {func(p *claude.MessageCreateParams) { p.Messages = user(claude.ToolResult("id", nil)) }, "/messages/0/content/0/content/0"},
		"nil tool":               {func(p *claude.MessageCreateParams) { p.Tools = []claude.ToolUnionParam{nil} }, "/tools/0"},
		"typed nil tool":         {func(p *claude.MessageCreateParams) { p.Tools = []claude.ToolUnionParam{(*claude.ToolParam)(nil)} }, "/tools/0"},
		"typed nil in an option": {func(p *claude.MessageCreateParams) { p.Thinking = (*claude.ThinkingConfigEnabled)(nil) }, "/thinking"},
	} {
		params := *anyParams
		params.Messages = user(claude.Text("x"))
		test.change(&params)
		_, err := client.Messages.Create(t.Context(), &params)
		var e *claude.ValidationError
		if strings.HasPrefix(test.want, "/") {
			if !errors.As(err, &e) || strings.Join(e.Pointers, " ") != test.want {
				t.Errorf("%s: %v", name, err)
			}
		} else if err != nil || !strings.Contains(*sent, test.want) {
			t.Errorf("%s: %s %v", name, *sent, err)
		}
		_, _ = json.Marshal(params)
		_ = fmt.Sprint(params, params.Messages)
	}
}
