package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Alternative is one branch of a union: the nodes that describe it together, and
// what they say.
type Alternative struct {
	Nodes []*node.Node
	*View
}

// Alternatives are the branches of a oneOf or anyOf.
type Alternatives struct {
	List []Alternative
	Null bool // one of them is null, or allows it
	// Mistyped are those that are no objects although the schema says that all are.
	Mistyped []*View
}

// Alternatives lists the branches of the first of v's groups. The members that
// stand beside a oneOf belong to each of its branches.
func (r Reader) Alternatives(v *View) Alternatives {
	c := collector{
		Alternatives: Alternatives{Null: v.Null},
		reader:       r,
		of:           v,
		lone:         r.loneAlternative(v),
		seen:         map[string]bool{},
		lent:         map[*node.Node]bool{},
	}
	if Adds(v) {
		c.base = r.WithoutGroups(v)
	}
	for _, a := range v.Groups[0].Alternatives {
		c.add(a, 0)
	}
	return c.Alternatives
}

// collector is the state of Alternatives.
type collector struct {
	Alternatives
	reader Reader
	of     *View
	lone   bool // null apart there is only one
	base   *node.Node
	seen   map[string]bool     // by identity
	lent   map[*node.Node]bool // inner unions
}

// maxNested is how far unions inside unions are looked into.
const maxNested = 20

// add adds an alternative. A union inside a union lends it its variants.
func (c *collector) add(n *node.Node, depth int) {
	target := c.reader.Resolve(n)
	if IsNull(target) {
		c.Null = true
		return
	}
	v := c.reader.View(target)
	c.Null = c.Null || v.Null
	if inner := WithoutConstraints(v.Groups); len(inner) == 1 && depth < maxNested && c.lends(v) {
		if !c.lent[target] {
			c.lent[target] = true
			for _, a := range inner[0].Alternatives {
				c.add(a, depth+1)
			}
		}
		return
	}
	types := v.Types
	if len(types) < 2 || c.lone || len(types) == 2 && v.Is("integer") && v.Is("number") {
		c.branch(v, target)
		return
	}
	for _, t := range types { // one alternative each: the kind of a value tells which it is
		if t != "integer" || !v.Is("number") {
			single := c.reader.single(target, t)
			c.branch(c.reader.View(target, single), target, single)
		}
	}
}

// branch adds an alternative that is no union.
func (c *collector) branch(v *View, nodes ...*node.Node) {
	target := nodes[0]
	switch {
	case c.of.Is("object") && len(v.Types) > 0 && !v.Is("object"):
		c.Mistyped = append(c.Mistyped, v)
	case c.base == nil || inherits(target, c.of.Nodes[0], map[*node.Node]bool{}):
	default:
		nodes = append(nodes, c.base)
	}
	if id := Identity(nodes); !c.seen[id] {
		c.seen[id] = true
		if c.base != nil {
			v = c.reader.View(nodes...)
		}
		c.List = append(c.List, Alternative{nodes, v})
	}
}

// SingleType is one of the types of a schema that has several.
type SingleType struct {
	Schema *node.Node
	Type   string
}

// single returns a schema for the values that are of a type, which stands where n does; the same whenever
// it is asked.
func (r Reader) single(n *node.Node, typ string) *node.Node {
	key := SingleType{n, typ}
	if out := r.Single[key]; out != nil {
		return out
	}
	out, name := n.Bare(node.Object), n.Bare(node.String)
	name.Text = typ
	out.Members = []node.Member{{Key: "type", Value: name}}
	if r.Single != nil {
		r.Single[key] = out
	}
	return out
}

// lends reports whether v is nothing but a union, whose variants can stand in the
// one that is being listed.
func (c *collector) lends(v *View) bool {
	return !c.lone && c.base == nil && !Adds(v) && v.Const == nil && len(v.Enum) == 0
}

// Identity is the same for the same nodes, and differs for others.
func Identity(nodes []*node.Node) string {
	if len(nodes) == 1 {
		return fmt.Sprintf("%p", nodes[0])
	}
	var b strings.Builder
	for _, n := range nodes {
		fmt.Fprintf(&b, "%p ", n)
	}
	return b.String()
}

