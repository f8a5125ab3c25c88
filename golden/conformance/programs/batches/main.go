// Command batches is generated/examples/batches with the vendor's SDK.
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
	"slices"
	"time"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"
)

func main() {
	if err := run(context.Background(), anthropic.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

// perBatch is so small that requests of the longest lines are within the limit of a batch's size.
const perBatch = 3000

func run(ctx context.Context, client anthropic.Client, in io.Reader, out io.Writer, args []string) error {
	flags := flag.NewFlagSet("batches", flag.ContinueOnError)
	every := flags.Duration("every", 30*time.Second, "how often to ask whether a batch has ended, at first")
	if err := flags.Parse(args); err != nil {
		return err
	}
	requests, err := read(in)
	if err != nil {
		return err
	}
	var batches []string
	for part := range slices.Chunk(requests, perBatch) {
		batch, err := client.Messages.Batches.New(ctx, anthropic.MessageBatchNewParams{Requests: part})
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s is being processed\n", batch.ID)
		batches = append(batches, batch.ID)
	}
	results := map[string]anthropic.MessageBatchResultUnion{}
	for _, id := range batches {
		if err := wait(ctx, client, id, *every); err != nil {
			return err
		}
		stream := client.Messages.Batches.ResultsStreaming(ctx, id, anthropic.MessageBatchResultsParams{})
		for stream.Next() {
			results[stream.Current().CustomID] = stream.Current().Result
		}
		if err := stream.Err(); err != nil {
			return err
		}
	}
	for _, request := range requests {
		result, ok := results[request.CustomID]
		if !ok {
			return fmt.Errorf("no result for %s", request.CustomID)
		}
		fmt.Fprintf(out, "%s: %s\n", request.CustomID, outcome(result))
	}
	return nil
}

func read(in io.Reader) ([]anthropic.MessageBatchNewParamsRequest, error) {
	var out []anthropic.MessageBatchNewParamsRequest
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		out = append(out, anthropic.MessageBatchNewParamsRequest{
			CustomID: fmt.Sprintf("line-%d", len(out)+1),
			Params: anthropic.MessageBatchNewParamsRequestParams{
				Model:     anthropic.ModelClaudeHaiku5_5,
				MaxTokens: 1024,
				Messages:  []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock(lines.Text()))},
			},
		})
	}
	if len(out) == 0 && lines.Err() == nil {
		return nil, errors.New("there is no question to answer: write one on each line of the input")
	}
	return out, lines.Err()
}

func wait(ctx context.Context, client anthropic.Client, id string, every time.Duration) error {
	for pause := every; ; pause = min(pause*3/2, 4*every) {
		batch, err := client.Messages.Batches.Get(ctx, id, anthropic.MessageBatchGetParams{}, option.WithMaxRetries(10))
		if err != nil || batch.ProcessingStatus == anthropic.MessageBatchProcessingStatusEnded {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

func outcome(result anthropic.MessageBatchResultUnion) string {
	switch r := result.AsAny().(type) {
	case anthropic.MessageBatchSucceededResult:
		text := ""
		for _, block := range r.Message.Content {
			text += block.Text
		}
		if r.Message.StopReason != anthropic.StopReasonEndTurn {
			return fmt.Sprintf("%s [%s]", text, r.Message.StopReason)
		}
		return text
	case anthropic.MessageBatchErroredResult:
		if r.Error.Error.Type == "invalid_request_error" {
			return "invalid: " + r.Error.Error.Message
		}
		return "failed at the server, and may be sent again"
	case anthropic.MessageBatchCanceledResult:
		return "canceled"
	case anthropic.MessageBatchExpiredResult:
		return "expired"
	default:
		return "of a kind that is newer than this program"
	}
}
