package schema

import "github.com/claudegen/claudegen/gen/internal/read/node"

// OnlyValue returns the one value that all the nodes together allow, nil if they
// allow several. A component that lists one string is a type with a name, which
// may get more values, and not a constant.
func (r Reader) OnlyValue(nodes ...*node.Node) *node.Node { return r.onlyValue(nodes, 0) }

// onlyValue is OnlyValue at some depth of unions of one, which may lead back to themselves.
func (r Reader) onlyValue(nodes []*node.Node, depth int) *node.Node {
	if len(nodes) == 1 {
		nodes = []*node.Node{r.Resolve(nodes[0])}
	}
	if nodes[0] == nil || depth > maxNested {
		return nil
	}
	v := r.View(nodes...)
	groups := WithoutConstraints(v.Groups)
	switch {
	case v.Conflict != nil:
	case v.Const != nil:
		return spelledOneWay(v.Const, v.Null)
	case len(v.Enum) == 1:
		if len(nodes) > 1 || !r.Named(nodes[0]) {
			return spelledOneWay(v.Enum[0], v.Null)
		}
	case len(v.Enum) == 0 && len(groups) == 1 && len(groups[0].Alternatives) == 1 && !Adds(v) && !v.Null:
		return r.onlyValue(groups[0].Alternatives[:1], depth+1)
	}
	return nil
}

// spelledOneWay returns n, unless its JSON may be spelled in several ways, as that
// of an array or object, or null is allowed besides.
func spelledOneWay(n *node.Node, null bool) *node.Node {
	if n.Kind == node.Array || n.Kind == node.Object || null && n.Kind != node.Null {
		return nil
	}
	return n
}

// Marked reports whether a schema that all the nodes describe is readOnly or
// writeOnly, which is said by key: on one of them, on what it refers to, or on a
// branch of its allOf.
func (r Reader) Marked(key string, nodes ...*node.Node) bool {
	return r.marked(key, nodes, map[*node.Node]bool{})
}

// marked reports whether a schema or one of those that it consists of sets a
// boolean keyword. A circle of references ends at what was met before.
func (r Reader) marked(key string, nodes []*node.Node, met map[*node.Node]bool) bool {
	for _, n := range nodes {
		if n == nil || met[n] {
			continue
		}
		met[n] = true
		t := n.Ref()
		if t != nil && r.marked(key, []*node.Node{t}, met) {
			return true
		}
		alone := t != nil && r.AloneRefs
		if !alone && (n.Bool(key) || r.marked(key, Items(n.Get("allOf")), met)) {
			return true
		}
	}
	return false
}
