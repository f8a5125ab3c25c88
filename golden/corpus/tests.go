package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// tested is what came of the tests that codegen generates with a client.
type tested struct {
	Refused string // why there is nothing to test
	Problem string // why they fail, or don't run
	Passed  int    // the smallest tests, those without subtests
	Failed  int
	LeftOut int // those that say that they can't be run

}

const (
	testTimeout = 20 * time.Minute
	large       = 300 // operations from which on one package is compiled at a time, for the memory it takes
)

// tests generates the client again, with a fake server and tests, vets all of it
// and runs the tests. It is a folder of its own: what the client without them
// takes is measured elsewhere.
func (w *workshop) tests(d document, known *verdicts) (tested, error) {
	dir := filepath.Join(w.dir, d.name, "tested")
	g := w.generators[0]
	g.args = func(spec, dir string) ([]string, error) {
		return []string{"generate", "--quiet", "--fake", "--tests", "--spec", spec, "--out", dir, "--package", "vendorapi"}, nil
	}
	if _, err := w.generate(g, d.path, dir); err != nil {
		return tested{Refused: w.plain(firstLine(err.Error()), d)}, nil
	}
	return recall(known, "tests", dir, func() (tested, bool) {
		log.Printf("testing %s, %d operations", d.name, d.counts.operations)
		return w.try(dir, d.counts.operations >= large)
	})
}

// try vets the packages of dir and runs their tests. The verdict is final unless
// the time was too short.
func (w *workshop) try(dir string, oneByOne bool) (t tested, final bool) {
	jobs := "2"
	if oneByOne {
		jobs = "1"
	}
	// Optimizing and debugging information take most of the time, and the client is built with them elsewhere.
	out, _, err := w.output(testTimeout, dir, "sh", limited("go", "test", "-json", "-vet=all", "-gcflags=-N -l", "-ldflags=-s -w",
		"-p", jobs, "-timeout", testTimeout.String(), "./...")...)
	t = readEvents(out)
	switch {
	case timedOut(err):
		t.Problem = err.Error()
	case err != nil && t.Problem == "":
		t.Problem = firstLine(err.Error())
	}
	return t, !timedOut(err)
}

// event is a line of what go test -json prints.
type event struct{ Action, Test, Output string }

// readEvents counts the tests that go test -json ran, those that have no tests
// inside, and takes the first failure's own words.
func readEvents(out []byte) tested {
	var t tested
	var ended []event
	outer := map[string]bool{}
	texts := map[string]string{} // what a test says first
	for line := range bytes.Lines(out) {
		var e event
		if json.Unmarshal(line, &e) != nil {
			continue
		}
		text := strings.TrimSpace(e.Output)
		switch {
		case e.Action == "build-output" && t.Problem == "" && !strings.HasPrefix(text, "#"):
			t.Problem = "go test: " + text
		case e.Test == "":
		case e.Action == "output" && texts[e.Test] == "" && !strings.HasPrefix(text, "===") && !strings.HasPrefix(text, "---"):
			texts[e.Test] = text
		case e.Action == "run":
			for name := path.Dir(e.Test); name != "."; name = path.Dir(name) {
				outer[name] = true
			}
		case e.Action == "pass", e.Action == "fail", e.Action == "skip":
			ended = append(ended, e)
		}
	}
	for _, e := range ended {
		switch {
		case outer[e.Test]:
		case e.Action == "pass":
			t.Passed++
		case e.Action == "skip":
			t.LeftOut++
		default:
			if t.Failed++; t.Problem == "" {
				t.Problem = e.Test + ": " + texts[e.Test]
			}
		}
	}
	return t
}

// verdict says what came of the tests.
func (t tested) verdict() string {
	switch {
	case t.Refused != "":
		return "none: `" + clip(t.Refused) + "`"
	case t.Failed > 0:
		return fmt.Sprintf("%d fail, the first is `%s`", t.Failed, clip(t.Problem))
	case t.Problem != "":
		return "`" + clip(t.Problem) + "`"
	}
	return "pass"
}

const testsHeading = "## Generated tests\n"

// cut separates a report in what was measured and what came of tests.
func cut(report string) (measured, tests string) {
	if i := strings.Index(report, testsHeading); i >= 0 {
		return report[:i], report[i:]
	}
	return report, ""
}

// reportTests is the section about generated tests.
func reportTests(rows []row, o options) string {
	var b, table strings.Builder
	ran, ok, passed, left := 0, 0, 0, 0
	for _, r := range rows {
		t := r.tests
		fmt.Fprintf(&table, "| %s | %d | %s | %d | %d |\n", r.name, r.counts.operations, strings.ReplaceAll(t.verdict(), "|", "\\|"), t.Passed, t.LeftOut)
		if t.Refused != "" {
			continue
		}
		ran++
		if t.Problem == "" {
			ok++
		}
		passed += t.Passed
		left += t.LeftOut
	}
	b.WriteString(testsHeading)
	fmt.Fprintf(&b, "\nThe tests that codegen generates pass for %d of the %d documents that it generates from: %d tests. %d more say why they can't be run.\n", ok, ran, passed, left)
	b.WriteString("Each call is made to a server that compares what it got with what the document asks for. `go vet` has nothing to say about the clients, the fakes and the tests that pass.\n")
	if rest := notTaken(o); len(rest) > 0 {
		fmt.Fprintf(&b, "\nThis run took %d documents. Not run, as `-only` asked: %s.\n", len(rows), strings.Join(rest, ", "))
	}
	b.WriteString("\n| document | operations | generated tests | passed | left out |\n|---|---:|---|---:|---:|\n")
	b.WriteString(table.String())
	return b.String()
}

// notTaken lists the documents that -only left out.
func notTaken(o options) []string {
	var out []string
	for _, from := range origins {
		for _, f := range from.files {
			if !o.only.MatchString(f.name) {
				out = append(out, f.name)
			}
		}
	}
	return out
}
