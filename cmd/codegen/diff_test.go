package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// wider is spec with a parameter and a second answer.
var wider = strings.Replace(spec, "      responses:\n", "      parameters: [{name: limit, in: query, schema: {type: integer}}]\n      responses:\n", 1)

func ignoring(t *testing.T, content string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "ignore")
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestDiff(t *testing.T) {
	small, large := file(t, spec), file(t, wider)
	for _, test := range []struct {
		args []string
		code int
		want string // all lines begin with a place and go on like this; empty for no line
	}{
		{[]string{small, small}, exitOK, ""},
		{[]string{large, small}, exitFindings, "parameter GET /pets query.limit: "},
		{[]string{small, large}, exitFindings, "parameter GET /pets query.limit: "},
		{[]string{small, large, "--one-way"}, exitOK, ""},
		{[]string{large, small, "--ignore", ignoring(t, "parameter * query.limit # why not\n")}, exitOK, ""},
		{[]string{small, large, "--one-way", "--ignore", ignoring(t, "\nmember * # why not\n")}, exitFindings, "pattern matches nothing: member *"},
	} {
		code, stdout, stderr := command(append([]string{"diff", "--wire", "-q"}, test.args...)...)
		if code != test.code || stderr != "" || (stdout == "") != (test.want == "") {
			t.Errorf("%v: %d %q %q", test.args, code, stdout, stderr)
		}
		for line := range strings.Lines(stdout) {
			if _, rest, _ := strings.Cut(line, ": "); !strings.HasPrefix(rest, test.want) {
				t.Errorf("%v: %s", test.args, line)
			}
		}
	}
	if _, _, stderr := command("diff", "--wire", large, small); !strings.Contains(stderr, "1 operation in common: 1 difference, 0 ignored") {
		t.Errorf("summary %q", stderr)
	}
}

func TestDiffJSON(t *testing.T) {
	small, large := file(t, spec), file(t, wider)
	var r struct {
		Operations  int
		Ignored     int
		Differences []struct {
			Kind, In, Method, Path, Side, Pointer string
			Pos, There                            struct {
				File      string
				Line, Col int
			}
		}
		Unused []any
	}
	code, stdout, stderr := command("diff", "--wire", small, large, "--json")
	if err := json.Unmarshal([]byte(stdout), &r); code != exitFindings || stderr != "" || err != nil || len(r.Differences) != 1 || r.Unused == nil {
		t.Fatalf("%d %q %q %v", code, stdout, stderr, err)
	}
	d := r.Differences[0]
	if r.Operations != 1 || d.Kind != "parameter" || d.In != "new" || d.Method != "GET" || d.Path != "/pets" || d.Side != "query.limit" ||
		d.Pos.File != filepath.ToSlash(large) || d.Pos.Line != 8 || d.There.File != filepath.ToSlash(small) || d.There.Line != 5 {
		t.Errorf("%+v", r)
	}
}

func TestDiffMisuse(t *testing.T) {
	doc := file(t, spec)
	for _, args := range [][]string{
		{"--wire", doc},
		{"--wire", doc, filepath.Join(t.TempDir(), "none.yaml")},
		{"--wire", doc, file(t, "swagger: '2.0'\n")},
		{"--wire", doc, doc, "--events", "nonsense"},
		{"--wire", doc, doc, "--events", "GET /none=Event"},
		{"--wire", doc, doc, "--ignore", filepath.Join(t.TempDir(), "none")},
		{"--wire", doc, doc, "--ignore", ignoring(t, "member *\n")},
	} {
		if code, stdout, stderr := command(append([]string{"diff"}, args...)...); code != exitMisuse || stdout != "" || !strings.Contains(stderr, "codegen: ") {
			t.Errorf("%v: %d %q %q", args, code, stdout, stderr)
		}
	}
}

