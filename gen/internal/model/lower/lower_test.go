package lower_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/lower"
	"github.com/claudegen/claudegen/gen/internal/read/load"
)

// lowered returns the types of a document with these component schemas, and what
// there is to say about them.
func lowered(t *testing.T, version, schemas string) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("openapi: " + version + "\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n")
	for line := range strings.Lines(strings.Trim(schemas, "\n")) {
		b.WriteString("    " + strings.TrimLeft(line, "\t"))
	}
	var diags diag.List
	doc := load.LoadBytes("spec.yaml", []byte(b.String()), load.Options{}, &diags)
	if diags.HasErrors() {
		t.Fatal(diags.Err())
	}
	api := lower.Lower(doc, lower.Options{Package: "api"}, &diags)
	out := ir.Print(api.Types...)
	for _, d := range diags.All() {
		out += d.Severity.String() + ": " + d.Message + "\n"
	}
	return out
}

// TestSchemas pins what schemas are in Go, one decision a row.
func TestSchemas(t *testing.T) {
	for _, tt := range []struct{ name, schemas, want string }{
		{"presence", `
			A: {type: object, required: [a, b], properties: {a: {type: string}, b: {type: [string, 'null']}, c: {type: string}, d: {type: [string, 'null']}}}`, `
			A object
			  A "a" string required
			  B "b" *string required, may be null
			  C "c" *string
			  D "d" Nullable[string] may be null
`},
		{"alternatives of several types", `
			A: {oneOf: [{type: [string, 'null', boolean]}, {$ref: '#/components/schemas/C'}]}
			C: {type: [array, object], items: {type: string}, properties: {c: {type: string}}}`, `
			A union
			  AString string
			  ABool bool
			  AArray array of "
			  AVariantA
			AString = string variant of A
			ABool = bool variant of A
			AArray = []string variant of A
			AVariantA object variant of A
			  C "c" *string
			C union
			  CArray array
			  CObject
			CArray = []string variant of C
			CObject object variant of C
			  C "c" *string
`},
		{"optional values whose zero says that there is none", `
			A: {type: object, properties: {a: {type: array, items: {type: string}}, b: {$ref: '#/components/schemas/E'}, c: {$ref: '#/components/schemas/Z'}}}
			E: {type: string, enum: [a, b]}
			Z: {type: string, enum: [a, '']}`, `
			A object
			  A "a" []string
			  B "b" E
			  C "c" *Z
			E enum of string
			  EA a
			  EB b
			Z enum of string
			  ZA a
			  ZEmpty
`},
		{"null by a variant", `
			A: {type: object, required: [a], properties: {a: {oneOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}]}}}
			B: {type: object, properties: {x: {type: integer}}}`, `
			A object
			  A "a" *B required, may be null
			B object
			  X "x" *int64
`},
		{"null in an enum", `
			A: {type: object, properties: {a: {type: [string, 'null'], enum: [x, y, null]}}}`, `
			A object
			  A "a" Nullable[AA] may be null
			AA enum of string
			  AAX x
			  AAY y
`},
		{"elements that may be null", `
			A: {type: array, items: {type: [integer, 'null']}}
			B: {type: array, items: {type: [array, 'null'], items: {type: string}}}`, `
			A = []*int64
			B = [][]string
`},
		{"only null", `
			A: {type: object, properties: {a: {type: 'null'}, b: {type: ['null']}}}`, `
			A object
			  A "a" JSON
			  B "b" JSON
`},
		{"bytes as text", `
			A:
			  type: object
			  properties:
			    a: {type: string, contentEncoding: base64}
			    b: {type: [string, 'null'], contentEncoding: base64url}
			    c: {contentEncoding: BASE64}
			    d: {type: array, items: {type: string, format: base64url}}
			    e: {type: string, format: base64}
			    f: {type: string, contentEncoding: quoted-printable}
			    g: {type: string, contentMediaType: application/json, contentSchema: {type: object}}
			    h: {type: string, contentMediaType: image/png}
			    i: {$ref: '#/components/schemas/B', contentEncoding: base64url}
			B: {type: string}`, `
			A object
			  A "a" []byte
			  B "b" Nullable[[]byte] may be null
			  C "c" []byte
			  D "d" [][]byte
			  E "e" []byte
			  F "f" *string
			  G "g" *string
			  H "h" *string
			  I "i" []byte
			note: contentEncoding "quoted-printable" is not decoded: the value is a string, as it travels
			note: the text holds JSON that contentSchema describes: it is a string, to be encoded and decoded by the caller
`},
		{"allOf merges members", `
			A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object, required: [x], properties: {y: {type: boolean}}}]}
			B: {type: object, properties: {x: {type: string}}}`, `
			A object
			  X "x" string required
			  Y "y" *bool
			B object
			  X "x" *string
`},
		{"allOf that only wraps", `
			A: {type: object, properties: {b: {description: Text., allOf: [{$ref: '#/components/schemas/B'}]}}}
			B: {type: object, properties: {x: {type: string}}}`, `
			A object
			  B "b" *B
			B object
			  X "x" *string
`},
		{"allOf narrows a member", `
			A: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {x: {enum: [p, q]}}}]}
			B: {type: object, properties: {x: {type: string, enum: [p, q, r]}}}`, `
			A object
			  X "x" AX
			B object
			  X "x" BX
			AX enum of string
			  AXP p
			  AXQ q
			BX enum of string
			  BXP p
			  BXQ q
			  BXR r
`},
		{"allOf narrows number to integer", `
			A: {type: object, properties: {n: {allOf: [{type: number}, {type: integer}]}}}`, `
			A object
			  N "n" *int64
`},
		{"allOf that contradicts itself", `
			A: {type: object, properties: {n: {allOf: [{type: number}, {type: string}]}}}`, `
			A object
			  N "n" JSON
			warning: allOf asks for type string and for number at once: the value is raw JSON
`},
		{"allOf of null and a type", `
			A: {type: object, properties: {n: {allOf: [{type: ['null']}, {type: string}]}}}`, `
			A object
			  N "n" JSON
			warning: allOf asks for type string and for null at once: the value is raw JSON
`},
		{"allOf that leads back to itself", `
			A: {type: object, properties: {x: {type: string}}, allOf: [{$ref: '#/components/schemas/A'}]}`, `
			A object
			  X "x" *string
`},
		{"scalars by format", `
			A: {type: object, required: [a, b, c, d, e, f], properties: {a: {type: string, format: date-time}, b: {type: string, format: date}, c: {type: string, format: byte}, d: {type: integer, format: int32}, e: {type: number, format: float}, f: {type: string, format: uuid}}}`, `
			A object
			  A "a" time.Time required
			  B "b" Date required
			  C "c" []byte required
			  D "d" int32 required
			  E "e" float32 required
			  F "f" string required
`},
		{"enum of strings", `
			E: {type: string, enum: [a, b-c, 5m]}`, `
			E enum of string
			  EA a
			  EBC b-c
			  E5m 5m
`},
		{"enum of integers", `
			E: {type: integer, enum: [1, 2]}`, `
			E enum of int64
			  E1 1
			  E2 2
`},
		{"enum of fractions is a number", `
			A: {type: object, required: [x], properties: {x: {enum: [0.5, 1]}}}`, `
			A object
			  X "x" float64 required
`},
		{"enum of several kinds is raw", `
			A: {type: object, required: [x], properties: {x: {enum: [a, 1]}}}`, `
			A object
			  X "x" JSON required
			note: the enum lists values of several types: Go has raw JSON for it; set a type for them to be read as that
`},
		{"numbers that 64 bits don't hold", `
			A: {type: object, required: [a, b, c, d, e, f, g, h], properties: {a: {type: integer, format: uint64}, b: {type: integer, minimum: 0, maximum: 18446744073709551615}, c: {type: integer, maximum: 1e30}, d: {type: number, format: decimal}, e: {type: integer, maximum: 9223372036854776000}, f: {type: [integer, number]}, g: {oneOf: [{type: integer}, {type: integer, format: uint64}]}, h: {type: string, format: decimal}}}`, `
			A object
			  A "a" uint64 required
			  B "b" uint64 required
			  C "c" json.Number required
			  D "d" json.Number required
			  E "e" int64 required
			  F "f" json.Number required
			  G "g" json.Number required
			  H "h" string required
`},
		{"enum of what an int64 doesn't hold", `
			E: {type: integer, enum: [1, 9223372036854775808]}`, `
			E enum of uint64
			  E1 1
			  E9223372036854775808 9223372036854775808
`},
		{"enum of another type than is said", `
			E: {type: string, enum: [5, 7]}
			F: {type: integer, enum: ['0', '1'], x-enum-varnames: [Off, On]}`, `
			E enum of string
			  E5 5
			  E7 7
			F enum of int64
			  FOff 0
			  FOn 1
			warning: 5 is no string: "5" is read
			warning: 7 is no string: "7" is read
			warning: "0" is no integer: 0 is read
			warning: "1" is no integer: 1 is read
`},
		{"enum out of range", `
			E: {type: integer, format: int32, enum: [1, 3000000000]}`, `
			E enum of int64
			  E1 1
			  E3000000000 3000000000
			error: the value 3000000000 is out of range for int32: set a format that holds it, or no enum
`},
		{"allOf that adds nothing but null", `
			C: {type: object, properties: {c: {type: [object, 'null'], allOf: [{$ref: '#/components/schemas/B'}]}}}
			A: {type: object, properties: {a: {type: object, nullable: true, allOf: [{$ref: '#/components/schemas/B'}]}, b: {$ref: '#/components/schemas/B', type: object}, l: {type: array, items: {allOf: [{$ref: '#/components/schemas/B'}], nullable: true}}}}
			B: {type: object, properties: {x: {type: integer}}}`, `
			C object
			  C "c" Nullable[B] may be null
			A object
			  A "a" Nullable[B] may be null
			  B "b" *B
			  L "l" []*B
			B object
			  X "x" *int64
			warning: null is among the types here, but not among those of the schemas that hold besides: it is taken for allowed
`},
		{"further members of two branches", `
			A: {allOf: [{type: object, additionalProperties: {type: object, properties: {x: {type: string}}}}, {additionalProperties: {type: object, properties: {y: {type: string}}}}]}`, `
			A = map[string]AValue
			AValue object
			  X "x" *string
			  Y "y" *string
`},
		{"unevaluatedProperties", `
			A: {type: object, unevaluatedProperties: {type: integer, format: int32}}
			B: {type: object, properties: {x: {type: string}}, unevaluatedProperties: {type: integer}}`, `
			A = map[string]int32
			B object + int64
			  X "x" *string
`},
		{"open enum", `
			E: {anyOf: [{type: string}, {type: string, enum: [a, b]}]}`, `
			E enum of string
			  EA a
			  EB b
`},
		{"two types of number", `
			A: {type: object, required: [n], properties: {n: {anyOf: [{type: integer}, {type: number}]}}}`, `
			A object
			  N "n" json.Number required
`},
		{"map", `
			A: {type: object, additionalProperties: {type: integer}}
			B: {type: object, required: [m], properties: {m: {type: object, additionalProperties: {type: [integer, 'null']}}}}`, `
			A = map[string]int64
			B object
			  M "m" map[string]*int64 required
`},
		{"map by pattern", `
			A: {type: object, patternProperties: {'^x': {type: string}}}`, `
			A = map[string]string
`},
		{"members and more", `
			A: {type: object, properties: {x: {type: string}}, additionalProperties: {type: integer}}`, `
			A object + int64
			  X "x" *string
`},
		{"closed and empty is a struct, free is raw", `
			A: {type: object, required: [x, y], properties: {x: {type: object, additionalProperties: false}, y: {type: object}}}`, `
			A object
			  X "x" AX required
			  Y "y" JSON required
			AX object
`},
		{"tuple is a list of anything", `
			A: {type: array, prefixItems: [{type: string}, {type: integer}]}`, `
			A = []JSON
			note: prefixItems has no effect: all items are raw JSON, as Go has no list of items of different types
`},
		{"several types are a union by kind", `
			A: {type: [string, integer, array], items: {type: string}}`, `
			A union
			  AString string
			  ANumber number
			  AArray array
			AString = string variant of A
			ANumber = int64 variant of A
			AArray = []string variant of A
`},
		{"union of kinds", `
			A: {oneOf: [{type: string}, {type: array, items: {type: string}}, {type: object, properties: {x: {type: string}}}]}`, `
			A union
			  AString string
			  AArray array of "
			  AVariantA
			AString = string variant of A
			AArray = []string variant of A
			AVariantA object variant of A
			  X "x" *string
`},
		{"lone alternative", `
			A: {type: object, required: [x], properties: {x: {anyOf: [{type: string, format: date}, {type: 'null'}]}}}`, `
			A object
			  X "x" *Date required, may be null
`},
		{"union inside a union", `
			U: {oneOf: [{$ref: '#/components/schemas/V'}, {type: boolean}]}
			V: {oneOf: [{type: string}, {type: integer}]}`, `
			U union
			  UString string
			  UNumber number
			  UBool bool
			UBool = bool variant of U
			V union
			  VString string
			  VNumber number
			UString = string variant of U
			VString = string variant of V
			UNumber = int64 variant of U
			VNumber = int64 variant of V
`},
		{"members beside oneOf belong to each", `
			A: {type: object, properties: {id: {type: string}}, oneOf: [{required: [a], properties: {a: {type: string}}}, {required: [b], properties: {b: {type: string}}}]}`, `
			A union
			  AWithA needs a
			  AWithB needs b
			AWithA object variant of A
			  A "a" string required
			  ID "id" *string
			AWithB object variant of A
			  B "b" string required
			  ID "id" *string
`},
		{"alternatives that only require", `
			A: {type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}`, `
			A object
			  A "a" *string
			  B "b" *string
`},
		{"union by a declared tag", `
			U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}], discriminator: {propertyName: t}}
			A: {type: object, properties: {t: {type: string}}}
			B: {type: object, properties: {t: {type: string}}}`, `
			U union by t
			  A "A"
			  B "B"
			A object variant of U
			  T "t" *string
			B object variant of U
			  T "t" *string
`},
		{"heirs of a base with a tag", `
			U: {type: object, required: [t], properties: {t: {type: string}}, discriminator: {propertyName: t}}
			A: {allOf: [{$ref: '#/components/schemas/U'}, {properties: {a: {type: string}}}]}`, `
			U union by t
			  A "A"
			  UBase for the rest
			UBase object variant of U
			  T "t" string required
			A object variant of U
			  T "t" string required
			  A "a" *string
`},
		{"a tag that the variant doesn't have, and one within another", `
			U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/F'}], discriminator: {propertyName: t, mapping: {a: A, f: F}}}
			A: {type: object, properties: {x: {type: string}}}
			F: {type: object, required: [t, s], properties: {t: {const: f}, s: {type: string}}, discriminator: {propertyName: s}}
			G: {allOf: [{$ref: '#/components/schemas/F'}, {type: object, required: [s], properties: {s: {const: g}}}]}`, `
			U union by t
			  A led by "a" "a"
			  G by s "f"
			  FBase by s "f"
			A object variant of U
			  X "x" *string
			F union by s
			  G "g"
			  FBase for the rest
			FBase object variant of U,F
			  T "t" any required
			  S "s" string required
			G object variant of U,F
			  T "t" any required
			  S "s" any required
`},
		{"union by members", `
			U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
			A: {type: object, required: [v], properties: {v: {type: string}}}
			B: {type: object, required: [v], properties: {v: {type: integer}}}`, `
			U union
			  A needs v v~"
			  B needs v v~0
			A object variant of U
			  V "v" string required
			B object variant of U
			  V "v" int64 required
`},
		{"nothing tells them apart", `
			U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
			A: {type: object, properties: {v: {type: string}}}
			B: {type: object, properties: {v: {type: string, format: date}}}`, `
			U raw union
			  A
			  B
			A object
			  V "v" *string
			B object
			  V "v" *Date
`},
		{"arrays by what they hold", `
			U: {oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}]}`, `
			U union
			  UArray array of "
			  UArrayOfNumbers array of 0
			UArray = []string variant of U
			UArrayOfNumbers = []int64 variant of U
`},
		{"an array that contains itself without a name", `
			A: {type: object, properties: {x: {type: array, items: {$ref: '#/components/schemas/A/properties/x'}}}}`, `
			A object
			  X "x" []JSON
			warning: the schema consists of itself, without a name that Go could use inside: the inner value is raw JSON; move it to components
`},
		{"a union that is nothing but itself", `
			A: {anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}`, `
			warning: the schema consists of itself, without a name that Go could use inside: the inner value is raw JSON; move it to components
`},
		{"a struct that contains itself", `
			A: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/A'}}}`, `
			A object
			  A "a" *A required
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := strings.ReplaceAll(strings.TrimPrefix(tt.want, "\n"), "\t", "")
			if diff := cmp.Diff(want, lowered(t, "3.1.0", tt.schemas)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
