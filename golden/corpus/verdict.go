package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// verdicts remembers what the go command says of packages, between runs: it depends on the files, the module and the version of Go, and
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

// recall returns what is known of the package in dir and what stands below it, and
// asks find otherwise, whose answer is kept if it says that it would be the same
// another time. kind tells one question from another.
func recall[T any](v *verdicts, kind, dir string, find func() (answer T, keep bool)) (T, error) {
	var answer T
	key, err := v.key(kind, dir)
	if err != nil {
		return answer, err
	}
	name := filepath.Join(v.dir, key)
	if known, err := os.ReadFile(name); err == nil && json.Unmarshal(known, &answer) == nil {
		return answer, nil
	}
	answer, keep := find()
	if !keep {
		return answer, nil
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return answer, err
	}
	return answer, os.WriteFile(name, text, 0o644)
}

// key is a hash of everything that the answer depends on.
func (v *verdicts) key(kind, dir string) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%s\n", kind, runtime.Version(), v.module)
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error { // sorted
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		fmt.Fprintf(h, "%s %d\n%s", rel, len(data), data)
		return err
	})
	return hex.EncodeToString(h.Sum(nil)), err
}
