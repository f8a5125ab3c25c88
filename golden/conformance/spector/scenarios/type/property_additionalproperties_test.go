package type_test

import (
	"testing"

	additionalproperties "spector.test/api/type/property/additional-properties"

	"github.com/claudegen/claudegen/golden/conformance/spector/scenarios/check"
)

func propertyAdditionalPropertiesClient(t *testing.T) *additionalproperties.Client {
	return additionalproperties.NewClient(additionalproperties.WithBaseURL(check.URL(t)))
}

func TestType_Property_AdditionalProperties_ExtendsUnknown_get(t *testing.T) {
	check.Is(t, &additionalproperties.ExtendsUnknownAdditionalProperties{Name: "ExtendsUnknownAdditionalProperties", Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`)})(propertyAdditionalPropertiesClient(t).Type.ExtendsUnknownGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsUnknown_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsUnknownPut(t.Context(), &additionalproperties.TypeExtendsUnknownPutParams{ExtendsUnknownAdditionalProperties: additionalproperties.ExtendsUnknownAdditionalProperties{Name: "ExtendsUnknownAdditionalProperties", Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`)}}))
}

func TestType_Property_AdditionalProperties_ExtendsUnknownDerived_get(t *testing.T) {
	check.Is(t, &additionalproperties.ExtendsUnknownAdditionalPropertiesDerived{
		Index: 314,
		Age:   new(float32(2.71875)),
		Name:  "ExtendsUnknownAdditionalProperties",
		Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`),
	})(propertyAdditionalPropertiesClient(t).Type.ExtendsUnknownDerivedGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsUnknownDerived_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsUnknownDerivedPut(t.Context(), &additionalproperties.TypeExtendsUnknownDerivedPutParams{
		ExtendsUnknownAdditionalPropertiesDerived: additionalproperties.ExtendsUnknownAdditionalPropertiesDerived{Index: 314,
			Age:   new(float32(2.71875)),
			Name:  "ExtendsUnknownAdditionalProperties",
			Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`)},
	}))
}

func TestType_Property_AdditionalProperties_ExtendsUnknownDiscriminated_get(t *testing.T) {
	check.Is(t, &additionalproperties.ExtendsUnknownAdditionalPropertiesDiscriminatedDerived{
		Index: 314,
		Age:   new(float32(2.71875)),
		Name:  "Derived",
		Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`),
	})(propertyAdditionalPropertiesClient(t).Type.ExtendsUnknownDiscriminatedGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsUnknownDiscriminated_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsUnknownDiscriminatedPut(t.Context(), &additionalproperties.TypeExtendsUnknownDiscriminatedPutParams{
		Body: &additionalproperties.ExtendsUnknownAdditionalPropertiesDiscriminatedDerived{
			Index: 314,
			Age:   new(float32(2.71875)),
			Name:  "Derived",
			Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`),
		},
	}))
}

func TestType_Property_AdditionalProperties_IsUnknown_get(t *testing.T) {
	check.Is(t, &additionalproperties.IsUnknownAdditionalProperties{Name: "IsUnknownAdditionalProperties", Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`)})(propertyAdditionalPropertiesClient(t).Type.IsUnknownGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_IsUnknown_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.IsUnknownPut(t.Context(), &additionalproperties.TypeIsUnknownPutParams{IsUnknownAdditionalProperties: additionalproperties.IsUnknownAdditionalProperties{Name: "IsUnknownAdditionalProperties", Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`)}}))
}

func TestType_Property_AdditionalProperties_IsUnknownDerived_get(t *testing.T) {
	check.Is(t, &additionalproperties.IsUnknownAdditionalPropertiesDerived{
		Index: 314,
		Age:   new(float32(2.71875)),
		Name:  "IsUnknownAdditionalProperties",
		Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`),
	})(propertyAdditionalPropertiesClient(t).Type.IsUnknownDerivedGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_IsUnknownDerived_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.IsUnknownDerivedPut(t.Context(), &additionalproperties.TypeIsUnknownDerivedPutParams{
		IsUnknownAdditionalPropertiesDerived: additionalproperties.IsUnknownAdditionalPropertiesDerived{Index: 314,
			Age:   new(float32(2.71875)),
			Name:  "IsUnknownAdditionalProperties",
			Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`)},
	}))
}

