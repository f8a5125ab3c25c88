package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/claudegen/claudegen/gen"
)

// options are the flags that commands share.
type options struct {
	settings
	quiet   bool
	json    bool
	started time.Time
}

// flags adds the flags to c: those of all commands that read a document, and
// with output those of the commands that generate a package.
func (o *options) flags(c *cobra.Command, output bool) {
	o.settings.flags(c, output)
	c.Flags().BoolVarP(&o.quiet, "quiet", "q", false, "print errors only")
	c.Flags().BoolVar(&o.json, "json", false, "print a report in JSON to standard output")
}

// generate generates the package that the flags and codegen.yaml describe.
func (o *options) generate(r *reporter) (*gen.Result, error) {
	c, err := o.config(r.progress)
	if err != nil {
		return nil, err
	}
	if c.Package, err = packageName(o.out, c.Package); err != nil {
		return nil, err
	}
	if c.Tests || c.Fake || c.Tools {
		if c.ImportPath, err = importPath(o.out); err != nil {
			return nil, err
		}
	}
	result, err := gen.Generate(c)
	if err == nil {
		result.Warnings = append(result.Warnings, ignoredFolder(o.out)...)
	}
	return result, err
}

// ignoredFolder warns of a folder within a module that the go command passes over.
func ignoredFolder(dir string) []gen.Diagnostic {
	root, _, err := findModule(dir)
	if err != nil {
		return nil // it is in no module yet
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	rel, err := filepath.Rel(root, abs)
	if err != nil {
		return nil
	}
	for part := range strings.SplitSeq(filepath.ToSlash(rel), "/") {
		if part != "." && (part == "testdata" || part[0] == '_' || part[0] == '.') {
			return []gen.Diagnostic{{
				Pos: gen.Pos{File: dir}, Severity: gen.SeverityWarning,
				Message: "the go command ignores folders such as " + part + ", and won't build the package with ./...: choose another with --out",
			}}
		}
	}
	return nil
}

// newGenerate is the command generate.
func newGenerate(stdout, stderr io.Writer) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "generate [FILE]",
		Short: "Write the client",
		Long: `generate writes the client for a document into a folder. Files that are as they
should be are not touched; files that codegen wrote earlier and that are no
longer needed are removed; files of others are left alone. Nothing is written
if the document has errors.

What to generate stands in codegen.yaml, which codegen init writes, or in flags,
which override it. FILE is short for --spec FILE; - is standard input.`,
		Example: `  codegen generate
  codegen generate openapi.yaml --out internal/petstore
  codegen generate --spec embedded:claude --out internal/claude --fake`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := o.document(args); err != nil {
				return err
			}
			r := newReporter(&o, stdout, stderr)
			r.unfinished = "nothing written"
			result, err := o.generate(r)
			if err != nil {
				return r.failed(err)
			}
			r.progress("writing " + o.out)
			changes, err := gen.Write(o.out, result.Files)
			if err != nil {
				return r.failed(err)
			}
			return r.done(result, changes, "")
		},
	}
	o.flags(c, true)
	return c
}

// newCheck is the command check.
func newCheck(stdout, stderr io.Writer) *cobra.Command {
	var o options
	var lines bool
	c := &cobra.Command{
		Use:   "check [FILE]",
		Short: "Say whether the client is current",
		Long: `check generates the client in memory and compares it with the folder. It prints
what differs and exits with 1 if anything does. It writes nothing. --diff shows the
lines, of each file and of all of them the first.`,
		Example: `  codegen check
  codegen check --spec openapi.yaml --out internal/petstore`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := o.document(args); err != nil {
				return err
			}
			r := newReporter(&o, stdout, stderr)
			r.unfinished = "nothing compared"
			result, err := o.generate(r)
			if err != nil {
				return r.failed(err)
			}
			changes, err := gen.Compare(o.out, result.Files)
			if err != nil {
				return r.failed(err)
			}
			if lines {
				r.diff = newCheckDiff(o.out, result)
			}
			if err := r.done(result, changes, "out of date"); err != nil || len(changes) == 0 {
				return err
			}
			return errFindings
		},
	}
	o.flags(c, true)
	c.Flags().BoolVar(&lines, "diff", false, "also print the lines that differ")
	return c
}

// newLint is the command lint.
func newLint(stdout, stderr io.Writer) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:     "lint [FILE]",
		Short:   "Check the document only",
		Long:    "lint reports every problem in a document that codegen can see, and writes nothing.",
		Example: "  codegen lint\n  codegen lint openapi.yaml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := o.document(args); err != nil {
				return err
			}
			r := newReporter(&o, stdout, stderr)
			c, err := o.config(r.progress)
			if err != nil {
				return err
			}
			c.Package = "lint"
			return r.linted(gen.Lint(c))
		},
	}
	o.flags(c, false)
	return c
}

// misuse reports whether err is about how the command was called rather than
// about the document.
func misuse(err error) bool {
	var d *gen.DiagnosticError
	return !errors.As(err, &d)
}

// plural returns "1 file" or "2 files".
func plural(n int, noun string) string {
	if n == 1 {
		return fmt.Sprintf("%d %s", n, noun)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
