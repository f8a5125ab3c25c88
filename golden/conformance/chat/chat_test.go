// Package chat holds chat completions against programs that are written for OpenAI: its Go client
// talks to the fake server of the Claude client, and the Claude client to servers that speak as
// OpenAI's document says.
package chat

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/option"
	"github.com/openai/openai-go/v3/shared"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// start returns the fake server, OpenAI's client with it as base URL, and its key.
func start(t *testing.T) (*claudetest.Server, openai.Client) {
	t.Helper()
	srv := claudetest.NewServer(t)
	return srv, openai.NewClient(option.WithBaseURL(srv.URL+"/v1/"), option.WithAPIKey("key"), option.WithMaxRetries(0))
}

// everything is a request that has each kind of message, part and setting.
func everything() openai.ChatCompletionNewParams {
	weather := shared.FunctionDefinitionParam{
		Name: "weather", Description: openai.String("Weather of a city"), Strict: openai.Bool(true),
		Parameters: shared.FunctionParameters{"type": "object", "properties": map[string]any{"city": map[string]any{"type": "string"}}},
	}
	return openai.ChatCompletionNewParams{
		Model: "claude-sonnet-5-5",
		Messages: []openai.ChatCompletionMessageParamUnion{
			openai.DeveloperMessage("Be brief."),
			openai.SystemMessage([]openai.ChatCompletionContentPartTextParam{{Text: "Be polite."}}),
			openai.UserMessage("What is in the picture?"),
			openai.UserMessage([]openai.ChatCompletionContentPartUnionParam{
				openai.TextContentPart("This one:"),
				openai.ImageContentPart(openai.ChatCompletionContentPartImageImageURLParam{URL: "data:image/png;base64,AA==", Detail: "low"}),
			}),
			{OfAssistant: &openai.ChatCompletionAssistantMessageParam{ToolCalls: []openai.ChatCompletionMessageToolCallUnionParam{
				{OfFunction: &openai.ChatCompletionMessageFunctionToolCallParam{
					ID: "call_1", Function: openai.ChatCompletionMessageFunctionToolCallFunctionParam{Name: "weather", Arguments: `{"city":"Oslo"}`},
				}},
			}}},
			openai.ToolMessage("sunny", "call_1"),
			openai.AssistantMessage("A sun."),
			openai.UserMessage("Thanks."),
		},
		Tools:               []openai.ChatCompletionToolUnionParam{openai.ChatCompletionFunctionTool(weather)},
		ToolChoice:          openai.ToolChoiceOptionFunctionToolChoice(openai.ChatCompletionNamedToolChoiceFunctionParam{Name: "weather"}),
		ParallelToolCalls:   openai.Bool(false),
		MaxCompletionTokens: openai.Int(100),
		MaxTokens:           openai.Int(100),
		Temperature:         openai.Float(0.5),
		TopP:                openai.Float(0.9),
		N:                   openai.Int(1),
		Stop:                openai.ChatCompletionNewParamsStopUnion{OfStringArray: []string{"END", "STOP"}},
		Seed:                openai.Int(7),
		User:                openai.String("somebody"),
		Store:               openai.Bool(false),
		Logprobs:            openai.Bool(false),
		FrequencyPenalty:    openai.Float(0.1),
		PresencePenalty:     openai.Float(0.1),
		LogitBias:           map[string]int64{"50256": -100},
		Metadata:            shared.Metadata{"a": "b"},
		ReasoningEffort:     shared.ReasoningEffortLow,
		ServiceTier:         openai.ChatCompletionNewParamsServiceTierAuto,
		Modalities:          []string{"text"},
		ResponseFormat: openai.ChatCompletionNewParamsResponseFormatUnion{OfJSONSchema: &shared.ResponseFormatJSONSchemaParam{
			JSONSchema: shared.ResponseFormatJSONSchemaJSONSchemaParam{Name: "picture", Schema: map[string]any{"type": "object"}, Strict: openai.Bool(true)},
		}},
	}
}

// TestRequest sends all that the format has: the fake server refuses what the document doesn't
// describe, and what arrives there in types is the same JSON.
func TestRequest(t *testing.T) {
	srv, client := start(t)
	params := everything()
	var got *claude.ChatCompletionCreateParams
	srv.Chat.Completions.Create(func(p *claude.ChatCompletionCreateParams) (*claude.ChatCompletion, error) {
		got = p
		return &claude.ChatCompletion{
			ID: "c", Created: 5, Model: p.Model,
			Choices: []claude.ChatChoice{{FinishReason: claude.ChatFinishReasonToolCalls, Message: claude.ChatMessage{
				ToolCalls: []claude.ChatToolCall{{ID: "call_2", Function: claude.ChatFunctionCall{Name: "weather", Arguments: "{}"}}},
			}}},
			Usage: &claude.ChatUsage{PromptTokens: 1, CompletionTokens: 2, TotalTokens: 3},
		}, nil
	})
	answer, err := client.Chat.Completions.New(t.Context(), params)
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, params)
	choice := answer.Choices[0]
	if call := choice.Message.ToolCalls[0]; choice.FinishReason != "tool_calls" || call.ID != "call_2" || call.Type != "function" || call.Function.Name != "weather" ||
		answer.Usage.TotalTokens != 3 || answer.Object != "chat.completion" || answer.Created != 5 {
		t.Error(answer.RawJSON())
	}
	if auth := srv.Requests()[0].Header.Get("Authorization"); auth != "Bearer key" {
		t.Error(auth)
	}
}

