package faketest

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// Parameters arrive as text. What a text means depends on the type of the
// field: it is turned into the JSON that the field's type decodes.

var (
	fileType      = reflect.TypeFor[client.File]()
	jsonType      = reflect.TypeFor[json.Unmarshaler]()
	textType      = reflect.TypeFor[encoding.TextUnmarshaler]()
	errGivenTwice = errors.New("is given more than once")
	errOdd        = errors.New("is no list of members and values")
)

// assign stores texts in the field that to points to.
func assign(to any, texts []string) error {
	t, typ := targetOf(to), typeOf(to)
	b, err := jsonOf(typ, texts)
	if err != nil {
		return err
	}
	if err := t.decode(b); err != nil {
		return fmt.Errorf("%s: %w", clip(strings.Join(texts, ", ")), err)
	}
	return nil
}

// assignFiles stores files if the field is for files.
func assignFiles(to any, files []client.File) (done bool, err error) {
	v := reflect.ValueOf(to)
	if v.Kind() != reflect.Pointer || len(files) == 0 {
		return false, nil
	}
	v = v.Elem()
	switch {
	case v.Type().ConvertibleTo(fileType):
		if len(files) > 1 {
			return true, errGivenTwice
		}
		v.Set(reflect.ValueOf(files[0]).Convert(v.Type()))
	case v.Kind() == reflect.Slice && v.Type().Elem() == fileType:
		v.Set(reflect.ValueOf(files).Convert(v.Type()))
	default:
		return false, nil
	}
	return true, nil
}

func typeOf(to any) reflect.Type {
	if t, ok := to.(*target); ok {
		return t.typ
	}
	return reflect.TypeOf(to).Elem()
}

// deref is the type of the value itself, of what may be missing or null.
func deref(t reflect.Type) reflect.Type {
	for {
		switch {
		case t.Kind() == reflect.Pointer:
			t = t.Elem()
		case t.Kind() == reflect.Struct && strings.HasPrefix(t.Name(), "Nullable["):
			t = t.Field(0).Type
		default:
			return t
		}
	}
}

func listType(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8
}

// hasMember reports whether an object may have a member.
func hasMember(t reflect.Type, name string) bool {
	return t.Kind() == reflect.Map || memberType(t, name) != reflect.TypeFor[any]()
}

// memberType returns the type of an object's member.
func memberType(t reflect.Type, name string) reflect.Type {
	switch t.Kind() {
	case reflect.Map:
		return t.Elem()
	case reflect.Struct:
		for f := range t.Fields() {
			if n, _, _ := strings.Cut(f.Tag.Get("json"), ","); n == name {
				return f.Type
			}
		}
	default:
	}
	return reflect.TypeFor[any]()
}

// jsonOf writes texts as the JSON of a type.
func jsonOf(t reflect.Type, texts []string) ([]byte, error) {
	t = deref(t)
	if listType(t) {
		return listJSON(t.Elem(), texts)
	}
	if t.Kind() == reflect.Interface && len(texts) > 1 { // a union that may be a list
		return listJSON(t, texts)
	}
	if len(texts) > 1 {
		return nil, errGivenTwice
	}
	text := texts[0]
	switch p := reflect.PointerTo(t); {
	case t.Kind() == reflect.String, p.Implements(textType):
		return quote(text), nil
	case t.Kind() >= reflect.Bool && t.Kind() <= reflect.Float64:
		return []byte(text), nil
	case t.Kind() == reflect.Slice && p.Implements(jsonType): // raw JSON
		if json.Valid([]byte(text)) {
			return []byte(text), nil
		}
		return quote(text), nil
	}
	return guess(text), nil
}

func listJSON(elem reflect.Type, texts []string) ([]byte, error) {
	out := make([][]byte, len(texts))
	for i, text := range texts {
		b, err := jsonOf(elem, []string{text})
		if err != nil {
			return nil, err
		}
		out[i] = b
	}
	return append(append([]byte{'['}, bytes.Join(out, []byte{','})...), ']'), nil
}

// guess writes the text of a value that has more than one form: objects and
// arrays travel as JSON.
func guess(text string) []byte {
	if (strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[")) && json.Valid([]byte(text)) {
		return []byte(text)
	}
	return quote(text)
}

func quote(text string) []byte {
	b, _ := json.Marshal(text) // strings always encode
	return b
}
