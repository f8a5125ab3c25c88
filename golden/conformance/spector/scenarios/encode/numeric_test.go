package encode_test

import (
	"testing"

	"spector.test/api/encode/numeric"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func numericClient(t *testing.T) *numeric.Client {
	return numeric.NewClient(numeric.WithBaseURL(check.URL(t)))
}

func TestEncode_Numeric_Property_safeintAsString(t *testing.T) {
	check.Is(t, &numeric.PropertySafeintAsStringProperty{Value: "10000000000"})(numericClient(t).Encode.PropertySafeintAsString(t.Context(), &numeric.EncodePropertySafeintAsStringParams{PropertySafeintAsStringProperty: numeric.PropertySafeintAsStringProperty{Value: "10000000000"}}))
}

func TestEncode_Numeric_Property_uint32AsStringOptional(t *testing.T) {
	check.Is(t, &numeric.PropertyUint32AsStringProperty{Value: new("1")})(numericClient(t).Encode.PropertyUint32AsStringOptional(t.Context(), &numeric.EncodePropertyUint32AsStringOptionalParams{PropertyUint32AsStringProperty: numeric.PropertyUint32AsStringProperty{Value: new("1")}}))
}

func TestEncode_Numeric_Property_uint8AsString(t *testing.T) {
	check.Is(t, &numeric.PropertyUint8AsStringProperty{Value: "255"})(numericClient(t).Encode.PropertyUint8AsString(t.Context(), &numeric.EncodePropertyUint8AsStringParams{PropertyUint8AsStringProperty: numeric.PropertyUint8AsStringProperty{Value: "255"}}))
}
