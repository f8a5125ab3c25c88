package gen_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

// compiled are documents from which packages came that don't compile.
var compiled = map[string]string{
	"variants that are one type": `openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: a.get
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  issues:
                    type: array
                    items:
                      anyOf:
                        - {title: A, type: object, properties: {issue: {type: string, enum: [A]}, text: {type: string, enum: [first]}}}
                        - {title: B, type: object, properties: {issue: {type: string, enum: [B]}, text: {type: string, enum: [second]}}}
  /b:
    get:
      operationId: b.get
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  issues:
                    type: array
                    items:
                      anyOf:
                        - {title: A, type: object, properties: {issue: {type: string, enum: [A]}, text: {type: string, enum: [first]}}}
                        - {title: C, type: object, properties: {issue: {type: string, enum: [C]}, text: {type: string, enum: [third]}}}
`,
	"names that meet": `openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /p/{op_p_get}/{code_u}/{params}/{new}/{call}/{string}/{P}/{s}/{x}:
    get:
      operationId: p.get
      parameters:
        - {name: op_p_get, in: path, required: true, schema: {type: string}}
        - {name: code_u, in: path, required: true, schema: {type: string}}
        - {name: params, in: path, required: true, schema: {type: string}}
        - {name: new, in: path, required: true, schema: {type: string}}
        - {name: call, in: path, required: true, schema: {type: string}}
        - {name: string, in: path, required: true, schema: {type: integer}}
        - {name: P, in: path, required: true, schema: {type: integer}}
        - {name: s, in: path, required: true, schema: {$ref: '#/components/schemas/E'}}
        - {name: x, in: path, required: true, schema: {type: array, items: {type: string}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/U'}}}}}
  /q/{argument}/{argumentAs}/{opQListAll}/{page}/{list}/{text}:
    get:
      operationId: q.list
      x-pagination: {items: data, next: {param: page, value: next}}
      parameters:
        - {name: argument, in: path, required: true, schema: {type: integer}}
        - {name: argumentAs, in: path, required: true, schema: {type: array, items: {type: string}}}
        - {name: opQListAll, in: path, required: true, schema: {type: string}}
        - {name: page, in: path, required: true, schema: {type: string}}
        - {name: list, in: path, required: true, schema: {type: array, items: {type: string}}}
        - {name: text, in: path, required: true, schema: {type: string}}
        - {name: page, in: query, schema: {type: string}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: object, required: [data], properties: {data: {type: array, items: {$ref: '#/components/schemas/U'}}, next: {type: string}}}}}}}
  /q2:
    get: {operationId: q.all, responses: {'204': {description: ok}}}
    post: {operationId: q.allList, responses: {'204': {description: ok}}}
    put: {operationId: q.create, x-stream: {param: stream}, requestBody: {content: {application/json: {schema: {type: object, properties: {stream: {type: boolean}}}}}}, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/U'}}, text/event-stream: {itemSchema: {$ref: '#/components/schemas/U'}}}}}}
    delete: {operationId: q.stream, responses: {'204': {description: ok}}}
    patch: {operationId: q.createStream, responses: {'204': {description: ok}}}
  /q3:
    put: {operationId: q.complete, x-stream: {param: stream}, requestBody: {content: {application/json: {schema: {type: object, properties: {stream: {type: boolean}}}}}}, responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/U'}}, text/event-stream: {itemSchema: {$ref: '#/components/schemas/U'}}}}}}
    patch: {operationId: q.completeStream, responses: {'204': {description: ok}}}
components:
  schemas:
    E: {type: string, enum: [a, b]}
    U: {oneOf: [{type: string}, {type: object, properties: {a: {type: string}}}]}
    UnmarshalU: {type: object, properties: {a: {type: string}}}
    Of: {type: object, properties: {a: {type: string}}}
    M: {oneOf: [{allOf: [{type: array, items: {type: string}}, {type: object, properties: {a: {type: string}}}]}, {type: string}]}
    M2: {oneOf: [{type: array, items: {type: string}}, {type: object, properties: {b: {type: string}}}], type: object, properties: {a: {type: string}}}
    L:
      type: object
      properties:
        nb: {type: array, items: {type: [string, 'null'], format: byte}}
        mb: {type: object, additionalProperties: {type: [string, 'null'], format: byte}}
        lc: {type: array, items: {const: a}}
        l1: {type: array, items: {enum: [1]}}
        mc: {type: object, additionalProperties: {const: true}}
        no: {type: array, items: {type: [object, 'null'], properties: {a: {type: string}}}}
    Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
    Several: {oneOf: [{type: [string, array, 'null'], items: {}}, {type: [object, boolean], properties: {a: {type: string}}}]}
`,
	"unions of themselves": `openapi: 3.1.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    A: {oneOf: [{$ref: '#/components/schemas/A'}]}
    B: {oneOf: [{description: x, anyOf: [{$ref: '#/components/schemas/B'}]}]}
    C: {oneOf: [{allOf: [{$ref: '#/components/schemas/C'}, {description: x}]}]}
    D: {type: object, required: [a, b, c], properties: {a: {$ref: '#/components/schemas/A'}, b: {oneOf: [{$ref: '#/components/schemas/B'}]}, c: {type: array, items: {$ref: '#/components/schemas/C'}}}}
`,
	"answers of one type": `openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /p:
    get:
      operationId: p.get
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: object, properties: {a: {type: string}, b: {type: object, properties: {z: {type: string}}}}}}}}
        '202': {description: ok, content: {application/json: {schema: {type: object, properties: {a: {type: string}, b: {type: object, properties: {z: {type: string}}}}}}}}
        '203': {description: ok, content: {application/json: {schema: {oneOf: [{type: string}, {type: integer}]}}}}
        '205': {description: ok, content: {application/json: {schema: {oneOf: [{type: string}, {type: integer}]}}}}
        '206': {description: ok, content: {application/json: {schema: {type: string, enum: [a, b]}}}}
        '207': {description: ok, content: {application/json: {schema: {type: string, enum: [a, b]}}}}
`,
	"streams": `openapi: 3.2.0
info: {title: T, version: '1'}
paths:
  /a: {get: {operationId: s.constants, responses: {'200': {description: ok, content: {text/event-stream: {itemSchema: {const: a}}}}}}}
  /b: {get: {operationId: s.one, responses: {'200': {description: ok, content: {application/x-ndjson: {itemSchema: {enum: [a]}}}}}}}
  /c: {get: {operationId: s.objects, responses: {'200': {description: ok, content: {application/json-seq: {itemSchema: {type: array, items: {type: [object, 'null'], properties: {a: {type: string}}}}}}}}}}
  /d: {get: {operationId: s.maps, responses: {'200': {description: ok, content: {application/x-ndjson: {itemSchema: {type: object, additionalProperties: {type: [object, 'null'], properties: {a: {type: string}}}}}}}}}}
  /e: {get: {operationId: s.bytes, responses: {'200': {description: ok, content: {text/event-stream: {itemSchema: {type: array, items: {type: [string, 'null'], format: byte}}}}}}}}
  /f: {get: {operationId: s.numbers, responses: {'200': {description: ok, content: {application/x-ndjson: {itemSchema: {type: object, additionalProperties: {enum: [7]}}}}}}}}
  /g:
    post:
      operationId: s.form
      requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {t: {$ref: '#/components/schemas/Tree'}, f: {type: array, items: {type: [string, 'null'], format: binary}}}}}}}
      responses: {'204': {description: ok}}
components: {schemas: {Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
`,
}

