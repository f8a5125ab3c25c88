package types

import (
	"cmp"
	"slices"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// SortTypes puts the declarations in the order of the document.
func (l *Lowerer) SortTypes() {
	order := map[string]int{}
	for i, f := range l.Doc.Files {
		order[f.Name] = i
	}
	type place struct {
		area            string
		file, line, col int
	}
	// Lines and columns have to be counted, and are needed often.
	places := make(map[ir.Named]place, len(l.API.Types))
	for _, t := range l.API.Types {
		d := t.Declaration()
		pos := d.Place.Pos()
		file, ok := order[pos.File]
		if !ok {
			file = len(order) // what overlays bring comes last
		}
		places[t] = place{area: d.Area, file: file, line: pos.Line, col: pos.Col}
	}
	slices.SortStableFunc(l.API.Types, func(x, y ir.Named) int {
		a, b := places[x], places[y]
		return cmp.Or(cmp.Compare(a.area, b.area),
			cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.col, b.col))
	})
}
