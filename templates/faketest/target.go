package faketest

import (
	"encoding/json"
	"reflect"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// target is a field whose type encoding/json can't decode by itself.
type target struct {
	value  any          // pointer to the field
	typ    reflect.Type // of what the field holds
	decode func([]byte) error
}

// decoder decodes a type from JSON.
type decoder[T any] struct {
	typ    reflect.Type
	decode func([]byte) (T, error)
}

// with stores in p what d decodes.
func with[T any](p *T, d decoder[T]) *target {
	return &target{p, d.typ, func(b []byte) (err error) {
		*p, err = d.decode(b)
		return err
	}}
}

// plain decodes a type that encoding/json can decode.
func plain[T any]() decoder[T] {
	return decoder[T]{reflect.TypeFor[T](), func(b []byte) (v T, err error) {
		err = json.Unmarshal(b, &v)
		return v, err
	}}
}

// union decodes a union by its Unmarshal function.
func union[T any](decode func([]byte) (T, error)) decoder[T] {
	return decoder[T]{reflect.TypeFor[T](), decode}
}

func nullable[T any](d decoder[T]) decoder[client.Nullable[T]] {
	return decoder[client.Nullable[T]]{d.typ, func(b []byte) (client.Nullable[T], error) {
		v, err := d.decode(b)
		return client.Value(v), err
	}}
}

// listOf decodes a list by the decoder of its elements.
func listOf[T any](d decoder[T]) decoder[[]T] {
	return decoder[[]T]{reflect.SliceOf(d.typ), func(b []byte) ([]T, error) {
		var raw []json.RawMessage
		if err := json.Unmarshal(b, &raw); err != nil {
			return nil, err
		}
		out := make([]T, len(raw))
		for i, r := range raw {
			v, err := d.decode(r)
			if err != nil {
				return nil, err
			}
			out[i] = v
		}
		return out, nil
	}}
}

// mapOf decodes a map by the decoder of its values.
func mapOf[T any](d decoder[T]) decoder[map[string]T] {
	return decoder[map[string]T]{reflect.MapOf(reflect.TypeFor[string](), d.typ), func(b []byte) (map[string]T, error) {
		var raw map[string]json.RawMessage
		if err := json.Unmarshal(b, &raw); err != nil {
			return nil, err
		}
		out := map[string]T{}
		for k, r := range raw {
			v, err := d.decode(r)
			if err != nil {
				return nil, err
			}
			out[k] = v
		}
		return out, nil
	}}
}
