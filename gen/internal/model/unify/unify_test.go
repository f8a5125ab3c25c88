package unify_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/model/lower"
	"github.com/claudegen/claudegen/gen/internal/model/subset"
	"github.com/claudegen/claudegen/gen/internal/model/unify"
	"github.com/claudegen/claudegen/gen/internal/read/load"
)

// lowered returns the API of a document with these component schemas.
func lowered(t *testing.T, schemas string) *ir.API {
	t.Helper()
	var b strings.Builder
	b.WriteString("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n")
	for line := range strings.Lines(strings.Trim(schemas, "\n")) {
		b.WriteString("    " + strings.TrimLeft(line, "\t"))
	}
	return lowerText(t, b.String())
}

func lowerText(t *testing.T, text string) *ir.API {
	t.Helper()
	var diags diag.List
	doc := load.LoadBytes("spec.yaml", []byte(text), load.Options{}, &diags)
	if diags.HasErrors() {
		t.Fatal(diags.Err())
	}
	api := lower.Lower(doc, lower.Options{Package: "api"}, &diags)
	if diags.HasErrors() {
		t.Fatal(diags.Err())
	}
	return api
}

// TestUnify pins which types become one, and which stay apart.
func TestUnify(t *testing.T) {
	for _, tt := range []struct{ name, schemas, want string }{
		{"objects, and what they consist of", `
			Issue: {type: object, properties: {user: {type: object, properties: {id: {type: integer}, plan: {type: object, properties: {seats: {type: integer}}}}}}}
			Pull: {type: object, properties: {author: {type: object, properties: {id: {type: integer}, plan: {type: object, properties: {seats: {type: integer}}}}}}}`, `
			Issue object
			  User "user" *IssueUser
			IssueUser object
			  ID "id" *int64
			  Plan "plan" *IssueUserPlan
			IssueUserPlan object
			  Seats "seats" *int64
			Pull object
			  Author "author" *PullAuthor
			PullAuthor is IssueUser
			PullAuthorPlan is IssueUserPlan
`},
		{"a difference inside keeps apart what is around it", `
			A: {type: object, properties: {x: {type: object, properties: {y: {type: object, properties: {z: {type: integer}}}}}}}
			B: {type: object, properties: {x: {type: object, properties: {y: {type: object, properties: {z: {type: string}}}}}}}`, `
			A object
			  X "x" *AX
			AX object
			  Y "y" *AXY
			AXY object
			  Z "z" *int64
			B object
			  X "x" *BX
			BX object
			  Y "y" *BXY
			BXY object
			  Z "z" *string
`},
		{"presence, constants, texts, order and what is extra count", `
			A: {type: object, properties: {x: {type: object, properties: {a: {type: string}, b: {type: string}}}}}
			B: {type: object, properties: {x: {type: object, required: [a], properties: {a: {type: string}, b: {type: string}}}}}
			C: {type: object, properties: {x: {type: object, required: [k], properties: {k: {const: c}}}}}
			D: {type: object, properties: {x: {type: object, required: [k], properties: {k: {const: d}}}}}
			E: {type: object, properties: {x: {type: object, properties: {a: {type: string, description: Something}, b: {type: string}}}}}
			F: {type: object, properties: {x: {type: object, properties: {b: {type: string}, a: {type: string}}}}}
			G: {type: object, properties: {x: {type: object, properties: {a: {type: string}, b: {type: string}}, additionalProperties: {type: string}}}}`, ``},
		{"components keep a type of their own", `
			A: {type: object, properties: {a: {type: string}}}
			B: {type: object, properties: {a: {type: string}}}
			C: {type: object, properties: {x: {type: object, properties: {a: {type: string}}}}}`, ``},
		{"enums, and lists and maps of them", `
			A: {type: object, properties: {s: {type: array, items: {type: string, enum: [on, off]}}}}
			Bee: {type: object, properties: {s: {type: object, additionalProperties: {type: string, enum: [on, off]}}, o: {type: string, enum: [off, on]}}}`, `
			A object
			  S "s" []ASItem
			ASItem enum of string
			  ASItemOn on
			  ASItemOff off
			Bee object
			  S "s" map[string]BeeSValue
			  O "o" BeeO
			BeeSValue is ASItem
			BeeO enum of string
			  BeeOOff off
			  BeeOOn on
`},
		{"unions, with what is made for them", `
			A: {type: object, properties: {u: {oneOf: [{type: string}, {type: object, properties: {n: {type: integer}}}]}}}
			Bee: {type: object, properties: {u: {oneOf: [{type: string}, {type: object, properties: {n: {type: integer}}}]}}}`, `
			A object
			  U "u" AU
			AU union
			  AUString string
			  AUVariantA
			AUString = string variant of AU,BeeU
			AUVariantA object variant of AU,BeeU
			  N "n" *int64
			Bee object
			  U "u" BeeU
			BeeU is AU
			BeeUString is AUString
			BeeUVariantA is AUVariantA
`},
		{"an object may be a variant of two unions that differ, a form is that of one", `
			A: {type: object, properties: {u: {oneOf: [{type: string}, {type: object, required: [n], properties: {n: {type: integer}}}]}}}
			Bee: {type: object, properties: {u: {oneOf: [{type: string}, {type: boolean}, {type: object, required: [n], properties: {n: {type: integer}}}]}}}`, `
			A object
			  U "u" AU
			AU union
			  AUString string
			  AUWithN
			AUString = string variant of AU
			AUWithN object variant of AU,BeeU
			  N "n" int64 required
			Bee object
			  U "u" BeeU
			BeeU union
			  BeeUString string
			  BeeUBool bool
			  BeeUWithN
			BeeUString = string variant of BeeU
			BeeUBool = bool variant of BeeU
			BeeUWithN is AUWithN
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			api := lowered(t, tt.schemas)
			apart := ir.Print(api.Types...)
			unify.Find(api)
			unify.Elect(api.Types)
			want := strings.TrimPrefix(strings.ReplaceAll(tt.want, "\t\t\t", ""), "\n")
			if want == "" {
				want = apart
			}
			if d := cmp.Diff(want, ir.Print(api.Types...)); d != "" {
				t.Error(d)
			}
		})
	}
}

// twice is a document in which Beta has what Alpha has, and operations for each.
const twice = `
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /a: {get: {operationId: things.alpha, responses: {"200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Alpha"}}}}}}}
  /b: {get: {operationId: things.beta, responses: {"200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/LongBeta"}}}}}}}
