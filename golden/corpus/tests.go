package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// tested is what came of the tests that codegen generates with a client.
type tested struct {
	Problem string // why they fail, or don't run
	Passed  int    // the smallest tests, those without subtests
	LeftOut int    // those that say that they can't be run
}

const (
	testTimeout = 20 * time.Minute
	large       = 300 // operations from which on one package is compiled at a time, for the memory it takes
)

// tests generates the client again, with a fake server and tests, vets all of it
// and runs the tests. It is a folder of its own: what the client without them
// takes is measured elsewhere.
func (w *workshop) tests(d document, known *verdicts) (*tested, error) {
	dir := filepath.Join(w.dir, d.name, "tested")
	g := w.generators[0]
	g.args = func(spec, dir string) ([]string, error) {
		return []string{"generate", "--quiet", "--fake", "--tests", "--spec", spec, "--out", dir, "--package", "vendorapi"}, nil
	}
	if _, err := w.generate(g, d.path, dir); err != nil {
		return &tested{Problem: w.plain(firstLine(err.Error()), d)}, nil
	}
	t, err := recall(known, "tests", dir, func() (tested, bool) {
		jobs := "2"
		if d.counts.operations >= large {
			jobs = "1"
		}
		if _, err := w.run(testTimeout, dir, "sh", limited("go", "vet", "-p", jobs, "./...")...); err != nil {
			return tested{Problem: "go vet: " + firstLine(err.Error())}, !timedOut(err)
		}
		out, _, err := w.output(testTimeout, dir, "sh", limited("go", "test", "-json", "-vet=off", "-p", jobs, "-timeout", testTimeout.String(), "./...")...)
		t := read(out)
		if err != nil && t.Problem == "" {
			t.Problem = firstLine(err.Error())
		}
		return t, !timedOut(err)
	})
	return &t, err
}

// event is a line of what go test -json prints.
type event struct{ Action, Test, Output string }

// read counts the tests that go test -json ran, those that have no tests inside, and
// takes the first failure's own words.
func read(out []byte) tested {
	var t tested
	outer := map[string]bool{}
	ends := map[string]string{}
	texts := map[string]string{}
	var order []string
	for line := range bytes.Lines(out) {
		var e event
		if json.Unmarshal(line, &e) != nil {
			continue
		}
		switch e.Action {
		case "build-output":
			if t.Problem == "" && !strings.HasPrefix(e.Output, "#") {
				t.Problem = "go test: " + strings.TrimSpace(e.Output)
			}
		case "output":
			if text := strings.TrimSpace(e.Output); texts[e.Test] == "" && e.Test != "" && !strings.HasPrefix(text, "===") && !strings.HasPrefix(text, "---") {
				texts[e.Test] = text
			}
		case "pass", "fail", "skip":
			if e.Test == "" {
				continue
			}
			ends[e.Test] = e.Action
			order = append(order, e.Test)
			for at, i := e.Test, strings.LastIndexByte(e.Test, '/'); i >= 0; i = strings.LastIndexByte(at, '/') {
				at = at[:i]
				outer[at] = true
			}
		}
	}
	failed := 0
	for _, name := range order {
		switch {
		case outer[name]:
		case ends[name] == "pass":
			t.Passed++
		case ends[name] == "skip":
			t.LeftOut++
		default:
			if failed++; t.Problem == "" {
				t.Problem = name + ": " + texts[name]
			}
		}
	}
	if failed > 1 {
		t.Problem = fmt.Sprintf("%d tests fail, the first is %s", failed, t.Problem)
	}
	return t
}

// cell is the table's text about the tests.
func (t *tested) cell() string {
	switch {
	case t == nil:
		return ""
	case t.Problem != "":
		return "fail"
	case t.LeftOut > 0:
		return fmt.Sprintf("%d, %d left out", t.Passed, t.LeftOut)
	}
	return fmt.Sprint(t.Passed)
}
