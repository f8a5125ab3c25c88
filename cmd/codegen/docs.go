package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/claudegen/claudegen/gen"
)

// docsOptions are the flags of docs.
type docsOptions struct {
	options
	pkg        string
	importPath string
	check      bool
}

// newDocs is the command docs.
func newDocs(stdout, stderr io.Writer) *cobra.Command {
	var o docsOptions
	c := &cobra.Command{
		Use:   "docs [FILE] --out FILE",
		Short: "Write an overview of the client",
		Long: `docs writes an overview of the client for a document in Markdown: every service,
with every method, what it takes and answers, its HTTP method and path, and the
betas it needs. Names are links to pkg.go.dev if the import path of the package
is known: from --import-path, or else from the go.mod above the file, which then
is taken to be in the folder of the package.`,
		Example: `  codegen docs --out api.md
  codegen docs openapi.yaml --out internal/petstore/api.md`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := o.document(args); err != nil {
				return err
			}
			r := newReporter(&o.options, stdout, stderr)
			r.unfinished = "nothing written"
			return o.run(r)
		},
	}
	o.flags(c, false)
	f := c.Flags()
	f.StringVar(&o.out, "out", "", "file to write (required)")
	f.StringVar(&o.pkg, "package", "", "name of the package (default: as in the settings, or that of the folder of the file)")
	f.StringVar(&o.importPath, "import-path", "", "import path of the package (default: from the go.mod above the file, if there is one)")
	f.BoolVar(&o.check, "check", false, "only say whether the file is current")
	_ = c.MarkFlagRequired("out")
	return c
}

// run writes the overview, or compares it.
func (o *docsOptions) run(r *reporter) error {
	result, err := o.render(r.progress)
	if err != nil {
		return r.failed(err)
	}
	data := result.Files[0].Content
	changes, err := o.compare(data)
	if err != nil {
		return err
	}
	verdict := ""
	if o.check {
		verdict = "out of date"
	} else if len(changes) > 0 {
		if err := replaceFile(o.out, data); err != nil {
			return err
		}
	}
	if err := r.done(result, changes, verdict); err != nil || len(changes) == 0 || !o.check {
		return err
	}
	return errFindings
}

// compare says how the file on disk differs. A file of someone else is not to
// be replaced.
func (o *docsOptions) compare(data []byte) ([]gen.Change, error) {
	name := filepath.Base(o.out)
	old, err := os.ReadFile(o.out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return []gen.Change{{Name: name, Kind: gen.Added}}, nil
	case err != nil:
		return nil, err
	case bytes.Equal(old, data):
		return nil, nil
	case !bytes.HasPrefix(old, []byte(gen.DocsHeader+"\n")):
		return nil, fmt.Errorf("%s was not written by codegen: move it, or choose another file with --out", o.out)
	}
	return []gen.Change{{Name: name, Kind: gen.Changed}}, nil
}

// render returns the overview. Without a module around the file its names are
// no links.
func (o *docsOptions) render(progress func(string)) (*gen.Result, error) {
	c, err := o.config(progress)
	if err != nil {
		return nil, err
	}
	folder, err := filepath.Abs(filepath.Dir(o.out))
	if err != nil {
		return nil, err
	}
	if c.Package = cmp.Or(o.pkg, c.Package); c.Package == "" {
		c.Package = strings.ToLower(filepath.Base(folder))
	}
	if c.ImportPath = o.importPath; c.ImportPath == "" {
		if c.ImportPath, err = importPath(folder); err != nil && !errors.Is(err, errNoModule) {
			return nil, err
		}
	}
	return gen.Docs(c)
}
