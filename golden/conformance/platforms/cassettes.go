// Package platforms replays exchanges that others have recorded with clouds, real frames and all: the client
// has to send what was sent, and to make of the answers what they hold.
package platforms

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"go.yaml.in/yaml/v3"
)

// recordings is the module that has the recordings, in files of go-vcr. It is fetched, and not
// required: its own requirements are none of ours.
const recordings = "charm.land/fantasy@v0.41.1"

// Cassette is a file of exchanges.
type Cassette struct {
	Name      string
	Exchanges []Exchange `yaml:"interactions"`
}

// Exchange is a request that was sent, and its answer.
type Exchange struct {
	Request struct {
		Method  string
		URL     string
		Body    string
		Headers http.Header
	}
	Response struct {
		Code    int
		Body    string
		Headers http.Header
	}
}

// Cassettes returns those whose path contains a text, such as "TestBedrock".
func Cassettes(ctx context.Context, contains string) ([]Cassette, error) {
	out, err := exec.CommandContext(ctx, "go", "mod", "download", "-json", recordings).Output()
	if err != nil {
		return nil, fmt.Errorf("fetching %s: %w", recordings, err)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil || module.Dir == "" {
		return nil, errors.Join(errors.New("go mod download says no folder"), err)
	}
	root := filepath.Join(module.Dir, "providertests", "testdata")
	var all []Cassette
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(filepath.ToSlash(path), contains) || filepath.Ext(path) != ".yaml" {
			return err
		}
		text, err := os.ReadFile(path) //nolint:gosec // of the module cache, which nobody changes
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		c := Cassette{Name: filepath.ToSlash(name)}
		if err == nil {
			err = yaml.Unmarshal(text, &c)
		}
		all = append(all, c)
		return err
	})
	return all, err
}
