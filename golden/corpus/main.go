// Command corpus generates clients from real documents, with codegen and with
// the generators that people would use otherwise, compiles what they write, and
// writes what came of it to README.md. The documents come from packages of the
// Go module proxy and of npm that ship them, pinned in list.go; none is kept here.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// options are the flags.
type options struct {
	rounds    int
	out       string
	keep      string
	fetch     string
	only      *regexp.Regexp
	noRivals  bool
	noTests   bool
	onlyTests bool
}

func main() {
	log.SetFlags(log.Ltime)
	var o options
	flag.IntVar(&o.rounds, "rounds", 3, "generate from documents of 100 operations and more this many times and take the best time")
	flag.StringVar(&o.out, "out", "", "file to write the report to; - for standard output (default README.md, or - with -only or -no-rivals)")
	flag.StringVar(&o.keep, "keep", "", "work in this folder and keep it")
	flag.StringVar(&o.fetch, "fetch", "", "write the documents to this folder, and do no more")
	only := flag.String("only", "", "take only documents whose name matches this regular expression")
	flag.BoolVar(&o.noRivals, "no-rivals", false, "run codegen only")
	flag.BoolVar(&o.noTests, "no-tests", false, "leave out the generated tests")
	flag.BoolVar(&o.onlyTests, "only-tests", false, "run the generated tests only, and write their section of the report")
	flag.Parse()
	var err error
	if o.only, err = regexp.Compile(*only); err != nil {
		log.Fatal(err)
	}
	if o.noTests && o.onlyTests {
		log.Fatal("-no-tests and -only-tests leave nothing to do")
	}
	if o.out == "" {
		o.out = "README.md"
		if *only != "" || o.noRivals {
			o.out = "-"
		}
	}
	do := run
	if o.fetch != "" {
		do = fetchOnly
	}
	if err := do(o); err != nil {
		log.Fatal(err)
	}
}

