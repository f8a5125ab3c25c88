package tools

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// outputFormats are the formats of strings that structured answers can have.
var outputFormats = []string{"date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"}

// restrict returns a schema in the part of JSON Schema that structured answers
// can have. What it can't say to the decoder it tells the model: keywords that
// aren't in that part are added to the description, as JSON.
//
//   - $ref stands alone; definitions are $defs.
//   - oneOf becomes anyOf, and so does a list of types.
//   - An object has no further members: additionalProperties is false. A map, an
//     object without properties of its own, keeps the schema of its values.
//   - format is one of ten, minItems is 0 or 1.
//   - Bounds, defaults, conditions and all other keywords go to the description.
func restrict(s *jsonschema.Schema) *jsonschema.Schema {
	root := s.CloneSchemas()
	if len(root.Definitions) > 0 {
		if root.Defs == nil {
			root.Defs = map[string]*jsonschema.Schema{}
		}
		maps.Copy(root.Defs, root.Definitions)
		root.Definitions = nil
	}
	defs := root.Defs
	root.Defs = nil
	if name, ok := strings.CutPrefix(localRef(root.Ref), defsPrefix); ok && defs[name] != nil {
		root = defs[name].CloneSchemas() // the root has its definitions beside it, and a reference stands alone
	}
	out := restricted(root)
	if len(defs) > 0 {
		out.Defs = restrictedMap(defs)
	}
	return out
}

// restricted does what restrict says, to a schema and all schemas in it.
func restricted(s *jsonschema.Schema) *jsonschema.Schema {
	switch {
	case s == nil:
		return nil
	case s.Ref != "":
		ref := &jsonschema.Schema{Ref: localRef(s.Ref)}
		if s.Description == "" {
			return ref
		}
		return &jsonschema.Schema{Description: s.Description, AnyOf: []*jsonschema.Schema{ref}}
	case len(s.Types) > 0:
		return restricted(byType(s))
	case isFalse(s):
		return s
	}
	s = merged(s)
	out := &jsonschema.Schema{
		Title: s.Title, Description: s.Description,
		Type: s.Type, Enum: s.Enum, Const: s.Const, Pattern: s.Pattern, Required: s.Required, PropertyOrder: s.PropertyOrder,
		Items: restricted(s.Items), Properties: restrictedMap(s.Properties),
		AnyOf: restrictedList(s.AnyOf), AllOf: restrictedList(s.AllOf),
	}
	switch one := restrictedList(s.OneOf); {
	case len(one) > 0 && len(out.AnyOf) > 0:
		out.AllOf = append(out.AllOf, &jsonschema.Schema{AnyOf: one})
	case len(one) > 0:
		out.AnyOf = one
	}
	rest := *s // what is left of it is told
	if slices.Contains(outputFormats, s.Format) {
		out.Format, rest.Format = s.Format, ""
	}
	if s.MinItems != nil && *s.MinItems <= 1 {
		out.MinItems, rest.MinItems = s.MinItems, nil
	}
	if out.Type == "object" || s.Properties != nil {
		switch {
		case len(s.Properties) == 0 && s.AdditionalProperties != nil && !isFalse(s.AdditionalProperties):
			out.AdditionalProperties, rest.AdditionalProperties = restricted(s.AdditionalProperties), nil
		case s.AdditionalProperties == nil || isFalse(s.AdditionalProperties):
			rest.AdditionalProperties = nil
			fallthrough
		default:
			out.AdditionalProperties = &jsonschema.Schema{Not: &jsonschema.Schema{}}
			if out.Properties == nil {
				out.Properties = map[string]*jsonschema.Schema{}
			}
		}
	}
	out.Description = told(out.Description, rest)
	return out
}

// merged returns an object whose allOf are objects as one object, since each part
// by itself would refuse the members of the others once it is closed.
func merged(s *jsonschema.Schema) *jsonschema.Schema {
	if len(s.AllOf) == 0 {
		return s
	}
	for _, part := range s.AllOf {
		if part.Properties == nil || part.Ref != "" || part.AnyOf != nil || part.OneOf != nil || len(part.Types) > 0 {
			return s
		}
	}
	out := *s
	out.Type, out.AllOf = "object", nil
	out.Properties = maps.Clone(s.Properties)
	if out.Properties == nil {
		out.Properties = map[string]*jsonschema.Schema{}
	}
	for _, part := range s.AllOf {
		part = merged(part)
		for _, name := range names(part) {
			p := part.Properties[name]
			if had := out.Properties[name]; had != nil && !reflect.DeepEqual(had, p) {
				p = &jsonschema.Schema{AllOf: []*jsonschema.Schema{had, p}}
			} else if had == nil {
				out.PropertyOrder = append(out.PropertyOrder, name)
			}
			out.Properties[name] = p
		}
		for _, name := range part.Required {
			if !slices.Contains(out.Required, name) {
				out.Required = append(out.Required, name)
			}
		}
		if out.Description == "" {
			out.Description = part.Description
		}
	}
	return &out
}

