package gen_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/names"
)

// adder adds things to a document, at random places.
type adder struct {
	r     *rand.Rand
	doc   *value
	taken []string // exported names of the package that are no component's, sorted
	n     int      // of things added, which makes their names differ
}

// additions are the kinds of things to add. Each returns what it did, or "" if the
// document has no place for it.
var additions = []struct {
	kind string
	add  func(a *adder) string
}{
	{"schema", (*adder).schema},
	{"schema that is spelled otherwise", (*adder).schemaAlike},
	{"schema that is called as something inline", (*adder).schemaTaken},
	{"operation", (*adder).operation},
	{"operation that is spelled otherwise", (*adder).operationAlike},
	{"response", (*adder).response},
	{"component response", (*adder).componentResponse},
	{"component requestBody", (*adder).componentBody},
	{"component parameter", (*adder).componentParameter},
	{"parameter", (*adder).parameter},
	{"allOf branch", (*adder).branch},
	{"heir", (*adder).heir},
	{"property", (*adder).property},
	{"property that is spelled otherwise", (*adder).propertyAlike},
	{"inline object", (*adder).inline},
	{"enum value", (*adder).enumValue},
	{"union variant", (*adder).variant},
}

func (a *adder) name() string {
	a.n++
	return fmt.Sprintf("zadded%d", a.n)
}

// pick returns one of the things, or the zero value if there are none.
func pick[T any](a *adder, things []T) (one T) {
	if len(things) > 0 {
		one = things[a.r.IntN(len(things))]
	}
	return one
}

func (a *adder) schemas() *value { return a.doc.child("components").child("schemas") }

// places returns all schemas of components that have what a kind of addition needs.
func (a *adder) places(fits func(s *value) bool) []*value {
	var out []*value
	var schema func(s *value)
	schema = func(s *value) {
		if s == nil || !s.object {
			return
		}
		if fits(s) {
			out = append(out, s)
		}
		for _, key := range []string{"properties", "patternProperties"} {
			for _, p := range s.get(key).all() {
				schema(p.value)
			}
		}
		for _, key := range []string{"allOf", "oneOf", "anyOf"} {
			for _, b := range s.get(key).all() {
				schema(b.value)
			}
		}
		schema(s.get("items"))
		schema(s.get("additionalProperties"))
	}
	for _, kind := range []string{"schemas", "responses", "requestBodies"} {
		for _, c := range a.doc.get("components", kind).all() {
			if kind == "schemas" {
				schema(c.value)
			}
			for _, m := range c.get("content").all() {
				schema(m.get("schema"))
			}
		}
	}
	return out
}

// all returns the members, of nil too.
func (v *value) all() []member {
	if v == nil {
		return nil
	}
	return v.members
}

// operations returns the operations, with the path items that they stand in.
func (a *adder) operations(fits func(op *value) bool) (ops []*value, items []*value, paths []string, methods []string) {
	for _, item := range a.doc.get("paths").all() {
		for _, m := range item.members {
			if slices.Contains([]string{"get", "put", "post", "delete", "patch"}, m.key) && fits(m.value) {
				ops, items, paths, methods = append(ops, m.value), append(items, item.value), append(paths, item.key), append(methods, m.key)
			}
		}
	}
	return ops, items, paths, methods
}

// inlineSchema is an object with an object, an enum and a union in it.
func (a *adder) inlineSchema() *value {
	n := a.name()
	return literal(`{"type":"object","properties":{%q:{"type":"object","properties":{"deep":{"type":"string"}}},
		"state":{"type":"string","enum":["on","off"]},"either":{"oneOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}}}`, n)
}

// schema adds a component, and makes nothing refer to it.
func (a *adder) schema() string {
	key := pick(a, []string{"Zadded", "zadded_", "zadded-"}) + a.name()
	a.schemas().insert(a.r, key, a.inlineSchema())
	return key
}

