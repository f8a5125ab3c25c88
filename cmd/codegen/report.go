package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/claudegen/claudegen/gen"
)

// reporter prints what a command has to say: progress, findings and a summary
// of one line to standard error, or one JSON object to standard output.
type reporter struct {
	*options
	stdout, stderr io.Writer
}

func newReporter(o *options, stdout, stderr io.Writer) *reporter {
	o.started = time.Now()
	return &reporter{o, stdout, stderr}
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
	Seconds     float64          `json:"seconds"`
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
		fmt.Fprintln(r.stderr, d)
	}
	return errFindings
}

// done prints warnings and the summary.
func (r *reporter) done(result *gen.Result, changes []gen.Change, verdict string) error {
	if r.json {
		return r.write(report{
			Operations: result.Operations, LeftOut: result.LeftOut, Types: result.Types, Files: len(result.Files), Changes: changes, Diagnostics: result.Warnings,
		})
	}
	if verdict != "" {
		for _, c := range changes {
			fmt.Fprintf(r.stdout, "%s: %s\n", c.Name, c.Kind)
		}
	}
	if r.quiet {
		return nil
	}
	for _, d := range result.Warnings {
		fmt.Fprintln(r.stderr, d)
	}
	leftOut := ""
	if result.LeftOut > 0 {
		leftOut = " (" + plural(result.LeftOut, "operation") + " left out)"
	}
	fmt.Fprintf(r.stderr, "codegen: %s%s, %s, %s: %s in %s\n",
		plural(result.Operations, "operation"), leftOut, plural(result.Types, "type"), plural(len(result.Files), "file"),
		summary(changes, verdict), time.Since(r.started).Round(time.Millisecond))
	return nil
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

// linted prints the findings of lint.
func (r *reporter) linted(ds []gen.Diagnostic) error {
	if len(ds) > 0 {
		return r.findings(ds)
	}
	if r.json {
		return r.write(report{})
	}
	if !r.quiet {
		fmt.Fprintf(r.stderr, "codegen: %s: nothing found in %s\n", r.spec, time.Since(r.started).Round(time.Millisecond))
	}
	return nil
}
