package claudetools_test

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

// Weather is what the tool of the example answers: JSON for the model.
type Weather struct {
	Sky     string `json:"sky"`
	Celsius int    `json:"celsius"`
}

func Example() {
	forecast := claudetools.New("get_weather", "Current weather of a city.", func(_ context.Context, in struct {
		City string `json:"city" jsonschema:"name of the city"`
	},
	) (Weather, error) {
		return Weather{Sky: "clear over " + in.City, Celsius: 21}, nil
	})
	run := claudetools.Run(context.Background(), claude.NewClient(), &claude.MessageCreateParams{
		Model: claude.ModelClaudeSonnet5_5, MaxTokens: 1024,
		Messages: []claude.MessageParam{claude.UserMessage(claude.Text("What is the weather in Rome?"))},
	}, claudetools.Tools(forecast), claudetools.MaxTurns(10))
	for event, err := range run.Events() {
		switch e := event.(type) {
		case *claudetools.Streamed:
			if d, ok := e.Event.(*claude.ContentBlockDeltaEvent); ok {
				if text, ok := d.Delta.(*claude.TextDelta); ok {
					fmt.Print(text.Text)
				}
			}
		case *claudetools.Calling:
			fmt.Fprintf(os.Stderr, "%s(%s)\n", e.Call.Name, e.Call.Input)
		case *claudetools.Returned:
			fmt.Fprintf(os.Stderr, "%s: %v, %v\n", e.Call.Name, e.Value, e.Err)
		}
		if err != nil {
			log.Fatal(err) // run.Messages() has what was said until then
		}
	}
}
