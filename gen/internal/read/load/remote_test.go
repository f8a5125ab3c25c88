package load

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
	"github.com/claudegen/claudegen/gen/internal/read/urls"
)

// loadRemote loads a.yaml from files, some of which are remote: those whose name is a URL. It returns the diagnostics, a
// line each, and what was asked of the network.
func loadRemote(files map[string]string, overlays ...string) (doc *openapi.Document, said string, asked []string) {
	var diags diag.List
	doc = Load("a.yaml", Options{
		Overlays: overlays,
		ReadFile: func(name string) ([]byte, error) {
			if urls.Is(name) {
				panic(name + " was looked for on the disk")
			}
			return reader(files)(name)
		},
		ReadRemote: func(url string) ([]byte, error) {
			asked = append(asked, url)
			if data, ok := files[url]; ok {
				return []byte(data), nil
			}
			return nil, errors.New("the server answered 404 Not Found")
		},
	}, &diags)
	var b strings.Builder
	for _, d := range diags.All() {
		b.WriteString(d.String() + "\n")
	}
	return doc, b.String(), asked
}

const aYAML = head + "paths: {}\ncomponents:\n  schemas:\n"

func TestRemote(t *testing.T) {
	doc, said, asked := loadRemote(map[string]string{
		"a.yaml": aYAML + "    A: {$ref: 'https://Example.com/x/b.yaml#/components/schemas/B'}\n    C: {$ref: 'https://example.com/x/c.json#/C%20C'}\n",
		"https://example.com/x/b.yaml": `{components: {schemas: {B: {type: object, properties: {self: {$ref: "#/components/schemas/B"}, ` +
			`c: {$ref: "./c.json#/C%20C"}, d: {$ref: "/y/d?v=1#anchored"}}}}}}`,
		"https://example.com/x/c.json":  `{"C C": {"type": "object", "properties": {"b": {"$ref": "../x/b.yaml#/components/schemas/B"}}}}`,
		"https://example.com/y/d?v=1":   "$defs: {d: {$anchor: anchored, type: string}}\n",
		"components/schemas/wrong.yaml": "",
	})
	if said != "" {
		t.Fatal(said)
	}
	want := []string{"https://example.com/x/b.yaml", "https://example.com/x/c.json", "https://example.com/y/d?v=1"}
	if diff := cmp.Diff(want, asked); diff != "" {
		t.Error(diff)
	}
	schemas := doc.Root.Get("components").Get("schemas")
	b, c := schemas.Get("A").Target(), schemas.Get("C").Target()
	if b.Get("properties").Get("c").Target() != c || c.Get("properties").Get("b").Target() != b || b.Get("properties").Get("self").Target() != b {
		t.Error("circles don't lead to the same schemas")
	}
	if d := b.Get("properties").Get("d").Target(); d.Str("type") != "string" || d.Pos().String() != "https://example.com/y/d?v=1:1:9" {
		t.Error(d.Pos())
	}
	var names []string
	for _, f := range doc.Files {
		names = append(names, f.Name)
	}
	if diff := cmp.Diff([]string{"a.yaml", "b.yaml", "c.json", "d"}, names); diff != "" {
		t.Error(diff)
	}
}

// TestRemoteProblems checks what is said of files that can't be had, and that it is told once and where.
func TestRemoteProblems(t *testing.T) {
	const b = "https://example.com/x/b.yaml"
	for _, tt := range []struct{ name, b, want string }{
		{"HTML", "<!DOCTYPE html>\n<title>hi</title>", b + ":1:1: not an OpenAPI document but an HTML page"},
		{"syntax", "B: {type: object\n", b + ":2: not valid YAML"},
		{"no target", "C: {}\n", `a.yaml:6:9: no "B" in ` + b + "#; did you mean \"C\"?"},
		{"missing", `B: {properties: {x: {$ref: none.yaml}, y: {$ref: none.yaml}}}`, b + `:1:22: remote $ref "https://example.com/x/none.yaml": the server answered 404 Not Found (/B/properties/x/$ref)`},
		{"circle", "B: {$ref: '" + b + "#/B'}\n", b + ":1:5: circle of $refs that never reaches a value: " + b + "#/B -> " + b + "#/B"},
		{"wrong kind", "B: {properties: 5}\n", b + `:1:5: "properties" must be an object`},
		{"password", "B: {$ref: 'https://me:hunter2@example.com/'}\n", b + ":1:5: remote $ref"},

		// What a remote file names is never a file of this machine.
		{"absolute path", "B: {$ref: /etc/passwd}\n", b + `:1:5: remote $ref "https://example.com/etc/passwd": the server answered 404`},
		{"parent folders", "B: {$ref: ../../../a.yaml}\n", b + `:1:5: remote $ref "https://example.com/a.yaml": the server answered 404`},
		{"file URL", "B: {$ref: 'file:///etc/passwd'}\n", b + `:1:5: remote $ref "file:///etc/passwd": only what begins with http:// or https:// can be fetched`},
		{"own name", "B: {$ref: a.yaml}\n", b + `:1:5: remote $ref "https://example.com/x/a.yaml": the server answered 404`},
		{"drive", "B: {$ref: 'C:/secret.yaml'}\n", b + `:1:5: remote $ref "C:/secret.yaml": only`},
		{"share", `B: {$ref: '\\host\a.yaml'}`, b + `:1:5: remote $ref "\\\\host\\a.yaml": write /`},
	} {
		_, said, _ := loadRemote(map[string]string{"a.yaml": aYAML + "    A: {$ref: '" + b + "#/B'}\n", b: tt.b})
		if !strings.HasPrefix(said, tt.want) || strings.Count(said, "\n") != 1 {
			t.Errorf("%s: got %s\nwant %s", tt.name, said, tt.want)
		}
	}
}

