package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/claudegen/claudegen/gen"
)

// reporter prints what a command has to say: progress, findings and a summary
// of one line to standard error, or one JSON object to standard output.
type reporter struct {
	*options
	stdout, stderr io.Writer
	diff           *checkDiff          // shows the lines of changes; mostly nil
	unfinished     string              // what errors in the document mean for the command, e.g. "nothing written"
	sources        map[string][]string // lines of the files that findings are about
}

func newReporter(o *options, stdout, stderr io.Writer) *reporter {
	o.started = time.Now()
	return &reporter{options: o, stdout: stdout, stderr: stderr}
}

// print prints a finding.
func (r *reporter) print(d gen.Diagnostic) {
	if colored(r.color, r.stderr) {
		fmt.Fprintln(r.stderr, r.pretty(d))
		return
	}
	fmt.Fprintln(r.stderr, d)
}

func (r *reporter) progress(stage string) {
	if !r.quiet && !r.json {
		fmt.Fprintf(r.stderr, "codegen: %s\n", stage)
	}
}

// report is the form for machines.
type report struct {
	Spec        string           `json:"spec"`
	Out         string           `json:"out,omitempty"`
	Operations  int              `json:"operations"`
	LeftOut     int              `json:"leftOut"`
	Types       int              `json:"types"`
	Files       int              `json:"files"`
	Changes     []gen.Change     `json:"changes"`
	Diagnostics []gen.Diagnostic `json:"diagnostics"`

	NotGenerated []gen.Ungenerated `json:"notGenerated"`

	Seconds float64 `json:"seconds"`
}

func (r *reporter) write(rep report) error {
	rep.Spec, rep.Out = r.spec, r.out
	rep.Seconds = time.Since(r.started).Seconds()
	if rep.Changes == nil {
		rep.Changes = []gen.Change{}
	}
	if rep.Diagnostics == nil {
		rep.Diagnostics = []gen.Diagnostic{}
	}
	if rep.NotGenerated == nil {
		rep.NotGenerated = []gen.Ungenerated{}
	}
	return writeJSON(r.stdout, rep)
}

// failed prints the findings that kept a command from its work.
func (r *reporter) failed(err error) error {
	if misuse(err) {
		return err
	}
	var d *gen.DiagnosticError
	errors.As(err, &d)
	return r.findings(d.Diagnostics)
}

func (r *reporter) findings(ds []gen.Diagnostic) error {
	if r.json {
		if err := r.write(report{Diagnostics: ds}); err != nil {
			return err
		}
		return errFindings
	}
	for _, d := range ds {
		r.print(d)
	}
	r.count(ds)
	return errFindings
}

// count prints how many errors and warnings there were, and what that means, as the
// last line: "codegen: 7 errors, 6 warnings: nothing written".
func (r *reporter) count(ds []gen.Diagnostic) {
	if r.quiet {
		return
	}
	var parts []string
	for _, s := range []gen.Severity{gen.SeverityError, gen.SeverityWarning} {
		n := 0
		for _, d := range ds {
			if d.Severity == s {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, plural(n, s.String()))
		}
	}
	if len(parts) == 0 {
		return
	}
	line := strings.Join(parts, ", ")
	if r.unfinished != "" {
		line += ": " + r.unfinished
	}
	fmt.Fprintln(r.stderr, "codegen: "+line)
}

// done prints warnings and the summary.
func (r *reporter) done(result *gen.Result, changes []gen.Change, verdict string) error {
	if r.json {
		return r.write(report{
			Operations: result.Operations, LeftOut: result.LeftOut, Types: result.Types, Files: len(result.Files), Changes: changes, Diagnostics: result.Warnings,
			NotGenerated: result.NotGenerated,
		})
	}
	if verdict != "" {
		for _, c := range changes {
			fmt.Fprintf(r.stdout, "%s: %s\n", c.Name, c.Kind)
			if r.diff != nil {
				fmt.Fprint(r.stdout, r.diff.of(c))
			}
		}
	}
	if r.quiet {
		return nil
	}
	for _, d := range result.Warnings {
		if d.Kind == "" { // the others are thousands in a large document
			r.print(d)
		}
	}
	leftOut := ""
	if result.LeftOut > 0 {
		leftOut = " (" + plural(result.LeftOut, "operation") + " left out)"
	}
	fmt.Fprintf(r.stderr, "codegen: %s%s, %s, %s: %s in %s\n",
		plural(result.Operations, "operation"), leftOut, plural(result.Types, "type"), plural(len(result.Files), "file"),
		summary(changes, verdict), time.Since(r.started).Round(time.Millisecond))
	r.notGenerated(result.NotGenerated)
	return nil
}

// notGenerated prints what of the document has no effect, in one line such as
// "not generated: 2 callbacks, 1 XML body".
func (r *reporter) notGenerated(list []gen.Ungenerated) {
	if len(list) == 0 {
		return
	}
	parts := make([]string, len(list))
	for i, u := range list {
		parts[i] = u.String()
	}
	fmt.Fprintf(r.stderr, "not generated: %s\n", strings.Join(parts, ", "))
}

// summary counts changes by kind.
func summary(changes []gen.Change, verdict string) string {
	if len(changes) == 0 {
		return "nothing changed"
	}
	counts := map[gen.ChangeKind]int{}
	for _, c := range changes {
		counts[c.Kind]++
	}
	var parts []string
	for _, k := range []gen.ChangeKind{gen.Added, gen.Changed, gen.Removed} {
		if counts[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[k], k))
		}
	}
	out := strings.Join(parts, ", ")
	if verdict != "" {
		out = verdict + " (" + out + ")"
	}
	return out
}

// linted prints the findings of lint. Notes are none: what a generator leaves out
// need not be wrong.
func (r *reporter) linted(ds []gen.Diagnostic) error {
	found := slices.ContainsFunc(ds, func(d gen.Diagnostic) bool { return d.Severity != gen.SeverityNote })
	counts := gen.CountUngenerated(ds)
	if r.json {
		if err := r.write(report{Diagnostics: ds, NotGenerated: counts}); err != nil || !found {
			return err
		}
		return errFindings
	}
	for _, d := range ds {
		if !r.quiet || d.Kind == "" {
			r.print(d)
		}
	}
	if !r.quiet {
		if len(ds) == 0 {
			fmt.Fprintf(r.stderr, "codegen: %s: nothing found in %s\n", r.spec, time.Since(r.started).Round(time.Millisecond))
		}
		r.notGenerated(counts)
		r.count(ds)
	}
	if found {
		return errFindings
	}
	return nil
}
