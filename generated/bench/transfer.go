package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/anthropics/anthropic-sdk-go/option"

	"github.com/claudegen/claudegen/generated/claude"
)

const (
	fileSize   = 64 << 20
	uploadOf   = "upload of 64 MiB"
	downloadOf = "download of 64 MiB"
)

// files is a server that takes files and gives them, over a real connection.
var files = sync.OnceValue(func() *httptest.Server {
	chunk := make([]byte, 1<<20)
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			if n, err := io.Copy(io.Discard, r.Body); err != nil || n < fileSize {
				http.Error(w, fmt.Sprint(n, err), http.StatusBadRequest)
				return
			}
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"id":"file_1","type":"file","filename":"f","mime_type":"x/y","size_bytes":1,"created_at":"2026-01-01T00:00:00Z","downloadable":false}`)
			return
		}
		w.Header().Set("Content-Type", "application/octet-stream")
		w.Header().Set("Content-Length", strconv.Itoa(fileSize))
		for range fileSize / len(chunk) {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}))
})

// zeros is a file of fileSize bytes.
func zeros() io.Reader { return io.LimitReader(zeroReader{}, fileSize) }

type zeroReader struct{}

func (zeroReader) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func uploadOurs() error {
	client := claude.NewClient(claude.WithAPIKey("k"), claude.WithBaseURL(files().URL))
	_, err := client.Files.Upload(context.Background(), &claude.FileUploadParams{File: claude.FileReader("f", zeros())})
	return err
}

func uploadSDK() error {
	client := anthropic.NewClient(option.WithAPIKey("k"), option.WithBaseURL(files().URL))
	_, err := client.Beta.Files.Upload(context.Background(), anthropic.BetaFileUploadParams{File: anthropic.File(zeros(), "f", "application/octet-stream")})
	return err
}

func downloadOurs() error {
	client := claude.NewClient(claude.WithAPIKey("k"), claude.WithBaseURL(files().URL))
	d, err := client.Files.Download(context.Background(), "file_1", nil)
	if err != nil {
		return err
	}
	defer d.Close()
	return all(io.Copy(io.Discard, d))
}

func downloadSDK() error {
	client := anthropic.NewClient(option.WithAPIKey("k"), option.WithBaseURL(files().URL))
	resp, err := client.Beta.Files.Download(context.Background(), "file_1", anthropic.BetaFileDownloadParams{})
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return all(io.Copy(io.Discard, resp.Body))
}

// all checks that the whole file came.
func all(n int64, err error) error {
	if err == nil && n != fileSize {
		err = fmt.Errorf("%d bytes instead of %d", n, fileSize)
	}
	return err
}
