package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

// document is a file of a module.
type document struct {
	name   string
	about  string
	module string
	path   string // in the module; .gz is unpacked
}

var documents = []document{
	{
		name:   "anthropic",
		about:  "The vendor's description of the Claude API: OpenAPI 3.1, 346 operations, 2,000 schemas.",
		module: "github.com/anthropics/anthropic-sdk-go",
		path:   "scripts/mock-spec.json.gz",
	},
}

// fetch copies the document into dir and returns its path.
func (d document) fetch(dir string) (string, error) {
	out, err := exec.Command("go", "mod", "download", "-json", d.module).Output()
	if err != nil {
		return "", fmt.Errorf("downloading %s: %w", d.module, err)
	}
	var m struct{ Dir string }
	if err := json.Unmarshal(out, &m); err != nil {
		return "", err
	}
	in, err := os.Open(filepath.Join(m.Dir, filepath.FromSlash(d.path)))
	if err != nil {
		return "", err
	}
	defer in.Close()
	var src io.Reader = in
	name := d.path
	if filepath.Ext(name) == ".gz" {
		if src, err = gzip.NewReader(in); err != nil {
			return "", err
		}
		name = name[:len(name)-len(".gz")]
	}
	data, err := io.ReadAll(src)
	if err != nil {
		return "", err
	}
	target := filepath.Join(dir, d.name+filepath.Ext(name))
	return target, os.WriteFile(target, data, 0o644)
}
