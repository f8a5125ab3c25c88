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
	"contentEncoding", "contentMediaType", "contentSchema",
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
		case n.Get("allOf") != nil && !HasStructure(n, "allOf") && !r.Named(n) && wrapped(n) != nil:
			n = wrapped(n)
		default:
			return n
		}
	}
	return n
}

// wrapped returns the branch of n's allOf that says something about the value, if there is one only and
// the others are documentation.
func wrapped(n *node.Node) (only *node.Node) {
	branches := n.Get("allOf").Items
	for _, b := range branches {
		switch {
		case len(branches) > 1 && documents(b):
		case only != nil:
			return nil
		default:
			only = b
		}
	}
	return only
}

// documents reports whether a schema says nothing about the value.
func documents(n *node.Node) bool {
	return n.Kind == node.Object && !slices.ContainsFunc(n.Members, func(m node.Member) bool { return !slices.Contains(documentation, m.Key) })
}

var documentation = []string{"title", "description", "externalDocs", "example", "examples", "default", "$comment"}

// Repeats returns the schema that n repeats and adds nothing to, except that null
// may be allowed or not: {allOf: [X], nullable: true}, or with the type that X has
// anyway. It is nil for any other schema, and for one that is a component.
func (r Reader) Repeats(n *node.Node) *node.Node {
	if n == nil || HasStructure(n, "$ref", "allOf", "type", "nullable") || r.Named(n) {
		return nil
	}
	of := n.Ref()
	switch branches := Items(n.Get("allOf")); {
	case of == nil && len(branches) == 1:
		of = branches[0]
	case of == nil || len(branches) > 0 || r.AloneRefs:
		return nil
	}
	if of = r.Resolve(of); of == nil || of == n {
		return nil
	}
	inner, both := r.View(of), r.View(n)
	object := inner.Types == nil && inner.IsObject() && len(both.Types) == 1 && both.Is("object")
	if both.Conflict != nil || !object && !slices.Equal(inner.Types, both.Types) {
		return nil
	}
	return of
}

// maxReferences is how many references in a row are followed: more are refused
// when the document is loaded, unless they go in a circle.
const maxReferences = 100

// IsAlias reports whether n is a reference and nothing else that counts.
func (r Reader) IsAlias(n *node.Node) bool {
	return n.Ref() != nil && (r.AloneRefs || !HasStructure(n, "$ref"))
}