// same compares two values by their JSON.
func same(t *testing.T, got, want any) {
	t.Helper()
	var values [2]any
	for i, v := range []any{want, got} {
		b, err := json.Marshal(v)
		if err == nil {
			err = json.Unmarshal(b, &values[i])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(values[0], values[1]); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestForms sends the settings that have several forms in their other ones.
func TestForms(t *testing.T) {
	formats := []openai.ChatCompletionNewParamsResponseFormatUnion{
		{OfText: &shared.ResponseFormatTextParam{}}, {OfJSONObject: &shared.ResponseFormatJSONObjectParam{}}, {},
	}
	for i, mode := range []string{"auto", "none", "required"} {
		srv, client := start(t)
		params := openai.ChatCompletionNewParams{
			Model: "claude-sonnet-5-5", Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("Hello")},
			Stop:           openai.ChatCompletionNewParamsStopUnion{OfString: openai.String("END")},
			ToolChoice:     openai.ChatCompletionToolChoiceOptionUnionParam{OfAuto: openai.String(mode)},
			ResponseFormat: formats[i],
		}
		srv.Chat.Completions.Create(func(p *claude.ChatCompletionCreateParams) (*claude.ChatCompletion, error) {
			same(t, p, params)
			return &claude.ChatCompletion{Choices: []claude.ChatChoice{{FinishReason: "stop", Message: claude.ChatMessage{Content: new("Hello to you")}}}}, nil
		})
		answer, err := client.Chat.Completions.New(t.Context(), params)
		if err != nil || answer.Choices[0].Message.Content != "Hello to you" {
			t.Error(answer, err)
		}
	}
}

// chunks are a stream with text, two calls in pieces, and the usage.
func chunks() []claude.ChatCompletionChunk {
	one := func(d claude.ChatDelta, reason string) claude.ChatCompletionChunk {
		c := claude.ChatChunkChoice{Delta: d}
		if reason != "" {
			c.FinishReason = claude.Value(claude.ChatFinishReason(reason))
		}
		return claude.ChatCompletionChunk{ID: "c", Created: 5, Model: "claude-sonnet-5-5", Choices: []claude.ChatChunkChoice{c}}
	}
	call := func(i int64, id, name, arguments string) claude.ChatDelta {
		d := claude.ChatToolCallDelta{Index: i, Function: &claude.ChatFunctionCallDelta{Arguments: new(arguments)}}
		if id != "" {
			d.ID, d.Type, d.Function.Name = new(id), new("function"), new(name)
		}
		return claude.ChatDelta{ToolCalls: []claude.ChatToolCallDelta{d}}
	}
	usage := claude.ChatCompletionChunk{ID: "c", Created: 5, Model: "claude-sonnet-5-5", Choices: []claude.ChatChunkChoice{}}
	usage.Usage = claude.Value(claude.ChatUsage{PromptTokens: 1, CompletionTokens: 2, TotalTokens: 3})
	return []claude.ChatCompletionChunk{
		one(claude.ChatDelta{Role: new("assistant"), Content: claude.Value("I lo")}, ""),
		one(claude.ChatDelta{Content: claude.Value("ok.")}, ""),
		one(call(0, "call_1", "weather", ""), ""),
		one(call(0, "", "", `{"city":`), ""),
		one(call(0, "", "", `"Oslo"}`), ""),
		one(call(1, "call_2", "time", "{}"), ""),
		one(claude.ChatDelta{}, "tool_calls"),
		usage,
	}
}

// TestStream has OpenAI's accumulator make of the chunks what ours makes of them.
func TestStream(t *testing.T) {
	srv, client := start(t)
	srv.Chat.Completions.Stream(func(p *claude.ChatCompletionCreateParams) ([]claude.ChatCompletionChunk, error) {
		if p.StreamOptions == nil || !*p.StreamOptions.IncludeUsage {
			t.Error("stream_options didn't arrive")
		}
		return chunks(), nil
	})
	stream := client.Chat.Completions.NewStreaming(t.Context(), openai.ChatCompletionNewParams{
		Model: "claude-sonnet-5-5", Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("Hello")},
		StreamOptions: openai.ChatCompletionStreamOptionsParam{IncludeUsage: openai.Bool(true)},
	})
	var theirs openai.ChatCompletionAccumulator
	for stream.Next() {
		if !theirs.AddChunk(stream.Current()) {
			t.Error("a chunk doesn't fit those before it")
		}
	}
	if err := stream.Err(); err != nil {
		t.Fatal(err)
	}
	ours, err := srv.Client().Chat.Completions.Stream(t.Context(), &claude.ChatCompletionCreateParams{
		Model: "claude-sonnet-5-5", Messages: []claude.ChatMessageParam{claude.ChatUser(claude.ChatText("Hello"))}, StreamOptions: &claude.ChatStreamOptions{IncludeUsage: new(true)},
	}).Result()
	if err != nil {
		t.Fatal(err)
	}
	compare(t, ours, &theirs.ChatCompletion)
}

// compare compares what the two clients have of one answer.
func compare(t *testing.T, ours *claude.ChatCompletion, theirs *openai.ChatCompletion) {
	t.Helper()
	type call struct{ ID, Name, Arguments string }
	type answer struct {
		ID, Model, Text, Reason string
		Created, Tokens         int64
		Calls                   []call
	}
	a, b := ours.Choices[0], theirs.Choices[0]
	got := answer{ID: ours.ID, Model: string(ours.Model), Reason: string(a.FinishReason), Created: ours.Created}
	want := answer{ID: theirs.ID, Model: theirs.Model, Text: b.Message.Content, Reason: b.FinishReason, Created: theirs.Created, Tokens: theirs.Usage.TotalTokens}
	if a.Message.Content != nil {
		got.Text = *a.Message.Content
	}
	if ours.Usage != nil {
		got.Tokens = ours.Usage.TotalTokens
	}
	for _, c := range a.Message.ToolCalls {
		got.Calls = append(got.Calls, call{c.ID, c.Function.Name, c.Function.Arguments})
	}
	for _, c := range b.Message.ToolCalls {
		want.Calls = append(want.Calls, call{c.ID, c.Function.Name, c.Function.Arguments})
	}
	if len(ours.Choices) != len(theirs.Choices) || ours.Choices[0].Index != theirs.Choices[0].Index {
		t.Error("the choices differ")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-theirs +ours\n%s", diff)
	}
}

// TestErrors has their client read errors of the fake server, and ours those that OpenAI sends.
func TestErrors(t *testing.T) {
	srv, client := start(t)
	srv.Chat.Completions.Create(func(*claude.ChatCompletionCreateParams) (*claude.ChatCompletion, error) {
		return nil, claudetest.Error(429, "rate_limit_error", "slow down")
	})
	_, err := client.Chat.Completions.New(t.Context(), openai.ChatCompletionNewParams{
		Model: "m", Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("Hello")},
	})
	var theirs *openai.Error
	if !errors.As(err, &theirs) || theirs.StatusCode != 429 || theirs.Message != "slow down" || theirs.Type != "rate_limit_error" {
		t.Errorf("%#v", err)
	}
	const body = `{"error":{"message":"Incorrect API key provided.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}`
	_, err = ask(t, 401, "application/json", body).Create(t.Context(), hello())
	var ours *claude.Error
	if !errors.As(err, &ours) || ours.StatusCode != 401 || ours.Message != "Incorrect API key provided." || string(ours.Body) != body {
		t.Errorf("%#v", err)
	}
	_, err = ask(t, 200, "text/event-stream", "data: "+body+"\n\n").Stream(t.Context(), hello()).Result()
	if !errors.As(err, &ours) || !strings.Contains(ours.Message, "Incorrect API key") {
		t.Errorf("in a stream: %v", err)
	}
}

