package type_test

import (
	"testing"

	"spector.test/api/type/property/nullable"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func propertyNullableClient(t *testing.T) *nullable.Client {
	return nullable.NewClient(nullable.WithBaseURL(check.URL(t)))
}

func TestType_Property_Nullable_String_getNonNull(t *testing.T) {
	check.Is(t, &nullable.StringProperty{RequiredProperty: "foo", NullableProperty: new("hello")})(propertyNullableClient(t).Type.StringGetNonNull(t.Context(), nil))
}

func TestType_Property_Nullable_String_getNull(t *testing.T) {
	check.Is(t, &nullable.StringProperty{RequiredProperty: "foo"})(propertyNullableClient(t).Type.StringGetNull(t.Context(), nil))
}

func TestType_Property_Nullable_String_patchNonNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.StringPatchNonNull(t.Context(), &nullable.TypeStringPatchNonNullParams{StringProperty: nullable.StringProperty{RequiredProperty: "foo", NullableProperty: new("hello")}}))
}

func TestType_Property_Nullable_String_patchNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.StringPatchNull(t.Context(), &nullable.TypeStringPatchNullParams{StringProperty: nullable.StringProperty{RequiredProperty: "foo"}}))
}

func TestType_Property_Nullable_Bytes_getNonNull(t *testing.T) {
	check.Is(t, &nullable.BytesProperty{RequiredProperty: "foo", NullableProperty: []byte("hello, world!")})(propertyNullableClient(t).Type.BytesGetNonNull(t.Context(), nil))
}

func TestType_Property_Nullable_Bytes_getNull(t *testing.T) {
	check.Is(t, &nullable.BytesProperty{RequiredProperty: "foo"})(propertyNullableClient(t).Type.BytesGetNull(t.Context(), nil))
}

func TestType_Property_Nullable_Bytes_patchNonNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.BytesPatchNonNull(t.Context(), &nullable.TypeBytesPatchNonNullParams{BytesProperty: nullable.BytesProperty{RequiredProperty: "foo", NullableProperty: []byte("hello, world!")}}))
}

func TestType_Property_Nullable_Bytes_patchNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.BytesPatchNull(t.Context(), &nullable.TypeBytesPatchNullParams{BytesProperty: nullable.BytesProperty{RequiredProperty: "foo"}}))
}

func TestType_Property_Nullable_Datetime_getNonNull(t *testing.T) {
	check.Is(t, &nullable.DatetimeProperty{RequiredProperty: "foo", NullableProperty: new(check.Time(t, "2022-08-26T18:38:00Z"))})(propertyNullableClient(t).Type.DatetimeGetNonNull(t.Context(), nil))
}

func TestType_Property_Nullable_Datetime_getNull(t *testing.T) {
	check.Is(t, &nullable.DatetimeProperty{RequiredProperty: "foo"})(propertyNullableClient(t).Type.DatetimeGetNull(t.Context(), nil))
}

func TestType_Property_Nullable_Datetime_patchNonNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.DatetimePatchNonNull(t.Context(), &nullable.TypeDatetimePatchNonNullParams{DatetimeProperty: nullable.DatetimeProperty{RequiredProperty: "foo", NullableProperty: new(check.Time(t, "2022-08-26T18:38:00Z"))}}))
}

func TestType_Property_Nullable_Datetime_patchNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.DatetimePatchNull(t.Context(), &nullable.TypeDatetimePatchNullParams{DatetimeProperty: nullable.DatetimeProperty{RequiredProperty: "foo"}}))
}

func TestType_Property_Nullable_Duration_getNonNull(t *testing.T) {
	check.Is(t, &nullable.DurationProperty{RequiredProperty: "foo", NullableProperty: new("P123DT22H14M12.011S")})(propertyNullableClient(t).Type.DurationGetNonNull(t.Context(), nil))
}

func TestType_Property_Nullable_Duration_getNull(t *testing.T) {
	check.Is(t, &nullable.DurationProperty{RequiredProperty: "foo"})(propertyNullableClient(t).Type.DurationGetNull(t.Context(), nil))
}

func TestType_Property_Nullable_Duration_patchNonNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.DurationPatchNonNull(t.Context(), &nullable.TypeDurationPatchNonNullParams{DurationProperty: nullable.DurationProperty{RequiredProperty: "foo", NullableProperty: new("P123DT22H14M12.011S")}}))
}

