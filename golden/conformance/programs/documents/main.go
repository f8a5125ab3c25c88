// Command documents is generated/examples/documents with the vendor's SDK.
package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"

	"github.com/anthropics/anthropic-sdk-go"
)

func main() {
	if err := run(context.Background(), anthropic.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client anthropic.Client, in io.Reader, out io.Writer, args []string) error {
	if len(args) == 0 {
		return errors.New("usage: documents FILE... < QUESTIONS")
	}
	documents, err := read(args)
	if err != nil {
		return err
	}
	documents[len(documents)-1].OfDocument.CacheControl = anthropic.NewCacheControlEphemeralParam()
	params := anthropic.MessageNewParams{
		Model:     anthropic.ModelClaudeSonnet5_5,
		MaxTokens: 4096,
		Messages:  []anthropic.MessageParam{anthropic.NewUserMessage(documents...)},
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		params.Messages = append(params.Messages, anthropic.NewUserMessage(anthropic.NewTextBlock(lines.Text())))
		msg, err := client.Messages.New(ctx, params)
		if err != nil {
			return err
		}
		if msg.StopReason != anthropic.StopReasonEndTurn {
			return fmt.Errorf("the answer is not whole: %s", msg.StopReason)
		}
		show(out, msg)
		params.Messages = append(params.Messages, msg.ToParam())
	}
	return lines.Err()
}

func read(names []string) ([]anthropic.ContentBlockParamUnion, error) {
	var documents []anthropic.ContentBlockParamUnion
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		document := anthropic.NewDocumentBlock(anthropic.PlainTextSourceParam{Data: string(data)})
		if http.DetectContentType(data) == "application/pdf" {
			document = anthropic.NewDocumentBlock(anthropic.Base64PDFSourceParam{Data: base64.StdEncoding.EncodeToString(data)})
		}
		document.OfDocument.Title = anthropic.String(filepath.Base(name))
		document.OfDocument.Citations.Enabled = anthropic.Bool(true)
		documents = append(documents, document)
	}
	return documents, nil
}

func show(out io.Writer, msg *anthropic.Message) {
	var sources []string
	for _, block := range msg.Content {
		fmt.Fprint(out, block.Text)
		for _, c := range block.Citations {
			switch c.Type {
			case "char_location":
				sources = append(sources, fmt.Sprintf("%s: %q", c.DocumentTitle, c.CitedText))
			case "page_location":
				sources = append(sources, fmt.Sprintf("%s, page %d: %q", c.DocumentTitle, c.StartPageNumber, c.CitedText))
			default:
				continue
			}
			fmt.Fprintf(out, "[%d]", len(sources))
		}
	}
	fmt.Fprintln(out)
	for i, source := range sources {
		fmt.Fprintf(out, "[%d] %s\n", i+1, source)
	}
	fmt.Fprintf(out, "(%d tokens from the cache, %d put into it)\n", msg.Usage.CacheReadInputTokens, msg.Usage.CacheCreationInputTokens)
}
