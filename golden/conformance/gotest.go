package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// result is what came of a test that has no tests below it.
type result struct {
	name   string
	status string // pass, fail or skip
	output string // without what the testing package adds
}

// goTest runs tests of the package in dir, which need the environment variable
// env.
func goTest(ctx context.Context, dir string, tests []string, env string) ([]result, error) {
	// With -trimpath the folder is not part of what is compiled, which so comes
	// from the cache the next time.
	args := []string{"test", "-json", "-count=1", "-trimpath", "-vet=off", "-timeout=10m", "-run", "^(" + strings.Join(tests, "|") + ")$", "."}
	cmd := exec.CommandContext(ctx, "go", args...) //nolint:gosec // names of tests
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", env)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.Output()
	results, log, parseErr := readEvents(stdout)
	if parseErr != nil {
		return nil, errors.Join(parseErr, err)
	}
	if len(results) == 0 {
		return nil, fmt.Errorf("go test: %w\n%s%s", cmp.Or(err, errors.New("no tests")), log, stderr.Bytes())
	}
	return results, nil
}

// readEvents reads what go test -json prints: the tests, and what is printed
// outside of them.
func readEvents(stdout []byte) (results []result, log string, err error) {
	output, status := map[string]string{}, map[string]string{}
	for line := range bytes.Lines(stdout) {
		var e struct{ Action, Test, Output string }
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, "", fmt.Errorf("go test printed %q: %w", line, err)
		}
		switch e.Action {
		case "pass", "fail", "skip":
			status[e.Test] = e.Action
		case "output", "build-output":
			if !isFrame(e.Output) {
				output[e.Test] += e.Output
			}
		}
	}
	parents := map[string]bool{"": true} // the package
	for name := range status {
		for i := strings.LastIndexByte(name, '/'); i > 0; i = strings.LastIndexByte(name[:i], '/') {
			parents[name[:i]] = true
		}
	}
	for name, s := range status {
		if !parents[name] {
			results = append(results, result{name, s, output[name]})
		}
	}
	slices.SortFunc(results, func(a, b result) int { return cmp.Compare(a.name, b.name) })
	return results, output[""], nil
}

func isFrame(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasPrefix(line, "=== ") || strings.HasPrefix(line, "--- ")
}
