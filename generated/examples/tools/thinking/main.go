// Command thinking solves a problem with a calculator: the model thinks between the calls
// too, and what it thinks is printed as it comes.
//
//	go run ./thinking "How many seconds has a leap year?"
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

func main() {
	if err := run(context.Background(), claude.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *claude.Client, _ io.Reader, out io.Writer, args []string) error {
	if len(args) == 0 {
		return errors.New("usage: thinking PROBLEM")
	}
	run := claudetools.Run(ctx, client, &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet4_6,
		MaxTokens: 16000,
		Thinking:  &claude.ThinkingConfigEnabled{BudgetTokens: 8000},
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text(strings.Join(args, " ")))},
	}, claudetools.Tools(claudetools.New("calculate", "Calculates with two numbers.", calculate)), claudetools.MaxTurns(20),
		claudetools.WithRequestOptions(claude.WithBetas(claude.BetaInterleavedThinking2025_05_14)))
	for event, err := range run.Events() {
		if err != nil {
			return err
		}
		switch e := event.(type) {
		case *claudetools.Streamed:
			show(out, e.Event)
		case *claudetools.Calling:
			fmt.Fprintf(out, "[%s %s]\n", e.Call.Name, e.Call.Input)
		}
	}
	msg, err := run.Result()
	if err == nil && msg.StopReason != claude.StopReasonEndTurn {
		err = fmt.Errorf("the answer is not whole: %s", msg.StopReason)
	}
	return err
}

// show prints thoughts and text.
func show(out io.Writer, event claude.MessageStreamEvent) {
	switch e := event.(type) {
	case *claude.ContentBlockDeltaEvent:
		switch d := e.Delta.(type) {
		case *claude.ThinkingDelta:
			fmt.Fprint(out, d.Thinking)
		case *claude.TextDelta:
			fmt.Fprint(out, d.Text)
		}
	case *claude.ContentBlockStopEvent:
		fmt.Fprintln(out)
	}
}

type calculation struct {
	A  float64 `json:"a"`
	Op string  `json:"op" enum:"+,-,*,/"`
	B  float64 `json:"b"`
}

func calculate(_ context.Context, c calculation) (float64, error) {
	switch c.Op {
	case "+":
		return c.A + c.B, nil
	case "-":
		return c.A - c.B, nil
	case "*":
		return c.A * c.B, nil
	}
	if c.B == 0 {
		return 0, errors.New("division by zero")
	}
	return c.A / c.B, nil
}