func TestType_Property_AdditionalProperties_IsUnknownDiscriminated_get(t *testing.T) {
	check.Is(t, &additionalproperties.IsUnknownAdditionalPropertiesDiscriminatedDerived{
		Index: 314,
		Age:   new(float32(2.71875)),
		Name:  "Derived",
		Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`),
	})(propertyAdditionalPropertiesClient(t).Type.IsUnknownDiscriminatedGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_IsUnknownDiscriminated_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.IsUnknownDiscriminatedPut(t.Context(), &additionalproperties.TypeIsUnknownDiscriminatedPutParams{
		Body: &additionalproperties.IsUnknownAdditionalPropertiesDiscriminatedDerived{
			Index: 314,
			Age:   new(float32(2.71875)),
			Name:  "Derived",
			Extra: []byte(`{"prop1":32,"prop2":true,"prop3":"abc"}`),
		},
	}))
}

func TestType_Property_AdditionalProperties_ExtendsString_get(t *testing.T) {
	check.Is(t, &additionalproperties.ExtendsStringAdditionalProperties{Name: "ExtendsStringAdditionalProperties", Extra: map[string]string{"prop": "abc"}})(propertyAdditionalPropertiesClient(t).Type.ExtendsStringGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsString_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsStringPut(t.Context(), &additionalproperties.TypeExtendsStringPutParams{ExtendsStringAdditionalProperties: additionalproperties.ExtendsStringAdditionalProperties{Name: "ExtendsStringAdditionalProperties", Extra: map[string]string{"prop": "abc"}}}))
}

func TestType_Property_AdditionalProperties_IsString_get(t *testing.T) {
	check.Is(t, &additionalproperties.IsStringAdditionalProperties{Name: "IsStringAdditionalProperties", Extra: map[string]string{"prop": "abc"}})(propertyAdditionalPropertiesClient(t).Type.IsStringGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_IsString_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.IsStringPut(t.Context(), &additionalproperties.TypeIsStringPutParams{IsStringAdditionalProperties: additionalproperties.IsStringAdditionalProperties{Name: "IsStringAdditionalProperties", Extra: map[string]string{"prop": "abc"}}}))
}

func TestType_Property_AdditionalProperties_ExtendsFloat_get(t *testing.T) {
	check.Is(t, &additionalproperties.ExtendsFloatAdditionalProperties{ID: 43.125, Extra: map[string]float32{"prop": 43.125}})(propertyAdditionalPropertiesClient(t).Type.ExtendsFloatGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsFloat_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsFloatPut(t.Context(), &additionalproperties.TypeExtendsFloatPutParams{ExtendsFloatAdditionalProperties: additionalproperties.ExtendsFloatAdditionalProperties{ID: 43.125, Extra: map[string]float32{"prop": 43.125}}}))
}

func TestType_Property_AdditionalProperties_IsFloat_get(t *testing.T) {
	check.Is(t, &additionalproperties.IsFloatAdditionalProperties{ID: 43.125, Extra: map[string]float32{"prop": 43.125}})(propertyAdditionalPropertiesClient(t).Type.IsFloatGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_IsFloat_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.IsFloatPut(t.Context(), &additionalproperties.TypeIsFloatPutParams{IsFloatAdditionalProperties: additionalproperties.IsFloatAdditionalProperties{ID: 43.125, Extra: map[string]float32{"prop": 43.125}}}))
}

func TestType_Property_AdditionalProperties_ExtendsModel_get(t *testing.T) {
	check.Is(t, &additionalproperties.ExtendsModelAdditionalProperties{
		KnownProp: additionalproperties.ModelForRecord{State: "ok"},
		Extra:     map[string]additionalproperties.ModelForRecord{"prop": {State: "ok"}},
	})(propertyAdditionalPropertiesClient(t).Type.ExtendsModelGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsModel_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsModelPut(t.Context(), &additionalproperties.TypeExtendsModelPutParams{
		ExtendsModelAdditionalProperties: additionalproperties.ExtendsModelAdditionalProperties{KnownProp: additionalproperties.ModelForRecord{State: "ok"},
			Extra: map[string]additionalproperties.ModelForRecord{"prop": {State: "ok"}}},
	}))
}

func TestType_Property_AdditionalProperties_IsModel_get(t *testing.T) {
	check.Is(t, &additionalproperties.IsModelAdditionalProperties{
		KnownProp: additionalproperties.ModelForRecord{State: "ok"},
		Extra:     map[string]additionalproperties.ModelForRecord{"prop": {State: "ok"}},
	})(propertyAdditionalPropertiesClient(t).Type.IsModelGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_IsModel_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.IsModelPut(t.Context(), &additionalproperties.TypeIsModelPutParams{
		IsModelAdditionalProperties: additionalproperties.IsModelAdditionalProperties{KnownProp: additionalproperties.ModelForRecord{State: "ok"},
			Extra: map[string]additionalproperties.ModelForRecord{"prop": {State: "ok"}}},
	}))
}

func TestType_Property_AdditionalProperties_ExtendsModelArray_get(t *testing.T) {
	check.Is(t, &additionalproperties.ExtendsModelArrayAdditionalProperties{
		KnownProp: []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}},
		Extra:     map[string][]additionalproperties.ModelForRecord{"prop": []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}}},
	})(propertyAdditionalPropertiesClient(t).Type.ExtendsModelArrayGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsModelArray_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsModelArrayPut(t.Context(), &additionalproperties.TypeExtendsModelArrayPutParams{
		ExtendsModelArrayAdditionalProperties: additionalproperties.ExtendsModelArrayAdditionalProperties{KnownProp: []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}},
			Extra: map[string][]additionalproperties.ModelForRecord{"prop": []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}}}},
	}))
}

func TestType_Property_AdditionalProperties_IsModelArray_get(t *testing.T) {
	check.Is(t, &additionalproperties.IsModelArrayAdditionalProperties{
		KnownProp: []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}},
		Extra:     map[string][]additionalproperties.ModelForRecord{"prop": []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}}},
	})(propertyAdditionalPropertiesClient(t).Type.IsModelArrayGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_IsModelArray_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.IsModelArrayPut(t.Context(), &additionalproperties.TypeIsModelArrayPutParams{
		IsModelArrayAdditionalProperties: additionalproperties.IsModelArrayAdditionalProperties{KnownProp: []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}},
			Extra: map[string][]additionalproperties.ModelForRecord{"prop": []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}}}},
	}))
}

func TestType_Property_AdditionalProperties_SpreadString_get(t *testing.T) {
	check.Is(t, &additionalproperties.SpreadStringRecord{Name: "SpreadSpringRecord", Extra: map[string]string{"prop": "abc"}})(propertyAdditionalPropertiesClient(t).Type.SpreadStringGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadString_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadStringPut(t.Context(), &additionalproperties.TypeSpreadStringPutParams{SpreadStringRecord: additionalproperties.SpreadStringRecord{Name: "SpreadSpringRecord", Extra: map[string]string{"prop": "abc"}}}))
}

func TestType_Property_AdditionalProperties_SpreadFloat_get(t *testing.T) {
	check.Is(t, &additionalproperties.SpreadFloatRecord{ID: 43.125, Extra: map[string]float32{"prop": 43.125}})(propertyAdditionalPropertiesClient(t).Type.SpreadFloatGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadFloat_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadFloatPut(t.Context(), &additionalproperties.TypeSpreadFloatPutParams{SpreadFloatRecord: additionalproperties.SpreadFloatRecord{ID: 43.125, Extra: map[string]float32{"prop": 43.125}}}))
}

func TestType_Property_AdditionalProperties_SpreadModel_get(t *testing.T) {
	check.Is(t, &additionalproperties.SpreadModelRecord{
		KnownProp: additionalproperties.ModelForRecord{State: "ok"},
		Extra:     map[string]additionalproperties.ModelForRecord{"prop": {State: "ok"}},
	})(propertyAdditionalPropertiesClient(t).Type.SpreadModelGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadModel_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadModelPut(t.Context(), &additionalproperties.TypeSpreadModelPutParams{
		SpreadModelRecord: additionalproperties.SpreadModelRecord{KnownProp: additionalproperties.ModelForRecord{State: "ok"},
			Extra: map[string]additionalproperties.ModelForRecord{"prop": {State: "ok"}}},
	}))
}

func TestType_Property_AdditionalProperties_SpreadModelArray_get(t *testing.T) {
	check.Is(t, &additionalproperties.SpreadModelArrayRecord{
		KnownProp: []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}},
		Extra:     map[string][]additionalproperties.ModelForRecord{"prop": []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}}},
	})(propertyAdditionalPropertiesClient(t).Type.SpreadModelArrayGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadModelArray_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadModelArrayPut(t.Context(), &additionalproperties.TypeSpreadModelArrayPutParams{
		SpreadModelArrayRecord: additionalproperties.SpreadModelArrayRecord{KnownProp: []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}},
			Extra: map[string][]additionalproperties.ModelForRecord{"prop": []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}}}},
	}))
}

func TestType_Property_AdditionalProperties_SpreadDifferentString_get(t *testing.T) {
	check.Is(t, &additionalproperties.DifferentSpreadStringRecord{ID: 43.125, Extra: map[string]string{"prop": "abc"}})(propertyAdditionalPropertiesClient(t).Type.SpreadDifferentStringGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadDifferentString_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadDifferentStringPut(t.Context(), &additionalproperties.TypeSpreadDifferentStringPutParams{DifferentSpreadStringRecord: additionalproperties.DifferentSpreadStringRecord{ID: 43.125, Extra: map[string]string{"prop": "abc"}}}))
}

func TestType_Property_AdditionalProperties_SpreadDifferentFloat_get(t *testing.T) {
	check.Is(t, &additionalproperties.DifferentSpreadFloatRecord{Name: "abc", Extra: map[string]float32{"prop": 43.125}})(propertyAdditionalPropertiesClient(t).Type.SpreadDifferentFloatGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadDifferentFloat_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadDifferentFloatPut(t.Context(), &additionalproperties.TypeSpreadDifferentFloatPutParams{DifferentSpreadFloatRecord: additionalproperties.DifferentSpreadFloatRecord{Name: "abc", Extra: map[string]float32{"prop": 43.125}}}))
}

func TestType_Property_AdditionalProperties_SpreadDifferentModel_get(t *testing.T) {
	check.Is(t, &additionalproperties.DifferentSpreadModelRecord{KnownProp: "abc", Extra: map[string]additionalproperties.ModelForRecord{"prop": {State: "ok"}}})(propertyAdditionalPropertiesClient(t).Type.SpreadDifferentModelGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadDifferentModel_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadDifferentModelPut(t.Context(), &additionalproperties.TypeSpreadDifferentModelPutParams{DifferentSpreadModelRecord: additionalproperties.DifferentSpreadModelRecord{KnownProp: "abc", Extra: map[string]additionalproperties.ModelForRecord{"prop": {State: "ok"}}}}))
}

func TestType_Property_AdditionalProperties_SpreadDifferentModelArray_get(t *testing.T) {
	check.Is(t, &additionalproperties.DifferentSpreadModelArrayRecord{
		KnownProp: "abc",
		Extra:     map[string][]additionalproperties.ModelForRecord{"prop": []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}}},
	})(propertyAdditionalPropertiesClient(t).Type.SpreadDifferentModelArrayGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadDifferentModelArray_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadDifferentModelArrayPut(t.Context(), &additionalproperties.TypeSpreadDifferentModelArrayPutParams{
		DifferentSpreadModelArrayRecord: additionalproperties.DifferentSpreadModelArrayRecord{KnownProp: "abc",
			Extra: map[string][]additionalproperties.ModelForRecord{"prop": []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}}}},
	}))
}

func TestType_Property_AdditionalProperties_ExtendsDifferentSpreadString_get(t *testing.T) {
	check.Is(t, &additionalproperties.DifferentSpreadStringDerived{DerivedProp: "abc", ID: 43.125, Extra: map[string]string{"prop": "abc"}})(propertyAdditionalPropertiesClient(t).Type.ExtendsDifferentSpreadStringGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsDifferentSpreadString_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsDifferentSpreadStringPut(t.Context(), &additionalproperties.TypeExtendsDifferentSpreadStringPutParams{DifferentSpreadStringDerived: additionalproperties.DifferentSpreadStringDerived{DerivedProp: "abc", ID: 43.125, Extra: map[string]string{"prop": "abc"}}}))
}

func TestType_Property_AdditionalProperties_ExtendsDifferentSpreadFloat_get(t *testing.T) {
	check.Is(t, &additionalproperties.DifferentSpreadFloatDerived{DerivedProp: 43.125, Name: "abc", Extra: map[string]float32{"prop": 43.125}})(propertyAdditionalPropertiesClient(t).Type.ExtendsDifferentSpreadFloatGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsDifferentSpreadFloat_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsDifferentSpreadFloatPut(t.Context(), &additionalproperties.TypeExtendsDifferentSpreadFloatPutParams{DifferentSpreadFloatDerived: additionalproperties.DifferentSpreadFloatDerived{DerivedProp: 43.125, Name: "abc", Extra: map[string]float32{"prop": 43.125}}}))
}

func TestType_Property_AdditionalProperties_ExtendsDifferentSpreadModel_get(t *testing.T) {
	check.Is(t, &additionalproperties.DifferentSpreadModelDerived{
		DerivedProp: additionalproperties.ModelForRecord{State: "ok"},
		KnownProp:   "abc",
		Extra:       map[string]additionalproperties.ModelForRecord{"prop": {State: "ok"}},
	})(propertyAdditionalPropertiesClient(t).Type.ExtendsDifferentSpreadModelGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsDifferentSpreadModel_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsDifferentSpreadModelPut(t.Context(), &additionalproperties.TypeExtendsDifferentSpreadModelPutParams{
		DifferentSpreadModelDerived: additionalproperties.DifferentSpreadModelDerived{DerivedProp: additionalproperties.ModelForRecord{State: "ok"},
			KnownProp: "abc",
			Extra:     map[string]additionalproperties.ModelForRecord{"prop": {State: "ok"}}},
	}))
}

func TestType_Property_AdditionalProperties_ExtendsDifferentSpreadModelArray_get(t *testing.T) {
	check.Is(t, &additionalproperties.DifferentSpreadModelArrayDerived{
		DerivedProp: []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}},
		KnownProp:   "abc",
		Extra:       map[string][]additionalproperties.ModelForRecord{"prop": []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}}},
	})(propertyAdditionalPropertiesClient(t).Type.ExtendsDifferentSpreadModelArrayGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_ExtendsDifferentSpreadModelArray_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.ExtendsDifferentSpreadModelArrayPut(t.Context(), &additionalproperties.TypeExtendsDifferentSpreadModelArrayPutParams{
		DifferentSpreadModelArrayDerived: additionalproperties.DifferentSpreadModelArrayDerived{DerivedProp: []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}},
			KnownProp: "abc",
			Extra:     map[string][]additionalproperties.ModelForRecord{"prop": []additionalproperties.ModelForRecord{{State: "ok"}, {State: "ok"}}}},
	}))
}

func TestType_Property_AdditionalProperties_MultipleSpread_get(t *testing.T) {
	check.Is(t, &additionalproperties.MultipleSpreadRecord{
		Flag:  true,
		Extra: map[string]additionalproperties.MultipleSpreadRecordValue{"prop1": additionalproperties.MultipleSpreadRecordValueString("abc"), "prop2": additionalproperties.MultipleSpreadRecordValueNumber(43.125)},
	})(propertyAdditionalPropertiesClient(t).Type.MultipleSpreadGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_MultipleSpread_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.MultipleSpreadPut(t.Context(), &additionalproperties.TypeMultipleSpreadPutParams{
		MultipleSpreadRecord: additionalproperties.MultipleSpreadRecord{Flag: true,
			Extra: map[string]additionalproperties.MultipleSpreadRecordValue{"prop1": additionalproperties.MultipleSpreadRecordValueString("abc"), "prop2": additionalproperties.MultipleSpreadRecordValueNumber(43.125)}},
	}))
}

func TestType_Property_AdditionalProperties_SpreadRecordUnion_get(t *testing.T) {
	check.Is(t, &additionalproperties.SpreadRecordForUnion{
		Flag:  true,
		Extra: map[string]additionalproperties.SpreadRecordForUnionValue{"prop1": additionalproperties.SpreadRecordForUnionValueString("abc"), "prop2": additionalproperties.SpreadRecordForUnionValueNumber(43.125)},
	})(propertyAdditionalPropertiesClient(t).Type.SpreadRecordUnionGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadRecordUnion_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadRecordUnionPut(t.Context(), &additionalproperties.TypeSpreadRecordUnionPutParams{
		SpreadRecordForUnion: additionalproperties.SpreadRecordForUnion{Flag: true,
			Extra: map[string]additionalproperties.SpreadRecordForUnionValue{"prop1": additionalproperties.SpreadRecordForUnionValueString("abc"), "prop2": additionalproperties.SpreadRecordForUnionValueNumber(43.125)}},
	}))
}

func TestType_Property_AdditionalProperties_SpreadRecordNonDiscriminatedUnion_get(t *testing.T) {
	check.Is(t, &additionalproperties.SpreadRecordForNonDiscriminatedUnion{
		Name:  "abc",
		Extra: map[string]additionalproperties.SpreadRecordForNonDiscriminatedUnionValue{"prop1": &additionalproperties.WidgetData0{FooProp: "abc"}, "prop2": &additionalproperties.WidgetData1{Start: check.Time(t, "2021-01-01T00:00:00Z"), End: new(check.Time(t, "2021-01-02T00:00:00Z"))}},
	})(propertyAdditionalPropertiesClient(t).Type.SpreadRecordNonDiscriminatedUnionGet(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadRecordNonDiscriminatedUnion_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadRecordNonDiscriminatedUnionPut(t.Context(), &additionalproperties.TypeSpreadRecordNonDiscriminatedUnionPutParams{
		SpreadRecordForNonDiscriminatedUnion: additionalproperties.SpreadRecordForNonDiscriminatedUnion{Name: "abc",
			Extra: map[string]additionalproperties.SpreadRecordForNonDiscriminatedUnionValue{"prop1": &additionalproperties.WidgetData0{FooProp: "abc"}, "prop2": &additionalproperties.WidgetData1{Start: check.Time(t, "2021-01-01T00:00:00Z"), End: new(check.Time(t, "2021-01-02T00:00:00Z"))}}},
	}))
}

func TestType_Property_AdditionalProperties_SpreadRecordNonDiscriminatedUnion2_get(t *testing.T) {
	// Several variants fit, so only what they hold is known.
	check.HasJSON(t, `{"name":"abc","prop1":{"kind":"kind1","start":"2021-01-01T00:00:00Z"},"prop2":{"kind":"kind1","start":"2021-01-01T00:00:00Z","end":"2021-01-02T00:00:00Z"}}`)(propertyAdditionalPropertiesClient(t).Type.SpreadRecordNonDiscriminatedUnion2Get(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadRecordNonDiscriminatedUnion2_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadRecordNonDiscriminatedUnion2Put(t.Context(), &additionalproperties.TypeSpreadRecordNonDiscriminatedUnion2PutParams{
		SpreadRecordForNonDiscriminatedUnion2: additionalproperties.SpreadRecordForNonDiscriminatedUnion2{Name: "abc",
			Extra: map[string]additionalproperties.SpreadRecordForNonDiscriminatedUnion2Value{"prop1": &additionalproperties.WidgetData1{Start: check.Time(t, "2021-01-01T00:00:00Z")}, "prop2": &additionalproperties.WidgetData1{Start: check.Time(t, "2021-01-01T00:00:00Z"), End: new(check.Time(t, "2021-01-02T00:00:00Z"))}}},
	}))
}

func TestType_Property_AdditionalProperties_SpreadRecordNonDiscriminatedUnion3_get(t *testing.T) {
	// Several variants fit, so only what they hold is known.
	check.HasJSON(t, `{"name":"abc","prop1":[{"kind":"kind1","start":"2021-01-01T00:00:00Z"},{"kind":"kind1","start":"2021-01-01T00:00:00Z"}],"prop2":{"kind":"kind1","start":"2021-01-01T00:00:00Z","end":"2021-01-02T00:00:00Z"}}`)(propertyAdditionalPropertiesClient(t).Type.SpreadRecordNonDiscriminatedUnion3Get(t.Context(), nil))
}

func TestType_Property_AdditionalProperties_SpreadRecordNonDiscriminatedUnion3_put(t *testing.T) {
	check.OK(t, propertyAdditionalPropertiesClient(t).Type.SpreadRecordNonDiscriminatedUnion3Put(t.Context(), &additionalproperties.TypeSpreadRecordNonDiscriminatedUnion3PutParams{
		SpreadRecordForNonDiscriminatedUnion3: additionalproperties.SpreadRecordForNonDiscriminatedUnion3{Name: "abc",
			Extra: map[string]additionalproperties.SpreadRecordForNonDiscriminatedUnion3Value{"prop1": additionalproperties.SpreadRecordForNonDiscriminatedUnion3ValueArray{{Start: "2021-01-01T00:00:00Z"}, {Start: "2021-01-01T00:00:00Z"}}, "prop2": &additionalproperties.WidgetData1{Start: check.Time(t, "2021-01-01T00:00:00Z"), End: new(check.Time(t, "2021-01-02T00:00:00Z"))}}},
	}))
}
