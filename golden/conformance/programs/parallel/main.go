// Command parallel is generated/examples/tools/parallel with the vendor's SDK.
package main

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/toolrunner"
)

func main() {
	if err := run(context.Background(), anthropic.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client anthropic.Client, _ io.Reader, out io.Writer, args []string) error {
	if len(args) < 2 {
		return errors.New("usage: parallel FOLDER QUESTION")
	}
	root, err := os.OpenRoot(args[0])
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	tools, err := tools(root)
	if err != nil {
		return err
	}
	runner := client.Beta.Messages.NewToolRunner(tools, anthropic.BetaToolRunnerParams{
		BetaMessageNewParams: anthropic.BetaMessageNewParams{
			Model:     anthropic.ModelClaudeSonnet5_5,
			MaxTokens: 4096,
			Messages:  []anthropic.BetaMessageParam{anthropic.NewBetaUserMessage(anthropic.NewBetaTextBlock(strings.Join(args[1:], " ")))},
		},
		MaxIterations: 20,
	})
	for msg, err := range runner.All(ctx) {
		if err != nil {
			return err
		}
		for _, block := range msg.Content {
			switch b := block.AsAny().(type) {
			case anthropic.BetaTextBlock:
				fmt.Fprintln(out, b.Text)
			case anthropic.BetaToolUseBlock:
				fmt.Fprintf(out, "[%s %s]\n", b.Name, b.JSON.Input.Raw())
			}
		}
	}
	if reason := runner.LastMessage().StopReason; reason != anthropic.BetaStopReasonEndTurn {
		return fmt.Errorf("the answer is not whole: %s", reason)
	}
	return nil
}

type file struct {
	Name string `json:"name" jsonschema:"required,description=name of the file as it was listed"`
}

type content = anthropic.BetaToolResultBlockParamContentUnion

func text(s string) content {
	return content{OfText: &anthropic.BetaTextBlockParam{Text: s}}
}

func tools(root *os.Root) ([]anthropic.BetaTool, error) {
	list, err := toolrunner.NewBetaToolFromJSONSchema("list_files", "Names of all files.", func(context.Context, struct{}) (content, error) {
		var names []string
		err := fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() {
				names = append(names, name)
			}
			return err
		})
		return text(strings.Join(names, "\n")), err
	})
	if err != nil {
		return nil, err
	}
	read, err := toolrunner.NewBetaToolFromJSONSchema("read_file", "The text of a file.", func(_ context.Context, in file) (content, error) {
		data, err := root.ReadFile(in.Name)
		return text(string(data)), err
	})
	if err != nil {
		return nil, err
	}
	view, err := toolrunner.NewBetaToolFromJSONSchema("view_image", "Shows a PNG, JPEG, GIF or WebP.", func(_ context.Context, in file) (content, error) {
		data, err := root.ReadFile(in.Name)
		if err != nil {
			return content{}, err
		}
		kind := http.DetectContentType(data)
		if !strings.HasPrefix(kind, "image/") {
			return content{}, fmt.Errorf("%s is no picture, but %s", in.Name, kind)
		}
		return content{OfImage: &anthropic.BetaImageBlockParam{Source: anthropic.BetaImageBlockParamSourceUnion{
			OfBase64: &anthropic.BetaBase64ImageSourceParam{
				Data:      base64.StdEncoding.EncodeToString(data),
				MediaType: anthropic.BetaBase64ImageSourceMediaType(kind),
			},
		}}}, nil
	})
	return []anthropic.BetaTool{list, read, view}, err
}
