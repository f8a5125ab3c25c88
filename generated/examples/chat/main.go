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
		params.Messages = append(params.Messages, claude.UserMessage(claude.Text(lines.Text())))
		answer, err := stream(ctx, client, params, out)
		if err != nil {
			return err
		}
		params.Messages = append(params.Messages, answer.ToParam())
		if note := notes[answer.StopReason]; note != "" {
			fmt.Fprintln(out, note)
		}
	}
	return lines.Err()
}

// notes are what to say of answers that didn't end by themselves. What was paused goes on
// with the next line: it is sent back with it.
var notes = map[claude.StopReason]string{
	claude.StopReasonMaxTokens:                  "[cut off: the answer is as long as it may be]",
	claude.StopReasonModelContextWindowExceeded: "[cut off: the conversation is too long]",
	claude.StopReasonPauseTurn:                  "[paused: say that it may go on]",
	claude.StopReasonRefusal:                    "[the model declined to answer]",
}

// stream prints the text of an answer as it comes, and returns the whole of it.
func stream(ctx context.Context, client *claude.Client, params *claude.MessageCreateParams, out io.Writer) (*claude.Message, error) {
	s := client.Messages.Stream(ctx, params)
	defer func() { _ = s.Close() }() // an error of the stream has come from Events by then
	for text, err := range s.Text() {
		if err != nil {
			return nil, err
		}
		fmt.Fprint(out, text)
	}
	fmt.Fprintln(out)
	return s.Result()
}