// names returns the names of the properties of an object, in their order.
func names(s *jsonschema.Schema) []string {
	out := slices.Clone(s.PropertyOrder)
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// told adds to a description the keywords that a schema still has once those are
// gone that were taken over, and those that restrict nothing.
func told(description string, rest jsonschema.Schema) string {
	rest.Title, rest.Description, rest.Type, rest.Enum, rest.Const, rest.Pattern = "", "", "", nil, nil, ""
	rest.Required, rest.PropertyOrder, rest.Items, rest.Properties = nil, nil, nil, nil
	rest.AnyOf, rest.AllOf, rest.OneOf = nil, nil, nil
	rest.ID, rest.Schema, rest.Comment, rest.Anchor, rest.DynamicAnchor, rest.Vocabulary = "", "", "", "", "", nil
	if reflect.ValueOf(rest).IsZero() {
		return description
	}
	text, err := json.Marshal(&rest)
	if err != nil || string(text) == "true" {
		return description
	}
	return strings.TrimPrefix(description+"\n\n"+string(text), "\n\n")
}

// byType returns a schema with several types as an anyOf of one for each, with
// the keywords that concern it.
func byType(s *jsonschema.Schema) *jsonschema.Schema {
	out := &jsonschema.Schema{Title: s.Title, Description: s.Description}
	for _, t := range s.Types {
		one := *s
		one.Title, one.Description, one.Types, one.Type = "", "", nil, t
		if t != "object" {
			one.Properties, one.PatternProperties, one.AdditionalProperties, one.PropertyNames, one.UnevaluatedProperties = nil, nil, nil, nil, nil
			one.Required, one.MinProperties, one.MaxProperties, one.PropertyOrder = nil, nil, nil, nil
		}
		if t != "array" {
			one.Items, one.ItemsArray, one.PrefixItems, one.Contains, one.UnevaluatedItems = nil, nil, nil, nil, nil
			one.MinItems, one.MaxItems, one.MinContains, one.MaxContains, one.UniqueItems = nil, nil, nil, nil, false
		}
		if t != "string" {
			one.MinLength, one.MaxLength, one.Pattern, one.Format = nil, nil, "", ""
			one.ContentEncoding, one.ContentMediaType, one.ContentSchema = "", "", nil
		}
		if t != "number" && t != "integer" {
			one.MultipleOf, one.Minimum, one.Maximum, one.ExclusiveMinimum, one.ExclusiveMaximum = nil, nil, nil, nil, nil
		}
		if one.Enum != nil {
			if one.Enum = valuesOf(t, one.Enum); len(one.Enum) == 0 {
				continue // no value of this type is allowed
			}
		}
		out.AnyOf = append(out.AnyOf, &one)
	}
	if len(out.AnyOf) == 1 {
		out.AnyOf[0].Title, out.AnyOf[0].Description = s.Title, s.Description
		return out.AnyOf[0]
	}
	return out
}

// valuesOf returns the values that have a type of JSON Schema.
func valuesOf(t string, values []any) []any {
	var out []any
	for _, v := range values {
		var is bool
		switch v := v.(type) {
		case nil:
			is = t == "null"
		case string:
			is = t == "string"
		case bool:
			is = t == "boolean"
		case float64:
			is = t == "number" || t == "integer" && v == float64(int64(v))
		case map[string]any:
			is = t == "object"
		case []any:
			is = t == "array"
		default: // numbers of other Go types
			is = t == "number" || t == "integer"
		}
		if is {
			out = append(out, v)
		}
	}
	return out
}

// localRef spells a reference to a definition as $defs.
func localRef(ref string) string {
	if name, ok := strings.CutPrefix(ref, "#/definitions/"); ok {
		return defsPrefix + name
	}
	return ref
}

// isFalse reports whether no value satisfies a schema: the schema false.
func isFalse(s *jsonschema.Schema) bool {
	return s.Not != nil && reflect.ValueOf(*s.Not).IsZero()
}

func restrictedList(list []*jsonschema.Schema) []*jsonschema.Schema {
	var out []*jsonschema.Schema
	for _, s := range list {
		out = append(out, restricted(s))
	}
	return out
}

func restrictedMap(m map[string]*jsonschema.Schema) map[string]*jsonschema.Schema {
	if m == nil {
		return nil
	}
	out := make(map[string]*jsonschema.Schema, len(m))
	for name, s := range m {
		out[name] = restricted(s)
	}
	return out
}

// keepOrder gives the objects of a schema the order of properties that they have in
// its JSON, which the library forgets.
func keepOrder(s *jsonschema.Schema, raw []byte) {
	var members map[string]json.RawMessage
	if s == nil || json.Unmarshal(raw, &members) != nil {
		return // true or false
	}
	if s.PropertyOrder == nil && s.Properties != nil {
		s.PropertyOrder = keysOf(members["properties"])
	}
	for name, of := range map[string]map[string]*jsonschema.Schema{"properties": s.Properties, "$defs": s.Defs, "definitions": s.Definitions} {
		var each map[string]json.RawMessage
		_ = json.Unmarshal(members[name], &each) // absent where of is empty
		for key, inner := range of {
			keepOrder(inner, each[key])
		}
	}
	for name, of := range map[string][]*jsonschema.Schema{"anyOf": s.AnyOf, "oneOf": s.OneOf, "allOf": s.AllOf} {
		var each []json.RawMessage
		_ = json.Unmarshal(members[name], &each)
		for i, inner := range of {
			keepOrder(inner, each[i])
		}
	}
	keepOrder(s.Items, members["items"])
	keepOrder(s.AdditionalProperties, members["additionalProperties"])
}

// keysOf returns the names of the members of an object, in their order.
func keysOf(object []byte) []string {
	var out []string
	d := json.NewDecoder(bytes.NewReader(object))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return out
		}
		out = append(out, name.(string)) // where an object has a name
		if err := d.Decode(new(json.RawMessage)); err != nil {
			return out
		}
	}
	return out
}
