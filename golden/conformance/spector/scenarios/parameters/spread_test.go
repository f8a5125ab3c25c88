package parameters_test

import (
	"testing"

	"spector.test/api/parameters/spread"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func spreadClient(t *testing.T) *spread.Client {
	return spread.NewClient(spread.WithBaseURL(check.URL(t)))
}

func TestParameters_Spread_Model_spreadAsRequestBody(t *testing.T) {
	check.OK(t, spreadClient(t).Parameters.ModelSpreadAsRequestBody(t.Context(), &spread.ParameterModelSpreadAsRequestBodyParams{ModelBodyParameter: spread.ModelBodyParameter{Name: "foo"}}))
}

func TestParameters_Spread_Model_spreadCompositeRequestOnlyWithBody(t *testing.T) {
	check.OK(t, spreadClient(t).Parameters.ModelSpreadCompositeRequestOnlyWithBody(t.Context(), &spread.ParameterModelSpreadCompositeRequestOnlyWithBodyParams{ModelBodyParameter: spread.ModelBodyParameter{Name: "foo"}}))
}

func TestParameters_Spread_Model_spreadCompositeRequestWithoutBody(t *testing.T) {
	check.OK(t, spreadClient(t).Parameters.ModelSpreadCompositeRequestWithoutBody(t.Context(), "foo", &spread.ParameterModelSpreadCompositeRequestWithoutBodyParams{TestHeader: "bar"}))
}

func TestParameters_Spread_Model_spreadCompositeRequest(t *testing.T) {
	check.OK(t, spreadClient(t).Parameters.ModelSpreadCompositeRequest(t.Context(), "foo", &spread.ParameterModelSpreadCompositeRequestParams{ModelBodyParameter: spread.ModelBodyParameter{Name: "foo"}, TestHeader: "bar"}))
}

func TestParameters_Spread_Model_spreadCompositeRequestMix(t *testing.T) {
	check.OK(t, spreadClient(t).Parameters.ModelSpreadCompositeRequestMix(t.Context(), "foo", &spread.ParameterModelSpreadCompositeRequestMixParams{ModelCompositeRequestMix: spread.ModelCompositeRequestMix{Prop: "foo"}, TestHeader: "bar"}))
}

func TestParameters_Spread_Alias_spreadAsRequestBody(t *testing.T) {
	check.OK(t, spreadClient(t).Parameters.AliasSpreadAsRequestBody(t.Context(), &spread.ParameterAliasSpreadAsRequestBodyParams{Name: "foo"}))
}

func TestParameters_Spread_Alias_spreadAsRequestParameter(t *testing.T) {
	check.OK(t, spreadClient(t).Parameters.AliasSpreadAsRequestParameter(t.Context(), "1", &spread.ParameterAliasSpreadAsRequestParameterParams{Name: "foo", XMsTestHeader: "bar"}))
}

func TestParameters_Spread_Alias_spreadWithMultipleParameters(t *testing.T) {
	check.OK(t, spreadClient(t).Parameters.AliasSpreadWithMultipleParameters(t.Context(), "1", &spread.ParameterAliasSpreadWithMultipleParametersParams{
		RequiredString:     "foo",
		OptionalInt:        new(int32(1)),
		RequiredIntList:    []int32{1, 2},
		OptionalStringList: []string{"foo", "bar"},
		XMsTestHeader:      "bar",
	}))
}

func TestParameters_Spread_Alias_spreadParameterWithInnerModel(t *testing.T) {
	check.OK(t, spreadClient(t).Parameters.AliasSpreadParameterWithInnerModel(t.Context(), "1", &spread.ParameterAliasSpreadParameterWithInnerModelParams{AliasInnerModel: spread.AliasInnerModel{Name: "foo"}, XMsTestHeader: "bar"}))
}

func TestParameters_Spread_Alias_spreadParameterWithInnerAlias(t *testing.T) {
	check.OK(t, spreadClient(t).Parameters.AliasSpreadParameterWithInnerAlias(t.Context(), "1", &spread.ParameterAliasSpreadParameterWithInnerAliasParams{Name: "foo", Age: 1, XMsTestHeader: "bar"}))
}
