package type_test

import (
	"testing"
	"time"

	"spector.test/api/type/dictionary"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func dictionaryClient(t *testing.T) *dictionary.Client {
	return dictionary.NewClient(dictionary.WithBaseURL(check.URL(t)))
}

func TestType_Dictionary_Int32Value_get(t *testing.T) {
	check.Is(t, map[string]int32{"k1": 1, "k2": 2})(dictionaryClient(t).Type.Int32ValueGet(t.Context(), nil))
}

func TestType_Dictionary_Int32Value_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.Int32ValuePut(t.Context(), &dictionary.TypeInt32ValuePutParams{Body: map[string]int32{"k1": 1, "k2": 2}}))
}

func TestType_Dictionary_Int64Value_get(t *testing.T) {
	check.Is(t, map[string]int64{"k1": 9007199254740991, "k2": -9007199254740991})(dictionaryClient(t).Type.Int64ValueGet(t.Context(), nil))
}

func TestType_Dictionary_Int64Value_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.Int64ValuePut(t.Context(), &dictionary.TypeInt64ValuePutParams{Body: map[string]int64{"k1": 9007199254740991, "k2": -9007199254740991}}))
}

func TestType_Dictionary_BooleanValue_get(t *testing.T) {
	check.Is(t, map[string]bool{"k1": true, "k2": false})(dictionaryClient(t).Type.BooleanValueGet(t.Context(), nil))
}

func TestType_Dictionary_BooleanValue_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.BooleanValuePut(t.Context(), &dictionary.TypeBooleanValuePutParams{Body: map[string]bool{"k1": true, "k2": false}}))
}

func TestType_Dictionary_StringValue_get(t *testing.T) {
	check.Is(t, map[string]string{"k1": "hello", "k2": ""})(dictionaryClient(t).Type.StringValueGet(t.Context(), nil))
}

func TestType_Dictionary_StringValue_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.StringValuePut(t.Context(), &dictionary.TypeStringValuePutParams{Body: map[string]string{"k1": "hello", "k2": ""}}))
}

func TestType_Dictionary_Float32Value_get(t *testing.T) {
	check.Is(t, map[string]float32{"k1": 43.125})(dictionaryClient(t).Type.Float32ValueGet(t.Context(), nil))
}

func TestType_Dictionary_Float32Value_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.Float32ValuePut(t.Context(), &dictionary.TypeFloat32ValuePutParams{Body: map[string]float32{"k1": 43.125}}))
}

func TestType_Dictionary_DatetimeValue_get(t *testing.T) {
	check.Is(t, map[string]time.Time{"k1": check.Time(t, "2022-08-26T18:38:00Z")})(dictionaryClient(t).Type.DatetimeValueGet(t.Context(), nil))
}

func TestType_Dictionary_DatetimeValue_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.DatetimeValuePut(t.Context(), &dictionary.TypeDatetimeValuePutParams{Body: map[string]time.Time{"k1": check.Time(t, "2022-08-26T18:38:00Z")}}))
}

func TestType_Dictionary_DurationValue_get(t *testing.T) {
	check.Is(t, map[string]string{"k1": "P123DT22H14M12.011S"})(dictionaryClient(t).Type.DurationValueGet(t.Context(), nil))
}

func TestType_Dictionary_DurationValue_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.DurationValuePut(t.Context(), &dictionary.TypeDurationValuePutParams{Body: map[string]string{"k1": "P123DT22H14M12.011S"}}))
}

func TestType_Dictionary_UnknownValue_get(t *testing.T) {
	check.HasJSON(t, `{"k1":1,"k2":"hello","k3":null}`)(dictionaryClient(t).Type.UnknownValueGet(t.Context(), nil))
}

func TestType_Dictionary_UnknownValue_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.UnknownValuePut(t.Context(), &dictionary.TypeUnknownValuePutParams{Body: []byte(`{"k1":1,"k2":"hello","k3":null}`)}))
}

func TestType_Dictionary_ModelValue_get(t *testing.T) {
	check.Is(t, map[string]dictionary.InnerModel{"k1": {Property: "hello"}, "k2": {Property: "world"}})(dictionaryClient(t).Type.ModelValueGet(t.Context(), nil))
}

func TestType_Dictionary_ModelValue_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.ModelValuePut(t.Context(), &dictionary.TypeModelValuePutParams{
		Body: map[string]dictionary.InnerModel{"k1": {Property: "hello"}, "k2": {Property: "world"}},
	}))
}

func TestType_Dictionary_RecursiveModelValue_get(t *testing.T) {
	check.Is(t, map[string]dictionary.InnerModel{"k1": {Property: "hello", Children: map[string]dictionary.InnerModel{}}, "k2": {Property: "world", Children: map[string]dictionary.InnerModel{"k2.1": {Property: "inner world"}}}})(dictionaryClient(t).Type.RecursiveModelValueGet(t.Context(), nil))
}

func TestType_Dictionary_RecursiveModelValue_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.RecursiveModelValuePut(t.Context(), &dictionary.TypeRecursiveModelValuePutParams{
		Body: map[string]dictionary.InnerModel{"k1": {Property: "hello", Children: map[string]dictionary.InnerModel{}}, "k2": {Property: "world", Children: map[string]dictionary.InnerModel{"k2.1": {Property: "inner world"}}}},
	}))
}

func TestType_Dictionary_NullableFloatValue_get(t *testing.T) {
	check.Is(t, map[string]*float32{"k1": new(float32(1.25)), "k2": new(float32(0.5)), "k3": nil})(dictionaryClient(t).Type.NullableFloatValueGet(t.Context(), nil))
}

func TestType_Dictionary_NullableFloatValue_put(t *testing.T) {
	check.OK(t, dictionaryClient(t).Type.NullableFloatValuePut(t.Context(), &dictionary.TypeNullableFloatValuePutParams{Body: map[string]*float32{"k1": new(float32(1.25)), "k2": new(float32(0.5)), "k3": nil}}))
}
