package output

import (
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// runs is how many runs of the writer TestFaults makes. "make writer" makes 2,000.
var runs = flag.Int("writes", 100, "runs of the writer with faults")

// errKilled is what a step panics with that a killed process never comes to.
var errKilled = errors.New("killed")

// fault makes one step fail, or that and all that need room after it, or ends the run there.
type fault struct {
	at   int // which step
	err  error
	step int
}

func (f *fault) before(op, _ string) error {
	f.step++
	switch {
	case f.step < f.at:
		return nil
	case f.err == errKilled: //nolint:errorlint // it is this one
		panic(errKilled)
	case f.step == f.at && f.err != syscall.ENOSPC: //nolint:errorlint // likewise
		return f.err
	case f.err == syscall.ENOSPC && (op == "write" || op == "mkdir" || op == "link" || op == "symlink"): //nolint:errorlint // likewise
		return f.err
	}
	return nil
}

// faulty runs the writer. A killed one says so.
func faulty(dir string, content map[string]string, f *fault) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errKilled
		}
	}()
	_, err = disk{before: f.before}.write(dir, files(content))
	return err
}

// inner is a package in a folder of another one, in two versions.
var innerOld, innerNew = map[string]string{"client.gen.go": sourceOf("v2"), "a.gen.go": sourceOf("v2 // 1")},
	map[string]string{"client.gen.go": sourceOf("v2 // 2"), "b.gen.go": sourceOf("v2")}

// TestFaults lets steps of the writer fail and ends it at any of them, in one run or in two at
// once, which write the same package or one in a folder of the other. What is there then is the
// old package or the new one, a run without an error wrote the new one, nothing of others has changed,
// and the next run succeeds and leaves nothing behind.
func TestFaults(t *testing.T) {
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("this system can't exchange folders")
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, seed))
	counts := map[string]int{}
	for range *runs {
		dir := begin(t)
		mine := with(foreign, map[string]string{})
		delete(mine, "v2/client.gen.go")
		if err := os.RemoveAll(filepath.Join(dir, "v2")); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "v2"), innerOld)
		put(t, filepath.Join(dir, "v2"), map[string]string{"own.go": "package v2\n"})
		mine["v2/own.go"] = "package v2\n"
		f := &fault{at: 1 + random.IntN(130), err: []error{syscall.EIO, syscall.EPERM, syscall.ENOSPC, errKilled}[random.IntN(4)]}
		kind := []string{"alone", "same", "inner"}[random.IntN(3)]
		var other error
		var both sync.WaitGroup
		if kind != "alone" {
			both.Go(func() {
				time.Sleep(time.Duration(rand.IntN(2000)) * time.Microsecond)
				if kind == "inner" {
					_, other = Write(filepath.Join(dir, "v2"), files(innerNew))
				} else {
					_, other = Write(dir, files(newer))
				}
			})
		}
		err := faulty(dir, newer, f)
		both.Wait()
		what := fmt.Sprintf("%s, %v at step %d of %d: %v, %v", kind, f.err, f.at, f.step, err, other)
		if other != nil && !errors.Is(err, errKilled) && kind != "same" {
			t.Errorf("%s: the other run failed", what)
		}
		got := read(t, dir)
		delete(got, markFile)
		outer, within := map[string]string{}, map[string]string{}
		for name, text := range got {
			if rest, ok := strings.CutPrefix(name, "v2/"); ok && rest != "own.go" {
				within[rest] = text
			} else {
				outer[name] = text
			}
		}
		isNew := cmp.Equal(outer, with(newer, mine))
		if !isNew && (err == nil || !cmp.Equal(outer, with(older, mine))) {
			t.Fatalf("%s: neither old nor new (-want +got):\n%s", what, cmp.Diff(with(newer, mine), outer))
		}
		if !cmp.Equal(within, innerOld) && (kind != "inner" || !cmp.Equal(within, innerNew)) || kind == "inner" && other == nil && !cmp.Equal(within, innerNew) {
			t.Fatalf("%s: the inner package is neither old nor new:\n%s", what, cmp.Diff(innerNew, within))
		}
		write(t, dir, newer)
		write(t, filepath.Join(dir, "v2"), innerNew)
		want := with(newer, mine)
		for name, text := range innerNew {
			want["v2/"+name] = text
		}
		if diff := cmp.Diff(want, read(t, dir)); diff != "" {
			t.Fatalf("%s: after the next run (-want +got):\n%s", what, diff)
		}
		if left, err := filepath.Glob(filepath.Join(filepath.Dir(dir), ".codegen*")); err != nil || len(left) > 0 {
			t.Fatalf("%s: left behind: %v %v", what, left, err)
		}
		counts[fmt.Sprintf("%s %v new=%v", kind, f.err, isNew)]++
	}
	t.Log(counts)
}

