package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// outcome is what came of the scenarios with the clients from one version of
// OpenAPI.
type outcome struct {
	version  version
	problems map[string]string // by scenario: why it failed, if it is the client or the test that says so
	ran      map[string]bool   // by scenario
	coverage map[string]string // by scenario: what the server says
}

// blame notes why scenarios fail. The first reason counts.
func (o *outcome) blame(scenarios []string, why string) {
	for _, s := range scenarios {
		if o.problems[s] == "" {
			o.problems[s] = cmp.Or(why, "failed without a word")
		}
	}
}

// verdict says whether a scenario has passed, and otherwise why not. The test and
// the server must both be content.
func (o *outcome) verdict(scenario string) (pass bool, why string) {
	if p := o.problems[scenario]; p != "" {
		return false, p
	}
	if !o.ran[scenario] {
		return false, "its test didn't run"
	}
	switch c := o.coverage[scenario]; c {
	case "pass":
		return true, ""
	case "not-implemented":
		return false, "the server was not asked for all of it"
	default:
		return false, "the server says: " + cmp.Or(c, "unknown scenario")
	}
}

// report is what README.md says.
type report struct {
	areas    []area
	tests    []scenarioTest
	outcomes []*outcome
}

// complete reports scenarios that have neither a test nor a reason for that, and
// tests and reasons that are for nothing.
func (r *report) complete() error {
	tested := map[string]bool{}
	known := map[string]bool{}
	var errs []error
	for _, t := range r.tests {
		if tested[t.scenario] {
			errs = append(errs, fmt.Errorf("%s has two tests", t.scenario))
		}
		tested[t.scenario] = true
	}
	for _, a := range r.areas {
		for _, s := range a.Scenarios {
			known[s] = true
			if why := notDriven[s]; why != "" && tested[s] {
				errs = append(errs, fmt.Errorf("%s has a test and a reason for having none", s))
			} else if why == "" && !tested[s] {
				errs = append(errs, fmt.Errorf("%s has no test", s))
			}
		}
	}
	for _, t := range r.tests {
		if !known[t.scenario] {
			errs = append(errs, fmt.Errorf("%s:%d: no scenario is called %s", t.file, t.first, t.scenario))
		}
	}
	for s := range notDriven {
		if !known[s] {
			errs = append(errs, fmt.Errorf("no scenario is called %s, which has a reason for not being driven", s))
		}
	}
	return errors.Join(errs...)
}

// counts are those of an area, or of all.
type counts struct {
	scenarios, notDriven int
	passed               []int // by version
}

func (c *counts) add(d counts) {
	c.scenarios += d.scenarios
	c.notDriven += d.notDriven
	for i, n := range d.passed {
		c.passed[i] += n
	}
}

// count counts the scenarios of an area by what came of them.
func (r *report) count(a area) counts {
	c := counts{scenarios: len(a.Scenarios), passed: make([]int, len(r.outcomes))}
	for _, s := range a.Scenarios {
		if notDriven[s] != "" {
			c.notDriven++
			continue
		}
		for i, o := range r.outcomes {
			if pass, _ := o.verdict(s); pass {
				c.passed[i]++
			}
		}
	}
	return c
}

func (r *report) total() counts {
	sum := counts{passed: make([]int, len(r.outcomes))}
	for _, a := range r.areas {
		sum.add(r.count(a))
	}
	return sum
}

const preamble = `# Spector

Written by ` + "`make spector`" + `. [Spector](https://typespec.io) is the suite by which generators for TypeSpec are measured: API descriptions,
scenarios of what a client does with them, and a server that checks what it is sent. The descriptions are compiled to OpenAPI, codegen makes a
client from each, and a test for each scenario, in [scenarios](scenarios), calls it. A scenario has passed if the server was asked for all of
it and found nothing wrong, and the test found in the client's hands what the server had answered. The descriptions have 352 scenarios, some of
them in templates; with these filled in there are as many as the table says.

The versions are pinned by package.json and package-lock.json. [compile.mjs](compile.mjs) says how the documents come about: where the API has
several versions, that of the newest. What TypeSpec says and the emitter leaves out, but OpenAPI has a word for, is added by
[overlays](overlays), each of which says what that is. Tests say what is right, whatever the generator does today: one that doesn't compile with
what was generated has failed.

## Running it

It needs node and npm beside Go. The first run takes about seven minutes on two cores that have other work, two and a half of them time of a
processor, and puts 180 MB from the npm registry into node_modules; later ones take a minute or two, since only clients that have changed are
compiled. Some of the scenarios, from this folder, take less than a minute, and write nothing:

` + "```sh" + `
go run . -run 'Payload_MultiPart' # a class: everything whose name matches
go run . -run 'TestRoutes_PathParameters_.*array$'
` + "```" + `

What the server expected of a request that it refused is in generated/VERSION/server.log.

## Results
`

