// Package gen turns an OpenAPI document into the source of a Go client.
package gen

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/lower"
	"github.com/claudegen/claudegen/gen/internal/model/subset"
	"github.com/claudegen/claudegen/gen/internal/model/unify"
	"github.com/claudegen/claudegen/gen/internal/read/advice"
	"github.com/claudegen/claudegen/gen/internal/read/bundle"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
	"github.com/claudegen/claudegen/gen/internal/write/docs"
	"github.com/claudegen/claudegen/gen/internal/write/emit"
	"github.com/claudegen/claudegen/gen/internal/write/faketest"
	"github.com/claudegen/claudegen/gen/internal/write/output"
	"github.com/claudegen/claudegen/templates"
)

// Config says what to generate.
type Config struct {
	// Spec is the path of the document, EmbeddedClaude, or a URL, which ReadRemote
	// reads. It is shown in messages.
	Spec string
	// Source, if set, is the document itself, and Spec only its name in messages and
	// where the files that it refers to are.
	Source []byte
	// Overlays are paths of files with changes to the document, of OpenAPI
	// Overlay 1.0. They are applied in this order.
	Overlays []string
	// Roots are folders that references may read from besides that of the
	// document, and what is below them.
	Roots []string
	// ReadFile reads the document and the files that it refers to. The default
	// reads from disk.
	ReadFile func(name string) ([]byte, error)
	// ReadRemote reads what Spec and references that are http:// and https:// URLs
	// mean, and decides whether to; it may be asked again for what it couldn't read. The
	// default refuses all. RemoteReader makes one that fetches.
	ReadRemote func(url string) ([]byte, error)
	// Package is the name of the package to generate.
	Package string
	// Tests adds tests of every type, union and operation. They need ImportPath.
	Tests bool
	// Fake adds a fake server for tests, in a folder of its own. It needs
	// ImportPath.
	Fake bool
	// Tools adds conversations in which the model calls tools, as x-tool-loop of an
	// operation describes them, in a folder of its own. They need ImportPath.
	Tools bool
	// ImportPath is the import path of the package to generate.
	ImportPath string
	// Strict makes errors of warnings. The document must be one that kin-openapi
	// loads and has nothing to say about, before anything is made of it.
	Strict bool
	// SkipUnsupported leaves out the operations that lead to what can't be
	// generated, with a warning for each, and what only they need.
	SkipUnsupported bool
	// Include and Exclude are patterns of operations; without Include, all are
	// included.
	Include, Exclude []string
	// Betas are the headers of the betas to generate; nil for all.
	Betas []string
	// Where, if set, says where a setting stands that a problem is about: it is
	// named by its key in codegen.yaml and, in a list, an index.
	Where func(setting ...string) Pos
	// MaxValues bounds the size of the document: the values in all of its files,
	// aliases expanded. The default is 4 million, which take 640 MB.
	MaxValues int
	// Progress, if set, is told what is being done.
	Progress func(stage string)
}

func (c *Config) progress(stage string) {
	if c.Progress != nil {
		c.Progress(stage)
	}
}

// Result is a generated package and what there is to say about it.
type Result struct {
	Files      []File       // sorted by name
	Warnings   []Diagnostic // and notes, sorted by place
	Operations int          // without those that are left out
	LeftOut    int          // operations
	Types      int          // that the package declares for the document
	// NotGenerated counts the notes that have a kind, sorted by it.
	NotGenerated []Ungenerated
}

// Generate returns the files of a client for the document. It writes nothing.
// Problems in the document are returned as a *DiagnosticError that holds all
// of them; there are no files then.
func Generate(c Config) (*Result, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	var diags diag.List
	doc, api := build(&c, &diags)
	if diags.HasErrors() {
		return nil, failure(&diags)
	}
	unify.Elect(api.Types)
	var err error
	var others []File
	if c.Fake {
		if others, err = fakeFiles(&c, api); err != nil {
			return nil, err
		}
	}
	if c.Tools {
		more, err := toolFiles(&c, api)
		if err != nil {
			return nil, err
		}
		others = append(others, more...)
	}
	if c.Tests {
		more, err := tests(&c, doc, api)
		if err != nil {
			return nil, err
		}
		others = append(others, more...)
	}
	c.progress("writing Go")
	files, err := client(&c, api, others)
	if err != nil {
		return nil, err
	}
	return result(doc, api, files, &diags), nil
}

func result(doc *openapi.Document, api *ir.API, files []File, diags *diag.List) *Result {
	return &Result{
		Files:      files,
		Warnings:   diagnosticsOf(diags.All()),
		Operations: api.CountOperations(),
		LeftOut:    doc.OperationsLeftOut(),
		Types:      len(api.Types),

		NotGenerated: ungenerated(diags.Kinds()),
	}
}