// schemaAlike adds a component whose key is that of another in Go, in a spelling
// that no other component has.
func (a *adder) schemaAlike() string {
	keys := a.schemas().keys()
	key := pick(a, keys)
	other := a.alike(key, keys)
	if len(keys) < 3 || other == "" {
		return ""
	}
	a.schemas().insert(a.r, other, a.inlineSchema())
	return other + " for " + key
}

// alike spells a key so that it is the same in Go, with a separator that occurs in
// none of the keys.
func (a *adder) alike(key string, keys []string) string {
	var b strings.Builder
	for _, sep := range a.r.Perm(3) {
		used := func(k string) bool { return strings.ContainsRune(k, []rune("_-.")[sep]) }
		if slices.ContainsFunc(keys, used) {
			continue
		}
		b.Reset()
		for i, c := range key {
			if i > 0 && 'A' <= c && c <= 'Z' {
				b.WriteRune([]rune("_-.")[sep])
			}
			b.WriteRune(c)
		}
		if b.String() == key {
			b.WriteRune([]rune("_-.")[sep])
		}
		if out := b.String(); names.Exported(out) == names.Exported(key) {
			return out
		}
	}
	return ""
}

// schemaTaken adds a component that is called as something that has its name from
// its place: an inline type, a params type, a constant, a service.
func (a *adder) schemaTaken() string {
	name := pick(a, a.taken)
	if a.schemas().has(name) || name == "" {
		return ""
	}
	a.schemas().insert(a.r, name, a.inlineSchema())
	return name
}

// operation adds a copy of an operation under another path, which reaches the same
// components, before or after it.
func (a *adder) operation() string {
	ops, items, paths, methods := a.operations(func(*value) bool { return true })
	if len(ops) == 0 {
		return ""
	}
	i := a.r.IntN(len(ops))
	op := ops[i].clone()
	if id := op.text("operationId"); id != "" {
		dot := strings.LastIndexByte(id, '.') + 1
		op.set("operationId", literal("%q", id[:dot]+a.name()+"_"+id[dot:]))
	}
	op.members = slices.DeleteFunc(op.members, func(m member) bool { return m.key == "x-go-name" })
	item := literal(`{}`)
	if p := items[i].get("parameters"); p != nil {
		item.set("parameters", p.clone())
	}
	item.set(methods[i], op)
	path := strings.TrimSuffix(paths[i], "/") + "/" + a.name()
	a.doc.get("paths").insert(a.r, path, item)
	return methods[i] + " " + path
}

// operationAlike adds an operation of the same tags as another, whose id is that of the other in Go.
func (a *adder) operationAlike() string {
	ops, _, _, _ := a.operations(func(op *value) bool {
		return op.has("operationId") && !strings.Contains(op.text("operationId"), ".") && !op.has("x-go-name")
	})
	var ids []string
	for _, op := range ops {
		ids = append(ids, op.text("operationId"))
	}
	if len(ops) < 4 {
		return ""
	}
	op := pick(a, ops)
	id := a.alike(op.text("operationId"), ids)
	if id == "" || !op.has("tags") {
		return ""
	}
	item := literal(`{"get":{"operationId":%q,"responses":{"204":{"description":""}}}}`, id)
	item.get("get").set("tags", op.get("tags").clone())
	return a.newOperation(item) + " with " + id
}

// response adds a response of an error to an operation.
func (a *adder) response() string {
	ops, _, paths, methods := a.operations(func(op *value) bool { return op.has("responses") && !op.get("responses").has("418") })
	if len(ops) == 0 {
		return ""
	}
	i := a.r.IntN(len(ops))
	r := literal(`{"description":"","content":{"application/json":{}}}`)
	r.get("content", "application/json").set("schema", a.inlineSchema())
	ops[i].get("responses").insert(a.r, "418", r)
	return methods[i] + " " + paths[i]
}

// newOperation adds an operation before or after all others.
func (a *adder) newOperation(item *value) string {
	path := "/" + a.name() + "/things"
	a.doc.child("paths").insert(a.r, path, item)
	return path
}

