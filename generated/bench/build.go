package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// build is what it took to build a program.
type build struct {
	cpu     time.Duration // of all processes: what else the machine does weighs less on it than on the clock
	peak    int64         // bytes, of the largest compiler process
	binary  int64         // bytes
	modules int
}

// builds are the programs that are built, ours and the vendor's, and what they do.
var builds = []struct{ title, ours, theirs string }{
	{"Building a program of 20 lines, over the same program with bare net/http and encoding/json", "claude", "sdk"},
	{"Building a program with a tool that the model uses, over the same", "loop", "sdkloop"},
}

// clouds are the programs on clouds, whose modules are counted.
var clouds = []struct{ name, ours, theirs string }{
	{"Amazon Bedrock", "bedrock", "sdkbedrock"},
	{"Vertex AI", "vertex", "sdkvertex"},
}

// measureBuilds builds all programs from an empty cache, in turn.
func measureBuilds(rounds int) ([]section, error) {
	tool, cleanup, err := buildToolexec()
	if err != nil {
		return nil, err
	}
	defer cleanup()
	names := []string{"bare"}
	for _, b := range builds {
		names = append(names, b.ours, b.theirs)
	}
	best := map[string]build{}
	for round := range rounds {
		for _, name := range names {
			log.Printf("building %s (%d of %d)", name, round+1, rounds)
			b, err := measureBuild(name, tool)
			if err != nil {
				return nil, fmt.Errorf("building %s: %w", name, err)
			}
			if have, ok := best[name]; !ok || b.cpu < have.cpu {
				best[name] = b
			}
		}
	}
	var out []section
	bare := best["bare"]
	for _, b := range builds {
		ours, sdk := best[b.ours], best[b.theirs]
		out = append(out, section{b.title, []row{
			{"added cold compile time, processor time", "s", []float64{(ours.cpu - bare.cpu).Seconds(), (sdk.cpu - bare.cpu).Seconds()}},
			{"peak memory of the compiler", "MiB", []float64{mib(ours.peak), mib(sdk.peak)}},
			{"added binary size", "MiB", []float64{mib(ours.binary - bare.binary), mib(sdk.binary - bare.binary)}},
			{"modules required beside the client", "", []float64{float64(ours.modules), float64(sdk.modules)}},
		}})
	}
	for _, c := range clouds {
		var figures []float64
		for _, name := range []string{c.ours, c.theirs} {
			n, err := modules(name)
			if err != nil {
				return nil, fmt.Errorf("counting the modules of %s: %w", name, err)
			}
			figures = append(figures, float64(n))
		}
		out[0].rows = append(out[0].rows, row{"modules required beside the client, on " + c.name, "", figures})
	}
	return out, nil
}

func mib(n int64) float64 { return float64(n) / (1 << 20) }

// toolexec runs a tool and appends its peak memory to the file PEAKS.
const toolexec = `package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
)

func main() {
	c := exec.Command(os.Args[1], os.Args[2:]...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := c.Run()
	if u, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		if f, err := os.OpenFile(os.Getenv("PEAKS"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644); err == nil {
			fmt.Fprintln(f, u.Maxrss)
			f.Close()
		}
	}
	if err != nil {
		os.Exit(1)
	}
}
`

func buildToolexec() (path string, cleanup func(), err error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return "", nil, err
	}
	cleanup = func() { os.RemoveAll(dir) }
	if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(toolexec), 0o644); err != nil {
		return "", cleanup, err
	}
	path = filepath.Join(dir, "toolexec")
	out, err := exec.Command("go", "build", "-o", path, filepath.Join(dir, "main.go")).CombinedOutput()
	if err != nil {
		return "", cleanup, fmt.Errorf("%w: %s", err, out)
	}
	return path, cleanup, nil
}

// measureBuild builds a program twice from an empty cache: once for the time,
// and once under toolexec for the memory.
func measureBuild(name, tool string) (build, error) {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return build{}, err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "binary")
	run := func(cache string, more ...string) (*os.ProcessState, error) {
		args := append([]string{"build", "-o", binary}, append(more, "./programs/"+name)...)
		c := exec.Command("go", args...)
		c.Env = append(os.Environ(), "GOCACHE="+filepath.Join(dir, cache), "PEAKS="+filepath.Join(dir, "peaks"))
		if out, err := c.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%w: %s", err, out)
		}
		return c.ProcessState, nil
	}
	var b build
	state, err := run("time")
	if err != nil {
		return b, err
	}
	b.cpu = state.UserTime() + state.SystemTime()
	if _, err := run("memory", "-toolexec", tool); err != nil {
		return b, err
	}
	if b.peak, err = peak(filepath.Join(dir, "peaks")); err != nil {
		return b, err
	}
	info, err := os.Stat(binary)
	if err != nil {
		return b, err
	}
	b.binary = info.Size()
	b.modules, err = modules(name)
	return b, err
}

func peak(file string) (int64, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, err
	}
	var most int64
	for line := range strings.Lines(string(data)) {
		var kib int64
		if _, err := fmt.Sscan(line, &kib); err == nil {
			most = max(most, kib<<10)
		}
	}
	return most, nil
}

// modules counts the modules that a program needs beside its own and that of the
// client.
func modules(name string) (int, error) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "./programs/"+name).Output()
	if err != nil {
		return 0, err
	}
	seen := map[string]bool{}
	for line := range bytes.Lines(out) {
		if m := string(bytes.TrimSpace(line)); m != "" && !clients[m] {
			seen[m] = true
		}
	}
	return len(seen), nil
}

// clients are the modules of what is measured.
var clients = map[string]bool{
	"github.com/claudegen/claudegen/generated": true, "github.com/claudegen/claudegen/generated/claude/claudetools": true,
	"github.com/claudegen/claudegen/generated/platforms/bedrock": true, "github.com/claudegen/claudegen/generated/platforms/awsauth": true,
	"github.com/claudegen/claudegen/generated/platforms/vertex": true, "github.com/claudegen/claudegen/generated/platforms/googleauth": true,
	"github.com/anthropics/anthropic-sdk-go": true,
}
