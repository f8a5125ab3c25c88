// Package schema says what a schema of a document means, before anything is
// decided about Go: what it says together with the branches of its allOf, which
// schema a reference stands for, and what the alternatives of a union are. All of
// it is computed from the nodes, and nothing is reported.
package schema

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/budget"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Reader reads schemas of one document.
type Reader struct {
	// AloneRefs is set if what stands beside a $ref says nothing, as in OpenAPI 3.0.
	AloneRefs bool
	// Named reports whether a schema is a component, or has its name.
	Named func(*node.Node) bool
	// Bare remembers what WithoutGroups has made of which schema.
	Bare map[*node.Node]*node.Node
	// Single remembers what Alternatives has made of schemas of several types.
	Single map[SingleType]*node.Node
	// Work is what merging may take. Views are incomplete once it is spent.
	Work *budget.Budget
	// Both remembers what was made of two schemas that hold at once.
	Both map[[2]*node.Node]*node.Node
}

// View is what one or several schema nodes say together: the node's own
// keywords, those next to a $ref, and the branches of allOf, merged.
type View struct {
	Nodes  []*node.Node // the nodes it was made from
	Types  []string     // nil: any
	Null   bool         // null is allowed besides
	Format string
	Low    *node.Node // the greatest of minimum and exclusiveMinimum
	High   *node.Node // the least of maximum and exclusiveMaximum

	Encoding  string     // contentEncoding, in lower case
	Media     string     // contentMediaType
	Contained *node.Node // contentSchema

	Const *node.Node
	Enum  []*node.Node

	Props    []*Prop
	index    map[string]*Prop // of Props, if there are many
	Required map[string]bool
	Items    []*node.Node
	Tuple    bool
	Extra    *node.Node   // additionalProperties or unevaluatedProperties with a schema
	Patterns []*node.Node // schemas of patternProperties
	Closed   bool         // there are no others
	Open     bool         // there may be any others: additionalProperties: true

	Groups        []Group // oneOf and anyOf that have to hold besides
	Discriminator *node.Node
	Never         bool // the schema false

	Conflict *Conflict // no type satisfies it
	Doubts   []Doubt   // what of it can't be meant
}

// Doubt is something that a document says and can't mean, and what is read
// instead.
type Doubt struct {
	At   *node.Node
	Text string
}

// Prop is a property; several nodes if several branches of allOf describe it.
type Prop struct {
	Name  string
	Nodes []*node.Node
}

// Group is a oneOf or anyOf.
type Group struct {
	Alternatives  []*node.Node
	Discriminator *node.Node
}

// Conflict is what contradicts itself in an allOf: At asks for the type Type,
// and what was merged before for Other.
type Conflict struct {
	At          *node.Node
	Type, Other string
}

// Prop returns the property of that name, or nil.
func (v *View) Prop(name string) *Prop {
	if v.index != nil {
		return v.index[name]
	}
	for _, p := range v.Props {
		if p.Name == name {
			return p
		}
	}
	return nil
}

// addProp adds a property that the schema doesn't have yet. Objects of thousands
// of members would take quadratic time to merge without the index.
func (v *View) addProp(p *Prop) {
	v.Props = append(v.Props, p)
	switch {
	case v.index != nil:
		v.index[p.Name] = p
	case len(v.Props) > Many:
		v.index = make(map[string]*Prop, 2*len(v.Props))
		for _, p := range v.Props {
			v.index[p.Name] = p
		}
	}
}

// Many is from how many members on a map finds one faster than a loop.
const Many = 32

// Is reports whether the schema allows values of the type, among others.
func (v *View) Is(typ string) bool { return slices.Contains(v.Types, typ) }

// IsObject reports whether the schema describes an object, said or unsaid.
func (v *View) IsObject() bool {
	return v.Is("object") || v.Types == nil && (len(v.Props) > 0 || v.Further() != nil)
}

// Further returns the schema of members that have no name in v, or nil if they
// may be anything. That of a pattern is taken for all where nothing else is named
// or allowed: not every member is one, but no other is expected.
func (v *View) Further() *node.Node {
	if v.Extra == nil && len(v.Patterns) == 1 && (v.Closed || len(v.Props) == 0) {
		return v.Patterns[0]
	}
	return v.Extra
}

// Items returns the elements of an array; none if there is no array.
func Items(n *node.Node) []*node.Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// First returns the first of n's members of these names that is there, or nil.
func First(n *node.Node, keys ...string) *node.Node {
	for _, k := range keys {
		if v := n.Get(k); v != nil {
			return v
		}
	}
	return nil
}

// At returns the member of that name of the first node that has one, or the first
// node: what a message about it points to.
func At(nodes []*node.Node, key string) *node.Node {
	for _, n := range nodes {
		if v := n.Get(key); v != nil {
			return v
		}
	}
	return nodes[0]
}
