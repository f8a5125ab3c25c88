package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A test that doesn't compile with what was generated has failed, and so have all
// tests of a client that doesn't compile. The others must not suffer from it: the
// tests are compiled first, and those with an error are given another body, in
// copies that go test is told of by an overlay.

// compileError is where the compiler complains.
var compileError = regexp.MustCompile(`^(.+\.go):(\d+):\d+: (.+)$`)

// leaveOutBroken compiles everything, notes the tests that don't compile, and
// returns the file for -overlay that leaves them out.
func leaveOutBroken(ctx context.Context, v version, p *part, o *outcome) (string, error) {
	l := &leftOut{dir: filepath.Join(workFolder, v.number, "broken"), tests: p.tests, outcome: o, replaced: map[string]string{}, copies: map[string]string{}}
	if err := os.RemoveAll(l.dir); err != nil {
		return "", err
	}
	if err := os.MkdirAll(l.dir, 0o777); err != nil {
		return "", err
	}
	if err := l.brokenClients(ctx, filepath.Join(workFolder, v.number)); err != nil {
		return "", err
	}
	// An error can hide others, such as that of an import that nothing uses then.
	for range 5 {
		overlay, err := l.write()
		if err != nil {
			return "", err
		}
		cmd := exec.CommandContext(ctx, "go", append(testArgs(v, overlay), append([]string{"-run", "^$"}, p.packages...)...)...) //nolint:gosec // arguments of our own
		cmd.Dir = testFolder
		out, err := cmd.CombinedOutput()
		if err == nil {
			return overlay, nil
		}
		found, noteErr := l.note(out)
		if noteErr != nil {
			return "", noteErr
		}
		if !found {
			return "", fmt.Errorf("compiling the tests: %w\n%s", err, out)
		}
	}
	return "", errors.New("compiling the tests: errors after leaving out, five times, what had errors")
}

// quick has the compiler do less about the clients: they run once.
const quick = "-gcflags=spector.test/api/...=-N -l"

// testArgs are arguments of the go command for tests with the clients of v. With
// -e, the compiler says everything, rather than the first ten.
func testArgs(v version, overlay string) []string {
	return []string{"test", "-vet=off", "-gcflags=-e", quick, "-modfile=" + v.modfile, "-overlay=" + overlay}
}

// leftOut is what is left out.
type leftOut struct {
	dir      string
	tests    []scenarioTest
	outcome  *outcome
	replaced map[string]string // file in scenarios: copy, both absolute
	copies   map[string]string // copy, absolute: file, e.g. "scenarios/type/array_test.go"
}

// brokenClients compiles the clients. The tests in files that import one which
// doesn't compile are left out.
func (l *leftOut) brokenClients(ctx context.Context, module string) error {
	build := exec.CommandContext(ctx, "go", "build", quick, "./...")
	build.Dir = module
	out, err := build.CombinedOutput()
	if err == nil {
		return nil
	}
	broken := map[string]string{} // import path: first error
	at := ""
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSpace(line)
		if p, ok := strings.CutPrefix(line, "# "); ok {
			at = p
		} else if at != "" && broken[at] == "" {
			broken[at] = line
		}
	}
	if len(broken) == 0 {
		return fmt.Errorf("compiling the clients: %w\n%s", err, out)
	}
	for _, t := range l.tests {
		imports, err := importsOf(t.file)
		if err != nil {
			return err
		}
		for _, p := range imports {
			if text := broken[p]; text != "" {
				l.outcome.blame([]string{t.scenario}, "the client doesn't compile: "+text)
			}
		}
	}
	return nil
}

// note finds the tests that the compiler complains of, in their files or in the copies
// of these. An error outside of a test is one of all tests in the file.
func (l *leftOut) note(output []byte) (found bool, err error) {
	for line := range strings.Lines(string(output)) {
		m := compileError.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			continue
		}
		name, text := l.original(m[1]), m[3]
		number, err := strconv.Atoi(m[2])
		if err != nil {
			return false, err
		}
		var inFile, hit []string
		for _, t := range l.tests {
			if t.file != name {
				continue
			}
			inFile = append(inFile, t.scenario)
			if t.first <= number && number <= t.last {
				hit = append(hit, t.scenario)
			}
		}
		if hit == nil {
			hit = inFile
		}
		if len(hit) > 0 {
			found = true
			l.outcome.blame(hit, "the test doesn't compile: "+text)
		}
	}
	return found, nil
}