func hello() *claude.ChatCompletionCreateParams {
	return &claude.ChatCompletionCreateParams{Model: "m", Messages: []claude.ChatMessageParam{claude.ChatUser(claude.ChatText("Hello"))}}
}

// TestRefusedWithoutKey looks at what their client gets for no key.
func TestRefusedWithoutKey(t *testing.T) {
	client := claude.NewClient(claude.WithoutEnvironment(), claude.WithBaseURL("http://127.0.0.1:1"))
	_, err := client.Chat.Completions.Create(context.Background(), hello())
	if err == nil || !strings.Contains(err.Error(), "ANTHROPIC_API_KEY") {
		t.Error(err)
	}
}

// TestPaths has the requests of both clients arrive at one place.
func TestPaths(t *testing.T) {
	srv, client := start(t)
	srv.Chat.Completions.Create(func(p *claude.ChatCompletionCreateParams) (*claude.ChatCompletion, error) {
		return &claude.ChatCompletion{Choices: []claude.ChatChoice{}}, nil
	})
	_, err1 := client.Chat.Completions.New(t.Context(), openai.ChatCompletionNewParams{Model: "m", Messages: []openai.ChatCompletionMessageParamUnion{openai.UserMessage("Hello")}})
	_, err2 := srv.Client().Chat.Completions.Create(t.Context(), hello())
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	var lines []string
	for _, r := range srv.Requests() {
		lines = append(lines, r.Method+" "+r.Path+" "+strings.Fields(r.Header.Get("Authorization"))[0])
	}
	if !slices.Equal(lines, []string{http.MethodPost + " /v1/chat/completions Bearer", http.MethodPost + " /v1/chat/completions Bearer"}) {
		t.Error(lines)
	}
}
