package main

import (
	"bufio"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// manyFiles is a document that gives a file for each of its areas. All their
// types have a member of type Shared, whose name the version changes: files of
// two versions don't build together.
func manyFiles(version int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "openapi: 3.1.0\ninfo: {title: T, version: '%d'}\npaths: {}\ncomponents:\n  schemas:\n", version)
	fmt.Fprintf(&b, "    Shared%d: {type: object, properties: {a: {type: string}}}\n", version)
	for i := range 60 {
		area := i + 20*version // some areas come, and some go
		fmt.Fprintf(&b, "    T%d: {x-area: area%d, type: object, properties: {a: {$ref: '#/components/schemas/Shared%d'}}}\n", area, area, version)
	}
	return b.String()
}

// buildCommand builds codegen and returns its path.
func buildCommand(t *testing.T) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "codegen.exe")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return bin
}

// visible reads what the go command sees in a folder, links to folders
// included.
func visible(t *testing.T, dir string) map[string]string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "[^.]*"))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			for sub, content := range visible(t, name) {
				out[filepath.Base(name)+"/"+sub] = content
			}
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(name)] = string(b)
	}
	return out
}

// TestKill kills the process at moments that are spread over its work, most of
// them over its writing, while it turns one package into another. What is there
// afterwards is one or the other, with the files of others.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills dozens of processes")
	}
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("this system can't exchange folders")
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, seed))
	bin, parent := buildCommand(t), t.TempDir()
	dir := filepath.Join(parent, "many")
	foreign := map[string]string{"mine.go": "package many\n", "testdata/mine.json": "{}"}
	var packages [2]map[string]string
	var docs [2]string
	var whole, writing time.Duration
	for i := range docs {
		docs[i] = file(t, manyFiles(i))
		w, all := runAndKill(t, bin, docs[i], dir, nil)
		whole, writing = max(whole, all), max(writing, w)
		packages[i] = visible(t, dir)
		for name, content := range foreign {
			packages[i][name] = content
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	before, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	counts := [2]int{}
	for i := range 50 {
		k := kill{after: time.Duration(random.Int64N(int64(writing))), writing: true}
		if i%5 == 0 {
			k = kill{after: time.Duration(random.Int64N(int64(whole)))}
		}
		want := i % 2
		runAndKill(t, bin, docs[want], dir, &k)
		got := visible(t, dir)
		switch {
		case maps.Equal(got, packages[want]):
			counts[1]++
		case maps.Equal(got, packages[1-want]):
			counts[0]++
		default:
			t.Fatalf("killed %+v: neither the old package nor the new one; against the new (-want +got):\n%s", k, cmp.Diff(packages[want], got))
		}
	}
	t.Logf("%d times the package that was there, %d times the one that was written; writing takes %v, a run %v", counts[0], counts[1], writing, whole)
	runAndKill(t, bin, docs[0], dir, nil)
	if diff := cmp.Diff(packages[0], visible(t, dir)); diff != "" {
		t.Errorf("after a run to the end (-want +got):\n%s", diff)
	}
	if after, err := os.Stat(dir); err != nil || !os.SameFile(before, after) {
		t.Errorf("the folder is another one: %v", err)
	}
	for _, folder := range []string{parent, dir} {
		if left, err := filepath.Glob(filepath.Join(folder, ".*")); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	}
}

// kill says when to kill a process.
type kill struct {
	after   time.Duration
	writing bool // counted from when it says that it writes
}

// runAndKill generates a package and returns the time from when the command
// says that it writes to its end, and the whole time.
func runAndKill(t *testing.T, bin, doc, dir string, k *kill) (writing, whole time.Duration) {
	t.Helper()
	cmd := exec.Command(bin, "generate", "--spec", doc, "--out", dir)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	killLater := func() {
		timer := time.AfterFunc(k.after, func() { _ = cmd.Process.Kill() }) // it may have ended
		t.Cleanup(func() { timer.Stop() })
	}
	if k != nil && !k.writing {
		killLater()
	}
	wrote := start
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "codegen: writing "+dir) {
			wrote = time.Now()
			if k != nil && k.writing {
				killLater()
			}
		}
	}
	if err := cmd.Wait(); err != nil && k == nil {
		t.Fatal(err)
	}
	return time.Since(wrote), time.Since(start)
}
