package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/claudegen/claudegen/gen"
)

// diffOptions are the flags of diff.
type diffOptions struct {
	options
	pkg    string
	allow  []string // --allow-remote
	skip   bool
	format string
	wire   bool
	compat gen.WireOptions
	events []string
}

// newDiff is the command diff.
func newDiff(stdout, stderr io.Writer) *cobra.Command {
	var o diffOptions
	c := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Say what changed between two documents, and what that does to the client",
		Long: `diff compares two versions of a document and lists what changed on the wire, what
that does to the Go API of the generated package, and which part of the package's
version number has to be raised. OLD and NEW are files or URLs, or REV:path for a
file of a git revision, with all that it refers to. Exit codes: 0 nothing breaks,
1 something does, 2 misuse, also if a document has errors.

diff --wire compares two documents of the same API by method and path, whatever
their schemas are called, and lists what one can send or receive and the other
can't: operations, parameters, members, types, values, variants, what may be
null and what may be left out. Only answers with a 2xx status count. Each line
gives the place in the document that has the thing, what it is, the operation in
which it was met first, a JSON pointer from the body, and the place in the other
document that lacks it. Exit codes: 0 nothing found, 1 differences or unused
ignore patterns, 2 misuse, also if a document has errors.`,
		Example: `  codegen diff old.yaml new.yaml
  codegen diff --format markdown v1.2.0:openapi.yaml openapi.yaml
  codegen diff --wire --one-way --merge-query beta=true --ignore wire-ignore.txt theirs.json ours.yaml`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			if err := errors.Join(o.check(c), checkColor(o.color)); err != nil {
				return err
			}
			r := newReporter(&o.options, stdout, stderr)
			remote, err := remoteReader(c, o.allow, r.progress, args...)
			if err != nil {
				return err
			}
			o.compat.ReadRemote = remote
			if o.wire {
				return o.runWire(args[0], args[1], r)
			}
			return o.run(args[0], args[1], r)
		},
	}
	f := c.Flags()
	f.StringVar(&o.format, "format", "text", "text, markdown or json")
	f.StringVar(&o.pkg, "package", "", "name of the generated package (default: api)")
	addAllowRemote(c, &o.allow)
	addRoot(c, &o.compat.Roots)
	f.BoolVar(&o.skip, "skip-unsupported", false, "leave out the operations that can't be generated")
	f.BoolVar(&o.wire, "wire", false, "compare what can be sent and received, by method and path only")
	f.BoolVar(&o.compat.OneWay, "one-way", false, "with --wire: only what OLD has and NEW lacks")
	f.BoolVar(&o.compat.All, "all", false, "with --wire: also operations whose path NEW doesn't have")
	f.BoolVar(&o.compat.Bounds, "bounds", false, "with --wire: also formats, limits and patterns")
	f.StringVar(&o.compat.MergeQuery, "merge-query", "", "with --wire: take paths that differ in this query only as one, e.g. beta=true")
	f.StringArrayVar(&o.events, "events", nil, "with --wire: schema of the events that an operation of OLD answers without saying so, e.g. \"POST /v1/messages=StreamEvent\"; may be repeated")
	f.StringVar(&o.compat.Ignore, "ignore", "", "with --wire: file with patterns of differences to leave out, each with # and its reason")
	addColor(c, &o.color)
	f.BoolVarP(&o.quiet, "quiet", "q", false, "print differences only")
	f.BoolVar(&o.json, "json", false, "print a report in JSON to standard output, as --format json does")
	return c
}

// check refuses flags that don't go together.
func (o *diffOptions) check(c *cobra.Command) error {
	if o.json {
		o.format = "json"
	}
	if !slices.Contains([]string{"text", "markdown", "json"}, o.format) {
		return fmt.Errorf("--format %s: only text, markdown and json can be written", o.format)
	}
	o.json = o.format == "json"
	if o.wire && o.format == "markdown" {
		return errors.New("--wire writes text or json")
	}
	var misplaced []string
	for _, name := range []string{"one-way", "all", "bounds", "merge-query", "events", "ignore"} {
		if !o.wire && c.Flags().Changed(name) {
			misplaced = append(misplaced, "--"+name)
		}
	}
	if len(misplaced) > 0 {
		return fmt.Errorf("%s: only for --wire", strings.Join(misplaced, ", "))
	}
	if o.wire && (o.pkg != "" || o.skip) {
		return errors.New("--package, --skip-unsupported: not for --wire, which generates nothing")
	}
	return nil
}

// run compares two versions of a document.
func (o *diffOptions) run(older, newer string, r *reporter) error {
	result, err := gen.Diff(older, newer, gen.DiffOptions{Package: o.pkg, ReadRemote: o.compat.ReadRemote, Roots: o.compat.Roots, SkipUnsupported: o.skip, Progress: r.progress})
	if err != nil {
		return r.incomparable(err)
	}
	if err := diffFormats[o.format](r.stdout, result); err != nil {
		return err
	}
	for _, c := range result.Changes {
		if c.Breaking {
			return errFindings
		}
	}
	return nil
}

// runWire compares what two documents can send and receive.
func (o *diffOptions) runWire(older, newer string, r *reporter) error {
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
		r.differences(result)
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
		r.print(one)
	}
	return errors.New("these files can't be compared")
}

// differences prints a comparison for people.
func (r *reporter) differences(result *gen.WireResult) {
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
	return writeJSON(w, struct {
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
