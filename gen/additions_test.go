package gen_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/claudegen/claudegen/gen"
)

// TestAdditionsAreMinor adds all kinds of things to the Claude API, everywhere at
// once: none of it may break a program.
func TestAdditionsAreMinor(t *testing.T) {
	data, err := gen.Bundle(gen.Config{Spec: "../spec/openapi.yaml"}, gen.BundleOptions{JSON: true})
	if err != nil {
		t.Fatal(err)
	}
	var doc object
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	older := encoded(t, doc) // with members in the order of the new one
	schemas := doc.object("components").object("schemas")
	counts := []int{addOperations(doc.object("paths")), addMembers(schemas), addValues(schemas), addVariants(schemas)}
	for i, n := range counts {
		if n < 50 {
			t.Errorf("addition %d was made %d times only", i, n)
		}
	}
	r, err := diff(older, encoded(t, doc), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Changes {
		if c.Breaking {
			t.Error(c.String())
		}
	}
	if len(r.Changes) < 1000 || r.Bump != gen.Minor || len(r.Notes) > 0 {
		t.Errorf("%d changes, version %s, notes %q", len(r.Changes), r.Bump, r.Notes)
	}
}

type object map[string]any

func (o object) object(key string) object {
	inner, _ := o[key].(map[string]any)
	return inner
}

func encoded(t *testing.T, doc object) string {
	t.Helper()
	data, err := json.MarshalIndent(doc, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// addOperations gives every operation a parameter, and a sibling.
func addOperations(paths object) (n int) {
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		item := paths.object(path)
		for _, method := range []string{"get", "post", "delete"} {
			op := item.object(method)
			if op == nil {
				continue
			}
			n++
			id := op["operationId"].(string)
			dot := strings.LastIndexByte(id, '.') + 1
			paths[fmt.Sprintf("%s/added%d", path, n)] = map[string]any{
				"parameters": item["parameters"],
				method: map[string]any{
					"operationId": id[:dot] + "added_" + id[dot:], "tags": op["tags"], "x-beta": []any{"added-2026"},
					"parameters": op["parameters"], "requestBody": op["requestBody"], "responses": op["responses"],
				},
			}
			for _, at := range []object{paths.object(fmt.Sprintf("%s/added%d", path, n)), paths.object(fmt.Sprintf("%s/added%d", path, n)).object(method)} {
				maps.DeleteFunc(at, func(_ string, v any) bool { return v == nil })
			}
			params, _ := op["parameters"].([]any)
			op["parameters"] = append(slices.Clone(params), map[string]any{"name": "added", "in": "query", "schema": map[string]any{"type": "string"}})
		}
	}
	return n
}

// addMembers gives every object two members, one of them in beta.
func addMembers(schemas object) int {
	return each(schemas, func(schema object) bool {
		members := schema.object("properties")
		if schema["type"] != "object" || members == nil {
			return false
		}
		members["new_member"] = map[string]any{"type": "string"}
		members["new_member_in_beta"] = map[string]any{"type": "integer", "x-beta": []any{"added-2026"}}
		return true
	})
}

// addValues gives every enum a value.
func addValues(schemas object) (n int) {
	return each(schemas, func(schema object) bool {
		values, _ := schema["enum"].([]any)
		if schema["type"] != "string" || len(values) < 2 {
			return false
		}
		n++
		schema["enum"] = append(values, fmt.Sprint("added_", n))
		if names, ok := schema["x-enum-varnames"].([]any); ok {
			schema["x-enum-varnames"] = append(names, fmt.Sprint("Added", n))
		}
		return true
	})
}

// addVariants gives every union a variant of its own and one that is in all.
func addVariants(schemas object) (n int) {
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		union := schemas.object(name)
		variants, _ := union["oneOf"].([]any)
		tag := union.object("discriminator")
		if variants == nil || tag["propertyName"] != "type" {
			continue
		}
		n++
		for _, added := range []string{fmt.Sprint("Added", n), "AddedToAll"} {
			schemas[added] = map[string]any{
				"type": "object", "required": []any{"type"},
				"properties": map[string]any{"type": map[string]any{"type": "string", "const": added}, "text": map[string]any{"type": "string"}},
			}
			ref := "#/components/schemas/" + added
			variants = append(variants, map[string]any{"$ref": ref})
			if mapping := tag.object("mapping"); mapping != nil {
				mapping[added] = ref
			}
		}
		union["oneOf"] = variants
	}
	return n
}

// each calls do for all schemas, inline ones too, and counts where it did
// something.
func each(v any, do func(schema object) bool) (n int) {
	switch v := v.(type) {
	case object:
		return each(map[string]any(v), do)
	case map[string]any:
		if do(v) {
			n++
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			n += each(v[key], do)
		}
	case []any:
		for _, it := range v {
			n += each(it, do)
		}
	}
	return n
}
