package gen

import (
	_ "embed" // the schema
	"errors"
	"fmt"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/advice"
	"github.com/claudegen/claudegen/gen/internal/read/config"
	"github.com/claudegen/claudegen/gen/internal/read/load"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
	"github.com/claudegen/claudegen/spec"
)

// EmbeddedClaude is the Spec of the description of the Claude API that this
// package carries.
const EmbeddedClaude = "embedded:claude"

// ConfigFile is what a codegen.yaml says.
type ConfigFile struct {
	Config
	Codegen     string   // version of codegen that the settings are for, e.g. "v0.3.0"; "" for any
	Out         string   // folder of the package
	AllowRemote []string // for RemoteReader
}

// ConfigSchema is the JSON Schema of codegen.yaml.
//
//go:embed codegen.schema.json
var ConfigSchema []byte

// schemaURL is where editors find the schema.
const schemaURL = "https://raw.githubusercontent.com/claudegen/claudegen/main/gen/codegen.schema.json"

// NewConfig returns a codegen.yaml with comments, for a document and a package.
func NewConfig(spec, pkg string) (string, error) { return config.New(schemaURL, spec, pkg) }

// ParseConfig reads a codegen.yaml. The paths in it are relative to its folder,
// and are returned relative to that of its name. Problems are returned as a
// *DiagnosticError that holds all of them.
func ParseConfig(name string, data []byte) (*ConfigFile, error) {
	var diags diag.List
	f := config.Parse(name, data, &diags)
	if err := failure(&diags); err != nil {
		return nil, err
	}
	dir := filepath.Dir(name)
	local := func(p string) string {
		if p == "" || filepath.IsAbs(p) || strings.HasPrefix(p, embedded) || IsURL(p) {
			return p
		}
		return filepath.Join(dir, filepath.FromSlash(p))
	}
	locals := func(paths []string) []string {
		out := make([]string, len(paths))
		for i, p := range paths {
			out[i] = local(p)
		}
		return out
	}
	return &ConfigFile{
		Config: Config{
			Spec: local(f.Spec), Package: f.Package, Include: f.Include, Exclude: f.Exclude, Betas: f.Betas, Overlays: locals(f.Overlays), Roots: locals(f.Roots),
			Fake: f.Fake, Tests: f.Tests, Tools: f.Tools, Strict: f.Strict, SkipUnsupported: f.Skip,
			Where: func(setting ...string) Pos { return Pos(f.Where(setting...)) },
		},
		Codegen: f.Codegen, Out: local(f.Out), AllowRemote: f.Remote,
	}, nil
}

// embedded is what the names of documents begin with that this package carries.
const embedded = "embedded:"

// load reads the document. Problems go to diags.
func (c *Config) load(diags *diag.List) *openapi.Document {
	c.progress("reading " + c.Spec)
	name, read := c.document()
	o := load.Options{ReadFile: read, ReadRemote: c.ReadRemote, Overlays: c.Overlays, Roots: c.Roots, MaxNodes: c.MaxValues}
	if c.Source != nil {
		return load.LoadBytes(name, c.Source, o, diags)
	}
	return load.Load(name, o, diags)
}

// document returns the name of the document's root file, and what reads it.
func (c *Config) document() (string, func(string) ([]byte, error)) {
	if !strings.HasPrefix(c.Spec, embedded) || c.ReadFile != nil {
		return c.Spec, c.ReadFile
	}
	return path.Join(c.Spec, "openapi.yaml"), func(name string) ([]byte, error) {
		if file, ok := strings.CutPrefix(name, EmbeddedClaude+"/"); ok {
			return fs.ReadFile(spec.Files, file)
		}
		if strings.HasPrefix(name, embedded) {
			return nil, errors.New(EmbeddedClaude + " is the only document that codegen carries")
		}
		return os.ReadFile(filepath.FromSlash(name)) // an overlay
	}
}

// read reads the document. If nothing may be wrong with it, kin-openapi is asked
// too. Problems go to diags.
func (c *Config) read(diags *diag.List) *openapi.Document {
	doc := c.load(diags)
	if c.Strict && doc != nil && !diags.HasErrors() {
		c.progress("validating")
		advice.Lint(doc, diags)
		c.raise(diags)
	}
	return doc
}

// raise makes errors of warnings, if that is asked for, and says so.
func (c *Config) raise(diags *diag.List) {
	if c.Strict && diags.RaiseWarnings() {
		diags.Add(diag.Diagnostic{Severity: diag.Note, Pos: diag.Pos(c.where("strict")), Message: "warnings are errors, as strict asks"})
	}
}

// where is the place of a setting, for messages.
func (c *Config) where(setting ...string) Pos {
	if c.Where == nil {
		return Pos{}
	}
	return c.Where(setting...)
}

// check refuses settings that make no sense, whatever the document.
func (c *Config) check() error {
	if err := CheckPackageName(c.Package); err != nil {
		return err
	}
	if c.Strict && c.SkipUnsupported {
		return errors.New("strict and skip-unsupported contradict each other: one makes errors of warnings, the other warnings of errors")
	}
	return nil
}

// CheckPackageName refuses names that a generated package can't have.
func CheckPackageName(name string) error {
	if name == "documentation" {
		return errors.New("package name documentation: the go command ignores files of that package, choose another name")
	}
	if !token.IsIdentifier(name) || name == "_" || name == "main" || token.IsExported(name) {
		return fmt.Errorf("package name %q is no Go package name: use lower-case letters and digits", name)
	}
	return nil
}
