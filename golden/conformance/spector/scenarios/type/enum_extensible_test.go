package type_test

import (
	"testing"

	"spector.test/api/type/enum/extensible"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func enumExtensibleClient(t *testing.T) *extensible.Client {
	return extensible.NewClient(extensible.WithBaseURL(check.URL(t)))
}

func TestType_Enum_Extensible_String_getKnownValue(t *testing.T) {
	check.Is(t, "Monday")(enumExtensibleClient(t).Type.StringGetKnownValue(t.Context(), nil))
}

func TestType_Enum_Extensible_String_putKnownValue(t *testing.T) {
	check.OK(t, enumExtensibleClient(t).Type.StringPutKnownValue(t.Context(), &extensible.TypeStringPutKnownValueParams{Body: "Monday"}))
}

func TestType_Enum_Extensible_String_getUnknownValue(t *testing.T) {
	check.Is(t, "Weekend")(enumExtensibleClient(t).Type.StringGetUnknownValue(t.Context(), nil))
}

func TestType_Enum_Extensible_String_putUnknownValue(t *testing.T) {
	check.OK(t, enumExtensibleClient(t).Type.StringPutUnknownValue(t.Context(), &extensible.TypeStringPutUnknownValueParams{Body: "Weekend"}))
}
