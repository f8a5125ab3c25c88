package runtime

import (
	"slices"
	"strings"
)

// Only the clients of documents that have betas have this file.

// WithBetas sends beta headers beside those that the client derives from the
// values of a request. What [WithHeader] gives to their header is added to the list.
func WithBetas(betas ...string) RequestOption {
	return func(s *settings) { s.betas = append(s.betas, betas...) }
}

// WithoutAutoBetas sends no beta headers but those of [WithBetas].
func WithoutAutoBetas() RequestOption {
	return func(s *settings) { s.autoBetas = false }
}

// joinBetas joins the betas of the caller with those that the operation and its
// parameters need.
func joinBetas(r *request, params codable) {
	name := r.core.api.betaHeader
	if name == "" {
		return
	}
	var betas []string
	given := append(r.header.Values(name), r.set.betas...)
	for _, e := range r.set.headers {
		if strings.EqualFold(e.name, name) && !e.del {
			given = append(given, *e.value.text)
		}
	}
	for _, v := range given {
		for b := range strings.SplitSeq(v, ",") {
			if b = strings.TrimSpace(b); b != "" {
				betas = append(betas, b)
			}
		}
	}
	if r.set.autoBetas {
		if params != nil {
			betas = append(betas, betasOf(params, betas)...)
		}
		if need := r.op.betas; len(need) > 0 && !slices.ContainsFunc(need, func(b string) bool { return slices.Contains(betas, b) }) {
			betas = append(betas, need[len(need)-1])
		}
	}
	if len(betas) > 0 {
		slices.Sort(betas)
		r.header.Set(name, strings.Join(slices.Compact(betas), ","))
	}
}
