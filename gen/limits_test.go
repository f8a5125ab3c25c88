package gen_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

// TestLimits goes to the limits that gen/README.md promises, and one step beyond.
func TestLimits(t *testing.T) {
	const head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"
	repeat := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i, i+1)
		}
		return b.String()
	}
	for _, limit := range []struct {
		name  string
		most  int
		of    func(n int) string
		wants string
	}{
		{"levels", 500, func(n int) string { // the document, components, schemas, A and x-a are three
			return head + "    A: {x-a: " + strings.Repeat("[", n-3) + strings.Repeat("]", n-3) + "}\n"
		}, "nested more than 500 levels"},
		{"references in a row", 100, func(n int) string {
			return head + repeat(n, "    S%d: {$ref: '#/components/schemas/S%d'}\n") + fmt.Sprintf("    S%d: {type: object}\n", n)
		}, "100"},
		{"members", 10_000, func(n int) string {
			return head + "    A:\n      type: object\n      properties:\n" + repeat(n, "        p%d: {type: string} # %d\n")
		}, "10001 properties, and 10000 are too many"},
		{"bytes of a name", 1000, func(n int) string {
			return head + "    A" + strings.Repeat("a", n-1) + ": {type: object}\n"
		}, "longer than 1000 bytes"},
	} {
		for _, n := range []int{limit.most, limit.most + 1} {
			_, err := gen.Generate(gen.Config{Spec: "spec.yaml", Package: "api", ReadFile: func(string) ([]byte, error) { return []byte(limit.of(n)), nil }})
			switch {
			case n == limit.most && err != nil:
				t.Errorf("%d %s: %v", n, limit.name, err)
			case n > limit.most && (err == nil || !strings.Contains(err.Error(), limit.wants)):
				t.Errorf("%d %s: %v", n, limit.name, err)
			}
		}
	}
}
