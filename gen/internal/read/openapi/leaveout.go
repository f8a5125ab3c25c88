package openapi

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
	"github.com/claudegen/claudegen/gen/internal/read/node"
)

// LeaveOut marks the operations and components that lead to the places of problems, so that a client can
// be made of what remains. It returns, for each that was not marked before, a warning that names the
// problem, and the problems that belong to no operation and no component: without those being solved
// nothing can be made.
func (d *Document) LeaveOut(problems []diag.Diagnostic) (warnings, unsolved []diag.Diagnostic) {
	if d.leftOut == nil {
		d.leftOut = map[*node.Node]bool{}
		problems = append(problems, d.dangling()...)
	}
	s := &spreader{doc: d, referrers: map[*node.Node][]*node.Node{}, met: map[*node.Node]bool{}}
	for _, n := range d.Nodes {
		if target := n.Ref(); target != nil {
			s.referrers[target] = append(s.referrers[target], n)
		}
	}
	for _, p := range problems {
		n := d.find(p)
		if n == nil || !s.spread(n, p) {
			unsolved = append(unsolved, p)
		}
	}
	if len(unsolved) > 0 {
		return nil, unsolved
	}
	d.leaveOutOrphans()
	return s.warnings, nil
}

// dangling are the references without a target, of which Load reports only the first to each file that
// can't be read.
func (d *Document) dangling() (out []diag.Diagnostic) {
	for _, n := range d.Nodes {
		if ref := n.Get("$ref"); ref != nil && n.Ref() == nil && ObjectOf(n.Role).Ref {
			out = append(out, diag.Diagnostic{Pos: ref.Pos(), Pointer: ref.Pointer(), Message: "$ref " + diag.Quote(ref.Text) + " leads nowhere"})
		}
	}
	return out
}

// LeftOut reports whether an operation or a component was marked by LeaveOut.
func (d *Document) LeftOut(n *node.Node) bool { return d.leftOut[n] }

// OperationsLeftOut is the number of operations that were marked by LeaveOut.
func (d *Document) OperationsLeftOut() (count int) {
	for n := range d.leftOut {
		if n.Role == RoleOperation {
			count++
		}
	}
	return count
}

// find is the node of a diagnostic, or the nearest one above it.
func (d *Document) find(p diag.Diagnostic) *node.Node {
	for _, f := range d.Files {
		if f.String() != p.Pos.File {
			continue
		}
		n := f.Root
		for token := range strings.SplitSeq(strings.TrimPrefix(p.Pointer, "/"), "/") {
			next := n.Step(node.UnescapeToken(token))
			if next == nil {
				break
			}
			n = next
		}
		return n
	}
	return nil
}

// spreader goes from a node to all that lead to it: what holds it, and what refers to that.
type spreader struct {
	doc       *Document
	referrers map[*node.Node][]*node.Node
	met       map[*node.Node]bool
	warnings  []diag.Diagnostic
}

// spread marks what leads to a node. It reports whether everything that does is an operation or a component.
func (s *spreader) spread(start *node.Node, p diag.Diagnostic) bool {
	queue := []*node.Node{start}
	for i := 0; i < len(queue); i++ {
		n, done := queue[i], false
		for ; n != nil && !done; n = n.Parent {
			if s.met[n] {
				done = true
				break
			}
			s.met[n] = true
			queue = append(queue, s.referrers[n]...)
			done = s.mark(n, p) || n.Parent == nil && len(s.referrers[n]) > 0
		}
		if !done {
			return false
		}
	}
	return true
}

// mark leaves out n if that is something that can be left out alone.
func (s *spreader) mark(n *node.Node, p diag.Diagnostic) bool {
	switch {
	case inCallback(n):
		return false // by an operation or a component, of which it is a part
	case n.Role == RoleOperation:
		s.leaveOut(n, "operation "+nameOf(n), p)
	case n.Role == RolePathItem:
		ops := OwnOperations(n)
		for _, op := range ops {
			s.leaveOut(op.Node, "operation "+nameOf(op.Node), p)
		}
		if len(ops) == 0 {
			s.leaveOut(n, "path "+diag.Quote(n.Key()), p)
		}
	case isComponent(n):
		s.leaveOut(n, ObjectOf(n.Role).Name[len("a "):]+" "+diag.Quote(n.Key()), p)
	default:
		return false
	}
	return true
}

func (s *spreader) leaveOut(n *node.Node, what string, p diag.Diagnostic) {
	if s.doc.leftOut[n] {
		return
	}
	s.doc.leftOut[n] = true
	s.warnings = append(s.warnings, diag.Diagnostic{
		Pos: n.Pos(), Pointer: n.Pointer(), Severity: diag.Warning, Message: what + " is left out",
		Related: []diag.Related{{Pos: p.Pos, Message: "because of this: " + p.Message}},
	})
}

// isComponent reports whether a node is an entry of components. Security schemes are not: operations name
// them, and one that lost its own would be sent without.
func isComponent(n *node.Node) bool {
	section := n.Parent
	return section != nil && section.Parent != nil && section.Parent.Role == RoleComponents && section.Role != RoleSecuritySchemes
}

// inCallback reports whether a node belongs to a callback.
func inCallback(n *node.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Role == RoleCallback {
			return true
		}
	}
	return false
}

// nameOf names an operation by its id, or else by method and path.
func nameOf(op *node.Node) string {
	if id := op.Str("operationId"); id != "" {
		return diag.Quote(id)
	}
	item := op.Parent
	if item.Role == RoleOperations {
		item = item.Parent
	}
	return diag.Quote(strings.ToUpper(op.Key()) + " " + item.Key())
}

// leaveOutOrphans marks the component schemas that only operations lead to that are left out.
func (d *Document) leaveOutOrphans() {
	kept, lost := map[*node.Node]bool{}, map[*node.Node]bool{}
	for _, n := range d.Nodes {
		if n.Role == RoleOperation && !inCallback(n) {
			met := kept
			if d.leftOut[n] {
				met = lost
			}
			follow(n, met)
			follow(n.Parent.Get("parameters"), met)
		}
	}
	for n := range lost {
		if n.Role == RoleSchema && isComponent(n) && !kept[n] {
			d.leftOut[n] = true
		}
	}
}

// follow adds to met all nodes that a node leads to.
func follow(start *node.Node, met map[*node.Node]bool) {
	stack := []*node.Node{start}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n == nil || met[n] {
			continue
		}
		met[n] = true
		stack = append(stack, n.Ref())
		for _, m := range n.Members {
			stack = append(stack, m.Value)
		}
		stack = append(stack, n.Items...)
	}
}
