//go:build unix

package gen_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// maxMemory bounds what a process may take, whatever the document. Most of it
// is what the limit of values in a document allows.
const maxMemory = 1500 << 20

const (
	yamlHead = "openapi: 3.1.0\ninfo: {title: T, version: \"1\"}\npaths: {}\n"
	schemas  = yamlHead + "components:\n  schemas:\n"
	inPaths  = "openapi: 3.1.0\ninfo: {title: T, version: \"1\"}\npaths:\n"
)

// hostileDocument is a document and what is said about it: part of a message, or
// nothing if a client can be made of it.
type hostileDocument struct {
	name, file string
	text       func() string
	want       string
}

// plain is a document that is written out.
func plain(s string) func() string { return func() string { return s } }

// repeated repeats a pattern for every n from 0 on.
func repeated(n int, sep, pattern string) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = strings.NewReplacer("<n>", strconv.Itoa(i), "<n+1>", strconv.Itoa(i+1)).Replace(pattern)
	}
	return strings.Join(parts, sep)
}

func nested(n int, open, middle, end string) string {
	return strings.Repeat(open, n) + middle + strings.Repeat(end, n)
}

// ofSchemas is a document in JSON with these components.
func ofSchemas(s string) string {
	return `{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},"components":{"schemas":{` + s + `}}}`
}

func ofPaths(s string) string {
	return `{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{` + s + `}}`
}

