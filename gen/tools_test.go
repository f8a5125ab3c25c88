package gen_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

// talks is an API with a tool loop, at each of the paths.
func talks(paths ...string) string {
	const operation = `
    post:
      x-tool-loop:
        turns: turns
        tools: tools
        turn: turn
        tool: {name: name, description: about, schema: input}
        stop: {reason: stop}
        call: {in: turn/calls, id: id, name: name, input: input}
        result: {set: {speaker: tools}, call: answers, content: text}
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Talk"}}}}
      responses: {"200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Said"}}}}}
`
	text := "openapi: 3.1.0\ninfo: {title: Talks, version: \"1\"}\npaths:\n"
	for _, p := range paths {
		text += "  " + p + ":" + operation
	}
	return text + `components:
  schemas:
    Talk:
      type: object
      required: [turns]
      properties:
        turns: {type: array, items: {$ref: "#/components/schemas/Turn"}}
        tools: {type: array, items: {$ref: "#/components/schemas/Tool"}}
    Tool: {type: object, properties: {name: {type: string}, about: {type: string}, input: {type: object}}}
    Said: {type: object, required: [turn], properties: {turn: {$ref: "#/components/schemas/Turn"}, stop: {type: string}}}
    Turn:
      type: object
      required: [speaker]
      properties:
        speaker: {type: string}
        text: {type: string}
        answers: {type: string}
        calls: {type: array, items: {type: object, properties: {id: {type: string}, name: {type: string}, input: {type: object}}}}
`
}

func generateTools(spec, pkg string) (*gen.Result, error) {
	return gen.Generate(gen.Config{
		Spec: "spec.yaml", Package: pkg, Tools: true, ImportPath: "example.com/" + pkg,
		ReadFile: func(string) ([]byte, error) { return []byte(spec), nil },
		Where:    func(...string) gen.Pos { return gen.Pos{File: "codegen.yaml", Line: 3, Col: 1} },
	})
}

// TestToolFolder goes through the life of the folder of a tool loop, which is a module of its own
// for a client that is to need none: what makes it one is somebody's, and stays.
func TestToolFolder(t *testing.T) {
	result, err := generateTools(talks("/talk"), "talks")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	sub := filepath.Join(dir, "talkstools")
	if err := os.Mkdir(sub, 0o755); err != nil {
		t.Fatal(err)
	}
	own := map[string]string{"go.mod": "module example.com/talks/talkstools\n", "go.sum": "", "own_test.go": "package talkstools\n"}
	for name, text := range own {
		write(t, sub, name, text)
	}
	for _, files := range [][]gen.File{result.Files, slices.DeleteFunc(slices.Clone(result.Files), func(f gen.File) bool { return strings.HasPrefix(f.Name, "talkstools/") })} {
		if _, err := gen.Write(dir, files); err != nil {
			t.Fatal(err)
		}
		var want, got []string
		for name, text := range own {
			if b, err := os.ReadFile(filepath.Join(sub, name)); err != nil || string(b) != text {
				t.Errorf("%s is %q, %v", name, b, err)
			}
			want = append(want, name)
		}
		for _, f := range files {
			if name, ok := strings.CutPrefix(f.Name, "talkstools/"); ok {
				want = append(want, name)
			}
		}
		entries, err := os.ReadDir(sub)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			got = append(got, e.Name())
		}
		if slices.Sort(want); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestToolLoops checks that a document has to say what its loop is, and which of several.
func TestToolLoops(t *testing.T) {
	for words, spec := range map[string]string{
		"codegen.yaml:3:1: no operation has x-tool-loop":         petstore,
		"POST /b has x-tool-loop, and so has POST /a: a package": talks("/a", "/b"),
	} {
		if _, err := generateTools(spec, "talks"); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%v, want %q", err, words)
		}
	}
	// Names that the templates have themselves are no obstacle to a package.
	for _, pkg := range []string{"loop", "json", "api", "tools"} {
		if _, err := generateTools(talks("/talk"), pkg); err != nil {
			t.Errorf("%s: %v", pkg, err)
		}
	}
}
