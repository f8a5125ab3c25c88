package load

import (
	"strings"

	"github.com/claudegen/claudegen/gen/internal/diag"
)

// LeaveOut marks the operations and components that lead to the places of problems, so that a client can
// be made of what remains. It returns, for each that was not marked before, a warning that names the
// problem, and the problems that belong to no operation and no component: without those being solved
// nothing can be made.
func (d *Document) LeaveOut(problems []diag.Diagnostic) (warnings, unsolved []diag.Diagnostic) {
	if d.leftOut == nil {
		d.leftOut = map[*Node]bool{}
		problems = append(problems, d.dangling()...)
	}
	s := &spreader{doc: d, referrers: map[*Node][]*Node{}, met: map[*Node]bool{}}
	for _, n := range d.seen {
		if n.next != nil {
			s.referrers[n.next] = append(s.referrers[n.next], n)
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
	for _, n := range d.seen {
		if ref := n.Get("$ref"); ref != nil && n.next == nil && shapes[n.role].ref {
			out = append(out, diag.Diagnostic{Pos: ref.Pos(), Pointer: ref.Pointer(), Message: "$ref " + show(ref.Text) + " leads nowhere"})
		}
	}
	return out
}

// LeftOut says whether an operation or a component was marked by LeaveOut.
func (d *Document) LeftOut(n *Node) bool { return d.leftOut[n] }

// OperationsLeftOut is the number of operations that were marked by LeaveOut.
func (d *Document) OperationsLeftOut() (count int) {
	for n := range d.leftOut {
		if n.role == roleOperation {
			count++
		}
	}
	return count
}

// find is the node of a diagnostic, or the nearest one above it.
func (d *Document) find(p diag.Diagnostic) *Node {
	for _, f := range d.Files {
		if f.String() != p.Pos.File {
			continue
		}
		n := f.Root
		for token := range strings.SplitSeq(strings.TrimPrefix(p.Pointer, "/"), "/") {
			next := step(n, strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~"))
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
	referrers map[*Node][]*Node
	met       map[*Node]bool
	warnings  []diag.Diagnostic
}

// spread marks what leads to a node. It says whether everything that does is an operation or a component.
func (s *spreader) spread(start *Node, p diag.Diagnostic) bool {
	queue := []*Node{start}
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
func (s *spreader) mark(n *Node, p diag.Diagnostic) bool {
	switch {
	case n.announced():
		return false // by an operation or a component, of which it is a part
	case n.role == roleOperation:
		s.leaveOut(n, "operation "+nameOf(n), p)
	case n.role == rolePathItem:
		ops := operationsOf(n)
		for _, op := range ops {
			s.leaveOut(op, "operation "+nameOf(op), p)
		}
		if len(ops) == 0 {
			s.leaveOut(n, "path "+show(n.key), p)
		}
	case n.isComponent():
		s.leaveOut(n, shapes[n.role].name[len("a "):]+" "+show(n.key), p)
	default:
		return false
	}
	return true
}

func (s *spreader) leaveOut(n *Node, what string, p diag.Diagnostic) {
	if s.doc.leftOut[n] {
		return
	}
	s.doc.leftOut[n] = true
	s.warnings = append(s.warnings, diag.Diagnostic{
		Pos: n.Pos(), Pointer: n.Pointer(), Severity: diag.Warning, Message: what + " is left out",
		Related: []diag.Related{{Pos: p.Pos, Message: "because of this: " + p.Message}},
	})
}

// isComponent says whether a node is an entry of components. Security schemes are not: operations name
// them, and one that lost its own would be sent without.
func (n *Node) isComponent() bool {
	section := n.Parent
	return section != nil && section.Parent != nil && section.Parent.role == roleComponents && section.role != roleSecuritySchemes
}

// announced says whether a node belongs to a callback.
func (n *Node) announced() bool {
	for ; n != nil; n = n.Parent {
		if n.role == roleCallback {
			return true
		}
	}
	return false
}

// nameOf names an operation by its id, or else by method and path.
func nameOf(op *Node) string {
	if id := op.Str("operationId"); id != "" {
		return show(id)
	}
	item := op.Parent
	if item.role == roleOperations {
		item = item.Parent
	}
	return show(strings.ToUpper(op.key) + " " + item.key)
}

// leaveOutOrphans marks the component schemas that only operations lead to that are left out.
func (d *Document) leaveOutOrphans() {
	kept, lost := map[*Node]bool{}, map[*Node]bool{}
	for _, n := range d.seen {
		if n.role == roleOperation && !n.announced() {
			met := kept
			if d.leftOut[n] {
				met = lost
			}
			follow(n, met)
			follow(n.Parent.Get("parameters"), met)
		}
	}
	for n := range lost {
		if n.role == roleSchema && n.isComponent() && !kept[n] {
			d.leftOut[n] = true
		}
	}
}

// follow adds to met all nodes that a node leads to.
func follow(start *Node, met map[*Node]bool) {
	stack := []*Node{start}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n == nil || met[n] {
			continue
		}
		met[n] = true
		stack = append(stack, n.next)
		for _, m := range n.Members {
			stack = append(stack, m.Value)
		}
		stack = append(stack, n.Items...)
	}
}
