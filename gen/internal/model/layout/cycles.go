// Package layout decides in which order types are declared, and which of them are behind
// pointers, since a struct can't contain itself.
package layout

import (
	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// maxFields bounds what a struct holds in all, with the structs that are in it. Members that are used
// twice at every level make one of 2^n, which no compiler takes.
const maxFields = 10_000

// BreakCycles puts required objects behind pointers where a struct would
// contain itself, or become too large.
func BreakCycles(api *ir.API) {
	state := map[*ir.Object]int{} // 1: being visited, 2: done
	size := map[*ir.Object]int{}  // in fields
	var visit func(o *ir.Object)
	visit = func(o *ir.Object) {
		state[o] = 1
		for _, f := range o.Fields {
			size[o]++
			inner, ok := f.Type.(*ir.Object)
			if !ok || f.Presence == ir.Optional || f.Presence == ir.RequiredNull {
				continue
			}
			if state[inner] == 0 {
				visit(inner)
			}
			if state[inner] == 1 || size[o]+size[inner] > maxFields {
				if f.Presence == ir.OptionalNull {
					f.Type = &ir.Pointer{Elem: inner} // in the Nullable
				}
				f.Pointer = true
				continue
			}
			size[o] += size[inner]
		}
		state[o] = 2
	}
	for o := range api.Objects() {
		if state[o] == 0 {
			visit(o)
		}
	}
}