components:
  schemas:
    LongBeta: {type: object, properties: {owner: {type: object, properties: {id: {type: integer}, state: {enum: [a, b]}}}}}
    Alpha: {type: object, properties: {owner: {type: object, properties: {id: {type: integer}, state: {enum: [a, b]}}}}}
`

// TestPart looks at a part of an API: what it declares are names of the whole, and no
// other types are one than in the whole.
func TestPart(t *testing.T) {
	for include, want := range map[string]string{
		"": `
Alpha object
  Owner "owner" *AlphaOwner
AlphaOwner object
  ID "id" *int64
  State "state" AlphaOwnerState
AlphaOwnerState enum of string
  AlphaOwnerStateA a
  AlphaOwnerStateB b
LongBeta object
  Owner "owner" *LongBetaOwner
LongBetaOwner is AlphaOwner
LongBetaOwnerState is AlphaOwnerState
`,
		"things.beta": `
LongBeta object
  Owner "owner" *LongBetaOwner
LongBetaOwner object
  ID "id" *int64
  State "state" LongBetaOwnerState
LongBetaOwnerState enum of string
  LongBetaOwnerStateA a
  LongBetaOwnerStateB b
`,
	} {
		api := lowerText(t, twice)
		unify.Find(api)
		if include != "" {
			if problems := subset.Take(api, subset.Options{Include: []string{include}}); problems != nil {
				t.Fatal(problems)
			}
		}
		unify.Elect(api.Types)
		types := slices.DeleteFunc(api.Types, func(n ir.Named) bool { return strings.HasSuffix(n.Declaration().Name, "Params") })
		slices.SortFunc(types, func(a, b ir.Named) int { return strings.Compare(a.Declaration().Name, b.Declaration().Name) })
		if d := cmp.Diff(want[1:], ir.Print(types...)); d != "" {
			t.Errorf("%s: %s", include, d)
		}
	}
}

// TestApart makes types that must not become one although they are equal: variants
// of one union, and types that contain themselves.
func TestApart(t *testing.T) {
	object := func(name string, fields ...*ir.Field) *ir.Object {
		return &ir.Object{Decl: ir.Decl{Name: name, Inline: true}, Fields: fields}
	}
	cat, dog, third := object("Cat"), object("Dog"), object("Third")
	pet := &ir.Union{Decl: ir.Decl{Name: "Pet", Inline: true}, Tag: "kind", Variants: []*ir.Variant{{Type: cat, Tags: []string{"cat"}}, {Type: dog, Tags: []string{"dog"}}}}
	left, right := object("Left", &ir.Field{Name: "Next"}), object("Right", &ir.Field{Name: "Next"})
	left.Fields[0].Type, right.Fields[0].Type = left, right
	around := object("Around", &ir.Field{Name: "Left", Type: left})
	api := &ir.API{Types: []ir.Named{cat, dog, third, pet, left, right, around}}
	unify.Find(api)
	unify.Elect(api.Types)
	for _, n := range api.Types {
		if d := n.Declaration(); d.Same != nil {
			t.Errorf("%s is %s", d.Name, d.Same.Declaration().Name)
		}
	}
}
