package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const sampleTests = `package x_test

import (
	"testing"

	odd "spector.test/api/odd-name"
	"spector.test/api/plain"
)

func oddClient() *odd.Client { return nil }

func TestA_one(t *testing.T) {
	oddClient().
		Call()
}

func TestA_two(t *testing.T) {
	plain.Call()
}
`

func TestFindTests(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "x_test.go"), sampleTests)
	tests, err := findTests(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(tests) != 2 || tests[0].scenario != "A_one" || tests[0].first != 12 || tests[0].last != 15 {
		t.Fatalf("got %+v", tests)
	}
}

func TestPart(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for _, sub := range []string{"a", "b"} {
		if err := os.MkdirAll(filepath.Join(testFolder, sub), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(testFolder, "a", "x_test.go"), sampleTests)
	write(t, filepath.Join(testFolder, "a", "y_test.go"), "package x_test\n\nimport \"spector.test/api/other\"\n\nfunc TestA_three(t *testing.T) { other.Call() }\n")
	write(t, filepath.Join(testFolder, "b", "z_test.go"), "package z_test\n\nimport \"spector.test/api/third\"\n\nfunc TestB(t *testing.T) { third.Call() }\n")
	tests, err := findTests(testFolder)
	if err != nil {
		t.Fatal(err)
	}
	p, err := partFor(tests, func(s string) bool { return s == "A_one" })
	if err != nil {
		t.Fatal(err)
	}
	// The files of a package are compiled together.
	if strings.Join(p.packages, " ") != "./a" || len(p.tests) != 3 || !p.clients[clientPath("plain")] || !p.clients[clientPath("other")] || p.clients[clientPath("third")] {
		t.Errorf("got packages %v, %d tests, clients %v", p.packages, len(p.tests), p.clients)
	}
}

func TestWithout(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x_test.go")
	write(t, name, sampleTests)
	for _, test := range []struct {
		scenarios      []string
		holds, lacks   []string
		firstOfTheRest string // is on the line where it was
	}{
		{[]string{"A_two"}, []string{"odd.Client", "Call()\n}"}, []string{"plain"}, "func TestA_two"},
		{[]string{"A_one"}, []string{"odd.Client", "plain.Call()"}, []string{"oddClient()."}, "func TestA_two"},
		{[]string{"A_one", "A_two"}, []string{"func TestA_one", "func TestA_two"}, []string{"odd", "plain"}, "func TestA_two"},
	} {
		got, err := without(name, test.scenarios)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range test.holds {
			if !strings.Contains(string(got), s) {
				t.Errorf("without %v: %q is missing from\n%s", test.scenarios, s, got)
			}
		}
		for _, s := range test.lacks {
			if strings.Contains(string(got), s) {
				t.Errorf("without %v: %q is still in\n%s", test.scenarios, s, got)
			}
		}
		if lineOf(string(got), test.firstOfTheRest) != lineOf(sampleTests, test.firstOfTheRest) {
			t.Errorf("without %v: lines have moved in\n%s", test.scenarios, got)
		}
	}
}

func lineOf(text, part string) int {
	before, _, _ := strings.Cut(text, part)
	return strings.Count(before, "\n")
}

func TestNote(t *testing.T) {
	tests := []scenarioTest{
		{"A_one", "scenarios/x/x_test.go", 12, 15},
		{"A_two", "scenarios/x/x_test.go", 17, 19},
		{"B", "scenarios/y/y_test.go", 1, 100},
	}
	copied, err := filepath.Abs(filepath.Join("generated", "broken", "scenarios_x_x_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for output, want := range map[string]string{
		"# x\nx/x_test.go:13:2: undefined: odd.Call\n": "A_one",
		"x/x_test.go:10:1: undefined: odd.Client\n":    "A_one A_two", // used by both
		// The compiler names the copy where there is one, which has the lines of the file.
		filepath.Join("..", "generated", "broken", "scenarios_x_x_test.go") + ":18:2: undefined: odd.Call\n": "A_two",
		copied + ":13:2: undefined: odd.Call\n":                  "A_one",
		"FAIL\tx [build failed]\nz/z.go:1:1: undefined: other\n": "",
	} {
		o := &outcome{problems: map[string]string{}}
		l := &leftOut{tests: tests, outcome: o, copies: map[string]string{copied: "scenarios/x/x_test.go"}}
		found, err := l.note([]byte(output))
		if err != nil || found != (want != "") {
			t.Errorf("%q: found is %v, error %v", output, found, err)
		}
		var got []string
		for _, test := range tests {
			if o.problems[test.scenario] != "" {
				got = append(got, test.scenario)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: blamed %v, want %s", output, got, want)
		}
	}
}

func TestVerdict(t *testing.T) {
	o := &outcome{
		problems: map[string]string{"failed": "because"},
		ran:      map[string]bool{"failed": true, "refused": true, "half": true, "good": true, "unknown": true},
		coverage: map[string]string{"failed": "pass", "refused": "fail", "half": "not-implemented", "good": "pass", "skipped": "pass"},
	}
	for scenario, want := range map[string]bool{"failed": false, "refused": false, "half": false, "good": true, "unknown": false, "skipped": false} {
		if pass, why := o.verdict(scenario); pass != want || pass == (why != "") {
			t.Errorf("%s: got %v, %q", scenario, pass, why)
		}
	}
}

func TestComplete(t *testing.T) {
	r := &report{
		areas: []area{{Name: "a", Scenarios: []string{"A_one", "A_two", "Routes_unheard"}}},
		tests: []scenarioTest{{scenario: "A_one"}, {scenario: "A_one"}, {scenario: "A_three"}},
	}
	err := r.complete()
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"A_one has two tests", "A_two has no test", "no scenario is called A_three", "Routes_unheard has no test"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing from %v", want, err)
		}
	}
}

func TestCell(t *testing.T) {
	if got := cell("a |\n <b> " + strings.Repeat("x", 400)); !strings.HasPrefix(got, `a \| &lt;b> x`) || !strings.HasSuffix(got, "...") || strings.Contains(got, "\n") {
		t.Errorf("got %q", got)
	}
}

// The text stands in the command, and the table is of a run of it.
func TestREADME(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(text), preamble) {
		t.Error("README.md begins in another way than the command writes it: run make spector")
	}
}

func TestOnce(t *testing.T) {
	dir := t.TempDir()
	in, mark := filepath.Join(dir, "in"), filepath.Join(dir, "mark")
	times := 0
	do := func() error { times++; return nil }
	for _, text := range []string{"one", "one", "two"} {
		write(t, in, text)
		if err := once(mark, []string{in}, do); err != nil {
			t.Fatal(err)
		}
	}
	if times != 2 {
		t.Errorf("done %d times, want 2", times)
	}
}

func TestPackageName(t *testing.T) {
	for area, want := range map[string]string{"authentication/api-key": "apikey", "routes": "routes", "documentation": "docs"} {
		if got := packageName(area); got != want {
			t.Errorf("%s: got %s, want %s", area, got, want)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
