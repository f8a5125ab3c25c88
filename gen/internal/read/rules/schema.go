package rules

import (
	"bytes"
	"strconv"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

func checkSchemaRefs(c *checker, n *node.Node) {
	for _, key := range []string{"$dynamicRef", "$recursiveRef"} {
		if m := n.Get(key); m != nil {
			c.Warnf(m, "%s is not followed, and the value is raw JSON: use $ref", key)
		}
	}
}

// checkType is about type, a name or a list of names.
func checkType(c *checker, n *node.Node) {
	if n.Kind == node.String {
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
		case it.Kind == node.Null:
			c.Warnf(it, "type is null: write \"null\" in quotes")
		case it.Kind != node.String:
			c.Errorf(it, "a type must be a string, not %s", it.Kind)
		case seen[it.Text]:
			c.Warnf(it, "type %s is listed twice", diag.Quote(it.Text))
		default:
			checkTypeName(c, it)
		}
		seen[it.Text] = true
	}
}

// checkTypeName is about the name of a type. Many that there are not have an
// obvious meaning.
func checkTypeName(c *checker, n *node.Node) {
	if openapi.IsType(n.Text) {
		if n.Text == "null" && c.doc.Version == "3.0" && n.Parent.Kind != node.Array {
			c.Warnf(n, "type \"null\" needs openapi 3.1, and this document is 3.0: use nullable")
		}
		return
	}
	switch typ, format := openapi.TypeMeant(n.Text); {
	case typ == "":
		c.Warnf(n, "unknown type %s is taken as any: use string, number, integer, boolean, array, object or null", diag.Quote(n.Text))
	case format == "":
		c.Warnf(n, "unknown type %s is taken as %s", diag.Quote(n.Text), typ)
	default:
		c.Warnf(n, "unknown type %s is taken as %s with \"format: %s\"", diag.Quote(n.Text), typ, format)
	}
}

func checkRequired(c *checker, n *node.Node) {
	seen := make(map[string]bool, len(n.Items))
	for _, it := range n.Items {
		if it.Kind == node.String && seen[it.Text] {
			c.Warnf(it, "property %s is listed twice", diag.Quote(it.Text))
		}
		seen[it.Text] = true
	}
}

// checkEnum is about lists of values that are empty or say one twice.
func checkEnum(c *checker, n *node.Node) {
	if len(n.Items) == 0 {
		c.Warnf(n, "enum is empty and ignored: list its values or remove it")
	}
	seen := make(map[string]bool, len(n.Items))
	var buf []byte
	for _, it := range n.Items {
		buf = it.AppendJSON(buf[:0])
		if seen[string(buf)] {
			c.Warnf(it, "enum value %s is listed twice", diag.Clip(buf))
		}
		seen[string(buf)] = true
	}
}

func checkSchemaList(c *checker, n *node.Node) {
	if len(n.Items) > 0 {
		return
	}
	switch n.Key() {
	case "oneOf", "anyOf", "allOf":
		c.Warnf(n, "%s is empty and ignored: list its schemas or remove it", n.Key())
	}
}

func checkDiscriminator(c *checker, n *node.Node) {
	name := n.Get("propertyName")
	if name == nil {
		c.Errorf(n, "discriminator without propertyName: name the property that tells the variants apart")
	} else if name.Kind == node.String && name.Text == "" {
		c.Errorf(name, "the propertyName of a discriminator is empty")
	}
}

// bounds are pairs of keywords where the first may not exceed the second.
var bounds = [][2]string{
	{"minimum", "maximum"}, {"minLength", "maxLength"}, {"minItems", "maxItems"}, {"minProperties", "maxProperties"},
}

// checkBounds is about limits that no value can meet.
func checkBounds(c *checker, n *node.Node) {
	for _, b := range bounds {
		low, high := n.Get(b[0]), n.Get(b[1])
		if low == nil || high == nil || low.Kind != node.Number || high.Kind != node.Number {
			continue
		}
		l, err1 := strconv.ParseFloat(low.Text, 64)
		h, err2 := strconv.ParseFloat(high.Text, 64)
		if err1 == nil && err2 == nil && l > h {
			c.Warnf(low, "%s %s is more than %s %s", b[0], diag.Clip([]byte(low.Text)), b[1], diag.Clip([]byte(high.Text)))
		}
	}
}

// checkDefault is about a default that is none of the allowed values.
func checkDefault(c *checker, n *node.Node) {
	def, enum := n.Get("default"), n.Get("enum")
	if def == nil || def.Kind == node.Null || def.Kind == node.Array || enum == nil || len(enum.Items) == 0 {
		return
	}
	want := def.AppendJSON(nil)
	for _, it := range enum.Items {
		if it.Kind == def.Kind && bytes.Equal(it.AppendJSON(nil), want) {
			return
		}
	}
	c.Warnf(def, "default %s is not in the enum", diag.Clip(want))
}

func checkAccess(c *checker, n *node.Node) {
	if n.Bool("readOnly") && n.Bool("writeOnly") {
		c.Warnf(n, "schema is readOnly and writeOnly: keep one")
	}
}
