package parameters_test

import (
	"testing"

	collectionformat "spector.test/api/parameters/collection-format"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func collectionFormatClient(t *testing.T) *collectionformat.Client {
	return collectionformat.NewClient(collectionformat.WithBaseURL(check.URL(t)))
}

func TestParameters_CollectionFormat_Query_multi(t *testing.T) {
	check.OK(t, collectionFormatClient(t).Parameters.QueryMulti(t.Context(), &collectionformat.ParameterQueryMultiParams{Colors: []string{"blue", "red", "green"}}))
}

func TestParameters_CollectionFormat_Query_csv(t *testing.T) {
	check.OK(t, collectionFormatClient(t).Parameters.QueryCSV(t.Context(), &collectionformat.ParameterQueryCSVParams{Colors: []string{"blue", "red", "green"}}))
}

func TestParameters_CollectionFormat_Query_ssv(t *testing.T) {
	check.OK(t, collectionFormatClient(t).Parameters.QuerySsv(t.Context(), &collectionformat.ParameterQuerySsvParams{Colors: []string{"blue", "red", "green"}}))
}

func TestParameters_CollectionFormat_Query_pipes(t *testing.T) {
	check.OK(t, collectionFormatClient(t).Parameters.QueryPipes(t.Context(), &collectionformat.ParameterQueryPipesParams{Colors: []string{"blue", "red", "green"}}))
}

func TestParameters_CollectionFormat_Header_csv(t *testing.T) {
	check.OK(t, collectionFormatClient(t).Parameters.HeaderCSV(t.Context(), &collectionformat.ParameterHeaderCSVParams{Colors: []string{"blue", "red", "green"}}))
}
