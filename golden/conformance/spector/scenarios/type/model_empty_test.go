package type_test

import (
	"testing"

	"spector.test/api/type/model/empty"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func modelEmptyClient(t *testing.T) *empty.Client {
	return empty.NewClient(empty.WithBaseURL(check.URL(t)))
}

func TestType_Model_Empty_putEmpty(t *testing.T) {
	check.OK(t, modelEmptyClient(t).Type.PutEmpty(t.Context(), &empty.TypePutEmptyParams{Body: empty.EmptyInput{}}))
}

func TestType_Model_Empty_getEmpty(t *testing.T) {
	check.Is(t, &empty.EmptyOutput{})(modelEmptyClient(t).Type.GetEmpty(t.Context(), nil))
}

func TestType_Model_Empty_postRoundTripEmpty(t *testing.T) {
	check.Is(t, &empty.EmptyInputOutput{})(modelEmptyClient(t).Type.PostRoundTripEmpty(t.Context(), &empty.TypePostRoundTripEmptyParams{Body: empty.EmptyInputOutput{}}))
}
