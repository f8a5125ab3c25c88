package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/claudegen/claudegen/gen"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	options
	wire   bool
	compat gen.WireOptions
	events []string
}

func newDiff(stdout, stderr io.Writer) *cobra.Command {
	var o diffOptions
	c := &cobra.Command{
		Use:   "diff --wire OLD NEW",
		Short: "Say what one document can send or receive and another can't",
		Long: `diff --wire compares two documents of the same API by method and path, whatever
their schemas are called, and lists what one can send or receive and the other
can't: operations, parameters, members, types, values, variants, what may be
null and what may be left out. Only answers with a 2xx status count.

Each line gives the place in the document that has the thing, what it is, the
operation in which it was met first, a JSON pointer from the body, and the place
in the other document that lacks it. Exit codes: 0 nothing found, 1 differences
or unused ignore patterns, 2 misuse, also if a document has errors.`,
		Example: `  codegen diff --wire old.yaml new.yaml
  codegen diff --wire --one-way --merge-query beta=true --ignore wire-ignore.txt theirs.json ours.yaml`,
		Args: cobra.ExactArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			return o.run(args[0], args[1], newReporter(&o.options, stdout, stderr))
		},
	}
	f := c.Flags()
	f.BoolVar(&o.wire, "wire", false, "compare what can be sent and received (required)")
	f.BoolVar(&o.compat.OneWay, "one-way", false, "only what OLD has and NEW lacks")
	f.BoolVar(&o.compat.All, "all", false, "also operations whose path NEW doesn't have")
	f.BoolVar(&o.compat.Bounds, "bounds", false, "also formats, limits and patterns")
	f.StringVar(&o.compat.MergeQuery, "merge-query", "", "take paths that differ in this query only as one, e.g. beta=true")
	f.StringArrayVar(&o.events, "events", nil, "schema of the events that an operation of OLD answers without saying so, e.g. \"POST /v1/messages=StreamEvent\"; may be repeated")
	f.StringVar(&o.compat.Ignore, "ignore", "", "file with patterns of differences to leave out, each with # and its reason")
	f.BoolVarP(&o.quiet, "quiet", "q", false, "print differences only")
	f.BoolVar(&o.json, "json", false, "print a report in JSON to standard output")
	return c
}

// run compares and prints.
func (o *diffOptions) run(older, newer string, r *reporter) error {
	if !o.wire {
		return errors.New("diff compares what can be sent and received only: use --wire")
	}
	o.started = time.Now()
	o.compat.Progress = r.progress
	for _, e := range o.events {
		i := strings.LastIndexByte(e, '=')
		if i < 0 {
			return fmt.Errorf("--events %q: write \"METHOD PATH=SCHEMA\"", e)
		}
		o.compat.Events = append(o.compat.Events, gen.WireEvents{Operation: e[:i], Schema: e[i+1:]})
	}
	result, err := gen.Wire(older, newer, o.compat)
	if err != nil {
		return r.incomparable(err)
	}
	if o.json {
		err = writeDiff(r.stdout, older, newer, result)
	} else {
		r.diff(result)
	}
	if err == nil && len(result.Differences)+len(result.Unused) > 0 {
		return errFindings
	}
	return err
}

// incomparable prints what is wrong with the files. Exit code 1 would mean that
// they differ.
func (r *reporter) incomparable(err error) error {
	var d *gen.DiagnosticError
	if !errors.As(err, &d) {
		return err
	}
	for _, one := range d.Diagnostics {
		fmt.Fprintln(r.stderr, one)
	}
	return errors.New("these files can't be compared")
}

// diff prints a comparison for people.
func (r *reporter) diff(result *gen.WireResult) {
	for _, d := range result.Differences {
		fmt.Fprintln(r.stdout, d.String())
	}
	for _, d := range result.Unused {
		fmt.Fprintln(r.stdout, d)
	}
	if !r.quiet {
		fmt.Fprintf(r.stderr, "codegen: %s in common: %s, %d ignored, in %s\n", plural(result.Operations, "operation"),
			plural(len(result.Differences), "difference"), result.Ignored, time.Since(r.started).Round(time.Millisecond))
	}
}

// writeDiff prints a comparison for machines.
func writeDiff(w io.Writer, older, newer string, result *gen.WireResult) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Old         string           `json:"old"`
		New         string           `json:"new"`
		Operations  int              `json:"operations"`
		Differences []gen.Difference `json:"differences"`
		Ignored     int              `json:"ignored"`
		Unused      []gen.Diagnostic `json:"unused"`
	}{
		older, newer, result.Operations, append([]gen.Difference{}, result.Differences...), result.Ignored,
		append([]gen.Diagnostic{}, result.Unused...),
	})
}
