package lower_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRecursion pins what schemas are that lead back to themselves: typed wherever Go has a way to say it.
func TestRecursion(t *testing.T) {
	for _, tt := range []struct{ name, version, schemas, want string }{
		{"a base that refers to its heir", "3.1.0", `
			Base: {type: object, properties: {inner: {type: array, items: {$ref: '#/components/schemas/Heir'}}}}
			Heir: {type: object, properties: {level: {type: integer}}, allOf: [{$ref: '#/components/schemas/Base'}]}`, `
			Base object
			  Inner "inner" []Heir
			Heir object
			  Level "level" *int64
			  Inner "inner" []Heir
`},
		{"the heir first, by map and null", "3.0.0", `
			Heir: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {level: {type: integer}}}]}
			Base: {type: object, properties: {m: {type: object, additionalProperties: {$ref: '#/components/schemas/Heir'}}, n: {nullable: true, allOf: [{$ref: '#/components/schemas/Heir'}]}}}`, `
			Heir object
			  M "m" map[string]Heir
			  N "n" Nullable[*Heir] may be null
			  Level "level" *int64
			Base object
			  M "m" map[string]Heir
			  N "n" Nullable[Heir] may be null
`},
		{"heirs with a discriminator", "3.0.0", `
			Base: {type: object, required: [kind], discriminator: {propertyName: kind}, properties: {kind: {type: string}, all: {type: array, items: {$ref: '#/components/schemas/Base'}}, of: {type: array, items: {$ref: '#/components/schemas/Heir'}}}}
			Heir: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {others: {type: array, items: {$ref: '#/components/schemas/Heir'}}}}]}`, `
			Base union by kind
			  Heir "Heir"
			  BaseBase for the rest
			BaseBase object variant of Base
			  Kind "kind" string required
			  All "all" []Base
			  Of "of" []Heir
			Heir object variant of Base
			  Kind "kind" string required
			  All "all" []Base
			  Of "of" []Heir
			  Others "others" []Heir
`},
		{"lists of inline objects that have the same list", "3.1.0", `
			A: {type: object, properties: {x: {type: array, items: {type: object, properties: {y: {$ref: '#/components/schemas/A/properties/x'}}}}}}`, `
			A object
			  X "x" []AXItem
			AXItem object
			  Y "y" []AXItem
`},
		{"lists of lists of the object", "3.1.0", `
			A: {type: object, properties: {x: {type: array, items: {type: array, items: {type: object, allOf: [{$ref: '#/components/schemas/A'}], properties: {z: {type: string}}}}}}}`, `
			A object
			  X "x" [][]AXItemItem
			AXItemItem object
			  X "x" [][]AXItemItem
			  Z "z" *string
`},
		{"a union in lists of the heir", "3.1.0", `
			A: {type: object, properties: {x: {type: array, items: {oneOf: [{type: string}, {$ref: '#/components/schemas/B'}]}}}}
			B: {allOf: [{$ref: '#/components/schemas/A'}], properties: {b: {type: string}}}`, `
			A object
			  X "x" []AXItem
			AXItem union
			  AXItemString string
			  B
			AXItemString = string variant of AXItem
			B object variant of AXItem
			  X "x" []AXItem
			  B "b" *string
`},
		{"named lists and maps of themselves", "3.1.0", `
			L: {type: array, items: {$ref: '#/components/schemas/L'}}
			M: {type: object, additionalProperties: {$ref: '#/components/schemas/M'}}
			N: {type: [array, 'null'], items: {$ref: '#/components/schemas/M2'}}
			M2: {type: object, additionalProperties: {$ref: '#/components/schemas/N'}}`, `
			L = []L
			M = map[string]M
			N = []M2
			M2 = map[string]*N
`},
		{"documented references back", "3.0.0", `
			L: {type: array, items: {allOf: [{$ref: '#/components/schemas/L'}, {description: x}]}}
			M: {type: object, additionalProperties: {allOf: [{title: x}, {$ref: '#/components/schemas/M'}]}}
			U: {oneOf: [{type: string}, {type: array, items: {allOf: [{$ref: '#/components/schemas/U'}, {description: x}]}}]}`, `
			L = []L
			M = map[string]M
			U union
			  UString string
			  UArray array of "[
			UString = string variant of U
			UArray = []U variant of U
`},
		{"any JSON by itself", "3.1.0", `
			J: {oneOf: [{type: string}, {type: number}, {type: boolean}, {type: 'null'}, {type: array, items: {$ref: '#/components/schemas/J'}}, {type: object, additionalProperties: {$ref: '#/components/schemas/J'}}]}`, `
			J union
			  JString string
			  JNumber number
			  JBool bool
			  JArray array of "0tf[{
			  JObject
			JString = string variant of J
			JNumber = float64 variant of J
			JBool = bool variant of J
			JArray = []J variant of J
			JObject = map[string]J variant of J
`},
		{"a list merged with itself has no name inside", "3.1.0", `
			A: {type: array, items: {allOf: [{$ref: '#/components/schemas/A'}, {items: {$ref: '#/components/schemas/A'}}]}}`, `
			A = [][][][]JSON
			warning: the schema consists of itself, without a name that Go could use inside: the inner value is raw JSON; move it to components
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := strings.ReplaceAll(strings.TrimPrefix(tt.want, "\n"), "\t", "")
			if diff := cmp.Diff(want, lowered(t, tt.version, tt.schemas)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
