// Package openapi is the view of OpenAPI on the nodes of a document: what each is
// used for, what each $ref means, which operations there are, and what leads to
// what is left out. It knows all versions from 3.0 to 3.2.
package openapi

import (
	"github.com/claudegen/claudegen/gen/internal/budget"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// Document is an OpenAPI document with all files that it uses.
type Document struct {
	Root    *node.Node
	Files   []*node.File   // in order of first use, the root's first
	Version string         // "3.0", "3.1" or "3.2"
	Nodes   []*node.Node   // those with a role, in the order in which they were met
	Work    *budget.Budget // for what is made of it

	leftOut map[*node.Node]bool // operations and components; nil before LeaveOut
}
