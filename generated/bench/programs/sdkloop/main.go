// Command sdkloop has the model use a tool, with anthropic-sdk-go.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/toolrunner"
)

type place struct {
	City string `json:"city" jsonschema:"required,description=name of the city"`
}

func main() {
	weather, err := toolrunner.NewBetaToolFromJSONSchema("get_weather", "Current weather of a city.",
		func(_ context.Context, in place) (anthropic.BetaToolResultBlockParamContentUnion, error) {
			return anthropic.BetaToolResultBlockParamContentUnion{OfText: &anthropic.BetaTextBlockParam{Text: "sunny in " + in.City}}, nil
		})
	if err != nil {
		log.Fatal(err)
	}
	client := anthropic.NewClient()
	message, err := client.Beta.Messages.NewToolRunner([]anthropic.BetaTool{weather}, anthropic.BetaToolRunnerParams{
		BetaMessageNewParams: anthropic.BetaMessageNewParams{
			Model:     "claude-sonnet-4-5",
			MaxTokens: 1024,
			Messages:  []anthropic.BetaMessageParam{anthropic.NewBetaUserMessage(anthropic.NewBetaTextBlock("How is the weather in Rome?"))},
		},
	}).RunToCompletion(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	for _, block := range message.Content {
		if text, ok := block.AsAny().(anthropic.BetaTextBlock); ok {
			fmt.Println(text.Text)
		}
	}
}
