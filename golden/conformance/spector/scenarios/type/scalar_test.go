package type_test

import (
	"encoding/json"
	"testing"

	"spector.test/api/type/scalar"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func scalarClient(t *testing.T) *scalar.Client {
	return scalar.NewClient(scalar.WithBaseURL(check.URL(t)))
}

func TestType_Scalar_String_get(t *testing.T) {
	check.Is(t, "test")(scalarClient(t).Type.StringGet(t.Context(), nil))
}

func TestType_Scalar_String_put(t *testing.T) {
	check.OK(t, scalarClient(t).Type.StringPut(t.Context(), &scalar.TypeStringPutParams{Body: "test"}))
}

func TestType_Scalar_Boolean_get(t *testing.T) {
	check.Is(t, true)(scalarClient(t).Type.BooleanGet(t.Context(), nil))
}

func TestType_Scalar_Boolean_put(t *testing.T) {
	check.OK(t, scalarClient(t).Type.BooleanPut(t.Context(), &scalar.TypeBooleanPutParams{Body: true}))
}

func TestType_Scalar_Unknown_get(t *testing.T) {
	check.HasJSON(t, `"test"`)(scalarClient(t).Type.UnknownGet(t.Context(), nil))
}

func TestType_Scalar_Unknown_put(t *testing.T) {
	check.OK(t, scalarClient(t).Type.UnknownPut(t.Context(), &scalar.TypeUnknownPutParams{Body: []byte(`"test"`)}))
}

func TestType_Scalar_DecimalType_responseBody(t *testing.T) {
	check.Is(t, json.Number("0.33333"))(scalarClient(t).Type.DecimalTypeResponseBody(t.Context(), nil))
}

func TestType_Scalar_Decimal128Type_responseBody(t *testing.T) {
	check.Is(t, json.Number("0.33333"))(scalarClient(t).Type.Decimal128TypeResponseBody(t.Context(), nil))
}

func TestType_Scalar_DecimalType_requestBody(t *testing.T) {
	check.OK(t, scalarClient(t).Type.DecimalTypeRequestBody(t.Context(), &scalar.TypeDecimalTypeRequestBodyParams{Body: "0.33333"}))
}

func TestType_Scalar_Decimal128Type_requestBody(t *testing.T) {
	check.OK(t, scalarClient(t).Type.Decimal128TypeRequestBody(t.Context(), &scalar.TypeDecimal128TypeRequestBodyParams{Body: "0.33333"}))
}

func TestType_Scalar_DecimalType_requestParameter(t *testing.T) {
	check.OK(t, scalarClient(t).Type.DecimalTypeRequestParameter(t.Context(), &scalar.TypeDecimalTypeRequestParameterParams{Value: "0.33333"}))
}

func TestType_Scalar_Decimal128Type_requestParameter(t *testing.T) {
	check.OK(t, scalarClient(t).Type.Decimal128TypeRequestParameter(t.Context(), &scalar.TypeDecimal128TypeRequestParameterParams{Value: "0.33333"}))
}

func TestType_Scalar_DecimalVerify_prepareVerify(t *testing.T) {
	check.Is(t, []json.Number{"0.1", "0.1", "0.1"})(scalarClient(t).Type.DecimalVerifyPrepareVerify(t.Context(), nil))
}

func TestType_Scalar_Decimal128Verify_prepareVerify(t *testing.T) {
	check.Is(t, []json.Number{"0.1", "0.1", "0.1"})(scalarClient(t).Type.Decimal128VerifyPrepareVerify(t.Context(), nil))
}

func TestType_Scalar_DecimalVerify_verify(t *testing.T) {
	check.OK(t, scalarClient(t).Type.DecimalVerifyVerify(t.Context(), &scalar.TypeDecimalVerifyVerifyParams{Body: "0.3"}))
}

func TestType_Scalar_Decimal128Verify_verify(t *testing.T) {
	check.OK(t, scalarClient(t).Type.Decimal128VerifyVerify(t.Context(), &scalar.TypeDecimal128VerifyVerifyParams{Body: "0.3"}))
}