// build reads and lowers the document. Problems go to diags; with errors there
// the result is of no use.
func build(c *Config, diags *diag.List) (*openapi.Document, *ir.API) {
	var found diag.List
	doc := c.read(&found)
	if doc != nil && c.leaveOut(doc, &found, diags) {
		found.DropErrors()
	}
	diags.AddAll(&found)
	if doc == nil || diags.HasErrors() {
		return nil, nil
	}
	c.progress("lowering")
	for {
		var found diag.List
		api := lower.Lower(doc, lower.Options{Package: c.Package, Reserved: reserved()}, &found)
		if !c.leaveOut(doc, &found, diags) {
			diags.AddAll(&found)
			unify.Find(api)
			c.take(api, diags)
			c.raise(diags)
			return doc, api
		}
	}
}

// take takes out of the API what isn't asked for.
func (c *Config) take(api *ir.API, diags *diag.List) {
	if diags.HasErrors() {
		return
	}
	for _, p := range subset.Take(api, subset.Options{Include: c.Include, Exclude: c.Exclude, Betas: c.Betas}) {
		setting := []string{p.Option}
		if p.Index >= 0 {
			setting = append(setting, strconv.Itoa(p.Index))
		}
		diags.Add(diag.Diagnostic{Pos: diag.Pos(c.where(setting...)), Message: p.Message})
	}
}

// leaveOut leaves out what leads to the errors that were found, which become
// warnings in diags. It reports whether that was asked for, and did any good.
func (c *Config) leaveOut(doc *openapi.Document, found, diags *diag.List) bool {
	errs, all := found.Errors()
	if !c.SkipUnsupported || len(errs) == 0 || !all {
		return false
	}
	said, unsolved := doc.LeaveOut(errs)
	if len(unsolved) > 0 || len(said) == 0 {
		return false
	}
	for _, d := range append(errs, said...) {
		d.Severity = diag.Warning
		diags.Add(d)
	}
	return true
}

// client returns the files of the package itself.
func client(c *Config, api *ir.API, others []File) ([]File, error) {
	sources, err := emit.Files(api)
	if err != nil {
		return nil, fmt.Errorf("generated source is not Go, which is a bug in codegen: %w", err)
	}
	return filesOf(output.Package(c.Package, sources, outputFiles(others)))
}

// fakeFiles returns the files of the fake server.
func fakeFiles(c *Config, api *ir.API) ([]File, error) {
	if c.ImportPath == "" {
		return nil, errors.New("the fake server needs the import path of the package")
	}
	taken, err := templates.FakeNames()
	if err != nil {
		return nil, err
	}
	sources, err := faketest.Files(api, faketest.Config{Client: c.ImportPath, Taken: taken})
	if err != nil {
		return nil, fmt.Errorf("generated fake server is not Go, which is a bug in codegen: %w", err)
	}
	return filesOf(output.Fake(c.Package, c.ImportPath, sources))
}

// reserved lists the identifiers that the document can't use.
func reserved() []string {
	r, err := templates.Reserved()
	if err != nil {
		panic(err) // the embedded runtime is not Go: no test would have passed
	}
	return append(r, "Client", "NewClient")
}

// Lint reports everything that is wrong or questionable in the document.
func Lint(c Config) []Diagnostic {
	var diags diag.List
	doc := c.load(&diags)
	if doc != nil {
		if !diags.HasErrors() {
			c.progress("lowering")
			lower.Lower(doc, lower.Options{Package: c.Package, Reserved: reserved()}, &diags)
		}
		c.progress("validating")
		advice.Lint(doc, &diags)
	}
	c.raise(&diags)
	return diagnosticsOf(diags.All())
}

// DocsHeader is the first line of what Docs writes.
const DocsHeader = docs.Header

// Docs returns an overview of the client, one file in Markdown. Names are links
// to the documentation of the package if c.ImportPath is set.
func Docs(c Config) (*Result, error) {
	var diags diag.List
	doc, api := build(&c, &diags)
	if diags.HasErrors() {
		return nil, failure(&diags)
	}
	c.progress("writing Markdown")
	return result(doc, api, []File{{Name: "api.md", Content: docs.Render(api, c.ImportPath)}}, &diags), nil
}

// Bundle returns the document and all files that it refers to as one file.
func Bundle(c Config, o BundleOptions) ([]byte, error) {
	var diags diag.List
	doc := c.read(&diags)
	if doc == nil || diags.HasErrors() {
		return nil, failure(&diags)
	}
	out := bundle.Write(doc, o.options(), &diags)
	return out, failure(&diags)
}

// Write makes the folder dir hold files and nothing else that codegen wrote,
// and reports what it changed.
func Write(dir string, files []File) ([]Change, error) {
	return changesOf(output.Write(dir, outputFiles(files)))
}

// Wrote reports whether codegen wrote a file with this content.
func Wrote(content []byte) bool { return output.Wrote(content) }

// Compare reports what Write would change.
func Compare(dir string, files []File) ([]Change, error) {
	return changesOf(output.Compare(dir, outputFiles(files)))
}
