package claude_test

import (
	"context"
	"errors"
	"fmt"
	"log"

	"github.com/claudegen/claudegen/generated/claude"
)

func Example() {
	client := claude.NewClient() // reads ANTHROPIC_API_KEY
	msg, err := client.Messages.Create(context.Background(), &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet5_5,
		MaxTokens: 1024,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text("What is a quaternion?"))},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, block := range msg.Content {
		switch b := block.(type) {
		case *claude.TextBlock:
			fmt.Println(b.Text)
		case *claude.UnknownContentBlock:
			fmt.Println("newer than this package:", b.Type)
		}
	}
	// Output: A number with four parts.
}

func ExampleMessageService_Create() {
	client := claude.NewClient()
	params := &claude.MessageCreateParams{
		Model:       claude.ModelClaudeSonnet5_5,
		MaxTokens:   1024,
		Temperature: new(0.2),
		System:      claude.SystemPromptString("Answer in one sentence."),
		Messages:    []claude.MessageParam{claude.UserMessage(claude.Text("What is a quaternion?"))},
	}
	msg, err := client.Messages.Create(context.Background(), params)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(msg.StopReason)

	// The next turn of the conversation has the answer in it, with nothing lost.
	params.Messages = append(params.Messages, msg.ToParam(), claude.UserMessage(claude.Text("Who thought of it?")))
	fmt.Println(len(params.Messages), "turns")
	// Output:
	// end_turn
	// 3 turns
}

func ExampleMessageService_Stream() {
	client := claude.NewClient()
	stream := client.Messages.Stream(context.Background(), &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet5_5,
		MaxTokens: 1024,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text("What is a quaternion?"))},
	})
	for event, err := range stream.Events() {
		if err != nil { // also if the stream was cut off
			log.Fatal(err)
		}
		if delta, ok := event.(*claude.ContentBlockDeltaEvent); ok {
			if text, ok := delta.Delta.(*claude.TextDelta); ok {
				fmt.Printf("%q\n", text.Text)
			}
		}
	}
	msg, err := stream.Result() // what Create would have returned
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(msg.StopReason)
	// Output:
	// "A number "
	// "with four parts."
	// end_turn
}

func ExampleMessageService_CountTokens() {
	client := claude.NewClient()
	count, err := client.Messages.CountTokens(context.Background(), &claude.MessageCountTokensParams{
		Model:    claude.ModelClaudeSonnet5_5,
		Messages: []claude.MessageParam{claude.UserMessage(claude.Text("What is a quaternion?"))},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(count.InputTokens)
	// Output: 14
}

func ExampleError() {
	client := claude.NewClient()
	_, err := client.Messages.Create(context.Background(), &claude.MessageCreateParams{
		Model:     "claude-unheard-of",
		MaxTokens: 1024,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text("Hello"))},
	})
	if refused, ok := errors.AsType[*claude.Error](err); ok {
		fmt.Println(refused.StatusCode, refused.Message)
	}
	fmt.Println(errors.Is(err, claude.ErrNotFound))
	// Output:
	// 404 model: claude-unheard-of
	// true
}

func ExampleMessageBatchService_Create() {
	client := claude.NewClient()
	ask := func(id, question string) claude.MessageBatchRequest {
		return claude.MessageBatchRequest{CustomID: id, Params: claude.MessageCreateParams{
			Model:     claude.ModelClaudeHaiku5_5,
			MaxTokens: 1024,
			Messages:  []claude.MessageParam{claude.UserMessage(claude.Text(question))},
		}}
	}
	batch, err := client.Messages.Batches.Create(context.Background(), &claude.MessageBatchCreateParams{
		Requests: []claude.MessageBatchRequest{ask("first", "Is 7 prime?"), ask("second", "Is 8?")},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(batch.ID, batch.ProcessingStatus, batch.RequestCounts.Processing)
	// Output: msgbatch_1 in_progress 2
}

func ExampleMessageBatchService_Results() {
	client := claude.NewClient()
	for line, err := range client.Messages.Batches.Results(context.Background(), "msgbatch_1", nil).All() {
		if err != nil {
			log.Fatal(err)
		}
		switch r := line.Result.(type) {
		case *claude.MessageBatchSucceededResult:
			fmt.Println(line.CustomID, r.Message.StopReason)
		default:
			fmt.Printf("%s %T\n", line.CustomID, r)
		}
	}
	// Output:
	// second *claude.MessageBatchExpiredResult
	// first end_turn
}

func ExampleModelService_All() {
	client := claude.NewClient()
	for model, err := range client.Models.All(context.Background(), nil) { // of as many pages as it takes
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(model.DisplayName)
	}
	// Output:
	// Claude Sonnet 5.5
	// Claude Opus 5.5
}

func ExampleModelService_Get() {
	client := claude.NewClient()
	model, err := client.Models.Get(context.Background(), "claude-sonnet-5-5", nil)
	if err != nil {
		log.Fatal(err)
	}
	if model.MaxTokens != nil {
		fmt.Println(model.DisplayName, *model.MaxTokens)
	}
	// Output: Claude Sonnet 5.5 64000
}

func ExampleCompletionService_Create() {
	client := claude.NewClient()
	completion, err := client.Completions.Create(context.Background(), &claude.CompletionCreateParams{
		Model:             "claude-2.1",
		MaxTokensToSample: 256,
		Prompt:            "\n\nHuman: Hello\n\nAssistant:",
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%q\n", completion.Completion)
	// Output: " Hello!"
}

func ExamplePromptService_Generate() {
	client := claude.NewClient()
	prompt, err := client.Prompts.Generate(context.Background(), &claude.PromptGenerateParams{Task: "Write a menu for a number of guests."})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(prompt.System)
	// Output: You write menus.
}
