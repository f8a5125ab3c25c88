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

// options are the flags that the commands share.
type options struct {
	spec    string
	overlay []string
	out     string
	pkg     string
	fake    bool
	quiet   bool
	json    bool
	stdJSON bool
	tests   bool
	skip    bool
	started time.Time
}

func (o *options) flags(c *cobra.Command, output bool) {
	c.Flags().StringVar(&o.spec, "spec", "", "OpenAPI document, YAML or JSON (required)")
	c.Flags().StringArrayVar(&o.overlay, "overlay", nil, "file with changes to the document, of OpenAPI Overlay 1.0; may be repeated")
	c.Flags().BoolVarP(&o.quiet, "quiet", "q", false, "print errors only")
	c.Flags().BoolVar(&o.json, "json", false, "print a report in JSON to standard output")
	if output {
		c.Flags().StringVar(&o.out, "out", "", "folder of the generated package (required)")
		c.Flags().StringVar(&o.pkg, "package", "", "name of the generated package (default: name of the folder)")
		c.Flags().BoolVar(&o.stdJSON, "std-json", false, "import encoding/json/v2 of Go 1.27 in place of the mirror")
		c.Flags().BoolVar(&o.tests, "tests", false, "also tests of every type, union and operation")
		c.Flags().BoolVar(&o.fake, "fake", false, "also a fake server for tests, in the folder PACKAGEtest below")
		c.Flags().BoolVar(&o.skip, "skip-unsupported", false, "leave out the operations that can't be generated, with a warning for each")
		_ = c.MarkFlagRequired("out")
	}
	_ = c.MarkFlagRequired("spec")
}

// generate completes the flags and generates the package.
func (o *options) generate(progress func(string)) (*gen.Result, error) {
	c := o.config(progress)
	if c.Tests || c.Fake {
		var err error
		if c.ImportPath, err = importPath(o.out); err != nil {
			return nil, err
		}
	}
	return gen.Generate(c)
}

// config completes the flags.
func (o *options) config(progress func(string)) gen.Config {
	o.started = time.Now()
	if o.pkg == "" && o.out != "" {
		if abs, err := filepath.Abs(o.out); err == nil {
			o.pkg = strings.ToLower(filepath.Base(abs))
		}
	}
	return gen.Config{Spec: o.spec, Overlays: o.overlay, Package: o.pkg, Tests: o.tests, Fake: o.fake, StdJSON: o.stdJSON, SkipUnsupported: o.skip, Progress: progress}
}

func newGenerate(stdout, stderr io.Writer) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "generate --spec FILE --out FOLDER",
		Short: "Write the client",
		Long: `generate writes the client for a document into a folder. Files that are as they
should be are not touched; files that codegen wrote earlier and that are no
longer needed are removed; files of others are left alone. Nothing is written
if the document has errors.`,
		Example: "  codegen generate --spec openapi.yaml --out internal/petstore",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			r := newReporter(&o, stdout, stderr)
			result, err := o.generate(r.progress)
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

func newCheck(stdout, stderr io.Writer) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "check --spec FILE --out FOLDER",
		Short: "Say whether the client is current",
		Long: `check generates the client in memory and compares it with the folder. It prints
what differs and exits with 1 if anything does. It writes nothing.`,
		Example: "  codegen check --spec openapi.yaml --out internal/petstore",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			r := newReporter(&o, stdout, stderr)
			result, err := o.generate(r.progress)
			if err != nil {
				return r.failed(err)
			}
			changes, err := gen.Compare(o.out, result.Files)
			if err != nil {
				return r.failed(err)
			}
			if err := r.done(result, changes, "out of date"); err != nil || len(changes) == 0 {
				return err
			}
			return errFindings
		},
	}
	o.flags(c, true)
	return c
}

func newLint(stdout, stderr io.Writer) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:     "lint --spec FILE",
		Short:   "Check the document only",
		Long:    "lint reports every problem in a document that codegen can see, and writes nothing.",
		Example: "  codegen lint --spec openapi.yaml",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			r := newReporter(&o, stdout, stderr)
			o.started = time.Now()
			return r.linted(gen.Lint(gen.Config{Spec: o.spec, Overlays: o.overlay, Package: "lint", Progress: r.progress}))
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
