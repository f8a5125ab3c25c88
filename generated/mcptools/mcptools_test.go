package mcptools_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
	"github.com/claudegen/claudegen/generated/mcptools"
)

// serverVariable makes this test program a server on its standard input and output.
const serverVariable = "MCPTOOLS_TEST_SERVER"

func TestMain(m *testing.M) {
	if os.Getenv(serverVariable) != "" {
		if err := newServer().Run(context.Background(), &mcp.StdioTransport{}); err != nil {
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

type place struct {
	City string `json:"city" jsonschema:"name of the city"`
}

// newServer has tools, a prompt and resources of every kind.
func newServer() *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	mcp.AddTool(s, &mcp.Tool{Name: "weather.now", Description: "The weather of a city."}, func(_ context.Context, _ *mcp.CallToolRequest, in place) (*mcp.CallToolResult, any, error) {
		switch in.City {
		case "Atlantis":
			return nil, nil, errors.New("it is under water")
		case "Paris":
			return &mcp.CallToolResult{Content: []mcp.Content{
				&mcp.TextContent{Text: "sunny"}, &mcp.ImageContent{MIMEType: "image/png", Data: []byte{1, 2}}, &mcp.AudioContent{MIMEType: "audio/wav", Data: []byte{3}},
				&mcp.EmbeddedResource{Resource: &mcp.ResourceContents{URI: "file:///r.txt", Text: "report"}}, &mcp.ResourceLink{Name: "map", URI: "https://x.test/map"},
			}}, nil, nil
		}
		return nil, map[string]string{"sky": "grey"}, nil
	})
	mcp.AddTool(s, &mcp.Tool{Name: "other", Description: "Nothing."}, func(context.Context, *mcp.CallToolRequest, struct{}) (*mcp.CallToolResult, any, error) {
		return &mcp.CallToolResult{}, nil, nil
	})
	s.AddPrompt(&mcp.Prompt{Name: "greet"}, func(context.Context, *mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
		return &mcp.GetPromptResult{Messages: []*mcp.PromptMessage{{Role: "user", Content: &mcp.TextContent{Text: "hi"}}, {Role: "assistant", Content: &mcp.TextContent{Text: "hello"}}}}, nil
	})
	s.AddResource(&mcp.Resource{Name: "readme", URI: "file:///docs/read%20me.md", MIMEType: "text/markdown"}, func(context.Context, *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
		return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: "file:///docs/readme.md", MIMEType: "text/markdown", Text: "# Read me"}}}, nil
	})
	return s
}

// sessions are the ways to a server.
func sessions(t *testing.T) map[string]func(*testing.T) *mcp.ClientSession {
	t.Helper()
	connect := func(t *testing.T, transport mcp.Transport) *mcp.ClientSession {
		t.Helper()
		s, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), transport, nil)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	return map[string]func(*testing.T) *mcp.ClientSession{
		"stdio": func(t *testing.T) *mcp.ClientSession {
			c := exec.Command(os.Args[0])
			c.Env = append(os.Environ(), serverVariable+"=1")
			return connect(t, &mcp.CommandTransport{Command: c})
		},
		"HTTP": func(t *testing.T) *mcp.ClientSession {
			server := newServer()
			srv := httptest.NewServer(mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return server }, nil))
			t.Cleanup(srv.Close)
			return connect(t, &mcp.StreamableClientTransport{Endpoint: srv.URL})
		},
	}
}

// The tools of a server in a loop: what it says reaches the model, its errors too.
func TestLoop(t *testing.T) {
	for name, open := range sessions(t) {
		t.Run(name, func(t *testing.T) {
			session := open(t)
			tools, err := mcptools.Tools(t.Context(), session, mcptools.Config{Prefix: "m_", Use: func(t *mcp.Tool) bool { return t.Name != "other" }})
			if err != nil || len(tools) != 1 || tools[0].Name() != "m_weather_now" {
				t.Fatal(tools, err)
			}
			calls := []string{`{"city":"Paris"}`, `{"city":"Atlantis"}`, `{"city":"Rome"}`, `{"town":"Rome"}`}
			var results []claude.ContentBlockParam
			srv := claudetest.NewServer(t)
			srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
				if len(p.Messages) == 1 {
					answer := &claude.Message{StopReason: claude.StopReasonToolUse}
					for i, c := range calls {
						answer.Content = append(answer.Content, &claude.ToolUseBlock{ID: "t" + string(rune('0'+i)), Name: "m_weather_now", Input: json.RawMessage(c)})
					}
					return answer, nil
				}
				results, _ = contentOf(p.Messages[2])
				return &claude.Message{StopReason: claude.StopReasonEndTurn, Content: claude.Message{}.Content}, nil
			})
			run := claudetools.Run(t.Context(), srv.Client(), &claude.MessageCreateParams{
				Model: "claude-x", MaxTokens: 10, Messages: []claude.MessageParam{claude.UserMessage(claude.Text("weather?"))},
			}, claudetools.Tools(tools...))
			if _, err := run.Result(); err != nil {
				t.Fatal(err)
			}
			for i, want := range []string{
				`"content":[{"text":"sunny","type":"text"},{"source":{"data":"AQI=","media_type":"image/png","type":"base64"},"type":"image"},{"text":"the API has no content for audio (audio/wav)","type":"text"},` +
					`{"source":{"data":"report","media_type":"text/plain","type":"text"},"title":"file:///r.txt","type":"document"},{"text":"[resource map: https://x.test/map]","type":"text"}]`,
				`"content":[{"text":"it is under water","type":"text"}]`,
				`"content":[{"text":"{\"sky\":\"grey\"}","type":"text"}]`,
				`the input doesn't fit`,
			} {
				got := sorted(t, results[i])
				if !strings.Contains(got, want) || strings.Contains(got, `"is_error":true`) != (i == 1 || i == 3) {
					t.Errorf("%d: %s\nwant %s", i, got, want)
				}
			}
		})
	}
}

