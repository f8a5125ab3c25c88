package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// area is an API description of http-specs.
type area struct {
	Name      string   // its folder, e.g. "type/array"
	Scenarios []string // e.g. "Type_Array_Int32Value_get"
	Notes     []string // what the OpenAPI emitter says it can't express
}

// prepare installs what package-lock.json pins and compiles the descriptions,
// unless that has been done.
func prepare(ctx context.Context) ([]area, error) {
	if err := once("node_modules/.spector", []string{"package-lock.json"}, func() error {
		log.Print("installing Spector")
		return command(ctx, "npm", "ci", "--legacy-peer-deps", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")
	}); err != nil {
		return nil, err
	}
	documents := filepath.Join(workFolder, "openapi")
	if err := once(filepath.Join(documents, ".done"), []string{"package-lock.json", "compile.mjs"}, func() error {
		log.Print("compiling the API descriptions to OpenAPI")
		return command(ctx, "node", "compile.mjs", documents)
	}); err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(documents, "areas.json"))
	if err != nil {
		return nil, err
	}
	var areas []area
	return areas, json.Unmarshal(data, &areas)
}

// once calls do, unless mark says that it has been done with inputs of the same
// content.
func once(mark string, inputs []string, do func() error) error {
	h := sha256.New()
	for _, name := range inputs {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		h.Write(data)
	}
	sum := []byte(hex.EncodeToString(h.Sum(nil)))
	if old, err := os.ReadFile(mark); err == nil && bytes.Equal(old, sum) {
		return nil
	}
	if err := do(); err != nil {
		return err
	}
	return os.WriteFile(mark, sum, 0o644)
}

// command runs a program, whose output is part of the error if it fails.
func command(ctx context.Context, name string, args ...string) error {
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput() //nolint:gosec // arguments of our own
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", name, err, out)
	}
	return nil
}

// generateAll writes the clients, as one module, so that the tests of one version
// of OpenAPI can be compiled with those of the other. What can't be generated is
// a problem of all scenarios of that area.
func generateAll(ctx context.Context, v version, areas []area, o *outcome) error {
	codegen, err := filepath.Abs(filepath.Join(workFolder, "codegen"))
	if err != nil {
		return err
	}
	build := exec.CommandContext(ctx, "go", "build", "-o", codegen, "./cmd/codegen") //nolint:gosec // arguments of our own
	build.Dir = "../../.."
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building codegen: %w\n%s", err, out)
	}
	module := filepath.Join(workFolder, v.number)
	if err := os.MkdirAll(module, 0o777); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte("module "+clientModule+"\n\ngo 1.26.0\n"), 0o644); err != nil {
		return err
	}
	errs := make([]error, len(areas))
	var wait sync.WaitGroup
	slots := make(chan struct{}, runtime.NumCPU())
	for i, a := range areas {
		wait.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			errs[i] = generate(ctx, codegen, v, a.Name)
		})
	}
	wait.Wait()
	for i, a := range areas {
		if errs[i] != nil {
			o.blame(a.Scenarios, "not generated: "+errs[i].Error())
		}
	}
	return ctx.Err()
}

// generate writes the client of one area, with the overlays for it if there are
// any: what TypeSpec says and OpenAPI has no word for.
func generate(ctx context.Context, codegen string, v version, area string) error {
	out := filepath.Join(workFolder, v.number, filepath.FromSlash(area))
	args := []string{
		"generate", "--quiet", "--package", packageName(area), "--out", out,
		"--spec", filepath.Join(workFolder, "openapi", v.number, filepath.FromSlash(area)+".yaml"),
	}
	if overlay := filepath.Join("overlays", filepath.FromSlash(area)+".yaml"); exists(overlay) {
		args = append(args, "--overlay", overlay)
	}
	err := command(ctx, codegen, args...)
	if err != nil {
		// What an earlier run wrote must not be taken for the result of this one.
		_ = os.RemoveAll(out)
	}
	return err
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// clientModule has the clients of all areas, once for each version of OpenAPI.
const clientModule = "spector.test/api"

// clientPath is the import path of an area's client.
func clientPath(area string) string { return clientModule + "/" + area }

// packageName is that of an area's client: its last element without dashes.
func packageName(area string) string {
	name := strings.ReplaceAll(area[strings.LastIndexByte(area, '/')+1:], "-", "")
	if name == "documentation" {
		return "docs" // the go command takes no notice of packages called documentation
	}
	return name
}
