package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"golang.org/x/mod/modfile"

	"github.com/claudegen/claudegen/gen"
)

// toolPath is the import path of this command.
const toolPath = "github.com/claudegen/claudegen/cmd/codegen"

// newInit is the command init.
func newInit(stdout, stderr io.Writer) *cobra.Command {
	var spec, pkg string
	var quiet, schema bool
	c := &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Write a codegen.yaml and a generate.go",
		Long: `init writes a codegen.yaml, with comments, and a generate.go that runs codegen for
it into a folder, which becomes that of the client. It replaces no file: if either
is there already, nothing is written. Without --spec, the document is an
openapi.yaml, openapi.json, swagger.yaml or the like in that folder or the working
directory, and init says which.`,
		Example: `  codegen init internal/claude
  codegen init internal/petstore --spec openapi.yaml
  codegen init --schema > codegen.schema.json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if schema {
				_, err := stdout.Write(gen.ConfigSchema)
				return err
			}
			dir := "."
			if len(args) > 0 {
				dir = args[0]
			}
			chosen := ""
			if spec == "" {
				spec, chosen = findSpec(dir)
			}
			if err := initialize(dir, spec, pkg); err != nil || quiet {
				return err
			}
			if chosen != "" {
				fmt.Fprintln(stderr, "codegen: "+chosen)
			}
			for _, line := range nextSteps(dir) {
				fmt.Fprintln(stderr, line)
			}
			return nil
		},
	}
	c.Flags().StringVar(&spec, "spec", "", "OpenAPI document, YAML or JSON, a file or a URL (default: an openapi.yaml or the like in the folder or here, else "+gen.EmbeddedClaude+")")
	c.Flags().StringVar(&pkg, "package", "", "name of the package (default: that of the Go files in the folder, or of the folder)")
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "print errors only")
	c.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of codegen.yaml instead")
	return c
}

// initialize writes the two files, or none.
func initialize(dir, spec, pkg string) error {
	pkg, err := packageName(dir, pkg)
	if err != nil {
		return err
	}
	if err := gen.CheckPackageName(pkg); err != nil {
		return fmt.Errorf("%w, with --package", err)
	}
	if err := checkSpec(spec); err != nil {
		return err
	}
	if spec != gen.EmbeddedClaude && !gen.IsURL(spec) {
		if spec, err = relative(dir, spec); err != nil {
			return err
		}
	}
	config, err := gen.NewConfig(spec, pkg)
	if err != nil {
		return err
	}
	files := []struct{ name, content string }{
		{configName, config},
		{"generate.go", "package " + pkg + "\n\n//go:generate go tool codegen generate\n"},
	}
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(dir, f.name)); !errors.Is(err, fs.ErrNotExist) {
			return errors.Join(err, fmt.Errorf("%s is there already: init replaces no file", filepath.Join(dir, f.name)))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := create(filepath.Join(dir, f.name), f.content); err != nil {
			return err
		}
	}
	return nil
}

// relative returns the path of a file as seen from a folder.
func relative(dir, file string) (string, error) {
	from, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	to, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(from, to)
	return filepath.ToSlash(rel), err
}

// create writes a file that must not be there.
func create(name, content string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(content)
	return errors.Join(err, f.Close())
}

// nextSteps says what to type after init.
func nextSteps(dir string) []string {
	steps := []string{"codegen: wrote " + filepath.Join(dir, configName) + " and " + filepath.Join(dir, "generate.go") + "; next:"}
	root, data, err := findModule(dir)
	if err != nil {
		steps = append(steps, "  go mod init MODULE   # "+err.Error())
	}
	mod, err := modfile.Parse(filepath.Join(root, "go.mod"), data, nil)
	if err != nil || !hasTool(mod) {
		steps = append(steps, "  go get -tool "+toolPath+"@latest")
	}
	pattern := filepath.ToSlash(filepath.Clean(dir))
	if filepath.IsLocal(dir) && pattern != "." {
		pattern = "./" + pattern // else it is an import path
	}
	return append(steps, "  go generate "+pattern, "  go mod tidy")
}

func hasTool(mod *modfile.File) bool {
	if mod.Module != nil && toolPath == mod.Module.Mod.Path+"/cmd/codegen" {
		return true
	}
	for _, t := range mod.Tool {
		if t.Path == toolPath {
			return true
		}
	}
	return false
}
