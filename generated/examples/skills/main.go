// Command skills uploads the skill in a folder, a new version of it if there is
// one of that name already, and a file, and has the model use the one on the other.
//
//	go run ./examples/skills ./my-skill numbers.csv "Make a table of the sums."
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

func run(ctx context.Context, client *claude.Client, _ io.Reader, out io.Writer, args []string) (err error) {
	if len(args) < 3 {
		return errors.New("usage: skills FOLDER FILE TASK")
	}
	skill, version, err := upload(ctx, client, args[0])
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s, version %s\n", skill, version)
	file, err := client.Files.Upload(ctx, &claude.FileUploadParams{File: claude.FilePath(args[1])})
	if err != nil {
		return err
	}
	defer func() { // also after an error and after Ctrl-C: what was uploaded stays until somebody deletes it
		_, deleted := client.Files.Delete(context.WithoutCancel(ctx), file.ID, nil)
		err = errors.Join(err, deleted)
	}()
	container := &claude.ContainerParam{Skills: []claude.ContainerSkillParam{
		{Type: claude.ContainerSkillTypeCustom, SkillID: skill, Version: &version},
	}}
	params := &claude.MessageCreateParams{
		Model:     claude.ModelClaudeSonnet5_5,
		MaxTokens: 4096,
		Messages: []claude.MessageParam{claude.UserMessage(
			&claude.ContainerUploadBlockParam{FileID: file.ID},
			claude.Text(strings.Join(args[2:], " ")),
		)},
		Container: container,
		Tools:     []claude.ToolUnionParam{&claude.CodeExecutionTool20250825{}}, // skills run where code does
	}
	for {
		msg, err := client.Messages.Create(ctx, params)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, msg.Text())
		switch msg.StopReason {
		case claude.StopReasonEndTurn:
			return nil
		case claude.StopReasonPauseTurn: // it goes on where it was, in the same container
			params.Messages = append(params.Messages, msg.ToParam())
			if msg.Container != nil {
				container.ID = &msg.Container.ID
			}
		default:
			return fmt.Errorf("the answer is not whole: %s", msg.StopReason)
		}
	}
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