func TestType_Property_Nullable_Duration_patchNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.DurationPatchNull(t.Context(), &nullable.TypeDurationPatchNullParams{DurationProperty: nullable.DurationProperty{RequiredProperty: "foo"}}))
}

func TestType_Property_Nullable_CollectionsByte_getNonNull(t *testing.T) {
	check.Is(t, &nullable.CollectionsByteProperty{RequiredProperty: "foo", NullableProperty: [][]byte{[]byte("hello, world!"), []byte("hello, world!")}})(propertyNullableClient(t).Type.CollectionsByteGetNonNull(t.Context(), nil))
}

func TestType_Property_Nullable_CollectionsByte_getNull(t *testing.T) {
	check.Is(t, &nullable.CollectionsByteProperty{RequiredProperty: "foo"})(propertyNullableClient(t).Type.CollectionsByteGetNull(t.Context(), nil))
}

func TestType_Property_Nullable_CollectionsByte_patchNonNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.CollectionsBytePatchNonNull(t.Context(), &nullable.TypeCollectionsBytePatchNonNullParams{CollectionsByteProperty: nullable.CollectionsByteProperty{RequiredProperty: "foo", NullableProperty: [][]byte{[]byte("hello, world!"), []byte("hello, world!")}}}))
}

func TestType_Property_Nullable_CollectionsByte_patchNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.CollectionsBytePatchNull(t.Context(), &nullable.TypeCollectionsBytePatchNullParams{CollectionsByteProperty: nullable.CollectionsByteProperty{RequiredProperty: "foo"}}))
}

func TestType_Property_Nullable_CollectionsModel_getNonNull(t *testing.T) {
	check.Is(t, &nullable.CollectionsModelProperty{RequiredProperty: "foo", NullableProperty: []nullable.InnerModel{{Property: "hello"}, {Property: "world"}}})(propertyNullableClient(t).Type.CollectionsModelGetNonNull(t.Context(), nil))
}

func TestType_Property_Nullable_CollectionsModel_getNull(t *testing.T) {
	check.Is(t, &nullable.CollectionsModelProperty{RequiredProperty: "foo"})(propertyNullableClient(t).Type.CollectionsModelGetNull(t.Context(), nil))
}

func TestType_Property_Nullable_CollectionsModel_patchNonNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.CollectionsModelPatchNonNull(t.Context(), &nullable.TypeCollectionsModelPatchNonNullParams{
		CollectionsModelProperty: nullable.CollectionsModelProperty{RequiredProperty: "foo",
			NullableProperty: []nullable.InnerModel{{Property: "hello"}, {Property: "world"}}},
	}))
}

func TestType_Property_Nullable_CollectionsModel_patchNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.CollectionsModelPatchNull(t.Context(), &nullable.TypeCollectionsModelPatchNullParams{CollectionsModelProperty: nullable.CollectionsModelProperty{RequiredProperty: "foo"}}))
}

func TestType_Property_Nullable_CollectionsString_getNonNull(t *testing.T) {
	check.Is(t, &nullable.CollectionsStringProperty{RequiredProperty: "foo", NullableProperty: []string{"hello", "world"}})(propertyNullableClient(t).Type.CollectionsStringGetNonNull(t.Context(), nil))
}

func TestType_Property_Nullable_CollectionsString_getNull(t *testing.T) {
	check.Is(t, &nullable.CollectionsStringProperty{RequiredProperty: "foo"})(propertyNullableClient(t).Type.CollectionsStringGetNull(t.Context(), nil))
}

func TestType_Property_Nullable_CollectionsString_patchNonNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.CollectionsStringPatchNonNull(t.Context(), &nullable.TypeCollectionsStringPatchNonNullParams{CollectionsStringProperty: nullable.CollectionsStringProperty{RequiredProperty: "foo", NullableProperty: []string{"hello", "world"}}}))
}

func TestType_Property_Nullable_CollectionsString_patchNull(t *testing.T) {
	check.OK(t, propertyNullableClient(t).Type.CollectionsStringPatchNull(t.Context(), &nullable.TypeCollectionsStringPatchNullParams{CollectionsStringProperty: nullable.CollectionsStringProperty{RequiredProperty: "foo"}}))
}
