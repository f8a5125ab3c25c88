package sample

import (
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// maxTurns is how often an object can be inside itself. More often, it requires
// itself, and there is no document.
const maxTurns = 4

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
	m.minimal = m.brief && len(m.stack) > 0 || m.crowded() || slices.Contains(m.stack, o)
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
	return n >= forever || n > 0 && m.minimal || m.crowded()
}

// turns counts how often the objects that a value of t begins with are being
// written already: the least of all ways that lead through what isn't open.
func (m *maker) turns(t ir.Type) int {
	met := make(map[ir.Named]bool, len(m.open))
	for _, o := range m.open {
		met[o] = true
	}
	return m.turnsOf(t, met)
}

// turnsOf is turns for what hasn't been met yet. Whatever was met on another way has been counted there.
func (m *maker) turnsOf(t ir.Type, met map[ir.Named]bool) int {
	m.spend(1)
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
		return m.turnsOf(t.Elem, met)
	case *ir.Map:
		return m.turnsOf(t.Elem, met)
	case *ir.Pointer:
		return m.turnsOf(t.Elem, met)
	case *ir.Alias:
		if met[t] {
			return forever
		}
		met[t] = true
		return m.turnsOf(t.Of, met)
	case *ir.Union:
		if met[t] {
			return forever
		}
		met[t] = true
		least := forever
		for _, v := range t.Variants {
			if least = min(least, m.turnsOf(v.Type, met)); least == 0 {
				break
			}
		}
		return least
	}
	return 0
}
