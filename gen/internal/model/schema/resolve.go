package schema

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// structural are the keywords that say something about the value, rather than
// about its documentation.
var structural = []string{
	"$ref", "type", "properties", "required", "additionalProperties", "patternProperties", "items", "prefixItems", "enum", "const",
	"oneOf", "anyOf", "allOf", "not", "format", "nullable", "discriminator",
}

// HasStructure reports whether n has structural keywords other than those given.
func HasStructure(n *node.Node, except ...string) bool {
	return slices.ContainsFunc(structural, func(k string) bool { return n.Has(k) && !slices.Contains(except, k) })
}

// Resolve follows references, and allOf wrappers that add nothing but
// documentation to the schema they wrap. A wrapper that is a component is a type
// of its own: it has a name.
func (r Reader) Resolve(n *node.Node) *node.Node {
	for range maxReferences {
		switch {
		case n == nil:
			return nil
		case r.IsAlias(n):
			n = n.Ref()
		case n.Get("allOf") != nil && !HasStructure(n, "allOf") && len(n.Get("allOf").Items) == 1 && !r.Named(n):
			n = n.Get("allOf").Items[0]
		default:
			return n
		}
	}
	return n
}

// Unalias follows references that are nothing else.
func (r Reader) Unalias(n *node.Node) *node.Node {
	for range maxReferences {
		if !r.IsAlias(n) {
			break
		}
		n = n.Ref()
	}
	return n
}

// maxReferences is how many references in a row are followed: more are refused
// when the document is loaded, unless they go in a circle.
const maxReferences = 100

// IsAlias reports whether n is a reference and nothing else that counts.
func (r Reader) IsAlias(n *node.Node) bool {
	return n.Ref() != nil && (r.AloneRefs || !HasStructure(n, "$ref"))
}
