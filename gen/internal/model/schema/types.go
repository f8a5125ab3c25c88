package schema

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Intersect returns the types of a and b that both allow, each once. Every
// integer is a number.
func Intersect(a, b []string) []string {
	allows := func(types []string, t string) bool {
		return slices.Contains(types, t) || t == "integer" && slices.Contains(types, "number")
	}
	var out []string
	for _, t := range slices.Concat(a, b) {
		if allows(a, t) && allows(b, t) && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// TypeOf returns the type that a value has, e.g. "integer" for 1.
func TypeOf(n *node.Node) string {
	switch n.Kind {
	case node.Bool:
		return "boolean"
	case node.String:
		return "string"
	case node.Array:
		return "array"
	case node.Object:
		return "object"
	case node.Number:
		if strings.ContainsAny(n.Text, ".eE") {
			return "number"
		}
		return "integer"
	default:
		return "null"
	}
}
