package load

import (
	"fmt"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// BenchmarkLoad reads a document of some megabytes on one line.
func BenchmarkLoad(b *testing.B) {
	var s strings.Builder
	s.WriteString(`{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "components": {"schemas": {`)
	for i := range 5000 {
		fmt.Fprintf(&s, `"S%d": {"type": "object", "description": "%s", "required": ["a", "b"], "properties": {"a": {"type": "string", "enum": ["x", "y", "z"]}, `+
			`"b": {"type": "array", "items": {"$ref": "#/components/schemas/S%d"}}, "c": {"anyOf": [{"type": "null"}, {"type": "integer", "minimum": 0}]}}}, `,
			i, strings.Repeat("words ", 60), (i*7)%5000)
	}
	s.WriteString(`"Last": {}}}}`)
	data := []byte(s.String())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var diags diag.List
		if LoadBytes("a.json", data, Options{}, &diags); len(diags.All()) > 0 {
			b.Fatal(diags.All()[0])
		}
	}
}