// TestRemoteIsRefused checks that nothing remote is part of a document by default, and that a name like one on the
// disk isn't looked for.
func TestRemoteIsRefused(t *testing.T) {
	_, said := loadFiles("a.yaml", map[string]string{
		"a.yaml": aYAML + "    A: {$ref: 'https://example.com/x/b.yaml#/B'}\n", "https:/example.com/x/b.yaml": "B: {}", "https://example.com/x/b.yaml": "B: {}",
	})
	want := `a.yaml:6:9: remote $ref "https://example.com/x/b.yaml": not allowed: say --allow-remote https://example.com/x/, or download the file and refer to it by path (/components/schemas/A/$ref)` + "\n"
	if said != want {
		t.Error(said)
	}
}

// TestRemoteLimits checks that limits hold for remote files too.
func TestRemoteLimits(t *testing.T) {
	for _, tt := range []struct {
		o    Options
		size int
		want string
	}{
		{Options{MaxFiles: 5}, 1, `https://example.com/3.yaml:1:5: the document has more than 5 files`},
		{Options{MaxBytes: 200}, 200, `a.yaml:3:28: remote $ref "https://example.com/0.yaml": the file is larger than 200 bytes`},
	} {
		n := 0
		tt.o.ReadFile = reader(map[string]string{"a.yaml": head + "components: {schemas: {A: {$ref: 'https://example.com/0.yaml#/B'}}}\n"})
		tt.o.ReadRemote = func(string) ([]byte, error) {
			n++
			return fmt.Appendf(nil, "B: {$ref: '%d.yaml#/B'}\nx: %s\n", n, strings.Repeat("x", tt.size)), nil
		}
		var diags diag.List
		Load("a.yaml", tt.o, &diags)
		if err := diags.Err(); err == nil || !strings.Contains(err.Error(), tt.want) || n > 5 {
			t.Errorf("%d files, %v", n, err)
		}
	}
}

// TestRemoteOverlay checks that overlays change remote files like others, and that what they add there can refer to
// files of both kinds.
func TestRemoteOverlay(t *testing.T) {
	const b = "https://example.com/b.yaml"
	files := map[string]string{
		"a.yaml": aYAML + "    A: {$ref: '" + b + "#/components/schemas/B'}\n    L: {$ref: 'folder/l.yaml#/components/schemas/M'}\n",
		b:        "components: {schemas: {B: {type: object}, C: {type: string}}}\n",

		"folder/l.yaml": "components: {schemas: {M: {type: object}}}\n",
		"over/o.yaml": `overlay: 1.0.0
info: {title: O, version: "1"}
actions:
  - target: $.components.schemas['B', 'M']
    update:
      properties:
        local: {$ref: '#/components/schemas/A'}
        remote: {$ref: '#/components/schemas/C'}
        other: {$ref: '#/components/schemas/M'}
        byPath: {$ref: 'folder/l.yaml#/components/schemas/M'}
`,
		"over/only.yaml": "overlay: 1.0.0\nextends: " + b + "\ninfo: {title: O, version: \"1\"}\nactions: [{target: $.components.schemas.C, update: {minLength: 1}}]\n",
	}
	doc, said, _ := loadRemote(files, "over/o.yaml", "over/only.yaml")
	if said != "" {
		t.Fatal(said)
	}
	schemas := doc.Root.Get("components").Get("schemas")
	remote := schemas.Get("A").Target()
	c := remote.Parent.Get("C")
	local := schemas.Get("L").Target()
	for _, n := range []*node.Node{remote, local} {
		got := map[string]*node.Node{}
		for _, m := range n.Get("properties").Members {
			got[m.Key] = m.Value.Target()
		}
		if got["local"] != remote || got["remote"] != c || got["other"] != local || got["byPath"] != local {
			t.Errorf("%s: %v", n.Pos(), got)
		}
	}
	if c.Get("minLength") == nil {
		t.Error("an overlay that extends a remote file does nothing")
	}
}
