package discriminate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/model/discriminate"
	"github.com/claudegen/claudegen/gen/internal/model/schema"
	"github.com/claudegen/claudegen/gen/internal/read/load"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// document returns the component schemas of a document, and a reader for them.
func document(t *testing.T, schemas string) (*node.Node, schema.Reader) {
	t.Helper()
	var b strings.Builder
	b.WriteString("openapi: 3.2.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n")
	for line := range strings.Lines(strings.Trim(schemas, "\n")) {
		b.WriteString("    " + strings.TrimLeft(line, "\t"))
	}
	var diags diag.List
	doc := load.LoadBytes("spec.yaml", []byte(b.String()), load.Options{}, &diags)
	if diags.HasErrors() {
		t.Fatal(diags.Err())
	}
	all := doc.Root.Get("components").Get("schemas")
	return all, schema.Reader{Named: func(n *node.Node) bool { return n.Parent == all }}
}

// decide says in a line how the variants of U are told apart.
func decide(r schema.Reader, u *node.Node) string {
	v := r.View(u)
	objects := r.Alternatives(v).List
	tag := discriminate.Tag(r, v.Discriminator, objects)
	values := discriminate.Values(r, v.Discriminator, objects, tag)
	if tag != "" {
		out := tag + ":"
		for _, v := range values {
			out += fmt.Sprintf(" %q", v)
		}
		if twice := discriminate.Duplicates(values); len(twice) > 0 {
			out += fmt.Sprintf(" twice %q", twice)
		}
		return out
	}
	var views []*schema.View
	for _, o := range objects {
		views = append(views, o.View)
	}
	rules, ok := discriminate.Rules(r, views)
	if !ok {
		return "nothing"
	}
	var out []string
	for _, rule := range rules {
		s := "needs " + strings.Join(rule.Need, ",")
		if len(rule.Held) > 0 {
			s += " holds " + strings.Join(rule.Held, ",")
		}
		for _, c := range rule.Checks {
			s += " " + c.Name + "~" + c.Kinds + strings.Join(c.Values, "|")
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// TestObjects pins what tells objects apart.
func TestObjects(t *testing.T) {
	const refs = "U: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]"
	for _, tt := range []struct{ name, schemas, want string }{
		{"a constant in each", refs + `}
			A: {type: object, properties: {x: {type: string}, t: {const: a}}}
			B: {type: object, properties: {x: {type: string}, t: {const: b}}}`, `t: ["a"] ["b"]`},
		{"enums that don't overlap", refs + `}
			A: {type: object, required: [t], properties: {t: {enum: [a, b]}}}
			B: {type: object, required: [t], properties: {t: {enum: [c]}}}`, `t: ["a" "b"] ["c"]`},
		{"constants behind a union", refs + `}
			A: {type: object, required: [t], properties: {t: {oneOf: [{const: a}, {const: b}, {type: 'null'}]}}}
			B: {type: object, required: [t], properties: {t: {const: c}}}`, `t: ["a" "b"] ["c"]`},
		{"one of which may be missing", refs + `}
			A: {type: object, required: [t], properties: {t: {const: a}}}
			B: {type: object, properties: {t: {const: b}}}`, `t: ["a"] ["b" ""]`},
		{"declared, by name", refs + `, discriminator: {propertyName: t}}
			A: {type: object, properties: {t: {type: string}}}
			B: {type: object, properties: {t: {type: string}}}`, `t: ["A"] ["B"]`},
		{"declared, by mapping", refs + `, discriminator: {propertyName: t, mapping: {x: '#/components/schemas/A', y: '#/components/schemas/A', z: B}}}
			A: {type: object, properties: {t: {type: string}}}
			B: {type: object, properties: {t: {type: string}}}`, `t: ["x" "y"] ["z"]`},
		{"declared, by constants", refs + `, discriminator: {propertyName: t}}
			A: {type: object, properties: {t: {const: a}}}
			B: {type: object, properties: {t: {type: string}}}`, `t: ["a"] ["B"]`},
		{"declared, by numbers", refs + `, discriminator: {propertyName: t}}
			A: {type: object, properties: {t: {const: 1}}}
			B: {type: object, properties: {t: {type: integer, enum: [2.0, 3]}}}`, `t: ["1"] ["2" "3"]`},
		{"declared, by booleans", refs + `, discriminator: {propertyName: t, mapping: {'true': A, 'false': B}}}
			A: {type: object, properties: {t: {type: boolean}}}
			B: {type: object, properties: {t: {type: boolean}}}`, `t: ["true"] ["false"]`},
		{"a list that a base has for all", refs + `, discriminator: {propertyName: t}}
			A: {type: object, properties: {t: {enum: [p, q]}}}
			B: {type: object, properties: {t: {enum: [p, q]}}}`, `t: ["A"] ["B"]`},
		{"one for what has none", refs + `, discriminator: {propertyName: t, defaultMapping: B}}
			A: {type: object, required: [t], properties: {t: {const: a}}}
			B: {type: object, required: [t], properties: {t: {const: b}}}`, `t: ["a"] ["b" ""]`},
		{"the same constant twice", refs + `, discriminator: {propertyName: t}}
			A: {type: object, properties: {t: {const: a}}}
			B: {type: object, properties: {t: {const: a}}}`, `t: ["a"] ["a"] twice ["a"]`},
		{"members that are needed", refs + `}
			A: {type: object, required: [a], properties: {a: {type: string}}}
			B: {type: object, required: [b], properties: {b: {type: string}}}`, `needs a; needs b`},
		{"members that are needed and may be null", refs + `}
			A: {type: object, required: [a, b, c], properties: {a: {type: [string, 'null']}, b: {oneOf: [{type: 'null'}, {type: integer}]}, c: {const: null}}}
			B: {type: object, required: [d, e, f], properties: {d: {}, e: {enum: [x, null]}, f: {type: [array, object]}}}`, `needs  holds a,b,c; needs f holds d,e`},
		{"the kind of a member", refs + `}
			A: {type: object, required: [v], properties: {v: {type: string}}}
			B: {type: object, required: [v], properties: {v: {type: [integer, boolean]}}}`, `needs v v~"; needs v v~0tf`},
		{"a number", refs + `}
			A: {type: object, properties: {v: {const: 1}}}
			B: {type: object, properties: {v: {const: 2}}}`, `needs  v~1; needs  v~2`},
		{"nothing", refs + `}
			A: {type: object, properties: {v: {type: string}}}
			B: {type: object, properties: {v: {type: string, format: date}}}`, `nothing`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all, r := document(t, tt.schemas)
			if got := decide(r, all.Get("U")); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestLists pins what tells arrays apart.
func TestLists(t *testing.T) {
	for _, tt := range []struct {
		name, schemas, kinds string
		ok                   bool
	}{
		{"kinds", "A: {type: string}\nB: {type: [integer, boolean]}", `" 0tf`, true},
		{"true and false", "A: {const: true}\nB: {const: false}", `t f`, true},
		{"numbers are numbers", "A: {type: integer}\nB: {type: number}", `0 0`, false},
		{"anything", "A: {type: string}\nB: {}", `" `, false},
		{"objects by their members", "A: {type: object, required: [a], properties: {a: {}}}\nB: {type: object, required: [b], properties: {b: {}}}", `{ {`, true},
		{"objects that are alike", "A: {type: object, properties: {a: {}}}\nB: {type: object, properties: {a: {}}}", `{ {`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all, r := document(t, tt.schemas)
			kinds, _, ok := discriminate.Lists(r, []*schema.View{r.View(all.Get("A")), r.View(all.Get("B"))})
			if got := strings.Join(kinds, " "); got != tt.kinds || ok != tt.ok {
				t.Errorf("got %s, %t, want %s, %t", got, ok, tt.kinds, tt.ok)
			}
		})
	}
}
