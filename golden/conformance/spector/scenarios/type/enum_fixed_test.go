package type_test

import (
	"errors"
	"testing"

	"spector.test/api/type/enum/fixed"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func enumFixedClient(t *testing.T) *fixed.Client {
	return fixed.NewClient(fixed.WithBaseURL(check.URL(t)))
}

func TestType_Enum_Fixed_String_getKnownValue(t *testing.T) {
	check.Is(t, "Monday")(enumFixedClient(t).Type.StringGetKnownValue(t.Context(), nil))
}

func TestType_Enum_Fixed_String_putKnownValue(t *testing.T) {
	check.OK(t, enumFixedClient(t).Type.StringPutKnownValue(t.Context(), &fixed.TypeStringPutKnownValueParams{Body: "Monday"}))
}

func TestType_Enum_Fixed_String_putUnknownValue(t *testing.T) {
	err := enumFixedClient(t).Type.StringPutUnknownValue(t.Context(), &fixed.TypeStringPutUnknownValueParams{Body: "Weekend"}, fixed.WithMaxRetries(0))
	if e, ok := errors.AsType[*fixed.Error](err); !ok || e.StatusCode != 500 {
		t.Fatalf("got %v, want an error with status 500", err)
	}
}
