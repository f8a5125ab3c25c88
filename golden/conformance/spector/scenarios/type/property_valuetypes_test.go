package type_test

import (
	"testing"

	valuetypes "spector.test/api/type/property/value-types"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func propertyValueTypesClient(t *testing.T) *valuetypes.Client {
	return valuetypes.NewClient(valuetypes.WithBaseURL(check.URL(t)))
}

func TestType_Property_ValueTypes_Boolean_get(t *testing.T) {
	check.Is(t, &valuetypes.BooleanProperty{Property: true})(propertyValueTypesClient(t).Type.BooleanGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_Boolean_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.BooleanPut(t.Context(), &valuetypes.TypeBooleanPutParams{BooleanProperty: valuetypes.BooleanProperty{Property: true}}))
}

func TestType_Property_ValueTypes_String_get(t *testing.T) {
	check.Is(t, &valuetypes.StringProperty{Property: "hello"})(propertyValueTypesClient(t).Type.StringGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_String_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.StringPut(t.Context(), &valuetypes.TypeStringPutParams{StringProperty: valuetypes.StringProperty{Property: "hello"}}))
}

func TestType_Property_ValueTypes_Bytes_get(t *testing.T) {
	check.Is(t, &valuetypes.BytesProperty{Property: []byte("hello, world!")})(propertyValueTypesClient(t).Type.BytesGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_Bytes_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.BytesPut(t.Context(), &valuetypes.TypeBytesPutParams{BytesProperty: valuetypes.BytesProperty{Property: []byte("hello, world!")}}))
}

func TestType_Property_ValueTypes_Int_get(t *testing.T) {
	check.Is(t, &valuetypes.IntProperty{Property: 42})(propertyValueTypesClient(t).Type.IntGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_Int_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.IntPut(t.Context(), &valuetypes.TypeIntPutParams{IntProperty: valuetypes.IntProperty{Property: 42}}))
}

func TestType_Property_ValueTypes_Float_get(t *testing.T) {
	check.Is(t, &valuetypes.FloatProperty{Property: 43.125})(propertyValueTypesClient(t).Type.FloatGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_Float_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.FloatPut(t.Context(), &valuetypes.TypeFloatPutParams{FloatProperty: valuetypes.FloatProperty{Property: 43.125}}))
}

func TestType_Property_ValueTypes_Decimal_get(t *testing.T) {
	check.Is(t, &valuetypes.DecimalProperty{Property: "0.33333"})(propertyValueTypesClient(t).Type.DecimalGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_Decimal_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.DecimalPut(t.Context(), &valuetypes.TypeDecimalPutParams{DecimalProperty: valuetypes.DecimalProperty{Property: "0.33333"}}))
}

func TestType_Property_ValueTypes_Decimal128_get(t *testing.T) {
	check.Is(t, &valuetypes.Decimal128Property{Property: "0.33333"})(propertyValueTypesClient(t).Type.Decimal128Get(t.Context(), nil))
}

func TestType_Property_ValueTypes_Decimal128_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.Decimal128Put(t.Context(), &valuetypes.TypeDecimal128PutParams{Decimal128Property: valuetypes.Decimal128Property{Property: "0.33333"}}))
}

func TestType_Property_ValueTypes_Datetime_get(t *testing.T) {
	check.Is(t, &valuetypes.DatetimeProperty{Property: check.Time(t, "2022-08-26T18:38:00Z")})(propertyValueTypesClient(t).Type.DatetimeGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_Datetime_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.DatetimePut(t.Context(), &valuetypes.TypeDatetimePutParams{DatetimeProperty: valuetypes.DatetimeProperty{Property: check.Time(t, "2022-08-26T18:38:00Z")}}))
}

func TestType_Property_ValueTypes_Duration_get(t *testing.T) {
	check.Is(t, &valuetypes.DurationProperty{Property: "P123DT22H14M12.011S"})(propertyValueTypesClient(t).Type.DurationGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_Duration_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.DurationPut(t.Context(), &valuetypes.TypeDurationPutParams{DurationProperty: valuetypes.DurationProperty{Property: "P123DT22H14M12.011S"}}))
}

func TestType_Property_ValueTypes_Enum_get(t *testing.T) {
	check.Is(t, &valuetypes.EnumProperty{Property: "ValueOne"})(propertyValueTypesClient(t).Type.EnumGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_Enum_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.EnumPut(t.Context(), &valuetypes.TypeEnumPutParams{EnumProperty: valuetypes.EnumProperty{Property: "ValueOne"}}))
}

