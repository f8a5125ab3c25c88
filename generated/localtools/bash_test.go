//go:build unix

package localtools_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/claudegen/claudegen/generated/localtools"
)

func newBash(t *testing.T, config localtools.BashConfig) *localtools.Bash {
	t.Helper()
	config.Shell = "/bin/sh"
	if config.Dir == "" {
		config.Dir = t.TempDir()
	}
	b, err := localtools.NewBash(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// sh runs a command and returns its output, and after it the error.
func sh(b *localtools.Bash, command string) string {
	input, _ := json.Marshal(map[string]any{"command": command})
	out, err := b.Call(context.Background(), input)
	if err != nil {
		return out + "error: " + err.Error()
	}
	return out
}

func TestNoShellUnasked(t *testing.T) {
	if _, err := localtools.NewBash(localtools.BashConfig{}); err == nil || !strings.Contains(err.Error(), "BashConfig.Shell") {
		t.Errorf("got %v, want an error that says what to set", err)
	}
}

func TestBash(t *testing.T) {
	t.Setenv("SECRET_KEY", "s3cret")
	b := newBash(t, localtools.BashConfig{})
	for _, c := range []struct{ command, want string }{
		{"echo hello; echo there >&2", "hello\nthere\n"},
		{"printf x", "x"},
		{"mkdir d && cd d && v=1", ""},
		{`basename "$PWD"; echo $v`, "d\n1\n"},
		{"f() { echo in f; }", ""},
		{"f", "in f\n"},
		{"cat", ""}, // its input is empty, not what follows
		{"false", "error: exit status 1"},
		{"echo a; (exit 3)", "error: a\nexit status 3"},
		{"echo ${SECRET_KEY-none}", "none\n"},
		{"echo it\\'s \"quoted\" $((1+1))", "it's quoted 2\n"},
		{"cat <<X\nof more\nlines\nX", "of more\nlines\n"},
	} {
		if got := sh(b, c.command); got != c.want {
			t.Errorf("%s: got %q, want %q", c.command, got, c.want)
		}
	}
	if got := sh(b, "if; then"); !strings.HasPrefix(got, "error: ") {
		t.Errorf("a command that doesn't parse gave %q", got)
	}
	if got := sh(b, "echo on"); got != "on\n" {
		t.Errorf("afterwards: %q", got)
	}
	if got := sh(b, "echo bye; exit 4"); !strings.Contains(got, "bye") || !strings.Contains(got, "the next command has a new shell") {
		t.Errorf("exit gave %q", got)
	}
	if got := sh(b, "echo ${v-gone}"); got != "gone\n" {
		t.Errorf("the new shell has %q", got)
	}
	out, err := b.Call(t.Context(), json.RawMessage(`{"restart":true}`))
	if err != nil || !strings.Contains(out, "restarted") {
		t.Errorf("restart: %q, %v", out, err)
	}
}

func TestBashLimits(t *testing.T) {
	b := newBash(t, localtools.BashConfig{Timeout: 300 * time.Millisecond, Answer: 100})
	if got := sh(b, "i=0; while [ $i -lt 1000 ]; do echo $i; i=$((i+1)); done"); !strings.HasPrefix(got, "0\n1\n") || !strings.HasSuffix(got, "999\n") || !strings.Contains(got, "bytes left out") || len(got) > 150 {
		t.Errorf("a long output gave %q", got)
	}
	mark := filepath.Join(t.TempDir(), "mark")
	got := sh(b, fmt.Sprintf("echo before; (sleep 0.5; echo > %s) & sleep 100", mark))
	if !strings.HasPrefix(got, "error: before\nthe command was ended after 300ms") {
		t.Errorf("a command that hangs gave %q", got)
	}
	time.Sleep(500 * time.Millisecond) // what it started would have written by now
	if _, err := os.Stat(mark); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what the command started goes on: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Call(ctx, json.RawMessage(`{"command":"sleep 100"}`)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
}
