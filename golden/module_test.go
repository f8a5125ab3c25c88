package golden

import (
	"bufio"
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// module is the path of the temporary module; a case is the package
// module/topic/name.
const module = "golden.test"

// tryOut lays the generated packages and their tests into one temporary module,
// so that they share one build, and reports what the go command says of each.
func tryOut(t *testing.T, cases []*goldenCase) {
	t.Helper()
	if len(cases) == 0 {
		return
	}
	dir := t.TempDir()
	layOut(t, dir, cases)
	// -vet=all makes the go command vet with all analyzers what it builds, which
	// takes less than vetting apart. With -trimpath the path of the module is not
	// part of the output, so that what didn't change comes from the cache. The
	// other flags save half of the time: the tests run for milliseconds.
	cmd := exec.Command("go", "test", "-json", "-vet=all", "-trimpath", "-gcflags=-N -l -dwarf=false", "-ldflags=-w", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	output, failed := readEvents(t, &stdout)
	for _, name := range slices.Sorted(maps.Keys(failed)) {
		t.Errorf("%s:\n%s", name, output[name])
	}
	if err != nil && len(failed) == 0 {
		t.Errorf("go test: %v\n%s", err, stderr.Bytes())
	}
	for _, c := range cases {
		if output[c.name] == "" {
			t.Errorf("%s: go test says nothing of it\n%s", c.name, stderr.Bytes())
		}
	}
}

// layOut writes the module.
func layOut(t *testing.T, dir string, cases []*goldenCase) {
	t.Helper()
	write := func(name string, data []byte) {
		t.Helper()
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	read := func(name string) []byte {
		t.Helper()
		data, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	write("go.mod", goMod(t, read("../go.mod")))
	write("go.sum", read("../go.sum"))
	write("kit/kit.go", read("kit/kit.go"))
	for _, c := range cases {
		for _, f := range c.output {
			write(c.name+"/"+f.Name, f.Content)
		}
		write(c.name+"/"+useFile, []byte(c.files[useFile]))
	}
}

var (
	goLine   = regexp.MustCompile(`(?m)^go \S+$`)
	jsonLine = regexp.MustCompile(`github\.com/go-json-experiment/json \S+`)
)

// goMod is the module's go.mod: the versions are those of this repository.
func goMod(t *testing.T, ours []byte) []byte {
	t.Helper()
	version, require := goLine.Find(ours), jsonLine.Find(ours)
	if version == nil || require == nil {
		t.Fatal("go.mod of the repository has no go line, or does not require the JSON module")
	}
	return []byte("module " + module + "\n\n" + string(version) + "\n\nrequire " + string(require) + "\n")
}

// readEvents reads what go test -json prints: what it says of each case, and
// which of them failed to build, to pass vet or to pass their tests.
func readEvents(t *testing.T, stdout *bytes.Buffer) (output map[string]string, failed map[string]bool) {
	t.Helper()
	output, failed = map[string]string{}, map[string]bool{}
	lines := bufio.NewScanner(stdout)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var e struct{ Action, Package, ImportPath, Output string }
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatalf("go test printed %q: %v", lines.Bytes(), err)
		}
		name := caseOf(e.Package + e.ImportPath) // the latter for what building says
		output[name] += e.Output
		if e.Action == "fail" || e.Action == "build-fail" {
			failed[name] = true
		}
	}
	return output, failed
}

// caseOf turns the names of a package, of its tests and of its test binary, such
// as "golden.test/types/scalars_test [golden.test/types/scalars.test]", into
// that of the case.
func caseOf(pkg string) string {
	name, _, _ := strings.Cut(pkg, " ")
	name = strings.TrimPrefix(name, module+"/")
	return strings.TrimSuffix(strings.TrimSuffix(name, ".test"), "_test")
}
