package compat

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/load"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

var update = flag.Bool("update", false, "write what the cases want")

// TestCases compares old.yaml with new.yaml in each archive under testdata, and
// what comes out, word for word, with the file "want". The first line of an
// archive that begins with "options:" gives options, the rest of the comment
// says what the archive pins. A file "ignore" holds patterns.
func TestCases(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files, kept := map[string]string{}, a.Files[:0]
			for _, f := range a.Files {
				files[f.Name] = string(f.Data)
				if f.Name != "want" {
					kept = append(kept, f)
				}
			}
			got := compare(options(t, string(a.Comment)), files)
			if *update {
				a.Files = kept
				a.Files = append(a.Files, txtar.File{Name: "want", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(files["want"], got); diff != "" {
				t.Errorf("differences (-want +got), -update writes them:\n%s", diff)
			}
		})
	}
}

// options reads the line "options: all events=POST /x=Event" of a comment, its
// words separated by commas.
func options(t *testing.T, comment string) (o Options) {
	t.Helper()
	for line := range strings.Lines(comment) {
		list, ok := strings.CutPrefix(strings.TrimSpace(line), "options: ")
		if !ok {
			continue
		}
		for word := range strings.SplitSeq(list, ", ") {
			name, arg, _ := strings.Cut(word, "=")
			switch name {
			case "one-way":
				o.OneWay = true
			case "all":
				o.All = true
			case "bounds":
				o.Bounds = true
			case "merge-query":
				o.MergeQuery = arg
			case "events":
				op, schema, _ := strings.Cut(arg, "=")
				o.Events = append(o.Events, Events{op, schema})
			default:
				t.Fatalf("no option %q", word)
			}
		}
	}
	return o
}

// compare gives problems, or differences and unused patterns, a line each.
func compare(o Options, files map[string]string) string {
	var diags diag.List
	var b strings.Builder
	older, newer := read("old.yaml", files, &diags), read("new.yaml", files, &diags)
	ignore := ParseIgnore("ignore", []byte(files["ignore"]), &diags)
	if !diags.HasErrors() {
		r := Wire(older, newer, o, &diags)
		left, ignored := ignore.Apply(r.Differences)
		for _, d := range left {
			fmt.Fprintln(&b, d.String())
		}
		if ignored > 0 {
			fmt.Fprintln(&b, ignored, "ignored")
		}
		for _, d := range ignore.Unused() {
			fmt.Fprintln(&b, d)
		}
	}
	for _, d := range diags.All() {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

func read(name string, files map[string]string, diags *diag.List) *openapi.Document {
	return load.Load(name, load.Options{ReadFile: func(name string) ([]byte, error) {
		if s, ok := files[name]; ok {
			return []byte(s), nil
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}}, diags)
}

// TestHostile is about schemas that multiply: they are refused, in little time.
func TestHostile(t *testing.T) {
	const head = "openapi: 3.1.0\ninfo: {title: T, version: \"1\"}\npaths: {/x: {post: {requestBody: {content: {application/json: {schema: {$ref: \"#/components/schemas/S0\"}}}}, responses: {\"200\": {description: OK}}}}}\ncomponents:\n  schemas:\n"
	for word, want := range map[string]string{"oneOf": "more than 5000 alternatives", "allOf": "too many ways"} {
		var b strings.Builder
		b.WriteString(head)
		for i := range 30 {
			fmt.Fprintf(&b, "    S%d: {%s: [{$ref: \"#/components/schemas/S%d\"}, {$ref: \"#/components/schemas/S%d\"}]}\n", i, word, i+1, i+1)
		}
		b.WriteString("    S30: {type: string}\n")
		files := map[string]string{"old.yaml": b.String(), "new.yaml": head + "    S0: {type: string}\n"}
		if got := compare(Options{}, files); !strings.Contains(got, want) {
			t.Errorf("%s: %.300s", word, got)
		}
	}
}
