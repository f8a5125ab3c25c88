package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// generator is a way to make a client.
type generator struct {
	name    string
	folder  string // of its output, and the name of the package
	command string // package of the command, built from go.mod
	args    func(w *workshop, spec, dir string) ([]string, error)
}

var generators = []generator{
	{"codegen", "ours", "./cmd/codegen", func(_ *workshop, spec, dir string) ([]string, error) {
		return []string{"generate", "--quiet", "--spec", spec, "--out", dir, "--package", "vendorapi"}, nil
	}},
	{"oapi-codegen v2.8.2", "oapi", "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen", func(_ *workshop, spec, dir string) ([]string, error) {
		return []string{"-generate", "types,client", "-package", "vendorapi", "-o", filepath.Join(dir, "client.go"), spec}, nil
	}},
	{"oapi-codegen-dd v3.66.2", "dd", "github.com/doordash-oss/oapi-codegen-dd/v3/cmd/oapi-codegen", func(_ *workshop, spec, dir string) ([]string, error) {
		config := filepath.Join(dir, "config.yaml")
		text := fmt.Sprintf("package: vendorapi\noutput:\n  use-single-file: true\n  directory: %q\n  filename: client.go\ngenerate:\n  client: true\n", dir)
		return []string{"-config", config, spec}, os.WriteFile(config, []byte(text), 0o644)
	}},
}

// workshop is a module in which everything is generated and compiled.
type workshop struct {
	dir    string
	rounds int
}

// newWorkshop builds the generators and lays out the module. It has the
// requirements of this one, so that what the rivals' packages import is there.
func newWorkshop(dir string, rounds int) (*workshop, error) {
	w := &workshop{dir: dir, rounds: rounds}
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return nil, err
		}
	}
	for _, g := range generators {
		log := exec.Command("go", "build", "-o", w.binary(g), g.command)
		if g.command[0] == '.' {
			log.Dir = filepath.Join("..", "..")
		}
		if out, err := log.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("building %s: %w\n%s", g.name, err, out)
		}
	}
	return w, nil
}

func (w *workshop) binary(g generator) string {
	abs, err := filepath.Abs(filepath.Join(w.dir, "bin", g.folder))
	if err != nil {
		return filepath.Join(w.dir, "bin", g.folder)
	}
	return abs
}

// run generates into dir.
func (g generator) run(w *workshop, spec, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	args, err := g.args(w, spec, dir)
	if err != nil {
		return err
	}
	if out, err := exec.Command(w.binary(g), args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s%w", out, err)
	}
	return nil
}

// check reports what go build and go vet have to say.
func (w *workshop) check(dir string) error {
	for _, verb := range []string{"build", "vet"} {
		if out, err := w.goCommand(dir, verb, ".").CombinedOutput(); err != nil {
			return fmt.Errorf("%s%w", out, err)
		}
	}
	return nil
}

// compile takes the time of compiling the package alone. A file with a new
// comment keeps the build cache from answering.
func (w *workshop) compile(dir string, round int) (time.Duration, error) {
	fresh := filepath.Join(dir, "fresh.go")
	text := fmt.Sprintf("package vendorapi\n\n// %d.%d\n", time.Now().UnixNano(), round)
	if err := os.WriteFile(fresh, []byte(text), 0o644); err != nil {
		return 0, err
	}
	defer os.Remove(fresh)
	start := time.Now()
	if out, err := w.goCommand(dir, "build", ".").CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%s%w", out, err)
	}
	return time.Since(start), nil
}

func (w *workshop) goCommand(dir string, args ...string) *exec.Cmd {
	c := exec.Command("go", args...)
	c.Dir = dir
	c.Env = append(os.Environ(), "GOFLAGS=-mod=mod")
	return c
}
