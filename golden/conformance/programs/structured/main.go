// Command structured is generated/examples/tools/structured with the vendor's SDK.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/anthropics/anthropic-sdk-go"
)

func main() {
	if err := run(context.Background(), anthropic.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

type invoice struct {
	Number   string    `json:"number"`
	Issued   time.Time `json:"issued"`
	Currency string    `json:"currency" jsonschema:"enum=EUR,enum=GBP,enum=USD"`
	Items    []item    `json:"items"`
	Note     string    `json:"note,omitempty" jsonschema:"description=what is odd about the invoice if anything is"`
}

type item struct {
	Name   string  `json:"name" jsonschema:"description=in English"`
	Count  int     `json:"count"`
	Amount float64 `json:"amount" jsonschema:"description=of all pieces together"`
}

func run(ctx context.Context, client anthropic.Client, in io.Reader, out io.Writer, _ []string) error {
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	var found invoice
	msg, err := client.Beta.Messages.New(ctx, anthropic.BetaMessageNewParams{
		Model:     anthropic.ModelClaudeHaiku5_5,
		MaxTokens: 4096,
		Messages: []anthropic.BetaMessageParam{anthropic.NewBetaUserMessage(
			anthropic.NewBetaTextBlock(string(text)), anthropic.NewBetaTextBlock("Fill in what this invoice says."),
		)},
		OutputConfig: anthropic.BetaOutputConfigParam{Format: anthropic.BetaJSONOutputFormatParam{Schema: &found}},
	})
	if msg != nil && msg.StopReason != anthropic.BetaStopReasonEndTurn { // a refusal, or cut off
		return fmt.Errorf("the answer is not whole: %s", msg.StopReason)
	}
	if err != nil {
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
