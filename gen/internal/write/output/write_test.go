package output

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claudegen/claudegen/gen/internal/write/source"
)

// source is a generated file.
func sourceOf(text string) string { return source.Header + "\n\npackage " + text + "\n" }

var (
	older = map[string]string{
		"client.gen.go": sourceOf("pets // 1"), "pets.gen.go": sourceOf("pets // 1"), "gone.gen.go": sourceOf("pets"), "same.gen.go": sourceOf("pets"),
		"pets_gen_test.go": sourceOf("pets_test"), "petstest/server.gen.go": sourceOf("petstest // 1"), "petstest/gone.gen.go": sourceOf("petstest"),
	}
	newer = map[string]string{
		"client.gen.go": sourceOf("pets // 2"), "pets.gen.go": sourceOf("pets // 2"), "new.gen.go": sourceOf("pets"), "same.gen.go": sourceOf("pets"),
		"petstest/server.gen.go": sourceOf("petstest // 2"), "petstest/new.gen.go": sourceOf("petstest"),
	}
	foreign = map[string]string{
		"mine.go": "package pets\n", "mine.gen.go": "package pets // by another generator\n", "petstest/mine_test.go": "package petstest\n",
		"testdata/pet.json": "{}", "v2/client.gen.go": sourceOf("v2"), ".hidden": "x",
	}
)

func files(content map[string]string) []File {
	var out []File
	for name, text := range content {
		out = append(out, File{name, []byte(text)})
	}
	return Sort(out)
}