func TestDiffFlags(t *testing.T) {
	doc := file(t, spec)
	for _, args := range [][]string{
		{doc},
		{doc, filepath.Join(t.TempDir(), "none.yaml")},
		{doc, file(t, "swagger: '2.0'\n")},
		{doc, doc, "--format", "html"},
		{doc, doc, "--format", "markdown", "--wire"},
		{doc, doc, "--package", "Pets"},
		{doc, doc, "--package", "pets", "--wire"},
		{doc, doc, "--skip-unsupported", "--wire"},
		{doc, doc, "--one-way", "--all"},
	} {
		if code, stdout, stderr := command(append([]string{"diff"}, args...)...); code != exitMisuse || stdout != "" || !strings.Contains(stderr, "codegen: ") {
			t.Errorf("%v: %d %q %q", args, code, stdout, stderr)
		}
	}
	if _, _, stderr := command("diff", doc, doc, "--one-way", "--all"); !strings.Contains(stderr, "--one-way, --all: only for --wire") {
		t.Errorf("%q", stderr)
	}
	code, stdout, stderr := command("diff", doc, file(t, wider), "--json", "--package", "pets")
	if code != exitOK || stderr != "" || !json.Valid([]byte(stdout)) || !strings.Contains(stdout, `"bump": "minor"`) {
		t.Errorf("%d %q %q", code, stdout, stderr)
	}
	broken := strings.Replace(spec, "paths:\n", "paths:\n  /broken:\n    get:\n      operationId: pets.broken\n      responses:\n        \"200\": {description: B., content: {application/json: {schema: {enum: red}}}}\n", 1)
	if code, _, stderr := command("diff", doc, file(t, broken), "-q"); code != exitMisuse || !strings.Contains(stderr, `"enum" must be an array`) {
		t.Errorf("%d %q", code, stderr)
	}
	if code, stdout, stderr := command("diff", doc, file(t, broken), "-q", "--skip-unsupported"); code != exitOK || !strings.Contains(stdout, "version: ") {
		t.Errorf("%d %q %q", code, stdout, stderr)
	}
	if code, stdout, _ := command("diff", file(t, wider), doc, "-q"); code != exitFindings || !strings.Contains(stdout, "version: major: ") {
		t.Errorf("%d %q", code, stdout)
	}
}