// shared returns a component of a kind: one that is there, or a new one.
func (a *adder) shared(kind string, made *value) string {
	all := a.doc.child("components").child(kind)
	keys := slices.DeleteFunc(all.keys(), func(k string) bool { return all.get(k).has("$ref") })
	if len(keys) > 0 && a.r.IntN(3) > 0 {
		return pick(a, keys)
	}
	key := "Zadded" + a.name()
	all.insert(a.r, key, made)
	return key
}

// componentResponse adds an operation whose answer is a component, which may be that of
// operations that are there.
func (a *adder) componentResponse() string {
	made := literal(`{"description":"","content":{"application/json":{}}}`)
	made.get("content", "application/json").set("schema", a.inlineSchema())
	key := a.shared("responses", made)
	item := literal(`{"get":{"responses":{}}}`)
	item.get("get", "responses").set("200", reference("responses", key))
	return a.newOperation(item) + " with " + key
}

// componentBody does the same with a requestBody.
func (a *adder) componentBody() string {
	made := literal(`{"content":{"application/json":{}}}`)
	made.get("content", "application/json").set("schema", a.inlineSchema())
	key := a.shared("requestBodies", made)
	item := literal(`{"post":{"responses":{"204":{"description":""}}}}`)
	item.get("post").set("requestBody", reference("requestBodies", key))
	return a.newOperation(item) + " with " + key
}

// componentParameter does the same with a parameter of the query or a header.
func (a *adder) componentParameter() string {
	made := literal(`{"name":%q,"in":"query","schema":{"type":"string","enum":["on","off"]}}`, a.name())
	key := a.shared("parameters", made)
	if a.doc.text("components", "parameters", key, "in") == "path" {
		return ""
	}
	item := literal(`{"get":{"parameters":[],"responses":{"204":{"description":""}}}}`)
	item.get("get", "parameters").insert(a.r, "", reference("parameters", key))
	return a.newOperation(item) + " with " + key
}

// parameter adds a parameter to an operation.
func (a *adder) parameter() string {
	ops, _, paths, methods := a.operations(func(*value) bool { return true })
	if len(ops) == 0 {
		return ""
	}
	i := a.r.IntN(len(ops))
	if !ops[i].has("parameters") {
		ops[i].set("parameters", literal(`[]`))
	}
	in := pick(a, []string{"query", "header", "cookie"})
	ops[i].get("parameters").insert(a.r, "", literal(`{"name":%q,"in":%q,"schema":{"type":"string","enum":["on","off"]}}`, a.name(), in))
	return methods[i] + " " + paths[i]
}

// isObject reports whether a schema is an object with members of its own and no more:
// what stands beside a oneOf changes its variants, and a schema with a discriminator is a union
// as soon as it has an heir.
func isObject(s *value) bool {
	return len(s.get("properties").all()) > 0 && (s.text("type") == "object" || s.get("type") == nil) &&
		!s.has("oneOf", "anyOf", "$ref", "discriminator", "not", "x-go-type")
}

// components returns the keys of the components that fit.
func (a *adder) components(fits func(s *value) bool) []string {
	return slices.DeleteFunc(a.schemas().keys(), func(k string) bool { return !fits(a.schemas().get(k)) })
}

// branch makes an object inherit from a new component, which has members that need
// names of their own.
func (a *adder) branch() string {
	key := pick(a, a.components(isObject))
	if key == "" {
		return ""
	}
	base := "Zadded" + a.name()
	a.schemas().insert(a.r, base, a.inlineMembers())
	s := a.schemas().get(key)
	if !s.has("allOf") {
		s.members = append([]member{{"allOf", literal(`[]`)}}, s.members...)
	}
	s.get("allOf").insert(a.r, "", reference("schemas", base))
	return key + " from " + base
}

