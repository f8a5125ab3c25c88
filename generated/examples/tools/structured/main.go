// Command structured reads an invoice, in whatever words, and prints what it has found:
// the model fills in a Go struct.
//
//	go run ./structured < invoice.txt
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

func main() {
	if err := run(context.Background(), claude.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

type invoice struct {
	Number   string    `json:"number"`
	Issued   time.Time `json:"issued"`
	Currency string    `json:"currency" enum:"EUR,GBP,USD"`
	Items    []item    `json:"items"`
	Note     string    `json:"note,omitempty" jsonschema:"what is odd about the invoice, if anything is"`
}

type item struct {
	Name   string  `json:"name" jsonschema:"in English"`
	Count  int     `json:"count"`
	Amount float64 `json:"amount" jsonschema:"of all pieces together"`
}

func run(ctx context.Context, client *claude.Client, in io.Reader, out io.Writer, _ []string) error {
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	found, _, err := claudetools.Into[invoice](ctx, client, &claude.MessageCreateParams{
		Model:     claude.ModelClaudeHaiku5_5,
		MaxTokens: 4096,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text(string(text)), claude.Text("Fill in what this invoice says."))},
	})
	if err != nil { // also a refusal, an answer that is cut off, and one that doesn't fit
		return err
	}
	fmt.Fprintf(out, "invoice %s of %s\n", found.Number, found.Issued.Format(time.DateOnly))
	for _, item := range found.Items {
		fmt.Fprintf(out, "%4d %-30s %10.2f %s\n", item.Count, item.Name, item.Amount, found.Currency)
	}
	if found.Note != "" {
		fmt.Fprintln(out, found.Note)
	}
	return nil
}
