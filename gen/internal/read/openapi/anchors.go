package openapi

import "github.com/claudegen/claudegen/gen/internal/read/node"

// names are the schemas of a file that have one of their own. Of several with the
// same, the first counts.
type names struct {
	anchors map[string]*node.Node // by $anchor
	ids     map[string]*node.Node // by exactly that $id
}

// named finds the schemas of a file that have a name, at the first use.
func (r *resolver) named(f *node.File) *names {
	n := r.names[f]
	if n == nil {
		n = &names{map[string]*node.Node{}, map[string]*node.Node{}}
		n.collect(f.Root)
		r.names[f] = n
	}
	return n
}

// collect adds the names of a node and of all that it holds. It looks everywhere,
// not only at schemas: which nodes are schemas is known only when references are
// resolved.
func (names *names) collect(n *node.Node) {
	for _, key := range []string{"$anchor", "$dynamicAnchor"} {
		if a := n.Str(key); a != "" && names.anchors[a] == nil {
			names.anchors[a] = n
		}
	}
	if id := n.Str("$id"); id != "" && names.ids[id] == nil {
		names.ids[id] = n
	}
	for _, m := range n.Members {
		names.collect(m.Value)
	}
	for _, it := range n.Items {
		names.collect(it)
	}
}
