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
	}
	return lines.Err()
}

// stream prints the text of an answer as it comes, and returns the whole of it.
func stream(ctx context.Context, client *claude.Client, params *claude.MessageCreateParams, out io.Writer) (*claude.Message, error) {
	s := client.Messages.Stream(ctx, params)
	defer func() { _ = s.Close() }() // an error of the stream has come from Events by then
	for event, err := range s.Events() {
		if err != nil {
			return nil, err
		}
		delta, ok := event.(*claude.ContentBlockDeltaEvent)
		if !ok {
			continue
		}
		if text, ok := delta.Delta.(*claude.TextDelta); ok {
			fmt.Fprint(out, text.Text)
		}
	}
	fmt.Fprintln(out)
	return s.Result()
}
