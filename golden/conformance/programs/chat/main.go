// Command chat is generated/examples/chat with the vendor's SDK.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/anthropics/anthropic-sdk-go"
)

func main() {
	if err := run(context.Background(), anthropic.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client anthropic.Client, in io.Reader, out io.Writer, args []string) error {
	params := &anthropic.MessageNewParams{
		Model:     anthropic.ModelClaudeSonnet5_5,
		MaxTokens: 4096,
		System:    []anthropic.TextBlockParam{{Text: "You are talking to someone in a terminal: answer briefly, without Markdown."}},
	}
	if len(args) > 0 {
		params.Model = args[0]
	}
	lines := bufio.NewScanner(in)
	for fmt.Fprint(out, "> "); lines.Scan(); fmt.Fprint(out, "> ") {
		if lines.Text() == "" {
			continue
		}
		said := len(params.Messages)
		params.Messages = append(params.Messages, anthropic.NewUserMessage(anthropic.NewTextBlock(lines.Text())))
		reason, err := answer(ctx, client, params, out)
		if err != nil {
			return err
		}
		switch reason {
		case anthropic.StopReasonEndTurn, anthropic.StopReasonStopSequence:
			fmt.Fprintln(out)
		case anthropic.StopReasonMaxTokens, anthropic.StopReasonModelContextWindowExceeded:
			fmt.Fprintf(out, "\n[cut off: %s]\n", reason)
		case anthropic.StopReasonRefusal:
			params.Messages = params.Messages[:said]
			fmt.Fprintln(out, "\n[the model declined to answer, and forgets the question]")
		default:
			return fmt.Errorf("the answer ended for a reason that this program doesn't expect: %q", reason)
		}
	}
	return lines.Err()
}

func answer(ctx context.Context, client anthropic.Client, params *anthropic.MessageNewParams, out io.Writer) (anthropic.StopReason, error) {
	for {
		stream := client.Messages.NewStreaming(ctx, *params)
		var msg anthropic.Message
		for stream.Next() {
			event := stream.Current()
			if err := msg.Accumulate(event); err != nil {
				return "", err
			}
			fmt.Fprint(out, event.Delta.Text)
		}
		if err := stream.Err(); err != nil {
			return "", err
		}
		params.Messages = append(params.Messages, msg.ToParam())
		if msg.StopReason != anthropic.StopReasonPauseTurn && msg.StopReason != "compaction" {
			return msg.StopReason, nil
		}
	}
}
