package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/claudegen/claudegen/gen"
)

// The lines that check --diff shows: of one file, of all files, and of files that are
// small enough to compare line by line.
const (
	maxFileLines = 60
	maxDiffLines = 600
	maxDiffBytes = 8 << 20
)

// checkDiff shows how the files of a folder differ from what would be written.
type checkDiff struct {
	dir   string
	files map[string][]byte
	shown int
}

func newCheckDiff(dir string, result *gen.Result) *checkDiff {
	d := &checkDiff{dir: dir, files: map[string][]byte{}}
	for _, f := range result.Files {
		d.files[f.Name] = f.Content
	}
	return d
}

// of returns the lines that differ in one file, as diff -u does: from the file on disk
// to what would be written. All lines of a file that is added or removed differ, which
// is no news.
func (d *checkDiff) of(c gen.Change) string {
	if c.Kind != gen.Changed {
		return ""
	}
	content := d.files[c.Name]
	old, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(c.Name)))
	switch {
	case err != nil:
		return "  " + err.Error() + "\n" // it was there a moment ago
	case d.shown >= maxDiffLines:
		return ""
	case len(old)+len(content) > maxDiffBytes:
		return "  (too large to show)\n"
	}
	lines := strings.SplitAfter(string(diff.Diff(c.Name+" (on disk)", old, c.Name+" (generated)", content)), "\n")
	lines = lines[1 : len(lines)-1] // the head says what was called, the end is empty
	most := min(maxFileLines, maxDiffLines-d.shown)
	out := strings.Join(lines[:min(most, len(lines))], "")
	if more := len(lines) - most; more > 0 {
		out += fmt.Sprintf("... %s\n", plural(more, "more line"))
	}
	if d.shown += min(most, len(lines)); d.shown >= maxDiffLines {
		out += "... the lines of further files are left out\n"
	}
	return out
}
