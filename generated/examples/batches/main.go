// Command batches has many questions answered in the background, at a lower
// price: it reads one from each line, creates a batch, waits until that has
// ended, and prints the answers as they stand in the results.
//
//	go run ./examples/batches < questions.txt
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
)

func main() {
	if err := run(context.Background(), claude.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *claude.Client, in io.Reader, out io.Writer, args []string) error {
	flags := flag.NewFlagSet("batches", flag.ContinueOnError)
	every := flags.Duration("every", 30*time.Second, "how often to ask whether the batch has ended")
	if err := flags.Parse(args); err != nil {
		return err
	}
	requests, err := read(in)
	if err != nil {
		return err
	}
	batch, err := client.Messages.Batches.Create(ctx, &claude.MessageBatchCreateParams{Requests: requests})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d requests\n", batch.ID, len(requests))
	if _, err := client.Messages.Batches.Wait(ctx, batch.ID, claude.WithPollInterval(*every, 4**every)); err != nil {
		return err
	}
	for line, err := range client.Messages.Batches.Results(ctx, batch.ID, nil).All() { // in any order; ResultsInOrder puts them in order
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: %s\n", line.CustomID, outcome(line.Result))
	}
	return nil
}

// read makes a request of each line.
func read(in io.Reader) ([]claude.MessageBatchRequest, error) {
	var out []claude.MessageBatchRequest
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		out = append(out, claude.MessageBatchRequest{
			CustomID: fmt.Sprintf("line-%d", len(out)+1),
			Params: claude.MessageCreateParams{
				Model:     claude.ModelClaudeHaiku5_5,
				MaxTokens: 1024,
				Messages:  []claude.MessageParam{claude.UserMessage(claude.Text(lines.Text()))},
			},
		})
	}
	if len(out) == 0 && lines.Err() == nil {
		return nil, errors.New("there is no question to answer: write one on each line of the input")
	}
	return out, lines.Err()
}

// outcome says in words what became of a request.
func outcome(result claude.MessageBatchResult) string {
	switch r := result.(type) {
	case *claude.MessageBatchSucceededResult:
		return r.Message.Text()
	case *claude.MessageBatchErroredResult:
		if e, ok := r.Error.Error.(*claude.InvalidRequestError); ok {
			return "invalid: " + e.Message
		}
		return fmt.Sprintf("failed: %T", r.Error.Error)
	case *claude.MessageBatchCanceledResult:
		return "canceled"
	case *claude.MessageBatchExpiredResult:
		return "expired"
	default:
		return fmt.Sprintf("%T", r)
	}
}
