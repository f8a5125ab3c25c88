package golden

import (
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/claudegen/claudegen/gen"
)

var update = flag.Bool("update", false, "rewrite what the cases want")

// A goldenCase is a document and what must come of it.
type goldenCase struct {
	name    string // e.g. "types/scalars"
	path    string // of the archive
	archive *txtar.Archive
	files   map[string]string // of the archive
	output  []gen.File        // the generated package; nil if the document is refused
}

const (
	useFile    = "use_test.go"
	configFile = "codegen.yaml"
	clientFile = "client.gen.go"
	wantDir    = "want/"
	diagFile   = wantDir + "diagnostics" // of a document that is refused
	warnFile   = wantDir + "warnings"    // of a document that is not
)

// TestGolden generates every case, compares the outcome with the archive, and
// then builds, vets and tests all that was generated in one go.
func TestGolden(t *testing.T) {
	var use []*goldenCase
	for _, c := range collect(t) {
		t.Run(c.name, func(t *testing.T) {
			got := c.generate(t)
			if *update {
				c.rewrite(t, got)
			} else if diff := cmp.Diff(c.want(), got); diff != "" {
				t.Errorf("output differs (-want +got); if it is right, run make golden:\n%s", diff)
			}
			if c.output != nil {
				use = append(use, c)
			}
		})
	}
	if !testing.Short() {
		tryOut(t, use)
	}
}

// collect reads all archives below this folder.
func collect(t *testing.T) []*goldenCase {
	t.Helper()
	var out []*goldenCase
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path == diffDir:
			return fs.SkipDir
		case filepath.Ext(path) != ".txtar":
			return nil
		}
		a, err := txtar.ParseFile(path)
		if err != nil {
			return err
		}
		c := &goldenCase{name: strings.TrimSuffix(filepath.ToSlash(path), ".txtar"), path: path, archive: a, files: map[string]string{}}
		for _, f := range a.Files {
			c.files[f.Name] = string(f.Data)
		}
		out = append(out, c)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatal("no cases")
	}
	return out
}

// want returns the files that the archive expects.
func (c *goldenCase) want() map[string]string {
	out := maps.Clone(c.files)
	maps.DeleteFunc(out, func(name, _ string) bool { return !strings.HasPrefix(name, wantDir) })
	return out
}

// generate runs the generator twice, and returns the files of want/ as they
// should be.
func (c *goldenCase) generate(t *testing.T) map[string]string {
	t.Helper()
	if len(strings.TrimSpace(string(c.archive.Comment))) == 0 {
		t.Error("no comment: say what the case pins and why")
	}
	result, err := c.run()
	again, errAgain := c.run()
	if !reflect.DeepEqual(result, again) { // cmp takes its time to go through bytes
		t.Errorf("two runs differ:\n%s", cmp.Diff(result, again))
	}
	if diff := cmp.Diff(text(err), text(errAgain)); diff != "" {
		t.Errorf("two runs fail differently:\n%s", diff)
	}
	var refused *gen.DiagnosticError
	switch _, used := c.files[useFile]; {
	case err != nil && !errors.As(err, &refused):
		t.Fatalf("the generator failed: %v", err)
	case err != nil && used:
		t.Fatalf("the document is refused, but the case has a %s:\n%v", useFile, err)
	case err != nil:
		return map[string]string{diagFile: err.Error() + "\n"}
	case !used:
		t.Fatalf("the document is accepted, and the case has no %s", useFile)
	}
	c.output = result.Files
	out := map[string]string{}
	if option(c.archive, "docs", "no") == "yes" {
		config, err := c.config()
		if err != nil {
			t.Fatal(err)
		}
		overview, err := gen.Docs(config)
		if err != nil {
			t.Fatal(err)
		}
		out[wantDir+overview.Files[0].Name] = string(overview.Files[0].Content)
	}
	for _, f := range result.Files {
		if c.pins(path.Base(f.Name)) {
			out[wantDir+f.Name] = string(f.Content)
		}
	}
	var warnings strings.Builder
	for _, w := range result.Warnings {
		warnings.WriteString(w.String() + "\n")
	}
	if warnings.Len() > 0 {
		out[warnFile] = warnings.String()
	}
	return out
}

// pins reports whether a case shows a generated file. The runtime has tests of
// its own; client.gen.go, which is nearly the same for every document, is in
// the one case that asks for it.
func (c *goldenCase) pins(name string) bool {
	if name == clientFile {
		return option(c.archive, "client", "no") == "yes"
	}
	return !strings.HasPrefix(name, "runtime_")
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// run generates the package once.
func (c *goldenCase) run() (*gen.Result, error) {
	config, err := c.config()
	if err != nil {
		return nil, err
	}
	return gen.Generate(config)
}

func (c *goldenCase) config() (gen.Config, error) {
	settings, err := gen.ParseConfig(configFile, []byte(c.files[configFile])) // usually there are none
	if err != nil {
		return gen.Config{}, err
	}
	config := settings.Config
	if config.Spec = "spec.yaml"; c.files[config.Spec] == "" {
		config.Spec = "spec.json"
	}
	config.Package = option(c.archive, "package", "api")
	config.Fake, config.ImportPath = option(c.archive, "fake", "no") == "yes", module+"/"+c.name
	config.Tools = option(c.archive, "tools", "no") == "yes"
	config.SkipUnsupported = option(c.archive, "skip-unsupported", "no") == "yes"
	config.Overlays = strings.Fields(option(c.archive, "overlays", ""))
	config.ReadFile = reader(c.files)
	return config, nil
}

// reader reads the files of an archive.
func reader(files map[string]string) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		data, ok := files[name]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return []byte(data), nil
	}
}

// option returns the value of a line "key: value" of the comment.
func option(a *txtar.Archive, key, def string) string {
	for line := range strings.Lines(string(a.Comment)) {
		if v, ok := strings.CutPrefix(line, key+": "); ok {
			return strings.TrimSpace(v)
		}
	}
	return def
}

// rewrite makes the archive expect what the generator does now. The test comes
// last: what it uses is best read before.
func (c *goldenCase) rewrite(t *testing.T, got map[string]string) {
	t.Helper()
	a := &txtar.Archive{Comment: c.archive.Comment}
	var last []txtar.File
	for _, f := range c.archive.Files {
		switch {
		case f.Name == useFile:
			last = append(last, f)
		case !strings.HasPrefix(f.Name, wantDir):
			a.Files = append(a.Files, f)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(got[name])})
	}
	a.Files = append(a.Files, last...)
	data := txtar.Format(a)
	if old, err := os.ReadFile(c.path); err != nil || string(old) != string(data) {
		if err := os.WriteFile(c.path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
