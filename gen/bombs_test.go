package gen_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/claudegen/claudegen/gen"
)

// TestDiffBombs compares documents of a few kilobytes in which schemas lead to each other in 2^30 ways.
// Both comparisons end, and find what differs.
func TestDiffBombs(t *testing.T) {
	const head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a: {post: {operationId: a, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/S30'}}}}, " +
		"responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/S30'}}}}}}}\ncomponents:\n  schemas:\n"
	for name, level := range map[string]string{
		"members":           "{type: object, properties: {p: REF, q: REF}}",
		"required members":  "{type: object, required: [p, q], properties: {p: REF, q: REF}}",
		"lists of unions":   "{oneOf: [REF, {type: array, items: REF}]}",
		"patternProperties": "{type: object, patternProperties: {'^a': REF, '^b': REF}}",
		"allOf":             "{allOf: [{type: object, properties: {p: REF}}, {type: object, properties: {q: REF}}]}",
	} {
		document := func(leaf string) string {
			var b strings.Builder
			b.WriteString(head + "    S0: {type: object, properties: {x: {type: " + leaf + "}}}\n")
			for i := range 30 {
				fmt.Fprintf(&b, "    S%d: %s\n", i+1, strings.ReplaceAll(level, "REF", fmt.Sprintf("{$ref: '#/components/schemas/S%d'}", i)))
			}
			return b.String()
		}
		older, newer := document("string"), document("integer")
		started := time.Now()
		r, err := diff(older, newer, nil)
		if err != nil || r.Bump != gen.Major {
			t.Errorf("%s: %v", name, err)
		}
		w, err := gen.Wire("old.yaml", "new.yaml", gen.WireOptions{ReadFile: func(name string) ([]byte, error) {
			return []byte(map[string]string{"old.yaml": older, "new.yaml": newer}[name]), nil
		}})
		if err != nil || len(w.Differences) == 0 {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %v", name, time.Since(started).Round(time.Millisecond))
	}
}

// TestManyVariants compares unions whose variants would have to be compared with each other one by one.
func TestManyVariants(t *testing.T) {
	document := func(prefix string) []byte {
		var b strings.Builder
		b.WriteString("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a: {get: {operationId: a, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/U'}}}}}}}\n")
		b.WriteString("components:\n  schemas:\n    U:\n      oneOf:\n")
		for i := range 4000 {
			fmt.Fprintf(&b, "      - {type: object, properties: {%s%d: {type: string}}}\n", prefix, i)
		}
		return []byte(b.String())
	}
	_, err := gen.Wire("old.yaml", "new.yaml", gen.WireOptions{ReadFile: func(name string) ([]byte, error) { return document(name[:1]), nil }})
	if err == nil || !strings.Contains(err.Error(), "in too many ways to be compared: that takes more than 10000000 steps") {
		t.Error(err)
	}
}

// TestLargeStructs checks that members which are used twice at every level don't make a struct that no compiler takes.
func TestLargeStructs(t *testing.T) {
	var b strings.Builder
	b.WriteString("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    S0: {type: object, properties: {x: {type: string}}}\n")
	for i := range 30 {
		fmt.Fprintf(&b, "    S%d: {type: object, required: [p, q], properties: {p: {$ref: '#/components/schemas/S%d'}, q: {$ref: '#/components/schemas/S%d'}}}\n", i+1, i, i)
	}
	result, err := generate(t, b.String())
	if err != nil {
		t.Fatal(err)
	}
	source := string(fileNamed(result.Files, "types.gen.go"))
	for _, f := range result.Files {
		source += string(f.Content)
	}
	if !strings.Contains(source, "*S") || !strings.Contains(source, "P S2\n") && !strings.Contains(source, " S2 ") {
		t.Error("no struct is behind a pointer, or all are")
	}
}
