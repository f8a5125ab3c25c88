package gen_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

// everyShape has an operation of each shape, and unions of each kind.
const everyShape = `openapi: 3.2.0
info: {title: Shapes, version: "1"}
x-betas: {header: x-beta, query: {beta: true}}
security: [{key: []}]
paths:
  /größe/{id}/{n}:
    put:
      operationId: things.put
      x-beta: [op-1]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: n, in: path, required: true, schema: {type: integer}}
        - {name: when, in: query, schema: {type: string, format: date-time}}
        - {name: ids, in: query, explode: false, schema: {type: array, items: {type: string}}}
        - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {a: {type: string}, b: {type: integer}}}}
        - {name: x-mode, in: header, schema: {enum: [fast, slow]}}
        - {name: sid, in: cookie, schema: {type: string}}
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}}
    delete:
      operationId: things.delete
      security: [{basic: []}]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: n, in: path, required: true, schema: {type: string, format: date}}
      responses: {"204": {description: gone}}
  /things:
    get:
      operationId: things.list
      security: []
      x-pagination: {items: data, next: {param: page, value: next}}
      parameters: [{name: page, in: query, schema: {type: string}}]
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [data, next]
                properties: {data: {type: array, items: {$ref: "#/components/schemas/Part"}}, next: {type: [string, "null"]}}
    post:
      operationId: things.upload
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties: {file: {type: string, format: binary}, note: {type: string}, meta: {type: object, properties: {a: {type: string}, a_long_name_of_a_member: {type: string}, another_long_name_of_a_member: {type: string}}}}
      responses: {"200": {description: ok, content: {application/octet-stream: {schema: {type: string, format: binary}}}}}
  /form:
    post:
      operationId: things.form
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {a: {type: string}, b: {type: array, items: {type: string}}}}}}}
      responses: {"200": {description: ok, content: {text/plain: {schema: {type: string}}}}}
  /raw:
    post:
      operationId: things.raw
      requestBody: {required: true, content: {text/plain: {schema: {type: string}}}}
      responses: {"200": {description: ok, content: {application/x-ndjson: {itemSchema: {$ref: "#/components/schemas/Part"}}}}}
    get:
      operationId: things.records
      responses: {"200": {description: ok, content: {application/json-seq: {itemSchema: {$ref: "#/components/schemas/Part"}}}}}
  /named:
    get:
      operationId: things.named
      responses: {"200": {description: ok, content: {text/event-stream: {itemSchema: {oneOf: [{$ref: "#/components/schemas/PartEvent"}, {$ref: "#/components/schemas/NoteEvent"}]}}}}}
    put:
      operationId: things.texts
      responses: {"200": {description: ok, content: {text/event-stream: {schema: {type: string}}}}}
  /odd:
    get:
      operationId: odd.cookies
      security: []
      parameters: [{name: Cookie, in: header, schema: {type: string}}]
      responses: {"204": {description: ok}}
    post:
      operationId: odd.parts
      requestBody: {content: {multipart/mixed: {schema: {type: string, format: binary}}}}
      responses: {"204": {description: ok}}
    put:
      operationId: odd.union
      requestBody: {content: {multipart/form-data: {schema: {oneOf: [{$ref: "#/components/schemas/ByURL"}, {$ref: "#/components/schemas/ByFile"}]}}}}
      responses: {"204": {description: ok}}
  /files:
    post:
      operationId: odd.files
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              properties:
                lists: {type: array, items: {type: array, items: {}}}
                map: {type: object, additionalProperties: {type: array, items: {type: string, format: binary}}}
                maps: {type: array, items: {type: object, additionalProperties: {type: object, additionalProperties: {type: string, format: binary}}}}
                named: {$ref: "#/components/schemas/Files"}
                list: {type: array, items: {$ref: "#/components/schemas/Files"}}
      responses: {"204": {description: ok}}
  /{edition}/always:
    post:
      operationId: always.send
      parameters:
        - {name: edition, in: path, required: true, schema: {const: v 2}}
        - {name: a b, in: query, required: true, schema: {const: x&y}}
        - {name: n, in: query, required: true, schema: {enum: [7]}}
        - {name: X-Target, in: header, required: true, schema: {type: string, enum: [Shop.List]}}
        - {name: kind, in: cookie, required: true, schema: {const: true}}
        - {name: maybe, in: query, schema: {const: set}}
      requestBody: {content: {application/x-www-form-urlencoded: {schema: {type: object, required: [grant, n], properties: {grant: {const: code}, n: {const: 0.5}, a: {type: string}}}}}}
      responses: {"204": {description: ok}}
    put:
      operationId: always.upload
      parameters: [{name: edition, in: path, required: true, schema: {const: v 2}}]
      requestBody: {content: {multipart/form-data: {schema: {type: object, required: [purpose, file], properties: {purpose: {const: "a\"b"}, file: {type: string, format: binary}}}}}}
      responses: {"204": {description: ok}}
  /constant:
    post:
      operationId: always.json
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [a, "n", list], properties: {a: {const: null}, "n": {const: 1}, list: {type: array, items: {const: z}}}}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {const: done}}}}}
    put:
      operationId: always.whole
      requestBody: {required: true, content: {application/json: {schema: {const: start}}}}
      responses: {"204": {description: ok}}
  /events:
    get:
      operationId: things.events
      x-stream: {terminal: done}
      responses: {"200": {description: ok, content: {text/event-stream: {itemSchema: {$ref: "#/components/schemas/Part"}}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: x-key}
    basic: {type: http, scheme: basic}
  schemas:
    PartEvent: {type: object, required: [event, data], properties: {event: {const: part}, id: {type: string}, data: {type: string, contentMediaType: application/json, contentSchema: {$ref: "#/components/schemas/Part"}}}}
    NoteEvent: {type: object, required: [event, data], properties: {event: {const: note}, data: {type: string}, retry: {type: integer}}}
    Thing:
      type: object
      required: [id, parts, level]
      properties:
        id: {type: string}
        parts: {type: array, items: {$ref: "#/components/schemas/Part"}}
        level: {type: [integer, "null"]}
        note: {type: [string, "null"]}
        child: {$ref: "#/components/schemas/Thing"}
        value: {oneOf: [{type: string}, {type: array, items: {type: number}}, {type: boolean}]}
        shape: {oneOf: [{$ref: "#/components/schemas/A"}, {$ref: "#/components/schemas/B"}]}
        same: {oneOf: [{$ref: "#/components/schemas/A"}, {$ref: "#/components/schemas/C"}]}
        labels: {type: object, additionalProperties: {type: string}}
        data: {type: string, format: byte}
    Part:
      oneOf:
        - {title: Text, type: object, required: [type], properties: {type: {const: text}, text: {type: string}}}
        - {title: Pic, type: object, x-beta: [pic-1, pic-2], required: [type], properties: {type: {enum: [pic, image]}}}
        - {title: Open, type: object, required: [type], additionalProperties: {type: integer}, properties: {type: {const: open}}}
    A: {type: object, required: [a], properties: {a: {type: string}}}
    B: {type: object, required: [b], properties: {b: {type: string}}}
    C: {type: object, required: [a], properties: {a: {type: string}, c: {type: integer}}}
    ByURL: {type: object, required: [url], properties: {url: {type: string}}}
    ByFile: {type: object, required: [file], properties: {file: {type: string, format: binary}}}
    Files: {type: array, items: {type: string, format: binary}}
    Endless: {type: object, required: [self], properties: {self: {$ref: "#/components/schemas/Endless"}}}
`

