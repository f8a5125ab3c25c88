package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/claudegen/claudegen/gen"
)

// newBundle is the command bundle.
func newBundle(stdout, stderr io.Writer) *cobra.Command {
	var o options
	var out, version string
	c := &cobra.Command{
		Use:   "bundle [FILE] --out FILE",
		Short: "Write the document as one file",
		Long: `bundle writes a document and all files that it refers to as one file, YAML or,
if its name ends in .json, JSON. A client generated from it is the same. With
--openapi 3.1, words that only OpenAPI 3.2 has become extensions, for tools that
stop at 3.1. --out - writes YAML to standard output.`,
		Example: `  codegen bundle spec/openapi.yaml --out openapi.json --openapi 3.1
  codegen bundle --spec embedded:claude --out claude.yaml`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := o.document(args); err != nil {
				return err
			}
			if version != "" && version != "3.1" && version != "3.2" {
				return fmt.Errorf("--openapi %s: only 3.1 and 3.2 can be written", version)
			}
			r := newReporter(&o, stdout, stderr)
			r.unfinished = "nothing written"
			config, err := o.config(r.progress)
			if err != nil {
				return err
			}
			data, err := gen.Bundle(config, gen.BundleOptions{Version: version, JSON: strings.HasSuffix(out, ".json")})
			if err != nil {
				return r.failed(err)
			}
			if out == standard {
				_, err := stdout.Write(data)
				return err
			}
			return replaceFile(out, data)
		},
	}
	o.flags(c, false)
	c.Flags().StringVar(&out, "out", "", "file to write; - is standard output (required)")
	c.Flags().StringVar(&version, "openapi", "", "version to write: 3.1 or 3.2 (default: that of the document)")
	_ = c.MarkFlagRequired("out")
	return c
}

// replaceFile writes a file under another name first, so that there is never
// half of one.
func replaceFile(name string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".codegen-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // gone already if all went well
	_, err = tmp.Write(data)
	if err := errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if err := os.Chmod(tmp.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}
