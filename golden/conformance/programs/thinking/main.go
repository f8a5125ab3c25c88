// Command thinking is generated/examples/tools/thinking with the vendor's SDK.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/toolrunner"
)

func main() {
	if err := run(context.Background(), anthropic.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client anthropic.Client, _ io.Reader, out io.Writer, args []string) error {
	if len(args) == 0 {
		return errors.New("usage: thinking PROBLEM")
	}
	calculator, err := toolrunner.NewBetaToolFromJSONSchema("calculate", "Calculates with two numbers.", calculate)
	if err != nil {
		return err
	}
	runner := client.Beta.Messages.NewToolRunnerStreaming([]anthropic.BetaTool{calculator}, anthropic.BetaToolRunnerParams{
		BetaMessageNewParams: anthropic.BetaMessageNewParams{
			Model:     anthropic.ModelClaudeSonnet4_6,
			MaxTokens: 16000,
			Thinking:  anthropic.BetaThinkingConfigParamOfEnabled(8000),
			Messages:  []anthropic.BetaMessageParam{anthropic.NewBetaUserMessage(anthropic.NewBetaTextBlock(strings.Join(args, " ")))},
			Betas:     []anthropic.AnthropicBeta{anthropic.AnthropicBetaInterleavedThinking2025_05_14},
		},
		MaxIterations: 20,
	})
	for !runner.IsCompleted() {
		for event, err := range runner.NextStreaming(ctx) {
			if err != nil {
				return err
			}
			fmt.Fprint(out, event.Delta.Thinking, event.Delta.Text)
			if event.Type == "content_block_stop" {
				fmt.Fprintln(out)
			}
		}
		for _, block := range runner.LastMessage().Content {
			if call, ok := block.AsAny().(anthropic.BetaToolUseBlock); ok {
				fmt.Fprintf(out, "[%s %s]\n", call.Name, call.JSON.Input.Raw())
			}
		}
	}
	if reason := runner.LastMessage().StopReason; reason != anthropic.BetaStopReasonEndTurn {
		return fmt.Errorf("the answer is not whole: %s", reason)
	}
	return nil
}

type calculation struct {
	A  float64 `json:"a" jsonschema:"required"`
	Op string  `json:"op" jsonschema:"required,enum=+,enum=-,enum=*,enum=/"`
	B  float64 `json:"b" jsonschema:"required"`
}

func calculate(_ context.Context, c calculation) (anthropic.BetaToolResultBlockParamContentUnion, error) {
	switch c.Op {
	case "+":
		return number(c.A + c.B), nil
	case "-":
		return number(c.A - c.B), nil
	case "*":
		return number(c.A * c.B), nil
	}
	if c.B == 0 {
		return number(0), errors.New("division by zero")
	}
	return number(c.A / c.B), nil
}

func number(n float64) anthropic.BetaToolResultBlockParamContentUnion {
	return anthropic.BetaToolResultBlockParamContentUnion{OfText: &anthropic.BetaTextBlockParam{Text: fmt.Sprint(n)}}
}
