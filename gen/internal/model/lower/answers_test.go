package lower_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/lower"
	"github.com/claudegen/claudegen/gen/internal/read/load"
)

// TestAnswers pins what responses are in Go, one decision a row, with the header Accept and the statuses.
func TestAnswers(t *testing.T) {
	kinds := map[ir.ResultKind]string{
		ir.NoResult: "nothing", ir.JSONResult: "JSON", ir.TextResult: "text", ir.BinaryResult: "download",
		ir.LinesResult: "lines", ir.EventsResult: "events", ir.AnswersResult: "answers",
	}
	for _, tt := range []struct{ name, method, responses, want string }{
		{"one type for two statuses", "get", `{'200': A, '201': A}`, "JSON PGetA [application/json] [200 201] []"},
		{"no body beside one", "get", `{'202': none, '200': A}`, "JSON PGetA [application/json] [200 202] [202]"},
		{"two types", "get", `{'200': A, '202': B}`, "answers PGetAnswer [application/json] [200 202] []"},
		{"a range", "get", `{2XX: A}`, "JSON PGetA [application/json] [0] []"},
		{"default is success if nothing else is", "get", `{default: A, '404': B}`, "JSON PGetA [application/json] [0] []"},
		{"default is no success beside another", "get", `{default: A, '204': none}`, "nothing [] [] []"},
		{"head", "head", `{'200': A}`, "nothing [application/json] [] []"},
		{"XML says the same", "get", `{'200': {description: d, content: {application/xml: {schema: {type: object}}, application/json: {schema: {$ref: '#/components/schemas/A'}}}}}`, "JSON PGetA [application/json] [200] []"},
		{"texts and files", "get", `{'200': {description: d, content: {text/csv: {}, application/pdf: {}}}}`, "download [text/csv, application/pdf] [200] []"},
		{"a number as text", "get", `{'200': {description: d, content: {text/plain: {schema: {type: integer}}}}}`, "text int64 [text/plain] [200] []"},
		{"JSON that is a file", "get", `{'200': {description: d, content: {application/json: {schema: {contentMediaType: application/json}}}}}`, "download [application/json] [200] []"},
		{"anything", "get", `{'200': {description: d, content: {'*/*': {schema: {$ref: '#/components/schemas/A'}}}}}`, "JSON PGetA [*/*] [200] []"},
		{"304", "get", `{'304': none, '200': A}`, "JSON PGetA [application/json] [200] [] ErrNotModified"},
		{"a body with 204", "get", `{'204': A}`, "nothing [] [] []"},
		{"a body with 205 beside another", "get", `{'205': B, '201': A}`, "JSON PGetA [application/json] [201 205] [205]"},
		{"a body of a redirect", "get", `{'303': B, '201': A}`, "JSON PGetA [application/json] [201] []"},
		{"a redirect", "get", `{'302': none}`, "nothing [] [] []"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			responses := tt.responses
			for _, name := range []string{"A", "B", "none"} {
				responses = strings.ReplaceAll(responses, ": "+name+",", ": {$ref: '#/components/responses/"+name+"'},")
				responses = strings.ReplaceAll(responses, ": "+name+"}", ": {$ref: '#/components/responses/"+name+"'}}")
			}
			var diags diag.List
			doc := load.LoadBytes("spec.yaml", []byte(`openapi: 3.1.0
info: {title: T, version: '1'}
paths: {/p: {`+tt.method+`: {operationId: p.get, responses: `+responses+`}}}
components:
  responses:
    none: {description: d}
    A: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
    B: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}
  schemas:
    A: {x-go-name: PGetA, type: object, properties: {a: {type: string}}}
    B: {type: object, properties: {b: {type: string}}}
`), load.Options{}, &diags)
			if diags.HasErrors() {
				t.Fatal(diags.Err())
			}
			for op := range lower.Lower(doc, lower.Options{Package: "api"}, &diags).AllOperations() {
				got := kinds[op.Result.Kind]
				if op.Result.Type != nil {
					_, name, _ := ir.GoType(op.Result.Type)
					got += " " + name
				}
				got += fmt.Sprintf(" [%s] %v %v", op.Accept, op.Result.Statuses, op.Result.Empty)
				if op.Result.ErrNotModified != "" {
					got += " " + op.Result.ErrNotModified
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}
