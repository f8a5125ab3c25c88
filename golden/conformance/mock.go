package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// bracketFlags tell the mock how the vendor's parameters are written, which its
// document doesn't say. They are those of the SDK's scripts/mock.
var bracketFlags = []string{
	"--validator-query-array-format=brackets",
	"--validator-form-array-format=brackets",
	"--validator-query-object-format=brackets",
	"--validator-form-object-format=brackets",
}

// installMock installs the version of the mock that package-lock.json pins into
// node_modules, which git ignores.
func installMock(ctx context.Context) error {
	log.Print("installing the mock server")
	cmd := exec.CommandContext(ctx, "npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	return nil
}

// mock is a running mock server.
type mock struct {
	url string
	cmd *exec.Cmd
}

// startMock writes the document to file and serves it.
func startMock(ctx context.Context, file string, document []byte, flags ...string) (*mock, error) {
	if err := os.WriteFile(file, document, 0o644); err != nil {
		return nil, err
	}
	host, port, err := freePort(ctx)
	if err != nil {
		return nil, err
	}
	output, err := os.Create(file + ".log")
	if err != nil {
		return nil, err
	}
	defer func() { _ = output.Close() }() // it is the mock that writes
	args := append([]string{"--host", host, "-p", port, "--log-format=text", "--stream-interval=1"}, flags...)
	cmd := exec.CommandContext(ctx, filepath.Join("node_modules", ".bin", "steady"), append(args, file)...) //nolint:gosec // arguments of our own
	cmd.Stdout, cmd.Stderr = output, output
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // it passes the signal on to its child
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	m := &mock{url: "http://" + net.JoinHostPort(host, port), cmd: cmd}
	if err := m.wait(ctx); err != nil {
		m.stop()
		text, _ := os.ReadFile(file + ".log")
		return nil, fmt.Errorf("the mock server: %w\n%s", err, text)
	}
	return m, nil
}

// wait waits until the mock answers.
func (m *mock) wait(ctx context.Context) error {
	for range 300 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.url+"/_x-steady/health", nil)
		if err != nil {
			return err
		}
		if res, err := http.DefaultClient.Do(req); err == nil {
			_ = res.Body.Close()
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return errors.New("no answer after 30 seconds")
}

func (m *mock) stop() {
	_ = m.cmd.Cancel()
	_ = m.cmd.Wait()
}

func freePort(ctx context.Context) (host, port string, err error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", "", err
	}
	defer func() { _ = l.Close() }()
	return net.SplitHostPort(l.Addr().String())
}