// contentOf returns the blocks of a turn.
func contentOf(m claude.MessageParam) ([]claude.ContentBlockParam, bool) {
	blocks, ok := m.Content.(claude.MessageParamContentArray)
	return blocks, ok
}

// sorted returns JSON with the members in the order of their names.
func sorted(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var x any
	if err := json.Unmarshal(raw, &x); err != nil {
		t.Fatal(err)
	}
	raw, _ = json.Marshal(x)
	return string(raw)
}

func TestNames(t *testing.T) {
	s := mcp.NewServer(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	for _, name := range []string{"a.b", "a_b"} {
		s.AddTool(&mcp.Tool{Name: name, InputSchema: json.RawMessage(`{"type":"object"}`)}, func(context.Context, *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
			return &mcp.CallToolResult{}, nil
		})
	}
	near, far := mcp.NewInMemoryTransports()
	if _, err := s.Connect(t.Context(), far, nil); err != nil {
		t.Fatal(err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), near, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = session.Close() }()
	if _, err := mcptools.Tools(t.Context(), session, mcptools.Config{}); err == nil || !strings.Contains(err.Error(), `"a_b"`) {
		t.Error(err)
	}
	// A schema that can't be checked here is sent as it is.
	odd := mcptools.Tool(session, &mcp.Tool{Name: "odd", InputSchema: map[string]any{"type": "object", "properties": map[string]any{"a": map[string]any{"$ref": "https://x.test/s"}}}}, mcptools.Config{})
	d, err := odd.Definition()
	if got := sorted(t, d); err != nil || !strings.Contains(got, `"$ref":"https://x.test/s"`) {
		t.Error(got, err)
	}
}

func TestPromptsAndResources(t *testing.T) {
	for name, open := range sessions(t) {
		t.Run(name, func(t *testing.T) {
			session := open(t)
			prompt, err := session.GetPrompt(t.Context(), &mcp.GetPromptParams{Name: "greet"})
			if err != nil {
				t.Fatal(err)
			}
			turns, err := mcptools.Messages(prompt)
			if got, want := sorted(t, turns), `[{"content":[{"text":"hi","type":"text"}],"role":"user"},{"content":[{"text":"hello","type":"text"}],"role":"assistant"}]`; err != nil || got != want {
				t.Error(got, err)
			}
			read, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: "file:///docs/read%20me.md"})
			if err != nil {
				t.Fatal(err)
			}
			blocks, err := mcptools.Blocks(read)
			if got, want := sorted(t, blocks), `[{"source":{"data":"# Read me","media_type":"text/plain","type":"text"},"title":"file:///docs/readme.md","type":"document"}]`; err != nil || got != want {
				t.Error(got, err)
			}
			file, err := mcptools.File(read)
			if err != nil || file.Name != "readme.md" || file.ContentType != "text/markdown" {
				t.Error(file, err)
			}
		})
	}
}

// The contents that resources can have, and what becomes of each.
func TestContents(t *testing.T) {
	for name, test := range map[string]struct {
		contents []*mcp.ResourceContents
		want     string // JSON, or what the error says
	}{
		"PDF":                 {[]*mcp.ResourceContents{{MIMEType: "application/pdf", Blob: []byte{1}}}, `[{"source":{"data":"AQ==","media_type":"application/pdf","type":"base64"},"type":"document"}]`},
		"picture":             {[]*mcp.ResourceContents{{MIMEType: "image/webp", Blob: []byte{1}}}, `[{"source":{"data":"AQ==","media_type":"image/webp","type":"base64"},"type":"image"}]`},
		"text in bytes":       {[]*mcp.ResourceContents{{MIMEType: "text/csv; charset=utf-8", Blob: []byte("a,b")}}, `[{"source":{"data":"a,b","media_type":"text/plain","type":"text"},"type":"document"}]`},
		"no type":             {[]*mcp.ResourceContents{{Text: "x"}}, `[{"source":{"data":"x","media_type":"text/plain","type":"text"},"type":"document"}]`},
		"one of two":          {[]*mcp.ResourceContents{{MIMEType: "video/mp4", Blob: []byte{1}}, {Text: "x"}}, `[{"source":{"data":"x","media_type":"text/plain","type":"text"},"type":"document"}]`},
		"none":                {nil, "without contents"},
		"unknown":             {[]*mcp.ResourceContents{{MIMEType: "video/mp4", Blob: []byte{1}}}, "files of the type video/mp4"},
		"picture without one": {[]*mcp.ResourceContents{{MIMEType: "image/png", Text: "x"}}, "a picture without bytes"},
		"no picture it reads": {[]*mcp.ResourceContents{{MIMEType: "image/bmp", Blob: []byte{1}}}, "pictures of the type image/bmp"},
	} {
		t.Run(name, func(t *testing.T) {
			blocks, err := mcptools.Blocks(&mcp.ReadResourceResult{Contents: test.contents})
			if err != nil {
				if _, ok := errors.AsType[*mcptools.UnsupportedError](err); !ok || !strings.Contains(err.Error(), test.want) {
					t.Errorf("got %v, want %s", err, test.want)
				}
				return
			}
			if got := sorted(t, blocks); got != test.want {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
		})
	}
}
