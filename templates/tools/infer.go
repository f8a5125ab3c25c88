package tools

import (
	"encoding"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
)

// A describer is a type that knows its own schema, for instance an enumeration
// or what has a MarshalJSON of its own.
type describer interface {
	JSONSchema() *jsonschema.Schema
}

// SchemaOf returns the JSON Schema of what encoding/json reads and writes as a T.
//
//   - Fields have the names of their json tags. Those with omitempty or omitzero
//     are optional, all others required; nothing else is allowed in an object.
//   - A pointer may be null, unless the field is left out instead.
//   - The tag jsonschema:"..." describes a field; enum:"a,b" lists its values, as
//     JSON unless the field is a string.
//   - time.Time is a date-time, []byte is base64, json.RawMessage and any are any
//     value, what has MarshalText is a string.
//   - A type that contains itself becomes a definition in $defs.
//   - A type with a method JSONSchema() *jsonschema.Schema is what that returns.
//
// A type that JSON can't hold, and one with a MarshalJSON of its own and without
// JSONSchema, is an error that names the field.
func SchemaOf[T any]() (*jsonschema.Schema, error) {
	return schemaOf(reflect.TypeFor[T]())
}

func schemaOf(t reflect.Type) (*jsonschema.Schema, error) {
	b := &schemaBuilder{open: map[reflect.Type]bool{}, names: map[reflect.Type]string{}, defs: map[string]*jsonschema.Schema{}}
	s, err := b.of(t, t.String())
	if err != nil {
		return nil, err
	}
	if s.Ref != "" { // the root contains itself: what it is stands at the root too
		s = b.defs[strings.TrimPrefix(s.Ref, defsPrefix)].CloneSchemas()
	}
	if len(b.defs) > 0 {
		s.Defs = b.defs
	}
	return s, nil
}

const defsPrefix = "#/$defs/"

// schemaBuilder builds the schema of a type. jsonschema.For isn't used for more
// than scalars: it refuses types that contain themselves, lets slices be null,
// and describes []byte as a list of numbers.
type schemaBuilder struct {
	open  map[reflect.Type]bool   // named types that are being described
	names map[reflect.Type]string // of types that contain themselves
	defs  map[string]*jsonschema.Schema
}

var knownSchemas = map[reflect.Type]*jsonschema.Schema{
	reflect.TypeFor[time.Time]():       {Type: "string", Format: "date-time"},
	reflect.TypeFor[time.Duration]():   {Type: "integer", Description: "In nanoseconds."},
	reflect.TypeFor[[]byte]():          {Type: "string", ContentEncoding: "base64"},
	reflect.TypeFor[json.RawMessage](): {},
	reflect.TypeFor[json.Number]():     {Type: "number"},
	reflect.TypeFor[big.Int]():         {Type: "integer"},
}

// of describes a type. The path, such as main.Order.lines, is for errors.
func (b *schemaBuilder) of(t reflect.Type, path string) (*jsonschema.Schema, error) {
	if s, ok, err := ownSchema(t, path); ok || err != nil {
		return s, err
	}
	if name, ok := b.names[t]; ok {
		return &jsonschema.Schema{Ref: defsPrefix + name}, nil
	}
	if b.open[t] {
		b.names[t] = b.defName(t)
		return &jsonschema.Schema{Ref: defsPrefix + b.names[t]}, nil
	}
	if t.Name() != "" {
		b.open[t] = true
		defer delete(b.open, t)
	}
	s, err := b.kind(t, path)
	if name, ok := b.names[t]; ok && err == nil {
		b.defs[name] = s
		s = &jsonschema.Schema{Ref: defsPrefix + name}
	}
	return s, err
}

