package serialization_test

import (
	"testing"

	"spector.test/api/serialization/encoded-name/json"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func encodedNameJsonClient(t *testing.T) *json.Client {
	return json.NewClient(json.WithBaseURL(check.URL(t)))
}

func TestSerialization_EncodedName_Json_Property_send(t *testing.T) {
	check.OK(t, encodedNameJsonClient(t).Serialization.PropertySend(t.Context(), &json.SerializationPropertySendParams{PropertyJSONEncodedNameModel: json.PropertyJSONEncodedNameModel{WireName: true}}))
}

func TestSerialization_EncodedName_Json_Property_get(t *testing.T) {
	check.Is(t, &json.PropertyJSONEncodedNameModel{WireName: true})(encodedNameJsonClient(t).Serialization.PropertyGet(t.Context(), nil))
}
