package goapi

import (
	"cmp"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// CompareSame lists the names that stood for one type and no longer do, because
// the document now says something of one that it doesn't say of the other. That
// breaks nothing that calls each value by the name in its declaration: names stay,
// and an addition stays one. Who has passed a value of one name where another
// stands has to convert it, and reads so here.
func CompareSame(older, newer *ir.API) []Change {
	were, are := classesOf(older), classesOf(newer)
	var out []Change
	for _, class := range were.classes {
		class = slices.DeleteFunc(class, func(t ir.Named) bool { return are.types[t.Declaration().Name] == nil })
		for i, t := range class {
			old, now := t.Declaration(), are.types[t.Declaration().Name].Declaration()
			if i == 0 {
				continue
			}
			first := are.types[class[0].Declaration().Name].Declaration()
			if now.Class == 0 || now.Class != first.Class {
				out = append(out, Change{Symbol: now.Name, Message: "no longer the same type as " + first.Name, Compatible: true, Old: old.Place, New: now.Place})
			}
		}
	}
	return out
}

// classes are the types of an API that are one type under several names.
type classes struct {
	types   map[string]ir.Named // by name
	classes [][]ir.Named        // the shortest name first
}

// classesOf gathers the types that are one type under several names.
func classesOf(api *ir.API) classes {
	c := classes{types: map[string]ir.Named{}}
	index := map[int]int{}
	for _, t := range api.Types {
		d := t.Declaration()
		c.types[d.Name] = t
		if d.Class == 0 {
			continue
		}
		i, ok := index[d.Class]
		if !ok {
			i = len(c.classes)
			index[d.Class] = i
			c.classes = append(c.classes, nil)
		}
		c.classes[i] = append(c.classes[i], t)
	}
	for _, class := range c.classes {
		slices.SortFunc(class, func(a, b ir.Named) int {
			x, y := a.Declaration().Name, b.Declaration().Name
			return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y))
		})
	}
	return c
}
