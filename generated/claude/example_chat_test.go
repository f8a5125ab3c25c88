package claude_test

import (
	"context"
	"fmt"
	"log"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// ExampleChatService is a conversation in which the model calls a function.
func ExampleChatService() {
	client := claude.NewClient() // reads ANTHROPIC_API_KEY, which is sent as a bearer token here
	params := &claude.ChatCompletionCreateParams{
		Model:    "claude-sonnet-5-5",
		Messages: []claude.ChatMessageParam{claude.ChatSystem(claude.ChatText("Be brief.")), claude.ChatUser(claude.ChatText("Is it warm in Oslo?"))},
		Tools:    []claude.ChatTool{{Function: claude.ChatFunction{Name: "weather", Parameters: []byte(`{"type":"object","properties":{"city":{"type":"string"}}}`)}}},
	}
	answer, err := client.Chat.Completions.Create(context.Background(), params)
	if err != nil {
		log.Fatal(err)
	}
	calls := answer.Choices[0].Message.ToolCalls
	params.Messages = append(params.Messages, &claude.ChatAssistantMessage{ToolCalls: calls})
	for _, call := range calls {
		fmt.Println(call.Function.Name, call.Function.Arguments)
		params.Messages = append(params.Messages, claude.ChatToolResult(call.ID, claude.ChatText("25 degrees")))
	}
	answer, err = client.Chat.Completions.Create(context.Background(), params)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*answer.Choices[0].Message.Content)
	// Output:
	// weather {"city":"Oslo"}
	// Yes.
}

func ExampleChatCompletionService_Stream() {
	client := claude.NewClient()
	stream := client.Chat.Completions.Stream(context.Background(), &claude.ChatCompletionCreateParams{
		Model:         "claude-sonnet-5-5",
		Messages:      []claude.ChatMessageParam{claude.ChatUser(claude.ChatText("What is a quaternion?"))},
		StreamOptions: &claude.ChatStreamOptions{IncludeUsage: new(true)},
	})
	for text, err := range stream.Text() { // or stream.Events(), for the chunks
		if err != nil {
			log.Fatal(err)
		}
		fmt.Print(text, "|")
	}
	answer, err := stream.Result() // as Create would have returned it
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println()
	fmt.Println(*answer.Choices[0].Message.Content, answer.Choices[0].FinishReason, answer.Usage.TotalTokens)
	// Output:
	// A number |with four parts.|
	// A number with four parts. stop 21
}

// scriptChat says how chat completions are answered.
func scriptChat(srv *claudetest.Server) {
	one := func(reason claude.ChatFinishReason, msg claude.ChatMessage) (*claude.ChatCompletion, error) {
		return &claude.ChatCompletion{Choices: []claude.ChatChoice{{FinishReason: reason, Message: msg}}}, nil
	}
	srv.Chat.Completions.Create(func(p *claude.ChatCompletionCreateParams) (*claude.ChatCompletion, error) {
		if _, returned := p.Messages[len(p.Messages)-1].(*claude.ChatToolMessage); returned {
			return one(claude.ChatFinishReasonStop, claude.ChatMessage{Content: new("Yes.")})
		}
		return one(claude.ChatFinishReasonToolCalls, claude.ChatMessage{
			ToolCalls: []claude.ChatToolCall{{ID: "call_1", Function: claude.ChatFunctionCall{Name: "weather", Arguments: `{"city":"Oslo"}`}}},
		})
	})
	srv.Chat.Completions.Stream(func(*claude.ChatCompletionCreateParams) ([]claude.ChatCompletionChunk, error) {
		chunk := func(choices ...claude.ChatChunkChoice) claude.ChatCompletionChunk {
			return claude.ChatCompletionChunk{Choices: choices}
		}
		last := chunk()
		last.Usage = claude.Value(claude.ChatUsage{PromptTokens: 14, CompletionTokens: 7, TotalTokens: 21})
		return []claude.ChatCompletionChunk{
			chunk(claude.ChatChunkChoice{Delta: claude.ChatDelta{Role: new("assistant"), Content: claude.Value("A number ")}}),
			chunk(claude.ChatChunkChoice{Delta: claude.ChatDelta{Content: claude.Value("with four parts.")}}),
			chunk(claude.ChatChunkChoice{FinishReason: claude.Value(claude.ChatFinishReasonStop)}),
			last,
		}, nil
	})
}