var hostileDocuments = []hostileDocument{
	// More than anybody describes.
	{"a million properties", "a.json", func() string {
		return ofSchemas(`"A":{"properties":{` + repeated(1_000_000, ",", `"p<n>":{}`) + `}}`)
	}, "1000000 properties, and 10000 are too many"},
	{"a million operations", "a.json", func() string {
		return ofPaths(repeated(1_000_000, ",", `"/p<n>":{"get":{"responses":{"204":{"description":""}}}}`))
	}, "more than 4000000 values"},
	{"many operations", "a.json", func() string {
		return ofPaths(repeated(66_000, ",", `"/p/<n>":{"get":{"responses":{"204":{"description":""}}}}`))
	}, "the client would be too large"},
	{"many tags", "a.json", func() string {
		return ofPaths(repeated(20_000, ",", `"/p<n>":{"get":{"responses":{"204":{"description":""}}}}`))
	}, "10001 tags or first parts of paths"},
	{"many parameters", "a.json", func() string {
		return ofPaths(`"/p":{"get":{"parameters":[` + repeated(20_000, ",", `{"name":"p<n>","in":"query","schema":{}}`) + `]}}`)
	}, "20000 parameters, and 10000 are too many"},
	{"many values", "a.json", func() string {
		return ofSchemas(`"A":{"type":"string","enum":[` + repeated(200_000, ",", `"v<n>"`) + `]}`)
	}, "warning: 200000 values, and 10000 are too many constants"},
	{"many alternatives", "a.json", func() string {
		return ofSchemas(`"A":{"oneOf":[` + repeated(20_000, ",", `{"properties":{"p<n>":{}}}`) + `]}`)
	}, "20000 alternatives, and 10000 are too many"},
	{"alternatives that share nothing", "a.json", func() string {
		return ofSchemas(`"A":{"oneOf":[` + repeated(2_000, ",", `{"required":["p<n>"],"properties":{"p<n>":{}}}`) + `]}`)
	}, ""},
	{"members that multiply", "a.json", func() string {
		return ofSchemas(`"S0":{},` + repeated(2_000, ",", `"S<n+1>":{"allOf":[{"$ref":"#/components/schemas/S<n>"},{"properties":{"p<n>":{}}}]}`))
	}, "the client would be too large"},
	{"heirs that multiply", "a.json", func() string {
		return ofSchemas(`"S0":{"type":"object","discriminator":{"propertyName":"k"},"properties":{"k":{"type":"string"}}},` +
			repeated(2_400, ",", `"S<n+1>":{"discriminator":{"propertyName":"k"},"allOf":[{"$ref":"#/components/schemas/S<n>"}],"properties":{"p<n>":{}}}`))
	}, "takes more than 10000000 steps"},
	{"heirs of heirs", "a.json", func() string {
		return ofSchemas(`"S0":{"type":"object","discriminator":{"propertyName":"k"},"properties":{"k":{"type":"string"}}},` +
			repeated(9_000, ",", `"S<n+1>":{"discriminator":{"propertyName":"k"},"allOf":[{"$ref":"#/components/schemas/S<n>"}]}`))
	}, "takes more than 10000000 steps"},
	{"texts that multiply", "a.json", func() string {
		return ofSchemas(`"Big":{"properties":{"a":{"description":"` + strings.Repeat("word ", 200_000) + `"}}},` +
			repeated(1_000, ",", `"S<n>":{"allOf":[{"$ref":"#/components/schemas/Big"},{"properties":{"p":{}}}]}`))
	}, "the client would be too large"},
	{"names that multiply", "a.json", func() string {
		return ofSchemas(`"A":` + nested(150, `{"properties":{"`+strings.Repeat("k", 2_000)+`":`, `{}`, `}}`))
	}, "the Go name is longer than 1000 bytes"},
	{"names of a megabyte", "a.json", func() string {
		return ofSchemas(`"` + strings.Repeat("Ab", 500_000) + `":{"properties":{"a":{}}}`)
	}, "the Go name is longer than 1000 bytes"},
	{"names that differ in nothing", "a.json", func() string {
		var keys []string
		for i := range 1000 {
			keys = append(keys, `"a`+strings.Repeat(".", i)+`":{}`)
		}
		return ofSchemas(`"A":{"properties":{` + strings.Join(keys, ",") + `}}`)
	}, "more than 16 members of A have the Go name A"},
	{"text of megabytes", "a.json", func() string {
		return ofSchemas(`"A":{"type":"object","description":"` + strings.Repeat("w", 5_000_000) + strings.Repeat(`\n- a`, 100_000) + `"}`)
	}, ""},

	// Nesting, and repetition by reference.
	{"deep schemas", "a.json", func() string {
		return ofSchemas(`"A":` + nested(10_000, `{"type":"object","properties":{"a":`, "{}", "}}"))
	}, "nested more than 500 levels deep"},
	{"deep items", "a.json", func() string { return ofSchemas(`"A":` + nested(10_000, `{"items":`, "{}", "}")) }, "nested more than 500 levels deep"},
	{"deep items that are allowed", "a.json", func() string { return ofSchemas(`"A":` + nested(490, `{"items":`, "{}", "}")) }, ""},
	{"deep allOf", "a.yaml", func() string { return schemas + "    A: " + nested(10_000, "{allOf: [", "", "]}") }, "exceeded max depth"},
	{"deep allOf that is allowed", "a.json", func() string {
		return ofSchemas(`"A":` + nested(240, `{"allOf":[`, `{"properties":{"a":{}}}`, "]}"))
	}, ""},
	{"deep oneOf", "a.json", func() string {
		return ofSchemas(`"A":` + nested(240, `{"oneOf":[{"type":"string"},`, `{"properties":{"a":{}}}`, "]}"))
	}, ""},
	{"deep blocks", "a.yaml", func() string {
		var b strings.Builder
		b.WriteString(yamlHead + "x-a:\n")
		for i := range 3_000 {
			b.WriteString(strings.Repeat(" ", i+1) + "a:\n")
		}
		return b.String()
	}, "nested more than 500 levels deep"},
	{"deep lists", "a.yaml", func() string { return yamlHead + "x-a:\n" + strings.Repeat("- ", 10_000) + "a\n" }, "nested more than 500 levels deep"},
	{"laughs", "a.yaml", func() string {
		return yamlHead + "x-a0: &a0 [x, x]\n" + repeated(40, "\n", "x-a<n+1>: &a<n+1> [*a<n>, *a<n>, *a<n>, *a<n>, *a<n>, *a<n>, *a<n>, *a<n>]")
	}, "aliases repeat more than 1000000 values"},
	{"laughing keys", "a.yaml", func() string {
		return yamlHead + "x-a0: &a0 {k: v}\n" + repeated(40, "\n", "x-a<n+1>: &a<n+1> {<<: [*a<n>, *a<n>], p: *a<n>}")
	}, "aliases repeat more than 1000000 values"},
	{"laughing merges", "a.yaml", func() string {
		return yamlHead + "x-l0: &l0 [{}]\n" + repeated(60, "\n", "x-l<n+1>: &l<n+1> [*l<n>, *l<n>]") + "\nx-m: {<<: *l60}\n"
	}, "aliases repeat more than 1000000 values"},
	{"server variables that name each other", "a.yaml", func() string {
		return strings.Replace(yamlHead, "paths", "servers:\n- url: '{v0}'\n  variables:\n"+repeated(40, "\n", "    v<n>: {default: '{v<n+1>}{v<n+1>}'}")+"\npaths", 1)
	}, ""},
	{"many server variables", "a.json", func() string {
		return `{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{},"servers":[{"url":"` + repeated(128_000, "", "{v<n>}") + `","variables":{` + repeated(128_000, ",", `"v<n>":{"default":"x"}`) + `}}]}`
	}, "the URL is longer than 65536 bytes"},
	{"aliases in aliases", "a.yaml", func() string { return yamlHead + "x-a0: &a0 [x]\n" + repeated(600, "\n", "x-a<n+1>: &a<n+1> [*a<n>]") }, "nested more than 500 levels deep"},
	{"schema in itself", "a.yaml", plain(schemas + "    A: &a {type: object, properties: {a: *a}}\n"), "stands inside the value that it repeats"},
	{"diamonds", "a.json", func() string {
		return ofSchemas(`"S0":{"properties":{"a":{}}},` + repeated(80, ",", `"S<n+1>":{"allOf":[{"$ref":"#/components/schemas/S<n>"},{"$ref":"#/components/schemas/S<n>"}]}`))
	}, ""},
	{"diamonds of alternatives", "a.json", func() string {
		return ofSchemas(`"S0":{"properties":{"a":{}}},` +
			repeated(80, ",", `"S<n+1>":{"anyOf":[{"$ref":"#/components/schemas/S<n>"},{"allOf":[{"$ref":"#/components/schemas/S<n>"}],"title":"x"}]}`))
	}, ""},
	{"diamonds beside members", "a.json", func() string {
		return ofSchemas(`"S0":{"properties":{"a":{}}},` +
			repeated(80, ",", `"S<n+1>":{"type":"object","properties":{"p":{}},"oneOf":[{"allOf":[{"$ref":"#/components/schemas/S<n>"},{"$ref":"#/components/schemas/S<n>"}]},{"required":["q"],"properties":{"q":{}}}]}`))
	}, ""},
	{"a hundred thousand references", "a.json", func() string {
		return ofSchemas(`"S0":{},` + repeated(100_000, ",", `"S<n+1>":{"$ref":"#/components/schemas/S<n>"}`))
	}, "more than 100 $refs lead from one to the next"},

	// Circles.
	{"reference to itself", "a.yaml", plain(schemas + "    A: {$ref: '#/components/schemas/A'}\n"), "circle of $refs"},
	{"circle of three", "a.yaml", plain(schemas + "    A: {$ref: '#/components/schemas/B'}\n    B: {$ref: '#/components/schemas/C'}\n    C: {$ref: '#/components/schemas/A'}\n"), "circle of $refs"},
	{"circle of files", "a.yaml", plain(schemas + "    A: {$ref: 'other.yaml#/A'}\n"), "circle of $refs"},
	{"circle of allOf", "a.yaml", plain(schemas + "    A: {allOf: [{$ref: '#/components/schemas/B'}], properties: {a: {}}}\n    B: {allOf: [{$ref: '#/components/schemas/A'}]}\n"), ""},
	{"circle of allOf with oneOf", "a.yaml", plain(schemas + "    A: {allOf: [{$ref: '#/components/schemas/B'}], type: object, oneOf: [{properties: {a: {}}}, {properties: {b: {}}}]}\n" +
		"    B: {allOf: [{$ref: '#/components/schemas/A'}], type: object, properties: {c: {}}, oneOf: [{properties: {a: {}}}, {properties: {b: {}}}]}\n"), ""},
	{"circle of oneOf", "a.yaml", plain(schemas + "    A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: string}]}\n    B: {oneOf: [{$ref: '#/components/schemas/A'}, {type: integer}]}\n"), ""},
	{"circle of items", "a.yaml", plain(schemas + "    A: {type: array, items: {$ref: '#/components/schemas/A'}}\n    B: {additionalProperties: {$ref: '#/components/schemas/B'}}\n"), ""},
	{"circle of required members", "a.yaml", plain(schemas + "    A: {type: object, required: [b], properties: {b: {$ref: '#/components/schemas/B'}}}\n    B: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/A'}}}\n"), ""},
	{"circle of path items", "a.yaml", plain(inPaths + "  /a: {$ref: '#/paths/~1b'}\n  /b: {$ref: '#/paths/~1a'}\n"), "circle of $refs"},
	{"circle of parameters", "a.yaml", plain(inPaths + "  /a: {get: {parameters: [{$ref: '#/components/parameters/A'}]}}\ncomponents: {parameters: {A: {$ref: '#/components/parameters/B'}, B: {$ref: '#/components/parameters/A'}}}\n"), "circle of $refs"},
	{"circle of responses", "a.yaml", plain(inPaths + "  /a: {get: {responses: {200: {$ref: '#/components/responses/A'}}}}\ncomponents: {responses: {A: {$ref: '#/components/responses/A'}}}\n"), "circle of $refs"},
	{"circle of bodies", "a.yaml", plain(inPaths + "  /a: {post: {requestBody: {$ref: '#/components/requestBodies/A'}}}\ncomponents: {requestBodies: {A: {$ref: '#/components/requestBodies/A'}}}\n"), "circle of $refs"},
	{"circle of headers", "a.yaml", plain(yamlHead + "components: {headers: {A: {$ref: '#/components/headers/A'}}}\n"), "circle of $refs"},
	{"circle of callbacks", "a.yaml", plain(inPaths + "  /a:\n    post: {callbacks: {x: {y: {$ref: '#/paths/~1a'}}}}\n"), ""},
	{"mapping to itself", "a.yaml", plain(schemas + "    A: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}], discriminator: {propertyName: a, mapping: {x: A}}}\n"), ""},
	{"pointer through itself", "a.yaml", plain(schemas + "    A: {$ref: '#/components/schemas/A/properties/a'}\n"), "$ref"},

	// Files that are none of the document's business.
	{"absolute path", "a.yaml", plain(schemas + "    A: {$ref: /etc/passwd}\n"), `"/etc/passwd" is outside the folder`},
	{"parent folders", "a.yaml", plain(schemas + "    A: {$ref: ../../../../etc/passwd}\n"), "is outside the folder"},
	{"parent folder behind a folder", "a.yaml", plain(schemas + "    A: {$ref: folder/../../secret.yaml}\n"), "is outside the folder"},
	{"escaped parent folder", "a.yaml", plain(schemas + "    A: {$ref: '%2e%2e/secret.yaml'}\n"), "is outside the folder"},
	{"escaped slash", "a.yaml", plain(schemas + "    A: {$ref: '..%2fsecret.yaml'}\n"), "is outside the folder"},
	{"file URL", "a.yaml", plain(schemas + "    A: {$ref: 'file:///etc/passwd'}\n"), "is absolute"},
	{"remote URL", "a.yaml", plain(schemas + "    A: {$ref: 'http://127.0.0.1:1/a.yaml'}\n"), "remote $ref"},
	{"host without a scheme", "a.yaml", plain(schemas + "    A: {$ref: '//127.0.0.1/a.yaml'}\n"), "remote $ref"},
	{"UNC path", "a.yaml", plain(schemas + `    A: {$ref: '\\host\share\a.yaml'}` + "\n"), "write / between folders"},
	{"drive", "a.yaml", plain(schemas + "    A: {$ref: 'C:/secret.yaml'}\n"), "is absolute"},
	{"NUL in a path", "a.json", plain(ofSchemas(`"A":{"$ref":"a\u0000b.yaml"}`)), "write / between folders"},
	{"link to a file", "a.yaml", plain(schemas + "    A: {$ref: 'link.yaml#/secret'}\n"), "link.yaml\": cannot read the file"},
	{"link to a folder", "a.yaml", plain(schemas + "    A: {$ref: 'up/secret.yaml#/secret'}\n"), "up/secret.yaml\": cannot read the file"},
	{"link that stays inside", "a.yaml", plain(schemas + "    A: {$ref: 'inside.yaml#/B'}\n    B: {type: object}\n"), ""},
	{"folder", "a.yaml", plain(schemas + "    A: {$ref: folder}\n"), "it is not a regular file"},
	{"pipe", "a.yaml", plain(schemas + "    A: {$ref: pipe}\n"), "it is not a regular file"},
	{"file without end", "a.yaml", plain(schemas + "    A: {$ref: zero}\n"), "cannot read the file"},

	// YAML and JSON at their limits.
	{"numbers", "a.json", plain(ofSchemas(`"A":{"properties":{"a":{"type":"number","minimum":1e999999,"maximum":-1e999999,"default":1e999999},"b":{"type":"integer","enum":[` +
		strings.Repeat("9", 400) + `,1]},"c":{"const":1e999999},"d":{"type":"string","minLength":` + strings.Repeat("9", 400) + `}}}`)), strings.Repeat("9", 160) + "... is out of range for int64"},
	{"numbers of a megabyte", "a.yaml", func() string { return schemas + "    A: {minimum: 0x" + strings.Repeat("f", 1_000_000) + "}\n" }, "warning: \"minimum\" must be a number"},
	{"not a number", "a.yaml", plain(schemas + "    A: {type: number, minimum: .nan, maximum: .inf}\n"), "is not a number that JSON can hold"},
	{"duplicate keys", "a.json", plain(ofSchemas(`"A":{},"A":{}`)), "duplicate key"},
	{"duplicate keys in YAML", "a.yaml", plain(schemas + "    A: {type: object}\n    A: {type: string}\n"), "duplicate key"},
	{"tag", "a.yaml", plain(yamlHead + "x-a: !!python/object/apply:os.system [true]\n"), "unknown YAML tag"},
	{"binary", "a.yaml", plain(yamlHead + "x-a: !!binary aGVsbG8=\n"), "unknown YAML tag"},
	{"several documents", "a.yaml", plain(yamlHead + "x-a: &a 1\n---\nx-b: *a\n"), "YAML"},
	{"unknown alias", "a.yaml", plain(yamlHead + "x-b: *a\n"), "unknown anchor"},
	{"key that is no text", "a.yaml", plain(yamlHead + "? [a, b]\n: 1\n"), "a key must be text"},
	{"a megabyte of brackets", "a.yaml", func() string { return strings.Repeat("[", 1_000_000) }, "exceeded max depth"},
	{"a megabyte of braces", "a.json", func() string { return strings.Repeat(`{"a":`, 200_000) }, "nested more than 500 levels"},
	{"unending string", "a.json", func() string { return `{"openapi": "` + strings.Repeat("a", 1_000_000) }, "cut off"},
	{"invalid UTF-8", "a.json", plain(`{"openapi": "3.1.0", "info": {"title": "` + "\xff\xfe" + `"}}`), "invalid UTF-8"},
	{"lone surrogate", "a.json", plain(`{"openapi": "3.1.0", "info": {"title": "\ud800"}}`), "not valid JSON"},
}

