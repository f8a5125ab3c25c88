package tools

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// inputSchema returns the schema of the objects that a Go type is read from.
func inputSchema(t reflect.Type) (*jsonschema.Schema, error) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == reflect.TypeFor[json.RawMessage]() || t.Kind() == reflect.Interface {
		return &jsonschema.Schema{Type: "object"}, nil
	}
	s, err := schemaOf(t)
	if err != nil {
		return nil, err
	}
	if s.Type != "object" {
		return nil, fmt.Errorf("inputs are JSON objects, and %s is none: use a struct or a map", t)
	}
	return s, nil
}

// readSchema reads a schema that is given: JSON, a *jsonschema.Schema, or what
// encoding/json makes one of.
func readSchema(v any) (*jsonschema.Schema, json.RawMessage, error) {
	raw, err := encode(v)
	if err != nil {
		return nil, nil, err
	}
	s := new(jsonschema.Schema)
	if err := json.Unmarshal(raw, s); err != nil {
		return nil, nil, err
	}
	return s, raw, nil
}

// InputError means that the input of a call doesn't fit the tool's schema. It is
// what the model reads.
type InputError struct {
	Where string // e.g. "stops[].name"; "" for the input itself
	Err   error
}

func (e *InputError) Error() string {
	if e.Where == "" {
		return "the input doesn't fit the tool's schema: " + e.Err.Error()
	}
	return "the input doesn't fit the tool's schema: " + e.Where + ": " + e.Err.Error()
}

// Unwrap returns what doesn't fit.
func (e *InputError) Unwrap() error { return e.Err }

// checkInput returns what is wrong with an input.
func checkInput(s *jsonschema.Resolved, input []byte) error {
	d := json.NewDecoder(bytes.NewReader(input))
	d.UseNumber() // integers beyond 2^53
	var v any
	if err := d.Decode(&v); err != nil {
		return fmt.Errorf("the input is no JSON: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("the input is no JSON: something follows the first value")
	}
	if s == nil {
		return nil
	}
	if err := s.Validate(numbers(v)); err != nil {
		return inputError(strings.ReplaceAll(err.Error(), "<invalid reflect.Value>", "null"))
	}
	return nil
}

// numbers makes numbers of the texts that a decoder leaves: the library takes those for
// strings.
func numbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		if i, err := v.Int64(); err == nil {
			return i
		}
		f, _ := v.Float64() // too large a number is infinite, and no integer
		return f
	case []any:
		for i := range v {
			v[i] = numbers(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = numbers(v[name])
		}
	}
	return v
}

// inputError takes apart the library's message: where in the schema something is
// said, which becomes a place in the input, and what isn't so.
//
//	validating root: validating /properties/stops/items/properties/name: type: 5 has type "integer", want "string"
func inputError(message string) error {
	const before = "validating "
	where := ""
	for {
		place, rest, ok := strings.Cut(message, ": ")
		if !ok || !strings.HasPrefix(place, before) {
			break
		}
		where, message = strings.TrimPrefix(place, before), rest
	}
	if !strings.HasPrefix(where, "/") {
		where = ""
	}
	where = strings.ReplaceAll(where, "/properties/", ".")
	where = strings.ReplaceAll(where, "/items", "[]")
	return &InputError{Where: strings.TrimPrefix(where, "."), Err: errors.New(message)}
}
