package advice

import (
	"github.com/claudegen/claudegen/gen/internal/read/node"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// inPlace are the keywords whose schemas apply to the same value as the schema that holds them.
var inPlace = map[string]bool{
	"allOf": true, "anyOf": true, "oneOf": true, "not": true, "if": true, "then": true, "else": true, "dependentSchemas": true,
}

// endless is a schema on which kin-openapi would recurse without end, which no program survives; nil if there
// is none. It follows circles of schemas in place for every value, and when it asks whether a schema is empty,
// circles of any kind among schemas that do not say their type.
func endless(seen []*node.Node) *node.Node {
	pending := map[*node.Node]int{} // schemas, and how many lead to each
	for _, n := range seen {
		if n.Role == openapi.RoleSchema {
			for _, to := range leadsTo(n) {
				pending[to]++
			}
		}
	}
	var free []*node.Node
	for _, n := range seen {
		if n.Role == openapi.RoleSchema && pending[n] == 0 {
			free = append(free, n)
		}
	}
	for i := 0; i < len(free); i++ {
		for _, to := range leadsTo(free[i]) {
			if pending[to]--; pending[to] == 0 {
				free = append(free, to)
			}
		}
	}
	// What is still pending is on a circle or behind one.
	for _, n := range seen {
		if pending[n] > 0 {
			return n
		}
	}
	return nil
}

// leadsTo are the schemas that kin-openapi may go on to without another value and without a type in between.
func leadsTo(n *node.Node) (out []*node.Node) {
	if target := n.Ref(); target != nil {
		out = append(out, target)
	}
	for _, m := range n.Members {
		if !inPlace[m.Key] && n.Has("type") {
			continue
		}
		switch m.Value.Role {
		case openapi.RoleSchema:
			out = append(out, m.Value)
		case openapi.RoleSchemas:
			for _, s := range m.Value.Members {
				out = append(out, s.Value)
			}
		case openapi.RoleSchemaList:
			out = append(out, m.Value.Items...)
		}
	}
	return out
}
