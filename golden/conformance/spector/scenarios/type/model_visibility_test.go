package type_test

import (
	"testing"

	"spector.test/api/type/model/visibility"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func modelVisibilityClient(t *testing.T) *visibility.Client {
	return visibility.NewClient(visibility.WithBaseURL(check.URL(t)))
}

func TestType_Model_Visibility_putReadOnlyModel(t *testing.T) {
	check.Is(t, &visibility.ReadOnlyModel{
		OptionalNullableIntList: visibility.Value([]int32{1, 2, 3}),
		OptionalStringRecord:    map[string]string{"k1": "value1", "k2": "value2"},
	})(modelVisibilityClient(t).Type.PutReadOnlyModel(t.Context(), nil))
}

func TestType_Model_Visibility_headModel(t *testing.T) {
	check.OK(t, modelVisibilityClient(t).Type.HeadModel(t.Context(), &visibility.TypeHeadModelParams{QueryProp: 123}))
}

func TestType_Model_Visibility_getModel(t *testing.T) {
	check.Is(t, &visibility.VisibilityModel{ReadProp: "abc"})(modelVisibilityClient(t).Type.GetModel(t.Context(), &visibility.TypeGetModelParams{QueryProp: 123}))
}

func TestType_Model_Visibility_putModel(t *testing.T) {
	check.OK(t, modelVisibilityClient(t).Type.PutModel(t.Context(), &visibility.TypePutModelParams{VisibilityModelCreateOrUpdate: visibility.VisibilityModelCreateOrUpdate{CreateProp: []string{"foo", "bar"}, UpdateProp: []int32{1, 2}}}))
}

func TestType_Model_Visibility_patchModel(t *testing.T) {
	check.OK(t, modelVisibilityClient(t).Type.PatchModel(t.Context(), &visibility.TypePatchModelParams{VisibilityModelUpdate: visibility.VisibilityModelUpdate{UpdateProp: []int32{1, 2}}}))
}

func TestType_Model_Visibility_postModel(t *testing.T) {
	check.OK(t, modelVisibilityClient(t).Type.PostModel(t.Context(), &visibility.TypePostModelParams{VisibilityModelCreate: visibility.VisibilityModelCreate{CreateProp: []string{"foo", "bar"}}}))
}

func TestType_Model_Visibility_deleteModel(t *testing.T) {
	check.OK(t, modelVisibilityClient(t).Type.DeleteModel(t.Context(), &visibility.TypeDeleteModelParams{VisibilityModelDelete: visibility.VisibilityModelDelete{DeleteProp: true}}))
}