// render writes README.md: what this is, a table by area, and below it what
// isn't driven and what fails, each with its reason.
func (r *report) render() string {
	var b strings.Builder
	b.WriteString(preamble)
	b.WriteString("\n| area | scenarios |")
	for _, o := range r.outcomes {
		fmt.Fprintf(&b, " passed from %s | failed |", o.version.short())
	}
	b.WriteString(" not driven |\n|---|---:|" + strings.Repeat("---:|", 2*len(r.outcomes)) + "---:|\n")
	for _, a := range r.areas {
		if len(a.Scenarios) > 0 {
			row(&b, a.Name, r.count(a))
		}
	}
	row(&b, "all", r.total())
	r.renderNotDriven(&b)
	r.renderFailed(&b)
	return b.String()
}

func row(b *strings.Builder, name string, c counts) {
	fmt.Fprintf(b, "| %s | %d |", name, c.scenarios)
	for _, n := range c.passed {
		fmt.Fprintf(b, " %d | %d |", n, c.scenarios-c.notDriven-n)
	}
	fmt.Fprintf(b, " %d |\n", c.notDriven)
}

// renderNotDriven lists the scenarios that have no test, by reason.
func (r *report) renderNotDriven(b *strings.Builder) {
	by := map[string][]string{}
	var reasons []string
	for _, a := range r.areas {
		for _, s := range a.Scenarios {
			why := notDriven[s]
			if why == "" {
				continue
			}
			if by[why] == nil {
				reasons = append(reasons, why)
			}
			by[why] = append(by[why], "`"+s+"`")
		}
	}
	if len(reasons) == 0 {
		return
	}
	b.WriteString("\n## Not driven\n\n")
	for _, why := range reasons {
		fmt.Fprintf(b, "- %s: %s.\n", why, strings.Join(by[why], ", "))
	}
}

// renderFailed lists the scenarios that fail, and why.
func (r *report) renderFailed(b *strings.Builder) {
	heading := "\n## Failed\n\n| scenario | from | why |\n|---|---|---|\n"
	for _, f := range r.failures() {
		b.WriteString(heading)
		heading = ""
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", f.scenario, strings.Join(f.versions, ", "), cell(f.why))
	}
}

// failure is a scenario that fails for one reason, with clients from some
// versions.
type failure struct {
	scenario string
	versions []string
	why      string
}

// failures are those of all scenarios, in the order of the areas.
func (r *report) failures() []failure {
	var out []failure
	for _, a := range r.areas {
		for _, s := range a.Scenarios {
			if notDriven[s] == "" {
				out = append(out, r.failuresOf(s)...)
			}
		}
	}
	return out
}

// failuresOf returns the failures of one scenario, versions with the same reason
// together.
func (r *report) failuresOf(scenario string) []failure {
	var out []failure
	for _, o := range r.outcomes {
		pass, why := o.verdict(scenario)
		if pass {
			continue
		}
		i := slices.IndexFunc(out, func(f failure) bool { return f.why == why })
		if i < 0 {
			i = len(out)
			out = append(out, failure{scenario: scenario, why: why})
		}
		out[i].versions = append(out[i].versions, o.version.short())
	}
	return out
}

// cell makes text fit into a cell of a table.
func cell(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > 300 {
		text = string(r[:300]) + "..."
	}
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "[", `\[`, "`", "'").Replace(text)
}

// summary is what the command prints.
func (r *report) summary() string {
	var b strings.Builder
	for _, f := range r.failures() {
		fmt.Fprintf(&b, "FAIL %s (%s)\n    %s\n", f.scenario, strings.Join(f.versions, ", "), strings.ReplaceAll(f.why, "\n", "\n    "))
	}
	c := r.total()
	for i, o := range r.outcomes {
		fmt.Fprintf(&b, "OpenAPI %s: %d scenarios, %d passed, %d failed, %d not driven\n", o.version.short(), c.scenarios, c.passed[i], c.scenarios-c.notDriven-c.passed[i], c.notDriven)
	}
	return b.String()
}

// err reports that there are failures.
func (r *report) err() error {
	if n := len(r.failures()); n > 0 {
		return fmt.Errorf("%d failures", n)
	}
	return nil
}