// kind describes a type by what it is made of.
func (b *schemaBuilder) kind(t reflect.Type, path string) (*jsonschema.Schema, error) {
	switch t.Kind() {
	case reflect.Pointer:
		s, err := b.of(t.Elem(), path)
		if err != nil {
			return nil, err
		}
		return nullable(s), nil
	case reflect.Interface:
		return &jsonschema.Schema{}, nil
	case reflect.Slice, reflect.Array:
		if t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8 {
			return b.of(reflect.TypeFor[[]byte](), path)
		}
		items, err := b.of(t.Elem(), path+"[]")
		if err != nil {
			return nil, err
		}
		s := &jsonschema.Schema{Type: "array", Items: items}
		if t.Kind() == reflect.Array {
			s.MinItems, s.MaxItems = new(t.Len()), new(t.Len())
		}
		return s, nil
	case reflect.Map:
		if k := t.Key(); k.Kind() != reflect.String && !isInteger(k.Kind()) && !k.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
			return nil, fmt.Errorf("%s: keys of type %s can't be members of a JSON object; use strings, integers or a type with MarshalText", path, k)
		}
		values, err := b.of(t.Elem(), path+"[]")
		return &jsonschema.Schema{Type: "object", AdditionalProperties: values}, err
	case reflect.Struct:
		return b.object(t, path)
	case reflect.Func, reflect.Chan, reflect.Complex64, reflect.Complex128, reflect.UnsafePointer:
		return nil, fmt.Errorf(`%s: JSON has no value for a %s; leave the field out with json:"-", or give the type a method JSONSchema`, path, t)
	}
	return jsonschema.ForType(t, nil)
}

// object describes a struct with the fields that encoding/json sees, in their order.
func (b *schemaBuilder) object(t reflect.Type, path string) (*jsonschema.Schema, error) {
	s := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}}}
	for _, f := range fieldsOf(t) {
		if f.ambiguous {
			return nil, fmt.Errorf("%s: two fields are called %q, so encoding/json leaves both out; give one of them another json tag", path, f.name)
		}
		field, err := b.field(f.StructField, f.options, path+"."+f.name)
		if err != nil {
			return nil, err
		}
		s.Properties[f.name] = field
		s.PropertyOrder = append(s.PropertyOrder, f.name)
		if !optional(f.options) {
			s.Required = append(s.Required, f.name)
		}
	}
	return s, nil
}

// jsonField is a field as encoding/json sees it.
type jsonField struct {
	reflect.StructField
	name, options string
	tagged        bool // the name is from the tag
	ambiguous     bool // there is another one of the same rank
	depth         int  // of embedding
}

// fieldsOf returns the members that a struct is written with, embedded structs
// spread out: of those with one name the one that is embedded least, then the one
// with a tag.
func fieldsOf(t reflect.Type) []jsonField {
	var all []jsonField
	place := map[string]int{}
	spread(t, 0, map[reflect.Type]bool{}, func(f jsonField) {
		i, ok := place[f.name]
		if !ok {
			place[f.name] = len(all)
			all = append(all, f)
			return
		}
		had := &all[i]
		switch {
		case f.depth < had.depth, f.depth == had.depth && f.tagged && !had.tagged:
			*had = f
		case f.depth == had.depth && f.tagged == had.tagged:
			had.ambiguous = true
		}
	})
	return all
}

// spread calls a function with each field of a struct and of those embedded in it.
func spread(t reflect.Type, depth int, open map[reflect.Type]bool, yield func(jsonField)) {
	if open[t] {
		return
	}
	open[t] = true
	defer delete(open, t)
	for f := range t.Fields() {
		tag := f.Tag.Get("json")
		name, options, _ := strings.Cut(tag, ",")
		inner := deref(f.Type)
		embedded := f.Anonymous && inner.Kind() == reflect.Struct
		switch {
		case tag == "-", !f.IsExported() && !embedded:
		case embedded && name == "" && !describesItself(inner):
			spread(inner, depth+1, open, yield)
		case name == "":
			yield(jsonField{StructField: f, name: f.Name, options: options, depth: depth})
		default:
			yield(jsonField{StructField: f, name: name, options: options, tagged: true, depth: depth})
		}
	}
}

