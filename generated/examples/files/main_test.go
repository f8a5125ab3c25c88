package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
	"github.com/claudegen/claudegen/generated/claude/claudetest"
)

// serve starts a fake that keeps one file, and returns it and what it keeps.
func serve(t *testing.T) (*claudetest.Server, map[string]string) {
	t.Helper()
	srv, stored := claudetest.NewServer(t), map[string]string{}
	t.Setenv("ANTHROPIC_BASE_URL", srv.URL)
	t.Setenv("ANTHROPIC_API_KEY", "key")
	srv.Files.Upload(func(p *claude.FileUploadParams) (*claude.FileMetadata, error) {
		stored["file_1"] = p.File.Name
		kind := "application/pdf"
		if filepath.Ext(p.File.Name) == ".png" {
			kind = "image/png"
		}
		return &claude.FileMetadata{ID: "file_1", Filename: p.File.Name, MimeType: kind, SizeBytes: 5}, nil
	})
	srv.Files.Delete(func(id string, _ *claude.FileDeleteParams) (*claude.DeletedFile, error) {
		delete(stored, id)
		return &claude.DeletedFile{ID: id}, nil
	})
	return srv, stored
}

func upload(t *testing.T, name string) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, []byte("%PDF-"), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestRun(t *testing.T) {
	srv, stored := serve(t)
	srv.Messages.Create(func(p *claude.MessageCreateParams) (*claude.Message, error) {
		text := ""
		for _, block := range p.Messages[0].Content.(claude.MessageParamContentArray) {
			switch b := block.(type) {
			case *claude.DocumentBlockParam:
				text += "document " + stored[b.Source.(*claude.FileDocumentSource).FileID]
			case *claude.ImageBlockParam:
				text += "image " + stored[b.Source.(*claude.FileImageSource).FileID]
			case *claude.TextBlockParam:
				text += ": " + b.Text
			}
		}
		return &claude.Message{Content: []claude.ContentBlock{&claude.TextBlock{Text: text}}}, nil
	})
	for name, want := range map[string]string{
		"report.pdf": "file_1: application/pdf, 5 bytes\ndocument report.pdf: What is it?\n",
		"photo.png":  "file_1: image/png, 5 bytes\nimage photo.png: What is it?\n",
	} {
		var out strings.Builder
		if err := run(t.Context(), claude.NewClient(), nil, &out, []string{upload(t, name), "What", "is it?"}); err != nil {
			t.Fatal(err)
		}
		if out.String() != want || len(stored) != 0 {
			t.Errorf("got %q, want %q; left: %v", out.String(), want, stored)
		}
	}
}

func TestRunFails(t *testing.T) {
	srv, stored := serve(t)
	srv.Messages.Create(func(*claude.MessageCreateParams) (*claude.Message, error) { return nil, claude.ErrInvalidRequest })
	for want, args := range map[string][]string{
		"usage":                 {"x"},
		"no such file":          {filepath.Join(t.TempDir(), "none.pdf"), "?"},
		"invalid_request_error": {upload(t, "a.pdf"), "?"},
	} {
		var out strings.Builder
		if err := run(t.Context(), claude.NewClient(), nil, &out, args); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if len(stored) != 0 {
		t.Errorf("left: %v", stored)
	}
}
