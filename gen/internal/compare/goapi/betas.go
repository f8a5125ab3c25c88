package goapi

import (
	"slices"
	"strings"

	"github.com/claudegen/claudegen/gen/internal/model/ir"
)

// CompareBetas lists the symbols of both APIs that need other betas than before.
// The client sends the headers by itself, so that nothing breaks.
func CompareBetas(older, newer *ir.API) []Change {
	from, to := betasOf(older), betasOf(newer)
	places, were := PlacesOf(newer), PlacesOf(older)
	var out []Change
	for _, s := range to.order {
		old, ok := from.need[s]
		if need := to.need[s]; ok && !slices.Equal(old, need) {
			out = append(out, Change{
				Symbol: s, Message: "needed " + betaList(old) + ", needs " + betaList(need), Compatible: true,
				Old: were.find(s), New: places.find(s),
			})
		}
	}
	return out
}

func betaList(need []string) string {
	switch {
	case need == nil:
		return "no beta"
	case len(need) == 0:
		return "the beta query"
	}
	return "beta " + strings.Join(need, " or ")
}

// betas says what each symbol needs: nil for nothing, an empty list for the
// query alone.
type betas struct {
	need  map[string][]string
	order []string
}

func (b *betas) add(symbol string, need []string, beta bool) {
	if beta && need == nil {
		need = []string{}
	}
	b.need[symbol] = need
	b.order = append(b.order, symbol)
}

// betasOf lists which betas each exported name of a package needs.
func betasOf(api *ir.API) *betas {
	b := &betas{need: map[string][]string{}}
	for _, t := range api.Types {
		switch t := t.(type) {
		case *ir.Object:
			b.add(t.Name, t.Betas, false)
			for _, f := range t.Fields {
				b.add(t.Name+"."+f.Name, f.Betas, false)
			}
		case *ir.Enum:
			for _, v := range t.Values {
				b.add(v.Name, v.Betas, false)
			}
		}
	}
	for _, s := range api.AllServices() {
		for _, op := range s.Ops {
			b.add(s.TypeName+"."+op.Name, op.Betas, op.Beta)
		}
	}
	return b
}
