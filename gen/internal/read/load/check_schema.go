package load

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

func checkSchemaRefs(c *checker, n *Node) {
	for _, key := range []string{"$dynamicRef", "$recursiveRef"} {
		if m := n.Get(key); m != nil {
			c.Warnf(m, "%s is not followed, and the value is raw JSON: use $ref", key)
		}
	}
	if m := n.Get("if"); m != nil && n.role == roleSchema {
		c.Notef(m, "if, then and else are ignored: no type can depend on them")
	}
}

var schemaTypes = []string{"array", "boolean", "integer", "null", "number", "object", "string"}

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
	if slices.Contains(schemaTypes, text) {
		return text, ""
	}
	m := typeAliases[strings.ToLower(text)]
	return m.typ, m.format
}

func checkType(c *checker, n *Node) {
	if n.Kind == String {
		checkTypeName(c, n)
		return
	}
	if len(n.Items) == 0 {
		c.Warnf(n, "type is an empty array: name a type or remove it")
		return
	}
	if c.doc.Version == "3.0" {
		c.Warnf(n, "an array of types needs openapi 3.1, and this document is 3.0")
	}
	seen := map[string]bool{}
	for _, it := range n.Items {
		switch {
		case it.Kind == Null:
			c.Warnf(it, "type is null: write \"null\" in quotes")
		case it.Kind != String:
			c.Errorf(it, "a type must be a string, not %s", it.Kind)
		case seen[it.Text]:
			c.Warnf(it, "type %s is listed twice", show(it.Text))
		default:
			checkTypeName(c, it)
		}
		seen[it.Text] = true
	}
}

func checkTypeName(c *checker, n *Node) {
	if slices.Contains(schemaTypes, n.Text) {
		if n.Text == "null" && c.doc.Version == "3.0" && n.Parent.Kind != Array {
			c.Warnf(n, "type \"null\" needs openapi 3.1, and this document is 3.0: use nullable")
		}
		return
	}
	switch typ, format := TypeMeant(n.Text); {
	case typ == "":
		c.Errorf(n, "unknown type %s: use string, number, integer, boolean, array, object or null", show(n.Text))
	case format == "":
		c.Warnf(n, "unknown type %s is taken as %s", show(n.Text), typ)
	default:
		c.Warnf(n, "unknown type %s is taken as %s with \"format: %s\"", show(n.Text), typ, format)
	}
}

func checkRequired(c *checker, n *Node) {
	seen := make(map[string]bool, len(n.Items))
	for _, it := range n.Items {
		if it.Kind == String && seen[it.Text] {
			c.Warnf(it, "property %s is listed twice", show(it.Text))
		}
		seen[it.Text] = true
	}
}

func checkEnum(c *checker, n *Node) {
	if len(n.Items) == 0 {
		c.Warnf(n, "enum is empty and ignored: list its values or remove it")
	}
	seen := make(map[string]bool, len(n.Items))
	var buf []byte
	for _, it := range n.Items {
		buf = it.AppendJSON(buf[:0])
		if seen[string(buf)] {
			c.Warnf(it, "enum value %s is listed twice", clip(buf))
		}
		seen[string(buf)] = true
	}
}

// clip shortens JSON text for a message.
func clip(b []byte) string {
	if len(b) > maxQuoted {
		return string(b[:maxQuoted]) + "..."
	}
	return string(b)
}

func checkSchemaList(c *checker, n *Node) {
	if len(n.Items) > 0 {
		return
	}
	switch n.key {
	case "oneOf", "anyOf", "allOf":
		c.Warnf(n, "%s is empty and ignored: list its schemas or remove it", n.key)
	}
}

func checkDiscriminator(c *checker, n *Node) {
	name := n.Get("propertyName")
	if name == nil {
		c.Errorf(n, "discriminator without propertyName: name the property that tells the variants apart")
	} else if name.Kind == String && name.Text == "" {
		c.Errorf(name, "the propertyName of a discriminator is empty")
	}
}

// bounds are pairs of keywords where the first may not exceed the second.
var bounds = [][2]string{
	{"minimum", "maximum"}, {"minLength", "maxLength"}, {"minItems", "maxItems"}, {"minProperties", "maxProperties"},
}

func checkBounds(c *checker, n *Node) {
	for _, b := range bounds {
		low, high := n.Get(b[0]), n.Get(b[1])
		if low == nil || high == nil || low.Kind != Number || high.Kind != Number {
			continue
		}
		l, err1 := strconv.ParseFloat(low.Text, 64)
		h, err2 := strconv.ParseFloat(high.Text, 64)
		if err1 == nil && err2 == nil && l > h {
			c.Warnf(low, "%s %s is more than %s %s", b[0], clip([]byte(low.Text)), b[1], clip([]byte(high.Text)))
		}
	}
}

func checkDefault(c *checker, n *Node) {
	def, enum := n.Get("default"), n.Get("enum")
	if def == nil || def.Kind == Null || def.Kind == Array || enum == nil || len(enum.Items) == 0 {
		return
	}
	want := def.AppendJSON(nil)
	for _, it := range enum.Items {
		if it.Kind == def.Kind && bytes.Equal(it.AppendJSON(nil), want) {
			return
		}
	}
	c.Warnf(def, "default %s is not in the enum", clip(want))
}

func checkAccess(c *checker, n *Node) {
	if n.Bool("readOnly") && n.Bool("writeOnly") {
		c.Warnf(n, "schema is readOnly and writeOnly: keep one")
	}
}
