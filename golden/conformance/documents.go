package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen"
)

const sdkModule = "github.com/anthropics/anthropic-sdk-go"

// copySDK copies the vendor's SDK from the module cache into dir, where its
// tests can run.
func copySDK(ctx context.Context, dir string) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "mod", "download", "-json", sdkModule).Output()
	if err != nil {
		return "", fmt.Errorf("downloading %s: %w", sdkModule, err)
	}
	var m struct{ Dir string }
	if err := json.Unmarshal(out, &m); err != nil {
		return "", err
	}
	if err := os.RemoveAll(dir); err != nil {
		return "", err
	}
	return dir, os.CopyFS(dir, os.DirFS(m.Dir))
}

// ourDocument is our document in one file, closed.
func ourDocument() ([]byte, error) {
	spec := filepath.Join("..", "..", "spec", "openapi.yaml")
	data, err := gen.Bundle(gen.Config{Spec: spec}, gen.BundleOptions{Version: "3.1", JSON: true})
	if err != nil {
		return nil, err
	}
	return closed(data)
}

// vendorDocument is the vendor's document, closed and with operations for events.
func vendorDocument(sdk string) ([]byte, error) {
	f, err := os.Open(filepath.Join(sdk, "scripts", "mock-spec.json.gz"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	if data, err = withEvents(data); err != nil {
		return nil, err
	}
	return closed(data)
}

// closed makes objects that don't say whether they may have more members refuse
// them, so that the mock notices a member that a document lacks.
func closed(data []byte) ([]byte, error) { return change(data, closeObjects) }

// schemaValues are words of schemas whose values are no schemas.
var schemaValues = []string{"example", "examples", "default", "const", "enum"}

func closeObjects(doc any) {
	eachObject(doc, false, func(v map[string]any) {
		if isPlainObject(v) {
			v["additionalProperties"] = false
		}
	})
}

// madeUp removes what the mock would answer instead of making something up:
// examples, and null as default. Of a union, the mock makes up the first variant:
// in each round it is another one. Large unions take turns; small ones, such as
// of something and null, are left to chance, so that all combinations come up.
func madeUp(data []byte, round int) ([]byte, error) {
	chance := rand.New(rand.NewPCG(0, uint64(round))) //nolint:gosec // the same in each run
	return change(data, func(doc any) {
		eachObject(doc, false, func(v map[string]any) {
			delete(v, "example")
			delete(v, "examples")
			if d, ok := v["default"]; ok && d == nil {
				delete(v, "default")
			}
			for _, word := range unions {
				if variants, ok := v[word].([]any); ok && len(variants) > 0 {
					first := round % len(variants)
					if len(variants) < 8 {
						first = chance.IntN(len(variants))
					}
					v[word] = slices.Concat(variants[first:], variants[:first])
				}
			}
		})
	})
}

// largestUnion counts the variants of the union that has most.
func largestUnion(data []byte) (int, error) {
	n := 0
	_, err := change(data, func(doc any) {
		eachObject(doc, false, func(v map[string]any) {
			for _, word := range unions {
				variants, _ := v[word].([]any)
				n = max(n, len(variants))
			}
		})
	})
	return n, err
}

var unions = []string{"oneOf", "anyOf"}

// eachObject calls f for v and the objects in it. The members of named objects
// have names that the author chose, and no meaning by themselves.
func eachObject(v any, named bool, f func(map[string]any)) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			eachObject(e, false, f)
		}
	case map[string]any:
		if !named {
			f(v)
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			e := v[key]
			if named || !slices.Contains(schemaValues, key) {
				eachObject(e, !named && key == "properties", f)
			}
		}
	}
}

// change decodes a document, changes it and encodes it.
func change(data []byte, f func(doc any)) ([]byte, error) {
	var doc any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber() // bounds may be larger than a float64 holds
	if err := dec.Decode(&doc); err != nil {
		return nil, err
	}
	f(doc)
	return json.Marshal(doc)
}

// isPlainObject reports whether v is the schema of an object whose members are
// all listed in it.
func isPlainObject(v map[string]any) bool {
	if _, ok := v["properties"].(map[string]any); !ok {
		return false
	}
	if v["type"] != "object" {
		return false
	}
	for _, word := range []string{"additionalProperties", "unevaluatedProperties", "patternProperties", "allOf", "anyOf", "oneOf", "if", "$ref"} {
		if _, ok := v[word]; ok {
			return false
		}
	}
	return true
}

// operations lists the operations of a document, such as "GET /v1/models".
func operations(data []byte) ([]string, error) {
	var doc struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		return nil, err
	}
	var out []string
	for path, item := range doc.Paths {
		for _, method := range []string{"get", "put", "post", "delete", "patch"} {
			if _, ok := item[method]; ok {
				out = append(out, operationName(method, path))
			}
		}
	}
	return out, nil
}

// twins tells requests whose operation the document has once more for betas,
// under a path that ends in ?beta=true.
func twins(data []byte) (func(*http.Request) bool, error) {
	all, err := operations(data)
	if err != nil {
		return nil, err
	}
	var patterns []string
	for _, op := range all {
		if path, ok := strings.CutSuffix(op, "?beta=true"); ok {
			patterns = append(patterns, placeholder.ReplaceAllString(path, "[^/]+"))
		}
	}
	re, err := regexp.Compile("^(" + strings.Join(patterns, "|") + ")$")
	if err != nil {
		return nil, err
	}
	return func(r *http.Request) bool { return re.MatchString(operationName(r.Method, r.URL.EscapedPath())) }, nil
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)
