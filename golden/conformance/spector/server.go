package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// server is a running Spector.
type server struct {
	url string
	cmd *exec.Cmd
}

// startServer serves all scenarios. What it prints goes to dir/server.log: it says
// there what it expected of a request that it refused.
func startServer(ctx context.Context, dir string) (*server, error) {
	port, err := freePort(ctx)
	if err != nil {
		return nil, err
	}
	output, err := os.Create(filepath.Join(dir, "server.log"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = output.Close() }() // it is the server that writes
	args := []string{"node_modules/@typespec/spector/cmd/cli.mjs", "serve", specFolder + "/specs", "--port", port, "--coverageFile", filepath.Join(dir, "coverage.json")}
	cmd := exec.CommandContext(ctx, "node", args...) //nolint:gosec // arguments of our own
	cmd.Stdout, cmd.Stderr = output, output
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{url: "http://localhost:" + port, cmd: cmd}
	if err := s.wait(ctx); err != nil {
		s.stop()
		text, _ := os.ReadFile(output.Name())
		return nil, fmt.Errorf("the server: %w\n%s", err, text)
	}
	return s, nil
}

// wait waits until the server answers.
func (s *server) wait(ctx context.Context) error {
	for range 600 {
		if _, err := s.coverage(ctx); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return errors.New("no answer after a minute")
}

// coverage asks the server what it thinks of each scenario: "pass", "fail", or
// "not-implemented", which is one that it wasn't asked for, or not in full.
func (s *server) coverage(ctx context.Context) (map[string]string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.url+"/.coverage", nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	var reports []struct{ Results map[string]string }
	if err := json.NewDecoder(res.Body).Decode(&reports); err != nil {
		return nil, err
	}
	if len(reports) != 1 {
		return nil, fmt.Errorf("the server reports on %d suites", len(reports))
	}
	return reports[0].Results, nil
}

// stop asks the server to stop, which is when it writes the coverage to a file,
// and makes sure of it.
func (s *server) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+"/.admin/stop", nil); err == nil {
		if res, err := http.DefaultClient.Do(req); err == nil {
			_ = res.Body.Close()
		}
	}
	done := make(chan struct{})
	go func() {
		_ = s.cmd.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
		_ = s.cmd.Process.Kill()
		<-done
	}
}

func freePort(ctx context.Context) (string, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "localhost:0")
	if err != nil {
		return "", err
	}
	defer func() { _ = l.Close() }()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}
