// Package unify finds the types of inline schemas that are equal in all that
// shows, so that Go can have one type under several names. Documents repeat the
// same inline objects hundreds of times: a value of one name can then be passed
// where another stands, and the compiler sees one type.
//
// Components keep types of their own: that two of them are equal today is no
// promise of their authors. A name, once declared, stays declared.
package unify

import (
	"cmp"
	"crypto/sha256"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// Find gives types that are equal the same class. It is called on the whole API,
// so that a part of it has as one type what the whole has as one.
func Find(api *ir.API) {
	alone := keepApart(api)
	classes := classify(api.Types, alone)
	if apart(api.Types, classes, alone) {
		classes = classify(api.Types, alone)
	}
	size := map[int]int{}
	for _, c := range classes {
		size[c]++
	}
	for t, c := range classes {
		if size[c] > 1 {
			t.Declaration().Class = c
		}
	}
}

// Elect chooses, among the types of each class, the one that is declared: the
// others become names of it. The choice depends on the names alone, the shortest
// wins, so that the order of the document has no part in it. It is called when
// it is known which types there are.
func Elect(types []ir.Named) {
	members := map[int][]ir.Named{}
	for _, t := range types {
		if c := t.Declaration().Class; c != 0 {
			members[c] = append(members[c], t)
		}
	}
	for _, class := range members {
		first := slices.MinFunc(class, func(a, b ir.Named) int {
			x, y := a.Declaration().Name, b.Declaration().Name
			return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y))
		})
		for _, t := range class {
			if t != first {
				t.Declaration().Same = first
				join(first, t)
			}
		}
	}
}

// join makes the type that is declared a variant of every union that one of its
// names is a variant of.
func join(to, from ir.Named) {
	switch to := to.(type) {
	case *ir.Object:
		to.Variant = append(to.Variant, from.(*ir.Object).Variant...)
	case *ir.Alias:
		to.Variant = append(to.Variant, from.(*ir.Alias).Variant...)
	}
}

// keepApart returns the types that stay types of their own: those that aren't of
// inline schemas, and those on which more depends than their members.
func keepApart(api *ir.API) map[ir.Named]bool {
	alone := map[ir.Named]bool{}
	for _, t := range api.Types {
		if !t.Declaration().Inline {
			alone[t] = true
		}
		switch t := t.(type) {
		case *ir.Object:
			alone[t] = alone[t] || t.IsParams || t.Page != nil || len(t.Constructors)+len(t.Shortcuts)+len(t.Markers) > 0
			for _, c := range t.Constructors {
				if c.Recv != nil {
					alone[c.Recv] = true
				}
			}
		case *ir.Union:
			alone[t] = alone[t] || len(t.Super) > 0
			for _, u := range t.Super {
				alone[u] = true
			}
		}
	}
	return alone
}

// apart keeps equal variants of one union apart, since a type switch can't have
// a type twice, and reports whether there are any.
func apart(types []ir.Named, classes map[ir.Named]int, alone map[ir.Named]bool) bool {
	found := false
	for _, t := range types {
		u, ok := t.(*ir.Union)
		if !ok || u.Opaque {
			continue
		}
		byClass := map[int]ir.Named{}
		for _, v := range u.Variants {
			c := classes[v.Type]
			if other := byClass[c]; c != 0 && other != nil && other != v.Type {
				alone[other], alone[v.Type], found = true, true, true
			}
			byClass[c] = v.Type
		}
	}
	return found
}

// classify gives each type that isn't alone the number of its class. Types are
// looked at after those that they consist of, so that each is looked at once;
// those that lead back to themselves, and what consists of them, get none.
func classify(types []ir.Named, alone map[ir.Named]bool) map[ir.Named]int {
	c := classifier{ids: map[ir.Named]int{}}
	waiting := map[ir.Named]int{} // how many types of what each consists of have no number yet
	users := map[ir.Named][]ir.Named{}
	var ready []ir.Named
	for _, t := range types {
		if alone[t] {
			c.last++
			c.ids[t] = c.last
		}
	}
	for _, t := range types {
		if alone[t] {
			continue
		}
		for _, part := range c.parts(t) {
			if c.ids[part] == 0 {
				waiting[t]++
				users[part] = append(users[part], t)
			}
		}
		if waiting[t] == 0 {
			ready = append(ready, t)
		}
	}
	out, seen := map[ir.Named]int{}, map[[sha256.Size]byte]int{}
	for len(ready) > 0 {
		t := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		sum := c.sign(t)
		if seen[sum] == 0 {
			c.last++
			seen[sum] = c.last
		}
		c.ids[t], out[t] = seen[sum], seen[sum]
		for _, user := range users[t] {
			if waiting[user]--; waiting[user] == 0 {
				ready = append(ready, user)
			}
		}
	}
	return out
}