// git runs git in the current folder, away from the user's configuration.
func git(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=T", "-c", "user.email=t@example.test", "-c", "protocol.file.allow=always"}, args...)...)
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// write writes files of the current folder.
func write(t *testing.T, files map[string]string) {
	t.Helper()
	for name, content := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	splitRoot = `openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /pets:
    $ref: "parts/pets.yaml#/pets"
`
	splitPets = `pets:
  get:
    operationId: pets.list
    responses:
      "200": {description: Fine., content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
`
)

// repository makes a repository with two commits, of which the second adds a
// member in a file that the document refers to, and leaves another in the
// working tree. It changes to the repository.
func repository(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	git(t, "init", "-q", "-b", "main")
	write(t, map[string]string{"api/openapi.yaml": splitRoot, "api/parts/pets.yaml": splitPets})
	git(t, "add", ".")
	git(t, "commit", "-q", "-m", "one")
	git(t, "tag", "v1")
	git(t, "checkout", "-q", "-b", "feature/age")
	aged := strings.Replace(splitPets, "{name:", "{age: {type: integer}, name:", 1)
	write(t, map[string]string{"api/parts/pets.yaml": aged})
	git(t, "commit", "-q", "-a", "-m", "two")
	write(t, map[string]string{"api/parts/pets.yaml": strings.Replace(aged, "{age:", "{toy: {type: string}, age:", 1)})
}

func TestDiffRevisions(t *testing.T) {
	repository(t)
	for _, test := range []struct{ old, new, pos, missing string }{
		{"v1:api/openapi.yaml", "feature/age:api/openapi.yaml", "feature/age:api/parts/pets.yaml:5:100: go: PetListResponse.Age: added", "Toy"},
		{"HEAD~1:./api/openapi.yaml", "HEAD:api/openapi.yaml", "HEAD:api/parts/pets.yaml:5:100: go: PetListResponse.Age: added", "Toy"},
		{"HEAD:api/openapi.yaml", "api/openapi.yaml", "api/parts/pets.yaml:5:100: go: PetListResponse.Toy: added", "Age"},
	} {
		code, stdout, stderr := command("diff", "-q", test.old, test.new)
		if code != exitOK || stderr != "" || !strings.Contains(stdout, "\n"+test.pos+"\n") || strings.Contains(stdout, test.missing) {
			t.Errorf("%s %s: %d %q\n%s", test.old, test.new, code, stderr, stdout)
		}
	}
	code, stdout, _ := command("diff", "-q", "feature/age:api/openapi.yaml", "v1:api/openapi.yaml")
	if code != exitFindings || !strings.Contains(stdout, "\nfeature/age:api/parts/pets.yaml:5:100: go: breaking: PetListResponse.Age: removed\n") {
		t.Errorf("%d\n%s", code, stdout)
	}
	code, stdout, _ = command("diff", "--wire", "-q", "v1:api/openapi.yaml", "HEAD:api/openapi.yaml")
	if code != exitFindings || !strings.HasPrefix(stdout, "HEAD:api/parts/pets.yaml:5:100: member GET /pets response /age: ") || !strings.Contains(stdout, "; there: v1:api/parts/pets.yaml:5:") {
		t.Errorf("%d\n%s", code, stdout)
	}
	t.Chdir("api")
	code, stdout, stderr := command("diff", "-q", "v1:./openapi.yaml", "openapi.yaml")
	if code != exitOK || !strings.Contains(stdout, "parts/pets.yaml:5:100: go: PetListResponse.Toy: added") {
		t.Errorf("%d %s\n%s", code, stderr, stdout)
	}
}

// TestDiffRevisionLinks reads documents through links that a revision has, as the disk does, and none that lead out of it.
func TestDiffRevisionLinks(t *testing.T) {
	repository(t)
	for link, target := range map[string]string{"link.yaml": "api/openapi.yaml", "dangling.yaml": "gone.yaml", "outside.yaml": "/etc/passwd"} {
		if err := os.Symlink(target, link); err != nil {
			t.Skip(err)
		}
	}
	write(t, map[string]string{"parts/pets.yaml": splitPets}) // what the document refers to, seen from the link
	git(t, "add", ".")
	git(t, "commit", "-q", "-m", "links")
	if code, stdout, stderr := command("diff", "-q", "HEAD:link.yaml", "link.yaml"); code != exitOK || stderr != "" || !strings.Contains(stdout, "version: none") {
		t.Errorf("%d %q %q", code, stdout, stderr)
	}
	for _, name := range []string{"dangling.yaml", "outside.yaml"} {
		if code, _, stderr := command("diff", "-q", "HEAD:"+name, "link.yaml"); code != exitMisuse || !strings.Contains(stderr, "it is a link to nothing in this revision") {
			t.Errorf("%s: %d %q", name, code, stderr)
		}
	}
}

// TestDiffRevisionErrors is about what can't be read: the message says what is
// wrong and nothing is printed to standard output.
func TestDiffRevisionErrors(t *testing.T) {
	repository(t)
	write(t, map[string]string{"broken.yaml": "openapi: 3.1.0\ninfo: {title: T, version: \"1\"}\npaths: {/x: {$ref: \"gone.yaml#/x\"}}\n"})
	git(t, "add", ".")
	git(t, "commit", "-q", "-m", "three")
	full, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	check := func(old, want string) {
		t.Helper()
		if code, stdout, stderr := command("diff", "-q", "--", old, filepath.Join(full, "api/openapi.yaml")); code != exitMisuse || stdout != "" || !strings.Contains(stderr, want) {
			t.Errorf("%s: %d %q, want %q in %q", old, code, stdout, want, stderr)
		}
	}
	check("v9:api/openapi.yaml", "v9: no such revision: it must be a commit, a branch or a tag")
	check("--output=x:api/openapi.yaml", "--output=x: no such revision")
	check("HEAD:none.yaml", "HEAD:none.yaml: no such file")
	check("HEAD:api", "HEAD:api: cannot read the file: it is a tree, not a file")
	check("HEAD:../api/openapi.yaml", "HEAD:../api/openapi.yaml: no such file")
	check("HEAD:broken.yaml", "HEAD:broken.yaml:3:14: $ref to \"gone.yaml\": no such file")
	check("none.yaml", "none.yaml: no such file")

	t.Chdir(t.TempDir())
	check("HEAD:api/openapi.yaml", "HEAD: the current folder is in no git repository")
	git(t, "clone", "-q", "--depth", "1", "file://"+filepath.ToSlash(full), ".")
	check("HEAD~1:api/openapi.yaml", "no such revision in this clone, which is shallow: fetch more of it with git fetch --unshallow")
	t.Setenv("PATH", t.TempDir())
	check("HEAD:api/openapi.yaml", "HEAD: git is not installed")
}
