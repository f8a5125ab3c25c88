// Command prepare writes ../client.gen.go with oapi-codegen v2.8.2, which must
// be run in generated/bench.
//
// What oapi-codegen writes for the whole document doesn't compile, nor what it
// writes for the vendor's. It gets the four operations that are measured, and
// another name for the one schema whose name it can't tell from one it makes up.
package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"

	"go.yaml.in/yaml/v4"
)

const oapiCodegen = "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2"

var wanted = map[string]bool{"messages.create": true, "messages.batches.list": true, "files.upload": true, "files.download": true}

func main() {
	log.SetFlags(0)
	if err := prepare(); err != nil {
		log.Fatal(err)
	}
}

func prepare() error {
	dir, err := os.MkdirTemp("", "oapi")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	whole, part := filepath.Join(dir, "whole.yaml"), filepath.Join(dir, "part.yaml")
	if err := run("go", "-C", "../..", "run", "./cmd/codegen", "bundle", "--quiet", "--spec", "spec/openapi.yaml",
		"--openapi", "3.1", "--out", whole); err != nil {
		return err
	}
	if err := cut(whole, part); err != nil {
		return err
	}
	return run("go", "run", oapiCodegen, "-generate", "types,client", "-package", "oapi", "-o", "oapi/client.gen.go", part)
}

func run(name string, args ...string) error {
	c := exec.Command(name, args...)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, args[len(args)-1], err, out)
	}
	return nil
}

// cut copies a document with only the operations wanted.
func cut(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	var doc map[string]any
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return err
	}
	schemas := doc["components"].(map[string]any)["schemas"].(map[string]any)
	schemas["MessageRole"].(map[string]any)["x-go-name"] = "MessageRoleName"
	paths := doc["paths"].(map[string]any)
	for path, item := range paths {
		item := item.(map[string]any)
		kept := false
		for method, op := range item {
			op, ok := op.(map[string]any)
			if !ok {
				continue // parameters of all operations
			}
			if id, _ := op["operationId"].(string); wanted[id] {
				kept = true
			} else {
				delete(item, method)
			}
		}
		if !kept {
			delete(paths, path)
		}
	}
	if data, err = yaml.Marshal(doc); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
