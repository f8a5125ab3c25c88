// Command documents answers questions, one a line, about texts and PDFs, and says where
// it has found each thing. The documents are cached: they are paid for in full once.
//
//	go run ./examples/documents contract.pdf terms.txt
package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"path/filepath"

	"github.com/claudegen/claudegen/generated/claude"
)

func main() {
	if err := run(context.Background(), claude.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *claude.Client, in io.Reader, out io.Writer, args []string) error {
	if len(args) == 0 {
		return errors.New("usage: documents FILE... < QUESTIONS")
	}
	documents, err := read(args)
	if err != nil {
		return err
	}
	params := &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet5_5,
		MaxTokens: 4096,
		Messages:  []claude.MessageParam{claude.UserMessage(documents...)},
	}
	claude.SetCacheControl(&params.Messages[0])
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		params.Messages = append(params.Messages, claude.UserMessage(claude.Text(lines.Text())))
		msg, err := client.Messages.Create(ctx, params)
		if err != nil {
			return err
		}
		if msg.StopReason != claude.StopReasonEndTurn {
			return fmt.Errorf("the answer is not whole: %s", msg.StopReason)
		}
		show(out, msg)
		params.Messages = append(params.Messages, msg.ToParam())
	}
	return lines.Err()
}

// read makes a document of each file.
func read(names []string) ([]claude.ContentBlockParam, error) {
	var documents []claude.ContentBlockParam
	for _, name := range names {
		data, err := os.ReadFile(name) //nolint:gosec // the user names the files
		if err != nil {
			return nil, err
		}
		document := claude.Document(&claude.PlainTextSource{Data: string(data)})
		if http.DetectContentType(data) == "application/pdf" {
			document.Source = &claude.Base64PDFSource{Data: data}
		}
		document.Title = new(filepath.Base(name))
		document.Citations = &claude.CitationsConfigParam{Enabled: new(true)}
		documents = append(documents, document)
	}
	return documents, nil
}

// show prints an answer with its sources below, and how much of the request was cached.
func show(out io.Writer, msg *claude.Message) {
	var sources []string
	for _, block := range msg.Content {
		text, ok := block.(*claude.TextBlock)
		if !ok {
			continue
		}
		fmt.Fprint(out, text.Text)
		for _, citation := range text.Citations {
			switch c := citation.(type) {
			case *claude.CharLocationCitation:
				sources = append(sources, fmt.Sprintf("%s: %q", *cmp.Or(c.DocumentTitle, new("untitled")), c.CitedText))
			case *claude.PageLocationCitation:
				sources = append(sources, fmt.Sprintf("%s, page %d: %q", *cmp.Or(c.DocumentTitle, new("untitled")), c.StartPageNumber, c.CitedText))
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
	cached, written := cmp.Or(msg.Usage.CacheReadInputTokens, new(int64)), cmp.Or(msg.Usage.CacheCreationInputTokens, new(int64))
	fmt.Fprintf(out, "(%d tokens from the cache, %d put into it)\n", *cached, *written)
}
