package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// area is a part of the API, and how to tell its tests.
type area struct {
	name   string
	vendor *regexp.Regexp // names of tests of the SDK
	ours   *regexp.Regexp // operation and method, as our tests are called
}

var areas = []area{
	{"messages", regexp.MustCompile(`^Test(Beta)?Message(New|CountTokens)|^TestUsage$`), regexp.MustCompile(`^messages\.(create|count_tokens)/`)},
	{"batches", regexp.MustCompile(`^Test(Beta)?MessageBatch|^Test(Auto|Manual)Pagination$`), regexp.MustCompile(`^messages\.batches\.`)},
	{"models", regexp.MustCompile(`^Test(Beta)?Model`), regexp.MustCompile(`^models\.`)},
	{"files", regexp.MustCompile(`^Test(Beta)?File`), regexp.MustCompile(`^files\.`)},
	{"skills", regexp.MustCompile(`^Test(Beta)?Skill`), regexp.MustCompile(`^skills\.`)},
	{"admin", regexp.MustCompile(`^Test(Beta)?Organization`), regexp.MustCompile(`^admin\.`)},
	{"legacy", regexp.MustCompile(`^TestCompletion`), regexp.MustCompile(`^completions\.`)},
	{"experimental", nil, regexp.MustCompile(`^prompts\.`)},
}

// side says whose tests they are.
type side int

const (
	vendorSide side = iota
	ourSide
)

// areaOf names the area of a test, or "".
func (s side) areaOf(test string) string {
	for _, a := range areas {
		re := a.vendor
		if s == ourSide {
			re = a.ours
		}
		if re != nil && re.MatchString(test) {
			return a.name
		}
	}
	return ""
}

// difference is a failure that is as it should be.
type difference struct {
	side side
	test *regexp.Regexp
	why  string
}

var differences = []difference{
	{
		ourSide, regexp.MustCompile(`^prompts\.`),
		"The vendor's document doesn't have the prompt tools, which are in closed preview.",
	},
}

// testNames are the tests of the SDK that talk to a mock server.
type testNames []string

// mockTests finds them in the sources: they begin by looking for the server.
func mockTests(sdk string) (testNames, error) {
	files, err := filepath.Glob(filepath.Join(sdk, "*_test.go"))
	if err != nil {
		return nil, err
	}
	var out testNames
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(f.Name.Name, "Test") && looksForServer(f) {
				out = append(out, f.Name.Name)
			}
		}
	}
	slices.Sort(out)
	return out, nil
}

func looksForServer(f *ast.FuncDecl) bool {
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		found = found || ok && s.Sel.Name == "CheckTestServer"
		return !found
	})
	return found
}

func (t testNames) inScope() []string {
	return slices.DeleteFunc(slices.Clone(t), func(n string) bool { return vendorSide.areaOf(n) == "" })
}

func (t testNames) outOfScope() []string {
	return slices.DeleteFunc(slices.Clone(t), func(n string) bool { return vendorSide.areaOf(n) != "" })
}
