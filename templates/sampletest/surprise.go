package sampletest

import (
	"encoding/json"
	"reflect"
	"sort"
	"strconv"
	"strings"
)

// sampleSurprises lists where v holds what the package doesn't know: members in
// Extra, variants that are unknown.
func sampleSurprises(v any) []string {
	var found []string
	sampleWalk(reflect.ValueOf(v), "", &found)
	return found
}

// sampleWalk looks through a value for what the package doesn't know.
func sampleWalk(v reflect.Value, at string, found *[]string) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			sampleWalk(v.Elem(), at, found)
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			sampleWalk(v.Index(i), at+"/"+strconv.Itoa(i), found)
		}
	case reflect.Map:
		keys := v.MapKeys()
		sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
		for _, k := range keys {
			sampleWalk(v.MapIndex(k), at+"/"+k.String(), found)
		}
	case reflect.Struct:
		sampleWalkStruct(v, at, found)
	}
}

// sampleWalkStruct is sampleWalk for a struct: an unknown variant, or members in Extra.
func sampleWalkStruct(v reflect.Value, at string, found *[]string) {
	t := v.Type()
	if t.Name() == "UnknownVariant" {
		*found = append(*found, at+": unknown variant "+v.FieldByName("Type").String())
		return
	}
	extra, _ := sampleExtra(t)
	inside := strings.HasPrefix(t.Name(), "Nullable[")
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case f.Name == extra:
			if text := sampleText(sampleUnled(v.Field(i))); text != "" {
				*found = append(*found, at+": unknown members: "+text)
			}
		case f.IsExported() || inside:
			sampleWalk(v.Field(i), at+"/"+f.Name, found)
		}
	}
}

// sampleExtra names the field in which a struct keeps what it doesn't know.
func sampleExtra(t reflect.Type) (string, bool) {
	if t.Kind() == reflect.Struct {
		for f := range t.Fields() {
			if f.Tag.Get("json") == ",embed" {
				return f.Name, true
			}
		}
	}
	return "", false
}

// sampleLeads are tags that some variants of a union don't have as members: what was
// read keeps them beside those that it doesn't know.
var sampleLeads = map[string]bool{}

// sampleUnled is Extra without such tags.
func sampleUnled(v reflect.Value) reflect.Value {
	var members map[string]json.RawMessage
	if len(sampleLeads) == 0 || v.Kind() != reflect.Slice || json.Unmarshal(v.Bytes(), &members) != nil {
		return v
	}
	for name := range sampleLeads {
		delete(members, name)
	}
	if len(members) == 0 {
		return reflect.ValueOf([]byte(nil))
	}
	b, err := json.Marshal(members)
	if err != nil {
		return v
	}
	return reflect.ValueOf(b)
}

func sampleText(v reflect.Value) string {
	if v.Kind() == reflect.Slice {
		return string(v.Bytes())
	}
	var keys []string
	for _, k := range v.MapKeys() {
		keys = append(keys, k.String())
	}
	sort.Strings(keys)
	return strings.Join(keys, ", ")
}
