package main

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// outcome is what came of the tests of one side.
type outcome struct {
	side    side
	tests   map[string]result // by name
	leftOut []string          // tests of other parts of the API
	missed  []string          // operations that no test calls
	remarks []string          // of the mock, that were no reason to refuse
}

// add adds a run. A test that failed in any run has failed.
func (o *outcome) add(results []result, url string) {
	if o.tests == nil {
		o.tests = map[string]result{}
	}
	for _, r := range results {
		if o.side == ourSide {
			_, r.name, _ = strings.Cut(r.name, "/")
		}
		r.output = strings.ReplaceAll(r.output, url, "")
		if old, ok := o.tests[r.name]; !ok || old.status != "fail" {
			o.tests[r.name] = r
		}
	}
}

// count counts the tests of an area, or all, by status.
func (o *outcome) count(area string) (n map[string]int) {
	n = map[string]int{}
	for name, r := range o.tests {
		if area == "" || o.side.areaOf(name) == area {
			n[r.status]++
			n[""]++
		}
	}
	return n
}

// failures lists the failed tests of an area, or all.
func (o *outcome) failures(area string) []result {
	var out []result
	for name, r := range o.tests {
		if r.status == "fail" && (area == "" || o.side.areaOf(name) == area) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b result) int { return cmp.Compare(a.name, b.name) })
	return out
}

// why explains a failure, if it is known.
func (s side) why(test string) string {
	for _, d := range differences {
		if d.side == s && d.test.MatchString(test) {
			return d.why
		}
	}
	return ""
}

// report is what README.md says.
type report struct{ theirs, ours *outcome }

const preamble = `# Conformance

Written by ` + "`make conformance`" + `, which holds this repository's document and client against those of the vendor, anthropic-sdk-go v1.84.0.
A mock server (steady, from npm, pinned by package-lock.json) checks every request and makes up the answers. Two things
make it stricter than it is by itself: objects that don't say whether they may have members besides those listed are
served as having none, so that a member that a document lacks is noticed; and a request with which the mock finds fault
is refused also if the mock isn't sure whose fault it is, as with a value that is none of the variants of a union.

The command fails if a test fails and no reason is known. Known reasons stand in areas.go.
`

const ourPreamble = `
Each operation's methods are called with every parameter set, lists holding one of each kind: a test is a method, and reads
the answer, in which nothing may be unknown to our client. They run many times: the answers are the document's examples
first, then they are made up, each time of other variants of unions; and each time once as they are and once with
` + "`beta=true`" + `, for the members that only betas answer. The vendor's document describes the events of a message, but no
answer that consists of them; the command has the mock make up events and puts them together.
`

func (r *report) render() string {
	var b strings.Builder
	b.WriteString(preamble)
	b.WriteString("\n## The tests of the vendor's SDK against our document\n\n")
	r.theirs.table(&b)
	fmt.Fprintf(&b, "\n%d more tests of the SDK are about parts of the API that are not described here: %s.\n", len(r.theirs.leftOut), strings.Join(services(r.theirs.leftOut), ", "))
	if len(r.theirs.missed) > 0 {
		b.WriteString("\nThe SDK has no test, or none that asks a mock, for these operations of our document:\n\n")
		for _, op := range r.theirs.missed {
			fmt.Fprintf(&b, "- `%s`\n", op)
		}
	}
	b.WriteString("\n## Our generated tests against the vendor's document\n")
	b.WriteString(ourPreamble + "\n")
	r.ours.table(&b)
	if len(r.ours.remarks) > 0 {
		fmt.Fprintf(&b, "\nNot refused: values in our tests that have the right type but break a bound, a pattern or a format of the vendor's document, which the test generator doesn't know. They are the values of %s.\n", strings.Join(r.ours.remarks, ", "))
	}
	return b.String()
}

func (o *outcome) table(b *strings.Builder) {
	b.WriteString("| area | tests | passed | failed | skipped | why |\n|---|---:|---:|---:|---:|---|\n")
	row := func(name, area string, why string) {
		if n := o.count(area); n[""] > 0 {
			fmt.Fprintf(b, "| %s | %d | %d | %d | %d | %s |\n", name, n[""], n["pass"], n["fail"], n["skip"], why)
		}
	}
	for _, a := range areas {
		row(a.name, a.name, o.reasons(a.name))
	}
	row("all", "", "")
}

// reasons explains the failures of an area.
func (o *outcome) reasons(area string) string {
	by := map[string][]string{}
	for _, f := range o.failures(area) {
		why := cmp.Or(o.side.why(f.name), "**Not explained**: "+strings.Join(strings.Fields(f.output), " "))
		by[why] = append(by[why], "`"+f.name+"`")
	}
	var out []string
	for _, why := range slices.Sorted(maps.Keys(by)) {
		out = append(out, strings.Join(by[why], ", ")+": "+strings.ReplaceAll(why, "|", `\|`))
	}
	return strings.Join(out, " ")
}

var service = regexp.MustCompile(`^Test(?:Beta)?([A-Z][a-z]+(?:Store|Profile)?)`)

// services names what tests are about.
func services(tests []string) []string {
	found := map[string]bool{}
	for _, t := range tests {
		if m := service.FindStringSubmatch(t); m != nil {
			found[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// err reports failures without a known reason, and known reasons without a
// failure.
func (r *report) err() error {
	var unknown int
	met := map[string]bool{}
	for _, o := range []*outcome{r.theirs, r.ours} {
		for _, f := range o.failures("") {
			why := o.side.why(f.name)
			met[why] = true
			if why == "" {
				unknown++
			}
		}
	}
	if unknown > 0 {
		return fmt.Errorf("%d failures are not explained", unknown)
	}
	for _, d := range differences {
		if !met[d.why] {
			return fmt.Errorf("nothing fails any more because: %s", d.why)
		}
	}
	return nil
}