// inlineMembers is an object whose members no other has.
func (a *adder) inlineMembers() *value {
	return literal(`{"type":"object","properties":{%q:{"type":"object","properties":{"deep":{"type":"string"}}},%q:{"type":"string","enum":["on","off"]}}}`,
		a.name(), a.name())
}

// heir adds a component that inherits from one that is there.
func (a *adder) heir() string {
	base := pick(a, a.components(isObject))
	if base == "" {
		return ""
	}
	heir := literal(`{"allOf":[]}`)
	heir.get("allOf").insert(a.r, "", reference("schemas", base))
	heir.get("allOf").insert(a.r, "", a.inlineMembers())
	key := pick(a, []string{"AAA", "Zadded"}) + a.name()
	a.schemas().insert(a.r, key, heir)
	return key + " from " + base
}

// property adds a member with a scalar or an enum.
func (a *adder) property() string {
	s := pick(a, a.places(isObject))
	if s == nil {
		return ""
	}
	name := a.name()
	s.get("properties").insert(a.r, name, pick(a, []*value{literal(`{"type":"string"}`), literal(`{"type":"string","enum":["on","off"]}`)}))
	return name
}

// propertyAlike adds a member whose name is that of another in Go.
func (a *adder) propertyAlike() string {
	s := pick(a, a.places(func(s *value) bool { return isObject(s) && len(s.get("properties").members) > 2 && !s.has("allOf") }))
	if s == nil {
		return ""
	}
	keys := s.get("properties").keys()
	key := pick(a, keys)
	other := a.alike(key, keys)
	if other == "" || s.get("properties", key).has("x-go-name") {
		return ""
	}
	s.get("properties").insert(a.r, other, literal(`{"type":"boolean"}`))
	return other + " for " + key
}

// inline adds a member with an object.
func (a *adder) inline() string {
	s := pick(a, a.places(isObject))
	if s == nil {
		return ""
	}
	name := a.name()
	s.get("properties").insert(a.r, name, a.inlineSchema())
	return name
}

// enumValue adds a value to an enum, that may be another of it in Go.
func (a *adder) enumValue() string {
	s := pick(a, a.places(func(s *value) bool {
		return s.text("type") == "string" && len(s.get("enum").all()) > 2 && !s.has("x-enum-varnames", "x-enum-descriptions")
	}))
	if s == nil {
		return ""
	}
	var values []string
	for _, v := range s.get("enum").members {
		values = append(values, (&value{object: true, members: []member{{"v", v.value}}}).text("v"))
	}
	added := a.name()
	if other := a.alike(pick(a, values), values); other != "" && a.r.IntN(2) == 0 {
		added = other
	}
	// The first value stays so: where values tell the variants of a union apart, it names
	// the variant.
	enum := s.get("enum")
	first := enum.members[0]
	enum.members = enum.members[1:]
	enum.insert(a.r, "", literal("%q", added))
	enum.members = append([]member{first}, enum.members...)
	return added
}

// variant adds an object to a union that has two at least, with a value of its own where
// a discriminator tells them apart.
func (a *adder) variant() string {
	u := pick(a, a.places(func(s *value) bool {
		refs := 0
		for _, v := range s.get("oneOf").all() {
			if strings.HasPrefix(v.text("$ref"), "#/components/schemas/") {
				refs++
			}
		}
		return refs > 1 && refs == len(s.get("oneOf").members) && s.text("discriminator", "propertyName") != ""
	}))
	if u == nil {
		return ""
	}
	tag := u.text("discriminator", "propertyName")
	key := "Zadded" + a.name()
	v := literal(`{"type":"object","required":[%q],"properties":{%q:{"type":"string","enum":[%q]}}}`, tag, tag, key)
	a.schemas().insert(a.r, key, v)
	u.get("oneOf").insert(a.r, "", reference("schemas", key))
	if m := u.get("discriminator", "mapping"); m != nil {
		m.insert(a.r, key, literal("%q", "#/components/schemas/"+key))
	}
	return key
}
