package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite what the cases of golden/diff want")

// diffWants are the reports of a case and the formats that they are in. All cases
// have the first.
var diffWants = []struct{ name, format string }{
	{"want/report.txt", "text"},
	{"want/report.md", "markdown"},
	{"want/report.json", "json"},
}

// TestDiffGolden compares the two documents of each case of golden/diff and what
// is printed with the case. See golden/README.md.
func TestDiffGolden(t *testing.T) {
	names, err := filepath.Glob("../../golden/diff/*.txtar")
	if err != nil || len(names) < 25 {
		t.Fatal(len(names), "cases", err)
	}
	for _, name := range names {
		name, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { diffGolden(t, name) })
	}
}

func diffGolden(t *testing.T, name string) {
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	want := map[string]string{}
	kept := a.Files[:0:0]
	for _, f := range a.Files {
		if strings.HasPrefix(f.Name, "want/") {
			want[f.Name] = string(f.Data)
			continue
		}
		kept = append(kept, f)
		if err := os.MkdirAll(filepath.Dir(f.Name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.Name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	older, newer := "old.yaml", "new.yaml"
	if _, err := os.Stat(older); err != nil {
		older, newer = "old/openapi.yaml", "new/openapi.yaml"
	}
	got := map[string]string{}
	for i, w := range diffWants {
		if i > 0 && !strings.Contains(diffOption(a, "formats"), w.format) {
			continue
		}
		printed, before := outside(t), os.Stdout
		os.Stdout = printed
		code, stdout, stderr := command("diff", "-q", "--format", w.format, older, newer)
		os.Stdout = before
		if info, err := printed.Stat(); err != nil || info.Size() > 0 {
			t.Errorf("something was printed past the command: %v", err)
		}
		breaks := strings.Contains(stdout, ": breaking: ") || strings.Contains(stdout, "**breaking**") || strings.Contains(stdout, `"breaking": true`)
		if stderr != "" || breaks != (code == exitFindings) || !breaks && code != exitOK {
			t.Errorf("%s: exit code %d, %q", w.format, code, stderr)
		}
		got[w.name] = stdout
		kept = append(kept, txtar.File{Name: w.name, Data: []byte(stdout)})
	}
	if *update {
		a.Files = kept
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("report differs (-want +got); if it is right, run make golden:\n%s", diff)
	}
}

// outside is a file in place of the standard output of the process.
func outside(t *testing.T) *os.File {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// diffOption returns the value of a line "key: value" of the comment.
func diffOption(a *txtar.Archive, key string) string {
	for line := range strings.Lines(string(a.Comment)) {
		if v, ok := strings.CutPrefix(line, key+": "); ok {
			return strings.TrimSpace(v)
		}
	}
	return ""
}
