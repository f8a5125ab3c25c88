package gen_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

// BenchmarkGenerate makes clients of documents of one kind and different sizes:
// the time for each operation should not depend on how many there are.
func BenchmarkGenerate(b *testing.B) {
	for n := 100; n <= 1600; n *= 2 {
		doc := []byte(shop(n))
		b.Run(fmt.Sprintf("operations=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := gen.Generate(gen.Config{
					Spec: "spec.json", Package: "shop",
					ReadFile: func(string) ([]byte, error) { return doc, nil },
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/operation")
		})
	}
}

// shop is a document with n operations, and as many schemas as such documents
// have: objects that refer to each other, enums, unions, lists and pages. A fifth
// of the operations share a tag, whatever their number.
func shop(n int) string {
	var paths, schemas strings.Builder
	for i := range n {
		next := fmt.Sprintf(`{"$ref": "#/components/schemas/Thing%d"}`, (i+1)%n)
		fmt.Fprintf(&paths, `"/things%[1]d/{id}": {"get": {"operationId": "getThing%[1]d", "tags": ["group%[2]d"], "summary": "Get thing %[1]d.",
			"description": "%[3]s", "parameters": [
				{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
				{"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 10}},
				{"name": "order", "in": "query", "schema": {"type": "string", "enum": ["asc", "desc"]}}],
			"responses": {"200": {"description": "OK", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing%[1]d"}}}}}}},`,
			i, i%5, strings.Repeat("A sentence about it. ", 10))
		fmt.Fprintf(&schemas, `"Thing%[1]d": {"type": "object", "description": "Thing %[1]d.", "required": ["id", "kind"], "properties": {
			"id": {"type": "string"}, "kind": {"const": "thing%[1]d"}, "size": {"type": "integer", "description": "How large it is."},
			"state": {"type": "string", "enum": ["new", "old", "gone"]}, "next": %[2]s, "all": {"type": "array", "items": %[2]s},
			"by_name": {"type": "object", "additionalProperties": %[2]s}, "created_at": {"type": "string", "format": "date-time"},
			"owner": {"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": ["integer", "null"]}}},
			"either": {"oneOf": [{"$ref": "#/components/schemas/Thing%[1]d"}, %[2]s]}}},`, i, next)
	}
	return fmt.Sprintf(`{"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}, "paths": {%s}, "components": {"schemas": {%s}}}`,
		strings.TrimSuffix(paths.String(), ","), strings.TrimSuffix(schemas.String(), ","))
}
