package types

import (
	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// BreakCycles puts required objects behind pointers where a struct would
// contain itself.
func BreakCycles(api *ir.API) {
	state := map[*ir.Object]int{} // 1: being visited, 2: done
	var visit func(o *ir.Object)
	visit = func(o *ir.Object) {
		state[o] = 1
		for _, f := range o.Fields {
			inner, ok := f.Type.(*ir.Object)
			if !ok || f.Presence == ir.Optional || f.Presence == ir.RequiredNull {
				continue
			}
			switch state[inner] {
			case 0:
				visit(inner)
			case 1:
				if f.Presence == ir.OptionalNull {
					f.Type = &ir.Pointer{Elem: inner} // in the Nullable
				}
				f.Pointer = true
			}
		}
		state[o] = 2
	}
	for o := range api.Objects() {
		if state[o] == 0 {
			visit(o)
		}
	}
}
