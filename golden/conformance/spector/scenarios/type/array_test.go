package type_test

import (
	"encoding/json"
	"testing"
	"time"

	"spector.test/api/type/array"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func arrayClient(t *testing.T) *array.Client {
	return array.NewClient(array.WithBaseURL(check.URL(t)))
}

func TestType_Array_Int32Value_get(t *testing.T) {
	check.Is(t, []int32{1, 2})(arrayClient(t).Type.Int32ValueGet(t.Context(), nil))
}

func TestType_Array_Int32Value_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.Int32ValuePut(t.Context(), &array.TypeInt32ValuePutParams{Body: []int32{1, 2}}))
}

func TestType_Array_Int64Value_get(t *testing.T) {
	check.Is(t, []int64{9007199254740991, -9007199254740991})(arrayClient(t).Type.Int64ValueGet(t.Context(), nil))
}

func TestType_Array_Int64Value_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.Int64ValuePut(t.Context(), &array.TypeInt64ValuePutParams{Body: []int64{9007199254740991, -9007199254740991}}))
}

func TestType_Array_BooleanValue_get(t *testing.T) {
	check.Is(t, []bool{true, false})(arrayClient(t).Type.BooleanValueGet(t.Context(), nil))
}

func TestType_Array_BooleanValue_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.BooleanValuePut(t.Context(), &array.TypeBooleanValuePutParams{Body: []bool{true, false}}))
}

func TestType_Array_StringValue_get(t *testing.T) {
	check.Is(t, []string{"hello", ""})(arrayClient(t).Type.StringValueGet(t.Context(), nil))
}

func TestType_Array_StringValue_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.StringValuePut(t.Context(), &array.TypeStringValuePutParams{Body: []string{"hello", ""}}))
}

func TestType_Array_Float32Value_get(t *testing.T) {
	check.Is(t, []float32{43.125})(arrayClient(t).Type.Float32ValueGet(t.Context(), nil))
}

func TestType_Array_Float32Value_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.Float32ValuePut(t.Context(), &array.TypeFloat32ValuePutParams{Body: []float32{43.125}}))
}

func TestType_Array_DatetimeValue_get(t *testing.T) {
	check.Is(t, []time.Time{check.Time(t, "2022-08-26T18:38:00Z")})(arrayClient(t).Type.DatetimeValueGet(t.Context(), nil))
}

func TestType_Array_DatetimeValue_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.DatetimeValuePut(t.Context(), &array.TypeDatetimeValuePutParams{Body: []time.Time{check.Time(t, "2022-08-26T18:38:00Z")}}))
}

func TestType_Array_DurationValue_get(t *testing.T) {
	check.Is(t, []string{"P123DT22H14M12.011S"})(arrayClient(t).Type.DurationValueGet(t.Context(), nil))
}

func TestType_Array_DurationValue_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.DurationValuePut(t.Context(), &array.TypeDurationValuePutParams{Body: []string{"P123DT22H14M12.011S"}}))
}

func TestType_Array_UnknownValue_get(t *testing.T) {
	check.HasJSON(t, `[1,"hello",null]`)(arrayClient(t).Type.UnknownValueGet(t.Context(), nil))
}

func TestType_Array_UnknownValue_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.UnknownValuePut(t.Context(), &array.TypeUnknownValuePutParams{Body: []json.RawMessage{[]byte(`1`), []byte(`"hello"`), []byte(`null`)}}))
}

func TestType_Array_ModelValue_get(t *testing.T) {
	check.Is(t, []array.InnerModel{{Property: "hello"}, {Property: "world"}})(arrayClient(t).Type.ModelValueGet(t.Context(), nil))
}

func TestType_Array_ModelValue_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.ModelValuePut(t.Context(), &array.TypeModelValuePutParams{
		Body: []array.InnerModel{{Property: "hello"}, {Property: "world"}},
	}))
}

func TestType_Array_NullableFloatValue_get(t *testing.T) {
	check.Is(t, []*float32{new(float32(1.25)), nil, new(float32(3))})(arrayClient(t).Type.NullableFloatValueGet(t.Context(), nil))
}

func TestType_Array_NullableFloatValue_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.NullableFloatValuePut(t.Context(), &array.TypeNullableFloatValuePutParams{Body: []*float32{new(float32(1.25)), nil, new(float32(3))}}))
}

func TestType_Array_NullableBooleanValue_get(t *testing.T) {
	check.Is(t, []*bool{new(true), nil, new(false)})(arrayClient(t).Type.NullableBooleanValueGet(t.Context(), nil))
}

func TestType_Array_NullableBooleanValue_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.NullableBooleanValuePut(t.Context(), &array.TypeNullableBooleanValuePutParams{Body: []*bool{new(true), nil, new(false)}}))
}

func TestType_Array_NullableInt32Value_get(t *testing.T) {
	check.Is(t, []*int32{new(int32(1)), nil, new(int32(3))})(arrayClient(t).Type.NullableInt32ValueGet(t.Context(), nil))
}

func TestType_Array_NullableInt32Value_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.NullableInt32ValuePut(t.Context(), &array.TypeNullableInt32ValuePutParams{Body: []*int32{new(int32(1)), nil, new(int32(3))}}))
}

func TestType_Array_NullableStringValue_get(t *testing.T) {
	check.Is(t, []*string{new("hello"), nil, new("world")})(arrayClient(t).Type.NullableStringValueGet(t.Context(), nil))
}

func TestType_Array_NullableStringValue_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.NullableStringValuePut(t.Context(), &array.TypeNullableStringValuePutParams{Body: []*string{new("hello"), nil, new("world")}}))
}

func TestType_Array_NullableModelValue_get(t *testing.T) {
	check.Is(t, []*array.InnerModel{&array.InnerModel{Property: "hello"}, nil, &array.InnerModel{Property: "world"}})(arrayClient(t).Type.NullableModelValueGet(t.Context(), nil))
}

func TestType_Array_NullableModelValue_put(t *testing.T) {
	check.OK(t, arrayClient(t).Type.NullableModelValuePut(t.Context(), &array.TypeNullableModelValuePutParams{
		Body: []*array.InnerModel{&array.InnerModel{Property: "hello"}, nil, &array.InnerModel{Property: "world"}},
	}))
}
