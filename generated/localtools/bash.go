package localtools

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// BashConfig says which shell a [Bash] runs, and how.
type BashConfig struct {
	// Shell is the program, such as /bin/bash. It has to be given: what the model
	// writes runs with all rights of this program, so a container is the place for it.
	Shell string
	// Dir is the folder that the shell starts in; the current one by default.
	Dir string
	// Env is the whole environment of the shell. By default it has PATH, HOME, LANG
	// and TMPDIR of this program, and so none of its secrets.
	Env []string
	// Timeout bounds one command; two minutes by default.
	Timeout time.Duration
	// Answer bounds the output that is returned, in bytes; 100,000 by default. The
	// beginning and the end of what is longer are kept.
	Answer int
}

// Bash answers calls of the bash tool (bash_20250124) with one shell that goes on
// from call to call: its folder, variables and functions stay. A command that takes
// too long or ends the shell ends it with all that it started; the next call has
// a new one.
type Bash struct {
	config  BashConfig
	scripts string // a folder for the commands

	mu    sync.Mutex
	shell *shell // nil before the first command and after an end
}

// NewBash prepares a shell, which starts with the first command. Close it at the end.
func NewBash(config BashConfig) (*Bash, error) {
	if config.Shell == "" {
		return nil, errors.New("localtools: no shell is named, and none runs unasked; set BashConfig.Shell, to /bin/bash for instance")
	}
	if _, err := exec.LookPath(config.Shell); err != nil {
		return nil, fmt.Errorf("localtools: %w", err)
	}
	if config.Env == nil {
		for _, name := range []string{"PATH", "HOME", "LANG", "TMPDIR"} {
			if v, ok := os.LookupEnv(name); ok {
				config.Env = append(config.Env, name+"="+v)
			}
		}
	}
	config.Timeout, config.Answer = cmp.Or(config.Timeout, 2*time.Minute), cmp.Or(config.Answer, 100_000)
	scripts, err := os.MkdirTemp("", "localtools-")
	if err != nil {
		return nil, fmt.Errorf("localtools: %w", err)
	}
	return &Bash{config: config, scripts: scripts}, nil
}

// Close ends the shell and all that it started.
func (b *Bash) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.end()
	return os.RemoveAll(b.scripts)
}

