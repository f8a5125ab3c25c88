package main

import (
	"encoding/json"
	"os"
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
		{doc, doc},
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
