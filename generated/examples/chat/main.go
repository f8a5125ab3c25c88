// Command chat is a conversation in the terminal: each line that is typed is a
// turn, and the answer is printed while it is written.
//
//	go run ./examples/chat [MODEL]
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/claudegen/claudegen/generated/claude"
)

func main() {
	if err := run(context.Background(), claude.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *claude.Client, in io.Reader, out io.Writer, args []string) error {
	params := &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet5_5,
		MaxTokens: 4096,
		System:    claude.SystemPromptString("You are talking to someone in a terminal: answer briefly, without Markdown."),
	}
	if len(args) > 0 {
		params.Model = claude.ModelID(args[0])
	}
	lines := bufio.NewScanner(in)
	for fmt.Fprint(out, "> "); lines.Scan(); fmt.Fprint(out, "> ") {
		if lines.Text() == "" {
			continue
		}
		said := len(params.Messages)
		params.Messages = append(params.Messages, claude.UserMessage(claude.Text(lines.Text())))
		reason, err := answer(ctx, client, params, out)
		if err != nil {
			return err
		}
		switch reason {
		case claude.StopReasonEndTurn, claude.StopReasonStopSequence:
			fmt.Fprintln(out)
		case claude.StopReasonMaxTokens, claude.StopReasonModelContextWindowExceeded:
			fmt.Fprintf(out, "\n[cut off: %s]\n", reason)
		case claude.StopReasonRefusal: // the API wants the conversation to go on without what was refused
			params.Messages = params.Messages[:said]
			fmt.Fprintln(out, "\n[the model declined to answer, and forgets the question]")
		default:
			return fmt.Errorf("the answer ended for a reason that this program doesn't expect: %q", reason)
		}
	}
	return lines.Err()
}

// answer prints an answer as it comes, adds it to the conversation, and returns why it
// ended. One that was only paused is sent back, so that the model goes on.
func answer(ctx context.Context, client *claude.Client, params *claude.MessageCreateParams, out io.Writer) (claude.StopReason, error) {
	for {
		stream := client.Messages.Stream(ctx, params)
		for text, err := range stream.Text() {
			if err != nil {
				return "", err
			}
			fmt.Fprint(out, text)
		}
		msg, err := stream.Result()
		if err != nil {
			return "", err
		}
		params.Messages = append(params.Messages, msg.ToParam())
		if msg.StopReason != claude.StopReasonPauseTurn && msg.StopReason != claude.StopReasonCompaction {
			return msg.StopReason, nil
		}
	}
}