// TestNestedRuns writes a package and one in a folder of it at once. Files that others keep in both stay.
func TestNestedRuns(t *testing.T) {
	for i := range max(20, *runs/4) {
		dir := begin(t)
		within := filepath.Join(dir, "v2")
		put(t, within, map[string]string{"own.go": "package v2\n", "deep/own.txt": "x"})
		var both sync.WaitGroup
		var errs [2]error
		both.Go(func() { _, errs[0] = Write(dir, files(newer)) })
		both.Go(func() { _, errs[1] = Write(within, files(innerNew)) })
		both.Wait()
		want := with(newer, foreign)
		for name, text := range with(innerNew, map[string]string{"own.go": "package v2\n", "deep/own.txt": "x"}) {
			want["v2/"+name] = text
		}
		if diff := cmp.Diff(want, read(t, dir)); diff != "" || errors.Join(errs[:]...) != nil {
			t.Fatalf("run %d: %v (-want +got):\n%s", i, errs, diff)
		}
	}
}

// TestPlantedLinks puts links where the writer works. What they lead to stays.
func TestPlantedLinks(t *testing.T) {
	for _, where := range []string{"beside", "beside/package", "within"} {
		elsewhere := t.TempDir()
		theirs := map[string]string{"package/client.gen.go": sourceOf("theirs"), "client.gen.go": sourceOf("theirs"), "x.txt": "x"}
		put(t, elsewhere, theirs)
		dir := begin(t)
		s := disk{}.staging(dir)
		link := map[string]string{"beside": s.root, "beside/package": s.copied("."), "within": filepath.Join(dir, innerFolder)}[where]
		if err := os.MkdirAll(filepath.Dir(link), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(elsewhere, link); err != nil {
			t.Skip(err)
		}
		if _, err := Write(dir, files(newer)); err == nil || !strings.Contains(err.Error(), link) {
			t.Errorf("%s: got %v", where, err)
		}
		if diff := cmp.Diff(theirs, read(t, elsewhere)); diff != "" {
			t.Errorf("%s: %s", where, diff)
		}
	}
}

// TestUnreadableLink makes reading a link of others fail. It is not replaced.
func TestUnreadableLink(t *testing.T) {
	dir := begin(t)
	if err := os.Symlink("nowhere", filepath.Join(dir, "theirs")); err != nil {
		t.Skip(err)
	}
	links := 0
	_, err := disk{before: func(op, _ string) error {
		if op == "readlink" {
			links++
			return syscall.EIO
		}
		return nil
	}}.write(dir, files(newer))
	if links == 0 || err == nil {
		t.Skip("no link was read")
	}
	write(t, dir, newer)
	if target, err := os.Readlink(filepath.Join(dir, "theirs")); err != nil || target != "nowhere" {
		t.Errorf("the link leads to %q now: %v", target, err)
	}
}

// TestSavedInTheMiddle saves a file, as editors do it, at each step of a run. It is there after it, or after the next.
func TestSavedInTheMiddle(t *testing.T) {
	steps := 0
	count := disk{before: func(string, string) error { steps++; return nil }}
	if _, err := count.write(begin(t), files(newer)); err != nil {
		t.Fatal(err)
	}
	saves := map[string]func(name string) error{
		"late":  func(name string) error { return nil },
		"early": func(name string) error { return os.Chtimes(name, time.Time{}, time.Unix(1e9, 0)) },
	}
	for kind, age := range saves {
		for at := 1; at <= steps; at += max(1, 900 / *runs) {
			dir := begin(t)
			step := 0
			d := disk{before: func(string, string) error {
				if step++; step != at {
					return nil
				}
				for _, name := range []string{"mine.go", "saved.go"} {
					tmp := filepath.Join(t.TempDir(), "saved")
					if err := os.WriteFile(tmp, []byte("package pets // saved\n"), 0o644); err != nil {
						return err
					}
					if err := errors.Join(age(tmp), os.Rename(tmp, filepath.Join(dir, name))); err != nil {
						return err
					}
				}
				return nil
			}}
			_, err := d.write(dir, files(newer))
			write(t, dir, newer)
			want := with(newer, with(foreign, map[string]string{"mine.go": "package pets // saved\n", "saved.go": "package pets // saved\n"}))
			got := read(t, dir)
			if kind == "early" && got["mine.go"] == foreign["mine.go"] {
				got["mine.go"] = want["mine.go"] // of two files that somebody dated, the later one counts
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%s, step %d of %d: %v (-want +got):\n%s", kind, at, steps, err, diff)
			}
		}
	}
}
