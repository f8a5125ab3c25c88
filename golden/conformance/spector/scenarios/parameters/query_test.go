package parameters_test

import (
	"testing"

	"spector.test/api/parameters/query"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func queryClient(t *testing.T) *query.Client {
	return query.NewClient(query.WithBaseURL(check.URL(t)))
}

func TestParameters_Query_Constant_post(t *testing.T) {
	check.OK(t, queryClient(t).Parameters.ConstantPost(t.Context(), nil))
}