func put(t *testing.T, dir string, content map[string]string) {
	t.Helper()
	for name, text := range content {
		if err := (disk{}).writeFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
}

// read is what a folder holds, folders that are links included.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	var walk func(folder string)
	walk = func(folder string) {
		entries, err := os.ReadDir(filepath.Join(dir, folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			name := filepath.Join(folder, e.Name())
			info, err := os.Stat(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if info.IsDir() {
				walk(name)
				continue
			}
			b, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			out[filepath.ToSlash(name)] = string(b)
		}
	}
	walk(".")
	return out
}

func with(a, b map[string]string) map[string]string {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// begin makes a folder with the older package and files of others.
func begin(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "pets")
	if _, err := Write(dir, files(older)); err != nil {
		t.Fatal(err)
	}
	put(t, dir, foreign)
	return dir
}

func write(t *testing.T, dir string, content map[string]string) {
	t.Helper()
	if _, err := Write(dir, files(content)); err != nil {
		t.Fatal(err)
	}
}

// expect compares a folder, and checks that nothing is left beside it.
func expect(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, read(t, dir)); diff != "" {
		t.Errorf("the folder (-want +got):\n%s", diff)
	}
	beside, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(beside) != 1 {
		t.Errorf("beside the folder: %v, %v", beside, err)
	}
}

func identity(t *testing.T, name string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// TestWriteKeeps pins that the folder, files that don't change and those of
// others are the same afterwards, not copies.
func TestWriteKeeps(t *testing.T) {
	dir := begin(t)
	before := map[string]os.FileInfo{}
	for _, name := range []string{".", "same.gen.go", "mine.go", "mine.gen.go", "petstest", "petstest/mine_test.go", "testdata", "v2/client.gen.go"} {
		before[name] = identity(t, filepath.Join(dir, name))
	}
	write(t, dir, newer)
	expect(t, dir, with(newer, foreign))
	for name, was := range before {
		is := identity(t, filepath.Join(dir, name))
		if !os.SameFile(was, is) || !was.IsDir() && !was.ModTime().Equal(is.ModTime()) {
			t.Errorf("%s is another file, or was touched", name)
		}
	}
}

// TestWriteNothing pins that a second run touches nothing, not even folders.
func TestWriteNothing(t *testing.T) {
	dir := begin(t)
	past := time.Now().Add(-time.Hour).Truncate(time.Second)
	names := []string{".", "..", "petstest"}
	for name := range with(older, foreign) {
		names = append(names, name)
	}
	for _, name := range names {
		if err := os.Chtimes(filepath.Join(dir, name), past, past); err != nil {
			t.Fatal(err)
		}
	}
	write(t, dir, older)
	for _, name := range names {
		if got := identity(t, filepath.Join(dir, name)).ModTime(); !got.Equal(past) {
			t.Errorf("%s was touched", name)
		}
	}
}

// TestWriteOneByOne is the way of systems that can't exchange folders.
func TestWriteOneByOne(t *testing.T) {
	dir := begin(t)
	changes, err := Compare(dir, files(newer))
	if err != nil {
		t.Fatal(err)
	}
	if err := (disk{}).oneByOne(dir, changes, contents(files(newer))); err != nil {
		t.Fatal(err)
	}
	expect(t, dir, with(newer, foreign))
}

// TestWriteThroughLink pins that a link to the folder stays one.
func TestWriteThroughLink(t *testing.T) {
	dir := begin(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	write(t, link, newer)
	expect(t, dir, with(newer, foreign))
	if target, err := os.Readlink(link); err != nil || target != dir {
		t.Errorf("the link leads to %s, %v", target, err)
	}
}

// TestWriteInTheWay lists what codegen must not overwrite.
func TestWriteInTheWay(t *testing.T) {
	for what, at := range map[string]struct {
		put  map[string]string
		name string
	}{
		"a file":                {map[string]string{"new.gen.go": "package mine\n"}, "new.gen.go"},
		"a folder":              {map[string]string{"new.gen.go/x": ""}, "new.gen.go"},
		"a file for the folder": {map[string]string{"petstest": ""}, "petstest"},
		"in the folder":         {map[string]string{"petstest/new.gen.go": ""}, filepath.Join("petstest", "new.gen.go")},
	} {
		dir := filepath.Join(t.TempDir(), "pets")
		put(t, dir, at.put)
		if _, err := Write(dir, files(newer)); err == nil || !strings.HasPrefix(err.Error(), filepath.Join(dir, at.name)+" was not written by codegen") {
			t.Errorf("%s: %v", what, err)
		}
		expect(t, dir, at.put)
	}
}

// TestRenamedPackage pins that the fake server of a package that had another
// name doesn't stay behind.
func TestRenamedPackage(t *testing.T) {
	dir := begin(t)
	cats := map[string]string{"client.gen.go": sourceOf("cats"), "catstest/server.gen.go": sourceOf("catstest")}
	write(t, dir, cats)
	expect(t, dir, with(cats, foreign))
}

// crash begins to write the newer package and stops after some steps, as if
// killed.
func crash(t *testing.T, dir string, steps int) staging {
	t.Helper()
	s := disk{}.staging(dir)
	changes, err := Compare(dir, files(newer))
	if err != nil {
		t.Fatal(err)
	}
	swapFolders := func() error { return s.exchange(s.dir, s.copied(".")) }
	for i, step := range []func() error{
		func() error { return os.MkdirAll(s.copied("."), 0o755) },
		func() error { return s.build(changes, contents(files(newer))) },
		swapFolders,
		func() error { return s.bring("petstest") },
		func() error { return s.bring(".") },
		swapFolders,
		func() error { return s.discardFolder("petstest", false) },
		func() error { return s.discardFolder(".", false) },
	}[:steps] {
		if err := step(); err != nil {
			t.Skipf("step %d: %v", i, err) // such as folders that can't be exchanged
		}
	}
	return s
}

// TestCrash stops after each step, looks at the folder, and runs again.
func TestCrash(t *testing.T) {
	for steps := range 9 {
		for name, next := range map[string]map[string]string{"on": newer, "back": older} {
			dir := begin(t)
			was := identity(t, dir)
			crash(t, dir, steps)
			want := with(older, foreign)
			if steps > 2 {
				want = with(newer, foreign)
			}
			got := read(t, dir)
			delete(got, markFile)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("after step %d (-want +got):\n%s", steps, diff)
			}
			write(t, dir, next)
			expect(t, dir, with(next, foreign))
			if !os.SameFile(was, identity(t, dir)) {
				t.Errorf("%d, %s: the folder is another one", steps, name)
			}
		}
	}
}

// TestCrashAndGoOn pins that work which is done in what a killed process left
// behind is not lost, and that files that were begun are no obstacle.
func TestCrashAndGoOn(t *testing.T) {
	for steps := range 7 {
		dir := begin(t)
		s := crash(t, dir, steps)
		if steps == 2 {
			put(t, s.root, map[string]string{"package/half.gen.go": source.Header[:10], "package/empty.gen.go": ""})
		}
		edited := map[string]string{"mine.go": "package pets // edited\n", "another.go": "package pets\n", "petstest/more.go": "package petstest\n", "testdata/pet.json": "{}{}", "docs/a/b.txt": ""}
		for name := range edited { // as editors do it: another file takes the name
			if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				t.Fatal(err)
			}
		}
		put(t, dir, edited)
		write(t, dir, newer)
		expect(t, dir, with(newer, with(foreign, edited)))
	}
}

// TestCrashAndForget is about somebody who removed what a killed process left.
func TestCrashAndForget(t *testing.T) {
	dir := begin(t)
	s := crash(t, dir, 3)
	if err := os.RemoveAll(s.root); err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{"testdata", "v2"} {
		if err := os.Remove(filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	write(t, dir, newer)
	want := with(newer, foreign)
	delete(want, "testdata/pet.json")
	delete(want, "v2/client.gen.go")
	expect(t, dir, want)
}

// TestStrangeStaging pins that a folder in the staging folder's place whose
// files may be somebody's is left alone.
func TestStrangeStaging(t *testing.T) {
	dir := begin(t)
	s := disk{}.staging(dir)
	mine := map[string]string{"package/notes.txt": "mine", "package/deep/x.go": "package x\n", "y": ""}
	put(t, s.root, mine)
	if _, err := Write(dir, files(newer)); err == nil || !strings.Contains(err.Error(), s.root) {
		t.Errorf("got %v", err)
	}
	if diff := cmp.Diff(mine, read(t, s.root)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(with(older, foreign), read(t, dir)); diff != "" {
		t.Error(diff)
	}
}

// TestConcurrentWrites lets runs with different packages meet.
func TestConcurrentWrites(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there a run that meets another is refused")
	}
	dir := begin(t)
	var all sync.WaitGroup
	for _, content := range []map[string]string{newer, older} {
		for range 10 {
			all.Go(func() {
				if _, err := Write(dir, files(content)); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	got := read(t, dir)
	if !maps.Equal(got, with(newer, foreign)) && !maps.Equal(got, with(older, foreign)) {
		t.Errorf("a mixture: %v", got)
	}
	expect(t, dir, got)
}