// original is the file that has a test, e.g. "scenarios/type/array_test.go", by the name
// under which the compiler knows it or its copy, below testFolder or absolute.
func (l *leftOut) original(name string) string {
	if !filepath.IsAbs(name) {
		name = filepath.Join(testFolder, name)
	}
	if abs, err := filepath.Abs(name); err == nil {
		if of := l.copies[abs]; of != "" {
			return of
		}
	}
	return filepath.ToSlash(name)
}

// write writes the copies of the files that have tests to be left out, and the
// overlay that says which file each stands for.
func (l *leftOut) write() (string, error) {
	byFile := map[string][]string{}
	for _, t := range l.tests {
		if l.outcome.problems[t.scenario] != "" {
			byFile[t.file] = append(byFile[t.file], t.scenario)
		}
	}
	for name, scenarios := range byFile {
		text, err := without(name, scenarios)
		if err != nil {
			return "", err
		}
		copied := filepath.Join(l.dir, strings.ReplaceAll(name, "/", "_"))
		if err := os.WriteFile(copied, text, 0o644); err != nil {
			return "", err
		}
		if err := l.replace(name, copied); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": l.replaced})
	if err != nil {
		return "", err
	}
	overlay, err := filepath.Abs(filepath.Join(l.dir, "overlay.json"))
	if err != nil {
		return "", err
	}
	return overlay, os.WriteFile(overlay, data, 0o644)
}

func (l *leftOut) replace(name, copied string) error {
	from, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	to, err := filepath.Abs(copied)
	if err != nil {
		return err
	}
	l.replaced[from], l.copies[to] = to, name
	return nil
}

// without returns a file without the bodies of the tests of some scenarios. Lines
// stay where they are, for errors to be found in the original. If no test is left,
// nothing else of the file is either.
func without(name string, scenarios []string) ([]byte, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	tests := testFuncs(file)
	cut := map[*ast.FuncDecl]bool{}
	for _, f := range tests {
		cut[f] = slices.Contains(scenarios, strings.TrimPrefix(f.Name.Name, "Test"))
	}
	all := !slices.Contains(values(cut), false)
	blank := func(from, to token.Pos, keep string) {
		i, j := files.Position(from).Offset, files.Position(to).Offset
		lines := bytes.Count(text[i:j], []byte("\n"))
		text = slices.Concat(text[:i], []byte(keep), bytes.Repeat([]byte("\n"), lines), text[j:])
	}
	// From the end, so that offsets before it stay true.
	for _, d := range slices.Backward(file.Decls) {
		f, ok := d.(*ast.FuncDecl)
		switch {
		case ok && cut[f]:
			blank(f.Body.Lbrace+1, f.Body.Rbrace, "")
		case all && (!ok || f.Recv != nil || !slices.Contains(tests, f)) && !isImport(d):
			blank(d.Pos(), d.End(), "")
		}
	}
	return dropImports(name, text)
}

func values(m map[*ast.FuncDecl]bool) (out []bool) {
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

func isImport(d ast.Decl) bool {
	g, ok := d.(*ast.GenDecl)
	return ok && g.Tok == token.IMPORT
}

// dropImports makes imports blank that nothing in the file uses any more. A client
// that doesn't compile can't be imported at all, so its line goes.
func dropImports(name string, text []byte) ([]byte, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	used := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				used[x.Name] = true
			}
		}
		return true
	})
	for _, spec := range slices.Backward(file.Imports) {
		if !used[importName(spec)] {
			i, j := files.Position(spec.Pos()).Offset, files.Position(spec.End()).Offset
			text = slices.Concat(text[:i], text[j:])
		}
	}
	if _, err := format.Source(text); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return text, nil
}