// WithoutConstraints removes the groups that say nothing about what the value
// is, such as those that only say which members are required.
func WithoutConstraints(groups []Group) []Group {
	var out []Group
	for _, g := range groups {
		if slices.ContainsFunc(g.Alternatives, func(a *node.Node) bool { return HasStructure(a, "required", "not") }) {
			out = append(out, g)
		}
	}
	return out
}

// Adds reports whether what v says beside its oneOf or anyOf adds to the
// alternatives: more than that they are objects with a discriminator.
func Adds(v *View) bool {
	if len(v.Props) > 0 || v.Further() != nil {
		return true
	}
	for name := range v.Required {
		if name != v.Discriminator.Str("propertyName") {
			return v.IsObject()
		}
	}
	return false
}

// loneAlternative reports whether there is only one alternative besides null.
// The union is then whatever that alternative is.
func (r Reader) loneAlternative(v *View) bool {
	n := 0
	for _, a := range v.Groups[0].Alternatives {
		if !IsNull(r.Resolve(a)) {
			n++
		}
	}
	return n == 1
}

// IsNull reports whether the schema allows null and nothing else.
func IsNull(n *node.Node) bool {
	e := n.Get("enum")
	return n.Str("type") == "null" || n.Get("const").IsNull() || e != nil && len(e.Items) == 1 && e.Items[0].IsNull()
}

// inherits reports whether n has base among the branches of its allOf.
func inherits(n, base *node.Node, met map[*node.Node]bool) bool {
	if n == nil || met[n] {
		return false
	}
	met[n] = true
	return n == base || inherits(n.Ref(), base, met) ||
		slices.ContainsFunc(Items(n.Get("allOf")), func(b *node.Node) bool { return inherits(b, base, met) })
}

// WithoutGroups returns a node that says what v says beside its oneOf or anyOf; the
// same whenever it is asked, so that unions in unions that lead back to the first
// come to an end.
func (r Reader) WithoutGroups(v *View) *node.Node {
	if out := r.Bare[v.Nodes[0]]; out != nil {
		return out
	}
	out := strip(v.Nodes[0], map[*node.Node]*node.Node{})
	out.Members = slices.DeleteFunc(out.Members, func(m node.Member) bool {
		return m.Key == "discriminator" || m.Key == "x-go-name" || m.Key == "x-constructors" || m.Key == "description"
	})
	if r.Bare != nil {
		r.Bare[v.Nodes[0]] = out
	}
	return out
}

// strip copies n without oneOf and anyOf, its own and those of the branches of
// its allOf. done holds the copies made so far.
func strip(n *node.Node, done map[*node.Node]*node.Node) *node.Node {
	if out, ok := done[n]; ok {
		return out
	}
	out := n.Bare(node.Object)
	done[n] = out
	branches := n.Bare(node.Array)
	for _, b := range append([]*node.Node{n.Ref()}, Items(n.Get("allOf"))...) {
		switch {
		case b == nil:
		case grouped(b, map[*node.Node]bool{}):
			branches.Items = append(branches.Items, strip(b, done))
		default:
			branches.Items = append(branches.Items, b)
		}
	}
	if len(branches.Items) > 0 {
		out.Members = append(out.Members, node.Member{Key: "allOf", Value: branches})
	}
	for _, m := range n.Members {
		switch m.Key {
		case "oneOf", "anyOf", "allOf", "$ref":
		default:
			out.Members = append(out.Members, m)
		}
	}
	return out
}

// grouped reports whether n says oneOf or anyOf anywhere in what it merges.
func grouped(n *node.Node, met map[*node.Node]bool) bool {
	if n == nil || met[n] {
		return false
	}
	met[n] = true
	if n.Has("oneOf") || n.Has("anyOf") || grouped(n.Ref(), met) {
		return true
	}
	return slices.ContainsFunc(Items(n.Get("allOf")), func(b *node.Node) bool { return grouped(b, met) })
}
