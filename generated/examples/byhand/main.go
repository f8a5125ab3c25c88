// Command byhand answers a question with a tool that runs here: the model asks
// for it, the program runs it and sends back what came out, until there is an
// answer in words.
//
//	go run ./examples/byhand "How many r are there in strawberry?"
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strconv"
	"strings"

	"github.com/claudegen/claudegen/generated/claude"
)

func main() {
	if err := run(context.Background(), claude.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

// maxTurns ends a conversation in which the model asks for tools again and again.
const maxTurns = 10

func run(ctx context.Context, client *claude.Client, _ io.Reader, out io.Writer, args []string) error {
	if len(args) == 0 {
		return errors.New("usage: byhand QUESTION")
	}
	params := &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet5_5,
		MaxTokens: 4096,
		Tools:     []claude.ToolUnionParam{countLetters},
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text(strings.Join(args, " ")))},
	}
	for range maxTurns {
		msg, err := client.Messages.Create(ctx, params)
		if err != nil {
			return err
		}
		results := useTools(msg, out)
		params.Messages = append(params.Messages, msg.ToParam())
		switch msg.StopReason {
		case claude.StopReasonToolUse:
			params.Messages = append(params.Messages, claude.UserMessage(results...))
		case claude.StopReasonPauseTurn, claude.StopReasonCompaction: // it goes on from there when the turn is sent back
		case claude.StopReasonMaxTokens, claude.StopReasonModelContextWindowExceeded:
			return fmt.Errorf("the answer is cut off: %s", msg.StopReason)
		case claude.StopReasonRefusal:
			return errors.New("the model declined to answer")
		case claude.StopReasonEndTurn, claude.StopReasonStopSequence:
			return nil
		default:
			return fmt.Errorf("the answer ended for a reason that is new: %q", msg.StopReason)
		}
	}
	return fmt.Errorf("no answer after %d turns", maxTurns)
}

// useTools prints what a message says, runs the tools that it asks for, and
// returns their results.
func useTools(msg *claude.Message, out io.Writer) []claude.ContentBlockParam {
	var results []claude.ContentBlockParam
	for _, block := range msg.Content {
		switch b := block.(type) {
		case *claude.TextBlock:
			fmt.Fprintln(out, b.Text)
		case *claude.ToolUseBlock:
			fmt.Fprintf(out, "[%s %s]\n", b.Name, b.Input)
			answer, err := useTool(b)
			if err != nil { // the model can make something of it
				results = append(results, claude.ToolResultError(b.ID, err))
				continue
			}
			results = append(results, claude.ToolResult(b.ID, claude.Text(answer)))
		}
	}
	return results
}

// countLetters describes the tool to the model.
var countLetters = &claude.ToolParam{
	Name:        "count_letters",
	Description: new("Counts how often a letter occurs in a word, whatever its case."),
	InputSchema: claude.ToolInputSchema{
		Properties: json.RawMessage(`{"word": {"type": "string"}, "letter": {"type": "string", "minLength": 1, "maxLength": 1}}`),
		Required:   []string{"word", "letter"},
	},
}

func useTool(call *claude.ToolUseBlock) (string, error) {
	if call.Name != countLetters.Name {
		return "", fmt.Errorf("there is no tool %q", call.Name)
	}
	var input struct{ Word, Letter string }
	if err := json.Unmarshal(call.Input, &input); err != nil {
		return "", err
	}
	if input.Letter == "" {
		return "", errors.New("which letter?")
	}
	return strconv.Itoa(strings.Count(strings.ToLower(input.Word), strings.ToLower(input.Letter))), nil
}
