package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// generator is a way to make a client.
type generator struct {
	name    string
	folder  string // of its output
	command string // package of the command, built from go.mod
	args    func(spec, dir string) ([]string, error)
}

var generators = []generator{
	{"codegen", "ours", "./cmd/codegen", func(spec, dir string) ([]string, error) {
		return []string{"generate", "--quiet", "--spec", spec, "--out", dir, "--package", "vendorapi"}, nil
	}},
	{"oapi-codegen v2.8.2", "oapi", "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen", func(spec, dir string) ([]string, error) {
		return []string{"-generate", "types,client", "-package", "vendorapi", "-o", filepath.Join(dir, "client.go"), spec}, nil
	}},
	{"oapi-codegen-dd v3.66.2", "dd", "github.com/doordash-oss/oapi-codegen-dd/v3/cmd/oapi-codegen", func(spec, dir string) ([]string, error) {
		config := filepath.Join(dir, "config.yaml")
		text := fmt.Sprintf("package: vendorapi\noutput:\n  use-single-file: true\n  directory: %q\n  filename: client.go\ngenerate:\n  client: true\n", dir)
		return []string{"-config", config, spec}, os.WriteFile(config, []byte(text), 0o644)
	}},
}

// What a generator or a compiler may take before it counts as failed, so that a
// bad one doesn't stop the run.
const (
	generateTimeout = 3 * time.Minute
	compileTimeout  = 10 * time.Minute
	memory          = 12 << 20 // KiB of address space of a generator, and of each process of a test
)

// workshop is a module in which everything is generated and compiled.
type workshop struct {
	dir        string
	generators []generator
}

// newWorkshop builds the generators and lays out the module. It has the
// requirements of this one, so that what the rivals' packages import is there.
func newWorkshop(dir string, gs []generator) (*workshop, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	w := &workshop{abs, gs}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(w.dir, name), data, 0o644); err != nil {
			return nil, err
		}
	}
	for _, g := range gs {
		build := exec.Command("go", "build", "-o", w.binary(g), g.command)
		if g.command[0] == '.' {
			build.Dir = filepath.Join("..", "..")
		}
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("building %s: %w\n%s", g.name, err, out)
		}
	}
	return w, nil
}

func (w *workshop) binary(g generator) string { return filepath.Join(w.dir, "bin", g.folder) }

// generate runs the generator into an empty folder.
func (w *workshop) generate(g generator, spec, dir string) (time.Duration, error) {
	if err := os.RemoveAll(dir); err != nil {
		return 0, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	args, err := g.args(spec, dir)
	if err != nil {
		return 0, err
	}
	start := time.Now()
	_, err = w.run(generateTimeout, dir, "sh", limited(w.binary(g), args...)...)
	return time.Since(start), err
}

// limited are the arguments of sh that run a command with a limit of memory.
func limited(name string, args ...string) []string {
	return append([]string{"-c", fmt.Sprintf(`ulimit -v %d; exec "$@"`, memory), "sh", name}, args...)
}

// verdict is what is wrong with the package in dir, or "", and whether it would be the same another time.
func (w *workshop) verdict(dir string) (string, bool) {
	err := w.check(dir)
	if err == nil {
		return "", true
	}
	return firstLine(err.Error()), !timedOut(err)
}

// check reports what go build and go vet have to say.
func (w *workshop) check(dir string) error {
	if _, err := w.run(compileTimeout, dir, "go", "build", "."); err != nil {
		return err
	}
	_, err := w.run(compileTimeout, dir, "go", "vet", ".")
	return err
}

// compile takes the processor time of compiling the package alone, which other
// work on the machine changes less than the clock's. A file with a new comment
// keeps the build cache from answering.
func (w *workshop) compile(dir string) (time.Duration, error) {
	fresh := filepath.Join(dir, "fresh.go")
	text := fmt.Sprintf("package vendorapi\n\n// %d\n", time.Now().UnixNano())
	if err := os.WriteFile(fresh, []byte(text), 0o644); err != nil {
		return 0, err
	}
	defer os.Remove(fresh)
	return w.run(compileTimeout, dir, "go", "build", ".")
}

// run runs a command and returns its processor time; the error has what it
// printed.
func (w *workshop) run(timeout time.Duration, dir, name string, args ...string) (time.Duration, error) {
	_, took, err := w.output(timeout, dir, name, args...)
	return took, err
}

// errTime is that a command took too long, which depends on the machine.
var errTime = errors.New("takes more than")

func timedOut(err error) bool { return errors.Is(err, errTime) }

// output is run with what the command printed. When the time is up, its children
// end with it.
func (w *workshop) output(timeout time.Duration, dir, name string, args ...string) ([]byte, time.Duration, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOMEMLIMIT=6GiB")
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	c.WaitDelay = time.Second
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	if ctx.Err() != nil {
		return out.Bytes(), 0, fmt.Errorf("%w %s", errTime, timeout)
	}
	if err != nil {
		return out.Bytes(), 0, errors.New(strings.TrimSpace(out.String()) + "\n" + err.Error())
	}
	return out.Bytes(), c.ProcessState.UserTime() + c.ProcessState.SystemTime(), nil
}
