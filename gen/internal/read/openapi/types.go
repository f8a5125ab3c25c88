package openapi

import (
	"slices"
	"strings"
)

var typeNames = []string{"array", "boolean", "integer", "null", "number", "object", "string"}

// IsType reports whether there is a type of that name.
func IsType(name string) bool { return slices.Contains(typeNames, name) }

// meant is what people mean by a type that there isn't.
type meant struct{ typ, format string }

var typeAliases = map[string]meant{
	"file": {"string", "binary"}, "binary": {"string", "binary"}, "date": {"string", "date"}, "datetime": {"string", "date-time"},
	"date-time": {"string", "date-time"}, "uuid": {"string", "uuid"}, "str": {"string", ""}, "text": {"string", ""}, "enum": {"string", ""},
	"int": {"integer", ""}, "int32": {"integer", "int32"}, "int64": {"integer", "int64"}, "long": {"integer", "int64"},
	"float": {"number", ""}, "double": {"number", ""}, "decimal": {"number", ""}, "bool": {"boolean", ""},
	"list": {"array", ""}, "map": {"object", ""}, "dict": {"object", ""},
}

// TypeMeant returns the type that the text of "type" stands for, and the format
// that is in its name. No type is meant by what isn't known.
func TypeMeant(text string) (typ, format string) {
	if IsType(text) {
		return text, ""
	}
	m := typeAliases[strings.ToLower(text)]
	return m.typ, m.format
}
