package type_test

import (
	"testing"

	"spector.test/api/type/property/optionality"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func propertyOptionalityClient(t *testing.T) *optionality.Client {
	return optionality.NewClient(optionality.WithBaseURL(check.URL(t)))
}

func TestType_Property_Optional_String_getDefault(t *testing.T) {
	check.Is(t, &optionality.StringProperty{})(propertyOptionalityClient(t).Type.StringGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_String_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.StringPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_String_getAll(t *testing.T) {
	check.Is(t, &optionality.StringProperty{Property: new("hello")})(propertyOptionalityClient(t).Type.StringGetAll(t.Context(), nil))
}

func TestType_Property_Optional_String_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.StringPutAll(t.Context(), &optionality.TypeStringPutAllParams{StringProperty: optionality.StringProperty{Property: new("hello")}}))
}

func TestType_Property_Optional_Bytes_getDefault(t *testing.T) {
	check.Is(t, &optionality.BytesProperty{})(propertyOptionalityClient(t).Type.BytesGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_Bytes_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.BytesPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_Bytes_getAll(t *testing.T) {
	check.Is(t, &optionality.BytesProperty{Property: []byte("hello, world!")})(propertyOptionalityClient(t).Type.BytesGetAll(t.Context(), nil))
}

func TestType_Property_Optional_Bytes_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.BytesPutAll(t.Context(), &optionality.TypeBytesPutAllParams{BytesProperty: optionality.BytesProperty{Property: []byte("hello, world!")}}))
}

func TestType_Property_Optional_Datetime_getDefault(t *testing.T) {
	check.Is(t, &optionality.DatetimeProperty{})(propertyOptionalityClient(t).Type.DatetimeGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_Datetime_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.DatetimePutDefault(t.Context(), nil))
}

func TestType_Property_Optional_Datetime_getAll(t *testing.T) {
	check.Is(t, &optionality.DatetimeProperty{Property: new(check.Time(t, "2022-08-26T18:38:00Z"))})(propertyOptionalityClient(t).Type.DatetimeGetAll(t.Context(), nil))
}

func TestType_Property_Optional_Datetime_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.DatetimePutAll(t.Context(), &optionality.TypeDatetimePutAllParams{DatetimeProperty: optionality.DatetimeProperty{Property: new(check.Time(t, "2022-08-26T18:38:00Z"))}}))
}

func TestType_Property_Optional_Duration_getDefault(t *testing.T) {
	check.Is(t, &optionality.DurationProperty{})(propertyOptionalityClient(t).Type.DurationGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_Duration_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.DurationPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_Duration_getAll(t *testing.T) {
	check.Is(t, &optionality.DurationProperty{Property: new("P123DT22H14M12.011S")})(propertyOptionalityClient(t).Type.DurationGetAll(t.Context(), nil))
}

func TestType_Property_Optional_Duration_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.DurationPutAll(t.Context(), &optionality.TypeDurationPutAllParams{DurationProperty: optionality.DurationProperty{Property: new("P123DT22H14M12.011S")}}))
}

func TestType_Property_Optional_PlainDate_getDefault(t *testing.T) {
	check.Is(t, &optionality.PlainDateProperty{})(propertyOptionalityClient(t).Type.PlainDateGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_PlainDate_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.PlainDatePutDefault(t.Context(), nil))
}

func TestType_Property_Optional_PlainDate_getAll(t *testing.T) {
	check.Is(t, &optionality.PlainDateProperty{Property: &optionality.Date{Year: 2022, Month: 12, Day: 12}})(propertyOptionalityClient(t).Type.PlainDateGetAll(t.Context(), nil))
}

func TestType_Property_Optional_PlainDate_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.PlainDatePutAll(t.Context(), &optionality.TypePlainDatePutAllParams{PlainDateProperty: optionality.PlainDateProperty{Property: &optionality.Date{Year: 2022, Month: 12, Day: 12}}}))
}

func TestType_Property_Optional_PlainTime_getDefault(t *testing.T) {
	check.Is(t, &optionality.PlainTimeProperty{})(propertyOptionalityClient(t).Type.PlainTimeGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_PlainTime_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.PlainTimePutDefault(t.Context(), nil))
}

func TestType_Property_Optional_PlainTime_getAll(t *testing.T) {
	check.Is(t, &optionality.PlainTimeProperty{Property: new("13:06:12")})(propertyOptionalityClient(t).Type.PlainTimeGetAll(t.Context(), nil))
}

func TestType_Property_Optional_PlainTime_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.PlainTimePutAll(t.Context(), &optionality.TypePlainTimePutAllParams{PlainTimeProperty: optionality.PlainTimeProperty{Property: new("13:06:12")}}))
}

