package readmes

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// notRun are the commands that are not run here, and why.
var notRun = map[string]string{
	"go get github.com/claudegen/claudegen/generated/claude":         "needs a published version; TestClient runs it with one",
	"go get -tool github.com/claudegen/claudegen/cmd/codegen@latest": "needs a published version; the module of the commands after it has the tool of this tree",
	"go mod tidy": "downloads what the tests of dependencies need",

	"go get github.com/claudegen/claudegen/generated/platforms/bedrock":      "needs a published version",
	"go get github.com/claudegen/claudegen/generated/platforms/claudeaws":    "needs a published version",
	"go get github.com/claudegen/claudegen/generated/platforms/claudegoogle": "needs a published version",
	"go get github.com/claudegen/claudegen/generated/platforms/foundry":      "needs a published version",
	"go get github.com/claudegen/claudegen/generated/platforms/vertex":       "needs a published version",
	"aws configure":                         "changes the settings of whoever runs the test",
	"gcloud auth application-default login": "logs in",

	"go run ./examples/chat": "its test runs it; it needs a terminal",
	`go run ./examples/byhand "How many r are there in strawberry?"`:              "its test runs it; it needs a key",
	"go run ./examples/batches < questions.txt":                                   "its test runs it; it needs a key",
	"go run ./examples/documents contract.pdf terms.txt < questions.txt":          "its test runs it; it needs a key",
	`go run ./examples/files report.pdf "What does it say about costs?"`:          "its test runs it; it needs a key",
	`go run ./examples/skills ./my-skill numbers.csv "Make a table of the sums."`: "its test runs it; it needs a key",
	"go run ./examples/adminreport -days 30":                                      "its test runs it; it needs an admin key",
	`go run ./parallel ~/Documents "Which of the photos fits the report?"`:        "its test runs it; it needs a key",
	"go run ./structured < invoice.txt":                                           "its test runs it; it needs a key",
	`go run ./thinking "How many seconds has a leap year?"`:                       "its test runs it; it needs a key",
	"go run .":                          "make programs does; it compiles the vendor's SDK",
	"go run . -write":                   "make programs does; it compiles the vendor's SDK",
	"go test .":                         "make programs does; it compiles the vendor's SDK",
	"go run . -run 'Payload_MultiPart'": "downloads Spector, and takes minutes",
	"go run . -run 'TestRoutes_PathParameters_.*array$'": "downloads Spector, and takes minutes",
	"make generate":                 "TestGeneratedIsCurrent compares what it would write",
	"go build ./...":                "the test is built from the same packages",
	"go test ./...":                 "this is a part of it",
	"cd generated && go test ./...": "make test runs it",
	"make check":                    "TestGeneratedIsCurrent does the same",
	"make test":                     "this is a part of it",
	"make race":                     "takes minutes, on the tests that run anyway",
	"make next":                     "compiles everything with another version of Go",
	"make golden":                   "rewrites files; TestGolden compares what it would write",
	"make fuzz":                     "takes an hour",
	"make bench":                    "measures for minutes",
	"make corpus":                   "downloads and compiles for minutes",
	"make conformance":              "needs npm",
	"make wire":                     "needs the vendor's SDK",
	"make lint":                     "downloads and builds the linters",
	"make ci":                       "this is a part of it",
}

// TestCommands runs the commands of all blocks of the language sh, or says why
// not.
func TestCommands(t *testing.T) {
	left := maps.Clone(notRun)
	for _, d := range documents(t) {
		dir := ""
		for _, b := range d.blocks {
			switch b.lang {
			case "sh":
			case "text":
				checkText(t, &b)
				continue
			case "go", "yaml", "json":
				continue
			default:
				t.Errorf("%s: a block must be sh, go, yaml, json or text", &b)
				continue
			}
			if dir == "" {
				dir = layOut(t)
			}
			for line := range strings.Lines(b.text) {
				line, _, _ = strings.Cut(strings.TrimSpace(line), " #")
				line = strings.TrimSpace(line)
				if reason, ok := notRun[line]; ok {
					t.Logf("%s: not run: %s: %s", &b, line, reason)
					delete(left, line)
					checkPlaces(t, &b, line)
				} else if line != "" {
					runCommand(t, dir, &b, line)
				}
			}
		}
	}
	for line := range left {
		if !strings.HasPrefix(line, "make ") { // TestTargets has these
			t.Errorf("no README has the command %q, which is not run: %s", line, notRun[line])
		}
	}
}

// checkText looks for commands that should be run.
func checkText(t *testing.T, b *block) {
	t.Helper()
	for line := range strings.Lines(b.text) {
		if command.MatchString(line) {
			t.Errorf("%s: %s: a block with commands must be sh", b, strings.TrimSpace(line))
		}
	}
}

