// Command skills uploads the skill in a folder, a new version of it if there is
// one of that name already, and has the model use it for a task.
//
//	go run ./examples/skills ./my-skill "Make a table of the planets."
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/claudegen/claudegen/generated/claude"
)

func main() {
	if err := run(context.Background(), claude.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *claude.Client, _ io.Reader, out io.Writer, args []string) error {
	if len(args) < 2 {
		return errors.New("usage: skills FOLDER TASK")
	}
	skill, version, err := upload(ctx, client, args[0])
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s, version %s\n", skill, version)
	answer, err := client.Messages.Create(ctx, &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet5_5,
		MaxTokens: 4096,
		Messages:  []claude.MessageParam{claude.UserMessage(claude.Text(strings.Join(args[1:], " ")))},
		Container: &claude.ContainerParam{Skills: []claude.ContainerSkillParam{
			{Type: claude.ContainerSkillTypeCustom, SkillID: skill, Version: &version},
		}},
		Tools: []claude.ToolUnionParam{&claude.CodeExecutionTool20250825{}}, // skills run where code does
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

// upload sends the files of a folder. The skill is shown under the folder's name.
func upload(ctx context.Context, client *claude.Client, folder string) (skill, version string, err error) {
	folder, err = filepath.Abs(folder)
	if err != nil {
		return "", "", err
	}
	name := filepath.Base(folder)
	files, err := claude.FileDir(os.DirFS(folder), name)
	if err != nil {
		return "", "", err
	}
	for s, err := range client.Skills.All(ctx, &claude.SkillListParams{Source: new("custom")}) {
		if err != nil {
			return "", "", err
		}
		if s.DisplayName == name {
			v, err := client.Skills.Versions.Create(ctx, s.ID, &claude.SkillVersionCreateParams{Files: files})
			if err != nil {
				return "", "", err
			}
			return s.ID, v.ID, nil
		}
	}
	s, err := client.Skills.Create(ctx, &claude.SkillCreateParams{DisplayName: &name, Files: files})
	if err != nil {
		return "", "", err
	}
	return s.ID, s.LatestVersionID, nil
}
