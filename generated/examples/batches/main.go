// Command batches has thousands of questions answered in the background, at a lower
// price: it reads one from each line, sends them in as many batches as it takes, waits
// until these have ended, and prints the answers in the order of the questions.
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
	every := flags.Duration("every", 30*time.Second, "how often to ask whether a batch has ended, at first")
	if err := flags.Parse(args); err != nil {
		return err
	}
	requests, err := read(in)
	if err != nil {
		return err
	}
	batches, err := client.Messages.Batches.CreateAll(ctx, &claude.MessageBatchCreateParams{Requests: requests})
	for _, batch := range batches { // those that were made, also beside an error
		fmt.Fprintf(out, "%s is being processed\n", batch.ID)
	}
	if err != nil {
		return err
	}
	for _, batch := range batches {
		if _, err := client.Messages.Batches.Wait(ctx, batch.ID, claude.WithPollInterval(*every, 4**every)); err != nil {
			return err
		}
	}
	for line, err := range client.Messages.Batches.ResultsInOrder(ctx, batches, requests) {
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
		if r.Message.StopReason != claude.StopReasonEndTurn {
			return fmt.Sprintf("%s [%s]", r.Message.Text(), r.Message.StopReason)
		}
		return r.Message.Text()
	case *claude.MessageBatchErroredResult:
		if e, ok := r.Error.Error.(*claude.InvalidRequestError); ok {
			return "invalid: " + e.Message
		}
		return "failed at the server, and may be sent again"
	case *claude.MessageBatchCanceledResult:
		return "canceled"
	case *claude.MessageBatchExpiredResult:
		return "expired"
	default:
		return "of a kind that is newer than this program"
	}
}
