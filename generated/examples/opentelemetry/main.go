// The program asks a question, twice: for an answer in one piece and for a
// stream. It prints the answers, and the spans of both calls to standard error.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/exporters/stdout/stdouttrace"
	"go.opentelemetry.io/otel/sdk/trace"
	oteltrace "go.opentelemetry.io/otel/trace"

	"github.com/claudegen/claudegen/generated/claude"
)

// scope names this program in its spans.
const scope = "github.com/claudegen/claudegen/generated/examples/opentelemetry"

func main() {
	exporter, err := stdouttrace.New(stdouttrace.WithWriter(os.Stderr), stdouttrace.WithPrettyPrint())
	if err != nil {
		log.Fatal(err)
	}
	provider := trace.NewTracerProvider(trace.WithBatcher(exporter))
	ctx, tracer := context.Background(), provider.Tracer(scope)
	client := claude.NewClient(claude.WithMiddleware(traced(tracer)))
	err = run(ctx, tracer, client, os.Stdout)
	if err := errors.Join(err, provider.Shutdown(ctx)); err != nil {
		log.Fatal(err)
	}
}

// run asks, within a span to which those of the attempts belong.
func run(ctx context.Context, tracer oteltrace.Tracer, client *claude.Client, out io.Writer) error {
	ctx, span := tracer.Start(ctx, "questions")
	defer span.End()
	err := ask(ctx, client, out)
	if err != nil {
		span.RecordError(err)
		span.SetStatus(codes.Error, "a question was not answered")
	}
	return err
}

func ask(ctx context.Context, client *claude.Client, out io.Writer) error {
	params := &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet4_5,
		MaxTokens: 256,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text("What is a span?"))},
	}
	whole, err := client.Messages.Create(ctx, params)
	if err != nil {
		return err
	}
	streamed, err := client.Messages.Stream(ctx, params).Result()
	if err != nil {
		return err
	}
	for _, msg := range []*claude.Message{whole, streamed} {
		for _, block := range msg.Content {
			if b, ok := block.(*claude.TextBlock); ok {
				fmt.Fprintln(out, b.Text)
			}
		}
	}
	return nil
}