func TestType_Property_ValueTypes_ExtensibleEnum_get(t *testing.T) {
	check.Is(t, &valuetypes.ExtensibleEnumProperty{Property: "UnknownValue"})(propertyValueTypesClient(t).Type.ExtensibleEnumGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_ExtensibleEnum_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.ExtensibleEnumPut(t.Context(), &valuetypes.TypeExtensibleEnumPutParams{ExtensibleEnumProperty: valuetypes.ExtensibleEnumProperty{Property: "UnknownValue"}}))
}

func TestType_Property_ValueTypes_Model_get(t *testing.T) {
	check.Is(t, &valuetypes.ModelProperty{Property: valuetypes.InnerModel{Property: "hello"}})(propertyValueTypesClient(t).Type.ModelGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_Model_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.ModelPut(t.Context(), &valuetypes.TypeModelPutParams{ModelProperty: valuetypes.ModelProperty{Property: valuetypes.InnerModel{Property: "hello"}}}))
}

func TestType_Property_ValueTypes_CollectionsString_get(t *testing.T) {
	check.Is(t, &valuetypes.CollectionsStringProperty{Property: []string{"hello", "world"}})(propertyValueTypesClient(t).Type.CollectionsStringGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_CollectionsString_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.CollectionsStringPut(t.Context(), &valuetypes.TypeCollectionsStringPutParams{CollectionsStringProperty: valuetypes.CollectionsStringProperty{Property: []string{"hello", "world"}}}))
}

func TestType_Property_ValueTypes_CollectionsInt_get(t *testing.T) {
	check.Is(t, &valuetypes.CollectionsIntProperty{Property: []int32{1, 2}})(propertyValueTypesClient(t).Type.CollectionsIntGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_CollectionsInt_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.CollectionsIntPut(t.Context(), &valuetypes.TypeCollectionsIntPutParams{CollectionsIntProperty: valuetypes.CollectionsIntProperty{Property: []int32{1, 2}}}))
}

func TestType_Property_ValueTypes_CollectionsModel_get(t *testing.T) {
	check.Is(t, &valuetypes.CollectionsModelProperty{Property: []valuetypes.InnerModel{{Property: "hello"}, {Property: "world"}}})(propertyValueTypesClient(t).Type.CollectionsModelGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_CollectionsModel_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.CollectionsModelPut(t.Context(), &valuetypes.TypeCollectionsModelPutParams{
		CollectionsModelProperty: valuetypes.CollectionsModelProperty{Property: []valuetypes.InnerModel{{Property: "hello"}, {Property: "world"}}},
	}))
}

func TestType_Property_ValueTypes_DictionaryString_get(t *testing.T) {
	check.Is(t, &valuetypes.DictionaryStringProperty{Property: map[string]string{"k1": "hello", "k2": "world"}})(propertyValueTypesClient(t).Type.DictionaryStringGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_DictionaryString_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.DictionaryStringPut(t.Context(), &valuetypes.TypeDictionaryStringPutParams{DictionaryStringProperty: valuetypes.DictionaryStringProperty{Property: map[string]string{"k1": "hello", "k2": "world"}}}))
}

func TestType_Property_ValueTypes_Never_get(t *testing.T) {
	check.Is(t, &valuetypes.NeverProperty{})(propertyValueTypesClient(t).Type.NeverGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_Never_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.NeverPut(t.Context(), &valuetypes.TypeNeverPutParams{Body: valuetypes.NeverProperty{}}))
}

func TestType_Property_ValueTypes_UnknownString_get(t *testing.T) {
	check.Is(t, &valuetypes.UnknownStringProperty{Property: []byte(`"hello"`)})(propertyValueTypesClient(t).Type.UnknownStringGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_UnknownString_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.UnknownStringPut(t.Context(), &valuetypes.TypeUnknownStringPutParams{UnknownStringProperty: valuetypes.UnknownStringProperty{Property: []byte(`"hello"`)}}))
}

func TestType_Property_ValueTypes_UnknownInt_get(t *testing.T) {
	check.Is(t, &valuetypes.UnknownIntProperty{Property: []byte(`42`)})(propertyValueTypesClient(t).Type.UnknownIntGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_UnknownInt_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.UnknownIntPut(t.Context(), &valuetypes.TypeUnknownIntPutParams{UnknownIntProperty: valuetypes.UnknownIntProperty{Property: []byte(`42`)}}))
}

