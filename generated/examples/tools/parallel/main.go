// Command parallel answers questions about a folder: the model lists its files, reads
// them and looks at its pictures, several at a time.
//
//	go run ./parallel ~/Documents "Which of the photos fits the report?"
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetools"
)

func main() {
	if err := run(context.Background(), claude.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *claude.Client, _ io.Reader, out io.Writer, args []string) error {
	if len(args) < 2 {
		return errors.New("usage: parallel FOLDER QUESTION")
	}
	root, err := os.OpenRoot(args[0])
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	run := claudetools.Run(ctx, client, &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet5_5,
		MaxTokens: 4096,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text(strings.Join(args[1:], " ")))},
	}, claudetools.Tools(tools(root)...), claudetools.MaxTurns(20), claudetools.Streaming(false))
	for event, err := range run.Events() {
		if err != nil {
			return err
		}
		switch e := event.(type) {
		case *claudetools.Answered:
			if text := e.Answer.Text(); text != "" {
				fmt.Fprintln(out, text)
			}
		case *claudetools.Calling:
			fmt.Fprintf(out, "[%s %s]\n", e.Call.Name, e.Call.Input)
		}
	}
	msg, err := run.Result()
	if err == nil && msg.StopReason != claude.StopReasonEndTurn {
		err = fmt.Errorf("the answer is not whole: %s", msg.StopReason)
	}
	return err
}

type file struct {
	Name string `json:"name" jsonschema:"name of the file, as it was listed"`
}

// tools returns what the model can do with a folder. An error is a result that it reads.
func tools(root *os.Root) []*claudetools.Tool {
	return []*claudetools.Tool{
		claudetools.New("list_files", "Names of all files.", func(context.Context, struct{}) ([]string, error) {
			var names []string
			return names, fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
				if err == nil && entry.Type().IsRegular() {
					names = append(names, name)
				}
				return err
			})
		}),
		claudetools.New("read_file", "The text of a file.", func(_ context.Context, in file) (string, error) {
			text, err := root.ReadFile(in.Name)
			return string(text), err
		}),
		claudetools.New("view_image", "Shows a PNG, JPEG, GIF or WebP.", func(_ context.Context, in file) (*claude.ImageBlockParam, error) {
			data, err := root.ReadFile(in.Name)
			if err != nil {
				return nil, err
			}
			kind := http.DetectContentType(data)
			if !strings.HasPrefix(kind, "image/") {
				return nil, fmt.Errorf("%s is no picture, but %s", in.Name, kind)
			}
			return claude.Image(&claude.Base64ImageSource{Data: data, MediaType: claude.ImageMediaType(kind)}), nil
		}),
	}
}