// TestHostileDocuments gives the command documents that try to take time, memory
// or files that are not theirs. It must say what is wrong with each, or make a
// client of it, within bounds.
func TestHostileDocuments(t *testing.T) {
	command := filepath.Join(t.TempDir(), "codegen")
	if out, err := exec.Command("go", "build", "-o", command, "../cmd/codegen").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, d := range hostileDocuments {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel() // most of a run has one processor
			dir := filepath.Join(t.TempDir(), "spec")
			prepare(t, dir)
			if err := os.WriteFile(filepath.Join(dir, d.file), []byte(d.text()), 0o644); err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(t.TempDir(), "out")
			ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute) // that is: it ends
			defer cancel()
			cmd := exec.CommandContext(ctx, command, "generate", "--spec", filepath.Join(dir, d.file), "--out", out)
			said, err := cmd.CombinedOutput()
			said = said[:min(len(said), 20_000)]
			var exit *exec.ExitError
			switch {
			case err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1):
				t.Fatalf("%v\n%s", err, said)
			case (err == nil) != (d.want == "" || strings.HasPrefix(d.want, "warning: ")):
				t.Errorf("%v\n%s", err, said)
			case !strings.Contains(string(said), d.want):
				t.Errorf("not said: %s\n%s", d.want, said)
			case strings.Contains(string(said), "hunter2"):
				t.Errorf("a secret was told:\n%s", said)
			}
			if _, statErr := os.Stat(out); (statErr == nil) != (err == nil) {
				t.Errorf("files were written (%v), and the command said %v", statErr, err)
			}
			if used := memoryOf(cmd); used > maxMemory {
				t.Errorf("took %d MiB", used>>20)
			}
		})
	}
}

// prepare makes a folder for documents, with what some of them refer to.
func prepare(t *testing.T, dir string) {
	t.Helper()
	secret := filepath.Join(filepath.Dir(dir), "secret.yaml")
	for name, content := range map[string]string{
		secret:                           "secret: {type: object, description: hunter2}\n",
		filepath.Join(dir, "other.yaml"): "A: {$ref: 'a.yaml#/components/schemas/A'}\n",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	for link, target := range map[string]string{"link.yaml": secret, "up": "..", "inside.yaml": "target.yaml", "zero": "/dev/zero"} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "target.yaml"), []byte("B: {type: object}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// memoryOf is the most memory that a process had.
func memoryOf(cmd *exec.Cmd) int64 {
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return usage.Maxrss // the others count in kilobytes
	}
	return usage.Maxrss << 10
}
