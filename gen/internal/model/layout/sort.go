package layout

import (
	"cmp"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/read/openapi"
)

// Sort puts the declarations of api in the order of the
// document that it was made from.
func Sort(api *ir.API, doc *openapi.Document) {
	order := map[string]int{}
	for i, f := range doc.Files {
		order[f.Name] = i
	}
	type place struct {
		area            string
		file, line, col int
	}
	// Lines and columns have to be counted, and are needed often.
	places := make(map[ir.Named]place, len(api.Types))
	for _, t := range api.Types {
		d := t.Declaration()
		pos := d.Place.Pos()
		file, ok := order[pos.File]
		if !ok {
			file = len(order) // what overlays bring comes last
		}
		places[t] = place{area: d.Area, file: file, line: pos.Line, col: pos.Col}
	}
	slices.SortStableFunc(api.Types, func(x, y ir.Named) int {
		a, b := places[x], places[y]
		return cmp.Or(cmp.Compare(a.area, b.area),
			cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.col, b.col))
	})
}