var command = regexp.MustCompile(`^(\$ )?(go|make|git|npm) `)

// runCommand runs a line of a block as a shell does.
func runCommand(t *testing.T, dir string, b *block, line string) {
	t.Helper()
	line = strings.Replace(line, "go run "+claudegen+"/cmd/codegen@latest", "codegen", 1) // this one, not the last published
	cmd := exec.Command("sh", "-c", line)
	cmd.Dir = dir
	cmd.Env = append(moduleEnv(), "PATH="+bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	if strings.HasPrefix(line, "make ") {
		cmd.Dir = root
	}
	out, err := cmd.CombinedOutput()
	want := b.notes["exits"]
	if want == "" {
		want = "0"
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Errorf("%s: %s: %v", b, line, err)
	} else if got := fmt.Sprint(cmd.ProcessState.ExitCode()); got != want {
		t.Errorf("%s: %s: exit code %s, want %s\n%s", b, line, got, want, out)
	}
}

// checkPlaces looks for the folders that a command that isn't run names.
func checkPlaces(t *testing.T, b *block, line string) {
	t.Helper()
	for word := range strings.FieldsSeq(line) {
		if strings.HasPrefix(word, "./examples/") {
			if _, err := os.Stat(filepath.Join(root, "generated", word)); err != nil {
				t.Errorf("%s: %v", b, err)
			}
		}
	}
}

// layOut makes a module with the documents that the READMEs talk of.
func layOut(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	layOutModule(t, dir, "example.com/shop")
	for _, f := range []string{"openapi.yaml", "old.yaml", "new.yaml", "ours.yaml"} {
		writeFile(t, filepath.Join(dir, f), pets)
	}
	return dir
}

const pets = `openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets/{id}:
    get:
      operationId: pets.get
      description: Look at a pet.
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: A pet.
          content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}}}
`

// bin is the folder that codegen was built into.
var bin string

// TestMain builds codegen.
func TestMain(m *testing.M) { os.Exit(withCodegen(m.Run)) }

func withCodegen(run func() int) int {
	var err error
	if bin, err = os.MkdirTemp("", "codegen-*"); err != nil {
		panic(err)
	}
	defer func() { _ = os.RemoveAll(bin) }()
	cmd := exec.Command("go", "build", "-o", bin, "./cmd/codegen")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Printf("%v\n%s", err, out)
		return 1
	}
	return run()
}

// TestSynopses looks at the commands that are shown and not meant to be run as
// they stand: the command and its flags must exist.
func TestSynopses(t *testing.T) {
	help := map[string]string{}
	n := 0
	for _, d := range documents(t) {
		shown := d.spans
		for _, b := range d.blocks {
			if b.lang == "text" {
				shown = append(shown, strings.Split(continued.ReplaceAllString(b.text, " "), "\n")...)
			}
		}
		for _, line := range shown {
			words := strings.Fields(line)
			if len(words) < 2 || words[0] != "codegen" || !lower.MatchString(words[1]) {
				continue
			}
			n++
			sub := words[1]
			if help[sub] == "" {
				out, err := exec.Command(filepath.Join(bin, "codegen"), sub, "--help").CombinedOutput()
				if err != nil {
					t.Fatal(err)
				}
				help[sub] = string(out)
			}
			if !strings.Contains(help[sub], "codegen "+sub) {
				t.Errorf("%s: %s: there is no such command", d.name, line)
			}
			for _, flag := range flags.FindAllString(line, -1) {
				if !strings.Contains(help[sub], flag+" ") {
					t.Errorf("%s: %s: codegen %s has no flag %s", d.name, line, sub, flag)
				}
			}
		}
	}
	if n < 10 {
		t.Errorf("found only %d commands", n)
	}
}

var (
	continued = regexp.MustCompile(`\n +`)

	lower = regexp.MustCompile(`^[a-z]+$`)
	flags = regexp.MustCompile(`--[a-z][a-z-]*`)
)

// TestTargets looks for the make targets that the READMEs name, and for those
// that are said not to be run.
func TestTargets(t *testing.T) {
	var targets []string
	for _, m := range regexp.MustCompile(`(?m)^([a-z]+):`).FindAllStringSubmatch(readFile(t, filepath.Join(root, "Makefile")), -1) {
		targets = append(targets, m[1])
	}
	for _, d := range documents(t) {
		for _, span := range d.spans {
			if words := strings.Fields(span); len(words) == 2 && words[0] == "make" && !slices.Contains(targets, words[1]) {
				t.Errorf("%s: there is no target for %s", d.name, span)
			}
		}
	}
	for line := range notRun {
		if target, ok := strings.CutPrefix(line, "make "); ok && !slices.Contains(targets, target) {
			t.Errorf("there is no target %s, which is not run", target)
		}
	}
}
