package docs

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
	"github.com/claudegen/claudegen/gen/internal/prose"
)

// betas returns a line for each beta: the methods, types, members and values
// that need it, in the order in which they come up.
func (r *renderer) betas(api *ir.API, all []placed) []string {
	var order []string
	uses := map[string][]string{}
	note := func(betas []string, name, symbol string) {
		for _, b := range betas {
			if _, ok := uses[b]; !ok {
				order = append(order, b)
			}
			uses[b] = append(uses[b], r.link(name, symbol))
		}
	}
	for _, s := range all {
		for _, op := range s.Ops {
			note(op.Betas, s.path+"."+op.Name, s.TypeName+"."+op.Name)
		}
	}
	for _, t := range api.Types {
		switch t := t.(type) {
		case *ir.Object:
			note(t.Betas, t.Name, t.Name)
			for _, f := range t.Fields {
				if f.Form() == ir.NoForm {
					continue
				}
				note(f.Betas, t.Name+"."+f.Name, t.Name+"."+f.Name)
			}
		case *ir.Enum:
			values(t.Values, note)
		case *ir.Alias:
			values(t.Values, note)
		}
	}
	var out []string
	for _, b := range order {
		out = append(out, "- "+prose.Code(b)+": "+strings.Join(slices.Compact(uses[b]), ", "))
	}
	return out
}

func values(list []ir.EnumValue, note func(betas []string, name, symbol string)) {
	for _, v := range list {
		note(v.Betas, v.Name, v.Name)
	}
}