func TestType_Property_ValueTypes_UnknownDict_get(t *testing.T) {
	check.Is(t, &valuetypes.UnknownDictProperty{Property: []byte(`{"k1":"hello","k2":42}`)})(propertyValueTypesClient(t).Type.UnknownDictGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_UnknownDict_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.UnknownDictPut(t.Context(), &valuetypes.TypeUnknownDictPutParams{UnknownDictProperty: valuetypes.UnknownDictProperty{Property: []byte(`{"k1":"hello","k2":42}`)}}))
}

func TestType_Property_ValueTypes_UnknownArray_get(t *testing.T) {
	check.Is(t, &valuetypes.UnknownArrayProperty{Property: []byte(`["hello","world"]`)})(propertyValueTypesClient(t).Type.UnknownArrayGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_UnknownArray_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.UnknownArrayPut(t.Context(), &valuetypes.TypeUnknownArrayPutParams{UnknownArrayProperty: valuetypes.UnknownArrayProperty{Property: []byte(`["hello","world"]`)}}))
}

func TestType_Property_ValueTypes_StringLiteral_get(t *testing.T) {
	check.Is(t, &valuetypes.StringLiteralProperty{})(propertyValueTypesClient(t).Type.StringLiteralGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_StringLiteral_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.StringLiteralPut(t.Context(), nil))
}

func TestType_Property_ValueTypes_IntLiteral_get(t *testing.T) {
	check.Is(t, &valuetypes.IntLiteralProperty{})(propertyValueTypesClient(t).Type.IntLiteralGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_IntLiteral_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.IntLiteralPut(t.Context(), nil))
}

func TestType_Property_ValueTypes_FloatLiteral_get(t *testing.T) {
	check.Is(t, &valuetypes.FloatLiteralProperty{})(propertyValueTypesClient(t).Type.FloatLiteralGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_FloatLiteral_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.FloatLiteralPut(t.Context(), nil))
}

func TestType_Property_ValueTypes_BooleanLiteral_get(t *testing.T) {
	check.Is(t, &valuetypes.BooleanLiteralProperty{})(propertyValueTypesClient(t).Type.BooleanLiteralGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_BooleanLiteral_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.BooleanLiteralPut(t.Context(), nil))
}

func TestType_Property_ValueTypes_UnionStringLiteral_get(t *testing.T) {
	check.Is(t, &valuetypes.UnionStringLiteralProperty{Property: "world"})(propertyValueTypesClient(t).Type.UnionStringLiteralGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_UnionStringLiteral_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.UnionStringLiteralPut(t.Context(), &valuetypes.TypeUnionStringLiteralPutParams{UnionStringLiteralProperty: valuetypes.UnionStringLiteralProperty{Property: "world"}}))
}

func TestType_Property_ValueTypes_UnionIntLiteral_get(t *testing.T) {
	check.Is(t, &valuetypes.UnionIntLiteralProperty{Property: 42})(propertyValueTypesClient(t).Type.UnionIntLiteralGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_UnionIntLiteral_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.UnionIntLiteralPut(t.Context(), &valuetypes.TypeUnionIntLiteralPutParams{UnionIntLiteralProperty: valuetypes.UnionIntLiteralProperty{Property: 42}}))
}

func TestType_Property_ValueTypes_UnionFloatLiteral_get(t *testing.T) {
	check.Is(t, &valuetypes.UnionFloatLiteralProperty{Property: 46.875})(propertyValueTypesClient(t).Type.UnionFloatLiteralGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_UnionFloatLiteral_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.UnionFloatLiteralPut(t.Context(), &valuetypes.TypeUnionFloatLiteralPutParams{UnionFloatLiteralProperty: valuetypes.UnionFloatLiteralProperty{Property: 46.875}}))
}

func TestType_Property_ValueTypes_UnionEnumValue_get(t *testing.T) {
	check.Is(t, &valuetypes.UnionEnumValueProperty{})(propertyValueTypesClient(t).Type.UnionEnumValueGet(t.Context(), nil))
}

func TestType_Property_ValueTypes_UnionEnumValue_put(t *testing.T) {
	check.OK(t, propertyValueTypesClient(t).Type.UnionEnumValuePut(t.Context(), nil))
}