// TestCompiled type-checks what these documents become, fakes and tests included.
func TestCompiled(t *testing.T) {
	for name, spec := range compiled {
		t.Run(name, func(t *testing.T) {
			r, err := generateAll(spec)
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range packageErrors(t, r.Files) {
				t.Error(problem)
			}
		})
	}
}

// generateAll generates a package with all that belongs to one.
func generateAll(spec string) (*gen.Result, error) {
	return gen.Generate(gen.Config{
		Spec: "spec.yaml", Package: "api", ImportPath: "example.com/api", SkipUnsupported: true, MaxValues: 20_000, Fake: true, Tests: true,
		ReadFile: func(name string) ([]byte, error) {
			if name != "spec.yaml" {
				return nil, fs.ErrNotExist
			}
			return []byte(spec), nil
		},
	})
}

// TestGeneratedMethods checks that an operation which is called as a method that another has besides
// its own is called after its path, and that what asks for its name has it.
func TestGeneratedMethods(t *testing.T) {
	r, err := generateAll(strings.Replace(compiled["names that meet"], "operationId: q.stream,", "operationId: q.stream, x-go-name: Stream,", 1))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Files {
		if f.Name != "q.gen.go" {
			continue
		}
		for _, method := range []string{
			"All(ctx context.Context, argumentArg int64,", "GetQ2(", "Stream(ctx context.Context, params *QStreamParams,", "CreateStreamEvents(", "CreateStream(ctx context.Context, params *QCreateStreamParams,",
			"CompleteStream(ctx context.Context, params *QCompleteParams,", "PatchQ3(",
		} {
			if !strings.Contains(string(f.Content), "func (s *QService) "+method) {
				t.Errorf("no method %s", method)
			}
		}
	}
}
