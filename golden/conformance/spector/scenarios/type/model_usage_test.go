package type_test

import (
	"testing"

	"spector.test/api/type/model/usage"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func modelUsageClient(t *testing.T) *usage.Client {
	return usage.NewClient(usage.WithBaseURL(check.URL(t)))
}

func TestType_Model_Usage_input(t *testing.T) {
	check.OK(t, modelUsageClient(t).Type.Input(t.Context(), &usage.TypeInputParams{InputRecord: usage.InputRecord{RequiredProp: "example-value"}}))
}

func TestType_Model_Usage_output(t *testing.T) {
	check.Is(t, &usage.OutputRecord{RequiredProp: "example-value"})(modelUsageClient(t).Type.Output(t.Context(), nil))
}

func TestType_Model_Usage_inputAndOutput(t *testing.T) {
	check.Is(t, &usage.InputOutputRecord{RequiredProp: "example-value"})(modelUsageClient(t).Type.InputAndOutput(t.Context(), &usage.TypeInputAndOutputParams{InputOutputRecord: usage.InputOutputRecord{RequiredProp: "example-value"}}))
}
