// Command loop has the model use a tool, with the generated client.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

type place struct {
	City string `json:"city" jsonschema:"name of the city"`
}

func main() {
	weather := claudetools.New("get_weather", "Current weather of a city.", func(_ context.Context, in place) (string, error) {
		return "sunny in " + in.City, nil
	})
	message, err := claudetools.Run(context.Background(), claude.NewClient(), &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet4_5,
		MaxTokens: 1024,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text("How is the weather in Rome?"))},
	}, claudetools.Tools(weather)).Result()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(message.Text())
}