func TestType_Property_Optional_CollectionsByte_getDefault(t *testing.T) {
	check.Is(t, &optionality.CollectionsByteProperty{})(propertyOptionalityClient(t).Type.CollectionsByteGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_CollectionsByte_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.CollectionsBytePutDefault(t.Context(), nil))
}

func TestType_Property_Optional_CollectionsByte_getAll(t *testing.T) {
	check.Is(t, &optionality.CollectionsByteProperty{Property: [][]byte{[]byte("hello, world!"), []byte("hello, world!")}})(propertyOptionalityClient(t).Type.CollectionsByteGetAll(t.Context(), nil))
}

func TestType_Property_Optional_CollectionsByte_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.CollectionsBytePutAll(t.Context(), &optionality.TypeCollectionsBytePutAllParams{CollectionsByteProperty: optionality.CollectionsByteProperty{Property: [][]byte{[]byte("hello, world!"), []byte("hello, world!")}}}))
}

func TestType_Property_Optional_CollectionsModel_getDefault(t *testing.T) {
	check.Is(t, &optionality.CollectionsModelProperty{})(propertyOptionalityClient(t).Type.CollectionsModelGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_CollectionsModel_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.CollectionsModelPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_CollectionsModel_getAll(t *testing.T) {
	check.Is(t, &optionality.CollectionsModelProperty{Property: []optionality.StringProperty{{Property: new("hello")}, {Property: new("world")}}})(propertyOptionalityClient(t).Type.CollectionsModelGetAll(t.Context(), nil))
}

func TestType_Property_Optional_CollectionsModel_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.CollectionsModelPutAll(t.Context(), &optionality.TypeCollectionsModelPutAllParams{
		CollectionsModelProperty: optionality.CollectionsModelProperty{Property: []optionality.StringProperty{{Property: new("hello")}, {Property: new("world")}}},
	}))
}

func TestType_Property_Optional_StringLiteral_getDefault(t *testing.T) {
	check.Is(t, &optionality.StringLiteralProperty{})(propertyOptionalityClient(t).Type.StringLiteralGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_StringLiteral_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.StringLiteralPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_StringLiteral_getAll(t *testing.T) {
	check.Is(t, &optionality.StringLiteralProperty{Property: "hello"})(propertyOptionalityClient(t).Type.StringLiteralGetAll(t.Context(), nil))
}

func TestType_Property_Optional_StringLiteral_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.StringLiteralPutAll(t.Context(), &optionality.TypeStringLiteralPutAllParams{StringLiteralProperty: optionality.StringLiteralProperty{Property: "hello"}}))
}

func TestType_Property_Optional_IntLiteral_getDefault(t *testing.T) {
	check.Is(t, &optionality.IntLiteralProperty{})(propertyOptionalityClient(t).Type.IntLiteralGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_IntLiteral_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.IntLiteralPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_IntLiteral_getAll(t *testing.T) {
	check.Is(t, &optionality.IntLiteralProperty{Property: new(optionality.IntLiteralPropertyProperty(1))})(propertyOptionalityClient(t).Type.IntLiteralGetAll(t.Context(), nil))
}

func TestType_Property_Optional_IntLiteral_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.IntLiteralPutAll(t.Context(), &optionality.TypeIntLiteralPutAllParams{IntLiteralProperty: optionality.IntLiteralProperty{Property: new(optionality.IntLiteralPropertyProperty(1))}}))
}

func TestType_Property_Optional_FloatLiteral_getDefault(t *testing.T) {
	check.Is(t, &optionality.FloatLiteralProperty{})(propertyOptionalityClient(t).Type.FloatLiteralGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_FloatLiteral_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.FloatLiteralPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_FloatLiteral_getAll(t *testing.T) {
	check.Is(t, &optionality.FloatLiteralProperty{Property: new(float64(1.25))})(propertyOptionalityClient(t).Type.FloatLiteralGetAll(t.Context(), nil))
}

func TestType_Property_Optional_FloatLiteral_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.FloatLiteralPutAll(t.Context(), &optionality.TypeFloatLiteralPutAllParams{FloatLiteralProperty: optionality.FloatLiteralProperty{Property: new(float64(1.25))}}))
}

