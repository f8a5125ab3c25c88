package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// runTests runs the tests that compile, and notes those that fail.
func runTests(ctx context.Context, v version, p *part, overlay string, filter *regexp.Regexp, url string, o *outcome) error {
	args := append(testArgs(v, overlay), "-json", "-count=1", "-timeout=5m")
	if filter.String() != "" {
		args = append(args, "-run", filter.String())
	}
	args = append(args, p.packages...)
	cmd := exec.CommandContext(ctx, "go", args...) //nolint:gosec // arguments of our own
	assets, err := filepath.Abs(filepath.Join(specFolder, "assets"))
	if err != nil {
		return err
	}
	cmd.Dir = testFolder
	cmd.Env = append(os.Environ(), "SPECTOR_URL="+url, "SPECTOR_ASSETS="+assets)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, runErr := cmd.Output()
	o.ran = map[string]bool{}
	output := map[string]string{}
	for line := range bytes.Lines(stdout) {
		var e struct{ Action, Test, Output string }
		if err := json.Unmarshal(line, &e); err != nil {
			return fmt.Errorf("go test printed %q: %w", line, err)
		}
		scenario, ok := strings.CutPrefix(e.Test, "Test")
		if !ok || o.problems[scenario] != "" {
			continue // of a test that was left out, or of the package
		}
		switch e.Action {
		case "output":
			if !isFrame(e.Output) {
				output[scenario] += e.Output
			}
		case "pass", "skip":
			o.ran[scenario] = true
		case "fail":
			o.ran[scenario] = true
			o.blame([]string{scenario}, strings.ReplaceAll(strings.TrimSpace(output[scenario]), url, ""))
		}
	}
	if len(o.ran) == 0 {
		return errors.Join(errors.New("go test ran nothing"), runErr, errors.New(stderr.String()))
	}
	return nil
}

// isFrame reports whether the testing package added the line.
func isFrame(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasPrefix(line, "=== ") || strings.HasPrefix(line, "--- ")
}
