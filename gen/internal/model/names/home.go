package names

import (
	"path"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Home returns the name for a schema by where it stands in the document, whoever leads to it: after
// the component, the file or the path that it belongs to. component knows the names of component
// schemas. It reports false for what has a name only within something else, such as an answer of one
// operation or a variant of a union.
func Home(n *node.Node, component func(*node.Node) string) (string, bool) {
	if name := component(n); name != "" {
		return name, true
	}
	if v := n.Str("x-go-name"); v != "" {
		return Exported(v), true
	}
	if n.Parent == nil {
		return fileName(n), true
	}
	in := func(n *node.Node, name func(string) string) (string, bool) {
		parent, ok := Home(n, component)
		return name(parent), ok
	}
	same := func(parent string) string { return parent }
	switch n.Parent.Key() {
	case "$defs", "definitions", "schemas":
		return Exported(n.Key()), true
	case "properties":
		return in(n.Parent.Parent, func(parent string) string { return Member(parent, n.Key()) })
	case "patternProperties":
		return in(n.Parent.Parent, MapValue)
	case "allOf":
		return in(n.Parent.Parent, same)
	}
	switch n.Key() {
	case "items":
		return in(n.Parent, Item)
	case "additionalProperties":
		return in(n.Parent, MapValue)
	case "schema", "itemSchema":
		return shared(n.Parent)
	}
	return "", false
}

// shared returns the name for the schema of n, which is a parameter, a header or a media type, if it is
// used by several operations.
func shared(n *node.Node) (string, bool) {
	if n.Parent != nil && n.Parent.Key() == "content" {
		n = n.Parent.Parent
	}
	if n == nil {
		return "", false
	}
	if n.Parent == nil {
		return fileName(n), true
	}
	holder := n.Parent
	if holder.Parent != nil && holder.Parent.Key() == "components" {
		switch holder.Key() {
		case "responses":
			return SharedResponse(n.Key()), true
		case "requestBodies", "mediaTypes":
			return SharedBody(n.Key()), true
		case "parameters":
			return SharedParameter(n.Key()), true
		case "headers":
			return SharedHeader(n.Key()), true
		}
	}
	if item := holder.Parent; holder.Key() == "parameters" && item != nil && item.Parent.Key() == "paths" {
		return PathParameter(item.Key(), n.Str("name")), true
	}
	return "", false
}

// fileName is the name for what a file holds, e.g. "Pet" for "schemas/pet.yaml".
func fileName(n *node.Node) string {
	base := path.Base(n.File.Name)
	return Exported(strings.TrimSuffix(base, path.Ext(base)))
}
