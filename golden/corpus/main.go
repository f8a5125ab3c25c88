// Command corpus generates clients from real documents, with codegen and with
// the generators that people would use otherwise, compiles what they write, and
// writes what came of it to README.md. The documents come from modules that
// ship them, pinned in go.mod; none of them is kept here.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	rounds := flag.Int("rounds", 3, "generate and compile this many times and take the best time")
	out := flag.String("out", "README.md", "file to write the tables to; - for standard output only")
	keep := flag.String("keep", "", "work in this folder and keep it")
	flag.Parse()
	if err := run(*rounds, *out, *keep); err != nil {
		log.Fatal(err)
	}
}

func run(rounds int, out, keep string) error {
	dir := keep
	if dir == "" {
		tmp, err := os.MkdirTemp("", "corpus")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		dir = tmp
	}
	w, err := newWorkshop(dir, rounds)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString(preamble)
	for _, d := range documents {
		if err := w.document(&b, d); err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
	}
	fmt.Print(b.String())
	if out == "-" {
		return nil
	}
	return os.WriteFile(out, b.Bytes(), 0o644)
}

const preamble = `# Corpus

Real documents, generated with codegen and with its rivals and compiled, in one
run of ` + "`make corpus`" + `, which writes this file. Times are the best of several
rounds taken in turn; the ratios to codegen are what to look at. "compiles"
means that go build and go vet accept the package; the compile time is that of
the generated package alone, its dependencies being built.
`

// result is what a generator made of a document.
type result struct {
	generate time.Duration
	lines    int
	problem  string // why there is nothing, or why it doesn't compile
	compile  time.Duration
}

func (w *workshop) document(b *bytes.Buffer, d document) error {
	spec, err := d.fetch(w.dir)
	if err != nil {
		return err
	}
	results := make([]result, len(generators))
	for round := range w.rounds {
		for i, g := range generators {
			log.Printf("%s: %s (%d of %d)", d.name, g.name, round+1, w.rounds)
			w.round(&results[i], g, d.name, spec, round)
		}
	}
	fmt.Fprintf(b, "\n## %s\n\n%s\n\n| | generates | lines | compiles | compile time |\n|---|---:|---:|---|---:|\n", d.name, d.about)
	ours := results[0]
	for i, g := range generators {
		r := results[i]
		verdict, compile := "yes", ratio(r.compile, ours.compile)
		if r.problem != "" {
			verdict, compile = "no: "+r.problem, ""
		}
		fmt.Fprintf(b, "| %s | %s | %d | %s | %s |\n", g.name, ratio(r.generate, ours.generate), r.lines, verdict, compile)
	}
	return nil
}

func ratio(d, base time.Duration) string {
	return fmt.Sprintf("%.2f s (%.1fx)", d.Seconds(), d.Seconds()/base.Seconds())
}

// round generates and compiles once.
func (w *workshop) round(r *result, g generator, name, spec string, round int) {
	dir := filepath.Join(w.dir, name, g.folder)
	start := time.Now()
	if err := g.run(w, spec, dir); err != nil {
		r.problem = firstLine(err.Error())
		return
	}
	best(&r.generate, time.Since(start))
	if round == 0 {
		r.lines = countLines(dir)
		if err := w.check(dir); err != nil {
			r.problem = firstLine(err.Error())
		}
	}
	if r.problem != "" {
		return
	}
	took, err := w.compile(dir, round)
	if err != nil {
		r.problem = firstLine(err.Error())
		return
	}
	best(&r.compile, took)
}

func best(have *time.Duration, d time.Duration) {
	if *have == 0 || d < *have {
		*have = d
	}
}

func firstLine(s string) string {
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "exit status") {
			return strings.ReplaceAll(line, "|", "\\|")
		}
	}
	return "failed"
}

func countLines(dir string) int {
	files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	n := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err == nil {
			n += bytes.Count(data, []byte{'\n'})
		}
	}
	return n
}
