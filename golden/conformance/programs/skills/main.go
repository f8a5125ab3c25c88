// Command skills is generated/examples/skills with the vendor's SDK.
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/anthropics/anthropic-sdk-go"
)

func main() {
	if err := run(context.Background(), anthropic.NewClient(), os.Stdin, os.Stdout, os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client anthropic.Client, _ io.Reader, out io.Writer, args []string) (err error) {
	if len(args) < 3 {
		return errors.New("usage: skills FOLDER FILE TASK")
	}
	skill, version, err := upload(ctx, client, args[0])
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s, version %s\n", skill, version)
	content, err := os.Open(args[1])
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	file, err := client.Files.Upload(ctx, anthropic.FileUploadParams{File: content})
	if err != nil {
		return err
	}
	defer func() {
		_, deleted := client.Files.Delete(context.WithoutCancel(ctx), file.ID, anthropic.FileDeleteParams{})
		err = errors.Join(err, deleted)
	}()
	container := &anthropic.ContainerParams{Skills: []anthropic.SkillParams{
		{Type: anthropic.SkillParamsTypeCustom, SkillID: skill, Version: anthropic.String(version)},
	}}
	params := anthropic.MessageNewParams{
		Model:     anthropic.ModelClaudeSonnet5_5,
		MaxTokens: 4096,
		Messages: []anthropic.MessageParam{anthropic.NewUserMessage(
			anthropic.NewContainerUploadBlock(file.ID),
			anthropic.NewTextBlock(strings.Join(args[2:], " ")),
		)},
		Container: anthropic.MessageCreateParamsContainerUnion{OfContainers: container},
		Tools:     []anthropic.ToolUnionParam{{OfCodeExecutionTool20250825: &anthropic.CodeExecutionTool20250825Param{}}},
	}
	for {
		msg, err := client.Messages.New(ctx, params)
		if err != nil {
			return err
		}
		for _, block := range msg.Content {
			fmt.Fprint(out, block.Text)
		}
		fmt.Fprintln(out)
		switch msg.StopReason {
		case anthropic.StopReasonEndTurn:
			return nil
		case anthropic.StopReasonPauseTurn:
			params.Messages = append(params.Messages, msg.ToParam())
			if msg.Container.ID != "" {
				container.ID = anthropic.String(msg.Container.ID)
			}
		default:
			return fmt.Errorf("the answer is not whole: %s", msg.StopReason)
		}
	}
}

func upload(ctx context.Context, client anthropic.Client, folder string) (skill, version string, err error) {
	folder, err = filepath.Abs(folder)
	if err != nil {
		return "", "", err
	}
	name := filepath.Base(folder)
	files, err := read(os.DirFS(folder), name)
	if err != nil {
		return "", "", err
	}
	skills := client.Skills.ListAutoPaging(ctx, anthropic.SkillListParams{Source: anthropic.String("custom")})
	for skills.Next() {
		if s := skills.Current(); s.DisplayName == name {
			v, err := client.Skills.Versions.New(ctx, s.ID, anthropic.SkillVersionNewParams{Files: files})
			if err != nil {
				return "", "", err
			}
			return s.ID, v.ID, nil
		}
	}
	if err := skills.Err(); err != nil {
		return "", "", err
	}
	s, err := client.Skills.New(ctx, anthropic.SkillNewParams{DisplayName: anthropic.String(name), Files: files})
	if err != nil {
		return "", "", err
	}
	return s.ID, s.LatestVersionID, nil
}

// read returns the files of a folder, without what is hidden or made by Python.
func read(folder fs.FS, top string) ([]io.Reader, error) {
	var files []io.Reader
	return files, fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		hidden := name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "__pycache__")
		switch {
		case err != nil:
			return err
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden || !entry.Type().IsRegular():
			return nil
		}
		data, err := fs.ReadFile(folder, name)
		files = append(files, anthropic.File(bytes.NewReader(data), path.Join(top, name), "application/octet-stream"))
		return err
	})
}
