// Command files uploads a file, asks a question about it, and deletes it.
//
//	go run ./examples/files report.pdf "What does it say about costs?"
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/claudegen/claudegen/generated/claude"
)

func main() {
	if err := run(context.Background(), claude.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *claude.Client, _ io.Reader, out io.Writer, args []string) (err error) {
	if len(args) < 2 {
		return errors.New("usage: files FILE QUESTION")
	}
	file, err := client.Files.Upload(ctx, &claude.FileUploadParams{File: claude.FilePath(args[0])}) // read while it is sent
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %s, %d bytes\n", file.ID, file.MimeType, file.SizeBytes)
	defer func() {
		// What was canceled leaves no file behind either.
		_, deleted := client.Files.Delete(context.WithoutCancel(ctx), file.ID, nil)
		err = errors.Join(err, deleted)
	}()
	answer, err := client.Messages.Create(ctx, &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet5_5,
		MaxTokens: 4096,
		Messages: []claude.MessageParam{claude.UserMessage(
			about(file),
			claude.Text(strings.Join(args[1:], " ")),
		)},
	})
	if err != nil {
		return err
	}
	for _, block := range answer.Content {
		if b, ok := block.(*claude.TextBlock); ok {
			fmt.Fprintln(out, b.Text)
		}
	}
	return nil
}

// about shows an uploaded file to the model: an image as one, anything else as a
// document.
func about(file *claude.FileMetadata) claude.ContentBlockParam {
	if strings.HasPrefix(file.MimeType, "image/") {
		return claude.Image(&claude.FileImageSource{FileID: file.ID})
	}
	return claude.Document(&claude.FileDocumentSource{FileID: file.ID})
}
