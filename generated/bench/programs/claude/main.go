// Command claude creates a message with the generated client.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/claudegen/claudegen/generated/claude"
)

func main() {
	client := claude.NewClient()
	message, err := client.Messages.Create(context.Background(), &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet4_5,
		MaxTokens: 1024,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text("Hello"))},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, block := range message.Content {
		if text, ok := block.(*claude.TextBlock); ok {
			fmt.Println(text.Text)
		}
	}
}