// field describes a field by its type and its tags.
func (b *schemaBuilder) field(f reflect.StructField, options, path string) (*jsonschema.Schema, error) {
	t := f.Type
	if optional(options) {
		t = deref(t) // left out rather than null
	}
	s, err := b.of(t, path)
	if err != nil {
		return nil, err
	}
	if hasOption(options, "string") && isQuotable(deref(t).Kind()) {
		null := t.Kind() == reflect.Pointer
		if s = (&jsonschema.Schema{Type: "string"}); null {
			s = nullable(s)
		}
	}
	if list, ok := f.Tag.Lookup("enum"); ok {
		if err := addEnum(s, list); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	if text := f.Tag.Get("jsonschema"); text != "" {
		if s.Ref != "" { // nothing stands beside a reference
			s = &jsonschema.Schema{AnyOf: []*jsonschema.Schema{s}}
		}
		s.Description = text
	}
	return s, nil
}

// ownSchema returns the schema of a type that isn't described by what it is made
// of, and reports whether it is one.
func ownSchema(t reflect.Type, path string) (*jsonschema.Schema, bool, error) {
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Interface {
		return nil, false, nil
	}
	zero := reflect.New(t).Interface()
	if d, ok := zero.(describer); ok {
		s := d.JSONSchema()
		if s == nil {
			return nil, false, fmt.Errorf("%s: JSONSchema of %s returned nil", path, t)
		}
		return s.CloneSchemas(), true, nil
	}
	if s, ok := knownSchemas[t]; ok {
		return s.CloneSchemas(), true, nil
	}
	if _, ok := zero.(json.Marshaler); ok {
		return nil, false, fmt.Errorf("%s: %s has a MarshalJSON of its own, so its fields don't say what it looks like; give it a method JSONSchema() *jsonschema.Schema", path, t)
	}
	if _, ok := zero.(encoding.TextMarshaler); ok {
		return &jsonschema.Schema{Type: "string"}, true, nil
	}
	return nil, false, nil
}

// describesItself reports whether an embedded type is encoded as a whole.
func describesItself(t reflect.Type) bool {
	_, own, err := ownSchema(t, "")
	return own || err != nil
}

// defName returns a name for a definition that no other has.
func (b *schemaBuilder) defName(t reflect.Type) string {
	base := strings.Trim(notInNames.ReplaceAllString(t.Name(), "_"), "_")
	name := base
	for n := 2; b.taken(name); n++ {
		name = base + strconv.Itoa(n)
	}
	return name
}

func (b *schemaBuilder) taken(name string) bool {
	for _, other := range b.names {
		if other == name {
			return true
		}
	}
	return false
}

var notInNames = regexp.MustCompile(`[^A-Za-z0-9_]+`)

// addEnum adds the values of a tag to what they restrict: the elements of a
// list, the values beside null, or the schema itself.
func addEnum(s *jsonschema.Schema, list string) error {
	for s.Items != nil {
		s = s.Items
	}
	text := s.Type == "string" || len(s.Types) == 2 && s.Types[1] == "string"
	for v := range strings.SplitSeq(list, ",") {
		if text {
			s.Enum = append(s.Enum, v)
			continue
		}
		var value any
		if err := json.Unmarshal([]byte(v), &value); err != nil {
			return fmt.Errorf("the value %q of the tag enum is no JSON", v)
		}
		s.Enum = append(s.Enum, value)
	}
	if len(s.Types) > 0 {
		s.Enum = append(s.Enum, nil)
	}
	return nil
}

// nullable returns a schema that null satisfies too.
func nullable(s *jsonschema.Schema) *jsonschema.Schema {
	null := &jsonschema.Schema{Type: "null"}
	switch {
	case s.Type == "null" || len(s.Types) > 0 && s.Types[0] == "null":
		return s
	case s.Type != "" && s.Enum == nil && s.Const == nil:
		s.Types, s.Type = []string{"null", s.Type}, ""
		return s
	case s.Ref == "" && reflect.ValueOf(*s).IsZero():
		return s // anything
	}
	return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{s, null}}
}

func deref(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

func optional(options string) bool {
	return hasOption(options, "omitempty") || hasOption(options, "omitzero")
}

func hasOption(options, want string) bool {
	for o := range strings.SplitSeq(options, ",") {
		if o == want {
			return true
		}
	}
	return false
}

func isInteger(k reflect.Kind) bool { return k >= reflect.Int && k <= reflect.Uintptr }

// isQuotable reports whether the option string of a json tag applies.
func isQuotable(k reflect.Kind) bool {
	return k == reflect.Bool || k == reflect.String || isInteger(k) || k == reflect.Float32 || k == reflect.Float64
}