// writeTested lays a module with the client for everyShape and its tests out.
func writeTested(t *testing.T) (dir string, result *gen.Result) {
	t.Helper()
	result, err := gen.Generate(gen.Config{
		Spec: "spec.yaml", Package: "shapes", Tests: true, ImportPath: "example.com/x/shapes",
		ReadFile: func(string) ([]byte, error) { return []byte(everyShape), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	sum, err := os.ReadFile("../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, "go.mod", strings.Replace(string(mod), "module "+module, "module example.com/x", 1))
	write(t, dir, "go.sum", string(sum))
	if _, err := gen.Write(filepath.Join(dir, "shapes"), result.Files); err != nil {
		t.Fatal(err)
	}
	return dir, result
}

func goTest(dir string) (string, error) {
	cmd := exec.Command("go", "test", "-v", "-gcflags=-N -l", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// TestGeneratedTests runs generated tests: they pass, and fail for a client that
// is not as it should be.
func TestGeneratedTests(t *testing.T) {
	dir, result := writeTested(t)
	out, err := goTest(dir)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, skipped := range []string{
		"TypesLeftOut/Endless (", "it contains itself without an end", "OperationsLeftOut/odd.parts (", "only the caller knows",
		"TypesLeftOut/Files (", "UnionsLeftOut/OddUnionParamsBody/ByFile (", "it holds a file",
	} {
		if !strings.Contains(out, skipped) {
			t.Errorf("the tests don't say that %q is left out", skipped)
		}
	}
	faults := []struct{ from, to, want string }{
		{"`\"x-mode\":`", "`\"x-moode\":`", "header X-Mode\n"},
		{"`\"filter\":`", "`\"filters\":`", "filter[a]"},
		{"`\"labels\":`", "`\"label\":`", `"label":{"key"`}, // of params that embed their body: they are only sent
		{"`\"text\":`", "`\"txt\":`", "unknown members"},
		{`[]string{"pic-1", "pic-2"}`, `[]string{"pic-1", "pic-3"}`, "pic-3"},
		{`"pic", "image"`, `"pic", "imagine"`, "want PartPic"},
		{`"DELETE"`, `"PATCH"`, "got  PATCH"},
		{`[][]string{{"basic"}}`, `[][]string{{"key"}}`, "header Authorization"},
	}
	for _, f := range faults {
		sabotage(t, filepath.Join(dir, "shapes"), result, f.from, f.to)
	}
	if out, err = goTest(dir); err == nil {
		t.Error("the tests pass for a client full of faults")
	}
	for _, f := range faults {
		if !strings.Contains(out, f.want) {
			t.Errorf("%s instead of %s: want %q\n%s", f.to, f.from, f.want, out)
		}
	}
}

// sabotage changes the client.
func sabotage(t *testing.T, dir string, result *gen.Result, from, to string) {
	t.Helper()
	for _, f := range result.Files {
		if !strings.HasSuffix(f.Name, ".gen.go") || strings.HasPrefix(f.Name, "runtime_") || !strings.Contains(string(f.Content), from) {
			continue
		}
		b, err := os.ReadFile(filepath.Join(dir, f.Name)) // with the faults so far
		if err != nil {
			t.Fatal(err)
		}
		write(t, dir, f.Name, strings.Replace(string(b), from, to, 1))
		return
	}
	t.Errorf("the client has no %s", from)
}

func TestTestsNeedImportPath(t *testing.T) {
	_, err := gen.Generate(gen.Config{
		Spec: "spec.yaml", Package: "pets", Tests: true,
		ReadFile: func(string) ([]byte, error) { return []byte(petstore), nil },
	})
	if err == nil || !strings.Contains(err.Error(), "import path") {
		t.Error(err)
	}
}

// TestWriteTests pins that tests that are not wanted any more are removed, and
// those of others are not.
func TestWriteTests(t *testing.T) {
	dir, result := writeTested(t)
	dir = filepath.Join(dir, "shapes")
	write(t, dir, "mine_gen_test.go", "package shapes_test\n")
	var plain []gen.File
	for _, f := range result.Files {
		if !strings.HasSuffix(f.Name, "_test.go") {
			plain = append(plain, f)
		}
	}
	changes, err := gen.Write(dir, plain)
	if err != nil || len(changes) != len(result.Files)-len(plain) || len(changes) == 0 {
		t.Errorf("%v, %v", changes, err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}
