package claude_test

import (
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/generated/claude"
)

// TestEveryServiceHasAnExample looks for an example, with output and therefore
// run, of a method of every service that the client has. A service that only
// leads to others needs one of the type.
func TestEveryServiceHasAnExample(t *testing.T) {
	examples := examplesOfPackage(t)
	seen := 0
	var look func(service reflect.Type)
	look = func(service reflect.Type) {
		seen++
		name, found := service.Elem().Name(), service.NumMethod() == 0 && examples[service.Elem().Name()]
		for m := range service.Methods() {
			found = found || examples[name+"_"+m.Name]
		}
		if !found {
			t.Errorf("%s has no example", name)
		}
		for f := range service.Elem().Fields() {
			if f.IsExported() {
				look(f.Type)
			}
		}
	}
	for f := range reflect.TypeFor[claude.Client]().Fields() {
		if f.IsExported() {
			look(f.Type)
		}
	}
	if seen < 50 {
		t.Errorf("found only %d services", seen)
	}
}

// examplesOfPackage returns the names of the examples that are run, without
// "Example".
func examplesOfPackage(t *testing.T) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("example_*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range doc.Examples(f) {
			if e.Output == "" || strings.HasSuffix(e.Name, "_") {
				t.Errorf("%s: %s isn't run, or says nothing", name, e.Name)
			}
			out[e.Name] = true
		}
	}
	return out
}
