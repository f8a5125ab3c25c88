package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// verdicts remembers which packages compile, between runs: what go build and go
// vet have to say depends on the files, the module and the version of Go, and
// takes most of a run to find out.
type verdicts struct {
	dir    string
	module string // contents of go.mod and go.sum
}

func newVerdicts() (*verdicts, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	var module bytes.Buffer
	for _, name := range []string{"go.mod", "go.sum"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		module.Write(data)
	}
	v := &verdicts{filepath.Join(cache, "claudegen-corpus"), module.String()}
	return v, os.MkdirAll(v.dir, 0o755)
}

// of returns what is wrong with the package in dir, or "".
func (v *verdicts) of(w *workshop, dir string) (string, error) {
	key, err := v.key(dir)
	if err != nil {
		return "", err
	}
	name := filepath.Join(v.dir, key)
	if known, err := os.ReadFile(name); err == nil {
		return string(known), nil
	}
	problem := ""
	if err := w.check(dir); err != nil {
		problem = firstLine(err.Error())
	}
	return problem, os.WriteFile(name, []byte(problem), 0o644)
}

func (v *verdicts) key(dir string) (string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return "", err
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n", runtime.Version(), v.module)
	for _, f := range files { // sorted by Glob
		data, err := os.ReadFile(f)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n%s", filepath.Base(f), len(data), data)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