// fetchOnly writes the documents to a folder, each under its name, for tests that
// want real ones.
func fetchOnly(o options) error {
	tmp, err := os.MkdirTemp("", "corpus")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	docs, err := fetchAll(tmp, o.only)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.fetch, 0o755); err != nil {
		return err
	}
	for _, d := range docs {
		data, err := os.ReadFile(d.path)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(o.fetch, d.name+filepath.Ext(d.path)), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func run(o options) error {
	dir := o.keep
	if dir == "" {
		tmp, err := os.MkdirTemp("", "corpus")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		dir = tmp
	} else if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	gs := generators
	if o.noRivals || o.onlyTests {
		gs = gs[:1]
	}
	w, err := newWorkshop(dir, gs)
	if err != nil {
		return err
	}
	known, err := newVerdicts()
	if err != nil {
		return err
	}
	docs, err := fetchAll(w.dir, o.only)
	if err != nil {
		return err
	}
	var rows []row
	for i, d := range docs {
		r, err := w.row(d, known, o)
		if err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
		rows = append(rows, r)
		log.Printf("%d of %d: %s", i+1, len(docs), r.progress(gs))
	}
	return write(gs, rows, o)
}

// row is all that there is to know of a document.
func (w *workshop) row(d document, known *verdicts, o options) (row, error) {
	r := row{document: d}
	var err error
	if !o.onlyTests {
		if r.results, err = w.document(d, known, o.rounds); err != nil {
			return r, err
		}
	}
	if !o.noTests {
		r.tests, err = w.tests(d, known)
	}
	return r, err
}

// write writes the report. What this run was not about stays in the file as it was.
func write(gs []generator, rows []row, o options) error {
	slices.SortStableFunc(rows, func(a, b row) int { return b.counts.operations - a.counts.operations })
	var old string
	if o.out != "-" {
		text, err := os.ReadFile(o.out)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		old = string(text)
	}
	measured, tests := cut(old)
	if !o.onlyTests {
		measured = report(gs, rows, o)
	}
	if !o.noTests {
		tests = reportTests(rows, o)
	}
	text := measured
	if tests != "" {
		text = strings.TrimSpace(measured) + "\n\n" + strings.TrimSpace(tests) + "\n"
	}
	if o.out == "-" {
		fmt.Print(text)
		return nil
	}
	return os.WriteFile(o.out, []byte(text), 0o644)
}

// fetchAll fetches the documents whose names match into a folder below parent.
func fetchAll(parent string, only *regexp.Regexp) ([]document, error) {
	dir := filepath.Join(parent, "documents")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	var docs []document
	for _, o := range origins {
		var files []file
		for _, f := range o.files {
			if only.MatchString(f.name) {
				files = append(files, f)
			}
		}
		if o.files = files; len(files) == 0 {
			continue
		}
		log.Printf("fetching %s %s", o.name, o.version)
		got, err := o.fetch(dir)
		if err != nil {
			return nil, err
		}
		docs = append(docs, got...)
	}
	return docs, nil
}

// row is what came of a document.
type row struct {
	document
	results []result // of each generator; none if only tests were run
	tests   tested   // that codegen writes
}

// result is what a generator made of a document.
type result struct {
	took    time.Duration
	refused string // why there is nothing
	broken  string // why what there is doesn't compile
	lines   int
	unions  unions
	compile time.Duration // processor time, of the largest only
}

func (r *result) ok() bool { return r.refused == "" && r.broken == "" }

const (
	many    = 100 // operations from which on times are compared
	largest = 800 // operations from which on compiling is measured
)

// document generates from one document and compiles what was written.
func (w *workshop) document(d document, known *verdicts, rounds int) ([]result, error) {
	results := make([]result, len(w.generators))
	if d.counts.operations < many {
		rounds = 1
	}
	folder := func(g generator) string { return filepath.Join(w.dir, d.name, g.folder) }
	for range rounds {
		for i, g := range w.generators {
			res := &results[i]
			if res.refused != "" {
				continue
			}
			took, err := w.generate(g, d.path, folder(g))
			if err != nil {
				res.refused = w.plain(firstLine(err.Error()), d)
				continue
			}
			best(&res.took, took)
		}
	}
	for i, g := range w.generators {
		res := &results[i]
		if res.refused != "" {
			continue
		}
		var err error
		if res.lines, res.unions, err = look(folder(g)); err != nil {
			return nil, err
		}
		if res.broken, err = recall(known, "build", folder(g), func() (string, bool) { return w.verdict(folder(g)) }); err != nil {
			return nil, err
		}
	}
	if d.counts.operations >= largest {
		w.compileAll(results, folder)
	}
	return results, nil
}

// logTime is when a generator that logs JSON did so.
var logTime = regexp.MustCompile(`"time":"[^"]*",`)

// plain leaves out of a message what differs from run to run: where the documents
// and packages are, and when.
func (w *workshop) plain(message string, d document) string {
	for _, dir := range []string{filepath.Dir(d.path), w.dir} {
		message = strings.ReplaceAll(message, dir+string(filepath.Separator), "")
	}
	return logTime.ReplaceAllString(message, "")
}

// compileAll measures what the packages take to compile, in turn.
func (w *workshop) compileAll(results []result, folder func(generator) string) {
	for range 3 {
		for i, g := range w.generators {
			res := &results[i]
			if !res.ok() {
				continue
			}
			took, err := w.compile(folder(g))
			if err != nil {
				res.broken = firstLine(err.Error())
				continue
			}
			best(&res.compile, took)
		}
	}
}

func best(have *time.Duration, d time.Duration) {
	if *have == 0 || d < *have {
		*have = d
	}
}

// firstLine returns the first line that says something.
func firstLine(s string) string {
	for line := range strings.Lines(s) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "exit status") && !strings.Contains(line, ": warning: ") && !strings.Contains(line, ": note: ") {
			return line
		}
	}
	return "failed"
}

// unions counts the types that hold one of several: interfaces, and raw JSON to
// be decoded as the one that is expected.
type unions struct{ typed, raw int }

var (
	typedUnion = regexp.MustCompile(`(?m)^type \w+ interface \{\n\tcoded\n|runtime\.Either\[[^\]]*\]\n`)
	rawUnion   = regexp.MustCompile(`(?m)^\tunion +json\.RawMessage|^type \w+ struct \{\n\tRaw json\.RawMessage\n\}`)
)

// look counts what stands in a generated package.
func look(dir string) (lines int, u unions, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return lines, u, err
		}
		lines += bytes.Count(data, []byte{'\n'})
		if strings.HasPrefix(filepath.Base(f), "runtime_") {
			continue
		}
		u.typed += len(typedUnion.FindAll(data, -1))
		u.raw += len(rawUnion.FindAll(data, -1))
	}
	return lines, u, err
}
