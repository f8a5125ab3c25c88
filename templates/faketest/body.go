package faketest

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	client "github.com/claudegen/claudegen/templates/runtime"
)

// readJSON decodes the body into value, and reports what the document doesn't
// know and what it requires.
func (in *input) readJSON(decode func([]byte) error, value any) {
	body := in.body
	if len(body) == 0 {
		body = []byte("{}")
	}
	if err := decode(body); err != nil {
		in.problemf("body: %v", err)
		return
	}
	if !in.lenient {
		u := unknowns{report: func(at, what string) {
			in.problemf("%s at %s of the body is not in the document", what, orTop(at))
		}}
		if in.fake != nil {
			u.open = in.fake.api.open
		}
		u.in(reflect.ValueOf(value), "")
	}
	// What is required is always encoded: what appears only in the encoded
	// value is missing in the body.
	again, err := json.Marshal(value)
	if err != nil {
		in.problemf("body: %v", err)
		return
	}
	optional := map[string]bool{}
	readOnly(reflect.ValueOf(value), "", optional)
	var sent, encoded any
	if json.Unmarshal(body, &sent) == nil && json.Unmarshal(again, &encoded) == nil {
		missing(sent, encoded, "", func(at string) {
			if !optional[at] {
				in.problemf("member %s of the body is missing", at)
			}
		})
	}
}

func orTop(at string) string {
	if at == "" {
		return "the top"
	}
	return at
}

// elsewhere reports whether a member of encoded params is one that travels outside of
// the body.
func elsewhere(name string) bool {
	in, _, ok := strings.Cut(name, ":")
	return ok && (in == "header" || in == "query" || in == "cookie")
}

// missing reports the members of encoded objects that the ones sent don't have.
func missing(sent, encoded any, at string, report func(at string)) {
	switch encoded := encoded.(type) {
	case map[string]any:
		sent, ok := sent.(map[string]any)
		if !ok {
			return
		}
		for _, name := range slices.Sorted(maps.Keys(encoded)) {
			if v, ok := sent[name]; !ok && at == "" && elsewhere(name) {
				continue
			} else if ok {
				missing(v, encoded[name], pointer(at, name), report)
			} else {
				report(pointer(at, name))
			}
		}
	case []any:
		sent, _ := sent.([]any)
		for i := range min(len(sent), len(encoded)) {
			missing(sent[i], encoded[i], pointer(at, strconv.Itoa(i)), report)
		}
	}
}

// pointer adds a name to a JSON pointer.
func pointer(at, name string) string {
	return at + "/" + pointerEscaper.Replace(name)
}

// pointerEscaper is made once, since a large request has many members.
var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")

// readOnly notes which members of v are required in answers only.
func readOnly(v reflect.Value, at string, out map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			readOnly(v.Elem(), at, out)
		}
	case reflect.Struct:
		if strings.HasPrefix(v.Type().Name(), "Nullable[") {
			readOnly(v.Field(0), at, out)
			return
		}
		for i := range v.NumField() {
			tag := v.Type().Field(i).Tag
			name, options, _ := strings.Cut(tag.Get("json"), ",")
			switch {
			case options == "embed", v.Type().Field(i).Anonymous:
				readOnly(v.Field(i), at, out)
			case name != "" && name != "-":
				member := pointer(at, strings.Trim(name, "'"))
				out[member] = tag.Get("api") == "readOnly"
				readOnly(v.Field(i), member, out)
			}
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			for i := range v.Len() {
				readOnly(v.Index(i), pointer(at, strconv.Itoa(i)), out)
			}
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			readOnly(v.MapIndex(k), pointer(at, k.String()), out)
		}
	default:
	}
}

var unknownVariant = reflect.TypeFor[client.UnknownVariant]()

// unknowns looks for what values have kept though the document doesn't have it.
type unknowns struct {
	open   []reflect.Type // with members of any name
	report func(at, what string)
}

// in reports members and variants of v.
func (u *unknowns) in(v reflect.Value, at string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			u.in(v.Elem(), at)
		}
	case reflect.Struct:
		if v.Type() == unknownVariant {
			u.report(at, fmt.Sprintf("variant %q", v.FieldByName("Type").String()))
			return
		}
		u.members(v, at)
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() != reflect.Uint8 {
			for i := range v.Len() {
				u.in(v.Index(i), pointer(at, strconv.Itoa(i)))
			}
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			u.in(v.MapIndex(k), pointer(at, k.String()))
		}
	default:
	}
}

// members looks into the fields of an object.
func (u *unknowns) members(v reflect.Value, at string) {
	t := v.Type()
	var named map[string]bool // nil unless members of other names are allowed
	if slices.Contains(u.open, t) {
		named = map[string]bool{}
	}
	if strings.HasPrefix(t.Name(), "Nullable[") {
		u.in(v.Field(0), at)
		return
	}
	for i := range t.NumField() {
		tag, ok := t.Field(i).Tag.Lookup("json")
		name, options, _ := strings.Cut(tag, ",")
		switch {
		case t.Field(i).Anonymous: // a body that is a type of its own
			u.in(v.Field(i), at)
		case !ok || tag == "-":
		case name == "" && options == "embed":
			u.extra(v.Field(i), at, named)
		default:
			name = strings.Trim(name, "'")
			if named != nil {
				named[name] = true
			}
			u.in(v.Field(i), pointer(at, name))
		}
	}
}

// extra reports the members of a field Extra, unless the document gives further members
// a type, or allows any: then only those are reported that have a field, which doesn't
// hold their value. Extra is the last field, so that named has all of them.
func (u *unknowns) extra(v reflect.Value, at string, named map[string]bool) {
	if v.Kind() == reflect.Map {
		u.in(v, at)
		return
	}
	var members map[string]json.RawMessage
	if len(v.Bytes()) == 0 || json.Unmarshal(v.Bytes(), &members) != nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if named == nil || named[name] {
			u.report(pointer(at, name), "value "+clip(members[name]))
		}
	}
}
