package sample

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// maxTurns is how often an object can be inside itself. More often, it requires
// itself, and there is no document.
const maxTurns = 4

// Finite reports whether there is a document for t: there is none for an object
// that requires one of its own kind.
func Finite(t ir.Type) bool {
	for _, brief := range []bool{true, false} {
		m := maker{brief: brief}
		if m.value(t, ""); m.endless {
			return false
		}
	}
	return true
}

// forever is the number of turns of what leads to itself without an object in
// between, such as a list of lists of itself.
const forever = 1000

// enter notes that a union or alias is being written. It returns what to do
// afterwards.
func (m *maker) enter(t ir.Named) func() {
	m.open = append(m.open, t)
	return func() { m.open = m.open[:len(m.open)-1] }
}

// descend notes that an object is being written: with all of its members the
// first time, with the required ones inside itself and, in brief documents,
// below the top. It returns what to do afterwards.
func (m *maker) descend(o *ir.Object) func() {
	open, minimal := m.open, m.minimal
	m.minimal = m.brief && len(m.stack) > 0 || slices.Contains(m.stack, o)
	m.open = nil
	m.stack = append(m.stack, o)
	return func() {
		m.open, m.minimal = open, minimal
		m.stack = m.stack[:len(m.stack)-1]
	}
}

// ends reports whether a list, map or pointer of t has to be empty for the
// document to come to an end.
func (m *maker) ends(t ir.Type) bool {
	n := m.turns(t)
	return n >= forever || n > 0 && m.minimal
}

// turns counts how often the objects that a value of t begins with are being
// written already.
func (m *maker) turns(t ir.Type) int { return m.turnsOf(t, m.open) }

// turnsOf counts how often the sample that is being made is inside a type already.
func (m *maker) turnsOf(t ir.Type, open []ir.Named) int {
	switch t := t.(type) {
	case *ir.Object:
		n := 0
		for _, o := range m.stack {
			if o == t {
				n++
			}
		}
		return n
	case *ir.List:
		return m.turnsOf(t.Elem, open)
	case *ir.Map:
		return m.turnsOf(t.Elem, open)
	case *ir.Pointer:
		return m.turnsOf(t.Elem, open)
	case *ir.Alias:
		if slices.Contains(open, ir.Named(t)) {
			return forever
		}
		return m.turnsOf(t.Of, append(slices.Clone(open), t))
	case *ir.Union:
		if slices.Contains(open, ir.Named(t)) {
			return forever
		}
		least := forever
		for _, v := range t.Variants {
			least = min(least, m.turnsOf(v.Type, append(slices.Clone(open), t)))
		}
		return least
	}
	return 0
}
