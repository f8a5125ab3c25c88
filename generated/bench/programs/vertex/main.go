// Command vertex creates a message on Vertex AI with the generated client.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/platforms/vertex"
)

func main() {
	client := claude.NewClient(claude.WithTransport(vertex.New(vertex.Config{Region: "global"})))
	message, err := client.Messages.Create(context.Background(), &claude.MessageCreateParams{
		Model:     "claude-sonnet-4-5",
		MaxTokens: 1024,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text("Hello"))},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(message.Text())
}