// Call runs a command and returns its output, both kinds in the order in which
// they came. The error is for the model, as a result with is_error; what was
// printed until then stands before it.
func (b *Bash) Call(ctx context.Context, input json.RawMessage) (string, error) {
	var in struct {
		Command *string `json:"command"`
		Restart bool    `json:"restart"`
	}
	if err := json.Unmarshal(input, &in); err != nil {
		return "", fmt.Errorf("the input of the tool doesn't fit: %w", err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if in.Restart {
		b.end()
		if in.Command == nil {
			return "The shell has been restarted.", nil
		}
	}
	if in.Command == nil {
		return "", errors.New("the tool needs command or restart")
	}
	if b.shell == nil {
		s, err := start(b.config)
		if err != nil {
			return "", err
		}
		b.shell = s
	}
	script := filepath.Join(b.scripts, "command")
	if err := os.WriteFile(script, []byte(*in.Command+"\n"), 0o600); err != nil {
		return "", err
	}
	output, code, err := b.shell.run(ctx, script, b.config.Timeout, b.config.Answer)
	if err != nil {
		b.end()
		return "", withOutput(output, fmt.Errorf("%w; the next command has a new shell", err))
	}
	if code != "0" {
		return "", withOutput(output, fmt.Errorf("exit status %s", code))
	}
	return output, nil
}

// withOutput puts what was printed before an error.
func withOutput(output string, err error) error {
	if output == "" {
		return err
	}
	return fmt.Errorf("%s\n%w", strings.TrimSuffix(output, "\n"), err)
}

// end ends the shell, if there is one.
func (b *Bash) end() {
	if b.shell != nil {
		b.shell.end()
		b.shell = nil
	}
}

// shell is a running shell. It reads what to do from a pipe and prints to another.
type shell struct {
	command *exec.Cmd
	stdin   io.WriteCloser
	output  chan []byte // closed when nobody can print any more
	left    []byte      // came after the end of the last command: of what goes on in the background
	done    chan struct{}
}

// start starts a shell and a goroutine that reads what it prints.
func start(config BashConfig) (*shell, error) {
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	command := exec.Command(config.Shell) //nolint:gosec,noctx // the caller names the shell, which goes on from call to call
	command.Dir, command.Env = config.Dir, config.Env
	command.Stdout, command.Stderr = writer, writer
	ownGroup(command)
	stdin, err := command.StdinPipe()
	if err == nil {
		err = command.Start()
	}
	_ = writer.Close()
	if err != nil {
		_ = reader.Close()
		return nil, fmt.Errorf("the shell doesn't start: %w", err)
	}
	s := &shell{command: command, stdin: stdin, output: make(chan []byte), done: make(chan struct{})}
	go func() {
		defer close(s.output)
		defer func() { _ = reader.Close() }()
		for {
			chunk := make([]byte, 8<<10)
			n, err := reader.Read(chunk)
			if n > 0 {
				select {
				case s.output <- chunk[:n]:
				case <-s.done:
					return
				}
			}
			if err != nil {
				return
			}
		}
	}()
	return s, nil
}

// run has the shell read a script, and returns what is printed up to a line that
// nobody can know, and the exit status behind it. The script is a file, so that
// one that doesn't parse or reads its input takes nothing of what follows.
func (s *shell) run(ctx context.Context, script string, timeout time.Duration, limit int) (output, code string, err error) {
	mark := "end-" + rand.Text()
	if _, err := fmt.Fprintf(s.stdin, ". '%s' </dev/null\nprintf '\\n%%s %%s\\n' %s $?\n", strings.ReplaceAll(script, "'", `'\''`), mark); err != nil {
		return "", "", fmt.Errorf("the shell is gone: %w", err)
	}
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	kept := &kept{limit: limit}
	tail := s.left
	s.left = nil
	for {
		if i := bytes.Index(tail, []byte("\n"+mark+" ")); i >= 0 {
			if status, rest, ok := bytes.Cut(tail[i+len(mark)+2:], []byte("\n")); ok {
				kept.add(tail[:i])
				s.left = bytes.Clone(rest)
				return kept.String(), string(status), nil
			}
		} else if n := len(tail) - len(mark) - 2; n > 0 { // the mark may have begun
			kept.add(tail[:n])
			tail = tail[n:]
		}
		select {
		case chunk, ok := <-s.output:
			if !ok {
				kept.add(tail)
				return kept.String(), "", errors.New("the shell ended")
			}
			tail = append(tail, chunk...)
		case <-timer.C:
			kept.add(tail)
			return kept.String(), "", fmt.Errorf("the command was ended after %s", timeout)
		case <-ctx.Done():
			kept.add(tail)
			return kept.String(), "", fmt.Errorf("the command was ended: %w", context.Cause(ctx))
		}
	}
}

// end ends the shell and what it started.
func (s *shell) end() {
	close(s.done)
	killGroup(s.command)
	_ = s.stdin.Close()
	_ = s.command.Wait()
}

// kept keeps the beginning and the end of an output.
type kept struct {
	limit      int
	head, tail []byte
	left       int // bytes between them
}

func (k *kept) add(b []byte) {
	if n := min(k.limit/2-len(k.head), len(b)); n > 0 {
		k.head = append(k.head, b[:n]...)
		b = b[n:]
	}
	k.tail = append(k.tail, b...)
	if n := len(k.tail) - (k.limit - k.limit/2); n > 0 {
		k.left += n
		k.tail = append(k.tail[:0], k.tail[n:]...)
	}
}

func (k *kept) String() string {
	if k.left == 0 {
		return strings.ToValidUTF8(string(k.head)+string(k.tail), "\uFFFD")
	}
	return strings.ToValidUTF8(fmt.Sprintf("%s\n... %d bytes left out ...\n%s", k.head, k.left, k.tail), "\uFFFD")
}