func TestType_Property_Optional_BooleanLiteral_getDefault(t *testing.T) {
	check.Is(t, &optionality.BooleanLiteralProperty{})(propertyOptionalityClient(t).Type.BooleanLiteralGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_BooleanLiteral_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.BooleanLiteralPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_BooleanLiteral_getAll(t *testing.T) {
	check.Is(t, &optionality.BooleanLiteralProperty{Property: new(true)})(propertyOptionalityClient(t).Type.BooleanLiteralGetAll(t.Context(), nil))
}

func TestType_Property_Optional_BooleanLiteral_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.BooleanLiteralPutAll(t.Context(), &optionality.TypeBooleanLiteralPutAllParams{BooleanLiteralProperty: optionality.BooleanLiteralProperty{Property: new(true)}}))
}

func TestType_Property_Optional_UnionStringLiteral_getDefault(t *testing.T) {
	check.Is(t, &optionality.UnionStringLiteralProperty{})(propertyOptionalityClient(t).Type.UnionStringLiteralGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_UnionStringLiteral_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.UnionStringLiteralPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_UnionStringLiteral_getAll(t *testing.T) {
	check.Is(t, &optionality.UnionStringLiteralProperty{Property: "world"})(propertyOptionalityClient(t).Type.UnionStringLiteralGetAll(t.Context(), nil))
}

func TestType_Property_Optional_UnionStringLiteral_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.UnionStringLiteralPutAll(t.Context(), &optionality.TypeUnionStringLiteralPutAllParams{UnionStringLiteralProperty: optionality.UnionStringLiteralProperty{Property: "world"}}))
}

func TestType_Property_Optional_UnionIntLiteral_getDefault(t *testing.T) {
	check.Is(t, &optionality.UnionIntLiteralProperty{})(propertyOptionalityClient(t).Type.UnionIntLiteralGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_UnionIntLiteral_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.UnionIntLiteralPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_UnionIntLiteral_getAll(t *testing.T) {
	check.Is(t, &optionality.UnionIntLiteralProperty{Property: new(optionality.UnionIntLiteralPropertyProperty(2))})(propertyOptionalityClient(t).Type.UnionIntLiteralGetAll(t.Context(), nil))
}

func TestType_Property_Optional_UnionIntLiteral_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.UnionIntLiteralPutAll(t.Context(), &optionality.TypeUnionIntLiteralPutAllParams{UnionIntLiteralProperty: optionality.UnionIntLiteralProperty{Property: new(optionality.UnionIntLiteralPropertyProperty(2))}}))
}

func TestType_Property_Optional_UnionFloatLiteral_getDefault(t *testing.T) {
	check.Is(t, &optionality.UnionFloatLiteralProperty{})(propertyOptionalityClient(t).Type.UnionFloatLiteralGetDefault(t.Context(), nil))
}

func TestType_Property_Optional_UnionFloatLiteral_putDefault(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.UnionFloatLiteralPutDefault(t.Context(), nil))
}

func TestType_Property_Optional_UnionFloatLiteral_getAll(t *testing.T) {
	check.Is(t, &optionality.UnionFloatLiteralProperty{Property: new(float64(2.375))})(propertyOptionalityClient(t).Type.UnionFloatLiteralGetAll(t.Context(), nil))
}

func TestType_Property_Optional_UnionFloatLiteral_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.UnionFloatLiteralPutAll(t.Context(), &optionality.TypeUnionFloatLiteralPutAllParams{UnionFloatLiteralProperty: optionality.UnionFloatLiteralProperty{Property: new(float64(2.375))}}))
}

func TestType_Property_Optional_RequiredAndOptional_getRequiredOnly(t *testing.T) {
	check.Is(t, &optionality.RequiredAndOptionalProperty{RequiredProperty: 42})(propertyOptionalityClient(t).Type.RequiredAndOptionalGetRequiredOnly(t.Context(), nil))
}

func TestType_Property_Optional_RequiredAndOptional_putRequiredOnly(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.RequiredAndOptionalPutRequiredOnly(t.Context(), &optionality.TypeRequiredAndOptionalPutRequiredOnlyParams{RequiredAndOptionalProperty: optionality.RequiredAndOptionalProperty{RequiredProperty: 42}}))
}

func TestType_Property_Optional_RequiredAndOptional_getAll(t *testing.T) {
	check.Is(t, &optionality.RequiredAndOptionalProperty{OptionalProperty: new("hello"), RequiredProperty: 42})(propertyOptionalityClient(t).Type.RequiredAndOptionalGetAll(t.Context(), nil))
}

func TestType_Property_Optional_RequiredAndOptional_putAll(t *testing.T) {
	check.OK(t, propertyOptionalityClient(t).Type.RequiredAndOptionalPutAll(t.Context(), &optionality.TypeRequiredAndOptionalPutAllParams{RequiredAndOptionalProperty: optionality.RequiredAndOptionalProperty{OptionalProperty: new("hello"), RequiredProperty: 42}}))
}
