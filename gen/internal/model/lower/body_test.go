package lower_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/lower"
	"github.com/claudegen/claudegen/gen/internal/read/load"
)

// TestBodies pins which params have a component in them, and what their parameters are
// called beside it.
func TestBodies(t *testing.T) {
	var diags diag.List
	doc := load.LoadBytes("spec.yaml", []byte(`
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /things:
    post:
      operationId: things.create
      parameters: [{name: name, in: query, schema: {type: string}}, {name: new_thing, in: header, schema: {type: string}}, {name: dry, in: query, schema: {type: boolean}}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/NewThing"}}}}
    put:
      operationId: things.replace
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/ThingReplaceParams"}}}}
    patch:
      operationId: things.update
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/ThingReplaceParams"}}}}
  /titles:
    post:
      operationId: titles.create
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Title"}}}}
    put:
      operationId: titles.inline
      requestBody: {content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}}
components:
  schemas:
    NewThing: {type: object, properties: {name: {type: string}}, additionalProperties: {type: integer}}
    ThingReplaceParams: {type: object, properties: {name: {type: string}}}
    Title: {type: object, properties: {title: {type: string}}}
`), load.Options{}, &diags)
	api := lower.Lower(doc, lower.Options{Package: "api"}, &diags)
	if diags.HasErrors() {
		t.Fatal(diags.Err())
	}
	var params []ir.Named
	for op := range api.AllOperations() {
		params = append(params, op.Params)
	}
	want := `
ThingCreateParams object + int64 params with NewThing
  Name "name" *string
  NameQuery "name" *string
  NewThingHeader "new_thing" *string
  Dry "dry" *bool
ThingReplaceParams object params
  Name "name" *string
ThingUpdateParams object params
  Name "name" *string
TitleCreateParams object params
  Title "title" *string
TitleInlineParams object params
  Text "text" *string
`
	if d := cmp.Diff(want[1:], ir.Print(params...)); d != "" {
		t.Error(d)
	}
}
