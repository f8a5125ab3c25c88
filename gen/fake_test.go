package gen_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

func generateFake(t *testing.T) *gen.Result {
	t.Helper()
	result, err := gen.Generate(gen.Config{
		Spec: "spec.yaml", Package: "pets", Fake: true, ImportPath: "example.com/x/pets",
		ReadFile: func(string) ([]byte, error) { return []byte(petstore), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestFakeNeedsImportPath(t *testing.T) {
	_, err := gen.Generate(gen.Config{
		Spec: "spec.yaml", Package: "pets", Fake: true,
		ReadFile: func(string) ([]byte, error) { return []byte(petstore), nil },
	})
	if err == nil || !strings.Contains(err.Error(), "import path") {
		t.Error(err)
	}
}

// TestPackagesAreNeutral checks that nothing of one vendor is in the package of a document that doesn't
// have it: no options for betas, no types of errors, no names in comments.
func TestPackagesAreNeutral(t *testing.T) {
	for _, document := range []string{petstore, shopDocument} {
		result, err := gen.Generate(gen.Config{
			Spec: "spec.yaml", Package: "pets", Fake: true, Tests: true, ImportPath: "example.com/x/pets",
			ReadFile: func(string) ([]byte, error) { return []byte(document), nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		vendor := regexp.MustCompile(`(?i).*(claude|anthropic|WithBetas|WithoutAutoBetas|joinBetas\(|"(invalid_request|not_found|api|overloaded)_error").*`)
		for _, f := range result.Files {
			for _, line := range vendor.FindAllString(string(f.Content), -1) {
				t.Errorf("%s: %s", f.Name, line)
			}
		}
	}
}

// shopDocument has what pulls most of the runtime into a package.
const shopDocument = `openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://shop.example.com}]
security: [{token: []}, {key: []}]
paths:
  /products:
    get:
      operationId: products.list
      parameters: [{name: limit, in: query, schema: {type: integer}}]
      responses: {"200": {description: All., content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Product"}}}}}}
    post:
      operationId: products.create
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Product"}}}}
      responses:
        "201": {description: Made., content: {application/json: {schema: {$ref: "#/components/schemas/Product"}}}}
        "409": {description: There is one., content: {application/problem+json: {schema: {type: object, properties: {detail: {type: string}}}}}}
  /products/{id}/photo:
    get:
      operationId: products.photo
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: It., content: {application/octet-stream: {schema: {type: string, format: binary}}}}}
    post:
      operationId: products.upload
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {multipart/form-data: {schema: {type: object, required: [file], properties: {file: {type: string, format: binary}}}}}}
      responses: {"204": {description: Done.}}
  /events:
    get:
      operationId: events.watch
      responses: {"200": {description: Events., content: {text/event-stream: {schema: {$ref: "#/components/schemas/Product"}}}}}
  /lines:
    get:
      operationId: events.lines
      responses: {"200": {description: Lines., content: {application/jsonl: {schema: {$ref: "#/components/schemas/Product"}}}}}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
    key: {type: apiKey, in: header, name: X-Key}
  schemas:
    Product:
      type: object
      required: [name, kind]
      properties:
        name: {type: string}
        price: {type: number}
        kind: {type: string, enum: [book, toy]}
        born: {type: string, format: date-time}
        parts: {type: array, items: {oneOf: [{$ref: "#/components/schemas/Nut"}, {$ref: "#/components/schemas/Bolt"}]}}
    Nut: {type: object, required: [type], properties: {type: {const: nut}}}
    Bolt: {type: object, required: [type], properties: {type: {const: bolt}, long: {type: integer}}}
`

// TestFakeIsAPackageOfItsOwn pins that the client imports itself nowhere, and
// that its fake imports it and nothing of this module.
func TestFakeIsAPackageOfItsOwn(t *testing.T) {
	result := generateFake(t)
	imports := 0
	for _, f := range result.Files {
		inFake := strings.HasPrefix(f.Name, "petstest/")
		if clause := "\npackage petstest\n"; strings.Contains(string(f.Content), clause) != inFake {
			t.Errorf("%s has the wrong package clause", f.Name)
		}
		if strings.Contains(string(f.Content), "claudegen/claudegen") {
			t.Errorf("%s refers to the generator's module", f.Name)
		}
		if strings.Contains(string(f.Content), `"example.com/x/pets"`) {
			imports++
			if !inFake {
				t.Errorf("%s imports itself", f.Name)
			}
		}
	}
	if imports < 3 {
		t.Errorf("%d files import the client", imports)
	}
	if !slices.IsSortedFunc(result.Files, func(a, b gen.File) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("files are not sorted")
	}
}

// TestWriteSubfolders goes through the life of the fake server's folder.
func TestWriteSubfolders(t *testing.T) {
	const header = "// Code generated by codegen. DO NOT EDIT.\n\n"
	dir := filepath.Join(t.TempDir(), "pets")
	plain, err := generate(t, petstore)
	if err != nil {
		t.Fatal(err)
	}
	fake := generateFake(t)
	expect := func(files []gen.File, want ...gen.Change) {
		t.Helper()
		compared, err := gen.Compare(dir, files)
		if err != nil {
			t.Fatal(err)
		}
		written, err := gen.Write(dir, files)
		if err != nil || !slices.Equal(compared, written) || want != nil && !slices.Equal(written, want) {
			t.Fatalf("compare %v\nwrite %v, %v\nwant %v", compared, written, err, want)
		}
		if left, err := gen.Compare(dir, files); err != nil || len(left) != 0 {
			t.Fatalf("after writing: %v, %v", left, err)
		}
	}
	expect(fake.Files)
	for _, f := range fake.Files {
		if b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Name))); err != nil || string(b) != string(f.Content) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	sub, other := filepath.Join(dir, "petstest"), filepath.Join(dir, "v2")
	if err := os.Mkdir(other, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, sub, "old.gen.go", header+"package petstest\n")
	write(t, sub, "server.gen.go", header+"package changed\n")
	write(t, other, "client.gen.go", header+"package v2\n") // another package's
	expect(fake.Files, gen.Change{Name: "petstest/old.gen.go", Kind: gen.Removed}, gen.Change{Name: "petstest/server.gen.go", Kind: gen.Changed})

	write(t, sub, "server.gen.go", "package mine\n")
	if _, err := gen.Write(dir, fake.Files); err == nil || !strings.Contains(err.Error(), filepath.Join("petstest", "server.gen.go")) {
		t.Errorf("overwrote a file of others: %v", err)
	}
	write(t, sub, "server.gen.go", header)
	write(t, sub, "mine_test.go", "package petstest\n")
	expect(plain.Files) // the fake is not wanted any more
	entries, err := os.ReadDir(sub)
	if err != nil || len(entries) != 1 || entries[0].Name() != "mine_test.go" {
		t.Errorf("%v, %v", entries, err)
	}
	expect(fake.Files)
	if err := os.Remove(filepath.Join(sub, "mine_test.go")); err != nil {
		t.Fatal(err)
	}
	expect(plain.Files)
	if _, err := os.Stat(sub); !os.IsNotExist(err) {
		t.Errorf("the empty folder is left: %v", err)
	}
	if _, err := os.Stat(filepath.Join(other, "client.gen.go")); err != nil {
		t.Error(err)
	}
}
