package layout

import (
	"encoding/json"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// FillTags finds the variants whose tag can have one value only and is a field all
// the same, as where a base declares it as a string: callers choose the variant by
// its Go type, and may leave the field empty.
func FillTags(api *ir.API) {
	for _, t := range api.Types {
		u, ok := t.(*ir.Union)
		if !ok || u.Tag == "" || u.Opaque {
			continue
		}
		for _, v := range u.Variants {
			if o, ok := v.Type.(*ir.Object); ok && !v.Rest && v.Lead == "" && len(v.Tags) == 1 && v.Tags[0] != "" && hasTextField(o, u.Tag) {
				quoted, err := json.Marshal(v.Tags[0])
				if err == nil {
					v.Fill = string(quoted)
				}
			}
		}
	}
}

// hasTextField reports whether a member of o is a text that the codec doesn't know.
func hasTextField(o *ir.Object, wire string) bool {
	for _, f := range o.Fields {
		if f.Wire != wire || f.In != ir.InBody || f.Constant() != nil {
			continue
		}
		return ir.IsString(f.Type)
	}
	return false
}
